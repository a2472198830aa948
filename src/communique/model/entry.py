"""Entries: one real-world thing, assembled from all findings about it in all reports."""

from __future__ import annotations

from dataclasses import dataclass

from communique.model.finding import Finding
from communique.model.reference import ActorKind, Office


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One value that reports give to a field, and the findings that give it.

    `sources` counts independent reports: copies of one wire story count once.
    """

    value: str
    findings: tuple[str, ...]
    sources: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A field on which reports differ; the version with the most independent sources stands first."""

    field: str
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A meeting, pledge or proposal as all reports together have it.

    `finding` is the fullest account, with corrections applied; `findings` are all of them. `earlier` are
    the amounts of a pledge before it was raised or revised, the newest first: a development and no
    difference.
    """

    id: str
    kind: str
    title: str
    finding: Finding
    findings: tuple[str, ...]
    articles: tuple[str, ...]
    sources: int
    differences: tuple[Difference, ...] = ()
    judged: bool = False
    earlier: tuple[Version, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledActor:
    """One actor across articles. `findings` are the ids of the articles' actor findings joined in it."""

    id: str
    name: str
    kind: ActorKind
    country: str | None
    named: bool
    aliases: tuple[str, ...]
    offices: tuple[Office, ...]
    findings: tuple[str, ...]
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyGroup:
    """Articles that are copies of one story; `original` is the earliest, `credit` the agency if named."""

    id: str
    original: str
    articles: tuple[str, ...]
    similarity: float
    credit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """Everything that settling makes: a function of findings and judgements, made anew each time."""

    actors: tuple[SettledActor, ...]
    copies: tuple[CopyGroup, ...]
    entries: tuple[Entry, ...]
