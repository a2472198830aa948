"""The circumstances of statements, from drafts made by hand: any finder of statements may propose them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.model.finding import Finding, Mode, Statement
from communique.read.analysis.analysis import Analysis
from communique.read.analysis.build import analyse
from communique.read.find.finder import finders, run
from communique.read.find.statements.circumstances import Circumstances, circumstances
from communique.read.find.statements.draft import Draft
from communique.read.ingest.article import make_article

REFERENCES = ("time", "place", "actor")
# A marked text: [source], {cue}, <content>; a statement may have several contents or no source.
OPEN, CLOSE = "[{<", "]}>"


def told(*marked: str, source: str | None = None) -> list[Circumstances]:
    """The circumstances of the statements that are marked in sentences, one statement for each string."""
    text, drafts = "", []
    for sentence in marked:
        ranges: dict[str, list[tuple[int, int]]] = {mark: [] for mark in OPEN}
        for char in sentence:
            if char in OPEN:
                ranges[char].append((len(text), -1))
            elif char in CLOSE:
                mark = OPEN[CLOSE.index(char)]
                ranges[mark][-1] = (ranges[mark][-1][0], len(text))
            else:
                text += char
        if any(ranges.values()):
            drafts.append(ranges)
        text += " "
    analysis = analyse(make_article(text, date="2026-03-12", source=source))
    _, failures = run(analysis, [f for f in finders() if f.provides in REFERENCES])
    assert not failures
    return circumstances(analysis, [draft(analysis, ranges) for ranges in drafts])


def draft(a: Analysis, ranges: dict[str, list[tuple[int, int]]]) -> Draft:
    def words(mark: str) -> list[tuple[int, int]]:
        found = [a.words(a.article.span(low, high)) for low, high in ranges[mark]]
        return [(r[0], r[-1] + 1) for r in found]

    cue, source = words("{"), words("[")
    return Draft(
        anchor=cue[0][0] if cue else -1,
        cue=cue[0] if cue else None,
        content=tuple(words("<")),
        source=source[0][1] - 1 if source else None,
        mode=Mode.SPEECH,
        score=1.0,
    )


def days(*marked: str, source: str | None = None) -> list[str | None]:
    return [str(c.said_on.first) if c.said_on else None for c in told(*marked, source=source)]


def addressee(marked: str) -> str | None:
    (c,) = told(marked)
    return c.addressee.mention.text if c.addressee and c.addressee.mention else None


def relay(*marked: str) -> str | None:
    c = told(*marked)[-1]
    return c.relay.mention.text if c.relay and c.relay.mention else None


def venue(*marked: str) -> str | None:
    c = told(*marked)[-1]
    return c.venue.text if c.venue else None


@pytest.mark.parametrize(
    ("marked", "day"),
    [
        ("[Kovac] {said} on Tuesday <that the dam was safe>.", "2026-03-10"),
        ("On Tuesday, [Kovac] {said} <the dam was safe>.", "2026-03-10"),
        ("<“The dam is safe,”> [Kovac] {said} in a statement released late Monday.", "2026-03-09"),
        ("Speaking in Riga on Tuesday, [Kovac] {said} <the dam was safe>.", "2026-03-10"),
        ("[Kovac] resigned on Tuesday, {saying} <the dam was not safe>.", "2026-03-10"),
        ("In a letter sent on Monday, [Kovac] {asked} Orlan <for an inquiry>.", "2026-03-09"),
        ("[Kovac] {said} <the dam would open on Tuesday>.", None),
        ("As Orlan left the town on Tuesday, [Kovac] {said} <the dam was safe>.", None),
        ("[Kovac] {said} <the dam was safe>.", None),
        ("[Kovac] {said} last month <that the dam was safe>.", None),
    ],
)
def test_the_day_that_the_sentence_names(marked: str, day: str | None) -> None:
    assert days(marked) == [day]


@pytest.mark.parametrize(
    ("second", "day"),
    [
        ("[She] {added} <that the road was open>.", "2026-03-10"),
        ("[She] {has} often said <that the road was open>.", None),
        ("[Minister Ola Orlan] {said} <the road was open>.", None),
        ("[She] {said} on Monday <that the road was open>.", "2026-03-09"),
        ("Earlier, [she] {said} <that the road was open>.", None),
    ],
)
def test_a_speaker_who_goes_on_does_so_on_the_same_day(second: str, day: str | None) -> None:
    assert days("[Minister Ana Kovac] {said} on Tuesday <that the dam was safe>.", second) == [
        "2026-03-10",
        day,
    ]


def test_what_was_taken_from_elsewhere_is_noted() -> None:
    first, second = told(
        "[Kovac] {said} on Tuesday <that it was safe>.", "[Kovac] {added} <that it was open>."
    )
    assert first.notes == ()
    assert second.notes == ("day from what the speaker said before",)


def test_an_occasion_that_was_dated_dates_what_is_said_there() -> None:
    met = "Minister Ana Kovac met Ola Orlan in Riga on Tuesday."
    assert days(met, "During the meeting, [Kovac] {said} <the dam was safe>.") == ["2026-03-10"]
    assert days(met, "[Kovac] {said} <the dam was safe>.") == [None]


def test_an_official_text_has_the_day_that_it_opens_with() -> None:
    opening = "The Prime Minister spoke today with President Orlan of Borduria."
    said = "[The Prime Minister] {underscored} <that the dam was safe>."
    assert days(opening, said, source="Prime Minister of Canada") == ["2026-03-12"]
    assert days(opening, said, source="The Riga Herald") == [None]
    assert days(said, source="Prime Minister of Canada") == [None]


def test_a_transcript_has_the_day_of_its_publication() -> None:
    (c,) = told(
        "[PRESIDENT ORLAN]: <Mr Prime Minister, thank you for coming.>", source="Prime Minister of Canada"
    )
    assert c.said_on is not None
    assert str(c.said_on.first) == "2026-03-12"
    assert c.addressee is not None
    assert c.addressee.mention is not None
    assert c.addressee.mention.text == "Mr Prime Minister"


@pytest.mark.parametrize(
    ("marked", "whom"),
    [
        ("[Kovac] {told} reporters <that the dam was safe>.", "reporters"),
        ("[Kovac] {urged} the ministers <to sign the text>.", "the ministers"),
        ("[Kovac] {called on} Norway <to sign the text>.", "Norway"),
        ("In a letter to parliament, [Kovac] {said} <the dam was safe>.", "parliament"),
        ("In a call with President Ola Orlan, [Kovac] {said} <the dam was safe>.", "President Ola Orlan"),
        ("Speaking to lawmakers, [Kovac] {said} <the dam was safe>.", "lawmakers"),
        ("Asked by a reporter, [Kovac] {said} <the dam was safe>.", "a reporter"),
        ("[The envoy] {was told} <that the dam was safe>.", "The envoy"),
        ("[Kovac] {told} me <that the dam was safe>.", "me"),
        ("After a call with President Ola Orlan, [Kovac] {said} <the dam was safe>.", None),
        ("[Kovac] {urged} <an end to the siege>.", None),
        ("[Kovac] {said} <the dam was safe> at a news conference with President Ola Orlan.", None),
    ],
)
def test_whom_it_was_said_to(marked: str, whom: str | None) -> None:
    assert addressee(marked) == whom


@pytest.mark.parametrize(
    ("marked", "through"),
    [
        ("[Kovac] {told} Reuters <that the dam was safe>.", "Reuters"),
        ("[An official] {told} state media <that the dam was safe>.", "state media"),
        ("In an interview with Reuters, [Kovac] {said} <the dam was safe>.", "Reuters"),
        ("In a Reuters interview, [Kovac] {said} <the dam was safe>.", "Reuters"),
        ("In an interview with Harbour Weekly, [Kovac] {said} <the dam was safe>.", "Harbour Weekly"),
        ("[Kovac] {said} <the dam was safe>, Reuters reported.", "Reuters"),
        ("[Kovac] {said} <the dam was safe>, according to a Reuters report.", "Reuters"),
        ("{According to} [a letter] seen by Reuters, <the dam was safe>.", "Reuters"),
        ("[Kovac] was {quoted} as saying by state media <that the dam was safe>.", "state media"),
        ("[Kovac] {told} reporters <that the dam was safe>.", None),
        ("{According to} [Reuters], <the dam was safe>.", None),
        ("At the Reuters Summit, [Kovac] {said} <the dam was safe>.", None),
        ("In an interview with Minister Ola Orlan, [Kovac] {said} <the dam was safe>.", None),
        ("[Kovac] {wrote} on Telegram <that the dam was safe>.", None),
        ("[Kovac] {was criticised} on social media <for the dam>.", None),
    ],
)
def test_through_whom_it_came(marked: str, through: str | None) -> None:
    assert relay(marked) == through


@pytest.mark.parametrize(
    ("marked", "where"),
    [
        (
            "[Kovac] {said} at a news conference in Riga on Tuesday <that it was safe>.",
            "at a news conference in Riga",
        ),
        ("[Kovac] {wrote} on Telegram <that the dam was safe>.", "on Telegram"),
        ("In a post on her X account, [Kovac] {said} <the dam was safe>.", "In a post on her X account"),
        ("<“It is safe,”> [Kovac] {said} in an interview with Reuters.", "in an interview with Reuters"),
        ("[Kovac] {said} in Riga <that the dam was safe>.", "in Riga"),
        ("[Kovac], who led the team to the talks, {said} <the dam was safe>.", None),
        ("[Kovac] {said} <the dam in Riga was safe>.", None),
        ("[Kovac] {said} after the meeting <that the dam was safe>.", None),
    ],
)
def test_where_it_was_said(marked: str, where: str | None) -> None:
    assert venue(marked) == where


def test_who_goes_on_does_so_in_the_same_place() -> None:
    first = "[Minister Ana Kovac] {said} on Telegram <that the dam was safe>."
    assert venue(first, "[She] {added} <that the road was open>.") == "on Telegram"
    assert venue(first, "[Minister Ola Orlan] {said} <the road was open>.") is None


def test_an_addressee_hears_the_rest_of_the_sentence_only() -> None:
    first, second = (
        "[Kovac] {told} Reuters <that the dam was safe>",
        "[Kovac] {added} <that the road was open>.",
    )
    assert relay(f"{first}, and", second) == "Reuters"
    assert relay(f"{first}.", second) is None


def test_a_report_within_a_report() -> None:
    a = analyse(make_article("Kovac said Orlan had warned that the dam would break.", date="2026-03-12"))
    said = Draft(anchor=1, cue=(1, 2), content=((2, 10),), source=0, mode=Mode.SPEECH, score=1.0)
    warned = Draft(anchor=4, cue=(4, 5), content=((5, 10),), source=2, mode=Mode.SPEECH, score=1.0)
    assert [c.within for c in circumstances(a, [said, warned])] == [None, 0]


def test_a_statement_that_was_read_has_its_circumstances(read_kind: Callable[..., list[Finding]]) -> None:
    text = "“It is safe,” Foreign Minister Ana Kovac told reporters at a news conference in Riga on Tuesday."
    (s,) = read_kind("statement", text)
    assert isinstance(s, Statement)
    assert s.said_on is not None
    assert s.addressee is not None
    assert s.venue is not None
    found = str(s.said_on.first), s.addressee.name, s.venue.text
    assert found == ("2026-03-10", "reporters", "at a news conference in Riga")


@pytest.mark.parametrize(
    "text", ["said", "“said:", "On Tuesday", "Your", "Mr President", "told Reuters told"]
)
def test_any_draft_has_circumstances(text: str) -> None:
    a = analyse(make_article(text, date="2026-03-12"))
    for anchor in range(-1, len(a)):
        cue = None if anchor < 0 else (anchor, anchor + 1)
        for source in (None, 0):
            d = Draft(
                anchor=anchor, cue=cue, content=((0, len(a)),), source=source, mode=Mode.SPEECH, score=1.0
            )
            assert len(circumstances(a, [d, d])) == 2
