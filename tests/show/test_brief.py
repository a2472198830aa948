from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from communique.model.entry import Entry, HeldOffice
from communique.model.finding import Place, PlaceUse, Statement
from communique.model.reference import ActorRef, PlaceRef, Standing
from communique.show.brief import Limits, brief
from communique.show.html import citations
from communique.show.lines import Kept


def test_meetings_newest_first_each_once(view: Any) -> None:
    lines = brief(view).meetings.items
    assert [(m.status, m.date, m.place) for m in lines] == [
        ("planned", "12 March 2031", "Calder"),
        ("held", "4 March 2031", "Port Aven"),
    ]
    assert lines[1].who == "Ilse Maren – Tomas Okoy"


def test_copies_count_once(view: Any) -> None:
    held = brief(view).meetings.items[1]
    assert held.sources == 2
    assert [(c.outlet, c.copies) for c in held.citations] == [("Harbour Wire", 1), ("Calder Courier", 0)]


def test_where_accounts_differ_both_stand(view: Any) -> None:
    by_field = {d.field: d for d in brief(view).differences.items}
    assert {v.value for v in by_field["status"].versions} == {"held", "denied"}
    assert len(by_field["amount"].versions) == 2


def test_now_tells_held_apart_from_planned(view: Any) -> None:
    now = brief(view).now
    assert [m.id for m in now.held] == ["E1"]
    assert [m.id for m in now.planned] == ["E2"]
    assert [p.status for p in now.proposals] == ["under discussion"]


def test_money_is_never_added_across_currencies_or_periods(view: Any) -> None:
    totals = {(t.currency, t.per, t.status): t.amount for t in brief(view).ledger.totals}
    assert totals == {("EUR", "", "pledged"): 1.2e9, ("CLD", "year", "called for"): 4e7}


def test_one_issue_under_two_spellings_has_both_parties(view: Any) -> None:
    (issue,) = brief(view).issues.items
    assert {p.party for p in issue.parties} == {"Norland", "Vessia"}
    stances = {p.party: p.stances[0] for p in issue.parties}
    assert stances["Norland"].speaker == "Ilse Maren"
    assert stances["Vessia"].speaker == ""


def test_thoughts_are_nothing_said(view: Any) -> None:
    said = [w for s in brief(view).speakers.items for line in s.lines.items for w in line.words]
    assert not any("give up" in w for w in said)
    assert "“We agreed to keep talking,”" in said


def test_same_words_in_copies_are_one_statement(view: Any) -> None:
    maren = next(s for s in brief(view).speakers.items if s.name == "Ilse Maren")
    assert len(maren.lines.items) == 2
    assert maren.offices == ("foreign minister of Norland",)


def test_a_speaker_is_not_given_an_office_that_is_past(view: Any) -> None:
    held = HeldOffice(title="foreign minister", of="Norland", standing=Standing.FORMER)
    view.settled_actors[:] = [replace(a, offices=(held,)) if a.id == "A1" else a for a in view.actors()]
    maren = next(s for s in brief(view).speakers.items if s.name == "Ilse Maren")
    assert maren.offices == ("former foreign minister of Norland",)


def test_statements_tell_where_and_through_whom(view: Any) -> None:
    lines = {w: line.via for s in brief(view).speakers.items for line in s.lines.items for w in line.words}
    assert lines['Officials "met" & <b>talked</b>'] == "in a letter"
    told = next(f for f in view.found if isinstance(f, Statement) and f.article == "c1")
    harbour = ActorRef(name="Harbour Wire")
    view.found[view.found.index(told)] = replace(told, relay=harbour, addressee=harbour)
    line = next(line for s in brief(view).speakers.items for line in s.lines.items if line.id == told.id)
    assert (line.addressee, line.via) == ("", "to Harbour Wire")


def test_unnamed_sources_are_told_apart(view: Any) -> None:
    named = {s.name: s.named for s in brief(view).speakers.items}
    assert named == {"Ilse Maren": True, "Tomas Okoy": True, "a Vessian official": False}


def test_every_line_has_exact_words(view: Any) -> None:
    made = brief(view)
    cited = list(citations(made))
    assert cited
    for c in cited:
        text = view.article(c.article).text
        assert all(text[s.start : s.end] == s.text for s in c.spans)


def test_reports_read_copied_and_failed(view: Any) -> None:
    reports = brief(view).reports
    assert (len(reports.items), reports.copies, reports.outlets) == (4, 1, 4)
    assert [(f.location, f.why) for f in reports.failed] == [("reports/broken.txt", "no <text> in it")]
    assert reports.latest == date(2031, 3, 9)


def test_limits_say_how_much_was_cut(view: Any) -> None:
    made = brief(view, limits=Limits(meetings=1, statements=1, speakers=1))
    assert (len(made.meetings.items), made.meetings.more) == (1, 1)
    assert made.meetings.items[0].id == "E1"  # more sources than the other
    assert made.speakers.more == 2
    assert made.speakers.items[0].lines.more == 1


def test_rejected_findings_are_left_out(view: Any) -> None:
    view.refused = frozenset(f.id for f in view.found if f.kind == "position")
    assert brief(view).issues.items == ()


def test_an_entry_shows_its_corrected_account(view: Any) -> None:
    first = next(e for e in view.settled if e.id == "E2")
    corrected: Entry = replace(first, finding=replace(first.finding, place=None), judged=True)
    view.settled[view.settled.index(first)] = corrected
    line = brief(view).meetings.items[0]
    assert (line.place, line.judged) == ("", True)


@pytest.mark.parametrize(
    ("query", "meetings", "speakers"),
    [
        ("Ilse Maren", {"E1"}, {"Ilse Maren"}),
        ("maren", {"E1"}, {"Ilse Maren"}),
        ("Calder", {"E2"}, set()),
        ("NORLAND", {"E2"}, {"Ilse Maren", "a Vessian official"}),  # and who holds an office of it
        ("strait of sel", set(), set()),
    ],
)
def test_about(view: Any, query: Any, meetings: Any, speakers: Any) -> None:
    made = brief(view, about=query)
    if query == "NORLAND":
        meetings = meetings | {"E1"}
    assert {m.id for m in made.meetings.items} == meetings
    assert {s.name for s in made.speakers.items} == speakers
    assert made.about is not None
    assert made.about.matches


def test_about_a_state_keeps_who_speaks_for_it(view: Any) -> None:
    kept = brief(view, about="Norland").about
    assert kept == Kept(query="Norland", matches=("Norland",), also=("Ilse Maren",))
    envoy = replace(view.settled_actors[0], country="VS")
    view.settled_actors[0] = envoy
    view.settled_actors[2] = replace(view.settled_actors[2], country="NL")
    again = brief(view, about="Norland").about
    assert again is not None
    assert again.also == ()


def test_about_keeps_to_an_issue(view: Any) -> None:
    made = brief(view, about="Strait of Sel")
    assert [i.name for i in made.issues.items] == ["Strait of Sel"]
    assert made.meetings.items == ()


def test_a_place_that_stands_for_an_actor_is_no_place_to_ask_about(view: Any) -> None:
    (stored,) = (f for f in view.found if isinstance(f, Place))
    elsewhere = replace(stored, place=PlaceRef(name="Overwater"))
    for use, matches in ((PlaceUse.LITERAL, ("Overwater",)), (PlaceUse.METONYM, ())):
        view.found.append(replace(elsewhere, use=use))
        kept = brief(view, about="Overwater").about
        assert kept is not None
        assert kept.matches == matches
        view.found.pop()


def test_about_nothing_suggests_near_names(view: Any) -> None:
    made = brief(view, about="Marren")
    assert made.empty
    assert made.about is not None
    assert made.about.matches == ()
    assert "Ilse Maren" in made.about.suggestions


def test_since_keeps_what_was_published_after(view: Any) -> None:
    made = brief(view, since=date(2031, 3, 5))
    status = {m.id: m.change for m in made.meetings.items}
    assert status == {"E1": "changed"}
    assert {s.name for s in made.speakers.items} >= {"Tomas Okoy"}


def test_since_counts_late_arrivals_only_in_a_record_that_was_there_before(view: Any) -> None:
    assert brief(view, since=date(2031, 3, 10)).empty  # read on that day for the first time
    old = datetime(2031, 3, 6, tzinfo=UTC)
    view.seen = {a.id: old for a in view.stored} | {f.id: old for f in view.found if f.kind != "proposal"}
    made = brief(view, since=date(2031, 3, 10))
    assert [p.change for p in made.proposals.items] == ["new"]
    assert made.meetings.items == ()


def test_an_empty_record(view: Any) -> None:
    empty = type(view)()
    made = brief(empty)
    assert made.empty
    assert made.reports.latest is None
