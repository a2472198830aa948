"""The encoder: a vector for every word, the same in any company, for any string."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.model.text import Article
from communique.read.analysis.build import analyse
from communique.read.analysis.encoder import LIMIT, Inputs, encoder, paragraphs
from communique.read.analysis.features import SHAPES, case_class, labels, shapes
from communique.read.ingest.article import make_article

TEXT = "“We will stay,” Kovac said in OSLO.\n\nTalks resume on 4 May, iPhones in hand."


def test_every_word_has_a_vector_of_its_own() -> None:
    a = analyse(make_article(TEXT, id="a"))
    assert a.vectors.shape == (len(a), encoder().size)
    assert len(np.unique(a.vectors.round(3), axis=0)) == len(a)


def test_vectors_are_made_once() -> None:
    a = analyse(make_article(TEXT, id="a"))
    assert a.vectors is a.vectors


def test_the_same_words_give_the_same_vectors() -> None:
    one, two = (analyse(make_article(TEXT, id=id)).vectors for id in "ab")
    assert np.array_equal(one, two)


def test_a_word_has_another_vector_in_another_sentence() -> None:
    vectors = [
        analyse(make_article(t, id="a")).vectors[0] for t in ("Banks lend money.", "Banks of rivers flood.")
    ]
    assert not np.allclose(vectors[0], vectors[1], atol=0.05)


def test_a_text_of_many_windows_is_read_whole() -> None:
    a = analyse(make_article("\n\n".join(f"Envoy {n} left the talks early." for n in range(120)), id="a"))
    assert sum(len(p) for p in Inputs(a, encoder().vocabulary).pieces) > 4 * LIMIT
    assert np.abs(a.vectors).sum(axis=1).min() > 0


def test_paragraphs_begin_at_blocks() -> None:
    a = analyse(make_article(TEXT, id="a"))
    assert [a.text[i] for i in paragraphs(a)] == ["“", "Talks"]


@pytest.mark.parametrize(
    ("word", "other"), [("said", "Said"), ("OSLO", "Oslo"), ("1999", "y2k"), ("…", "a"), ("iPhone", "Iphone")]
)
def test_case_classes_tell_words_apart(word: str, other: str) -> None:
    assert case_class(word) != case_class(other)


def test_shapes_tell_opening_inside_and_closing() -> None:
    a = analyse(Article(id="a", text="He said “we stay” there."))
    places = [(s - 1) % 4 for s in shapes(a).tolist()]
    assert places == [0, 0, 2, 1, 1, 3, 0, 0]
    assert max(shapes(a)) < SHAPES


def test_an_unknown_label_is_nothing() -> None:
    assert labels(["a", "z"], ["a", "b"]).tolist() == [1, 0]


@settings(max_examples=25, deadline=None)
@given(st.text(min_size=1, max_size=300))
def test_any_string_can_be_encoded(text: str) -> None:
    a = analyse(Article(id="a", text=text))
    assert a.vectors.shape[0] == len(a)
    assert np.isfinite(a.vectors).all()
