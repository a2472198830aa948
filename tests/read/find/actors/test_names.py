"""Names of persons and bodies, whatever stands around them."""

from __future__ import annotations

import pytest

from communique.model.finding import Actor
from communique.read.analysis.build import analyse
from communique.read.find.actors import Actors
from communique.read.ingest.article import make_article

CASES = [
    (
        "Norway's Ambassador to Peru Astrid Holm spoke.",
        "Astrid Holm",
        "Norway's Ambassador to Peru Astrid Holm",
    ),
    (
        "Member of the European Parliament Marta Silva spoke.",
        "Marta Silva",
        "European Parliament Marta Silva",
    ),
    ("Israeli Ambassador to the United Nations Astrid Holm spoke.", "Astrid Holm", "Astrid Holm"),
    ("President Olaf P. Holm, Jr. spoke today.", "Olaf P. Holm", "President Olaf P. Holm, Jr."),
    ("“It was not ‘Halloran’s,’” Pat Halloran said. Halloran left.", "Pat Halloran", "Halloran"),
]


@pytest.mark.parametrize(("text", "name", "mention"), CASES)
def test_a_person_is_named_whatever_stands_around_the_name(text: str, name: str, mention: str) -> None:
    found = [a for a in Actors()(analyse(make_article(text, date="2026-03-12")), {}) if isinstance(a, Actor)]
    person = next(a for a in found if a.name == name)
    assert any(mention in m.span.text for m in person.mentions)


def test_a_body_known_by_its_acronym_has_the_name_that_a_title_gives() -> None:
    text = "Palestinian Authority President Sami Halabi came. The PA asked for help."
    found = [a for a in Actors()(analyse(make_article(text, date="2026-03-12")), {}) if isinstance(a, Actor)]
    assert "Palestinian Authority" in {a.name for a in found}


def test_two_surnames_with_a_hyphen_are_no_person() -> None:
    found = Actors()(analyse(make_article("The Biden-Harris team met.", date="2023-03-12")), {})
    assert not any(isinstance(a, Actor) and a.actor_kind == "person" for a in found)
