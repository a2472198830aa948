"""Windows: whole paragraphs where they fit, every word in one core, context that never exceeds its pieces."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from communique.read.analysis.windows import Window, windows


def test_paragraphs_stay_whole_while_they_fit() -> None:
    cut = windows([1] * 10, [0, 4, 8], [0, 4, 8], limit=6, left=0, right=0)
    assert [(w.first, w.last) for w in cut] == [(0, 4), (4, 10)]


def test_a_long_paragraph_is_cut_at_sentence_ends() -> None:
    cut = windows([1] * 10, [0], [0, 3, 7], limit=5, left=0, right=0)
    assert [(w.first, w.last) for w in cut] == [(0, 3), (3, 7), (7, 10)]


def test_a_long_sentence_is_cut_where_it_must_be() -> None:
    cut = windows([2] * 5, [0], [0], limit=4, left=0, right=0)
    assert [(w.first, w.last) for w in cut] == [(0, 2), (2, 4), (4, 5)]


def test_context_is_counted_in_pieces() -> None:
    cut = windows([1, 3, 1, 1, 3, 1], [0, 2, 4], [0, 2, 4], limit=4, left=3, right=1)
    assert cut[1] == Window(low=1, first=2, last=4, high=4)


def test_no_words_no_windows() -> None:
    assert windows([], [], [], limit=4, left=1, right=1) == []


@given(
    sizes=st.lists(st.integers(1, 16), min_size=1, max_size=60),
    marks=st.sets(st.integers(1, 59), max_size=12),
    ends=st.sets(st.integers(1, 59), max_size=12),
    limit=st.integers(1, 40),
    left=st.integers(0, 9),
    right=st.integers(0, 9),
)
def test_cores_cover_the_words_in_order_once(
    sizes: list[int], marks: set[int], ends: set[int], limit: int, left: int, right: int
) -> None:
    n = len(sizes)
    breaks = [0, *sorted(m for m in marks if m < n)]
    sentences = sorted({*breaks, *(e for e in ends if e < n)})
    cut = windows(sizes, breaks, sentences, limit, left, right)
    assert [i for w in cut for i in range(w.first, w.last)] == list(range(n))
    for w in cut:
        assert sum(sizes[w.first : w.last]) <= limit or w.last == w.first + 1
        assert sum(sizes[w.low : w.first]) <= left
        assert sum(sizes[w.last : w.high]) <= right
