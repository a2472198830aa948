"""Who held which office on a day: the shipped file, a user's rows before it, and what a bad row says."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from communique.errors import SettingsError
from communique.knowledge import table
from communique.knowledge.offices import (
    Holding,
    OfficeBook,
    first_day,
    last_day,
    office_book,
    office_key,
    parse_holdings,
    shipped,
)

HEADER = "holder\ttitle\tof\tfrom\tto\twikidata"


def on(book: OfficeBook, title: str, of: str, day: str) -> list[str]:
    return [h.holder for h in book.on(title, of, date.fromisoformat(day))]


@pytest.mark.parametrize(
    ("title", "of", "day", "holders"),
    [
        ("foreign minister", "Russia", "2025-05-20", ["Sergey Lavrov"]),
        ("Minister of Foreign Affairs", "RU", "2004-03-01", ["Igor Ivanov"]),
        ("secretary of state", "the United States", "2025-01-20", ["Antony Blinken"]),
        ("secretary of state", "US", "2025-01-21", ["Marco Rubio"]),
        ("defense secretary", "United States", "2025-02-01", ["Pete Hegseth"]),
        (
            "foreign minister",
            "Ukraine",
            "2024-09-05",
            ["Dmytro Kuleba", "Andrii Sybiha"],
        ),  # both on one day
        ("premier", "China", "2022-06-01", ["Li Keqiang"]),
        ("prime minister", "Ireland", "2024-05-01", ["Simon Harris"]),  # the taoiseach
        ("external affairs minister", "India", "2025-05-01", ["S. Jaishankar"]),
        ("chief", "NATO", "2024-09-30", ["Jens Stoltenberg"]),
        ("secretary-general", "U.N.", "2017-01-01", ["António Guterres"]),
        ("head", "IAEA", "2025-05-01", ["Rafael Grossi"]),
        ("supreme leader", "Iran", "2015-01-01", ["Ali Khamenei"]),
        ("deputy foreign minister", "Russia", "2025-05-20", []),
        ("minister", "Russia", "2025-05-20", []),
        ("foreign minister", "Vastra", "2025-05-20", []),
        ("president", "US", "1980-01-01", []),
    ],
)
def test_who_holds_an_office(title: str, of: str, day: str, holders: list[str]) -> None:
    assert on(office_book(), title, of, day) == holders


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("foreign minister", "Peru"), ("Minister of Foreign Affairs", "PE"), True),
        (("acting foreign minister", "Peru"), ("foreign minister", "Peru"), True),
        (("defence minister", "Peru"), ("Defense Minister", "Peruvian"), True),
        (("secretary-general", "UN"), ("secretary general", "United Nations"), True),
        (("director-general", "World Health Organization"), ("chief", "WHO"), True),
        (("deputy prime minister", "Peru"), ("prime minister", "Peru"), False),
        (("president", "Peru"), ("vice president", "Peru"), False),
        (("foreign minister", "Peru"), ("foreign minister", "Chile"), False),
        (("foreign minister", "Peru"), ("defence minister", "Peru"), False),
    ],
)
def test_wordings_of_one_office(one: tuple[str, str], other: tuple[str, str], same: bool) -> None:
    assert (office_key(*one) == office_key(*other)) is same


@pytest.mark.parametrize(
    ("given", "first", "last"),
    [
        ("2024-02-29", "2024-02-29", "2024-02-29"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023", "2023-01-01", "2023-12-31"),
    ],
)
def test_months_and_years_stay_as_wide_as_they_are(given: str, first: str, last: str) -> None:
    assert (first_day(given), last_day(given)) == (date.fromisoformat(first), date.fromisoformat(last))


def test_a_users_rows_go_before_the_shipped_ones_on_their_days() -> None:
    own = parse_holdings("mine.tsv", [HEADER, "Ida Berg\tforeign minister\tNorway\t2026-01-01\t2026-06-30"])
    book = office_book(own)
    assert on(book, "foreign minister", "NO", "2026-03-01") == ["Ida Berg"]
    assert on(book, "foreign minister", "NO", "2025-03-01") == ["Espen Barth Eide"]
    assert book.on("foreign minister", "NO", date(2026, 3, 1))[0].source == "mine.tsv:2"
    assert on(office_book(), "foreign minister", "NO", "2026-03-01") == ["Espen Barth Eide"]


def test_a_file_needs_three_columns_only_and_may_have_notes() -> None:
    lines = ["# ours", "", "of\tholder\ttitle", "Vastra\tAna Holm\tpresident"]
    assert parse_holdings("f", lines) == (
        Holding(holder="Ana Holm", title="president", of="Vastra", source="f:4"),
    )
    assert parse_holdings("f", [HEADER]) == ()
    assert parse_holdings("f", []) == ()


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("\tpresident\tPeru", "mine.tsv:2: no holder"),
        ("Ana Holm\t\tPeru", "mine.tsv:2: no title"),
        ("Ana Holm\tpresident", "mine.tsv:2: no of"),
        ("Ana Holm\tpresident\tQQ", "mine.tsv:2: QQ is no code of ISO 3166"),
        ("Ana Holm\tpresident\tPeru\t12 May 2025", "mine.tsv:2: from is YYYY-MM-DD"),
        ("Ana Holm\tpresident\tPeru\t2025-02-30", "mine.tsv:2: from is YYYY-MM-DD"),
        ("Ana Holm\tpresident\tPeru\t2025\t2024-12", "mine.tsv:2: to (2024-12) is before from (2025)"),
        ("Ana Holm\tpresident\tPeru\t\t\t42", "mine.tsv:2: wikidata is an identifier"),
        ("Ana Holm\tpresident\tPeru\t\t\t\tmore", "mine.tsv:2: 7 cells for 6 columns"),
    ],
)
def test_a_bad_row_says_where_and_what(line: str, says: str) -> None:
    with pytest.raises(SettingsError) as caught:
        parse_holdings("mine.tsv", [HEADER, line])
    assert str(caught.value).startswith(says)


@pytest.mark.parametrize("header", ["holder\ttitle", "holder\ttitle\tof\tsince", "holder,title,of"])
def test_wrong_columns(header: str) -> None:
    with pytest.raises(SettingsError, match="the columns are holder, title, of, from, to, wikidata"):
        parse_holdings("mine.tsv", [header, "Ana Holm\tpresident\tPeru"])


def test_the_shipped_rows_would_pass_as_a_users() -> None:
    rows = table("office_holders").rows
    lines = ["\t".join(rows[0]), *("\t".join(r.values()) for r in rows)]
    assert len(parse_holdings("f", lines)) == len(rows) >= 800
    assert len({office_key("", h.of) for h in shipped()}) >= 100


def test_no_two_hold_a_shipped_office_at_once() -> None:
    offices: dict[object, list[Holding]] = {}
    for h in shipped():
        offices.setdefault(office_key(h.title, h.of), []).append(h)
    for held in offices.values():
        held.sort(key=lambda h: h.first or "")
        for one, after in pairwise(held):
            assert one.last is not None, f"{one.holder} never leaves, and {after.holder} follows"
            assert first_day(one.last) <= last_day(after.first or ""), f"{one.holder} and {after.holder}"
