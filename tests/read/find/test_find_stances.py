from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.model.finding import Finding, Position

ReadKind = Callable[..., list[Finding]]

STANCES = [
    ('Peru said the "ceasefire must hold until June."', 'the "ceasefire must hold until June."'),
    ("Peru urged Chile to lift its sanctions.", "urged Chile to lift its sanctions"),
    ("“The ceasefire must hold,” the Peruvian government said.", "“The ceasefire must hold,”"),
    ("Peru said it would never accept the border.", "would never accept the border"),
]


@pytest.mark.parametrize(("text", "stance"), STANCES)
def test_stance_reads_by_itself(read_kind: ReadKind, text: str, stance: str) -> None:
    assert stance in [p.stance for p in read_kind("position", text) if isinstance(p, Position)]


def test_long_stance_is_cut_and_says_so(read_kind: ReadKind) -> None:
    text = "Peru said the ceasefire must hold " + "in the valley and on the hills " * 6 + "until June."
    (found,) = read_kind("position", text)
    assert isinstance(found, Position)
    assert found.stance.endswith("…")
    assert len(found.stance.split()) <= 31


@pytest.mark.parametrize("mark", ['"', "“", "”"])
def test_quotation_marks_come_in_pairs(read_kind: ReadKind, mark: str) -> None:
    text = f"Peru said the ceasefire must hold {mark}until June, and the sanctions must end."
    for found in read_kind("position", text):
        assert isinstance(found, Position)
        assert found.stance.count('"') % 2 == 0
        assert found.stance.count("“") == found.stance.count("”")
