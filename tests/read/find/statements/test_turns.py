"""Turns of transcripts, interviews and lists of quotations, with negatives."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.read.analysis.analysis import Analysis
from communique.read.analysis.build import analyse
from communique.read.find.actors import Actors
from communique.read.find.finder import run
from communique.read.find.statements.quotations import locate
from communique.read.find.statements.turn_speakers import turn_speaker, turn_speakers
from communique.read.find.statements.turns import find_turns, turn_drafts
from communique.read.ingest.article import make_article


def read(text: str, title: str | None = None) -> Analysis:
    analysis = analyse(make_article(text, title=title))
    run(analysis, [Actors()])
    return analysis


def drafts(a: Analysis) -> list[tuple[str | None, str]]:
    """Who says what: the head word of the source, and the content from its first to its last word."""
    out = []
    for d in turn_drafts(a, locate(a)):
        source = None if d.source is None else a.text[d.source]
        out.append((source, a.article.text[a.start[d.first] : a.end[d.last - 1]]))
    return out


BRIEFING = """Riga, Latvia

2:40 P.M. EET

MS. LINDQVIST: Good afternoon. We have two announcements.

The talks go on tomorrow.

Q Will the minister come, ma'am?

MS. LINDQVIST: He will. (Laughter.)

Q:  And the envoy?

MR. HALE (through interpreter): I can't say.

2:58 P.M. EET"""

SPEECHES = """The two leaders met in the palace.

* * *

President of Norland Ida Berg: Mr President, colleagues,

I am glad to see you here.

President of Suria Omar Haddad (retranslated): Mr President, thank you for the welcome.

Trade grew last year.

Ida Berg: Let us begin.

<…>

Published in section: News"""

INTERVIEW = """The Fjord Post spoke with Orla Quill, who led the talks. Quill has been an envoy since 2019.

Post: How long will the talks last?

Quill: Nobody knows. We have a draft, and that is more than we had.

Post: Is it enough?

Quill: It has to be."""

LIVE = """Talks in Riga: live updates

14:05 Foreign Minister Ida Berg: We will not leave the table.

14:20 The delegations broke for lunch.

15:10 Envoy Omar Haddad: I expect a long night."""

CASES = [
    (
        BRIEFING,
        [
            ("LINDQVIST", "Good afternoon. We have two announcements.\n\nThe talks go on tomorrow."),
            (None, "Will the minister come, ma'am?"),
            ("LINDQVIST", "He will. (Laughter.)"),
            (None, "And the envoy?"),
            ("HALE", "I can't say."),
        ],
    ),
    (
        SPEECHES,
        [
            ("Berg", "Mr President, colleagues,\n\nI am glad to see you here."),
            ("Haddad", "Mr President, thank you for the welcome.\n\nTrade grew last year."),
            ("Berg", "Let us begin."),
        ],
    ),
    (
        INTERVIEW,
        [
            ("Post", "How long will the talks last?"),
            ("Quill", "Nobody knows. We have a draft, and that is more than we had."),
            ("Post", "Is it enough?"),
            ("Quill", "It has to be."),
        ],
    ),
    (
        LIVE,
        [
            ("Berg", "We will not leave the table."),
            ("Haddad", "I expect a long night."),
        ],
    ),
    (
        "Q: Will you sign?\n\nA: I will if they do.\n\nQ: When?\n\nA: Soon.",
        [(None, "Will you sign?"), (None, "I will if they do."), (None, "When?"), (None, "Soon.")],
    ),
    (
        '"HOLM: Will you sign it, minister?\n\n"BERG: I will not sign anything.\n\n"HOLM: Why?"',
        [
            ("HOLM", "Will you sign it, minister?"),
            ("BERG", "I will not sign anything."),
            ("HOLM", 'Why?"'),
        ],
    ),
    (
        "MS. BERG: We are done. Q Are you sure? MR. HALE: Yes, I am. MS. BERG: Thank you.",
        [("BERG", "We are done. Q Are you sure?"), ("HALE", "Yes, I am."), ("BERG", "Thank you.")],
    ),
    (
        "On the accord.\n\nSenator Ida Berg: “The accord is good for all.”\n\nIt was signed.",
        [("Berg", "“The accord is good for all.”")],
    ),
    (
        "“Nobody wins a war like this.” — Ida Berg, foreign minister of Norland",
        [("Berg", "“Nobody wins a war like this.”")],
    ),
    ("Ida Berg: No deal in sight\n\nThe talks in Riga broke down on Monday.", [("Berg", "No deal in sight")]),
    ("Poll: Most want a deal\n\nThe talks in Riga broke down on Monday.", [("Poll", "Most want a deal")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_turns(text: str, expected: list[tuple[str | None, str]]) -> None:
    assert drafts(read(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Warning: you may find this report upsetting.",
        "One thing is clear: we will not see a deal this week.",
        "The ministers named two goals: peace and trade.",
        "BREAKING: Talks in Riga fail\n\nThe talks in Riga broke down on Monday.",
        "Norland and Suria: a long quarrel\n\nThe talks in Riga broke down on Monday.",
        "Ida Berg: 14.\n\nOmar Haddad: 11.\n\nThe vote went to a second round.",
        "A deal is near, diplomats said.\n\nQ Magazine did not attend.",
        "Contact: Ida Berg, press office, you can reach us by day.",
        "He called it “a mess” — Berg did not.",
        "Ratio 3:2, at 14:05 they left.",
        ":",
        "Q",
    ],
)
def test_what_is_no_turn(text: str) -> None:
    assert drafts(read(text)) == []


def test_prose_behind_the_last_turn_is_not_in_it() -> None:
    before = "The delegations met in Riga on Monday and talked about prisoners. " * 20
    text = (
        f"{before}\n\nHOLM: Will you sign?\n\nBERG: I will.\n\nThe talks ended there.\n\nWe wait, you wait."
    )
    assert drafts(read(text)) == [("HOLM", "Will you sign?"), ("BERG", "I will.")]


def test_every_word_of_a_turn_knows_its_speaker() -> None:
    a = read(SPEECHES)
    turns = find_turns(a)
    i = next(n for n, w in enumerate(a.text) if w == "Trade")
    turn = turns.at(i)
    assert turn is not None
    assert a.text[turn.source] == "Haddad"
    assert turns.of(turn.source) == turn
    assert turns.at(0) is None


@pytest.mark.parametrize(
    ("text", "title", "names"),
    [
        (
            "MR. HALE: I agree.\n\nMS. BERG: So do I.",
            "Briefing by Spokesman Jonas Hale",
            ["Jonas Hale", "Berg"],
        ),
        ("MR. HALE: I met Jonas Hale.\n\nTHE PRESIDENT: You did.", None, ["Jonas Hale", "THE PRESIDENT"]),
        ("THE PRESIDENT: I agree.", "Remarks by President Berg and Vice President Holm", ["Berg"]),
        ("THE VICE PRESIDENT: I agree.", "Remarks by President Berg and Vice President Holm", ["Holm"]),
        ("The Post met envoy Orla Quill.\n\nQ: Why?\n\nA: I had to.", None, ["a reporter", "Orla Quill"]),
    ],
)
def test_speakers(text: str, title: str | None, names: list[str]) -> None:
    a = read(text, title)
    assert [turn_speaker(a, t).name for t in find_turns(a).turns] == names


def test_the_speaker_of_a_draft_is_known_by_its_anchor() -> None:
    a = read(BRIEFING)
    speakers = turn_speakers(a)
    names = [speakers[d.anchor].name for d in turn_drafts(a, locate(a))]
    assert names == ["Lindqvist", "a reporter", "Lindqvist", "a reporter", "Hale"]
    assert [r.named for r in speakers.values()] == [True, False, True, False, True]


LABELS = st.text(alphabet="QA :.MRSab“”\"'()—\n14", min_size=1, max_size=80)


@settings(max_examples=60, deadline=None)
@given(text=st.one_of(LABELS, st.text(min_size=1, max_size=40)))
def test_any_string_gives_turns_in_order(text: str) -> None:
    a = read(text)
    at = 0
    for turn in find_turns(a).turns:
        assert at <= turn.name[0] < turn.name[1] <= turn.first < turn.last <= len(a)
        assert turn_speaker(a, turn).name
        at = turn.last
    list(turn_drafts(a, locate(a)))
