"""Meetings that a verb names: "A met B"."""

from __future__ import annotations

from collections.abc import Mapping

from communique.knowledge import column
from communique.model.finding import MeetingKind
from communique.model.reference import ActorKind, ActorRef
from communique.read.analysis.analysis import Analysis
from communique.read.find.meetings.clauses import SUBJECTS, complements, objects, subject
from communique.read.find.meetings.drafting import finish, first_side, governors, kind_of
from communique.read.find.meetings.lexicon import (
    NAMEABLE,
    Verb,
)
from communique.read.find.meetings.mention import Draft, Mention
from communique.read.find.meetings.parties import parties
from communique.read.find.meetings.setting import where


def verb_mention(
    analysis: Analysis, verb: int, entry: Verb, speakers: Mapping[int, ActorRef]
) -> Mention | None:
    """The mention of a meeting that a verb names; None where it lacks the parties or the word it needs."""
    if entry.beside and not _beside(analysis, verb, entry.beside):
        return None
    if _forbidden(analysis, verb):
        return None
    draft = Draft(nodes=[verb], speakers=speakers, words=[verb], core=[verb])
    passive = any(analysis.dep[c] in ("nsubjpass", "auxpass") for c in analysis.children[verb])
    first, others = _actor_sides(analysis, verb, entry, passive)
    if first is not None:
        first_side(analysis, draft, first)
    before = len(draft.sides)
    for word in others:
        draft.add_side(*parties(analysis, word))
    draft.core.extend(governors(analysis, verb))
    together = before == len(draft.sides) == 1 and len(draft.sides[0]) > 1
    if not _enough(analysis, draft, entry, others, together, first is not None):
        return None
    kind = kind_of(analysis, draft, entry.kind)
    return finish(analysis, draft, verb, kind, strong=True, together=together, definite=not draft.sides)


def _forbidden(analysis: Analysis, verb: int) -> bool:
    """True of "do not travel to": advice to anybody."""
    children = analysis.children[verb]
    doing = any(analysis.lower[c] in ("do", "don", "don't") and analysis.dep[c] == "aux" for c in children)
    return doing and analysis.tag[verb] == "VB" and not any(analysis.dep[c] in SUBJECTS for c in children)


def _beside(analysis: Analysis, verb: int, words: tuple[str, ...]) -> bool:
    near = range(verb + 1, min(verb + 6, len(analysis)))
    return any(analysis.lower[i] in words and analysis.head[i] == verb for i in near)


def _actor_sides(analysis: Analysis, verb: int, entry: Verb, passive: bool) -> tuple[int | None, list[int]]:
    """Whom the verb has as its first side, and the head words of the others."""
    first = subject(analysis, verb)
    others = objects(analysis, verb) if entry.object in ("side", "place") else []
    heads = complements(analysis, verb)
    if passive:
        others = [first] if first is not None else []
        first = next((h for prep, _, h in heads if prep == "by"), None)
    others = [o for o in others if not _is_place(analysis, o, entry)]
    if entry.kind is not MeetingKind.VISIT:
        if entry.object == "none":
            heads = heads + [x for o in objects(analysis, verb) for x in complements(analysis, o)]
        others += [h for prep, _, h in heads if prep in entry.prepositions]
    return first, others


def _is_place(analysis: Analysis, word: int, entry: Verb) -> bool:
    if word not in analysis.layers.place_at:
        return False
    ref = analysis.ref(word)
    return ref is None or (entry.object == "place" and ref.kind is not ActorKind.STATE)


def _enough(
    analysis: Analysis, draft: Draft, entry: Verb, others: list[int], together: bool, active: bool
) -> bool:
    """True when the parties that a verb needs are there."""
    everyone = [a for side in draft.sides for a in side]
    other_side = len(draft.sides) > 1
    if any(analysis.lemma[o] in column("meeting_others", "word") for o in others):
        return False
    if entry.needs == "place":
        fit = bool(draft.sides) and draft.sides[0][0].kind in (ActorKind.PERSON, ActorKind.GROUP)
        return fit and (other_side or where(analysis, draft.core, visit=True) is not None)
    if entry.needs == "person":
        return other_side and any(a.kind in (ActorKind.PERSON, ActorKind.GROUP) for a in draft.sides[-1])
    if other_side:
        return True
    if others:  # it met or spoke with something that is no party
        return False
    if not everyone:
        return active  # "they met": whom it means, the mentions before tell
    if entry.object == "none":
        return together and all(a.kind in NAMEABLE for a in everyone)
    return True
