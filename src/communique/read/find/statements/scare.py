"""How much a quotation is like something that somebody says.

Marks also stand around titles, nicknames, slogans, single words and what a writer holds at arm's length
(the so-called “red line”). A logistic regression over yes-or-no features tells these from speech. Its
weights (``speech_features.tsv``) were fitted on PolNeAR train, where a quotation is a statement when the
content of an attribution covers most of its words and is itself mostly quoted.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import exp

from communique.knowledge import column, mapping
from communique.model.text import BlockKind
from communique.read.analysis.analysis import Analysis
from communique.read.find.statements.draft import Range
from communique.read.find.statements.lexicon import verbs

FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
NEAR = 4  # words that may stand between a quotation and its cue
SURE = 0.7  # of a verb whose object a quotation may be
LENGTHS = (
    (1, "one word"),
    (2, "two words"),
    (3, "three words"),
    (5, ""),
    (9, "six words"),
    (19, "ten words"),
)
LONGER = "twenty words"
MARKS_BEHIND = "\"”“»«’'`›‹」„ "
ENDS = {",": "comma inside", "?": "question inside", "!": "question inside"}
BEFORE = {
    "DT": "determiner before", "PRP$": "determiner before", "POS": "determiner before",
    "IN": "preposition before", "TO": "preposition before", "JJ": "adjective before",
    "-LRB-": "bracket before", ":": "bracket before",
}  # fmt: skip
BEHIND = {
    "NNP": "name behind", "NNPS": "name behind", "IN": "preposition behind", "TO": "preposition behind",
    "PRP": "pronoun behind", "CC": "conjunction behind", "-LRB-": "bracket behind",
    **dict.fromkeys(FINITE, "verb behind"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a quotation stands: its words with marks and without, and those of its sentences beside it."""

    whole: Range
    words: tuple[int, ...]
    before: tuple[int, ...]
    behind: tuple[int, ...]


def speech_likeness(a: Analysis, k: int) -> float:
    """The probability (0 to 1) that quotation `k` is a statement of somebody; 0 when it has no words."""
    found = dict.fromkeys(features(a, k))
    if not found:
        return 0.0
    weights = _weights()
    total = weights["bias"] + sum(weights.get(f, 0.0) for f in found)
    return 1 / (1 + exp(-total))


@cache
def _weights() -> dict[str, float]:
    return {name: float(weight) for name, weight in mapping("speech_features", "feature", "weight").items()}


def _place(a: Analysis, k: int) -> _Place:
    q = a.quotations[k]
    low, high = bisect_left(a.start, q.start), bisect_left(a.start, q.end)
    if low >= high:
        return _Place((low, high), (), (), ())
    first, last = a.sentence_of(low).first, a.sentence_of(high - 1).last

    def words(start: int, end: int) -> tuple[int, ...]:
        return tuple(i for i in range(start, end) if a.text[i][0].isalnum())

    return _Place((low, high), words(low, high), words(first, low), words(high, last))


def features(a: Analysis, k: int) -> Iterator[str]:
    """The names of the features of quotation `k`; one may come twice."""
    place = _place(a, k)
    if place.words:
        yield from _of_words(a, place)
        yield from _of_marks(a, k)
        yield from _of_place(a, place)
        yield from _of_cues(a, k, place)


def _of_words(a: Analysis, p: _Place) -> Iterator[str]:
    yield next((name for most, name in LENGTHS if len(p.words) <= most), LONGER)
    if any(a.tag[i] in FINITE for i in p.words):
        yield "finite verb"
    if any(a.tag[i] == "PRP" for i in p.words):
        yield "pronoun"
    first = p.words[0]
    if a.text[first][0].isupper() and a.tag[first] not in ("NNP", "NNPS"):
        yield "capital first"
    large = sum(a.text[i][0].isupper() for i in p.words)
    if large > 1 and all(a.text[i][0].isupper() or len(a.text[i]) <= 3 for i in p.words):
        yield "title case"


def _of_marks(a: Analysis, k: int) -> Iterator[str]:
    q = a.quotations[k]
    text = a.article.text[q.start : q.end]
    if (name := ENDS.get(text.rstrip(MARKS_BEHIND)[-1:])) is not None:
        yield name
    if not q.closed:
        yield "no closer"
    if text[0] in "‘'" and not text.startswith("''"):
        yield "single marks"


def _of_place(a: Analysis, p: _Place) -> Iterator[str]:
    low, high = p.whole
    own = a.sentence_of(low)
    if own.index == 0 or own.block.kind is BlockKind.HEADLINE:
        yield "headline"
    if not p.before:
        yield "starts sentence"
    if not p.behind:
        yield "ends sentence"
    if not p.before and not p.behind:
        yield "alone"
    if low > own.first:
        yield BEFORE.get(a.tag[low - 1], "")
    if high < len(a) and a.sent[high] == a.sent[high - 1]:
        yield BEHIND.get(a.tag[high], "")
    hosts = column("title_hosts", "noun")
    if any(a.lower[i] in hosts for i in p.before[-3:]):
        yield "title host before"
    if any(a.lower[i] in hosts for i in p.behind[:2]):
        yield "title host behind"


def _of_cues(a: Analysis, k: int, p: _Place) -> Iterator[str]:
    table = verbs()
    near = {*p.before[-NEAR:], *p.behind[:NEAR]}
    for i in (*p.before, *p.behind):
        if a.quoted[i] >= 0 or a.tag[i][0] != "V" or (cue := table.get(a.lemma[i])) is None:
            continue
        if i not in near:
            yield "cue in sentence"
        else:
            yield "cue beside" if cue.quote >= SURE else "weak cue beside"
    following = k + 1 < len(a.quotations) and bisect_left(a.start, a.quotations[k + 1].start)
    if following and following < len(a) and a.sent[following] == a.sent[p.whole[1] - 1]:
        yield "quotation follows"
