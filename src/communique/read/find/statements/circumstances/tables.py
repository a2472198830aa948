"""Words for when, to whom, through whom and where things are said, from this package's tables."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from communique.knowledge import column, table, values
from communique.read.find.statements.lexicon import platform_names


@cache
def occasions() -> frozenset[str]:
    """Nouns of the texts and events in which people say things ("in a statement", "at a rally")."""
    return column("statement_occasions", "noun")


@cache
def pieces() -> frozenset[str]:
    """Those of them that an outlet publishes or takes part in ("a BBC interview"), and no events."""
    rows = (row for row in table("statement_occasions").rows if row["kind"] != "event")
    return frozenset(noun for row in rows for noun in values(row["noun"]))


@cache
def partners() -> dict[str, frozenset[str]]:
    """From each of these nouns to the prepositions that lead to those spoken to ("an interview with …")."""
    rows = table("statement_occasions").rows
    return {noun: frozenset(values(row["partner"])) for row in rows for noun in values(row["noun"])}


@cache
def platforms() -> frozenset[str]:
    """What people publish on, and nouns of their own place there ("on Telegram", "on her website")."""
    return platform_names() | _named("place")


@cache
def outlets() -> frozenset[str]:
    """Names of outlets, for where a longer mention hides one ("a letter seen by Reuters")."""
    rows = table("outlets").rows
    return frozenset(name for row in rows for name in (row["name"], *values(row["aliases"])))


@cache
def media() -> frozenset[str]:
    """Nouns of those who pass on what is said ("state media", "the news agency")."""
    return _named("medium")


@cache
def listening_media() -> frozenset[str]:
    """Nouns that name such a one only where it is told something ("told the channel")."""
    return _named("listener")


def _named(kind: str) -> frozenset[str]:
    rows = (row for row in table("statement_platforms").rows if row["kind"] == kind)
    return frozenset(name.lower() for row in rows for name in values(row["name"]))


@cache
def passing_on() -> frozenset[str]:
    """Verbs of which a passive names who passed words on ("a letter seen by Reuters")."""
    return _relaying("passive")


@cache
def closing_verbs() -> frozenset[str]:
    """Verbs by which an outlet closes what it passes on ("…, Reuters reported")."""
    return _relaying("closing")


def _relaying(use: str) -> frozenset[str]:
    rows = (row for row in table("statement_relays").rows if row["use"] == use)
    return frozenset(verb for row in rows for verb in values(row["lemma"]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressing:
    """Where the addressee of a verb stands: its object, or behind a preposition.

    `anyone` is True where whatever stands there is spoken to, and `audience` where it goes on listening.
    """

    object: bool
    prepositions: frozenset[str]
    anyone: bool
    audience: bool


@cache
def addressing() -> dict[str, Addressing]:
    """How verbs take their addressee, by base form."""
    return {
        row["lemma"]: Addressing(
            object="object" in values(row["addressee"]),
            prepositions=frozenset(values(row["addressee"])) - {"object"},
            anyone=row["anyone"] == "yes",
            audience=row["audience"] == "yes",
        )
        for row in table("statement_addressees").rows
    }


@cache
def honorifics() -> frozenset[str]:
    """Words that stand before a name or office when somebody is addressed ("Mr", "Excellency")."""
    return frozenset(row["noun"] for row in table("offices").rows if row["class"] == "honorific")


@cache
def apart() -> frozenset[str]:
    """Words that tell of another time than the one before ("earlier", "repeatedly")."""
    return column("statement_apart", "word")
