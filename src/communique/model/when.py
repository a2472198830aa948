"""When something happens: an interval of days, and how it was read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.model.text import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """An interval of days, first and last included.

    `value` is the TIMEX3 value ("2025-12-04", "2025-11", "P3D") where there is one. `span` is the
    expression it came from (None when it came from metadata). `anchor` says in words what it was
    resolved against; `inferred` is True when a part (mostly the year) is not in the text.
    Imprecise stays imprecise: "mid-November" is ten days, not the 15th.
    """

    first: date | None
    last: date | None
    value: str | None = None
    span: Span | None = None
    anchor: str | None = None
    inferred: bool = False

    def __post_init__(self) -> None:
        if (self.first is None) != (self.last is None):
            raise ValueError("When needs both ends of its interval, or neither")
        if self.first is not None and self.last is not None and self.first > self.last:
            raise ValueError(f"When ends before it begins: {self.first} > {self.last}")

    @classmethod
    def day(
        cls, day: date, *, span: Span | None = None, anchor: str | None = None, inferred: bool = False
    ) -> When:
        """One single day."""
        return cls(first=day, last=day, value=day.isoformat(), span=span, anchor=anchor, inferred=inferred)

    @property
    def is_day(self) -> bool:
        """True when it is one single day."""
        return self.first is not None and self.first == self.last

    def overlaps(self, other: When) -> bool:
        """True when both intervals are known and share a day."""
        if self.first is None or self.last is None or other.first is None or other.last is None:
            return False
        return self.first <= other.last and other.first <= self.last
