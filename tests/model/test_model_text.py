"""Spans, blocks and articles."""

from __future__ import annotations

import dataclasses
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import SpanError
from communique.model.text import Article, Block, BlockKind, Span, article_id

HARD = "A\u00a0café in İzmir\r\n\U0001f600 closed\u200b.\ud83d End"


@given(st.text(min_size=1), st.data())
def test_a_span_equals_its_passage(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = Article(id="a", text=text).span(start, end)
    assert (span.start, span.end, span.text) == (start, end, text[start:end])


def test_offsets_are_code_points() -> None:
    article = Article(id="a", text=HARD)
    at = HARD.index("\U0001f600")
    assert article.span(at, at + 1).text == "\U0001f600"
    assert article.span(0, len(HARD)).text == HARD


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (0, 0), (3, 2), (0, 6), (5, 6), (-3, -1), (9, 12)])
def test_offsets_outside_the_text_are_refused(start: int, end: int) -> None:
    with pytest.raises(SpanError, match=rf"article a7: no passage {start}–{end} in a text of 5 characters"):
        Article(id="a7", text="Talks").span(start, end)


def test_an_empty_text_has_no_span() -> None:
    with pytest.raises(SpanError):
        Article(id="a", text="").span(0, 0)


@pytest.mark.parametrize(
    ("one", "two", "overlaps", "covers"),
    [
        ((0, 5), (5, 9), False, False),
        ((0, 5), (4, 9), True, False),
        ((0, 9), (2, 4), True, True),
        ((2, 4), (0, 9), True, False),
        ((2, 4), (2, 4), True, True),
        ((0, 2), (7, 9), False, False),
    ],
)
def test_overlap_and_cover(one: tuple[int, int], two: tuple[int, int], overlaps: bool, covers: bool) -> None:
    article = Article(id="a", text="Both left.")
    a, b = article.span(*one), article.span(*two)
    assert a.overlaps(b) is b.overlaps(a) is overlaps
    assert a.covers(b) is covers


def test_spans_stand_in_text_order() -> None:
    article = Article(id="a", text="Both left.")
    spans = [article.span(*r) for r in ((5, 9), (0, 9), (0, 4))]
    assert [(s.start, s.end) for s in sorted(spans)] == [(0, 4), (0, 9), (5, 9)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Ana\nBrandt", "Ana Brandt"),
        ("Ana \r\n\t Brandt", "Ana Brandt"),
        ("New\u00a0York", "New York"),
        ("Ana Brandt", "Ana Brandt"),
    ],
)
def test_a_span_on_one_line(text: str, line: str) -> None:
    span = Article(id="a", text=text).span(0, len(text))
    assert (span.line, span.text) == (line, text)


@pytest.mark.parametrize("kind", list(BlockKind))
@pytest.mark.parametrize("foreign", [False, True])
def test_what_finders_may_read(kind: BlockKind, foreign: bool) -> None:
    block = Block(span=Span(0, 1, "x"), kind=kind, foreign=foreign)
    assert block.readable is (not foreign and kind not in (BlockKind.FURNITURE, BlockKind.BYLINE))


def test_a_text_is_never_rewritten() -> None:
    article = Article(id="a", text=HARD)
    with pytest.raises(dataclasses.FrozenInstanceError):
        article.text = "x"  # type: ignore[misc]
    assert article.text == HARD


def test_ids_and_hashes() -> None:
    one = article_id("Fjord Post", "The talks ended.")
    assert one == article_id("Fjord Post", "The talks ended.")
    assert len(one) == 16
    assert one.startswith("a")
    others = {article_id("Fjord Post", "The talks ended!"), article_id(None, "The talks ended.")}
    assert len(others | {one}) == 3
    assert article_id(None, "x") == article_id("", "x")
    assert len(Article(id="a", text=HARD).text_hash) == 64  # half a surrogate pair is no failure


def test_ids_are_the_same_in_any_process() -> None:
    code = "from communique.model.text import article_id; import sys; sys.stdout.write(article_id('s', 't'))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == article_id("s", "t")
