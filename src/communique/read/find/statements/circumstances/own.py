"""The circumstances of a statement, as its own sentence tells them."""

from __future__ import annotations

from dataclasses import dataclass

from communique.model.reference import ActorRef
from communique.model.text import Span
from communique.model.when import When
from communique.read.find.statements.circumstances.addressees import form_of_address, listener
from communique.read.find.statements.circumstances.days import own_day
from communique.read.find.statements.circumstances.relays import relay
from communique.read.find.statements.circumstances.telling import Telling
from communique.read.find.statements.circumstances.venues import own_venue
from communique.read.find.statements.sources import reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """When, to whom, through whom and where a statement was made; None for what no report tells.

    `audience` is True where the addressee hears the rest of the sentence, too. `within` is the number of
    the draft in whose content this one is reported. `notes` say what was taken from elsewhere.
    """

    said_on: When | None = None
    addressee: ActorRef | None = None
    audience: bool = False
    relay: ActorRef | None = None
    venue: Span | None = None
    within: int | None = None
    notes: tuple[str, ...] = ()


def own_circumstances(t: Telling, outer: Telling | None, mains: frozenset[int]) -> Circumstances:
    """What the sentence of the cue tells.

    `outer` is how the statement is told inside which this one is reported; `mains` are the main words of
    all cues.
    """
    told = listener(t, mains)
    through = relay(t, told, outer)
    return Circumstances(
        said_on=own_day(t),
        addressee=form_of_address(t) if told is None else reference(t.a, told.at),
        audience=told is not None and told.stays,
        relay=None if through is None else reference(t.a, through),
        venue=own_venue(t),
        within=t.within,
    )
