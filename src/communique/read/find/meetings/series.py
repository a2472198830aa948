"""Rounds that one sentence lists: "the first round was in X on April 12, the second, in Y on April 19".

The verb and the noun stand once and are left out behind (gapping), so the parse links the later days
and places to the wrong words. What stands between one ordinal and the next belongs to the first of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from communique.knowledge import column
from communique.model.finding import MeetingKind, Place, Time
from communique.read.analysis.analysis import Analysis, Sentence
from communique.read.find.meetings.clauses import SUBJECTS
from communique.read.find.meetings.lexicon import holding, nouns
from communique.read.find.meetings.mention import Mention
from communique.read.find.meetings.merging import NEW, VAGUE
from communique.read.find.meetings.setting import breadth
from communique.read.find.status import status_of

JOINING = frozenset(("and", ",", "or", "the"))
ONE = frozenset(("one", "ones"))


@dataclass(frozen=True, slots=True)
class _Item:
    """Ordinals that stand together ("the third and fourth ones"), and the words that tell of them."""

    ordinals: tuple[int, ...]
    words: range
    before: range  # of its clause: "returned to X for the third round and for the fourth"


def listed_rounds(analysis: Analysis, sentence: Sentence) -> list[Mention]:
    """The rounds that a sentence lists with a day or place each; none where it lists fewer than two."""
    items = _items(analysis, sentence)
    if len(items) < 2:
        return []
    reading = status_of(analysis, items[0].ordinals[-1])
    out: list[Mention] = []
    for item in items:
        places = _places(analysis, item.words) or _places(analysis, item.before)
        times = _times(analysis, item.words)
        if not places and not times:
            return []
        place = min(places, key=breadth, default=None)
        for k, word in enumerate(item.ordinals):
            time = times[k] if len(times) == len(item.ordinals) else times[0] if len(times) == 1 else None
            words = tuple(range(word, item.words.stop))  # its own, since they tell one from another
            out.append(
                Mention(
                    trigger=word, kind=MeetingKind.ROUND, sides=(), reading=reading, words=words,
                    place=place, time=time, definite=True, ordinal=analysis.lower[word],
                )
            )  # fmt: skip
    return out


def _items(analysis: Analysis, sentence: Sentence) -> list[_Item]:
    """The ordinals of rounds in a sentence, each with the words up to the next."""
    runs: list[list[int]] = []
    for i in _ordinals(analysis, sentence):
        joined = runs and all(analysis.lower[k] in JOINING for k in range(runs[-1][-1] + 1, i))
        if joined:
            runs[-1].append(i)
        else:
            runs.append([i])
    if not runs or not (_of_round(analysis, runs[0][-1]) or _held(analysis, runs[0][-1])):
        return []
    items: list[_Item] = []
    clause: int | None = sentence.first
    before = range(0)
    for run, following in zip(runs, [*runs[1:], [sentence.last]], strict=True):
        end = next((i for i in range(run[-1], following[0]) if analysis.text[i] == ";"), following[0])
        if clause is not None:
            before = range(clause, run[0])
        items.append(_Item(tuple(run), range(run[0], end), before))
        clause = end + 1 if end < following[0] else None
    return items


def _ordinals(analysis: Analysis, sentence: Sentence) -> Iterator[int]:
    """Numbers in a row that stand with a noun for rounds, or without any noun."""
    order = column("meeting_order", "word") - NEW - VAGUE
    for i in range(sentence.first, sentence.last):
        if analysis.lower[i] in order:
            noun = analysis.tag[i + 1][:2] == "NN" if i + 1 < sentence.last else False
            if not noun or _of_round(analysis, i) or analysis.lower[i + 1] in ONE:
                yield i


def _of_round(analysis: Analysis, i: int) -> bool:
    """True when a noun for meetings stands right behind an ordinal, past one adjective."""
    near = range(i + 1, min(i + 3, len(analysis)))
    return any(analysis.lemma[k] in nouns() for k in near if analysis.tag[k][:2] == "NN")


def _held(analysis: Analysis, i: int) -> bool:
    """True of an ordinal alone that is the subject of a verb of holding: "the second took place in X"."""
    verb = analysis.head[i]
    return analysis.dep[i] in SUBJECTS and analysis.lemma[verb] in holding()


def _places(analysis: Analysis, words: range) -> list[Place]:
    layer = analysis.layers.place_at
    return list({id(p): p for i in words if (p := layer.get(i)) is not None}.values())


def _times(analysis: Analysis, words: range) -> list[Time]:
    layer = analysis.layers.time_at
    found = {id(t): t for i in words if (t := layer.get(i)) is not None}
    return [t for t in found.values() if t.type == "DATE" and t.when.first is not None]
