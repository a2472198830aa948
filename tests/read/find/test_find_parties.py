from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.model.finding import Finding, Position
from communique.model.reference import ActorKind

ReadKind = Callable[..., list[Finding]]

# what is said, and the parties whose position it is
PARTIES = [
    ("Peruvian Foreign Minister Ana Ruiz said the ceasefire must hold.", ["Peru"]),
    ("“The ceasefire must hold,” said Ana Ruiz, a spokeswoman for the Peruvian government.", ["Peru"]),
    ("Former Peruvian president Ana Ruiz said the ceasefire must hold.", ["Ana Ruiz"]),
    ("Peruvian lawmaker Ana Ruiz said the ceasefire must hold.", ["Ana Ruiz"]),
    ("The European Union said the ceasefire must hold.", ["the European Union"]),
    ("A resident of Lima said the ceasefire must hold.", []),
]


@pytest.mark.parametrize(("text", "parties"), PARTIES)
def test_party(read_kind: ReadKind, text: str, parties: list[str]) -> None:
    found = [p for p in read_kind("position", text) if isinstance(p, Position)]
    assert [p.party.name for p in found] == parties


def test_official_of_a_publisher_acts_for_its_state(read_kind: ReadKind) -> None:
    text = "The President said the ceasefire must hold."
    found = [p for p in read_kind("position", text, source="The White House") if isinstance(p, Position)]
    assert [p.party.name for p in found] == ["United States"]
    assert found[0].party.inferred


def test_state_of_which_no_table_knows(read_kind: ReadKind) -> None:
    text = (
        "Vessia and Norland met. Vessian Prime Minister Ilse Maren said Vessia would not lift its sanctions."
    )
    found = [p for p in read_kind("position", text) if isinstance(p, Position)]
    assert [(p.party.name, p.party.kind) for p in found] == [("Vessia", ActorKind.STATE)]
    assert found[0].stance == "would not lift its sanctions"
