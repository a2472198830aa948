from __future__ import annotations

import datetime
import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, strategies
from settle_view import Memory, days, judge, meeting, nation, person, pledge, proposal, story

from communique.errors import SettingsError
from communique.model.entry import Entry
from communique.model.finding import Finding, Meeting, MeetingStatus, Pledge, Proposal
from communique.model.judgement import Judgement
from communique.model.reference import ActorKind, ActorRef, PlaceRef
from communique.model.text import Article
from communique.settle import check_correction, correctable, settle
from communique.settle.assemble import entry_id, spoken

DOV, SEN = person("Mara Dov", "NO"), person("Ilya Sen", "SE")
LUN = person("Ada Lun", "ES")
NO, SE, FI = nation("Norway", "NO"), nation("Sweden", "SE"), nation("Finland", "FI")
ES, IT = nation("Spain", "ES"), nation("Italy", "IT")
OSLO = PlaceRef(name="Oslo", country="NO", kind="city", lat=59.91, lon=10.75)
BERGEN = PlaceRef(name="Bergen", country="NO", kind="city", lat=60.39, lon=5.32)
NORWAY = PlaceRef(name="Norway", country="NO", kind="country")
PUBLISHED = {"a": "2031-03-04", "b": "2031-03-04", "c": "2031-03-05", "d": "2031-03-09"}


def entries(*found: Finding, judgements: tuple[Judgement, ...] = ()) -> tuple[Entry, ...]:
    stories = [story(i, PUBLISHED[i]) for i in sorted({f.article for f in found})]
    return settle(Memory(stories, list(found), list(judgements))).entries


def fields(entry: Entry) -> dict[str, list[str]]:
    return {d.field: [v.value for v in d.versions] for d in entry.differences}


SAME: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "same day": ({"on": "2031-03-03"}, {"on": "2031-03-03"}),
    "order of the sides": ({"on": "2031-03-03"}, {"on": "2031-03-03", "who": [SEN, DOV]}),
    "a state for its minister": ({"on": "2031-03-03"}, {"on": "2031-03-03", "who": [NO, SE]}),
    "week and day": ({"on": "2031-03-03"}, {"on": "2031-03-01/2031-03-07"}),
    "time zones": ({"on": "2031-03-03", "place": OSLO}, {"on": "2031-03-04", "place": OSLO}),
    "planned, then held": ({"on": "2031-03-03", "status": "planned"}, {"on": "2031-03-03"}),
    "moved": (
        {"on": "2031-03-03", "status": "postponed", "place": OSLO},
        {"on": "2031-03-09", "status": "planned", "place": OSLO},
    ),
    "city and country": ({"on": "2031-03-03", "place": OSLO}, {"on": "2031-03-03", "place": NORWAY}),
    "undated, same days": ({"place": OSLO}, {"place": OSLO}),
    "held and denied": ({"on": "2031-03-03"}, {"on": "2031-03-03", "status": "denied"}),
}  # fmt: skip
DIFFERENT: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "days apart": ({"on": "2031-02-03", "place": OSLO}, {"on": "2031-02-06", "place": OSLO}),
    "another party": ({"on": "2031-03-03"}, {"on": "2031-03-03", "who": [DOV, FI]}),
    "call and meeting": ({"kind": "call"}, {"kind": "in person"}),
    "one of many": ({"on": "2031-03-03"}, {"on": "2031-03-03", "who": [DOV, SEN, FI, ES, IT]}),
    "one person for another": ({"on": "2031-03-03"}, {"on": "2031-03-03", "who": [LUN, SEN]}),
    "refused in general": ({"status": "refused"}, {"on": "2031-03-03"}),
    "held before it is due": ({"status": "held"}, {"status": "planned", "on": "2031-03-20"}),
}  # fmt: skip


def pair(one: dict[str, Any], other: dict[str, Any]) -> tuple[Meeting, Meeting]:
    return meeting("a", **{"who": [DOV, SEN], **one}), meeting("b", **{"who": [DOV, SEN], **other})


@pytest.mark.parametrize("case", SAME)
def test_one_meeting(case: str) -> None:
    assert len(entries(*pair(*SAME[case]))) == 1


@pytest.mark.parametrize("case", DIFFERENT)
def test_two_meetings(case: str) -> None:
    assert len(entries(*pair(*DIFFERENT[case]))) == 2


def test_a_vague_account_does_not_chain_two_meetings() -> None:
    first, second = pair({"on": "2031-03-01"}, {"on": "2031-03-04"})
    found = entries(first, second, meeting("c", [DOV, SEN]))
    assert not any({first.id, second.id} <= set(e.findings) for e in found)


def test_where_reports_differ_both_stand() -> None:
    one = meeting("a", [DOV, SEN], "2031-03-03", OSLO)
    other = meeting("b", [DOV, SEN], "2031-03-03", BERGEN)
    third = meeting("c", [DOV, SEN], "2031-03-03", BERGEN)
    (entry,) = entries(one, other, third)
    assert fields(entry) == {"place": ["Bergen", "Oslo"]}
    assert [v.sources for v in entry.differences[0].versions] == [2, 1]


def test_the_day_that_most_reports_give_leads() -> None:
    one = meeting("a", [DOV, SEN], "2031-03-03", OSLO)
    other = meeting("b", [DOV, SEN], "2031-03-04", OSLO)
    third = meeting("c", [DOV, SEN], "2031-03-03")  # newer, but says less
    (entry,) = entries(one, other, third)
    assert isinstance(entry.finding, Meeting)
    assert entry.finding.date is not None
    assert entry.finding.date.first == datetime.date(2031, 3, 3)


def test_compatible_values_are_no_difference_and_the_sharper_one_stands() -> None:
    one = meeting("a", [DOV, SEN], "2031-03-03", NORWAY, at=20)
    other = meeting("b", [NO, SE], "2031-03-01/2031-03-07", OSLO)
    (entry,) = entries(one, other)
    assert entry.differences == ()
    assert isinstance(entry.finding, Meeting)
    assert entry.finding.place is not None
    assert entry.finding.date is not None
    assert (entry.finding.place.name, entry.finding.date.first) == ("Oslo", datetime.date(2031, 3, 3))
    assert entry.title == "Mara Dov – Ilya Sen, Oslo, 3 March 2031"


def test_a_later_status_is_news_and_a_denial_a_difference() -> None:
    planned = meeting("a", [DOV, SEN], "2031-03-05", status="planned")
    held = meeting("c", [DOV, SEN], "2031-03-05")
    (entry,) = entries(planned, held)
    assert isinstance(entry.finding, Meeting)
    assert entry.finding.status is MeetingStatus.HELD
    assert entry.differences == ()
    (entry,) = entries(held, meeting("d", [DOV, SEN], "2031-03-05", status="denied"))
    assert fields(entry) == {"whether at all": ["denied", "held"]}
    (entry,) = entries(held, meeting("b", [DOV, SEN], "2031-03-05", status="cancelled"))
    assert fields(entry) == {"status": ["cancelled", "held"]}


def test_a_postponed_meeting_is_one_entry_with_its_history() -> None:
    who = [DOV, SEN]
    steps = (
        meeting("a", who, "2031-03-05", OSLO, "planned"),
        meeting("b", who, "2031-03-05", OSLO, "postponed"),
        meeting("b", who, "2031-03-08", OSLO, "planned", at=40),
        meeting("d", who, "2031-03-08", OSLO),
    )
    (entry,) = entries(*steps[:3])
    assert isinstance(entry.finding, Meeting)
    assert (entry.finding.status, entry.finding.date) == (MeetingStatus.PLANNED, days("2031-03-08"))
    (entry,) = entries(*steps)
    assert isinstance(entry.finding, Meeting)
    assert (entry.finding.status, entry.finding.date) == (MeetingStatus.HELD, days("2031-03-08"))
    assert entry.differences == ()


def test_last_week_and_two_weeks_ago_are_no_difference() -> None:
    one = meeting("a", [DOV, SEN], "2031-02-17/2031-02-23", OSLO)
    (entry,) = entries(one, meeting("b", [DOV, SEN], "2031-02-24/2031-03-02", OSLO))
    assert entry.differences == ()


def test_titles_put_people_behind_their_state() -> None:
    (entry,) = entries(meeting("a", [NO, SE, DOV, SEN], "2031-03-03"))
    assert entry.title == "Norway (Mara Dov) – Sweden (Ilya Sen), 3 March 2031"


def test_a_title_without_a_name_is_no_side_of_a_title() -> None:
    somebody = ActorRef(name="President", kind=ActorKind.PERSON, named=False)
    (entry,) = entries(meeting("a", [somebody, SEN], "2031-03-03"))
    assert entry.title == "Ilya Sen, 3 March 2031"


def test_pledges() -> None:
    one = pledge("a", [NO], [FI], 2e6, what="winter boats")
    assert len(entries(one, pledge("b", [person("Mara Dov", "NO")], [FI], 2e6))) == 1
    assert len(entries(one, pledge("b", [NO], [SE], 2e6, what="winter boats"))) == 2
    assert len(entries(one, pledge("b", [NO], [FI], 7e6, what="school books"))) == 2
    assert len(entries(one, pledge("a", [NO], [FI], 3e6, what="winter boats", at=40))) == 2
    (entry,) = entries(one, pledge("b", [NO], [FI], 2.3e6, "USD", what="winter boats"))
    assert fields(entry) == {"amount": ["2,000,000 EUR", "2,300,000 USD"]}
    (entry,) = entries(one)
    assert entry.title == "Norway → Finland: 2 million EUR (winter boats)"


def test_proposals() -> None:
    one = proposal("a", "the Norwegian harbour plan", [NO])
    assert len(entries(one, proposal("b", "Norway's harbour proposal", [DOV]))) == 1
    assert len(entries(one, proposal("b", "the grain corridor deal", [NO]))) == 2
    numbered = (
        proposal("a", "the 17th package of tariffs", [NO]),
        proposal("b", "the 18th package of tariffs", [NO]),
    )
    assert len(entries(*numbered)) == 2
    (entry,) = entries(one)
    assert entry.title == "the Norwegian harbour plan (Norway)"


def test_what_became_of_a_proposal() -> None:
    floated = proposal("a", "the harbour plan", [NO])
    refused = proposal("d", "Norway's harbour plan", [NO], status="rejected")
    (entry,) = entries(floated, refused)
    assert isinstance(entry.finding, Proposal)
    assert entry.finding.status == "rejected"
    assert [(v.value, v.findings) for v in entry.earlier] == [("floated", (floated.id,))]


def test_a_plan_may_lose_points() -> None:
    long = proposal("a", "28-point harbour plan", [NO], status="under discussion")
    short = proposal("d", "19-point harbour plan", [NO], status="under discussion")
    (entry,) = entries(long, short)
    assert entry.title.startswith("19-point harbour plan")
    assert [v.value for v in entry.earlier] == ["28-point harbour plan, under discussion"]


def test_people_decide_what_is_the_same() -> None:
    a, b = pair({"on": "2031-03-03"}, {"on": "2031-03-03"})
    parted = entries(a, b, judgements=(judge("different", a.id, b.id),))
    assert [e.judged for e in parted] == [True, True]
    one, other = (e.id for e in parted)
    again = (judge("different", a.id, b.id), judge("same", one, other, hour=13))
    assert len(entries(a, b, judgements=again)) == 1
    far = meeting("d", [FI, SE], "2031-03-09")
    assert len(entries(a, far, judgements=(judge("same", a.id, far.id),))) == 1
    assert len(entries(a, far, judgements=(judge("same", a.id, "0" * 16),))) == 2


def test_rejecting() -> None:
    a, b = pair({"on": "2031-03-03"}, {"on": "2031-03-03"})
    (entry,) = entries(a, b)
    assert entries(a, b, judgements=(judge("reject", entry.id),)) == ()
    (rest,) = entries(a, b, judgements=(judge("reject", a.id),))
    assert rest.findings == (b.id,)
    back = (judge("reject", a.id), judge("same", a.id, b.id, hour=13))
    assert len(entries(a, b, judgements=back)[0].findings) == 2


def test_correcting() -> None:
    a, b = pair({"on": "2031-03-03"}, {"on": "2031-03-03"})
    (entry,) = entries(a, b)
    given = (
        judge("correct", entry.id, field="place", value="Tromsø", hour=9),
        judge("correct", entry.id, field="place", value="Alta", hour=10),
        judge("correct", b.id, field="date", value="2031-03-02/2031-03-03"),
        judge("correct", entry.id, field="status", value="cancelled"),
    )
    (entry,) = entries(a, b, judgements=given)
    assert isinstance(entry.finding, Meeting)
    assert entry.finding.place == PlaceRef(name="Alta")
    assert entry.finding.status is MeetingStatus.CANCELLED
    assert entry.title == "Mara Dov – Ilya Sen, Alta, 2–3 March 2031"
    assert entry.judged
    money = pledge("a", [NO], [FI], 2e6)
    (entry,) = entries(money, judgements=(judge("correct", money.id, field="amount", value="2,500,000"),))
    assert isinstance(entry.finding, Pledge)
    assert entry.finding.amount == 2.5e6


@pytest.mark.parametrize(
    ("kind", "field", "value", "said"),
    [
        ("meeting", "status", "maybe", "one of proposed, planned"),
        ("meeting", "date", "3 March", "2031-03-03"),
        ("meeting", "date", "2031-03-05/2031-03-03", "2031-03-03"),
        ("meeting", "amount", "5", "title, who, mediators, kind, number, place, date, status"),
        ("pledge", "amount", "much", "a number"),
        ("pledge", "amount", "nan", "a number"),
        ("pledge", "currency", "euros", "ISO 4217"),
        ("statement", "speaker", "Dov", "meeting, pledge, proposal, actor"),
        ("proposal", "name", " ", "some text"),
    ],
)
def test_invalid_corrections(kind: str, field: str, value: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        check_correction(kind, field, value)


def test_what_can_be_corrected() -> None:
    assert "amount" in correctable("pledge")
    assert correctable("time") == ()


CORPUS: list[Finding] = [
    meeting("a", [DOV, SEN], "2031-03-03", OSLO),
    meeting("b", [NO, SE], "2031-03-01/2031-03-07"),
    meeting("c", [person("Dov"), person("Sen")], "2031-03-03", BERGEN, "planned"),
    meeting("d", [DOV, FI], None, OSLO),
    pledge("a", [NO], [FI], 2e6, what="winter boats"),
    pledge("c", [NO], [FI], 2e6),
    proposal("a", "the harbour plan", [NO]),
    proposal("d", "Norway's harbour plan", [NO]),
]
STORIES: list[Article] = [story(i, day) for i, day in PUBLISHED.items()]


@given(strategies.integers(min_value=0, max_value=10**6))
def test_order_of_reading_changes_nothing(seed: int) -> None:
    chosen = random.Random(seed)
    stories, found = list(STORIES), list(CORPUS)
    chosen.shuffle(stories)
    chosen.shuffle(found)
    assert settle(Memory(stories, found)) == settle(Memory(STORIES, CORPUS))


def test_ids_are_stable() -> None:
    (entry,) = entries(meeting("a", [DOV, SEN]))
    assert entry.id == entry_id("meeting", entry.findings[0])


def test_days_as_people_write_them() -> None:
    cases = {
        "2031-03-03": "3 March 2031",
        "2031-03-03/2031-03-05": "3–5 March 2031",
        "2031-03-01/2031-03-31": "March 2031",
        "2031-03-30/2031-04-02": "30 March 2031 – 2 April 2031",
    }
    for text, written in cases.items():
        when = days(text)
        assert when is not None
        assert spoken(when) == written


def test_a_part_is_never_joined_with_its_total() -> None:
    whole = pledge("a", [NO], [FI], 2e6, what="winter boats")
    near = pledge("b", [NO], [FI], 1.9e6, what="winter boats")
    assert len(entries(whole, near)) == 1
    assert len(entries(whole, replace(near, total=2e6))) == 2


def test_a_raised_pledge_is_one_entry_and_no_difference() -> None:
    first = pledge("a", [NO], [FI], 2e6, what="winter boats")
    raised = pledge("d", [NO], [FI], 3e6, what="winter boats")
    (entry,) = entries(first, raised)
    assert isinstance(entry.finding, Pledge)
    assert entry.finding.amount == 3e6
    assert entry.differences == ()
    assert [(v.value, v.findings) for v in entry.earlier] == [("2,000,000 EUR", (first.id,))]


def test_reports_of_the_same_day_contradict_each_other() -> None:
    (entry,) = entries(
        pledge("a", [NO], [FI], 2e6, what="winter boats"), pledge("b", [NO], [FI], 3e6, what="winter boats")
    )
    assert fields(entry) == {"amount": ["2,000,000 EUR", "3,000,000 EUR"]}
    assert entry.earlier == ()


def test_a_report_that_names_the_earlier_sum_joins_the_two() -> None:
    first = pledge("a", [NO], [], 2e6)
    raised = pledge("d", [NO], [FI, SE], 3e6, earlier=2e6)
    (entry,) = entries(first, raised)
    assert [v.value for v in entry.earlier] == ["2,000,000 EUR"]
    (alone,) = entries(raised)
    assert [v.value for v in alone.earlier] == ["2,000,000 EUR"]


def test_two_packages_of_a_general_kind_are_no_revision() -> None:
    one = pledge("a", [NO], [FI], 2e6, what="military aid")
    other = pledge("d", [NO], [FI], 5e6, what="military aid")
    assert len({e.id for e in entries(one, other)}) == 2
