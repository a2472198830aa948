from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from settle_view import actor

from communique.errors import UnknownIdError
from communique.model.reference import ActorKind
from communique.settle import find_actor, reasons, search
from communique.settle.actors import local_actors, settle_actors
from communique.settle.names import bare, fold, person_name, same_name, sounds


@pytest.mark.parametrize(
    ("name", "given", "surname"),
    [
        ("Dr. Mara van der Dov, MP", ("mara",), "dov"),
        ("J.D. Tarrow", ("j", "d"), "tarrow"),
        ("JD Tarrow", ("j", "d"), "tarrow"),
        ("Kim Tae-rin", ("taerin",), "kim"),
        ("Tae-rin Kim", ("taerin",), "kim"),
        ("Lee Harding", ("lee",), "harding"),
        ("Abdel Karim al-Dovi", ("abdulkarim",), "dovi"),
        ("Abdulkarim Dovi", ("abdulkarim",), "dovi"),
        ("King Tarro II", (), "tarroii"),
        ("Мара Дов", ("mara",), "dov"),
        ("", (), ""),
        ("al-", (), "al"),
    ],
)
def test_the_parts_of_a_name(name: str, given: tuple[str, ...], surname: str) -> None:
    parts = person_name(name)
    assert (parts.given, parts.surname) == (given, surname)


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_is_taken_for_a_name(one: str, other: str) -> None:
    a, b = person_name(one), person_name(other)
    assert set(same_name(a, b)) == set(same_name(b, a))
    assert sounds(a) == sounds(person_name(one))
    assert fold(fold(one)) == fold(one) or not one.isascii()


@given(
    st.lists(st.sampled_from(["Mara Dov", "M. Dov", "Dov", "Ilya Dov", "Mara Dova", "Dov Mara"]), max_size=9)
)
def test_the_order_of_articles_changes_nothing(names: list[str]) -> None:
    locals = local_actors([actor(f"a{i}", n) for i, n in enumerate(names)], [])
    turned = random.Random(7).sample(locals, len(locals))
    assert settle_actors(locals).actors == settle_actors(turned).actors


def test_what_only_says_the_sort_of_body() -> None:
    assert bare("vessin shipping ltd") == "vessin shipping"
    assert bare("the ona news agency") == "the ona"
    assert bare("news agency") == "news agency"


ROSTER = settle_actors(
    local_actors(
        [
            *(actor(f"a{i}", "Yuliia Karpenko", country="UA") for i in range(3)),
            actor("b", "Yulia Karpienko", country="UA"),
            actor("c", "Karpenko"),
            actor("d", "Oleh Karpenko"),
            *(actor(f"e{i}", "Talvik Council", ActorKind.ORGANISATION) for i in range(2)),
        ],
        [],
    )
).actors


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("Julia Karpenko", "Yuliia Karpenko"),
        ("yuliya", "Yuliia Karpenko"),
        ("Oleg Karpenko", "Oleh Karpenko"),
        ("council talvik", "Talvik Council"),
    ],
)
def test_search_by_any_spelling(words: str, first: str) -> None:
    assert search(ROSTER, words)[0].name == first


def test_search_finds_no_namesake() -> None:
    assert [a.name for a in search(ROSTER, "Oleg Karpenko")] == ["Oleh Karpenko", "Karpenko"]
    assert search(ROSTER, "Ilya Sen") == []
    assert search(ROSTER, "") == []


def test_an_actor_by_id_beginning_former_id_and_name() -> None:
    whole = ROSTER[0]
    assert find_actor(ROSTER, whole.id) is whole
    assert find_actor(ROSTER, whole.id[:7]) is whole
    assert find_actor(ROSTER, whole.findings[-1]) is whole
    assert find_actor(ROSTER, "talvik council").name == "Talvik Council"
    with pytest.raises(UnknownIdError, match="no actor has the id or name 'zz'"):
        find_actor(ROSTER, "zz")


def test_each_name_has_its_reason() -> None:
    found = [actor(f"a{i}", "Andrii Sybiha") for i in range(2)] + [
        actor("b", "Andrey Sibiga"),
        actor("c", "Sibiga"),
    ]
    (whole,) = settle_actors(local_actors(found, [])).actors
    whys = {r.name: (r.reports, r.why) for r in reasons(whole, found, [whole])}
    assert whys["Andrii Sybiha"] == (2, "the name that leads")
    assert whys["Andrey Sibiga"][1].startswith(
        "with Andrii Sybiha: the same person: surname spelled otherwise"
    )
    assert "nobody else has the name" in whys["Sibiga"][1]
