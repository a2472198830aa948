"""Quotations in the typography of many newsrooms."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.read.analysis.quotes import Quotation, find_quotations


def quoted(text: str) -> list[str]:
    """The quotations of a text whose lines are its paragraphs."""
    paragraphs = [m.span() for m in re.finditer(r"[^\n]+", text)]
    return [text[q.start : q.end] for q in find_quotations(text, paragraphs)]


CASES = [
    json.loads(line) for line in (Path(__file__).parent / "quotations.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['kind']}: {case['text']}")
def test_marks(case: dict[str, Any]) -> None:
    assert quoted(case["text"]) == case["quotations"]


def test_a_paragraph_that_opens_anew_continues_the_open_quotation() -> None:
    text = "“One.\n“Two.”\n“Three,” he said."
    lines = [(0, 5), (6, 12), (13, 30)]
    assert find_quotations(text, lines) == [
        Quotation(start=0, end=5, closed=False),
        Quotation(start=6, end=12, continues=0),
        Quotation(start=13, end=21),
    ]


def test_an_open_quotation_is_not_continued_by_plain_words() -> None:
    text = "“One.\nTwo, he said, “three.”"
    assert [q.continues for q in find_quotations(text, [(0, 5), (6, len(text))])] == [None, None]


def test_paragraphs_up_to_a_lone_closer_continue_the_open_quotation() -> None:
    text = "She said: “One.\nTwo.\nThree,” and left."
    assert [q.continues for q in find_quotations(text, [(0, 15), (16, 20), (21, len(text))])] == [None, 0, 1]


def test_a_lone_closer_far_behind_continues_nothing() -> None:
    text = "“One.\n" + "Plain words.\n" * 8 + "They go,” she said."
    paragraphs = [m.span() for m in re.finditer(r"[^\n]+", text)]
    assert [q.continues for q in find_quotations(text, paragraphs)] == [None, None]


@pytest.mark.parametrize("piece", ["“a ", '"a ', "'a ", "»a ", 'a," ', "‘a ", "a.” ", "&quot;"])
def test_many_marks_take_no_long_time(piece: str) -> None:
    text = piece * 8_000
    began = time.process_time()
    find_quotations(text, [(0, len(text))])
    assert time.process_time() - began < 10  # by the square of their number it would take minutes


MARKS = st.text(alphabet="ab .,?s\n\"“”„«»›‹‘’'‚`-—(1&;\x93\x94â€œ\\\u00a0", max_size=60)


@settings(max_examples=300, deadline=None)
@given(text=st.one_of(MARKS, st.text(max_size=60)), cut=st.integers(min_value=0, max_value=60))
def test_any_string_gives_valid_sorted_quotations(text: str, cut: int) -> None:
    cut = min(cut, len(text))
    found = find_quotations(text, [(0, cut), (cut, len(text))])
    at = 0
    for n, q in enumerate(found):
        assert at <= q.start < q.end <= len(text)
        assert q.continues is None or (0 <= q.continues < n and not found[q.continues].closed)
        at = q.end
