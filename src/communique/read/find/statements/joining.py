"""From drafts to a consistent set: quotations joined over sentences, doubles dropped."""

from __future__ import annotations

from dataclasses import replace

from communique.model.finding import Mode
from communique.read.analysis.analysis import Analysis
from communique.read.find.statements.draft import Draft, Range
from communique.read.find.statements.quotations import Quotations, same_paragraph, trim
from communique.read.find.statements.sources import subject_of

SHORTEST = 4  # words of a quotation that stands on its own, without a cue
FLOATING = 0.6


def join(a: Analysis, q: Quotations, drafts: list[Draft]) -> list[Draft]:
    """The drafts with every free-standing quotation joined to its statement, in text order."""
    # Where marks are odd, a content may have been all marks and come to nothing.
    out = sorted((d for d in drafts if d.content), key=lambda d: (d.first, d.anchor))
    taken = _taken(a, out)
    for k in range(len(q.first)):
        if k in taken or not _stands_alone(a, q, k):
            continue
        at = _before(a, out, q.first[k])
        if at is None:
            continue
        piece = (q.first[k], q.last[k])
        d = out[at]
        if _goes_on(a, q, d, k):
            out[at] = replace(d, content=(*d.content, piece))
        elif _wordy(a, piece) and _near(a, d, piece):
            out.insert(at + 1, _uncued(d, piece))
    return out


def announced(a: Analysis, q: Quotations, drafts: list[Draft]) -> list[Draft]:
    """The quotations that a colon announces without a reporting verb (He was blunt: “…”).

    The subject of the announcing sentence is the source, where it is a known actor.
    """
    taken = _taken(a, drafts)
    out = []
    for k, first in enumerate(q.first):
        piece = (first, q.last[k])
        if k in taken or first == 0 or a.text[first - 1] != ":" or not _wordy(a, piece):
            continue
        s = a.sentence_of(first - 1)
        if not s.block.readable or not same_paragraph(a, first - 1, first):
            continue
        root = next((i for i in range(s.first, s.last) if a.dep[i] == "ROOT"), None)
        source = None if root is None else subject_of(a, root)
        if source is not None and source in a.layers.actor_at:
            out.append(_without_cue(source, piece, "a quotation announced by a colon"))
    return out


def _wordy(a: Analysis, piece: Range) -> bool:
    return sum(a.text[i][0].isalnum() for i in range(*piece)) >= SHORTEST


def _taken(a: Analysis, drafts: list[Draft]) -> set[int]:
    return {a.quoted[i] for d in drafts for low, high in d.content for i in range(low, high)}


def _stands_alone(a: Analysis, q: Quotations, k: int) -> bool:
    """True for a quotation that fills its sentences."""
    first, last = q.first[k], q.last[k]
    if last == 0:
        return False
    s = a.sentence_of(first)
    if not s.block.readable or any(a.text[i][0].isalnum() for i in range(s.first, first)):
        return False
    end = a.sentence_of(last - 1)
    return not any(a.text[i][0].isalnum() for i in range(last, end.last))


def _before(a: Analysis, drafts: list[Draft], first: int) -> int | None:
    """The draft that a quotation at word `first` may go on from: the last one before it.

    A participle that reports on (“…,” he said, referring to …) gives way to the quotation that its
    speaker broke off in the same sentence.
    """
    ends = [
        (max(d.last, d.cue[1] if d.cue else 0), n)
        for n, d in enumerate(drafts)
        if d.mode is not Mode.THOUGHT and d.first < first
    ]
    ends = sorted(e for e in ends if e[0] <= first)
    if not ends:
        return None
    at = ends[-1][1]
    sentence = a.sent[ends[-1][0] - 1]
    for _, n in reversed(ends):
        d = drafts[n]
        if a.sent[d.last - 1] != sentence or d.source != drafts[at].source:
            break
        if a.quoted[d.last - 1] >= 0:
            return n
    return at


def _goes_on(a: Analysis, q: Quotations, d: Draft, k: int) -> bool:
    """True when quotation `k` continues the words quoted in the draft."""
    if q.open_from[k] >= 0 and q.open_from[k] == a.quoted[d.last - 1]:
        return True
    quoted = any(a.quoted[i] >= 0 for i in range(*d.content[-1]))
    return quoted and same_paragraph(a, d.last - 1, q.first[k])


def _near(a: Analysis, d: Draft, piece: Range) -> bool:
    """True when nothing but the draft's own sentence stands between it and the quotation."""
    reach = max(d.last, d.cue[1] if d.cue else 0)
    return a.sent[piece[0]] - a.sent[reach - 1] <= 1


def _uncued(d: Draft, piece: Range) -> Draft:
    note = "a quotation without a cue: ascribed to the speaker before it"
    return replace(_without_cue(d.source, piece, note), mode=d.mode)


def _without_cue(source: int | None, piece: Range, note: str) -> Draft:
    return Draft(
        anchor=-1, cue=None, content=(piece,), source=source, mode=Mode.SPEECH, score=FLOATING, note=note
    )


def settle(a: Analysis, drafts: list[Draft], floor: float) -> list[Draft]:
    """The drafts sure enough, with trimmed edges; of two with the same content the surer stays."""
    best: dict[tuple[Range, ...], Draft] = {}
    for d in drafts:
        if d.score < floor:
            continue
        pieces = tuple(t for low, high in d.content if (t := trim(a, low, high)) is not None)
        if not pieces:
            continue
        held = best.get(pieces)
        if held is None or held.score < d.score:
            best[pieces] = replace(d, content=pieces)
    return sorted(best.values(), key=lambda d: (d.first, d.anchor))
