"""The finder of events: learned heads say which words trigger them, and who is in them; rules when, where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from communique.model.finding import Event, EventStatus, EventType, Evidence, Finding
from communique.model.reference import ActorRef
from communique.read.analysis.analysis import Analysis
from communique.read.find.events.contexts import contexts
from communique.read.find.events.denials import denied
from communique.read.find.events.heads import Candidate, Range, heads
from communique.read.find.meetings.setting import when, where
from communique.read.find.statements.sources import speaker_of_range


@dataclass(frozen=True, slots=True, kw_only=True)
class Events:
    """Finds events.

    `floor` is the least probability (0 to 1) of a sentence to have an event of its likeliest type, `more`
    that of another type, and of a word to trigger a second event of a type.
    """

    floor: float = 0.4
    more: float = 0.5
    name: str = "events"
    version: str = "1"
    provides: str = "event"
    requires: tuple[str, ...] = ("time", "place", "actor")

    def __call__(self, analysis: Analysis, found: dict[str, list[Finding]]) -> Iterator[Finding]:  # noqa: ARG002
        """The events of one article, in the order of their triggers."""
        if not len(analysis):
            return
        sentences = [(s.first, s.last) for s in analysis.readable_sentences()]
        known = heads()
        triggers = known.triggers(analysis.vectors, sentences, self.floor, self.more)
        acts = {t: act for t in triggers if (act := denied(analysis, known, t)) is not None}
        told = {(t.word, t.type) for t in acts.values()}
        kept = [acts.get(t, t) for t in triggers if (t.word, t.type) not in told]
        for candidate in known.candidates(analysis, kept):
            yield self._event(analysis, candidate, denied=candidate.trigger in acts.values())

    def _event(self, a: Analysis, c: Candidate, *, denied: bool) -> Event:
        word = c.trigger.word
        time = when(a, (word,))
        place = where(a, (word,), visit=c.mode == "visit")
        evidence = Evidence(
            spans=(a.span(*c.trigger.sentence),), cue=(a.span(*_words(a, word)),), finder=self.name,
            version=self.version, method="model", score=round(c.trigger.probability, 4),
        )  # fmt: skip
        return Event(
            article=a.article.id,
            evidence=evidence,
            event_type=EventType(c.trigger.type),
            mode=c.mode,
            status=EventStatus.DENIED if denied else EventStatus(max(c.statuses, key=c.statuses.__getitem__)),
            actors=tuple(_actors(a, c.actors)),
            recipients=tuple(_actors(a, c.recipients)),
            date=time.when if time else None,
            place=place.place if place else None,
            contexts=contexts(a, *c.trigger.sentence),
        )


def _actors(a: Analysis, ranges: tuple[Range, ...]) -> Iterator[ActorRef]:
    for low, high in ranges:
        yield speaker_of_range(a, low, high)


def _words(a: Analysis, word: int) -> Range:
    """The trigger with its particle: "called off"."""
    behind = word + 1
    if behind < len(a) and a.dep[behind] == "prt" and a.head[behind] == word:
        return word, behind + 1
    return word, word + 1
