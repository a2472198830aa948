from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.model.finding import Finding, Position
from communique.read.find.positions import issue_of

ReadKind = Callable[..., list[Finding]]

POSITIONS = [
    ("Peru rejects any inspection of its nuclear sites.", "Peru", "nuclear programme"),
    ("Chile supports new sanctions against Norway.", "Chile", "sanctions"),
    ("Chile demanded that Peru withdraw its troops from the border.", "Chile", "territory"),
    (
        "Norwegian Foreign Minister Ida Berg said the hostages must be freed.",
        "Norway",
        "prisoners and hostages",
    ),
]
NEGATIVES = [
    "The train from Oslo was late.",
    "Chile played Peru on Sunday.",
    "The minister said it was raining.",
]


@pytest.mark.parametrize(("text", "party", "issue"), POSITIONS)
def test_position(read_kind: ReadKind, text: str, party: str, issue: str) -> None:
    found = [p for p in read_kind("position", text) if isinstance(p, Position)]
    assert (party, issue) in [(p.party.name, p.issue) for p in found]


@pytest.mark.parametrize("text", NEGATIVES)
def test_no_position(read_kind: ReadKind, text: str) -> None:
    assert read_kind("position", text) == []


def test_issue_of_takes_whole_words() -> None:
    assert issue_of("the ceasefire line") == "ceasefire"
    assert issue_of("a charming speech") is None
