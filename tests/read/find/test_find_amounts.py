from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.read.find.amounts import money

SUMS = [
    ("a loan of $5 billion", [(5_000_000_000, None, "USD")]),
    ("a €153 million fund", [(153_000_000, None, "EUR")]),
    ("US$1.2bn for shells", [(1_200_000_000, None, "USD")]),
    ("between $2 and $3 billion", [(2_000_000_000, 3_000_000_000, "USD")]),
    ("$1-2 billion", [(1_000_000_000, 2_000_000_000, "USD")]),
    ("another 2 billion kronor", [(2_000_000_000, None, "SEK")]),
    ("1,500,000 euros", [(1_500_000, None, "EUR")]),
    ("C$30m and £7.5m", [(30_000_000, None, "CAD"), (7_500_000, None, "GBP")]),
    ("30 million Canadian dollars", [(30_000_000, None, "CAD")]),
    ("two billion dollars", [(2_000_000_000, None, "USD")]),
    ("up to 10 billion euros", [(10_000_000_000, None, "EUR")]),
    ("$951 million.", [(951_000_000, None, "USD")]),
    ("in 2025 he met 12 ministers", []),
    ("B$ is no sum, and neither is € alone", []),
    ("5 million people", []),
]


@pytest.mark.parametrize(("text", "expected"), SUMS)
def test_money(text: str, expected: list[tuple[float, float | None, str]]) -> None:
    assert [(m.value, m.upper, m.currency) for m in money(text)] == expected


@given(st.text(alphabet="$€£0123456789.,- mbilontr", max_size=40))
def test_money_never_fails_and_lies_in_the_text(text: str) -> None:
    for m in money(text):
        assert 0 <= m.start < m.end <= len(text)
        assert m.upper is None or m.upper > m.value
