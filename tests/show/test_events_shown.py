"""Events in the brief and beside an article."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from rich.console import Console

from communique.model.finding import EventStatus, EventType
from communique.model.reference import ActorRef
from communique.show.article import show_article
from communique.show.brief import Limits, brief
from communique.show.html import html
from communique.show.markdown import markdown
from communique.show.terminal import print_brief
from communique.show.words import counted_text

NORLAND, VESSIA = ActorRef(name="Norland"), ActorRef(name="Vessia")


def given(view: Any, *events: dict[str, Any]) -> Any:
    """The view with these events in place of its own; each stands in the article that it names."""
    own = {e.article: e for e in view.findings("event")}
    view.found = [f for f in view.found if f.kind != "event"]
    for e in events:
        article = e.pop("article", "h1")
        blank = {"mode": None, "status": EventStatus.HAPPENED, "recipients": (), "date": None, "place": None}
        view.found.append(replace(own[article], **{**blank, **e}))
    return view


@pytest.mark.parametrize(
    ("event", "lines", "counted"),
    [
        ({"event_type": EventType.ASSAULT, "actors": (NORLAND,)}, 1, 0),
        ({"event_type": EventType.AGREE, "actors": (NORLAND,)}, 1, 0),
        ({"event_type": EventType.ASSAULT, "actors": ()}, 0, 0),
        ({"event_type": EventType.ASSAULT, "actors": (ActorRef(name="the men", named=False),)}, 0, 0),
        ({"event_type": EventType.CONSULT, "actors": (NORLAND,)}, 0, 0),
        ({"event_type": EventType.AID, "actors": (NORLAND,)}, 0, 0),
        ({"event_type": EventType.ACCUSE, "actors": (NORLAND,)}, 0, 1),
        (
            {"event_type": EventType.ASSAULT, "actors": (NORLAND,), "status": EventStatus.HYPOTHETICAL},
            0,
            0,
        ),
        ({"event_type": EventType.ASSAULT, "actors": (NORLAND,), "status": EventStatus.DENIED}, 1, 0),
    ],
)
def test_what_is_listed_and_what_is_counted(
    view: Any, event: dict[str, Any], lines: int, counted: int
) -> None:
    made = brief(given(view, event))
    assert len(made.events.items) == lines
    assert sum(c.number for c in made.counted) == counted


def test_one_act_in_copies_is_one_line_with_one_source(view: Any) -> None:
    sanction = {"event_type": EventType.SANCTION, "actors": (NORLAND,)}
    (line,) = brief(given(view, {"article": "h1", **sanction}, {"article": "h2", **sanction})).events.items
    assert (line.who, line.sources, line.date) == ("Norland", 1, "reported 4 March 2031")


def test_acts_that_differ_in_status_or_day_are_two(view: Any) -> None:
    act = {"event_type": EventType.SANCTION, "actors": (NORLAND,)}
    made = brief(given(view, {**act}, {**act, "article": "c1"}, {**act, "status": EventStatus.DENIED}))
    assert sorted((e.status, e.date[-12:]) for e in made.events.items) == [
        ("denied", "4 March 2031"), ("happened", "4 March 2031"), ("happened", "5 March 2031"),
    ]  # fmt: skip


def test_the_other_types_are_counted_in_words() -> None:
    from communique.show.lines import Counted

    some = (Counted(what="requests", number=1200), Counted(what="accusation", number=1))
    assert counted_text(some) == "Not listed: 1,200 requests, 1 accusation (communique export events)."
    assert counted_text(()) == ""


def test_every_format_shows_them(view: Any) -> None:
    attack = {"event_type": EventType.ASSAULT, "actors": (NORLAND,)}
    other = {"event_type": EventType.REQUEST, "actors": (VESSIA,), "article": "c1"}
    made = brief(given(view, attack, other))
    console = Console(file=io.StringIO(), width=100)
    print_brief(made, console)
    for shown in (markdown(made), html(made, view), console.file.getvalue()):  # type: ignore[attr-defined]
        assert "What was done" in shown
        assert "attack" in shown
        assert "1 request" in shown


def test_a_record_without_events_says_nothing_of_them(view: Any) -> None:
    made = brief(given(view))
    assert (made.events.items, made.counted) == ((), ())
    assert "What was done" not in markdown(made)


def test_a_limit_says_how_much_it_cut(view: Any) -> None:
    acts = [{"event_type": t, "actors": (NORLAND,)} for t in (EventType.ASSAULT, EventType.COERCE)]
    made = brief(given(view, *acts), limits=Limits(events=1))
    assert (len(made.events.items), made.events.more) == (1, 1)


@pytest.mark.parametrize(("query", "number"), [("Norland", 1), ("Vessia", 0)])
def test_about(view: Any, query: str, number: int) -> None:
    made = brief(given(view, {"event_type": EventType.ASSAULT, "actors": (NORLAND,)}), about=query)
    assert len(made.events.items) == number


def test_an_article_has_the_triggers_marked(view: Any) -> None:
    console = Console(file=io.StringIO(), width=200)
    show_article(view, "c1", console)
    shown = console.file.getvalue()  # type: ignore[attr-defined]
    assert "⟦demands⟧" in shown
    assert "Vessia (request, yield, happened)" in shown
    assert "1 event," in shown
