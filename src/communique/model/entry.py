"""Entries: one real-world thing, assembled from all findings about it in all reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from communique.model.finding import Finding
from communique.model.reference import ActorKind, Standing
from communique.model.text import Span


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
    the amounts of a pledge before it was raised or revised, or what a proposal was before ("floated"), the
    newest first: a development and no difference.
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
class Attestation:
    """A report that gives somebody an office: its article, its day, and the words; no span where inferred."""

    article: str
    day: date | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldOffice:
    """An office of a settled actor.

    `first` and `last` are ISO days, or months or years where a file of offices knows no more; None where
    nothing tells. `source` is the file and row that give them, or "reports": then they are the days of the
    first and last report that gives the office. `attested` are these two reports, `reports` counts all.
    """

    title: str
    of: str | None = None
    standing: Standing = Standing.CURRENT
    first: str | None = None
    last: str | None = None
    source: str = "reports"
    reports: int = 0
    attested: tuple[Attestation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Seated:
    """An actor whom an article names by office alone ("the Orlian president"), and why it is this one."""

    article: str
    name: str
    reason: str
    finding: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledActor:
    """One actor across articles. `findings` are the ids of the articles' actor findings joined in it.

    `sector` is a sector code of PLOVER. `seated` are those that were joined by an office held on the day of
    the report; no report says so.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None
    named: bool
    aliases: tuple[str, ...]
    offices: tuple[HeldOffice, ...]
    findings: tuple[str, ...]
    articles: tuple[str, ...]
    sector: str | None = None
    seated: tuple[Seated, ...] = ()


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
