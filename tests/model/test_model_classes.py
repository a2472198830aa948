"""All classes of the model are values: frozen, slotted, and made by keyword."""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from enum import StrEnum
from typing import Any

import pytest

from communique import model
from communique.model.finding import EventType
from communique.model.text import Span

MODULES = [
    importlib.import_module(f"{model.__name__}.{m.name}") for m in pkgutil.iter_modules(model.__path__)
]


def classes() -> Iterator[Any]:
    for module in MODULES:
        for _, cls in inspect.getmembers(module, inspect.isclass):
            if cls.__module__ == module.__name__:
                yield cls


VALUES = [c for c in classes() if dataclasses.is_dataclass(c)]
ENUMS = [c for c in classes() if issubclass(c, StrEnum)]


def test_every_class_is_a_value_or_an_enumeration() -> None:
    assert {c.__name__ for c in classes()} == {c.__name__ for c in [*VALUES, *ENUMS]}


@pytest.mark.parametrize("cls", VALUES, ids=lambda c: c.__name__)
def test_values_are_frozen_slotted_and_made_by_keyword(cls: Any) -> None:
    assert cls.__dataclass_params__.frozen
    assert "__slots__" in vars(cls)
    if cls is not Span:  # made in one place only, by the thousand
        assert all(f.kw_only for f in dataclasses.fields(cls) if f.init)


@pytest.mark.parametrize("cls", ENUMS, ids=lambda c: c.__name__)
def test_values_of_enumerations_are_plain_lower_case_words(cls: Any) -> None:
    values = [member.value for member in cls]
    assert len(set(values)) == len(values)
    if cls is not EventType:  # PLOVER writes its types in capitals
        assert all(v == " ".join(v.lower().split()) for v in values)
