"""Statements without a reporting verb: “according to”, reporting nouns, labels before a colon."""

from __future__ import annotations

from collections.abc import Iterator

from communique.model.finding import Mode
from communique.model.text import BlockKind
from communique.read.analysis.analysis import Analysis, Sentence
from communique.read.find.statements.draft import Draft, Range
from communique.read.find.statements.lexicon import nouns
from communique.read.find.statements.quotations import Quotations, snap
from communique.read.find.statements.sources import source_of

LABEL_WORDS = 4
ACCORDING = 0.9
LABEL = 0.6
TOPIC = 0.5
TOPICS = frozenset(("for", "of", "about", "on"))


def phrase_drafts(a: Analysis, q: Quotations, sentence: Sentence) -> Iterator[Draft]:
    """The statements of one sentence that no verb introduces."""
    table = nouns()
    yield from _label(a, sentence)
    for i in range(sentence.first, sentence.last):
        if a.quoted[i] >= 0:
            continue
        if a.lower[i] == "according" and i + 1 < sentence.last and a.lower[i + 1] == "to":
            yield from _according(a, q, sentence, i)
        elif a.tag[i] in ("NN", "NNS") and (hit := table.get(a.lemma[i])) is not None:
            yield from _noun(a, q, i, *hit)


def _according(a: Analysis, q: Quotations, s: Sentence, i: int) -> Iterator[Draft]:
    source = next((p for p in a.children[i + 1] if a.dep[p] == "pobj"), None)
    if source is None:
        source = next((p for p in a.children[i] if a.dep[p] == "pobj"), None)
    if source is None or a.tag[source] == "WDT":
        return
    end = a.subtree(source)[1]
    content = _rest(a, s, i, end)
    if content is None:
        return
    pieces = tuple(snap(a, q, lo, hi, -1) for lo, hi in content)
    yield Draft(anchor=i, cue=(i, i + 2), content=pieces, source=source, mode=Mode.SPEECH, score=ACCORDING)


def _rest(a: Analysis, s: Sentence, i: int, end: int) -> tuple[Range, ...] | None:
    """What an “according to” phrase at words `i` to `end` vouches for: the clause around it."""
    words = [k for k in range(s.first, i) if a.text[k][0].isalnum()]
    if len(words) <= 1:
        return ((end, s.last),) if end < s.last else None
    low, high = s.first, i
    while low < high and a.tag[low] == "CC":
        low += 1
    if end + 1 < s.last and a.text[end] == "," and i and a.text[i - 1] == "," and a.head[i] > end:
        return ((low, high), (end, s.last))
    return ((low, high),)


def _noun(a: Analysis, q: Quotations, i: int, mode: Mode, score: float) -> Iterator[Draft]:
    """X's claim that A; a threat by X to do A; he made the claim that A."""
    clause = None
    for c in a.children[i]:
        if c > i and a.dep[c] in ("acl", "ccomp", "relcl") and a.quoted[c] < 0:
            kids = a.children[c]
            that = any(a.dep[k] == "mark" and a.lower[k] == "that" for k in kids)
            to = any(a.dep[k] == "aux" and a.lower[k] == "to" for k in kids)
            if (that and a.dep[c] != "relcl") or to:
                clause = c
                break
    source = _owner(a, i)
    if source is None:
        return
    if clause is None:
        clause = next((c for c in a.children[i] if c > i and a.lower[c] in TOPICS), None)
        score = min(score, TOPIC)
        if clause is None or a.dep[source] != "poss":
            return
    low, high = a.subtree(clause)
    low, high = snap(a, q, max(low, i + 1), high, i)
    yield Draft(anchor=i, cue=(i, i + 1), content=((low, high),), source=source, mode=mode, score=score)


def _owner(a: Analysis, i: int) -> int | None:
    for c in a.children[i]:
        if a.dep[c] == "poss" or (a.dep[c] in ("compound", "amod", "nmod") and c in a.layers.actor_at):
            return c
        if a.dep[c] in ("prep", "agent") and a.lower[c] in ("by", "from"):
            return next((p for p in a.children[c] if a.dep[p] == "pobj"), None)
    return source_of(a, a.head[i]) if a.dep[i] == "dobj" else None


def _label(a: Analysis, s: Sentence) -> Iterator[Draft]:
    """A headline or transcript line: “Kovac: No deal in sight”."""
    limit = min(s.first + LABEL_WORDS + 1, s.last - 2)
    colon = next((i for i in range(s.first + 1, limit) if a.text[i] == ":"), None)
    if colon is None or not all(a.tag[i] in ("NNP", "NNPS") for i in range(s.first, colon)):
        return
    shouted = all(a.text[i].isupper() for i in range(s.first, colon))
    if not shouted and s.block.kind is not BlockKind.HEADLINE and s.index > 0:
        return
    yield Draft(
        anchor=colon, cue=(colon, colon + 1), content=((colon + 1, s.last),), source=colon - 1,
        mode=Mode.SPEECH, score=LABEL,
    )  # fmt: skip
