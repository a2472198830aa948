"""Interviews without labels: questions in paragraphs of their own, and what is answered between them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from communique.model.finding import Mode
from communique.model.reference import ActorKind
from communique.model.text import BlockKind
from communique.read.analysis.analysis import Analysis
from communique.read.find.statements.draft import Draft

SCORE = 0.7
FEWEST = 3  # questions that make an interview
LONGEST = 60  # words of a question
ASKED = frozenset(("you", "your", "yours"))
ANSWERED = frozenset(("i", "we", "my", "our"))


def interview_drafts(a: Analysis) -> Iterator[Draft]:
    """One statement for each answer, by the person whom the words before the first question name most.

    Half of the questions must say “you”, and half of the answers “I” or “we”: in other texts questions
    head sections. The questions are nobody's statements, since the page does not say who asks.
    """
    blocks = [a.words(b.span) for b in a.article.blocks if b.readable and b.kind is BlockKind.BODY]
    asked = [n for n, words in enumerate(blocks) if _is_question(a, words)]
    bounds = pairwise((*asked, len(blocks)))
    answers = [range(blocks[n].stop, blocks[m - 1].stop) for n, m in bounds if m - n > 1]
    if len(answers) < FEWEST or not _mostly(a, [blocks[n] for n in asked], ASKED):
        return
    source = _interviewed(a, blocks[asked[0]].start)
    if source is None or not _mostly(a, answers, ANSWERED):
        return
    for words in answers:
        yield Draft(
            anchor=-1, cue=None, content=((words.start, words.stop),), source=source, mode=Mode.SPEECH,
            score=SCORE, note="an answer in an interview",
        )  # fmt: skip


def _is_question(a: Analysis, words: range) -> bool:
    if not 0 < len(words) <= LONGEST or a.quoted[words.start] >= 0:
        return False
    last = next((a.text[i] for i in reversed(words) if a.text[i] not in ("*", "_", "**")), "")
    return last == "?"


def _mostly(a: Analysis, passages: list[range], personal: frozenset[str]) -> bool:
    """True when at least half of the passages have one of the words outside quotations."""
    hits = sum(any(a.lower[i] in personal and a.quoted[i] < 0 for i in words) for words in passages)
    return 2 * hits >= len(passages)


def _interviewed(a: Analysis, end: int) -> int | None:
    """The head word of the last mention, before word `end`, of the person who is named most up to there."""
    counts: dict[str, list[int]] = {}
    for i in range(end):
        hit = a.layers.actor_at.get(i)
        if hit is not None and hit[0].actor_kind is ActorKind.PERSON and hit[0].named:
            last = a.words(hit[1].span).stop - 1
            if i == last:
                counts.setdefault(hit[0].name, []).append(i)
    best = max(counts.values(), key=len, default=None)
    return best[-1] if best else None
