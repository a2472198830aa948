"""The brief in a terminal, through rich: fits 80 columns, and needs no colour to be understood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console, Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from communique.show.amounts import money_text
from communique.show.brief import Limits
from communique.show.lines import (
    Brief,
    Change,
    Citation,
    DifferenceLine,
    EventLine,
    Issue,
    MeetingLine,
    PledgeLine,
    ProposalLine,
    Speaker,
    Total,
)
from communique.show.plain import plain, quoted, shorten
from communique.show.words import (
    before,
    by,
    counted_text,
    differ_on,
    facts,
    heading,
    kept_text,
    more_text,
    plural,
    since_text,
)

TERMINAL_LIMITS = Limits(
    meetings=12, events=10, issues=6, parties=5, stances=2, speakers=8,
    statements=2, pledges=12, proposals=8, differences=8, now=4,
)  # fmt: skip
_STYLES = {
    **dict.fromkeys(("held", "delivered", "signed", "accepted", "committed"), "bold green"),
    **dict.fromkeys(("denied", "cancelled", "refused", "rejected"), "bold red"),
    **dict.fromkeys(("postponed", "suspended", "called for"), "bold yellow"),
    **dict.fromkeys(("new", "changed"), "bold magenta"),
}


def print_brief(brief: Brief, console: Console) -> None:
    """Print the brief. Text of reports is shown as text: no markup, no control codes."""
    for part in _parts(brief):
        console.print(part)


def _parts(brief: Brief) -> Iterator[RenderableType]:
    yield Text(heading(brief), style="bold")
    yield Text(facts(brief.reports), style="dim")
    for line in (since_text(brief), kept_text(brief.about) if brief.about else ""):
        if line:
            yield Text(line, style="bold")
    if brief.empty:
        yield Text("No line to show.")
        return
    yield from _section("Where it stands", _now(brief))
    yield from _section("Meetings", map(_meeting, brief.meetings.items), brief.meetings.more, "meeting")
    events = [*map(_event, brief.events.items), *_counted(brief)]
    yield from _section("What was done", events, brief.events.more, "event")
    yield from _section(
        "Where accounts differ",
        map(_difference, brief.differences.items),
        brief.differences.more,
        "difference",
    )
    yield from _section("Positions by issue", map(_issue, brief.issues.items), brief.issues.more, "issue")
    yield from _section("Who said what", map(_speaker, brief.speakers.items), brief.speakers.more, "speaker")
    ledger = [*_totals(brief.ledger.totals), *map(_pledge, brief.ledger.lines.items)]
    yield from _section("Pledges", ledger, brief.ledger.lines.more, "pledge")
    yield from _section("Proposals", map(_proposal, brief.proposals.items), brief.proposals.more, "proposal")
    failed = [
        _row("not read", Text(f"{plain(f.location)}: {plain(f.why)}")) for f in brief.reports.failed[:5]
    ]
    yield from _section("Could not be read", failed, max(0, len(brief.reports.failed) - 5), "report")


def _section(
    title: str, lines: Iterable[RenderableType], more: int = 0, what: str = ""
) -> Iterator[RenderableType]:
    shown = list(lines)
    if not shown:
        return
    yield Text()
    yield Rule(Text(title, style="bold"), align="left", style="dim")
    yield from shown
    if more:
        yield Text(more_text(more, what), style="dim")


def _row(left: str, *lines: Text) -> Table:
    """A line of the brief: a narrow column for day or party, and what is said beside it."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(width=15)
    grid.add_column(ratio=1)
    grid.add_row(Text(shorten(left, 60), style="dim"), Group(*lines))
    return grid


def _chips(status: str, change: Change | None = None, differs: tuple[str, ...] = ()) -> Text:
    text = Text.assemble((f"[{status}]", _STYLES.get(status, "bold blue")))
    if change:
        text.append(f" [{change}]", style=_STYLES[change])
    if differs:
        text.append(f" [accounts differ: {', '.join(differs)}]", style="bold yellow")
    return text


def _cites(citations: tuple[Citation, ...], words: bool = True) -> Text:
    """The first source with its exact words, and how many more there are."""
    c = citations[0]
    text = Text("  ")
    if words:
        text.append(_left(c.before, 60), style="dim")
        passage = c.spans[0].text
        # Within its sentence the passage has marks that no report uses; quotation marks would mix.
        shown = f"‹{shorten(passage, 160)}›" if c.before or c.after else quoted(passage, 160)
        text.append(shown, style="italic")
        text.append(_right(c.after, 60), style="dim")
        text.append(" ")
    text.append(f"— {by(c)}; {plain(c.article)}", style="dim")
    if len(citations) > 1:
        text.append(f"; {plural(len(citations) - 1, 'more source')}", style="dim")
    return text


def _left(before: str, limit: int) -> str:
    """The end of the words before a passage."""
    line = plain(before)
    if len(line) > limit:
        line = "…" + line[-limit:].partition(" ")[2]
    return f"{line} " if before[-1:].isspace() else line


def _right(after: str, limit: int) -> str:
    """The beginning of the words after a passage."""
    return f"{' ' if after[:1].isspace() else ''}{shorten(after, limit)}"


def _now(brief: Brief) -> Iterator[RenderableType]:
    now = brief.now
    for title, meetings in (("Latest held", now.held), ("Coming", now.planned)):
        lines = [
            Text.assemble(_chips(m.status, m.change, m.differs), f" {_what(m)}, {m.date}") for m in meetings
        ]
        if lines:
            yield _row(title, *lines)
    stances = [
        Text(f"{plain(s.party)} on {plain(s.issue)}: {shorten(s.stance, 120)} ({s.date})")
        for s in now.stances
    ]
    if stances:
        yield _row("Positions", *stances)
    plans = [Text.assemble(_chips(p.status), f" {plain(p.name)} ({p.date})") for p in now.proposals]
    if plans:
        yield _row("Proposals", *plans)
    money = [
        Text.assemble(_chips(p.status), f" {_from_to(p)}: ", (p.amount, "bold"), f" ({_when(p)})")
        for p in now.money
    ]
    if money:
        yield _row("Money", *money)


def _what(m: MeetingLine) -> str:
    return ", ".join(x for x in (shorten(m.who, 160), plain(m.place)) if x)


def _totals(totals: tuple[Total, ...]) -> Iterator[RenderableType]:
    lines = [
        Text.assemble(
            (money_text(t.currency, t.amount, t.per), "bold"),
            f" {t.status}, {plural(t.entries, 'pledge')} from different givers or to different receivers",
        )
        for t in totals[:6]
        if t.entries > 1
    ]
    if lines:
        yield _row("In all", *lines)


def _meeting(m: MeetingLine) -> RenderableType:
    top = Text.assemble((_what(m), "bold"))
    about = Text.assemble(
        _chips(m.status, m.change, m.differs), f" {m.meeting_kind}, {plural(m.sources, 'source')}"
    )
    return _row(m.date, top, about, _cites(m.citations))


def _event(e: EventLine) -> RenderableType:
    what = ", ".join(x for x in (shorten(e.who, 160), plain(e.place)) if x)
    about = Text.assemble(_chips(e.status, e.change), f" {plain(e.how)}, {plural(e.sources, 'source')}")
    return _row(e.date, Text.assemble((what, "bold")), about, _cites(e.citations))


def _counted(brief: Brief) -> list[Text]:
    return [Text(counted_text(brief.counted), style="dim")] if brief.events.items and brief.counted else []


def _difference(d: DifferenceLine) -> RenderableType:
    grid = Table.grid(padding=(0, 3), expand=True)
    for _ in d.versions[:3]:
        grid.add_column(ratio=1)
    cells = [
        Group(
            Text(shorten(v.value, 120), style="bold"),
            Text(plural(v.sources, "source"), style="dim"),
            _cites(v.citations),
        )
        for v in d.versions[:3]
    ]
    grid.add_row(*cells)
    return Group(
        Text.assemble(
            (shorten(d.title, 120), "bold"), f" ({d.kind}): reports differ on {differ_on(d.field)}"
        ),
        grid,
        Text(),
    )


def _issue(issue: Issue) -> RenderableType:
    lines: list[RenderableType] = [Text(shorten(issue.name, 120), style="bold")]
    for p in issue.parties:
        body: list[Text] = []
        for n, s in enumerate(p.stances):
            via = f", according to {plain(s.speaker)}" if s.speaker else ""
            earlier = f"{before(s)}: " if n else ""
            body += [
                Text(f"{earlier}{shorten(s.stance, 200)} ({s.date}{via})"),
                _cites(s.citations, words=not s.verbatim),
            ]
        lines.append(_row(p.party, *body))
    return Group(*lines)


def _speaker(s: Speaker) -> RenderableType:
    about = [*(plain(o) for o in s.offices), *([] if s.named else ["unnamed source"])]
    lines: list[RenderableType] = [
        Text.assemble((plain(s.name), "bold"), f" ({'; '.join(about)})" if about else "")
    ]
    for said in s.lines.items:
        how = ", ".join(
            x for x in (said.quoting, said.mode if said.mode == "writing" else "", plain(said.via)) if x
        )
        words = " … ".join(shorten(w, 300) for w in said.words)
        source = Text.assemble((f"({how})", "dim"), _cites(said.citations, words=False))
        cue = f"{shorten(said.cue, 40)}: " if said.cue else ""
        lines.append(_row(said.date, Text.assemble((cue, "dim"), words), source))
    if s.lines.more:
        lines.append(
            Text(
                f"{'':17}and {plural(s.lines.more, 'statement')} more: --about “{plain(s.name)}”", style="dim"
            )
        )
    return Group(*lines)


def _from_to(p: PledgeLine) -> str:
    givers = ", ".join(map(plain, p.givers)) or "giver not named"
    return givers + (f" to {', '.join(map(plain, p.receivers))}" if p.receivers else "")


def _before(p: PledgeLine) -> str:
    return f"; before: {'; '.join(map(plain, p.earlier))}" if p.earlier else ""


def _when(p: PledgeLine) -> str:
    return p.date + _before(p)


def _pledge(p: PledgeLine) -> RenderableType:
    terms = (p.by_when and f"by {p.by_when}", *map(plain, p.terms))
    what = ", ".join(x for x in (p.amount, plain(p.what), *terms) if x)
    return _row(
        p.date,
        Text.assemble((f"{_from_to(p)}: {what}", "bold")),
        Text.assemble(_chips(p.status, p.change, p.differs), f" {plural(p.sources, 'source')}{_before(p)}"),
        _cites(p.citations),
    )


def _proposal(p: ProposalLine) -> RenderableType:
    by_whom = f" by {', '.join(map(plain, p.by))}" if p.by else ""
    return _row(
        p.date,
        Text.assemble((shorten(p.name, 120), "bold"), by_whom),
        Text.assemble(_chips(p.status, p.change, p.differs), f" {plural(p.sources, 'source')}"),
        _cites(p.citations),
        *(Text(f"before: {plain(step.what)} ({step.date})") for step in p.before),
    )
