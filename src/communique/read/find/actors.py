"""PLACEHOLDER, to be replaced by its owner."""

from __future__ import annotations

from collections.abc import Iterator

from communique.model.finding import Finding
from communique.read.analysis.analysis import Analysis


class Actors:
    """Finds actors."""

    name = "actors"
    version = "0"
    provides = "actor"
    requires: tuple[str, ...] = ()

    def __call__(self, analysis: Analysis, found: dict[str, list[Finding]]) -> Iterator[Finding]:
        """The actors of one article."""
        yield from ()
