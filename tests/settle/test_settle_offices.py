"""Whom an office means on the day of a report, and from when to when offices are held."""

from __future__ import annotations

from dataclasses import replace

import pytest
from settle_view import Memory, actor, judge, meeting, nation, person, story

from communique.knowledge.offices import Holding
from communique.model.entry import SettledActor
from communique.model.finding import Actor, Finding
from communique.model.judgement import Verdict
from communique.model.reference import Office, Standing
from communique.settle import settle

FOREIGN = ("foreign minister", "Orlia")
OWN = Holding(holder="Nils Orvat", title="foreign minister", of="Orlia", first="2031-01", source="mine.tsv:2")


def told(
    article: str, name: str, office: tuple[str, str] = FOREIGN, standing: Standing = Standing.CURRENT
) -> Actor:
    """Somebody whom an article gives an office."""
    return replace(actor(article, name), offices=(Office(title=office[0], of=office[1], standing=standing),))


def settled(*found: Finding, days: dict[str, str], known: tuple[Holding, ...] = ()) -> list[SettledActor]:
    stories = [story(id, given) for id, given in days.items()]
    return list(settle(Memory(stories, list(found), known=known)).actors)


def names(actors: list[SettledActor]) -> set[str]:
    return {a.name for a in actors}


TWO_AT_ONCE = {"a": ("Ada Holm", "2031-01-01"), "c": ("Bo Lind", "2031-01-01")}
BARE = told("b", "the Orlian foreign minister")


def test_a_report_teaches_who_holds_an_office() -> None:
    (found,) = settled(told("a", "Ada Holm"), BARE, days={"a": "2031-03-01", "b": "2031-03-04"})
    assert (found.name, found.aliases, found.articles) == ("Ada Holm", (), ("a", "b"))
    (seat,) = found.seated
    assert (seat.article, seat.name, seat.finding) == ("b", "the Orlian foreign minister", BARE.id)
    assert seat.reason == "article a of 2031-03-01 calls Ada Holm “foreign minister”"


@pytest.mark.parametrize(
    ("teachers", "bare", "holder"),
    [
        ({"a": ("Ada Holm", "2031-01-01"), "c": ("Bo Lind", "2031-03-01")}, "2031-01-20", "Ada Holm"),
        ({"a": ("Ada Holm", "2031-01-01"), "c": ("Bo Lind", "2031-03-01")}, "2031-02-20", "Bo Lind"),
        ({"a": ("Ada Holm", "2031-01-01")}, "2031-09-01", None),  # too long ago
        (TWO_AT_ONCE, "2031-01-02", None),
        (
            {
                "a": ("Ada Holm", "2031-01-01"),
                "c": ("Bo Lind", "2031-01-01"),
                "d": ("Ada Holm", "2031-01-05"),
            },
            "2030-12-30",
            "Ada Holm",  # what more reports say
        ),
    ],
)
def test_the_nearest_report_decides(
    teachers: dict[str, tuple[str, str]], bare: str, holder: str | None
) -> None:
    found = [told(id, name) for id, (name, _) in teachers.items()]
    days = {id: given for id, (_, given) in teachers.items()} | {"b": bare}
    actors = settled(*found, BARE, days=days)
    assert [a.name for a in actors if a.seated] == ([holder] if holder else [])


@pytest.mark.parametrize(
    ("office", "of", "given", "holder"),
    [
        ("president", "US", "2015-06-01", "Barack Obama"),
        ("secretary of state", "United States", "2016-06-01", "John Kerry"),
        ("secretary general", "United Nations", "2010-06-01", "Ban Ki-moon"),
        ("prime minister", "Ireland", "2018-06-01", "Leo Varadkar"),
        ("president", "US", "1975-06-01", None),
        ("president", "US", "2017-01-20", None),  # two on the day of the change
        ("deputy foreign minister", "Russia", "2025-06-01", None),
        ("minister", "Russia", "2025-06-01", None),
    ],
)
def test_the_shipped_file_tells_a_holder_whom_no_report_names(
    office: str, of: str, given: str, holder: str | None
) -> None:
    bare = told("b", f"the {office}", (office, of))
    (found,) = settled(bare, days={"b": given})
    assert (found.name, bool(found.seated)) == (holder or f"the {office}", holder is not None)


def test_a_user_goes_before_the_reports_and_these_before_an_open_row() -> None:
    days = {"a": "2031-03-01", "b": "2031-03-04"}
    found = settled(told("a", "Ada Holm"), BARE, days=days, known=(OWN,))
    assert {(a.name, len(a.seated)) for a in found} == {("Ada Holm", 0), ("Nils Orvat", 1)}
    norway = ("foreign minister", "Norway")  # the shipped row is open: whoever came later is not in it
    newer = settled(
        told("a", "Ada Holm", norway), told("b", "the Norwegian foreign minister", norway), days=days
    )
    assert names(newer) == {"Ada Holm"}


def test_a_closed_row_goes_before_a_slip_of_reading() -> None:
    days = {"a": "2015-03-01", "b": "2015-03-01"}
    president = ("president", "US")
    found = settled(told("a", "Ada Holm", president), told("b", "the US president", president), days=days)
    assert names(found) == {"Ada Holm", "Barack Obama"}


@pytest.mark.parametrize("standing", [Standing.FORMER, Standing.COMING])
def test_former_and_coming_holders_neither_teach_nor_sit(standing: Standing) -> None:
    days = {"a": "2031-03-01", "b": "2031-03-04"}
    assert len(settled(told("a", "Ada Holm", standing=standing), BARE, days=days)) == 2
    assert (
        len(settled(told("a", "Ada Holm"), told("b", "a former minister", standing=standing), days=days)) == 2
    )


def test_acting_holders_do() -> None:
    days = {"a": "2031-03-01", "b": "2031-03-04"}
    assert names(settled(told("a", "Ada Holm", standing=Standing.ACTING), BARE, days=days)) == {"Ada Holm"}


def test_without_a_day_nobody_is_seated() -> None:
    stories = [story("a", "2031-03-01"), story("b", None)]
    assert len(settle(Memory(stories, [told("a", "Ada Holm"), BARE])).actors) == 2


def test_a_person_who_parts_them_is_obeyed() -> None:
    teacher = told("a", "Ada Holm")
    memory = Memory([story("a", "2031-03-01"), story("b", "2031-03-04")], [teacher, BARE])
    memory.decided.append(judge(Verdict.DIFFERENT, teacher.id, BARE.id))
    assert names(list(settle(memory).actors)) == {"Ada Holm", "the Orlian foreign minister"}


def test_meetings_join_by_the_holder() -> None:
    peru = nation("Peru", "PE")
    held = [
        meeting("a", [person("Ada Holm"), peru], "2031-03-03"),
        meeting("b", [person(BARE.name), peru], "2031-03-03"),
    ]
    stories = [story("a", "2031-03-04"), story("b", "2031-03-04")]
    found = [told("a", "Ada Holm"), BARE, *held]
    (entry,) = settle(Memory(stories, found)).entries
    assert len(entry.findings) == 2


def test_the_order_of_what_was_found_changes_nothing() -> None:
    found = [told("a", "Ada Holm"), told("c", "Bo Lind"), BARE, told("d", "Ada Holm")]
    days = {"a": "2031-03-01", "b": "2031-03-04", "c": "2031-03-06", "d": "2031-03-03"}
    assert settled(*found, days=days) == settled(*found[::-1], days=dict(reversed(days.items())))


# --- from when to when ------------------------------------------------------------------------------


OBAMA, MARCH = "2009-01-20 2017-01-20", "2017-03-01"


@pytest.mark.parametrize(
    ("name", "office", "standing", "days", "expected"),
    [
        ("Ada Holm", FOREIGN, "current", ["2031-03-01", "2031-05-01"], "2031-03-01 2031-05-01 reports"),
        ("Barack Obama", ("president", "US"), "current", ["2015-06-01"], f"{OBAMA} office_holders"),
        ("Obama", ("president", "US"), "former", ["2019-06-01"], f"{OBAMA} office_holders"),
        ("Ada Holm", FOREIGN, "former", ["2031-03-01"], "None None reports"),
        ("Ada Holm", FOREIGN, "coming", ["2031-03-01"], "None None reports"),
        # longer than the file knows
        ("John Kerry", ("secretary of state", "US"), "current", ["2017-03-01"], f"{MARCH} {MARCH} reports"),
    ],
)  # fmt: skip
def test_the_days_of_an_office(
    name: str, office: tuple[str, str], standing: str, days: list[str],
    expected: str,
) -> None:  # fmt: skip
    found = [told(f"a{n}", name, office, Standing(standing)) for n in range(len(days))]
    (one,) = settled(*found, days={f"a{n}": given for n, given in enumerate(days)})
    (held,) = one.offices
    assert f"{held.first} {held.last} {held.source}" == expected
    assert (held.standing, held.reports) == (standing, len(days))
    assert [r.article for r in held.attested] == sorted({found[0].article, found[-1].article})


def test_two_terms_are_two_and_what_goes_beyond_the_file_is_a_third() -> None:
    days = {"a0": "2018-03-01", "a1": "2025-03-01", "a2": "2022-03-01"}
    found = [told(id, "Donald Trump", ("president", "United States")) for id in days]
    (one,) = settled(*found, days=days)
    assert {(o.first, o.last, o.source) for o in one.offices} == {
        ("2017-01-20", "2021-01-20", "office_holders"),
        ("2022-03-01", "2022-03-01", "reports"),
        ("2025-01-20", None, "office_holders"),
    }


def test_an_office_without_a_state_joins_the_one_with_it() -> None:
    bare = replace(actor("b", "Ada Holm"), offices=(Office(title="foreign minister"),))
    (one,) = settled(told("a", "Ada Holm"), bare, days={"a": "2031-03-01", "b": "2031-03-02"})
    assert [(o.title, o.of, o.reports) for o in one.offices] == [("foreign minister", "Orlia", 2)]


def test_a_former_and_a_present_office_stand_apart() -> None:
    then = told("b", "Ada Holm", ("prime minister", "Orlia"), Standing.FORMER)
    (one,) = settled(told("a", "Ada Holm"), then, days={"a": "2031-03-01", "b": "2031-03-02"})
    assert {(o.title, o.standing) for o in one.offices} == {
        ("foreign minister", "current"),
        ("prime minister", "former"),
    }


# --- sectors and countries --------------------------------------------------------------------------


def test_a_settled_actor_has_the_sector_of_its_offices() -> None:
    general = told("a", "Ada Holm", ("general", "Orlia"))
    (one,) = settled(general, told("b", "Ada Holm"), days={"a": "2031-03-01", "b": "2031-03-02"})
    assert one.sector == "GOV"


@pytest.mark.parametrize(
    ("name", "given", "expected"),
    [
        ("Barack Obama", "2015-06-01", ("US", "GOV")),
        ("Ban Ki-moon", "2015-06-01", (None, "IGO")),
        ("Barack Obama", "2025-06-01", (None, None)),
        ("Obama", "2015-06-01", (None, None)),  # a surname alone may be anybody's
        ("Ada Holm", "2015-06-01", (None, None)),
    ],
)
def test_a_file_tells_country_and_sector_where_no_report_does(
    name: str, given: str, expected: tuple[str | None, str | None]
) -> None:
    (one,) = settled(actor("a", name), days={"a": given})
    assert (one.country, one.sector) == expected
    assert one.offices == ()  # no report gives one
