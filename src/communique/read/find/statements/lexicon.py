"""Reporting verbs and nouns, from the tables ``cues``, ``cue_nouns`` and ``cue_texts``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from communique.knowledge import column, table, values
from communique.model.finding import Mode


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A reporting verb: how sure each of its patterns is, from 0 (it has none such) to 1.

    `person` is True when its object is the addressee ("told reporters"). `prepositions` are those
    (or the particles) whose complement is the content ("called for"). `text` is True when only a text
    says so ("the report found"), while a person who finds out tells nothing.
    """

    mode: Mode
    that: float
    quote: float
    to: float
    object: float
    person: bool
    prepositions: frozenset[str]
    phrase: float
    text: bool


@cache
def verbs() -> dict[str, Cue]:
    """The reporting verbs by base form."""
    return {
        row["lemma"]: Cue(
            mode=Mode(row["mode"]),
            that=_tenths(row["that"]),
            quote=_tenths(row["quote"]),
            to=_tenths(row["to"]),
            object=_tenths(row["object"]),
            person=row["person"] == "yes",
            prepositions=frozenset(values(row["prep"])),
            phrase=_tenths(row["sure"]),
            text=row["source"] == "text",
        )
        for row in table("cues").rows
    }


@cache
def nouns() -> dict[str, tuple[Mode, float]]:
    """The reporting nouns by base form, with mode and how sure."""
    return {row["noun"]: (Mode(row["mode"]), _tenths(row["sure"])) for row in table("cue_nouns").rows}


@cache
def triggers() -> frozenset[str]:
    """All words that make a sentence worth a look, besides quotation marks and colons."""
    return frozenset(lemma.split()[0] for lemma in verbs()) | frozenset(nouns()) | {"accord"}


@cache
def documents() -> frozenset[str]:
    """Nouns of texts that can be the source of a statement."""
    return column("cue_texts", "document")


@cache
def occasions() -> frozenset[str]:
    """Nouns of the texts and occasions in which people say things ("in a statement")."""
    return column("cue_texts", "occasion")


def _tenths(cell: str) -> float:
    return int(cell) / 10 if cell else 0.0
