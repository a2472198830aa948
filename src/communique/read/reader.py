"""One article through reading: analysis, then every finder."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from communique.model.finding import Finding
from communique.model.outcome import FinderFailure
from communique.model.text import Article
from communique.read.analysis.build import analyse
from communique.read.analysis.language_model import language_model
from communique.read.find.finder import Finder, finders, run


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An article and its findings; `failures` names the finders that failed on it."""

    article: Article
    findings: tuple[Finding, ...]
    failures: tuple[FinderFailure, ...]
    words: int


def read_article(article: Article, chosen: Sequence[Finder] | None = None) -> Reading:
    """Read one article. Pure: the same article and version give the same reading in any process.

    Raises:
        ModelMissingError: when no language model is installed.
        FinderError: when the installed finders do not fit together.
    """
    analysis = analyse(article)
    findings, failures = run(analysis, finders() if chosen is None else chosen)
    words = sum(1 for t in analysis.text if t[0].isalnum())
    return Reading(article=article, findings=tuple(findings), failures=tuple(failures), words=words)


def reading_version() -> str:
    """A short hash of the finders' versions and the language model's: it changes when findings may."""
    parts = [language_model().name, *(f"{f.name} {f.version}" for f in finders())]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]
