"""Drafts: statements in the making, as ranges of words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from communique.model.finding import Mode

Range = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A statement before its words become spans.

    `cue` and the pieces of `content` are ranges of words, end exclusive. `anchor` is the cue's main
    word, or -1. `source` is the head word of the source, or None.
    """

    anchor: int
    cue: Range | None
    content: tuple[Range, ...]
    source: int | None
    mode: Mode
    score: float
    note: str | None = None
    words: Range | None = None
    method: Literal["rule", "model"] = "rule"

    @property
    def first(self) -> int:
        """The first word of the content."""
        return self.content[0][0]

    @property
    def last(self) -> int:
        """The end (exclusive) of the content."""
        return self.content[-1][1]
