"""Settled actors as tables for people and as rows for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from communique.model.entry import HeldOffice, SettledActor
from communique.model.judgement import Judgement, Verdict
from communique.model.reference import ActorKind, Standing
from communique.record.view import View
from communique.show.plain import plain, shorten

REPORTS = 12  # shown of an actor; more are counted
SHORT = 8  # characters of an id in a list: enough for every command
NAMES = 3  # other names in a line of the list


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report that an actor is in."""

    article: str
    day: date | None
    source: str | None
    title: str | None
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name that reports give an actor, how many do, and why it counts as this actor's."""

    name: str
    reports: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A judgement in words; `stands` is False when it was taken back."""

    number: int
    verdict: str
    what: str
    who: str
    on: date
    reason: str | None
    stands: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """All that `communique actors show` shows of one actor."""

    actor: SettledActor
    names: tuple[Named, ...]
    reports: tuple[Report, ...]
    decided: tuple[Decided, ...]


def details(view: View, actor: SettledActor, names: Iterable[Named], decided: Iterable[Decided]) -> Details:
    """The actor with its reports, as the record has them."""
    reports: dict[str, Report] = {}
    for found in view.actor_findings(actor.id):
        article = view.article(found.article)
        day = article.published.first if article.published else None
        reports.setdefault(
            article.id,
            Report(article=article.id, day=day, source=article.source, title=article.title, name=found.name),
        )
    return Details(
        actor=actor,
        names=tuple(names),
        reports=tuple(sorted(reports.values(), key=lambda r: (r.day or date.max, r.article))),
        decided=tuple(decided),
    )


def decided(
    judgements: Iterable[Judgement], standing: Iterable[Judgement], names: Mapping[str, str]
) -> list[Decided]:
    """Judgements in words. `names` has what an id stands for; an unknown one is shown itself."""
    stands = {j.id for j in standing}

    def name(id: str | None) -> str:
        return names.get(id or "", id or "")

    found = []
    for j in judgements:
        if j.verdict is Verdict.UNDO:
            what = f"judgement {j.subject} no longer counts"
        elif j.verdict is Verdict.CORRECT:
            what = f"{name(j.subject)}: {j.field} is {j.value}"
        else:
            what = " | ".join(name(i) for i in (j.subject, j.object) if i)
        found.append(
            Decided(
                number=j.id or 0,
                verdict=j.verdict.value,
                what=what,
                who=j.who,
                on=j.at.date(),
                reason=j.reason,
                stands=j.id in stands or j.verdict is Verdict.UNDO,
            )
        )
    return found


# --- for people --------------------------------------------------------------------------------


def print_actors(actors: Sequence[SettledActor], console: Console, limit: int | None) -> None:
    """A line for each actor; piped, its columns are parted by tabs and nothing is cut."""
    shown = actors[:limit]
    if not console.is_terminal:
        for a in shown:
            _plain(
                console,
                (a.id, a.name, a.kind.value, a.country, a.sector, len(a.articles), "|".join(_also(a))),
            )
        return
    table = _table("id", "name", "kind", "country", "sector", "reports", "also named", right=("reports",))
    for a in shown:
        also = ", ".join(_distinct(a)[:NAMES])
        table.add_row(
            Text(a.id[:SHORT], style="dim"),
            Text(plain(a.name), style="bold"),
            a.kind.value,
            a.country or "",
            a.sector or "",
            str(len(a.articles)),
            Text(shorten(plain(also), max(16, console.width - 80)), style="dim"),
        )
    console.print(table if shown else Text("No actor to show."))
    if len(actors) > len(shown):
        console.print(Text(f"{len(actors) - len(shown)} more; --all shows them.", style="dim"))


def print_details(of: Details, console: Console) -> None:
    """All of one actor, in sections."""
    a = of.actor
    console.print(Text(plain(a.name), style="bold"))
    where = f", {a.country}" if a.country else ""
    console.print(
        Text(f"{a.kind.value}{where} · {_count(len(a.articles), 'report')} · id {a.id}", style="dim")
    )
    for title, rows in (
        ("Names, and why they were joined", _name_rows(of.names)),
        ("Offices", _office_rows(a.offices)),
        ("Reports", _report_rows(of.reports)),
        ("Judgements", _judgement_rows(of.decided)),
    ):
        if rows:
            console.print()
            console.print(Text(title, style="bold cyan"))
            console.print(_grid(rows))
    if any(d.stands for d in of.decided):
        console.print(Text("Take one back with: communique actors undo NUMBER", style="dim"))


def print_judgements(found: Sequence[Decided], console: Console) -> None:
    """A line for each judgement about actors, the latest last."""
    if not found:
        console.print(Text("No judgement about an actor."))
        return
    console.print(_grid(_judgement_rows(found)))
    console.print(Text("Take one back with: communique actors undo NUMBER", style="dim"))


def _name_rows(names: Sequence[Named]) -> list[list[Text]]:
    return [[Text(plain(n.name)), _dim(_count(n.reports, "report")), _dim(n.why)] for n in names]


def _office_rows(offices: Sequence[HeldOffice]) -> list[list[Text]]:
    rows = []
    for o in offices:
        standing = "" if o.standing is Standing.CURRENT else f"{o.standing.value} "
        whose = f", {o.of}" if o.of else ""
        days = " to ".join(dict.fromkeys(d or "…" for d in (o.first, o.last)))
        row = (_count(o.reports, "report"), days if o.first or o.last else "", o.source)
        rows.append([Text(plain(f"{standing}{o.title}{whose}")), *(_dim(plain(c)) for c in row)])
    return rows


def _report_rows(reports: Sequence[Report]) -> list[list[Text]]:
    rows = [
        [
            _dim(str(r.day or "no day")),
            Text(plain(r.article)),
            _dim(plain(r.source or "")),
            Text(shorten(plain(r.title or ""), 70)),
        ]
        for r in reports[:REPORTS]
    ]
    if len(reports) > REPORTS:
        rows.append([_dim("…"), _dim(f"and {len(reports) - REPORTS} more")])
    return rows


def _judgement_rows(found: Sequence[Decided]) -> list[list[Text]]:
    return [
        [
            Text(str(d.number), style="bold"),
            Text(d.verdict if d.stands else f"{d.verdict} (taken back)"),
            Text(plain(d.what)),
            _dim(plain(f"{d.who}, {d.on}" + (f": {d.reason}" if d.reason else ""))),
        ]
        for d in found
    ]


def _table(*columns: str, right: Sequence[str] = ()) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold cyan")
    for name in columns:
        wide = name in ("name", "also named")
        table.add_column(
            name, justify="right" if name in right else "left", overflow="fold", no_wrap=not wide
        )
    return table


def _grid(rows: Sequence[Sequence[RenderableType]]) -> Table:
    width = max(len(r) for r in rows)
    grid = Table.grid(padding=(0, 2))
    for _ in range(width):
        grid.add_column(overflow="fold")
    for row in rows:
        grid.add_row(*row)
    return grid


def _plain(console: Console, cells: Sequence[object]) -> None:
    line = "\t".join(plain("" if c is None else str(c)).replace("\t", " ") for c in cells)
    console.file.write(f"{line}\n")  # not print, which would make spaces of the tabs


def _also(actor: SettledActor) -> list[str]:
    """Other names, those first that are not only the leading one in other letters."""
    return sorted(actor.aliases, key=lambda n: (n.casefold() == actor.name.casefold(), n))


def _distinct(actor: SettledActor) -> list[str]:
    """Other names, without those that differ in case, apostrophe or article alone."""

    def key(name: str) -> str:
        return name.casefold().replace("’", "'").removeprefix("the ")

    found = {key(n): n for n in reversed(_also(actor))}
    found.pop(key(actor.name), None)
    return sorted(found.values())


def _dim(text: str) -> Text:
    return Text(text, style="dim")


def _count(n: int, what: str) -> str:
    return f"{n} {what}" if n == 1 else f"{n} {what}s"


# --- for programs ------------------------------------------------------------------------------


def actor_row(actor: SettledActor) -> dict[str, Any]:
    """One actor as a JSON object."""
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind.value,
        "country": actor.country,
        "sector": actor.sector,
        "named": actor.named,
        "reports": len(actor.articles),
        "aliases": list(actor.aliases),
        "offices": [{"title": o.title, "of": o.of} for o in actor.offices],
        "articles": list(actor.articles),
    }


def details_row(of: Details) -> dict[str, Any]:
    """All of one actor as a JSON object; days are ISO, null where a report has none."""
    return {
        **actor_row(of.actor),
        "names": [{"name": n.name, "reports": n.reports, "why": n.why} for n in of.names],
        "offices": [
            {
                "title": o.title,
                "of": o.of,
                "standing": o.standing.value,
                "reports": o.reports,
                "first": o.first,
                "last": o.last,
                "source": o.source,
            }
            for o in of.actor.offices
        ],
        "articles": [
            {"article": r.article, "day": _iso(r.day), "source": r.source, "title": r.title, "name": r.name}
            for r in of.reports
        ],
        "judgements": [judgement_row(d) for d in of.decided],
    }


def judgement_row(of: Decided) -> dict[str, Any]:
    """One judgement as a JSON object."""
    return {
        "number": of.number,
        "verdict": of.verdict,
        "what": of.what,
        "who": of.who,
        "on": _iso(of.on),
        "reason": of.reason,
        "stands": of.stands,
    }


def as_json(rows: object) -> str:
    """Indented JSON, other letters as they are."""
    return json.dumps(rows, ensure_ascii=False, indent=2)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def chosen(
    actors: Iterable[SettledActor],
    *,
    kind: ActorKind | None = None,
    country: str | None = None,
    sector: str | None = None,
) -> list[SettledActor]:
    """Named actors of a kind, country (ISO 3166) and sector (PLOVER code), the most reported first."""
    found = [
        a
        for a in actors
        if a.named
        and (kind is None or a.kind is kind)
        and (country is None or a.country == country)
        and (sector is None or a.sector == sector)
    ]
    return sorted(found, key=lambda a: (-len(a.articles), a.name, a.id))
