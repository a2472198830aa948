"""A readable table of features: each has a name, a weight and a reason, and a decision quotes them.

The weights are set by hand, after the habit of record linkage: evidence for a match and against it is
added up (Fellegi and Sunter, 1969), and a threshold decides.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One thing that speaks for (weight above 0) or against (below 0) a match."""

    name: str
    weight: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureTable:
    """The features of one decision and the sum from which it is "the same"."""

    what: str
    threshold: float
    features: tuple[Feature, ...]
    _weights: dict[str, float] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_weights", {f.name: f.weight for f in self.features})

    def weight(self, name: str) -> float:
        """The weight of a feature.

        Raises:
            KeyError: when the table has no such feature.
        """
        return self.weights()[name]

    def weights(self) -> dict[str, float]:
        """From each feature's name to its weight."""
        return self._weights

    def decide(self, found: tuple[tuple[str, float], ...]) -> Decision:
        """The decision on the features `found`, each with the share (0 to 1) to which it holds."""
        weights = self._weights
        return Decision(
            table=self, parts=tuple((name, round(share * weights[name], 3)) for name, share in found)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was decided and from what; :meth:`sentence` says it."""

    table: FeatureTable
    parts: tuple[tuple[str, float], ...]

    @property
    def score(self) -> float:
        """The sum of the parts."""
        return sum(value for _, value in self.parts)

    @property
    def same(self) -> bool:
        """True when the sum reaches the threshold."""
        return self.score >= self.table.threshold

    def sentence(self) -> str:
        """The decision in one sentence."""
        parts = (
            ", ".join(f"{name} ({value:+.1f})" for name, value in self.parts if value) or "nothing in common"
        )
        verdict = "the same" if self.same else "not the same"
        return f"{verdict} {self.table.what}: {parts}; {self.score:.1f} of {self.table.threshold:.1f} needed."
