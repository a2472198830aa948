from __future__ import annotations

from dataclasses import replace

import pytest

from communique.model.finding import Evidence, Pledge, PledgeStatus
from communique.model.text import Article
from communique.show.amounts import Sum, earlier_text, terms_text, totals

SPAN = Article(id="a", text="Norland gave money.").span(0, 7)
EVIDENCE = Evidence(spans=(SPAN,), finder="test", version="1")


def money(amount: float, giver: str, receiver: str = "", status: str = "pledged") -> Sum:
    pledge = Pledge(
        article="a", evidence=EVIDENCE, amount=amount, currency="EUR", status=PledgeStatus(status)
    )
    return Sum(pledge=pledge, givers=(giver,), receivers=(receiver,) if receiver else ())


def test_pledges_of_different_givers_are_added() -> None:
    (total,) = totals([money(2e6, "Norland", "Vessia"), money(3e6, "Calder", "Vessia")], by_giver=False)
    assert (total.amount, total.entries) == (5e6, 2)


def test_what_may_be_a_part_of_another_is_never_added() -> None:
    sums = [money(2e6, "Norland", "Vessia"), money(3e6, "Norland")]
    assert totals(sums, by_giver=False) == ()
    (bar,) = totals(sums, by_giver=True)
    assert (bar.amount, bar.entries, bar.others) == (3e6, 1, 1)


def test_a_part_counts_within_its_total() -> None:
    whole, part = money(5e6, "Norland", "Vessia"), money(2e6, "Norland", "Vessia")
    part = replace(part, pledge=replace(part.pledge, total=5e6))
    (total,) = totals([whole, part], by_giver=False)
    assert (total.amount, total.entries) == (5e6, 1)


def test_terms_in_words() -> None:
    pledge = replace(money(2e6, "Norland").pledge, total=5e6, condition="if the council agrees")
    assert terms_text(pledge) == ("part of EUR 5 million", "if the council agrees")


def test_one_giver_to_two_receivers_is_added() -> None:
    (bar,) = totals([money(2e6, "Norland", "Vessia"), money(3e6, "Norland", "Calder")], by_giver=True)
    assert (bar.amount, bar.entries, bar.others) == (5e6, 2, 0)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("200,000,000 USD", "USD 200 million"),
        ("1,500 EUR per month", "EUR 1,500 a month"),
        ("12 tanks", "12 tanks"),
    ],
)
def test_earlier_amounts_in_words(value: str, words: str) -> None:
    assert earlier_text(value) == words
