"""Communiqué reads news reports and keeps the record of a negotiation.

    import communique

    found = communique.read("KYIV, Ukraine (AP) — …", date="2031-03-03")
    found.meetings[0].place

    with communique.Record("talks.db") as record:
        record.statements()

Names are loaded when they are first used, so that the import itself is quick.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from communique.api import Findings, read
    from communique.errors import CommuniqueError
    from communique.model.entry import Entry, SettledActor
    from communique.model.finding import (
        Actor,
        Event,
        Evidence,
        Finding,
        Meeting,
        Place,
        Pledge,
        Position,
        Proposal,
        Statement,
        Time,
    )
    from communique.model.judgement import Judgement
    from communique.model.reference import ActorRef, PlaceRef
    from communique.model.text import Article, Block, Span
    from communique.model.when import When
    from communique.record.record import Record

_HOMES = {
    "communique.api": ("Findings",),
    "communique.errors": ("CommuniqueError",),
    "communique.model.entry": ("Entry", "SettledActor"),
    "communique.model.finding": (
        "Actor", "Event", "Evidence", "Finding", "Meeting", "Place", "Pledge", "Position", "Proposal",
        "Statement", "Time",
    ),
    "communique.model.judgement": ("Judgement",),
    "communique.model.reference": ("ActorRef", "PlaceRef"),
    "communique.model.text": ("Article", "Block", "Span"),
    "communique.model.when": ("When",),
    "communique.record.record": ("Record",),
}  # fmt: skip

__all__ = [
    "Actor",
    "ActorRef",
    "Article",
    "Block",
    "CommuniqueError",
    "Entry",
    "Event",
    "Evidence",
    "Finding",
    "Findings",
    "Judgement",
    "Meeting",
    "Place",
    "PlaceRef",
    "Pledge",
    "Position",
    "Proposal",
    "Record",
    "SettledActor",
    "Span",
    "Statement",
    "Time",
    "When",
    "read",
]


def __getattr__(name: str) -> Any:
    if name == "read":  # the package, which can be called
        return importlib.import_module("communique.read")
    for home, names in _HOMES.items():
        if name in names:
            return getattr(importlib.import_module(home), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
