"""One article through reading: analysis, then every finder."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from communique.knowledge.offices import Holding, office_book
from communique.model.finding import Finding
from communique.model.outcome import FinderFailure
from communique.model.text import Article
from communique.read.analysis.build import analyse
from communique.read.analysis.language_model import language_model
from communique.read.find.finder import Finder, finders, run

READ = (".py", ".tsv", ".json", ".npz", ".onnx")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An article and its findings; `failures` names the finders that failed on it."""

    article: Article
    findings: tuple[Finding, ...]
    failures: tuple[FinderFailure, ...]
    words: int


def read_article(
    article: Article, chosen: Sequence[Finder] | None = None, offices: tuple[Holding, ...] = ()
) -> Reading:
    """Read one article. Pure: the same article and version give the same reading in any process.

    `offices` are a user's own rows of who held which office.

    Raises:
        ModelMissingError: when no language model is installed.
        FinderError: when the installed finders do not fit together.
    """
    analysis = analyse(article, office_book(offices))
    findings, failures = run(analysis, finders() if chosen is None else chosen)
    words = sum(1 for t in analysis.text if t[0].isalnum())
    return Reading(article=article, findings=tuple(findings), failures=tuple(failures), words=words)


@cache
def reading_version(offices: tuple[Holding, ...] = ()) -> str:
    """A short hash of all that findings depend on: code, tables, weights, finders and language model.

    A user's own rows of who held which `offices` count too, wherever the file with them lies.
    """
    digest = hashlib.sha256(language_model().name.encode())
    for finder in finders():
        digest.update(f"\n{finder.name} {finder.version}".encode())
    for package in ("communique.read", "communique.knowledge", "communique.model"):
        for path in _files(resources.files(package)):
            digest.update(path.name.encode() + path.read_bytes())
    for held in offices:
        digest.update(repr(replace(held, source="")).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:12]


def _files(folder: Traversable) -> Iterator[Traversable]:
    """The code, tables and weights under a folder, by name."""
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        if path.is_dir():
            yield from _files(path)
        elif path.name.endswith(READ):
            yield path
