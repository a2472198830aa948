"""Types of events with their quad classes, intensities and modes, after the PLOVER manual (draft 0.8).

Open Event Data Alliance, "PLOVER: Political Language Ontology for Verifiable Event Records", 2021-09-17.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from communique.knowledge import table


def label(event_type: str, number: int = 1) -> str:
    """What acts of a type are called, one or several: "attack", "attacks"."""
    return _types()[event_type]["one" if number == 1 else "several"]


def quad(event_type: str) -> str:
    """The quad class of a type: verbal or material, cooperation or conflict."""
    return _types()[event_type]["quad"]


def intensity(event_type: str) -> float:
    """The score of a type, from -10 (most conflict) to 10 (most cooperation)."""
    return float(_types()[event_type]["intensity"])


@cache
def modes(event_type: str) -> tuple[str, ...]:
    """The modes of a type in the manual's order; none for some types."""
    return tuple(r["mode"] for r in table("plover_modes").rows if r["type"] == event_type)


@cache
def _types() -> Mapping[str, Mapping[str, str]]:
    return {row["type"]: row for row in table("plover_types").rows}
