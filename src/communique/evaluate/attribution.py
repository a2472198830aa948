"""Attributions against gold in PolNeAR's form: scores, and what became of every one.

A finding meets gold when their contents share half of their words; sources are compared by their head
words. The figures are those of the project's scorer (a test compares them).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from communique.evaluate.gold import GoldArticle, GoldFinding
from communique.evaluate.score import WORD, Measures, Tally, covered, head_word, pair
from communique.model.finding import Finding, Statement
from communique.model.text import Span

Words = list[tuple[int, int]]
Articles = Iterable[tuple[GoldArticle, Sequence[Finding]]]
QUOTINGS = ("direct", "mixed", "indirect")


@dataclass(frozen=True, slots=True)
class Matched:
    """One article: its words, gold and findings with the words that they cover, and the pairs."""

    words: Words
    golds: list[tuple[Statement, set[int]]]
    found: list[tuple[Statement, set[int]]]
    pairs: list[tuple[int, int]]

    def agrees(self, i: int, j: int) -> bool:
        """True when gold `i` and finding `j` have the same source."""
        return _source_agrees(self.words, self.golds[i][0], self.found[j][0])


def matched(gold: GoldArticle, findings: Sequence[Finding]) -> Matched:
    """One-to-one matches of an article's contents, the best overlap first."""
    words = [m.span() for m in WORD.finditer(gold.article.text)]
    golds = [
        (g, held, g.finding) for g in gold.of("statement") if (held := covered(words, _content(g.finding)))
    ]
    found = [(f, held) for f in findings if isinstance(f, Statement) and (held := covered(words, f.content))]
    of_gold, of_found = {id(g): w for g, w, _ in golds}, {id(f): w for f, w in found}

    def weight(g: GoldFinding, f: Statement) -> float:
        a, b = of_gold[id(g)], of_found[id(f)]
        share = len(a & b) / len(a | b)
        return share if share >= 0.5 else 0.0

    number = {id(x): n for side in (golds, found) for n, x in enumerate(item[0] for item in side)}
    pairs = pair([g for g, _, _ in golds], [f for f, _ in found], weight)
    return Matched(
        words=words,
        golds=[(s, w) for _, w, s in golds if isinstance(s, Statement)],
        found=found,
        pairs=[(number[id(g)], number[id(f)]) for g, f in pairs],
    )


def score_attribution(articles: Articles) -> Measures:
    """Scores of contents and of contents with sources; F1 with sources by how much is in quotation marks."""
    t = Tally()
    for gold, findings in articles:
        m = matched(gold, findings)
        inside = quoted(gold.article.text)
        t.n["content.gold"] += len(m.golds)
        t.n["content.found"] += len(m.found)
        t.n["content.hits"] += len(m.pairs)
        exact = Counter(frozenset(w) for _, w in m.golds) & Counter(frozenset(w) for _, w in m.found)
        t.n["exact"] += exact.total()
        kinds = [[_quoting(inside, s) for s, _ in side] for side in (m.golds, m.found)]
        for side, name in zip(kinds, ("gold", "found"), strict=True):
            t.n.update(f"{kind}.{name}" for kind in side)
        for i, j in m.pairs:
            right = m.agrees(i, j)
            t.n["both"] += right
            t.n[f"{kinds[0][i]}.gold.right"] += right
            t.n[f"{kinds[1][j]}.found.right"] += right
            if m.golds[i][0].speaker:
                t.n["sourced"] += 1
                t.n["sourced.right"] += right
    return {
        "content exact": t.score("content", "exact"),
        "content": t.score("content"),
        "end to end": t.score("content", "both"),
        **{f"{kind} F1": _harmonic(t, kind) for kind in QUOTINGS},
        "speaker accuracy": t.share("sourced.right", "sourced"),
    }


def _harmonic(t: Tally, kind: str) -> float:
    """F1 of one kind: precision over findings of that kind, recall over gold of it."""
    p, r = t.share(f"{kind}.found.right", f"{kind}.found"), t.share(f"{kind}.gold.right", f"{kind}.gold")
    return 2 * p * r / (p + r) if p + r else 0.0


def outcomes(articles: Articles) -> Iterator[tuple[str, int]]:
    """What became of the gold, and why findings meet none of it: (cause, number), the most frequent first."""
    gold_side: Counter[str] = Counter()
    found_side: Counter[str] = Counter()
    for gold, findings in articles:
        m = matched(gold, findings)
        met, borne = dict(m.pairs), {j for _, j in m.pairs}
        for i in range(len(m.golds)):
            gold_side[_became(m, i, met.get(i))] += 1
        found_side.update(_unborne(m, j) for j in range(len(m.found)) if j not in borne)
    for title, side in (("gold", gold_side), ("found, not in gold", found_side)):
        yield title, side.total()
        yield from ((f"  {cause}", n) for cause, n in side.most_common())


def _became(m: Matched, i: int, j: int | None) -> str:
    """What became of one gold attribution, met by finding `j` or by none."""
    s = m.golds[i][0]
    if j is not None:
        if m.agrees(i, j):
            return "right"
        given = m.found[j][0].speaker
        return (
            "source: another"
            if s.speaker and given
            else "source: none given"
            if s.speaker
            else "source: gold has none"
        )
    rivals = [w for f, w in m.found if _same_cue(s, f)]
    if not rivals:
        return "cue not found"
    want, got = m.golds[i][1], max(rivals, key=lambda w: len(w & m.golds[i][1]))
    if not want & got:
        return "content elsewhere"
    return "content short" if got < want else "content long" if want < got else "content shifted"


def _unborne(m: Matched, j: int) -> str:
    f = m.found[j][0]
    if not f.cue:
        return "no cue"
    return "content off" if any(_same_cue(s, f) for s, _ in m.golds) else f"cue not in gold: {f.mode}"


def _same_cue(a: Statement, b: Statement) -> bool:
    return any(x.overlaps(y) for x in a.cue for y in b.cue)


def _content(finding: Finding) -> tuple[Span, ...]:
    return finding.content if isinstance(finding, Statement) else ()


def quoted(text: str) -> list[bool]:
    """For every character, whether it stands in double quotation marks; a line break closes them."""
    out, inside = [], False
    for c in text:
        if c in '\n“”"':
            opens = c == "“" or (c == '"' and not inside)
            out.append(c != "\n")
            inside = opens
        else:
            out.append(inside)
    return out


def _quoting(inside: Sequence[bool], s: Statement) -> str:
    """Direct where at least 95 in a hundred letters are quoted, indirect where none is, else mixed."""
    letters = [inside[i] for c in s.content for i in range(c.start, c.end) if c.text[i - c.start].isalnum()]
    share = sum(letters) / max(1, len(letters))
    return "direct" if share >= 0.95 else "mixed" if share else "indirect"


def _source_agrees(words: Words, gold: Statement, found: Statement) -> bool:
    a = gold.speaker.mention if gold.speaker else None
    b = found.speaker.mention if found.speaker else None
    if a is None or b is None:
        return a is b
    return head_word(words, a) in covered(words, [b]) or head_word(words, b) in covered(words, [a])
