"""What a finder is, which there are, and how they run over an analysis."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.metadata import entry_points
from typing import Protocol, runtime_checkable

from communique.errors import FinderError
from communique.model.finding import Finding
from communique.model.outcome import FinderFailure
from communique.read.analysis.analysis import Analysis, lay

ENTRY_POINTS = "communique.finders"

# In the order in which they run: the finders of references first, since the others build on them.
BUILT_IN = (
    "times:Times",
    "places:Places",
    "actors:Actors",
    "statements:Statements",
    "events:Events",
    "meetings:Meetings",
    "pledges:Pledges",
    "proposals:Proposals",
    "positions:Positions",
)


@runtime_checkable
class Finder(Protocol):
    """Finds one kind of thing in an article.

    `provides` is the kind of finding it yields ("statement"); `requires` are the kinds that must have
    been found before it runs. What it yields may not depend on anything but the analysis.
    """

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def version(self) -> str: ...  # noqa: D102
    @property
    def provides(self) -> str: ...  # noqa: D102
    @property
    def requires(self) -> tuple[str, ...]: ...  # noqa: D102

    def __call__(self, analysis: Analysis, found: dict[str, list[Finding]]) -> Iterator[Finding]:
        """The findings of one article; `found` holds those of the finders before it, by kind."""
        ...


@cache
def finders() -> tuple[Finder, ...]:
    """The built-in finders, then those that other packages register, checked and in order.

    Raises:
        FinderError: when one lacks a name, requires what nothing before it provides, or cannot load.
    """
    package = __package__ or "communique.read.find"
    built_in = []
    for place in BUILT_IN:
        module, _, name = place.partition(":")
        built_in.append(getattr(importlib.import_module(f"{package}.{module}"), name)())
    others = []
    for point in entry_points(group=ENTRY_POINTS):
        try:
            others.append(point.load()())
        except Exception as error:  # whatever a stranger's module raises
            raise FinderError(f"finder {point.value} cannot be loaded: {error}") from error
    chosen = (*built_in, *others)
    check(chosen)
    return chosen


def check(chosen: Sequence[Finder]) -> None:
    """Check that every finder is one, and that its needs are met by those before it.

    Raises:
        FinderError: naming the finder, what it needs, and what there is.
    """
    provided: set[str] = set()
    for finder in chosen:
        if not isinstance(finder, Finder) or not finder.name:
            raise FinderError(f"{finder!r} is no finder: it needs name, version, provides and requires")
        missing = set(finder.requires) - provided
        if missing:
            raise FinderError(
                f"finder {finder.name} requires {', '.join(sorted(missing))}; "
                f"before it there are {', '.join(sorted(provided)) or 'none'}"
            )
        provided.add(finder.provides)


def run(analysis: Analysis, chosen: Sequence[Finder]) -> tuple[list[Finding], list[FinderFailure]]:
    """All findings of an article, and the finders that failed on it.

    Findings stand by kind, in the order in which they were found. Each id comes once: the first stays.
    """
    found: dict[str, list[Finding]] = {}
    failures: list[FinderFailure] = []
    unique: dict[str, dict[str, Finding]] = {}
    for finder in chosen:
        try:
            fresh = [(f.id, f) for f in finder(analysis, found)]
            lay(analysis, (f for _, f in fresh))
        except Exception as error:  # one finder's defect must not cost the article
            failures.append(FinderFailure(finder=finder.name, error=f"{type(error).__name__}: {error}"))
            continue
        found.setdefault(finder.provides, []).extend(f for _, f in fresh)
        kind = unique.setdefault(finder.provides, {})
        for id, finding in fresh:
            kind.setdefault(id, finding)
    return [f for kind in unique.values() for f in kind.values()], failures
