"""One article with its findings marked and numbered notes beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from communique.knowledge.plover import label
from communique.model.finding import (
    Event,
    Finding,
    Meeting,
    Place,
    PlaceUse,
    Pledge,
    Position,
    Proposal,
    Statement,
)
from communique.model.reference import ActorRef
from communique.model.text import Article, Span
from communique.record.view import View
from communique.show.amounts import amount_text
from communique.show.dates import when_text
from communique.show.plain import plain, visible
from communique.show.sources import outlet_name, title_of
from communique.show.words import venue_text

Namer = Callable[[str, ActorRef], str]
KINDS = ("statement", "event", "meeting", "pledge", "position", "proposal")
STYLES = {
    "statement": "underline",
    "event": "bold blue",
    "meeting": "bold green",
    "pledge": "bold yellow",
    "position": "italic cyan",
    "proposal": "bold magenta",
}
WHERE = {
    PlaceUse.LITERAL: "Places",
    PlaceUse.ASSOCIATIVE: "Places that things are of",
    PlaceUse.METONYM: "Places that stand for those who act there",
    PlaceUse.DEMONYM: "Places that people are of",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A numbered note: what a finding says in a line, and the passages that bear it out."""

    number: int
    kind: str
    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of an article's text between two edges of passages.

    `starts` are the passages that begin with it, longest first; `over` are the notes that cover it;
    `ends` are the numbers of the notes whose decisive passage ends with it.
    """

    text: str
    starts: tuple[Span, ...]
    over: tuple[Note, ...]
    ends: tuple[int, ...]


def evidence(finding: Finding) -> tuple[Span, ...]:
    """The passages that bear a finding out."""
    return finding.evidence.spans


def passages(finding: Finding) -> tuple[Span, ...]:
    """The passages to mark: of an event the trigger, for its evidence is the whole sentence."""
    cue = finding.evidence.cue if isinstance(finding, Event) else ()
    return cue or finding.evidence.spans


def notes(
    findings: Iterable[Finding], name: Namer, spans: Callable[[Finding], tuple[Span, ...]] = evidence
) -> tuple[Note, ...]:
    """The findings of one article as notes, numbered in the order of the text.

    `spans` gives the passages of a finding, the decisive one first.
    """
    marked = [(spans(f), f) for f in findings]
    marked.sort(key=lambda m: (m[0][0].start, m[0][0].end, m[1].kind, m[1].id))
    return tuple(
        Note(number=n, kind=f.kind, text=describe(f, name), spans=where)
        for n, (where, f) in enumerate(marked, start=1)
    )


def segments(text: str, marked: Sequence[Note]) -> tuple[Segment, ...]:
    """The text cut at every edge of a passage; joined again it is the text."""
    spans = sorted({(s.start, s.end): s for note in marked for s in note.spans}.values())
    edges = sorted({0, len(text), *(s.start for s in spans), *(s.end for s in spans)})
    starting: dict[int, list[Span]] = {}
    for s in spans:
        starting.setdefault(s.start, []).insert(0, s)
    ending: dict[int, list[int]] = {}
    for note in marked:
        ending.setdefault(note.spans[0].end, []).append(note.number)
    return tuple(
        Segment(
            text=text[a:b],
            starts=tuple(starting.get(a, ())),
            over=tuple(n for n in marked if any(s.start <= a and b <= s.end for s in n.spans)),
            ends=tuple(ending.get(b, ())),
        )
        for a, b in pairwise(edges)
    )


def describe(finding: Finding, name: Namer) -> str:
    """What a finding says, in a line."""

    def names(refs: Iterable[ActorRef]) -> str:
        return ", ".join(dict.fromkeys(name(finding.article, r) for r in refs))

    match finding:
        case Statement():
            who = names([finding.speaker]) if finding.speaker else "speaker not named"
            to = f" to {names([finding.addressee])}" if finding.addressee else ""
            how = "thought, not said" if finding.mode == "thought" else f"{finding.mode}, {finding.quoting}"
            return _joined(f"{who}{to} ({how})", venue_text(finding.venue))
        case Event():
            to = f" → {names(finding.recipients)}" if finding.recipients else ""
            who = names(one for a in finding.actors for one in a.each()) or "actor not named"
            what = _joined(label(finding.event_type), finding.mode or "")
            place = finding.place.name if finding.place else ""
            return _joined(f"{who}{to} ({what}, {finding.status})", place, when_text(finding.date))
        case Meeting():
            sides = " – ".join(names(side) for side in finding.who if side) or "parties not named"
            place = finding.place.name if finding.place else ""
            return _joined(f"{sides} ({finding.sort}, {finding.status})", place, when_text(finding.date))
        case Pledge():
            to = f" to {names(finding.receivers)}" if finding.receivers else ""
            amount = _joined(amount_text(finding), finding.what or "")
            who = names(finding.givers) or "giver not named"
            return f"{who}{to}: {amount} ({finding.status})"
        case Position():
            return f"{names([finding.party])} on {finding.issue}: {finding.stance}"
        case Proposal():
            by = f" by {names(finding.by)}" if finding.by else ""
            return f"{finding.name}{by} ({finding.status})"
        case _:
            return finding.evidence.spans[0].text


def _joined(*parts: str) -> str:
    return ", ".join(p for p in parts if p)


def show_article(view: View, id: str, console: Console) -> None:
    """Print one article with its findings marked, and the notes beside or beneath each paragraph.

    Raises:
        UnknownIdError: when the record has no such article.
    """
    article = view.article(id)
    rejected = view.rejected()
    held = [f for f in view.findings(article=id) if f.id not in rejected]
    found = [f for f in held if f.kind in KINDS]

    def name(of: str, ref: ActorRef) -> str:
        settled = view.actor_of(of, ref.name)
        return settled.name if settled else ref.name

    marked = notes(found, name, passages)
    console.print(_heading(article, marked, _places(held)))
    brackets = ("", "") if console.is_terminal else ("⟦", "⟧")  # where no style tells the passage
    for text, beside in _paragraphs(article.text, marked, brackets):
        console.print(_row(text, beside, console))


def _places(findings: Iterable[Finding]) -> list[str]:
    """A line for each use of names of places, with the names in it, each once."""
    by_use: dict[PlaceUse, dict[str, None]] = {use: {} for use in PlaceUse}
    for f in findings:
        if isinstance(f, Place):
            by_use[f.use][_joined(f.place.name, f.place.country or "")] = None
    return [f"{WHERE[use]}: {'; '.join(names)}" for use, names in by_use.items() if names]


def _heading(article: Article, marked: Sequence[Note], places: Iterable[str]) -> RenderableType:
    counts = {k: sum(1 for n in marked if n.kind == k) for k in KINDS}
    found = ", ".join(f"{n} {k}{'s' if n != 1 else ''}" for k, n in counts.items() if n)
    where = _joined(outlet_name(article), when_text(article.published) or "no date", article.id)
    lines = [Text(plain(title_of(article)), style="bold"), Text(plain(where), style="dim")]
    lines.append(Text(found or "No findings in this article.", style="dim"))
    return Group(*lines, *(Text(plain(p), style="dim") for p in places), Text())


def _paragraphs(
    text: str, marked: Sequence[Note], brackets: tuple[str, str]
) -> Iterable[tuple[Text, list[Note]]]:
    by_number = {n.number: n for n in marked}
    line, beside = Text(), list[Note]()
    for segment in segments(text, marked):
        starts = [n for n in segment.over if n.spans[0] in segment.starts]
        line.append(brackets[0] * len(starts))
        pieces = visible(segment.text).split("\n")
        for n, piece in enumerate(pieces):
            if n and line.plain.strip():
                yield line, beside
                line, beside = Text(), []
            line.append(piece, style=" ".join(dict.fromkeys(STYLES[o.kind] for o in segment.over)))
        for number in segment.ends:
            line.append(f"{brackets[1]}[{number}]", style="bold")
            beside.append(by_number[number])
    if line.plain.strip():
        yield line, beside


def _row(text: Text, beside: list[Note], console: Console) -> RenderableType:
    """The paragraph with its notes: to the right where the terminal is wide, else beneath."""
    margin = Text("\n").join(
        Text.assemble((f"[{n.number}] ", "bold"), (f"{n.kind} ", STYLES[n.kind]), plain(n.text))
        for n in beside
    )
    if console.width < 110:
        parts: list[RenderableType] = [text]
        if beside:
            parts.append(Padding(margin, (0, 0, 0, 4)))
        return Group(*parts, Text())
    grid = Table.grid(padding=(0, 3), expand=True)
    grid.add_column(ratio=5)
    grid.add_column(ratio=3)
    grid.add_row(text, margin)
    return Group(grid, Text())
