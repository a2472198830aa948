"""Findings and entries as JSON and back, without loss.

A dataclass becomes an object that leaves out fields at their default; a span becomes
``[start, end, "words"]``, a date its ISO form, and a finding carries its kind under ``"kind"``. What
comes back equals what went in, so its id is the same too.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from communique.errors import RecordError
from communique.model.entry import Entry, SettledActor
from communique.model.finding import FINDING_TYPES, Finding
from communique.model.reference import ActorRef
from communique.model.text import Span
from communique.model.when import When

Decode = Callable[[Any], Any]

_KINDS: dict[str, Any] = {t.kind: t for t in FINDING_TYPES}
# Names that the model's modules import for type checking only.
_NAMES: dict[str, Any] = {"Span": Span, "When": When, "ActorRef": ActorRef}


def encode(value: Finding | Entry | SettledActor) -> str:
    """One line of ASCII JSON.

    Raises:
        RecordError: for a type of finding that the model does not list.
    """
    if isinstance(value, Finding) and type(value) is not _KINDS.get(value.kind):
        raise RecordError(
            f"a record cannot hold a {type(value).__name__}; "
            f"it holds findings of the kinds {', '.join(_KINDS)}"
        )
    return _ENCODER.encode(value)


def decode_finding(text: str) -> Finding:
    """The finding that :func:`encode` wrote."""
    finding: Finding = _finding(json.loads(text))
    return finding


def decode_entry(text: str) -> Entry:
    """The entry that :func:`encode` wrote."""
    entry: Entry = _dataclass(Entry)(json.loads(text))
    return entry


def decode_actor(text: str) -> SettledActor:
    """The settled actor that :func:`encode` wrote."""
    actor: SettledActor = _dataclass(SettledActor)(json.loads(text))
    return actor


def _plain(value: Any) -> Any:
    """What the JSON encoder does not know, in terms that it knows."""
    kind: Any = type(value)
    if kind is Span:
        return (value.start, value.end, value.text)
    if kind is date:
        return value.isoformat()
    # Equality too: what comes from a worker is no longer identical, and must give the same record.
    plain = {n: v for n, d in _defaults(kind) if (v := getattr(value, n)) is not d and v != d}
    if isinstance(value, Finding):
        plain["kind"] = value.kind
    return plain


_ENCODER = json.JSONEncoder(separators=(",", ":"), default=_plain, check_circular=False)


@cache
def _defaults(kind: Any) -> tuple[tuple[str, Any], ...]:
    """Names of the fields of a dataclass, with their defaults (MISSING where there is none)."""
    if not is_dataclass(kind):
        raise TypeError(f"no JSON form is known for {kind.__name__}")
    return tuple((f.name, f.default) for f in fields(kind))


def _finding(plain: dict[str, Any]) -> Any:
    return _dataclass(_KINDS[plain["kind"]])(plain)


@cache
def _dataclass(kind: Any) -> Decode:
    hints = get_type_hints(kind, localns=_NAMES)
    decoders = tuple((f.name, _decoder(hints[f.name])) for f in fields(kind))

    def decode(plain: Any) -> Any:
        given = {}
        for name, decoder in decoders:
            if name in plain:
                value = plain[name]
                given[name] = value if decoder is None or value is None else decoder(value)
        return kind(**given)

    return decode


@cache
def _decoder(hint: Any) -> Decode | None:
    """How to bring back a value of this type; None where JSON's own form is right already."""
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        (inner,) = (a for a in get_args(hint) if a is not NoneType)
        return _decoder(inner)
    if origin is tuple:
        return _tuple(_decoder(get_args(hint)[0]))
    if origin is Literal or hint in (str, int, float, bool):
        return None
    if hint is Span:
        return lambda v: Span(v[0], v[1], v[2])
    if hint is date:
        return date.fromisoformat
    if hint is Finding:
        return _finding
    if issubclass(hint, StrEnum):
        members: dict[str, Any] = {m.value: m for m in hint}
        return members.__getitem__
    return lambda v: _dataclass(hint)(v)  # looked up late, for an actor's members are actors


def _tuple(inner: Decode | None) -> Decode:
    if inner is None:
        return tuple
    return lambda values: tuple([inner(v) for v in values])
