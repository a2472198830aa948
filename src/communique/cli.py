"""The command line: one command, one call. Everything heavy is imported where it is used."""

from __future__ import annotations

import os
import sys
from collections import Counter
from enum import StrEnum
from errno import EPIPE
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from typer.core import TyperGroup

from communique.cli_actors import app as actors_app
from communique.cli_actors import take_back
from communique.cli_options import Output, Reason, RecordFile, Who, printable
from communique.errors import CommuniqueError, SettingsError, VerificationError

if TYPE_CHECKING:
    from datetime import date

    from communique.model.judgement import Verdict
    from communique.model.outcome import Outcome
    from communique.pipeline import Report
    from communique.record.view import View

ALL_READ, SOME_FAILED, NOTHING_DONE, INTERRUPTED = 0, 1, 2, 130
KINDS_HELP = (
    "record (all of the next five), statements, meetings, pledges, positions, proposals, "
    "speakers, attribution, events, times or places."
)
LISTED = 20  # failures named one by one; more are grouped by reason


class BriefFormat(StrEnum):
    """What a brief is written as."""

    TERMINAL = "terminal"
    MARKDOWN = "markdown"
    HTML = "html"


class ExportFormat(StrEnum):
    """What rows are written as."""

    JSONL = "jsonl"
    CSV = "csv"
    POLECAT = "polecat"


class _Group(TyperGroup):
    """Commands whose errors are one line on stderr."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except CommuniqueError as error:
            _complain(str(error))
            raise typer.Exit(SOME_FAILED if isinstance(error, VerificationError) else NOTHING_DONE) from None
        except OSError as error:
            if error.errno == EPIPE:  # the reader of our output has enough: no error of ours
                raise
            where = f"{error.filename}: " if error.filename else ""
            _complain(f"{where}{error.strerror or error}")
            raise typer.Exit(NOTHING_DONE) from None


app = typer.Typer(
    cls=_Group,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Read news reports and keep the sourced record of a negotiation.",
)
judge_app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Store a person's decision about findings, entries or actors; it outlives every re-reading.",
)
app.add_typer(judge_app, name="judge")
app.add_typer(actors_app, name="actors")


OfficesFile = Annotated[
    Path | None,
    typer.Option(
        "--offices",
        metavar="FILE",
        help="Your own file of who held which office; the record keeps it, in place of the one before.",
        readable=False,
    ),
]


@app.command()
def read(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH",
            help="Files (.txt .md .html .jsonl) or folders of them.",
            readable=False,  # one that may not be read is reported with the others, and the run goes on
        ),
    ],
    record: RecordFile,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", min=1, help="Worker processes; one for each core if left out."),
    ] = None,
    offices: OfficesFile = None,
) -> None:
    """Read reports into a record, and settle it.

    The record is made if there is none. Articles that it holds already are passed over, so that an
    interrupted run goes on where it stopped. Exit code: 0 all read, 1 some failed, 2 none could be
    read, 130 interrupted.
    """
    from communique import pipeline
    from communique.progress import Meter
    from communique.read.ingest.files import count_articles
    from communique.record.record import Record

    report = pipeline.Report()
    with Record(record, create=True) as opened:
        if offices is not None:
            pipeline.know_offices(opened, offices)
        try:
            with Meter(count_articles(paths)) as meter:
                pipeline.read(paths, opened, jobs=jobs, tell=meter.tell, report=report)
                if report.read or report.skipped:
                    meter.say("settling")
                    pipeline.settle(opened)
        except KeyboardInterrupt:
            _print_report(report)
            _complain(f"interrupted; stored: {_articles(report.read)}. Run the same command again to go on.")
            raise typer.Exit(INTERRUPTED) from None
        except CommuniqueError:
            _print_report(report)
            raise
    _print_report(report)
    raise typer.Exit(exit_code(report))


@app.command()
def settle(record: RecordFile, offices: OfficesFile = None) -> None:
    """Join what all reports say into actors and entries. `read` does this at its end by itself."""
    from communique import pipeline
    from communique.record.record import Record

    with Record(record) as opened:
        if offices is not None:
            pipeline.know_offices(opened, offices)
        settled = pipeline.settle(opened)
    kinds = Counter(entry.kind for entry in settled.entries)
    counts = ", ".join(f"{n} {kind}s" for kind, n in sorted(kinds.items())) or "no entries"
    typer.echo(f"{len(settled.actors)} actors, {counts}, {len(settled.copies)} stories with copies")


@judge_app.command()
def same(
    first: Annotated[str, typer.Argument(metavar="ID")],
    second: Annotated[str, typer.Argument(metavar="ID")],
    record: RecordFile,
    who: Who = None,
    reason: Reason = None,
) -> None:
    """Two findings, entries or actors are the same thing."""
    from communique.model.judgement import Verdict

    _judge(record, Verdict.SAME, [first, second], who, reason)


@judge_app.command()
def different(
    first: Annotated[str, typer.Argument(metavar="ID")],
    second: Annotated[str, typer.Argument(metavar="ID")],
    record: RecordFile,
    who: Who = None,
    reason: Reason = None,
) -> None:
    """Two findings, entries or actors are different things."""
    from communique.model.judgement import Verdict

    _judge(record, Verdict.DIFFERENT, [first, second], who, reason)


@judge_app.command()
def reject(
    id: Annotated[str, typer.Argument(metavar="ID")],
    record: RecordFile,
    who: Who = None,
    reason: Reason = None,
) -> None:
    """A finding, or all findings of an entry, are wrong and shall not be shown."""
    from communique.model.judgement import Verdict

    _judge(record, Verdict.REJECT, [id], who, reason)


@judge_app.command()
def correct(
    id: Annotated[str, typer.Argument(metavar="ID")],
    field: Annotated[str, typer.Argument(help="What is wrong: date, place, status, amount …")],
    value: Annotated[str, typer.Argument(help="What it should be.")],
    record: RecordFile,
    who: Who = None,
    reason: Reason = None,
) -> None:
    """One field of a meeting, pledge, proposal or actor is wrong, and this is right."""
    from communique.model.judgement import Verdict

    _judge(record, Verdict.CORRECT, [id], who, reason, field, value)


@judge_app.command()
def undo(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="The judgement's number.")],
    record: RecordFile,
    who: Who = None,
    reason: Reason = None,
) -> None:
    """A judgement no longer counts; it stays in the record."""
    take_back(record, number, who, reason)


@app.command()
def brief(
    record: RecordFile,
    format: Annotated[
        BriefFormat, typer.Option("--format", "-f", help="How to write it.")
    ] = BriefFormat.TERMINAL,
    output: Output = None,
    since: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Only what is new or changed since this day (YYYY-MM-DD)."),
    ] = None,
    about: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only one party, person, place or issue.")
    ] = None,
    all: Annotated[bool, typer.Option("--all", help="Every line; long lists are not cut.")] = False,
) -> None:
    """Show where it stands: meetings, positions, statements, pledges, and where accounts differ."""
    from communique.record.record import Record
    from communique.show.brief import DEFAULT_LIMITS, Limits
    from communique.show.brief import brief as brief_of
    from communique.show.terminal import TERMINAL_LIMITS

    shortened = TERMINAL_LIMITS if format is BriefFormat.TERMINAL else DEFAULT_LIMITS
    with Record(record) as opened:
        limits = Limits.none() if all else shortened
        made = brief_of(opened.view, since=_day(since), about=about, limits=limits)
        if format is BriefFormat.HTML:
            from communique.show.html import html

            _write(html(made, opened.view), output)
        elif format is BriefFormat.MARKDOWN:
            from communique.show.markdown import markdown

            _write(markdown(made), output)
        else:
            _print_brief(made, output)


@app.command()
def show(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="The article's id.")], record: RecordFile
) -> None:
    """Print one article with its findings marked."""
    from rich.console import Console

    from communique.record.record import Record
    from communique.show.article import show_article

    with Record(record) as opened:
        show_article(opened.view, article, Console())


@app.command()
def export(
    what: Annotated[
        str,
        typer.Argument(
            metavar="WHAT",
            help="statements, events, meetings, pledges, positions, proposals, times, places or actors.",
        ),
    ],
    record: RecordFile,
    format: Annotated[
        ExportFormat, typer.Option("--format", "-f", help="How to write it; polecat for events.")
    ] = ExportFormat.JSONL,
    output: Output = None,
    rejected: Annotated[bool, typer.Option("--rejected", help="With what a person rejected.")] = False,
) -> None:
    """Write the findings of one kind for other programs, a row a line."""
    from communique.record.record import Record
    from communique.show.export import export as write

    with Record(record) as opened:
        if format is ExportFormat.POLECAT:
            _write_polecat(opened.view, what, output, rejected=rejected)
            return
        form: Literal["csv", "jsonl"] = "csv" if format is ExportFormat.CSV else "jsonl"
        if output is None:
            _as_utf8()
            write(opened.view, what, sys.stdout, format=form, rejected=rejected)
            sys.stdout.flush()
            return
        with _opened(output) as out:
            rows = write(opened.view, what, out, format=form, rejected=rejected)
    typer.echo(f"{rows} {what} written to {output}", err=True)


@app.command()
def verify(record: RecordFile) -> None:
    """Check every stored passage against its article; exit code 1 at the first that is not true to it."""
    from communique.record.record import Record
    from communique.record.verify import verify as lies

    with Record(record) as opened:
        lie = next(iter(lies(opened.view)), None)
    if lie is not None:
        where = f"article {lie.article}, {lie.finding or 'no finding'}, {lie.role} {lie.start}–{lie.end}"
        raise VerificationError(f"{where}: the record has {lie.stored!r}, the article {lie.actual!r}")
    typer.echo("every passage is as its article has it")


@app.command()
def evaluate(
    kind: Annotated[str, typer.Argument(metavar="KIND", help=KINDS_HELP)],
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="The folder or file of annotations.")],
) -> None:
    """Measure what reading finds against what people annotated."""
    from communique.evaluate import evaluate as measure

    for line in measure(kind, gold).lines():
        typer.echo(line)


@app.command()
def version() -> None:
    """Print the version."""
    from importlib.metadata import version as installed

    typer.echo(f"communique {installed('communique')}")


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal that lacks a letter gets its code instead
            stream.reconfigure(errors="backslashreplace")
    try:
        app(prog_name="communique")
    except SystemExit as end:
        if end.code != INTERRUPTED:
            raise
        # The record is closed. A pool that was stopped while it started would only complain now.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(INTERRUPTED)


def exit_code(report: Report) -> int:
    """The exit code that a run of `read` ends with."""
    if not report.failed:
        return ALL_READ
    return SOME_FAILED if report.read or report.skipped else NOTHING_DONE


def _complain(message: str) -> None:
    typer.echo(f"communique: {printable(message)}", err=True)


def _judge(
    path: Path,
    verdict: Verdict,
    ids: list[str],
    who: str | None,
    reason: str | None,
    field: str | None = None,
    value: str | None = None,
) -> None:
    import getpass

    from communique import pipeline
    from communique.judging import judge
    from communique.record.record import Record

    with Record(path) as opened:
        name = who or getpass.getuser()
        stored = judge(opened, verdict, ids, who=name, reason=reason, field=field, value=value)
        pipeline.settle(opened)
    numbers = ", ".join(str(j.id) for j in stored)
    typer.echo(printable(f"stored as judgement {numbers} by {name}; the record is settled anew"))


def _day(given: str | None) -> date | None:
    from datetime import date

    if given is None:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise SettingsError(f"--since needs a day as YYYY-MM-DD, not {given!r}") from None


def _print_brief(made: Any, output: Path | None) -> None:
    from rich.console import Console

    from communique.show.terminal import print_brief

    if output is None:
        print_brief(made, Console())
        return
    with _opened(output) as out:
        print_brief(made, Console(file=out, width=100))


def _write(text: str, output: Path | None) -> None:
    if output is None:
        _as_utf8()
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()  # here, where a full disk is still reported
        return
    with _opened(output) as out:
        out.write(text)
    typer.echo(f"written to {output}", err=True)


def _write_polecat(view: View, what: str, output: Path | None, *, rejected: bool) -> None:
    from communique.show.polecat import export_polecat

    if what != "events" or output is None:
        raise SettingsError("the format polecat is for events and writes two files: give --output FILE")
    beside = output.with_name(f"{output.stem}.companion.tsv")
    with _opened(output) as out, _opened(beside) as companion:
        rows = export_polecat(view, out, companion, rejected=rejected)
    typer.echo(f"{rows} events written to {output}, what POLECAT has no column for to {beside}", err=True)


def _as_utf8() -> None:
    """What is meant for other programs is UTF-8, whatever the terminal is set to."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")


def _opened(output: Path) -> Any:
    try:
        return output.open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        raise SettingsError(f"{output} cannot be written: {error.strerror}") from None


def _print_report(report: Report) -> None:
    typer.echo(
        f"{_articles(report.read)} read, {report.skipped} skipped, {report.failed} failed; "
        f"{report.words:,} words in {report.seconds:.1f} s, {report.words_per_second:,.0f} words a second"
    )
    if report.findings:
        typer.echo("found: " + ", ".join(f"{n} {kind}s" for kind, n in sorted(report.findings.items())))
    for line in failure_lines(report.failures):
        typer.echo(line)
    for failure, count in report.finder_failures.most_common(LISTED):
        typer.echo(f"a finder failed on {_articles(count)}, whose other findings stand: {failure}")


def failure_lines(failures: list[Outcome]) -> list[str]:
    """The failed articles with their reasons, one by one, or grouped by reason when there are many."""
    if len(failures) <= LISTED:
        return [printable(f"failed: {f.location}: {f.message}") for f in failures]
    groups: dict[str, list[Outcome]] = {}
    for failure in failures:
        groups.setdefault(failure.code or "unknown", []).append(failure)
    lines = []
    for code, some in sorted(groups.items(), key=lambda g: (-len(g[1]), g[0])):
        named = "; ".join(f"{f.location}: {f.message}" for f in some[:3])
        lines.append(printable(f"failed: {len(some)} ({code}), such as {named}"))
    return lines


def _articles(count: int) -> str:
    return f"{count} article" if count == 1 else f"{count} articles"


if __name__ == "__main__":
    main()
