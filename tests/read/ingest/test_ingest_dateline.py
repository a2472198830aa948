"""Datelines, dates of publication, and years that the text leaves out."""

from datetime import date

import pytest

from communique.model.text import BlockKind
from communique.read.ingest.article import make_article
from communique.read.ingest.dateline import infer_year, lone_date, parse_date

REST = "The foreign ministers of Ostmark and Norland met for talks, officials said."


@pytest.mark.parametrize(
    ("dateline", "place"),
    [
        ("Dec. 4 (UPI) —", None),
        ("TALVIK, Ostmark (AP) —", "TALVIK, Ostmark"),
        ("TALVIK (Kyodo) --", "TALVIK"),
        ("Talvik, 3 May:", "Talvik"),
        ("TALVIK, May 21. /TASS/.", "TALVIK"),
        ("PORT TALVIK, March 3 (ONA) –", "PORT TALVIK"),
        ("TALVIK, March 3, 2031 (Reuters) -", "TALVIK"),
        ("TALVIK, OSTMARK —", "TALVIK, OSTMARK"),
    ],
)
def test_datelines(dateline: str, place: str | None) -> None:
    article = make_article(f"{dateline} {REST}")
    assert [(b.kind, b.span.text) for b in article.blocks] == [
        (BlockKind.DATELINE, dateline),
        (BlockKind.BODY, REST),
    ]
    assert (article.dateline_place.text if article.dateline_place else None) == place


@pytest.mark.parametrize(
    "text",
    [
        "The minister — who arrived on May 3 — said nothing to the press.",
        "Officials said: the talks in Talvik would go on.",
        "Lena Brandt - the foreign minister - arrived in Talvik.",
        "May the talks go on, the minister said in Talvik on 3 May: nobody answered.",
        "In the 10–15 days before the talks the delegations were silent.",
    ],
)
def test_sentences_are_no_datelines(text: str) -> None:
    article = make_article(text)
    assert article.dateline_place is None
    assert all(b.kind is not BlockKind.DATELINE for b in article.blocks)


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ("2031-03-03", date(2031, 3, 3)),
        ("2031-03-03T23:59:00Z", date(2031, 3, 3)),
        ("20310303", date(2031, 3, 3)),
        ("2031/3/3", date(2031, 3, 3)),
        ("Mon, 03 Mar 2031 18:37:11 EDT", date(2031, 3, 3)),
        ("March 3, 2031", date(2031, 3, 3)),
        ("3 March 2031", date(2031, 3, 3)),
        ("3rd Mar. 2031, 10:00", date(2031, 3, 3)),
        ("yesterday", None),
        ("2031-13-03", None),
        ("March 3", None),
        ("", None),
    ],
)
def test_parse_date(given: str, day: date | None) -> None:
    assert parse_date(given) == day


def test_metadata_go_before_the_dateline() -> None:
    article = make_article(f"TALVIK, March 3, 2031 (AP) — {REST}", date="2031-03-04")
    assert article.published is not None
    assert (article.published.first, article.published.anchor) == (date(2031, 3, 4), "metadata")
    assert article.published.span is None


def test_full_dateline_gives_the_day_and_its_words() -> None:
    published = make_article(f"TALVIK, March 3, 2031 (AP) — {REST}").published
    assert published is not None
    assert published.span is not None
    assert (published.first, published.span.text) == (date(2031, 3, 3), "March 3, 2031")
    assert not published.inferred


def test_year_is_inferred_from_weekday_and_years_and_says_so() -> None:
    text = (
        "March 3 (ONA) — The envoy of Ostmark would meet the mediators on Monday, the ministry said.\n"
        "Both sides were on track to meet their 2031 targets, and pledges for 2032 would follow."
    )
    published = make_article(text).published
    assert published is not None
    assert (published.first, published.inferred) == (date(2031, 3, 3), True)
    assert published.anchor is not None
    assert "Monday" in published.anchor


@pytest.mark.parametrize(
    "body",
    [
        REST,
        "The envoy would meet the mediators on Monday, the ministry said.",
        "The treaty of 1987 is in force, the ministry said.",
    ],
)
def test_year_that_nothing_settles_is_left_out(body: str) -> None:
    assert make_article(f"March 3 (ONA) — {body}").published is None


def test_year_from_a_full_date_close_by() -> None:
    found = infer_year(3, 3, "The talks began on Feb. 27, 2031, officials said.", "")
    assert found is not None
    assert found.day == date(2031, 3, 3)


def test_year_over_new_year() -> None:
    found = infer_year(1, 2, "The talks began on Dec. 29, 2030, officials said.", "")
    assert found is not None
    assert found.day == date(2031, 1, 2)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Monday, March 3, 2031", date(2031, 3, 3)),
        ("Published 3 March 2031", date(2031, 3, 3)),
        ("Updated: March 3, 2031, 10:15 GMT", date(2031, 3, 3)),
        ("The talks began on March 3, 2031.", None),
        ("March 3", None),
    ],
)
def test_lines_that_are_only_a_date(line: str, day: date | None) -> None:
    assert lone_date(line) == day


def test_date_line_at_the_top() -> None:
    published = make_article(f"River talks resume in Talvik\nMonday, March 3, 2031\n{REST}\n{REST}").published
    assert published is not None
    assert published.first == date(2031, 3, 3)
