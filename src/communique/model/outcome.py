"""Outcomes: what became of each article that was to be read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class OutcomeKind(StrEnum):
    """What became of one article."""

    READ = "read"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class FinderFailure:
    """A finder that failed on an article; the other findings stand."""

    finder: str
    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one article: where it stood, and why it was not read, if it was not.

    `code` is a short, stable word for the reason ("undecodable", "empty", "too large", …).
    """

    kind: OutcomeKind
    location: str
    article: str | None = None
    code: str | None = None
    message: str | None = None
    words: int = 0
    findings: int = 0
    finder_failures: tuple[FinderFailure, ...] = ()
