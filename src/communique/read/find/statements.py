"""PLACEHOLDER, to be replaced by its owner."""

from __future__ import annotations

from collections.abc import Iterator

from communique.model.finding import Finding
from communique.read.analysis.analysis import Analysis


class Statements:
    """Finds statements."""

    name = "statements"
    version = "0"
    provides = "statement"
    requires: tuple[str, ...] = ()

    def __call__(self, analysis: Analysis, found: dict[str, list[Finding]]) -> Iterator[Finding]:
        """The statements of one article."""
        yield from ()
