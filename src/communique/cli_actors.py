"""`communique actors`: who is in the record, why names were joined, and what a person decides about it."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli_options import Reason, RecordFile, Who, printable
from communique.errors import SettingsError

if TYPE_CHECKING:
    from communique.model.entry import SettledActor
    from communique.model.judgement import Judgement
    from communique.model.reference import ActorKind
    from communique.record.record import Record
    from communique.record.view import View
    from communique.show.actors import Decided

LISTED = 40  # actors of a list in a terminal, unless all are asked for


class ListFormat(StrEnum):
    """How actors are written."""

    TERMINAL = "terminal"
    JSON = "json"


app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="List, search and show the actors of a record; merge and split them.",
)

Id = Annotated[
    str, typer.Argument(metavar="ID", help="The actor's id, the beginning of it, or one of its names.")
]
Format = Annotated[ListFormat, typer.Option("--format", "-f", help="How to write it.")]
All = Annotated[bool, typer.Option("--all", help="Every line; long lists are not cut.")]


@app.command("list")
def list_(
    record: RecordFile,
    kind: Annotated[
        str | None,
        typer.Option(metavar="KIND", help="person, state, government, organisation, armed group, outlet …"),
    ] = None,
    country: Annotated[
        str | None, typer.Option(metavar="COUNTRY", help="A country's name or ISO code.")
    ] = None,
    sector: Annotated[
        str | None, typer.Option(metavar="CODE", help="A sector code of PLOVER: GOV, MIL, IGO, NGO, MED …")
    ] = None,
    all: All = False,
    format: Format = ListFormat.TERMINAL,
) -> None:
    """List the actors that have a name, the most reported first."""
    from communique.record.record import Record
    from communique.show.actors import chosen

    with Record(record) as opened:
        found = chosen(
            opened.view.actors(),
            kind=_kind(kind),
            country=_country(country),
            sector=sector.upper() if sector else None,
        )
    _write_actors(found, all, format)


@app.command()
def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="A name in any spelling, or a part.")],
    record: RecordFile,
    all: All = False,
    format: Format = ListFormat.TERMINAL,
) -> None:
    """Find actors by a name in any spelling; the nearest come first."""
    from communique.record.record import Record
    from communique.settle import search as find

    with Record(record) as opened:
        found = find(opened.view.actors(), " ".join(words))
    _write_actors(found, all, format)


@app.command()
def show(id: Id, record: RecordFile, format: Format = ListFormat.TERMINAL) -> None:
    """Show an actor: its names and why they were joined, offices with days, reports, judgements."""
    from rich.console import Console

    from communique.record.record import Record
    from communique.settle import find_actor, reasons
    from communique.show.actors import Named, as_json, details, details_row, print_details

    with Record(record) as opened:
        known = list(opened.view.actors())
        actor = find_actor(known, id)
        whys = reasons(actor, list(opened.view.actor_findings(actor.id)), known)
        names = [Named(name=r.name, reports=r.reports, why=r.why) for r in whys]
        made = details(opened.view, actor, names, _decided(opened.view, actor))
    if format is ListFormat.JSON:
        typer.echo(as_json(details_row(made)))
    else:
        print_details(made, Console())


@app.command()
def merge(
    ids: Annotated[
        list[str], typer.Argument(metavar="ID…", help="Two or more actors, by id, its beginning or a name.")
    ],
    record: RecordFile,
    who: Who = None,
    reason: Reason = None,
) -> None:
    """Two or more actors are one."""
    from communique.judging import merge as decide

    _decide(record, who, lambda opened, name: decide(opened, ids, who=name, reason=reason))


@app.command()
def split(
    id: Id,
    record: RecordFile,
    article: Annotated[
        list[str] | None, typer.Option(metavar="ARTICLE", help="Who is meant in this article is another.")
    ] = None,
    name: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Whom reports call by this name is another.")
    ] = None,
    who: Who = None,
    reason: Reason = None,
) -> None:
    """Take a name, or who is meant in an article, out of an actor. Options may be given several times."""
    from communique.judging import split as decide

    taken = {"articles": article or [], "names": name or []}
    _decide(record, who, lambda opened, by: decide(opened, id, **taken, who=by, reason=reason))


@app.command()
def judgements(record: RecordFile, format: Format = ListFormat.TERMINAL) -> None:
    """List what people decided about actors, with numbers to take it back by."""
    from rich.console import Console

    from communique.record.record import Record
    from communique.show.actors import as_json, judgement_row, print_judgements

    with Record(record) as opened:
        found = _decided(opened.view)
    if format is ListFormat.JSON:
        typer.echo(as_json([judgement_row(d) for d in found]))
    else:
        print_judgements(found, Console())


@app.command()
def undo(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="The judgement's number.")],
    record: RecordFile,
    who: Who = None,
    reason: Reason = None,
) -> None:
    """Take a judgement back. It stays in the record and no longer counts; that can be taken back too."""
    take_back(record, number, who, reason)


def take_back(record: Path, number: int, who: str | None, reason: str | None) -> None:
    """Store that a judgement no longer counts, and settle."""
    from communique.judging import undo as decide

    _decide(record, who, lambda opened, name: (decide(opened, number, who=name, reason=reason),))


def _decide(path: Path, who: str | None, decide: Callable[[Record, str], Sequence[Judgement]]) -> None:
    from communique import pipeline
    from communique.record.record import Record

    with Record(path) as opened:
        name = who or getpass.getuser()
        stored = decide(opened, name)
        pipeline.settle(opened)
        words = {d.number: f": {d.what}" for d in _decided(opened.view)}
    for j in stored:
        typer.echo(printable(f"judgement {j.id} by {name}: {j.verdict.value}{words.get(j.id or 0, '')}"))
    typer.echo("the record is settled anew")


def _decided(view: View, actor: SettledActor | None = None) -> list[Decided]:
    """Judgements about actors in words; of one actor only where it is given."""
    from communique.judging import about_actors, subjects
    from communique.settle.links import newest_first
    from communique.show.actors import decided

    every = list(view.judgements())
    if not every:
        return []
    known = subjects(view)
    mine = about_actors(every, known)
    if actor is not None:
        own = set(actor.findings)
        numbers = {
            j.id for j in mine if any(known.get(i or "", ("", ""))[1] in own for i in (j.subject, j.object))
        }
        mine = [j for j in mine if j.id in numbers or (j.subject.isdigit() and int(j.subject) in numbers)]
    return decided(mine, newest_first(every), {id: name for id, (name, _) in known.items()})


def _write_actors(found: Sequence[SettledActor], all: bool, format: ListFormat) -> None:
    from rich.console import Console

    from communique.show.actors import actor_row, as_json, print_actors

    if format is ListFormat.JSON:
        typer.echo(as_json([actor_row(a) for a in found]))
        return
    console = Console()
    print_actors(found, console, LISTED if console.is_terminal and not all else None)


def _kind(given: str | None) -> ActorKind | None:
    from communique.model.reference import ActorKind

    if given is None:
        return None
    try:
        return ActorKind(given.replace("-", " ").strip().lower().removesuffix("s"))
    except ValueError:
        known = ", ".join(k.value for k in ActorKind)
        raise SettingsError(f"no kind of actor is {given!r}; there are {known}") from None


def _country(given: str | None) -> str | None:
    from communique.settle.names import state, states

    if given is None:
        return None
    codes = {known.country for known in states().values()}
    if given.upper() in codes:
        return given.upper()
    known = state(given)
    if known is None:
        raise SettingsError(f"no state is named {given!r}; give its name or ISO code, such as NO")
    return known.country
