"""Quotations in the typography of many newsrooms."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.read.analysis.quotes import Quotation, find_quotations


def quoted(text: str) -> list[str]:
    paragraphs, at = [], 0
    for line in text.splitlines(keepends=True):
        paragraphs.append((at, at + len(line)))
        at += len(line)
    return [text[q.start : q.end].rstrip("\n") for q in find_quotations(text, paragraphs)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Go," she said.', ['"Go,"']),
        ('She said "go" and "stay".', ['"go"', '"stay"']),
        ("“Go,” she said. “Now.”", ["“Go,”", "“Now.”"]),
        ("She called it “a ‘grave’ error” twice.", ["“a ‘grave’ error”"]),
        ("''Go,'' she said.", ["''Go,''"]),
        ("``Go,'' she said.", ["``Go,''"]),
        ("Er sagte: „Nein“ und ging.", ["„Nein“"]),
        ("Il a dit « non » hier.", ["« non »"]),
        ("Er sagte »nein« und ging.", ["»nein«"]),
        ("‘We don’t know,’ said Orla.", ["‘We don’t know,’"]),
        ("'We don't know,' said Orla.", ["'We don't know,'"]),
        ("‘The workers’ rights come first,’ she said.", ["‘The workers’ rights come first,’"]),
        ("The minister’s aides’ plan isn’t new.", []),
        ("The minister's aides' plan isn't new.", []),
        ("In the '90s the envoys' car broke.", []),
        ("A 6\" gun.", []),
        ("“No closer here.", ["“No closer here."]),
        ('"First part, she said. "Second part."', ['"First part, she said. ', '"Second part."']),
        ("No marks at all.", []),
        ("", []),
        ('"', []),
        ('""', []),
    ],
)  # fmt: skip
def test_marks(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


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


MARKS = st.text(alphabet="ab .,?s\n\"“”„«»‹›「」‘’'`-—(1", max_size=60)


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
