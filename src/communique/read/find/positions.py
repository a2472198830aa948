"""PLACEHOLDER, to be replaced by its owner."""

from __future__ import annotations

from collections.abc import Iterator

from communique.model.finding import Finding
from communique.read.analysis.analysis import Analysis


class Positions:
    """Finds positions."""

    name = "positions"
    version = "0"
    provides = "position"
    requires: tuple[str, ...] = ()

    def __call__(self, analysis: Analysis, found: dict[str, list[Finding]]) -> Iterator[Finding]:
        """The positions of one article."""
        yield from ()
