"""Reporting words and nouns of texts, from the tables ``cues``, ``cue_nouns`` and ``cue_texts``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from communique.knowledge import column, table, values
from communique.model.finding import Mode


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A reporting verb. `quote` is how sure it is, from 0 to 1, that a quotation alone is what it reports."""

    mode: Mode
    quote: float


@cache
def verbs() -> dict[str, Cue]:
    """The reporting verbs by base form."""
    return {
        row["lemma"]: Cue(mode=Mode(row["mode"]), quote=int(row["quote"] or 0) / 10)
        for row in table("cues").rows
    }


@cache
def nouns() -> dict[str, Mode]:
    """The reporting nouns by base form."""
    return {row["noun"]: Mode(row["mode"]) for row in table("cue_nouns").rows}


@cache
def documents() -> frozenset[str]:
    """Nouns of texts that can be the source of a statement."""
    return column("cue_texts", "document")


@cache
def platform_names() -> frozenset[str]:
    """Names of what people post on, in small letters."""
    rows = (row for row in table("statement_platforms").rows if row["kind"] == "platform")
    return frozenset(name.lower() for row in rows for name in values(row["name"]))
