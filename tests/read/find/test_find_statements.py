"""Statements: patterns of attribution, with negatives."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from communique.model.finding import Evidence, Finding, Mode, Quoting, Sourcing, Statement
from communique.model.text import Article, Block, BlockKind
from communique.read.analysis.analysis import Analysis
from communique.read.analysis.build import analyse
from communique.read.find.statements import Statements
from communique.read.find.statements.lexicon import nouns, verbs


def statements(text: str) -> list[Statement]:
    found: list[Finding] = list(Statements()(analyse(Article(id="a", text=text)), {}))
    return [f for f in found if isinstance(f, Statement)]


def row(s: Statement) -> tuple[str | None, str | None, tuple[str, ...]]:
    source = s.speaker.mention.text if s.speaker and s.speaker.mention else None
    return source, s.cue[0].text if s.cue else None, tuple(c.text for c in s.content)


CASES = [
    (
        "Foreign Minister Ana Kovac said the talks had failed.",
        [("Foreign Minister Ana Kovac", "said", ("the talks had failed",))],
    ),
    (
        "Kovac told reporters in Riga on Monday that no date was set.",
        [("Kovac", "told", ("that no date was set",))],
    ),
    (
        "“We will not leave the table,” said Kovac.",
        [("Kovac", "said", ("“We will not leave the table,”",))],
    ),
    (
        "“We will stay,” he said. “We have time.”",
        [("he", "said", ("“We will stay,”", "“We have time.”"))],
    ),
    (
        "“We will stay,” he said, “until it is done.”",
        [("he", "said", ("“We will stay,”", "“until it is done.”"))],
    ),
    (
        "The talks, Kovac said, were hard.",
        [("Kovac", "said", ("The talks", "were hard"))],
    ),
    (
        "Kovac said Borduria was “playing for time” and demanded that it sign the text.",
        [
            ("Kovac", "said", ("Borduria was “playing for time”",)),
            ("Kovac", "demanded", ("that it sign the text",)),
        ],
    ),
    (
        "“There is no deal,” she said, adding that the text was open.",
        [
            ("she", "said", ("“There is no deal,”",)),
            ("she", "adding", ("that the text was open",)),
        ],
    ),
    (
        "According to two officials, the deal is dead.",
        [("two officials", "According to", ("the deal is dead",))],
    ),
    (
        "The deal is dead, according to two officials.",
        [("two officials", "according to", ("The deal is dead",))],
    ),
    (
        "She urged Borduria to stop the shelling.",
        [("She", "urged", ("to stop the shelling",))],
    ),
    (
        "She called for an end to the blockade.",
        [("She", "called for", ("an end to the blockade",))],
    ),
    (
        "Kovac accused them of breaking the truce.",
        [("Kovac", "accused", ("them of breaking the truce",))],
    ),
    (
        "Borduria denied the claim.",
        [("Borduria", "denied", ("the claim",))],
    ),
    (
        "Kovac made it clear that the border would stay shut.",
        [("Kovac", "made", ("that the border would stay shut",))],
    ),
    (
        "The ministry said in a statement at the time that Borduria had shut the border.",
        [("The ministry", "said", ("that Borduria had shut the border",))],
    ),
    (
        "Kovac was blunt before the vote. She told them: “Nobody trusts this text.”",
        [("She", "told", ("“Nobody trusts this text.”",))],
    ),
    (
        "“Why now?” Kovac asked.",
        [("Kovac", "asked", ("“Why now?”",))],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_patterns(text: str, expected: list[tuple[str, str, tuple[str, ...]]]) -> None:
    found = [row(s) for s in statements(text)]
    assert [(source, content) for source, _, content in found] == [(s, c) for s, _, c in expected]
    for (_, cue, _), (_, word, _) in zip(found, expected, strict=True):
        assert cue is not None
        assert word in cue  # a cue may be wider: “said in a statement”


@pytest.mark.parametrize(
    "text",
    [
        "The ministers met in Riga on Monday.",
        "She would not say whether the text was signed.",
        "He did not announce a date.",
        "They cannot confirm the date.",
        "Asked about the map, Kovac smiled.",
        "The bill called the Harbour Act passed on Monday.",
        "The so-called “green line” runs through the town.",
        "He read “The Long Road” on the train.",
        "The envoys of both sides shook hands under the flags.",
        "The so-called “red line” was crossed in spring.",
        "Envoy Vladimir “Vova” Holm sat beside her.",
        "The author of “The Long Peace” sat in the hall.",
        "The tanker “Morning Star” left the port.",
        "The frigates took part in the exercise “Northern Shield” near the coast.",
        "The treaty does not use the term “genocide” at all.",
        "The “humanitarian corridor” was shelled.",
        "A copy of ‘War and Rain’ lay on the table.",
    ],
)
def test_nothing_was_said(text: str) -> None:
    assert [row(s) for s in statements(text) if s.mode is not Mode.THOUGHT] == []


def test_kinds_of_quoting_and_mode() -> None:
    direct, mixed, indirect = statements(
        "“No,” said Ana Kovac. She said the plan was “not serious” at all. She said it would fail."
    )
    assert [s.quoting for s in (direct, mixed, indirect)] == [Quoting.DIRECT, Quoting.MIXED, Quoting.INDIRECT]
    (thought,) = statements("Kovac believes that the plan will fail.")
    assert thought.mode is Mode.THOUGHT


def test_addressee_is_kept_apart_from_content() -> None:
    (s,) = statements("Kovac told Orlan that the border would open.")
    assert s.addressee is not None
    assert s.addressee.name == "Orlan"


def test_a_reporting_clause_at_the_end_is_found_whatever_it_depends_on() -> None:
    (s,) = statements("Vesna has agreed to a truce, a source close to the mayor told the Herald on Monday.")
    assert row(s)[0] == "a source close to the mayor"
    assert row(s)[2] == ("Vesna has agreed to a truce",)


def test_a_document_and_an_unnamed_source() -> None:
    (report,) = statements("The report said that the dam was safe.")
    assert report.sourcing is Sourcing.DOCUMENT
    (official,) = statements("A senior official said that the dam was safe.")
    assert official.sourcing is Sourcing.UNNAMED


def test_a_report_inside_a_report_knows_its_outer_statement() -> None:
    outer, inner = statements("Kovac said Orlan had warned that the dam would break.")
    assert row(inner)[2] == ("that the dam would break",)
    assert inner.within == outer.id
    assert outer.within is None


def test_a_quotation_over_paragraphs_is_one_statement() -> None:
    (s,) = statements("“We began early,” Kovac said. “We had no choice.\n\n“We ended late.”")
    assert [c.text for c in s.content] == ["“We began early,”", "“We had no choice.", "“We ended late.”"]


def test_a_quotation_without_a_cue_goes_to_the_speaker_before_it() -> None:
    found = statements("Kovac said the road was closed.\n\n“Nobody can pass there this week.”")
    (holder,) = [s for s in found if any("Nobody" in c.text for c in s.content)]
    assert holder.speaker is not None
    assert holder.speaker.name == "Kovac"


def test_foreign_blocks_and_furniture_are_not_read() -> None:
    text = "Kovac said the road was closed. Orlan said the bridge was open."
    plain = Article(id="a", text=text)
    article = Article(
        id="a",
        text=text,
        blocks=(
            Block(span=plain.span(0, 31), kind=BlockKind.BODY),
            Block(span=plain.span(32, len(text)), kind=BlockKind.CAPTION, foreign=True),
        ),
    )
    found = list(Statements()(analyse(article), {}))
    assert [f.evidence.spans[0].text for f in found] == ["the road was closed"]


@pytest.mark.parametrize(
    "text", ["“", "“”", "said", "According to", "He said “", ": “x", "\n\n", "said: “a” “b"]
)
def test_fragments_do_not_break_it(text: str) -> None:
    for s in statements(text):
        assert isinstance(s.evidence, Evidence)
        assert all(text[c.start : c.end] == c.text for c in s.content)


def test_the_same_article_gives_the_same_statements() -> None:
    analysis: Analysis = analyse(Article(id="a", text=" ".join(text for text, _ in CASES)))
    assert list(Statements()(analysis, {})) == list(Statements()(analysis, {}))


def test_the_tables_are_sound() -> None:
    assert {"say", "tell", "deny", "write", "believe"} <= set(verbs())
    assert "claim" in nouns()
    assert all(0 <= cue.quote <= 1 for cue in verbs().values())
    assert verbs()["believe"].mode is Mode.THOUGHT


def test_nothing_is_said_after_the_report_of_it(read_kind: Callable[..., list[Finding]]) -> None:
    text = "Norway will not leave the talks, Foreign Minister Ida Berg said on October 9."
    for statement in read_kind("statement", text, date="2026-03-12"):
        assert isinstance(statement, Statement)
        first = statement.said_on.first if statement.said_on else None
        assert first is None or first <= date(2026, 3, 12)
