"""The tree drawn in the docstring is the tree of the classes."""

from __future__ import annotations

import inspect
import re

import pytest

from communique import errors
from communique.errors import CommuniqueError, InputError, SpanError

NODE = re.compile(r"^ {4}(?P<branch>[│ ├└─]*)(?P<name>[A-Z]\w+Error)\b", re.M)
CLASSES: dict[str, type[Exception]] = {
    name: cls
    for name, cls in inspect.getmembers(errors, inspect.isclass)
    if issubclass(cls, Exception) and cls.__module__ == errors.__name__
}
INPUT_ERRORS: tuple[type[InputError], ...] = (InputError, *InputError.__subclasses__())


def drawn() -> dict[str, str]:
    """Each class of the drawing and the one it hangs from."""
    parents: dict[str, str] = {}
    above: list[str] = []
    for node in NODE.finditer(errors.__doc__ or ""):
        depth = len(node["branch"]) // 4
        parents[node["name"]] = above[depth - 1] if depth else "Exception"
        above[depth:] = [node["name"]]
    return parents


def test_the_tree_is_as_drawn() -> None:
    assert drawn() == {name: cls.__bases__[0].__name__ for name, cls in CLASSES.items()}


@pytest.mark.parametrize("name", CLASSES)
def test_every_error_is_one_of_ours_and_explained(name: str) -> None:
    assert issubclass(CLASSES[name], CommuniqueError)
    assert (CLASSES[name].__doc__ or "").endswith(".")


def test_an_input_error_says_where() -> None:
    for cls in INPUT_ERRORS:
        error = cls("news.jsonl:12", "there is no text")
        assert str(error) == "news.jsonl:12: there is no text"
        assert (error.location, error.message) == ("news.jsonl:12", "there is no text")


def test_codes_of_input_errors_are_distinct_words() -> None:
    codes = [cls.code for cls in INPUT_ERRORS]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"[a-z]+( [a-z]+)*", code) for code in codes)


def test_a_span_error_says_what_is_wrong() -> None:
    assert str(SpanError("a1", 4, 2, 9)) == "article a1: no passage 4–2 in a text of 9 characters"
