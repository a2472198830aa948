"""Statements by the learned heads: candidates made to agree with the marks and with one another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from communique.model.finding import Mode
from communique.read.analysis.analysis import Analysis
from communique.read.find.statements.confidence import confidence, cue_modes, features
from communique.read.find.statements.draft import Draft, Range
from communique.read.find.statements.heads import Candidate, heads
from communique.read.find.statements.quotations import Quotations, same_paragraph, trim
from communique.read.find.statements.sources import head_of, subject_near

FLOOR = 0.2  # a cue less likely than this is not looked at
JOINING = frozenset(("CC", "RB"))  # what stands between a content and the next cue of its source
AUXILIARY = frozenset(("aux", "auxpass"))
SOURCELESS = 0.7  # a cue surer than this to have no source has none
SHARED = 0.5  # of the words of a content that another may hold as well
SPOKEN = 0.4  # what is less likely to have been said or written is a thought, if anything


class _Held:
    """Drafts by the words that they hold, so that those which meet are found without trying every pair."""

    def __init__(self, drafts: Iterable[Draft] = ()) -> None:
        self._by_word: dict[int, list[Draft]] = {}
        for d in drafts:
            self.add(d)

    def add(self, d: Draft) -> None:
        for low, high in d.content:
            for i in range(low, high):
                self._by_word.setdefault(i, []).append(d)

    def at(self, i: int) -> list[Draft]:
        """The drafts that hold word `i`."""
        return self._by_word.get(i, [])

    def meeting(self, d: Draft) -> list[Draft]:
        """The other drafts that hold a word of this one."""
        found = {id(o): o for low, high in d.content for i in range(low, high) for o in self.at(i)}
        return [o for o in found.values() if o is not d]


def learned_drafts(a: Analysis, q: Quotations) -> list[Draft]:
    """The statements that the heads find among the readable words, in text order of contents."""
    found = candidates(a, q)
    return [_weighed(a, c, d, reported=inside) for (c, d), inside in zip(found, reported(found), strict=True)]


def candidates(a: Analysis, q: Quotations) -> list[tuple[Candidate, Draft]]:
    """What the heads find in an article, as `agreed` has it."""
    return agreed(a, q, heads().candidates(a.vectors, FLOOR)) if len(a) else []


def agreed(a: Analysis, q: Quotations, found: list[Candidate]) -> list[tuple[Candidate, Draft]]:
    """Candidates among readable words with their drafts, in text order of contents.

    No two hold the same words, unless one reports the other. A piece that two hold stays with the surer;
    what then has no piece of its own gives way.
    """
    readable = [c for c in found if a.sentence_of(c.cue[0]).block.readable]
    whole = [(c, d) for c in readable if (d := _draft(a, q, c)) is not None]
    cues = {d.cue[0]: d for _, d in whole if d.cue}
    drafts = [(c, parted) for c, d in whole if (parted := _parted(a, d, cues)) is not None]
    kept: list[tuple[Candidate, Draft]] = []
    held = _Held()
    for c, d in sorted(drafts, key=lambda item: -item[1].score):
        rest = _rest(d, held)
        if rest is not None:
            held.add(rest)
            kept.append((c, rest))
    return sorted(kept, key=lambda item: (item[1].first, item[1].anchor))


def _draft(a: Analysis, q: Quotations, c: Candidate) -> Draft | None:
    content = _content(a, q, c)
    if not content:
        return None
    source = c.source or _subject(a, c, content)
    return Draft(
        anchor=head_of(a, *c.cue),
        cue=c.cue,
        content=content,
        source=None if source is None else head_of(a, *source),
        words=source,
        mode=Mode.SPEECH,
        method="model",
        score=min(1.0, max(c.attributed, c.spoken) * c.content_sure * c.source_sure),
    )


def _subject(a: Analysis, c: Candidate, content: tuple[Range, ...]) -> Range | None:
    """The subject of the cue's verb, where the heads mark no source but doubt that there is none."""
    if c.source_sure > SOURCELESS:
        return None
    verb = next((i for i in range(*c.cue) if a.tag[i][:2] == "VB" and a.dep[i] not in AUXILIARY), None)
    found = None if verb is None else subject_near(a, verb)
    if found is None or any(low < found[1] and found[0] < high for low, high in content):
        return None
    return found


def reported(found: list[tuple[Candidate, Draft]]) -> list[bool]:
    """For each candidate, whether its cue stands inside the content of a surer one."""
    held = _Held(d for _, d in found)
    return [
        d.cue is not None and any(o.score > d.score and not _nested(o, d) for o in held.at(d.cue[0]))
        for _, d in found
    ]


def _weighed(a: Analysis, c: Candidate, d: Draft, *, reported: bool) -> Draft:
    """The draft with its confidence, and its mode.

    A thought is what is too unlikely to have been said, or what the cue itself calls one.
    """
    attributed, spoken = confidence(features(a, c, d, reported=reported))
    known = cue_modes(a, c.cue)
    if spoken < SPOKEN or known == {Mode.THOUGHT}:
        return replace(d, mode=Mode.THOUGHT, score=attributed)
    return replace(d, mode=Mode.WRITING if Mode.WRITING in known else Mode.SPEECH, score=spoken)


def _content(a: Analysis, q: Quotations, c: Candidate) -> tuple[Range, ...]:
    """The contents with their quotations whole, clear of cue and source, and trimmed."""
    own = [c.cue, *([c.source] if c.source else [])]
    out: list[Range] = []
    for low, high in c.content:
        wide = _whole(a, q, low, high)
        if any(wide[0] < y and x < wide[1] for x, y in own):
            wide = (low, high)
        kept = trim(a, *wide)
        if kept is None:
            continue
        if out and kept[0] < out[-1][1]:
            kept = (out[-1][1], max(out[-1][1], kept[1]))
        out += [(x, y) for x, y in _paragraphs(a, *kept) if x < y]
    return tuple(out)


def _paragraphs(a: Analysis, low: int, high: int) -> list[Range]:
    """A range cut where a paragraph ends."""
    cuts = [i for i in range(low + 1, high) if a.sent[i] != a.sent[i - 1] and not same_paragraph(a, i - 1, i)]
    return list(pairwise([low, *cuts, high]))


def _whole(a: Analysis, q: Quotations, low: int, high: int) -> Range:
    """A range that begins or ends inside a quotation, widened to it where it holds most of it."""
    first, last = a.quoted[low], a.quoted[high - 1]
    if (
        first >= 0
        and q.first[first] < low
        and 2 * (min(high, q.last[first]) - low) > q.last[first] - q.first[first]
    ):
        low = q.first[first]
    if (
        last >= 0
        and high < q.last[last]
        and 2 * (high - max(low, q.first[last])) > q.last[last] - q.first[last]
    ):
        high = q.last[last]
    return low, high


def beside(drafts: list[Draft], sure: list[Draft]) -> list[Draft]:
    """The drafts without the words that surer ones hold, unless they are reported there."""
    held = _Held(sure)
    return [rest for d in drafts if (rest := _rest(d, held, outer=False)) is not None]


def _parted(a: Analysis, d: Draft, cues: dict[int, Draft]) -> Draft | None:
    """The draft up to where its own source goes on to another cue: said X and demanded Y."""
    inside = (cues.get(i) for low, high in d.content for i in range(low, high))
    cuts = [
        o.cue[0]
        for o in inside
        if o is not None and o is not d and o.cue and o.words and o.words == d.words and not _nested(d, o)
    ]
    if not cuts:
        return d
    cut = min(cuts)
    while cut > d.first and (a.tag[cut - 1] in JOINING or a.text[cut - 1] == ","):
        cut -= 1
    pieces = tuple((low, min(high, cut)) for low, high in d.content if low < cut)
    return replace(d, content=pieces) if pieces else None


def _rest(d: Draft, held: _Held, *, outer: bool = True) -> Draft | None:
    """The draft without the pieces that others hold, or None when nothing is left of it.

    What it reports may be held by others where `outer`, what reports it always.
    """
    rivals = [o for o in held.meeting(d) if not _nested(d, o) and not (outer and _nested(o, d))]
    pieces = tuple(p for p in d.content if all(_shared(p, o.content) <= SHARED for o in rivals))
    return replace(d, content=pieces) if pieces else None


def _nested(inner: Draft, outer: Draft) -> bool:
    """True when the inner cue stands inside the outer content."""
    return inner.cue is not None and any(low <= inner.cue[0] < high for low, high in outer.content)


def _shared(piece: Range, content: tuple[Range, ...]) -> float:
    """The share of the words of a piece that lie in a content."""
    low, high = piece
    return sum(max(0, min(high, y) - max(low, x)) for x, y in content) / (high - low)
