"""Positions: where a party stands on an issue, in the words of the report.

Two sources: verbs of stance with a party as subject ("Iran rejects …"), and statements whose content
says what must be, will be or is unacceptable. The issue comes from a reviewed list; where none fits, it
is named by the report's own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from communique.knowledge import column, mapping, table, values
from communique.model.finding import Evidence, Finding, Mode, Position, Sourcing, Statement
from communique.model.reference import ActorKind
from communique.model.text import Span
from communique.read.analysis.analysis import Analysis, Sentence
from communique.read.find.clauses import actors_of, party, subject_of

PARTIES = (
    ActorKind.PERSON, ActorKind.STATE, ActorKind.GOVERNMENT, ActorKind.ORGANISATION, ActorKind.ARMED_GROUP,
)  # fmt: skip
LONGEST_STANCE = 30  # words; a stance is a few words, not a speech


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue of the reviewed list, and the pattern of the words that show it."""

    name: str
    pattern: re.Pattern[str]


@cache
def _issues() -> tuple[Issue, ...]:
    out = []
    for row in table("issues").rows:
        words = "|".join(re.escape(w) for w in values(row["words"]))
        out.append(Issue(row["issue"], re.compile(rf"\b(?:{words})\b", re.IGNORECASE)))
    return tuple(out)


def issue_of(text: str) -> str | None:
    """The issue that a passage speaks of, by the first of the reviewed list with a word in it."""
    return next((i.name for i in _issues() if i.pattern.search(text)), None)


class Positions:
    """Finds positions."""

    name = "positions"
    version = "1"
    provides = "position"
    requires: tuple[str, ...] = ("time", "actor", "statement")

    def __call__(self, analysis: Analysis, found: dict[str, list[Finding]]) -> Iterator[Finding]:
        """The positions of one article, each passage at most once for a party."""
        taken: dict[str, list[Span]] = {}
        for position in (*_from_statements(analysis, found), *_from_verbs(analysis, found)):
            span = position.evidence.spans[0]
            mine = taken.setdefault(position.party.name, [])
            if not any(span.overlaps(other) for other in mine):
                mine.append(span)
                yield position


def _from_statements(a: Analysis, found: dict[str, list[Finding]]) -> Iterator[Position]:
    stance_cues = mapping("stance_verbs", "lemma", "direction")
    for s in found.get("statement", ()):
        if not isinstance(s, Statement) or s.speaker is None or s.mode is Mode.THOUGHT:
            continue
        if s.sourcing is not Sourcing.NAMED or s.speaker.kind not in PARTIES:
            continue
        words = [i for c in s.content for i in a.words(c)]
        cue_words = [i for c in s.cue for i in a.words(c)]
        marked = any(a.lower[i] in column("stance_markers", "word") for i in words)
        stance_cue = any(a.lemma[i] in stance_cues for i in cue_words)
        content = " ".join(c.text for c in s.content)
        issue = issue_of(content)
        if not (marked or stance_cue) or (issue is None and not stance_cue):
            continue
        for speaker in s.speaker.each():
            yield Position(
                article=a.article.id,
                evidence=Evidence(
                    spans=s.content, cue=s.cue, finder="positions", version=Positions.version,
                    score=0.35 + 0.2 * (issue is not None) + 0.2 * marked + 0.2 * stance_cue,
                ),
                party=party(speaker),
                issue=issue or _own_words(a, words),
                stance=_shorten(a, words),
                speaker=speaker,
                date=s.said_on,
            )  # fmt: skip


def _from_verbs(a: Analysis, found: dict[str, list[Finding]]) -> Iterator[Position]:
    stances = mapping("stance_verbs", "lemma", "direction")
    for s in a.readable_sentences():
        for i in range(s.first, s.last):
            if a.lemma[i] in stances and _asserted(a, i) and a.quoted[i] < 0:
                yield from _stance(a, s, i, found)


def _asserted(a: Analysis, verb: int) -> bool:
    """True when a verb says what its subject does: no bare infinitive ("urged him to accept")."""
    if a.tag[verb] not in ("VB", "VBG"):
        return a.tag[verb][:1] == "V"
    return any(a.dep[c] in ("aux", "neg") and a.lower[c] != "to" for c in a.children[verb])


def _stance(a: Analysis, s: Sentence, verb: int, found: dict[str, list[Finding]]) -> Iterator[Position]:
    objects = [
        c for c in a.children[verb] if c > verb and a.dep[c] in ("dobj", "xcomp", "ccomp", "prep", "prt")
    ]
    subject = subject_of(a, verb)
    if not objects or subject is None or a.dep[subject] == "nsubjpass":
        return
    high = min(max(a.subtree(o)[1] for o in objects), s.last)
    span = a.span(verb, high)
    issue = issue_of(span.text)
    if issue is None and not any(a.ref(i) for i in range(verb + 1, high)):
        return
    words = list(range(verb, high))
    for actor in actors_of(a, subject, found):
        if actor.named and actor.kind in PARTIES:
            yield Position(
                article=a.article.id,
                evidence=Evidence(
                    spans=(span,), cue=(a.span(verb, verb + 1),),
                    finder="positions", version=Positions.version,
                    score=0.5 + 0.2 * (issue is not None),
                ),
                party=party(actor),
                issue=issue or _own_words(a, words[1:]),
                stance=_shorten(a, words),
                speaker=None,
            )  # fmt: skip


def _own_words(a: Analysis, words: list[int]) -> str:
    """The first noun phrase of a passage: what it is about, in its own words."""
    for i in words:
        if a.tag[i][:2] == "NN" and a.dep[i] not in ("compound", "poss"):
            low = min([i, *(c for c in a.children[i] if c < i and a.dep[c] in ("compound", "amod", "nmod"))])
            return a.span(low, i + 1).line
    return a.span(words[0], words[-1] + 1).line if words else ""


def _shorten(a: Analysis, words: list[int]) -> str:
    text = a.span(words[0], words[min(len(words), LONGEST_STANCE) - 1] + 1).line
    return text + (" …" if len(words) > LONGEST_STANCE else "")
