from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.model.finding import Finding, Proposal

ReadKind = Callable[..., list[Finding]]

PROPOSALS = [
    ("Peru rejected Chile's peace plan on Monday.", "peace plan", ["Chile"], "rejected"),
    ("Norway proposed a ceasefire agreement in Oslo.", "ceasefire agreement", ["Norway"], "floated"),
    ("Peru and Chile signed a border treaty on Monday.", "border treaty", [], "signed"),
    ("The two sides discussed a draft accord.", "draft accord", [], "under discussion"),
    ("Chile did not accept the nuclear deal.", "nuclear deal", [], "rejected"),
    ("Peru's parliament approved a fisheries bill.", "fisheries bill", [], "accepted"),
    ("Norway approved a new package of sanctions.", "new package", [], "accepted"),
]
STATUSES = [
    ("Peru could sign a border treaty with Chile.", "under discussion"),
    ("Peru is ready to conclude a trade agreement with Chile.", "under discussion"),
    ("The two sides failed to reach a ceasefire agreement.", "under discussion"),
    ("Peru and Chile reached a ceasefire deal.", "accepted"),
    ("The presidents attended the signing of a border treaty.", "signed"),
    ("The ministers signed a number of trade agreements.", "signed"),
    ("Peru withdrew from the border treaty.", "signed"),
    ("The ceasefire deal took effect on Monday.", "accepted"),
    ("Peru called for an immediate ceasefire.", "floated"),
    ("Chile would sell gas under a trade agreement.", "under discussion"),
]
NEGATIVES = [
    "He signed the document and left the room.",
    "The package arrived on Tuesday.",
    "It was a great deal of work.",
    "Chile has no plan for the harbour.",
    "Peru has plans to visit Oslo.",
    "They met within the framework of the union.",
    "The bill was long.",
    "The minister met reporters in Oslo.",
]


@pytest.mark.parametrize(("text", "name", "by", "status"), PROPOSALS)
def test_proposal(read_kind: ReadKind, text: str, name: str, by: list[str], status: str) -> None:
    found = [p for p in read_kind("proposal", text) if isinstance(p, Proposal)]
    assert [(p.name, [a.name for a in p.by], p.status.value) for p in found] == [(name, by, status)]


@pytest.mark.parametrize(("text", "status"), STATUSES)
def test_status(read_kind: ReadKind, text: str, status: str) -> None:
    found = [p for p in read_kind("proposal", text) if isinstance(p, Proposal)]
    assert [p.status.value for p in found] == [status]


@pytest.mark.parametrize("text", NEGATIVES)
def test_no_proposal(read_kind: ReadKind, text: str) -> None:
    assert read_kind("proposal", text) == []


def test_a_deal_with_somebody_is_on_the_table(read_kind: ReadKind) -> None:
    (found,) = [
        p for p in read_kind("proposal", "Chile may reach a deal with Peru.") if isinstance(p, Proposal)
    ]
    assert [a.name for a in found.with_] == ["Peru"]


def test_two_mentions_are_one_proposal(read_kind: ReadKind) -> None:
    text = "Norway proposed a new peace plan on Monday. Peru rejected the peace plan on Tuesday."
    found = [p for p in read_kind("proposal", text) if isinstance(p, Proposal)]
    assert len(found) == 1
    assert found[0].status.value == "rejected"
    assert len(found[0].evidence.spans) == 2


def test_how_it_began_does_not_undo_what_became_of_it(read_kind: ReadKind) -> None:
    text = "Peru's parliament approved the fisheries bill on Monday. Chile had proposed the fisheries bill."
    (found,) = [p for p in read_kind("proposal", text) if isinstance(p, Proposal)]
    assert found.status.value == "accepted"
