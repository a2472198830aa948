"""Meetings in sentences of our own: who, where, when, status; and what is no meeting."""

from __future__ import annotations

import datetime

import pytest

from communique.model.finding import Meeting
from communique.model.text import Article
from communique.model.when import When
from communique.read.analysis.analysis import lay
from communique.read.analysis.build import analyse
from communique.read.find.actors import Actors
from communique.read.find.meetings import Meetings
from communique.read.find.places import Places
from communique.read.find.times import Times
from communique.read.ingest.article import make_article

WEDNESDAY = datetime.date(2024, 3, 13)


def meetings(text: str) -> list[Meeting]:
    """The meetings of a text published on Wednesday, 13 March 2024."""
    analysis = analyse(make_article(text, id="t", date=WEDNESDAY.isoformat()))
    for finder in (Times(), Places(), Actors()):
        lay(analysis, list(finder(analysis, {})))
    return [m for m in Meetings()(analysis, {}) if isinstance(m, Meeting)]


def names(meeting: Meeting) -> set[str]:
    return {a.name for a in meeting.participants()}


ONE = [
    # (text, participants, place, day, status)
    (
        "President Maria Orlova met Prime Minister Jonas Petersen in Oslo on Tuesday.",
        {"Maria Orlova", "Jonas Petersen"},
        "Oslo",
        "2024-03-12",
        "held",
    ),
    (
        "President Maria Orlova will meet Prime Minister Jonas Petersen in Oslo on Friday.",
        {"Maria Orlova", "Jonas Petersen"},
        "Oslo",
        "2024-03-15",
        "planned",
    ),
    (
        "Maria Orlova held talks with Jonas Petersen in Vienna.",
        {"Maria Orlova", "Jonas Petersen"},
        "Vienna",
        None,
        "held",
    ),
    (
        "Talks between Norway and Iceland took place in Geneva on Monday.",
        {"Norway", "Iceland"},
        "Geneva",
        "2024-03-11",
        "held",
    ),
    (
        "President Maria Orlova spoke today with Prime Minister Jonas Petersen of Norway.",
        {"Maria Orlova", "Jonas Petersen"},
        None,
        "2024-03-13",
        "held",
    ),
    (
        "Jonas Petersen refused to meet Maria Orlova.",
        {"Maria Orlova", "Jonas Petersen"},
        None,
        None,
        "refused",
    ),
    (
        "The ministry denied that Jonas Petersen met Maria Orlova.",
        {"Maria Orlova", "Jonas Petersen"},
        None,
        None,
        "denied",
    ),
    (
        "Norway postponed talks with Iceland.",
        {"Norway", "Iceland"},
        None,
        None,
        "postponed",
    ),
    (
        "Jonas Petersen was received by Maria Orlova in Madrid.",
        {"Maria Orlova", "Jonas Petersen"},
        "Madrid",
        None,
        "held",
    ),
    (
        "Jonas Petersen flew to Madrid on Monday to meet with Maria Orlova.",
        {"Maria Orlova", "Jonas Petersen"},
        "Madrid",
        "2024-03-11",
        "held",
    ),
    (
        "Jonas Petersen proposed a meeting with Maria Orlova.",
        {"Maria Orlova", "Jonas Petersen"},
        None,
        None,
        "proposed",
    ),
    (
        "Norwegian and Icelandic officials met in Geneva.",
        {"Norway", "Iceland"},
        "Geneva",
        None,
        "held",
    ),
]


@pytest.mark.parametrize(("text", "who", "place", "day", "status"), ONE)
def test_one_meeting(text: str, who: set[str], place: str | None, day: str | None, status: str) -> None:
    found = [m for m in meetings(text) if names(m) == who]
    assert len(found) == 1
    meeting = found[0]
    assert (meeting.place.name if meeting.place else None) == place
    assert (meeting.date.first.isoformat() if meeting.date and meeting.date.first else None) == day
    assert meeting.status.value == status


@pytest.mark.parametrize(
    "text",
    [
        "Norway will meet its spending target next year.",
        "The offer did not meet expectations.",
        "Jonas Petersen spoke to reporters in Oslo.",
        "Maria Orlova called for restraint.",
        "Jonas Petersen held a press conference on Monday.",
        "The committee received a letter from Iceland.",
        "The talks were difficult.",
        "Maria Orlova welcomed the decision.",
        "The price of a phone call rose.",
        "Do not travel to Iceland, the ministry said.",
        "Maria Orlova has never met Jonas Petersen.",
        "Maria Orlova would have met Jonas Petersen if he had come.",
    ],
)
def test_no_meeting(text: str) -> None:
    assert meetings(text) == []


def test_several_mentions_are_one_meeting() -> None:
    text = (
        "President Maria Orlova held talks with Prime Minister Jonas Petersen in Oslo on Tuesday. "
        "The talks lasted three hours. After the meeting, Petersen praised Orlova."
    )
    found = meetings(text)
    assert len(found) == 1
    assert len(found[0].evidence.spans) >= 2
    assert "Tuesday" in found[0].evidence.spans[0].text


def test_different_days_are_different_meetings() -> None:
    text = "Maria Orlova met Jonas Petersen on Monday. Maria Orlova will meet Jonas Petersen on Friday."
    assert [m.status.value for m in meetings(text)] == ["held", "planned"]


def test_the_day_of_saying_is_not_the_day_of_meeting() -> None:
    found = meetings("Maria Orlova said on Monday that she would meet Jonas Petersen on Friday.")
    assert [m.date.first.isoformat() for m in found if m.date and m.date.first] == ["2024-03-15"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Maria Orlova agreed on Monday to meet Jonas Petersen in Oslo on March 20.", "2024-03-20"),
        ("Maria Orlova is due to meet Jonas Petersen on Friday.", "2024-03-15"),
        ("Talks between Norway and Iceland are to take place on Friday.", "2024-03-15"),
        ("Norway suspended talks with Iceland on Tuesday.", None),
        ("A meeting between Norway and Iceland in the coming days is possible.", None),
    ],
)
def test_the_day_is_that_of_the_meeting(text: str, day: str | None) -> None:
    found = meetings(text)
    assert [m.date.first.isoformat() if m.date and m.date.first else None for m in found] == [day]


def test_a_postponed_round_and_its_new_day() -> None:
    found = meetings(
        "A round of talks between Norway and Iceland that was planned for Friday has been postponed. "
        "The two sides would meet on March 24 instead."
    )
    told = [(m.status.value, m.date.first.isoformat()) for m in found if m.date and m.date.first]
    assert told == [("postponed", "2024-03-15"), ("planned", "2024-03-24")]


def official(text: str, title: str) -> list[Meeting]:
    """The meetings of what a government publishes under a title."""
    article = Article(id="t", text=text, title=title, source="The White House", published=When.day(WEDNESDAY))
    analysis = analyse(article)
    for finder in (Times(), Places(), Actors()):
        lay(analysis, list(finder(analysis, {})))
    return [m for m in Meetings()(analysis, {}) if isinstance(m, Meeting)]


def test_i_in_an_official_statement_is_its_author() -> None:
    text = "Today I spoke with Prime Minister Jonas Petersen of Norway."
    (found,) = official(text, "Statement by President Maria Orlova on the Storm")
    assert names(found) == {"Maria Orlova", "Jonas Petersen"}
    assert official(text, "Storm hits the coast") == []


def test_a_title_tells_that_it_was_a_call() -> None:
    text = "President Maria Orlova spoke today with Prime Minister Jonas Petersen of Norway."
    (found,) = official(text, "Readout of President Orlova’s Call with Prime Minister Petersen")
    assert found.meeting_kind.value == "call"
    (found,) = official(text, "Readout on the storm")
    assert found.meeting_kind.value == "other"


def test_who_is_named_behind_a_plural_and_before_an_infinitive() -> None:
    who = {"Maria Orlova", "Jonas Petersen"}
    (found,) = meetings("The two leaders, Maria Orlova and Jonas Petersen, met in Oslo on Tuesday.")
    assert names(found) == who
    (found,) = meetings("Maria Orlova spoke today with Prime Minister Jonas Petersen to thank him.")
    assert names(found) == who


def test_a_mediator_is_no_party() -> None:
    found = meetings("Norway and Iceland held three rounds of talks, mediated by Malta.")
    assert [names(m) for m in found] == [{"Norway", "Iceland"}]
    assert [a.name for a in found[0].mediators] == ["Malta"]


def test_a_further_round_is_another_meeting() -> None:
    text = (
        "Norway and Iceland held a third round of talks in Geneva on Monday. "
        "The next round of talks will take place in Vienna on Friday."
    )
    found = meetings(text)
    assert [(m.place.name if m.place else None, m.status.value) for m in found] == [
        ("Geneva", "held"),
        ("Vienna", "planned"),
    ]
    assert all(a.inferred for a in found[1].participants())


def test_who_led_a_delegation_joins_its_side() -> None:
    text = (
        "Talks between Norway and Iceland were held in Geneva on Monday. "
        "The Norwegian delegation was headed by Foreign Minister Jonas Petersen."
    )
    found = meetings(text)
    assert [sorted(a.name for a in side) for side in found[0].who] == [
        ["Jonas Petersen", "Norway"],
        ["Iceland"],
    ]
    assert len(found[0].evidence.spans) == 2


def test_a_round_without_its_noun() -> None:
    text = (
        "Norway and Iceland have held two rounds of talks. The first round took place in Geneva on March 4. "
        "The second took place in Vienna on March 8."
    )
    places = [m.place.name for m in meetings(text) if m.place]
    assert places == ["Geneva", "Vienna"]


def test_the_two_leaders_are_resolved() -> None:
    text = (
        "President Maria Orlova of Bulgaria praised Prime Minister Jonas Petersen of Norway. "
        "The two leaders discussed trade."
    )
    found = meetings(text)
    assert [names(m) for m in found] == [{"Maria Orlova", "Jonas Petersen"}]
    assert all(a.inferred for a in found[0].participants())


def test_evidence_is_in_the_text() -> None:
    text = "Maria Orlova met Jonas Petersen in Oslo on Tuesday."
    for meeting in meetings(text):
        for span in meeting.evidence.spans:
            assert text[span.start : span.end] == span.text


def test_same_text_same_findings() -> None:
    text = ONE[0][0] + " " + ONE[3][0]
    assert [m.id for m in meetings(text)] == [m.id for m in meetings(text)]


LISTS = [
    # (the sentence behind "Norway and Peru have held four rounds of talks.", place and day of each round)
    (
        "The first round took place in Muscat on March 1, the second, in Rome on March 4,"
        " the third and fourth ones on March 7 and March 9 in Vienna again.",
        [("Muscat", 1), ("Rome", 4), ("Vienna", 7), ("Vienna", 9)],
    ),
    (
        "The first round was held in Rome on March 1; the two sides returned to Oman's capital"
        " for the second round on March 4 and for the third on March 7.",
        [("Rome", 1), ("Muscat", 4), ("Muscat", 7)],
    ),
]


@pytest.mark.parametrize(("listed", "rounds"), LISTS)
def test_rounds_that_one_sentence_lists(listed: str, rounds: list[tuple[str, int]]) -> None:
    found = meetings("Norway and Peru have held four rounds of talks. " + listed)
    told = [(m.place.name, m.date.first.day) for m in found if m.place and m.date and m.date.first]
    assert told == rounds
    assert all(names(m) == {"Norway", "Peru"} for m in found)
    assert len({m.id for m in found}) == len(found)


def test_ordinals_of_other_things_list_no_rounds() -> None:
    found = meetings("Norway met Peru in Rome on March 1 for a second term and a third election on March 4.")
    assert len(found) < 2


ORLOVA = "President Maria Orlova of Norway"
STAYS = [
    # (text, place, day of the last meeting)
    (f"{ORLOVA} was in Lima on Monday. She met President Jonas Soto.", "Lima", 11),
    (f"{ORLOVA} visited Lima on Monday. She also met President Jonas Soto.", "Lima", 11),
    (f"{ORLOVA} met Peruvian President Jonas Soto. It rained. It was late. All ate."
     " Orlova arrived in Lima on Monday.", "Lima", 11),
    (f"LIMA, March 13 — {ORLOVA} met Peruvian President Jonas Soto on Wednesday.", "Lima", 13),
    (f"LIMA, March 13 — {ORLOVA} met Peruvian President Jonas Soto on Monday.", None, 11),
    (f"ROME, March 13 — {ORLOVA} met Peruvian President Jonas Soto on Wednesday.", None, 13),
    # Not the same person, not the same tense, nor so far behind that it may be another journey.
    (f"Ida Berg was in Lima on Monday. {ORLOVA} met President Jonas Soto.", None, None),
    (f"{ORLOVA} was in Lima on Monday. She will meet President Jonas Soto.", None, None),
    (f"{ORLOVA} was in Rome on Monday." + " It rained." * 4 + " She met Peruvian President Jonas Soto.",
     None, None),
    (f"{ORLOVA} was in Lima on Monday. She spoke with President Jonas Soto by phone.", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "place", "day"), STAYS)
def test_a_stay_tells_where_and_when(text: str, place: str | None, day: int | None) -> None:
    found = next(m for m in meetings(text) if "Jonas Soto" in names(m))
    assert (found.place.name if found.place else None) == place
    assert (found.date.first.day if found.date and found.date.first else None) == day
    if found.place is not None and found.place.span is not None:
        assert any(found.place.span.overlaps(s) for s in found.evidence.spans)


def test_whither_somebody_is_welcomed() -> None:
    (found,) = meetings(
        "President Maria Orlova will welcome Prime Minister Jonas Petersen to Oslo on Friday."
    )
    assert found.place is not None
    assert found.place.name == "Oslo"


BESIDE = [
    # (text, place, day, status): where the words stand at some distance, or in a list
    (
        "President Maria Orlova met Prime Minister Jonas Petersen on the sidelines of a summit in Riga.",
        "Riga", None, "held",
    ),
    (
        "“Trade grows,” Maria Orlova said at a news conference following talks with Jonas Petersen in Riga.",
        "Riga", None, "held",
    ),
    (
        "Maria Orlova said that ties are good during a meeting with Jonas Petersen in Riga.",
        "Riga", None, "held",
    ),
    ("President Maria Orlova has arrived in Norway.", "Norway", None, "under way"),
    (
        "OSLO, March 13 (Fjord Post) — The visit of President Maria Orlova of Peru to Oslo is a step.",
        "Oslo", None, "under way",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "place", "day", "status"), BESIDE)
def test_what_stands_apart_from_its_meeting(text: str, place: str, day: str | None, status: str) -> None:
    found = [m for m in meetings(text) if m.place and m.place.name == place]
    assert found, meetings(text)
    first = found[0].date.first if found[0].date else None
    assert (first.isoformat() if first else None) == day
    assert found[0].status == status


def test_a_visit_to_several_countries_is_one_to_each() -> None:
    text = (
        "Norway, Peru and Chile made ready. President Maria Orlova of Kenya will pay a visit to Norway, "
        "Peru and Chile from March 20 to 24."
    )
    found = meetings(text)
    assert {m.place.name for m in found if m.place} == {"Norway", "Peru", "Chile"}
    assert {m.date.value for m in found if m.date} == {found[0].date.value if found[0].date else ""}


def test_rounds_told_one_by_one_are_not_counted_again() -> None:
    text = (
        "Norway and Peru have held three rounds of talks, mediated by Chile. The first round was in Oslo "
        "on March 4. The second took place on March 6 in Lima, and the third one on March 8 in Oslo."
    )
    found = meetings(text)
    assert [m.number for m in found] == [1, 2, 3]
    assert all([a.name for a in m.mediators] == ["Chile"] for m in found)


# (text, participants, place, day)
FARTHER = [
    (
        "The last conversation between [Russian President Ivan] Orlov and [American leader John] Holm left "
        "a good impression, the expert said.",
        {"Ivan Orlov", "John Holm"},
        None,
        None,
    ),
    (
        "Today, Adviser Ada Holm hosted a virtual roundtable with key business groups.",
        {"Ada Holm", "key business groups"},
        None,
        "2024-03-13",
    ),
    (
        "Maria Orlova held a discreet meeting at the villa of a Maltese banker with Jonas Petersen.",
        {"Maria Orlova", "Jonas Petersen"},
        None,
        None,
    ),
    (
        "The ministers recalled the meeting last spring of Jonas Petersen and Ada Holm.",
        {"Jonas Petersen", "Ada Holm"},
        None,
        "2023-SP",
    ),
    (
        "President Maria Orlova of Norway had a meeting with families of Norwegians taken captive.",
        {"Maria Orlova", "families of Norwegians"},
        None,
        None,
    ),
    (
        "Jonas Petersen flew to Lima on Monday and held talks with Maria Orlova.",
        {"Jonas Petersen", "Maria Orlova"},
        "Lima",
        "2024-03-11",
    ),
    (
        "President Jonas Petersen has just spoken with Prime Minister Maria Orlova.",
        {"Jonas Petersen", "Maria Orlova"},
        None,
        "2024-03-13",
    ),
    (
        "President Jonas Petersen travelled to Quito on Monday at the invitation of President Maria Orlova.",
        {"Jonas Petersen", "Maria Orlova"},
        "Quito",
        "2024-03-11",
    ),
    (
        "President Jonas Petersen met with the secretary-general of Norway's National Security Council, "
        "Ada Holm, in Oslo.",
        {"Jonas Petersen", "Ada Holm"},
        "Oslo",
        None,
    ),
    ("The trip of Maria Orlova to the coast ended on Monday.", {"Maria Orlova"}, None, "2024-03-11"),
]


@pytest.mark.parametrize(("text", "who", "place", "day"), FARTHER)
def test_what_the_parse_hangs_elsewhere(text: str, who: set[str], place: str | None, day: str | None) -> None:
    found = [m for m in meetings(text) if names(m) == who]
    assert len(found) == 1
    assert (found[0].place.name if found[0].place else None) == place
    assert (found[0].date.value if found[0].date else None) == day


def test_a_time_of_what_is_listed_next_is_not_the_meetings() -> None:
    text = (
        "Maria Orlova is at home. "
        "This follows her meeting with Jonas Petersen, her visit to Peru, and her trip next week to Rome."
    )
    assert [m.date for m in meetings(text) if names(m) == {"Maria Orlova", "Jonas Petersen"}] == [None]
