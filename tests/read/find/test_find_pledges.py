from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from communique.model.finding import Finding, Pledge
from communique.read.find.pledges.decision import likelihood

ReadKind = Callable[..., list[Finding]]

# text, then for each pledge: givers, receivers, amount, currency or unit, status
PLEDGES = [
    ("Norway pledged $200 million in aid to Peru.", (["Norway"], ["Peru"], 200e6, "USD", "pledged")),
    (
        "Norway will provide 250 million euros in loans to Peru.",
        (["Norway"], ["Peru"], 250e6, "EUR", "pledged"),
    ),
    ("Canada delivered 12 tanks to Chile on Monday.", (["Canada"], ["Chile"], 12, "tanks", "delivered")),
    ("Sweden sent 300 troops to Finland last month.", (["Sweden"], ["Finland"], 300, "troops", "delivered")),
    (
        "Germany has allocated $3 billion for weapons for Chile.",
        (["Germany"], ["Chile"], 3e9, "USD", "committed"),
    ),
    ("Japan suspended humanitarian aid to Peru.", (["Japan"], ["Peru"], None, None, "suspended")),
    ("Italy refused to send weapons to Peru.", (["Italy"], ["Peru"], None, None, "refused")),
    ("France should give $1 billion in aid to Chile.", (["France"], ["Chile"], 1e9, "USD", "called for")),
    ("The aid must be allowed into Bolivia, Peru said.", ([], ["Bolivia"], None, None, "called for")),
    (
        "Sweden approved the sale of Gripen jets to Peru.",
        (["Sweden"], ["Peru"], None, None, "committed"),
    ),
    ("Norway gave Peru a Patriot battery.", (["Norway"], ["Peru"], 1, "Patriot battery", "delivered")),
    ("Peru has received 12 jets from Norway.", (["Norway"], ["Peru"], 12, "jets", "delivered")),
    (
        "Norway donated 4.5 million vaccine doses to Peru.",
        (["Norway"], ["Peru"], 4.5e6, "vaccine doses", "delivered"),
    ),
    ("Norway sent Peru the weapons it needs.", (["Norway"], ["Peru"], None, None, "delivered")),
    ("Norway's next package for Peru will include tanks.", (["Norway"], ["Peru"], None, None, "pledged")),
    ("Aid began to flow into Bolivia on Monday.", ([], ["Bolivia"], None, None, "delivered")),
    (
        "The ministers condemned Chile's support for Peru, including the transfer of missiles to Peru.",
        (["Chile"], ["Peru"], None, None, "delivered"),
    ),
    ("Chile vowed to support Peru with weapons.", (["Chile"], ["Peru"], None, None, "pledged")),
    ("Norway said it would continue to support Peru.", (["Norway"], ["Peru"], None, None, "pledged")),
    (
        "The minister emphasized Norway's continued support for Peru.",
        (["Norway"], ["Peru"], None, None, "committed"),
    ),
    ("Qatar will finance the reconstruction of Bolivia.", (["Qatar"], ["Bolivia"], None, None, "pledged")),
    ("Peru thanked Norway for providing missiles.", (["Norway"], [], None, None, "delivered")),
    ("Norway is considering sending troops to Peru.", (["Norway"], ["Peru"], None, None, "pledged")),
    ("Norway announced a new aid package for Peru.", (["Norway"], ["Peru"], None, None, "pledged")),
    ("Peru needs $10 million for its schools.", ([], ["Peru"], 10e6, "USD", "called for")),
]
NEGATIVES = [
    "The budget of Norway is $200 million.",
    "The attack caused damage of $3 billion in Peru.",
    "Exports from Chile to Japan rose to $4 billion.",
    "The court ordered Norway to pay a fine of $20 million.",
    "Peru is ready to talk, the minister said.",
    "Four rounds of talks were held in Oslo.",
    "Twelve ministers met in Oslo.",
    "Chile seeks nuclear weapons, Peru said.",
    "The two ministers condemned the transfer of missiles to Peru.",
    "Chile will freeze $280 billion in Peruvian central bank funds.",
    "Chile helped Peru to establish talks with Bolivia.",
    "Oil prices rose to $90 a barrel in Oslo.",
    "The economy of Peru is worth $250 billion.",
    "The rebels looted $3 million from a bank in Peru.",
    "Trade between Norway and Peru reached $6 billion last year.",
    "The company invested $40 million in a factory in Peru.",
    "Norway supports Peru.",
    "Norway approved the sale of 2 million barrels of oil.",
    "Chile accused rebels of stealing aid in Peru.",
    "Norway reiterated its support for a ceasefire in Peru.",
]


@pytest.mark.parametrize(("text", "expected"), PLEDGES)
def test_pledge(
    read_kind: ReadKind, text: str, expected: tuple[list[str], list[str], float | None, str | None, str]
) -> None:
    found = [p for p in read_kind("pledge", text) if isinstance(p, Pledge)]
    assert len(found) == 1, found
    p = found[0]
    got = (
        [a.name for a in p.givers],
        [a.name for a in p.receivers],
        p.amount,
        p.currency or p.unit,
        p.status.value,
    )
    assert got == expected


@pytest.mark.parametrize("text", NEGATIVES)
def test_no_pledge(read_kind: ReadKind, text: str) -> None:
    assert read_kind("pledge", text) == []


REVISED = [
    ("Norway raised its offer to Peru from $200 million to $250 million.", 250e6, 200e6),
    ("Norway doubled its initial $200 million pledge to Peru to $400 million.", 400e6, 200e6),
    ("Norway will give Peru $250 million in aid, $50 million more than it first offered.", 250e6, 200e6),
    ("Norway will increase aid to Peru by $50 million to $300 million.", 300e6, 250e6),
    ("Norway is increasing its aid to Peru to 2 billion kroner, up from 1.5 billion kroner.", 2e9, 1.5e9),
    ("Norway pledged $200 million in aid to Peru.", 200e6, None),
]


@pytest.mark.parametrize(("text", "amount", "earlier"), REVISED)
def test_revised_pledge_is_one(read_kind: ReadKind, text: str, amount: float, earlier: float | None) -> None:
    found = [p for p in read_kind("pledge", text) if isinstance(p, Pledge)]
    assert [(p.amount, p.earlier) for p in found] == [(amount, earlier)]


CONVERTED = [
    "Norway gave Peru £6 million (€7.1 million, $8.05 million) in aid.",
    "Norway gave Peru £6 million in aid ($8.05 million).",
    "Norway gave Peru £6 million, or about $8.05 million, in aid.",
]


@pytest.mark.parametrize("text", CONVERTED)
def test_conversion_is_no_pledge_of_its_own(read_kind: ReadKind, text: str) -> None:
    found = [p for p in read_kind("pledge", text) if isinstance(p, Pledge)]
    assert [(p.amount, p.currency) for p in found] == [(6e6, "GBP")]


def test_part_keeps_its_giver(read_kind: ReadKind) -> None:
    text = "Norway had committed $250 million to Peru and the first $40 million had been delivered."
    found = [p for p in read_kind("pledge", text) if isinstance(p, Pledge)]
    assert [(p.amount, p.status.value, [g.name for g in p.givers]) for p in found] == [
        (250e6, "committed", ["Norway"]),
        (40e6, "delivered", ["Norway"]),
    ]


HELD_BACK = [
    ("Chile blocked all food and fuel from entering Bolivia.", "suspended", ["Chile"]),
    (
        "Peru called on Chile to lift its restrictions on humanitarian aid to Bolivia.",
        "called for",
        ["Chile"],
    ),
    ("Chile said it would allow a small amount of food into Bolivia.", "pledged", ["Chile"]),
]


@pytest.mark.parametrize(("text", "status", "givers"), HELD_BACK)
def test_goods_held_back_and_let_through(
    read_kind: ReadKind, text: str, status: str, givers: list[str]
) -> None:
    found = [p for p in read_kind("pledge", text) if isinstance(p, Pledge)]
    assert [(p.status.value, [g.name for g in p.givers]) for p in found] == [(status, givers)]


TERMS: list[tuple[str, dict[str, object]]] = [
    ("Norway promised up to $5 million in aid to Peru.", {"amount": 5e6, "upper": None, "bound": "most"}),
    ("Norway promised at least $5 million in aid to Peru.", {"amount": 5e6, "bound": "least"}),
    ("Norway has given Peru more than $5 million in aid.", {"amount": 5e6, "bound": "least"}),
    ("Norway promised nearly $5 million in aid to Peru.", {"amount": 5e6, "bound": "about"}),
    ("Norway promised $5 million in aid to Peru.", {"bound": None, "additional": False, "condition": None}),
    ("Norway promised $5 million or more in aid to Peru.", {"bound": "least"}),
    ("Norway pledged another $5 million in aid to Peru.", {"amount": 5e6, "additional": True}),
    ("Norway will send between 20 and 30 tanks to Peru.", {"amount": 20, "upper": 30, "unit": "tanks"}),
    ("Norway pledged $5 million a year to Peru.", {"per": "year"}),
    (
        "Norway pledged 2 billion kroner ($190 million) in aid to Peru.",
        {"amount": 2e9, "currency": "NOK", "converted": 190e6, "converted_currency": "USD"},
    ),
    (
        "Norway will send tanks to Peru if parliament agrees.",
        {"condition": "if parliament agrees"},
    ),
    ("Norway will provide Peru with air defense systems.", {"what": "air defense systems"}),
    (
        "Norway would send troops to Peru only after a ceasefire.",
        {"condition": "only after a ceasefire"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), TERMS)
def test_terms(read_kind: ReadKind, text: str, expected: dict[str, object]) -> None:
    (found,) = read_kind("pledge", text)
    assert {name: getattr(found, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("text", "deadline", "period"),
    [
        ("Norway will send tanks to Peru by June 2027.", "2027-06", None),
        ("Norway pledged $5 million in aid to Peru over three years.", None, "P3Y"),
    ],
)
def test_deadline_and_period(
    read_kind: ReadKind, text: str, deadline: str | None, period: str | None
) -> None:
    (found,) = read_kind("pledge", text)
    assert isinstance(found, Pledge)
    assert (found.by_when and found.by_when.value, found.period and found.period.value) == (deadline, period)


TOTALS = [
    "Norway pledged $100 million to Peru. This includes $40 million for roads and $60 million for schools.",
    "Norway pledged $100 million to Peru, including $40 million for roads and $60 million for schools.",
]


@pytest.mark.parametrize("text", TOTALS)
def test_parts_know_their_total(read_kind: ReadKind, text: str) -> None:
    found = [p for p in read_kind("pledge", text) if isinstance(p, Pledge)]
    assert [(p.amount, p.total) for p in found] == [(100e6, None), (40e6, 100e6), (60e6, 100e6)]
    assert {g.name for p in found for g in p.givers} == {"Norway"}


def test_shares_of_several_givers_stay_apart(read_kind: ReadKind) -> None:
    text = (
        "They announced $70 million in aid to Peru, with up to $35 million from Norway"
        " and up to $35 million from Chile."
    )
    found = [p for p in read_kind("pledge", text) if isinstance(p, Pledge)]
    assert [(p.amount, p.total, [g.name for g in p.givers]) for p in found[1:]] == [
        (35e6, 70e6, ["Norway"]),
        (35e6, 70e6, ["Chile"]),
    ]


def test_a_receiver_told_once_is_inferred_for_the_rest(read_kind: ReadKind) -> None:
    found = read_kind("pledge", "Norway sent weapons to Peru. Norway has also promised missiles.")
    assert [[r.name for r in p.receivers] for p in found if isinstance(p, Pledge)] == [["Peru"], ["Peru"]]
    assert isinstance(found[1], Pledge)
    assert found[1].receivers[0].inferred


def test_rate_and_range_stay_as_given(read_kind: ReadKind) -> None:
    found = read_kind("pledge", "Norway pledged between $2 and $3 million per month in aid to Peru.")
    assert isinstance(found[0], Pledge)
    assert (found[0].amount, found[0].upper, found[0].per) == (2e6, 3e6, "month")


def test_the_same_pledge_twice_is_one_with_two_passages(read_kind: ReadKind) -> None:
    text = "Norway pledged $200 million in aid to Peru. Norway announced the $200 million in aid in Oslo."
    found = read_kind("pledge", text)
    assert len(found) == 1
    assert len(found[0].evidence.spans) == 2


def test_first_person_of_an_official_publisher(read_kind: ReadKind) -> None:
    text = "Today I am announcing $20 million in humanitarian assistance for Chile."
    found = read_kind("pledge", text, source="The White House")
    assert isinstance(found[0], Pledge)
    assert [g.name for g in found[0].givers] == ["United States"]
    assert found[0].givers[0].inferred


@pytest.mark.skipif(not Path("../shared/seed").exists(), reason="the shared seed is not here")
def test_seed_has_its_four_pledges_and_no_others(read_kind: ReadKind) -> None:
    text = next(Path("../shared/seed").glob("*.txt")).read_text(encoding="utf-8")
    found = [p for p in read_kind("pledge", text, date="2025-12-04") if isinstance(p, Pledge)]
    assert sorted(p.amount or 0 for p in found) == [951e6, 1e9, 5e9, 15e9]


def test_official_text_gives_what_nobody_else_does(read_kind: ReadKind) -> None:
    (found,) = read_kind(
        "pledge", "An additional $12 million in aid was delivered to Peru.", source="The White House"
    )
    assert isinstance(found, Pledge)
    assert [g.name for g in found.givers] == ["United States"]
    assert found.givers[0].inferred


def test_likelihood_is_of_known_features_only() -> None:
    assert likelihood({"both": 1.0}, {"both": 0.0}) == 0.5
    assert likelihood({"unheard of": 9.0}, {"both": 1.0}) == 0.5
