"""The status of an event, from the word that names it.

What is told of the word (:mod:`communique.read.find.status`) is cut down to the five that an event may
have, after FactBank's certain and probable, positive and negative (Saurí and Pustejovsky 2009), with
what goes on and what is arranged kept apart.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from communique.knowledge import column, table
from communique.model.finding import EventStatus, EventType
from communique.model.text import BlockKind
from communique.read.analysis.analysis import Analysis
from communique.read.find.status import ATTITUDES, Facet, Reading, governing_facet, status_of

# Acts done by speaking: "we will help" promises, "you should leave" asks. Tense, modals and negation are
# those of what is promised or asked, not of the act.
SPOKEN = frozenset(
    (
        EventType.AGREE, EventType.CONCEDE, EventType.REQUEST, EventType.ACCUSE, EventType.REJECT,
        EventType.THREATEN,
    )
)  # fmt: skip
# Verbs that name these govern what is promised, asked or refused.
GOVERNING = (EventType.AGREE, EventType.REQUEST, EventType.REJECT)
# Of these a plain present tells what goes on ("Kestria buys gas from Ardania"); of others it may do it
# ("we condemn the raid").
MATERIAL = frozenset(
    (
        EventType.COOPERATE, EventType.AID, EventType.RETREAT, EventType.PROTEST, EventType.SANCTION,
        EventType.MOBILIZE, EventType.COERCE, EventType.ASSAULT,
    )
)  # fmt: skip
DENIED = (Facet.CANCELLED, Facet.DENIED, Facet.REFUSED, Facet.NEGATED)
WISHES = ("like", "want", "wish", "let")
PERFORMING = ("would", "'d", "’d", "must")


def event_status(analysis: Analysis, trigger: int, event_type: EventType | None = None) -> EventStatus:
    """The status of the event that word `trigger` names (a verb or a noun).

    With `event_type` the words of a promise, demand, threat, concession, accusation or rejection are told
    from words about one ("we will help them" is a promise made, though the help is to come), and a plain
    present tells of deeds that go on.
    """
    reading = status_of(analysis, trigger)
    if event_type in SPOKEN:
        reading = _as_spoken(analysis, trigger, reading, event_type)
    if event_type is not EventType.CONSULT and _performed(analysis, trigger, reading):
        return EventStatus.HAPPENED
    told = _told(reading)
    if told is EventStatus.ONGOING and event_type in SPOKEN:
        return EventStatus.HAPPENED
    if told is EventStatus.HAPPENED and _lasting(analysis, trigger, reading, event_type):
        return EventStatus.ONGOING
    return told


def _told(reading: Reading) -> EventStatus:
    """The first that holds, from what overrides to what is overridden."""
    if reading.unreal:
        return EventStatus.HYPOTHETICAL
    if reading.has(*DENIED):
        return EventStatus.DENIED
    if reading.postponed:
        return EventStatus.PLANNED
    if reading.proposed:
        return EventStatus.HYPOTHETICAL
    if reading.future:
        return EventStatus.PLANNED
    return EventStatus.ONGOING if reading.ongoing else EventStatus.HAPPENED


def _as_spoken(analysis: Analysis, trigger: int, reading: Reading, event_type: EventType | None) -> Reading:
    """The reading of an act of speech, without what is told of its content.

    A verb that names the act keeps all: "will urge" has not urged yet. Who rejects an accusation bears
    out that it was made. Of other words all but an outright denial is what is promised or asked.
    """
    if analysis.tag[trigger][0] == "N":
        kept = tuple(f for f in reading.facets if f[0] is not Facet.REFUSED)
        return replace(reading, facets=kept)
    governs = governing_facet(analysis, trigger) in ATTITUDES or event_type not in GOVERNING
    if governs and analysis.lemma[trigger] in _speaking():
        return reading
    return Reading(tense=Facet.PAST, facets=tuple(f for f in reading.facets if f[0] is Facet.DENIED))


@cache
def _speaking() -> frozenset[str]:
    return frozenset(r["lemma"] for r in table("cues").rows if r["mode"] == "speech")


def _performed(analysis: Analysis, trigger: int, reading: Reading) -> bool:
    """True of "I would like to thank", which thanks, and of "I must object" and "we would urge"."""
    if analysis.lemma[trigger] not in _speaking():
        return False
    up = analysis.head[trigger]
    verb = up if analysis.lemma[up] in WISHES else trigger
    own = {trigger, verb, *analysis.children[verb]}
    modal = verb == up or any(analysis.lower[c] in PERFORMING for c in analysis.children[trigger])
    first = any(analysis.lower[c] in ("i", "we") for c in analysis.children[verb])
    return modal and (first or analysis.lemma[verb] == "let") and own.issuperset(reading.cues)


def _lasting(analysis: Analysis, trigger: int, reading: Reading, event_type: EventType | None) -> bool:
    """True of what goes on though no verb says so: "the siege", and deeds in the plain present."""
    if reading.facets or reading.weak:
        return False
    if analysis.tag[trigger][0] != "V":
        lasts = analysis.lemma[trigger] in column("status_lasting", "lemma")
        # "warned of the siege": the past is that of the warning.
        return lasts and (reading.tense is not Facet.PAST or analysis.dep[trigger] == "pobj")
    shown = analysis.sentence_of(trigger).block.kind in (BlockKind.HEADLINE, BlockKind.CAPTION)
    return reading.tense is Facet.PRESENT and event_type in MATERIAL and not shown
