from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from communique.show.chart import ROWS, charts
from communique.show.lines import Total

ONE = Total(currency="EUR", status="pledged", per="", amount=2e9, entries=1, giver="Norland")


def test_no_money_no_chart() -> None:
    assert charts(()) == ()


def test_one_chart_for_each_currency_and_period() -> None:
    made = charts((ONE, replace(ONE, currency="USD"), replace(ONE, per="year"), replace(ONE, giver="Vessia")))
    assert [c.title for c in made] == ["Pledges in EUR", "Pledges in USD", "Pledges in EUR a year"]


@pytest.mark.parametrize(("small", "log"), [(1e9, False), (1e6, True)])
def test_logarithmic_only_where_a_bar_could_not_be_seen(small: float, log: bool) -> None:
    (chart,) = charts((ONE, replace(ONE, giver="Vessia", amount=small)))
    assert ("logarithmic scale" in chart.svg) is log


def test_an_svg_of_words_with_title_and_description() -> None:
    (chart,) = charts((ONE, replace(ONE, status="called for", giver='A & <B> "C" $1$ 国')))
    root = ET.fromstring(chart.svg)
    names = [e.tag.rpartition("}")[2] for e in root.iter()]
    assert names[:3] == ["svg", "title", "desc"]
    assert not {"style", "metadata", "script", "image"} & set(names)
    texts = "".join(root.itertext())
    assert 'A & <B> "C" $1$ 国: EUR 2 billion called for' in texts
    assert "2 billion pledged" in texts
    assert [v for e in root.iter() if (v := e.get("id"))] == ["chart0-t", "chart0-d"]
    assert "var(--bar-called-for)" in chart.svg


def test_a_long_list_shows_the_largest_and_says_so() -> None:
    many = tuple(replace(ONE, giver=f"State {n}", amount=1e9 + n) for n in range(ROWS + 8))
    (chart,) = charts(many)
    assert chart.title == f"Pledges in EUR, the {ROWS} largest of {ROWS + 8}"
    assert "State 0:" not in chart.svg
