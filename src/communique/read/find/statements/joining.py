"""From drafts to a consistent set: quotations joined over sentences, doubles dropped."""

from __future__ import annotations

from dataclasses import replace

from communique.model.finding import Mode
from communique.read.analysis.analysis import Analysis
from communique.read.find.statements.draft import Draft, Range
from communique.read.find.statements.quotations import Quotations, same_paragraph, trim

SHORTEST = 4  # words of a quotation that stands on its own, without a cue
FLOATING = 0.6


def join(a: Analysis, q: Quotations, drafts: list[Draft]) -> list[Draft]:
    """The drafts with every free-standing quotation joined to its statement, in text order."""
    out = sorted(drafts, key=lambda d: (d.first, d.anchor))
    taken = _taken(a, out)
    for k in range(len(q.first)):
        if k in taken or not _stands_alone(a, q, k):
            continue
        at = _before(out, q.first[k])
        if at is None:
            continue
        piece = (q.first[k], q.last[k])
        d = out[at]
        if _goes_on(a, q, d, k):
            out[at] = replace(d, content=(*d.content, piece))
        elif _near(a, d, piece):
            out.insert(at + 1, _uncued(d, piece))
    return out


def _taken(a: Analysis, drafts: list[Draft]) -> set[int]:
    return {a.quoted[i] for d in drafts for low, high in d.content for i in range(low, high)}


def _stands_alone(a: Analysis, q: Quotations, k: int) -> bool:
    """True for a quotation that fills its sentences and has some length."""
    first, last = q.first[k], q.last[k]
    if last == 0 or sum(a.text[i][0].isalnum() for i in range(first, last)) < SHORTEST:
        return False
    s = a.sentence_of(first)
    if not s.block.readable or any(a.text[i][0].isalnum() for i in range(s.first, first)):
        return False
    end = a.sentence_of(last - 1)
    return not any(a.text[i][0].isalnum() for i in range(last, end.last))


def _before(drafts: list[Draft], first: int) -> int | None:
    """The draft whose cue or content ends last before a word."""
    best, at = -1, None
    for n, d in enumerate(drafts):
        if d.mode is Mode.THOUGHT or d.first >= first:
            continue
        reach = max(d.last, d.cue[1] if d.cue else 0)
        if best < reach <= first:
            best, at = reach, n
    return at


def _goes_on(a: Analysis, q: Quotations, d: Draft, k: int) -> bool:
    """True when quotation `k` continues the quotation that ends the draft."""
    end = a.quoted[d.last - 1]
    if end < 0:
        return False
    return q.open_from[k] == end or same_paragraph(a, d.last - 1, q.first[k])


def _near(a: Analysis, d: Draft, piece: Range) -> bool:
    """True when nothing but the draft's own sentence stands between it and the quotation."""
    reach = max(d.last, d.cue[1] if d.cue else 0)
    return a.sent[piece[0]] - a.sent[reach - 1] <= 1


def _uncued(d: Draft, piece: Range) -> Draft:
    return Draft(
        anchor=-1, cue=None, content=(piece,), source=d.source, mode=d.mode, score=FLOATING,
        note="a quotation without a cue: ascribed to the speaker before it",
    )  # fmt: skip


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
