"""References: the people, parties and places that findings speak of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.model.text import Span


class ActorKind(StrEnum):
    """What sort of actor it is."""

    PERSON = "person"
    STATE = "state"
    GOVERNMENT = "government"  # a government, ministry or residence that stands for one
    ORGANISATION = "organisation"  # international organisation, party, company, NGO
    ARMED_GROUP = "armed group"
    OUTLET = "outlet"
    DOCUMENT = "document"
    GROUP = "group"  # people without a name: "the two officials", "residents"
    UNKNOWN = "unknown"


class MentionForm(StrEnum):
    """How a mention names its actor."""

    NAME = "name"
    SHORT = "short name"  # surname, acronym
    TITLE = "title"  # "the president", "the Ukrainian foreign minister"
    NOMINAL = "nominal"  # "the two officials"
    PRONOUN = "pronoun"
    METONYM = "metonym"  # "Moscow", "the Kremlin"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRef:
    """An actor in a role of a finding.

    `name` is the fullest name that the article itself gives. `mention` is the passage that stands for
    it here; None when the actor was inferred, and then `inferred` says from what. `named` is False
    for "a senior official" and the like. A plural ("Britain, France and Canada") has `members`.
    """

    name: str
    kind: ActorKind = ActorKind.UNKNOWN
    mention: Span | None = None
    form: MentionForm = MentionForm.NAME
    country: str | None = None
    named: bool = True
    inferred: str | None = None
    members: tuple[ActorRef, ...] = ()

    def each(self) -> tuple[ActorRef, ...]:
        """The single actors: its members, or itself."""
        return self.members or (self,)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRef:
    """A place in a role of a finding; coordinates in degrees (WGS 84), `country` ISO 3166 alpha-2."""

    name: str
    span: Span | None = None
    geonames_id: int | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    kind: str | None = None  # city, region, country, residence, venue, sea, …


class Standing(StrEnum):
    """How somebody stands to an office, on the day of the report."""

    CURRENT = "current"
    ACTING = "acting"
    FORMER = "former"
    COMING = "coming"  # elected, named or nominated


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office that an article gives to a person: ``Office(title="foreign minister", of="Ukraine")``."""

    title: str
    of: str | None = None
    span: Span | None = None
    standing: Standing = Standing.CURRENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One mention of an actor in an article."""

    span: Span
    form: MentionForm
