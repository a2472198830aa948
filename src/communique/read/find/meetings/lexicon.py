"""The words that name meetings, from the tables, and the closed classes that their grammar needs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from communique.knowledge import table, values
from communique.model.finding import MeetingKind
from communique.model.reference import ActorKind

DEFINITE = ("the", "this", "that", "these", "those", "both", "such")

NAMEABLE = (ActorKind.PERSON, ActorKind.STATE, ActorKind.GOVERNMENT)

FIRST_PERSON = ("i", "my", "we", "our")

MEANWHILE = ("during", "after", "following", "before", "ahead")

AFTER = ("after", "following")

DASHES = ("—", "–", "--", "-")

DURING = (
    "in",
    "at",
    "during",
    "after",
    "following",
    "before",
    "ahead",
    "on",
    "for",
    "with",
    "via",
    "by",
    "to",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """A verb that names a meeting; see ``meeting_verbs.tsv``."""

    object: str
    prepositions: tuple[str, ...]
    kind: MeetingKind
    needs: str
    beside: tuple[str, ...]
    whither: bool


@cache
def verbs() -> dict[str, Verb]:
    """The verbs that name meetings, by base form."""
    return {
        row["lemma"]: Verb(
            object=row["object"],
            prepositions=values(row["with"]),
            kind=MeetingKind(row["kind"]),
            needs=row["needs"],
            beside=values(row["beside"]),
            whither=row["whither"] == "yes",
        )
        for row in table("meeting_verbs").rows
    }


@cache
def nouns() -> dict[str, tuple[MeetingKind, bool]]:
    """The nouns that name meetings: kind, and whether the noun alone is enough."""
    return {r["lemma"]: (MeetingKind(r["kind"]), r["strong"] == "yes") for r in table("meeting_nouns").rows}


@cache
def holding() -> dict[str, tuple[str, ...]]:
    """Verbs whose subject takes part in the meeting that they govern, and by which prepositions."""
    return {r["lemma"]: values(r["preposition"]) for r in table("meeting_holding").rows}
