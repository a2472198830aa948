"""One mention of a meeting: what a single clause or noun phrase says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from communique.model.finding import MeetingKind, Place, Time
from communique.model.reference import ActorKind, ActorRef
from communique.read.find.status import Reading

Side = tuple[ActorRef, ...]
COLLECTIVE = (ActorKind.STATE, ActorKind.GOVERNMENT, ActorKind.GROUP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """What one clause or noun phrase says of a meeting.

    `trigger` is the word that names it, `words` are all words that bear out a field. `definite` is
    True for "the talks", "Tuesday's meeting" and "their call", which point back. `ordinal` is the
    number or order word of a round ("fifth", "next"). `together` is True when one phrase names all
    parties ("A and B met") without telling the sides. `pair` are those whom "they" or "the two leaders"
    stand for, by the coreference of actors. `over` is True of "after talks with B".
    """

    trigger: int
    kind: MeetingKind
    sides: tuple[Side, ...]
    reading: Reading
    words: tuple[int, ...]
    mediators: Side = ()
    place: Place | None = None
    time: Time | None = None
    definite: bool = False
    ordinal: str | None = None
    together: bool = False
    strong: bool = True
    verbal: bool = False
    over: bool = False
    pair: Side = ()

    def everyone(self) -> Side:
        """All participants of all sides."""
        return tuple(a for side in self.sides for a in side)


@dataclass(slots=True)
class Draft:
    """A mention in the making: sides and words are gathered from several places of the parse.

    `speakers` tells for words inside a statement who says them, so that "I" can be resolved.
    """

    nodes: list[int]
    speakers: Mapping[int, ActorRef] = field(default_factory=dict)
    sides: list[Side] = field(default_factory=list)
    mediators: list[ActorRef] = field(default_factory=list)
    words: list[int] = field(default_factory=list)
    core: list[int] = field(default_factory=list)

    def add_side(self, refs: list[ActorRef], words: list[int]) -> None:
        """Add a side; actors that are there already are left out."""
        known = {a.name for side in self.sides for a in side}
        fresh = tuple(a for a in refs if a.name not in known)
        if fresh:
            self.sides.append(fresh)
            self.words.extend(words)


def same_party(one: ActorRef, other: ActorRef) -> bool:
    """True when two references may be one party: the same actor, or somebody and whom he speaks for."""
    if one.name == other.name:
        return True
    if one.country is None or one.country != other.country:
        return False
    return one.kind in COLLECTIVE or other.kind in COLLECTIVE
