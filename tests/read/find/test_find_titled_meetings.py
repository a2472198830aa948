"""Meetings that the title of an official text names, in texts of our own."""

from __future__ import annotations

import pytest

from communique.model.finding import Meeting, MeetingKind
from communique.read.find.meetings.titled import written_name
from communique.read.ingest.article import make_article
from communique.read.reader import read_article

KREMLIN, WHITE_HOUSE = "President of Russia (en.kremlin.ru)", "The White House"
HALL = "The Town Hall, Kazan"


def meetings(
    title: str, text: str, source: str | None = WHITE_HOUSE, place: str | None = None
) -> list[Meeting]:
    article = make_article(text, id="t", date="2019-03-13", source=source, title=title, place=place)
    return [f for f in read_article(article).findings if isinstance(f, Meeting)]


TITLED = [
    # (title, text, source, place line, last names, kind, place, day)
    (
        "Readout of Vice President Berg’s Call with President Jon Arvidsen of Norway",
        "They discussed fisheries.\n\nVice President Ida Berg thanked President Arvidsen.",
        WHITE_HOUSE, None, {"Berg", "Arvidsen"}, "call", None, "2019-03-13",
    ),
    (
        "Talks with President of Peru Rosa Quilla",
        "President of Russia Vladimir Putin: Madam President,\n\nIt is a pleasure to see you in Kazan.",
        KREMLIN, None, {"Putin", "Quilla"}, "round of talks", "Kazan", "2019-03-13",
    ),
    (
        "Meeting with President of Peru Rosa Quilla",
        "President of Russia Vladimir Putin: Madam President,\n\nOur trade has grown by a fifth.",
        KREMLIN, HALL, {"Putin", "Quilla"}, "in person", HALL, "2019-03-13",
    ),
    (
        "Readout of President Berg’s Meeting with Prime Minister Rosa Quilla of Peru",
        "President Ida Berg met on March 11 with Prime Minister Rosa Quilla of Peru in Lima.",
        WHITE_HOUSE, None, {"Berg", "Quilla"}, "in person", "Lima", "2019-03-11",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("title", "text", "source", "line", "who", "kind", "place", "day"), TITLED)
def test_what_a_title_names(
    title: str,
    text: str,
    source: str,
    line: str | None,
    who: set[str],
    kind: str,
    place: str | None,
    day: str,
) -> None:
    (found,) = meetings(title, text, source, line)
    assert {a.name.split()[-1] for a in found.participants()} == who
    assert found.meeting_kind == MeetingKind(kind)
    assert (found.place.name if found.place else None) == place
    assert found.date is not None
    assert found.date.first is not None
    assert found.date.first.isoformat() == day
    assert found.evidence.spans[0].text in text


def test_the_other_day_is_another_meeting() -> None:
    text = (
        "President of Russia Vladimir Putin: Madam President, welcome to Kazan.\n\n"
        "President of Peru Rosa Quilla: We met in Lima in January 2018."
    )
    found = meetings("Meeting with President of Peru Rosa Quilla", text, KREMLIN)
    assert {m.place.name for m in found if m.place} == {"Kazan", "Lima"}


@pytest.mark.parametrize(
    ("title", "source"),
    [
        ("Talks with Peru failed, Berg says", "Fjord Post"),  # no official publisher
        ("Statement on a call for restraint", WHITE_HOUSE),
        ("Remarks at a meeting", WHITE_HOUSE),
        ("Meeting with", WHITE_HOUSE),
        (" ’s ", WHITE_HOUSE),
        ("Russian-Peruvian", KREMLIN),
    ],
)
def test_titles_that_name_no_meeting(title: str, source: str) -> None:
    assert not meetings(title, "The prices of fish rose by a tenth last year.", source)


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("President of Finland Sauli Arvonen", "Sauli Arvonen"),
        ("King Harun bin Isa Al Mazrui of Bahrain", "Harun bin Isa Al Mazrui"),
        ("Dr. Ida Berg , Foreign Minister", "Ida Berg"),
        ("President of the Republic", None),
        ("", None),
    ],
)
def test_the_name_in_a_phrase_of_a_title(phrase: str, name: str | None) -> None:
    assert written_name(phrase.split()) == name


def test_a_round_keeps_its_number() -> None:
    text = "The third round of talks between Norway and Peru was held in Oslo on Tuesday."
    (found,) = meetings("Talks", text, source=None)
    assert found.number == 3
    assert found.sort == "round of talks, no. 3"
