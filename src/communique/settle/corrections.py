"""Corrections: what a person may set, checked and given the model's types."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any, Literal, get_args

from communique.errors import SettingsError
from communique.model.finding import (
    Finding,
    Meeting,
    MeetingKind,
    MeetingStatus,
    PledgeStatus,
    Proposal,
    ProposalStatus,
)
from communique.model.judgement import Judgement, Verdict
from communique.model.reference import ActorKind, ActorRef, PlaceRef
from communique.model.when import When

Per = Literal["month", "year"]
DAYS = re.compile(r"(\d{4}-\d{2}-\d{2})(?:/(\d{4}-\d{2}-\d{2}))?")
Make = Callable[[str], Any]


def _text(value: str) -> str:
    if not value.strip():
        raise ValueError("some text")
    return value.strip()


def _number(value: str) -> float:
    try:
        number = float(value.replace(",", ""))
    except ValueError:
        raise ValueError("a number, such as 2500000") from None
    if not 0 <= number < float("inf"):
        raise ValueError("a number of 0 or more")
    return number


def _whole(value: str) -> int:
    if not value.strip().isdecimal() or not 0 < int(value) < 1000:
        raise ValueError("a number such as 3, for the third of a row")
    return int(value)


def _when(value: str) -> When:
    match = DAYS.fullmatch(value.strip())
    wanted = "a day (2031-03-03) or two (2031-03-03/2031-03-05)"
    if not match:
        raise ValueError(wanted)
    try:
        first, last = (date.fromisoformat(d) for d in (match[1], match[2] or match[1]))
        return When(first=first, last=last, value=value.strip(), anchor="a person's correction")
    except ValueError:
        raise ValueError(wanted) from None


def _place(value: str) -> PlaceRef:
    return PlaceRef(name=_text(value))


def _currency(value: str) -> str:
    if not re.fullmatch(r"[A-Z]{3}", value.strip()):
        raise ValueError("a code of ISO 4217, such as USD")
    return value.strip()


def _country(value: str) -> str:
    if not re.fullmatch(r"[A-Z]{2}", value.strip()):
        raise ValueError("a code of ISO 3166, such as FR")
    return value.strip()


def _actors(value: str) -> tuple[ActorRef, ...]:
    names = [n.strip() for n in value.split(",") if n.strip()]
    if not names:
        raise ValueError("names with commas between them")
    return tuple(ActorRef(name=n, inferred="a person's correction") for n in names)


def _sides(value: str) -> tuple[tuple[ActorRef, ...], ...]:
    try:
        return tuple(_actors(side) for side in value.split(";"))
    except ValueError:
        raise ValueError("sides with semicolons between them, names with commas") from None


def _one_of(kinds: type[StrEnum]) -> Make:
    def make(value: str) -> StrEnum:
        try:
            return kinds(value.strip())
        except ValueError:
            raise ValueError("one of " + ", ".join(k.value for k in kinds)) from None

    return make


def _per(value: str) -> str:
    if value.strip() not in get_args(Per):
        raise ValueError("one of " + ", ".join(get_args(Per)))
    return value.strip()


# What can be corrected, by kind: the name that people use → the field of the finding, and its maker.
FIELDS: Mapping[str, Mapping[str, tuple[str, Make]]] = {
    "meeting": {
        "title": ("title", _text),
        "who": ("who", _sides),
        "mediators": ("mediators", _actors),
        "kind": ("meeting_kind", _one_of(MeetingKind)),
        "number": ("number", _whole),
        "place": ("place", _place),
        "date": ("date", _when),
        "status": ("status", _one_of(MeetingStatus)),
    },
    "pledge": {
        "title": ("title", _text),
        "givers": ("givers", _actors),
        "receivers": ("receivers", _actors),
        "what": ("what", _text),
        "amount": ("amount", _number),
        "upper": ("upper", _number),
        "currency": ("currency", _currency),
        "unit": ("unit", _text),
        "per": ("per", _per),
        "date": ("by_when", _when),
        "status": ("status", _one_of(PledgeStatus)),
    },
    "proposal": {
        "title": ("title", _text),
        "name": ("name", _text),
        "by": ("by", _actors),
        "with": ("with_", _actors),
        "date": ("date", _when),
        "status": ("status", _one_of(ProposalStatus)),
    },
    "actor": {
        "name": ("name", _text),
        "kind": ("kind", _one_of(ActorKind)),
        "country": ("country", _country),
    },
}


def correctable(kind: str) -> tuple[str, ...]:
    """The fields of a kind (meeting, pledge, proposal, actor) that can be corrected; none for others."""
    return tuple(FIELDS.get(kind, {}))


def check_correction(kind: str, field: str, value: str) -> Any:
    """The value as the model has it.

    Raises:
        SettingsError: when this kind or field cannot be corrected, or the value is none for it.
    """
    fields = FIELDS.get(kind)
    if fields is None:
        raise SettingsError(f"a {kind} cannot be corrected; what can be is {', '.join(FIELDS)}")
    if field not in fields:
        raise SettingsError(f"a {kind} has no field {field!r} to correct; it has {', '.join(fields)}")
    try:
        return fields[field][1](value)
    except ValueError as error:
        raise SettingsError(f"{field} of a {kind} needs {error}, not {value!r}") from None


def corrections_of(judgements: Iterable[Judgement], ids: Iterable[str]) -> dict[str, str]:
    """The corrected fields of what goes by any of `ids`, each by its latest correction."""
    wanted = frozenset(ids)
    found: dict[str, str] = {}
    for j in judgements:
        if j.verdict is Verdict.CORRECT and j.subject in wanted and j.field and j.value is not None:
            found.setdefault(j.field, j.value)
    return found


def corrected(finding: Finding, given: Mapping[str, str]) -> Finding:
    """The finding with corrected fields; a title is the entry's and is left out.

    Raises:
        SettingsError: as :func:`check_correction`.
    """
    changes: dict[str, Any] = {}
    for field, value in given.items():
        typed = check_correction(finding.kind, field, value)
        if field != "title":
            changes[FIELDS[finding.kind][field][0]] = typed
    return replace(finding, **changes) if changes else finding


def sides(finding: Finding) -> tuple[tuple[ActorRef, ...], ...]:
    """Who a title names on each side: of a meeting, of a pledge (givers, receivers), of a proposal."""
    if isinstance(finding, Meeting):
        return finding.who
    if isinstance(finding, Proposal):
        return (finding.by, finding.with_)
    return (getattr(finding, "givers", ()), getattr(finding, "receivers", ()))
