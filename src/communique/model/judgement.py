"""Judgements: what a person decided about findings and entries, with who and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Verdict(StrEnum):
    """What a judgement says."""

    SAME = "same"
    DIFFERENT = "different"
    REJECT = "reject"
    CORRECT = "correct"
    UNDO = "undo"  # an earlier judgement no longer counts; its number is the subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A person's decision. `subject` and `object` are ids of findings, or name an actor.

    A judgement made about an entry is stored about its findings, since entries are made anew at
    every settling; one about an actor by :func:`actor_id` of a name that reports give it, which
    another reading finds again. `field` and `value` are those of a correction.
    """

    verdict: Verdict
    subject: str
    who: str
    at: datetime
    object: str | None = None
    field: str | None = None
    value: str | None = None
    reason: str | None = None
    id: int | None = None
