from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from communique.model.finding import Evidence, Pledge
from communique.model.text import Article
from communique.model.when import When
from communique.show.amounts import amount_text, number_text
from communique.show.dates import spelt_out, when_text
from communique.show.plain import plain, quoted, shorten, visible
from communique.show.sources import context
from communique.show.words import venue_text


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ((2031, 3, 4), (2031, 3, 4), "4 March 2031"),
        ((2031, 3, 4), (2031, 3, 6), "4–6 March 2031"),
        ((2031, 3, 1), (2031, 3, 31), "March 2031"),
        ((2031, 3, 30), (2031, 4, 2), "30 March – 2 April 2031"),
        ((2031, 1, 1), (2031, 12, 31), "2031"),
        ((2031, 1, 1), (2033, 12, 31), "2031–2033"),
        ((2031, 4, 1), (2031, 6, 30), "April–June 2031"),
        ((2031, 12, 30), (2032, 1, 2), "30 December 2031 – 2 January 2032"),
    ],
)
def test_intervals_as_precise_as_they_are(first: Any, last: Any, text: Any) -> None:
    assert when_text(When(first=date(*first), last=date(*last))) == text


@pytest.mark.parametrize(
    ("text", "spelt"),
    [
        ("2031-03-04", "4 March 2031"),
        ("2031-03-04 – 2031-03-06", "4–6 March 2031"),
        ("2031-13-04", "2031-13-04"),
        ("held", "held"),
    ],
)
def test_spelt_out(text: Any, spelt: Any) -> None:
    assert spelt_out(text) == spelt


def test_an_inferred_year_is_bracketed() -> None:
    assert when_text(When.day(date(2031, 3, 4), inferred=True)) == "4 March [2031]"


def test_unknown_days_stay_the_words_of_the_report() -> None:
    assert when_text(None) == ""
    span = Article(id="a", text="in the coming weeks").span(0, 19)
    assert when_text(When(first=None, last=None, span=span)) == "in the coming weeks"


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (5e9, "5 billion"),
        (1.35e9, "1.35 billion"),
        (25_000, "25,000"),
        (2.5e12, "2.5 trillion"),
        (3, "3"),
        (0.5, "0.5"),
    ],
)
def test_numbers_as_a_newspaper_writes_them(amount: Any, text: Any) -> None:
    assert number_text(amount) == text


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"amount": 5e9, "currency": "USD"}, "USD 5 billion"),
        (
            {"amount": 5e9, "upper": 6e9, "currency": "EUR", "per": "year"},
            "EUR 5 billion to 6 billion a year",
        ),
        ({"amount": 12, "unit": "tanks"}, "12 tanks"),
        ({"amount": 5e9, "currency": "USD", "bound": "most"}, "up to USD 5 billion"),
        ({"amount": 5e9, "currency": "USD", "additional": True}, "USD 5 billion more"),
        (
            {"amount": 2e9, "currency": "SEK", "converted": 190e6, "converted_currency": "USD"},
            "SEK 2 billion (USD 190 million)",
        ),
        ({"amount": 12}, "12"),
        ({}, ""),
    ],
)
def test_amounts(fields: Any, text: Any) -> None:
    span = Article(id="a", text="x").span(0, 1)
    assert (
        amount_text(Pledge(article="a", evidence=Evidence(spans=(span,), finder="f", version="1"), **fields))
        == text
    )


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("two\n lines\u00a0here", "two lines here"),
        ("\x1b[31mred", "⟨U+001B⟩[31mred"),
        ("a\u202eb\u2066c", "a⟨U+202E⟩b⟨U+2066⟩c"),
        ("soft\u00adhyphen", "softhyphen"),
        ("\ud800", "⟨U+D800⟩"),
        ("Zelenskyy’s “yes” – ü 国", "Zelenskyy’s “yes” – ü 国"),
    ],
)
def test_plain(raw: Any, shown: Any) -> None:
    assert plain(raw) == shown


def test_visible_keeps_lines() -> None:
    assert visible("a\r\nb\tc") == "a\nb\tc"


def test_shorten_and_quoted() -> None:
    assert shorten("one two three four", 12) == "one two…"
    assert quoted("words", 20) == "“words”"
    assert quoted("“words,” he said", 30) == "“words,” he said"


@pytest.mark.parametrize(
    ("text", "words", "before", "after"),
    [
        ("One came. Two denied that three met. Four left.", "three met", "Two denied that ", "."),
        ("Mr. Orlan met her. “Yes,” he said.", "met her", "Mr. Orlan ", "."),
        ("A headline\nThe talks failed\nMore", "failed", "The talks ", ""),
        ("It failed", "It failed", "", ""),
        ("He said: “It is over.” They left.", "It is over.”", "He said: “", ""),
        ("x " * 100 + "met" + " y" * 100, "met", "…" + "x " * 54, " y" * 54 + "…"),
    ],
)
def test_context_is_the_rest_of_the_sentence(text: str, words: str, before: str, after: str) -> None:
    start = text.index(words)
    span = Article(id="a", text=text).span(start, start + len(words))
    found = context(text, span)
    assert found == (before, after)
    if "…" not in "".join(found):
        assert before + words + after in text


def test_long_passages_need_no_context() -> None:
    text = "Before. " + "word " * 30 + "After."
    assert context(text, Article(id="a", text=text).span(8, 150)) == ("", "")


def test_a_venue_stands_within_a_line() -> None:
    article = Article(id="a", text="In Calder, she spoke.")
    assert venue_text(article.span(0, 9)) == "in Calder"
    assert venue_text(None) == ""
