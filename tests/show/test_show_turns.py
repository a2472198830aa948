from __future__ import annotations

from datetime import date

import pytest

from communique.show.lines import StanceLine
from communique.show.turns import direction, turns

DIRECTIONS = [
    ("rejected the truce", "against"),
    ("accepts the truce", "for"),
    ("would not accept the truce", "against"),
    ("does not oppose a truce", "for"),
    ("denied reports of a truce", None),
    ("", None),
]


@pytest.mark.parametrize(("stance", "wanted"), DIRECTIONS)
def test_direction(stance: str, wanted: str | None) -> None:
    assert direction(stance) == wanted


def line(stance: str, day: int) -> StanceLine:
    when = date(2031, 3, day)
    return StanceLine(
        party="Peru",
        issue="ceasefire",
        stance=stance,
        speaker="",
        day=when,
        date=str(when),
        sources=1,
        citations=(),
    )


def test_the_stance_that_was_given_up_stands_right_behind_the_newest() -> None:
    said = [line("accepts the truce", 9), line("hopes for talks", 8), line("rejected the truce", 2)]
    assert [(s.stance, s.turned) for s in turns(said)] == [
        ("accepts the truce", False),
        ("rejected the truce", True),
        ("hopes for talks", False),
    ]


def test_two_stances_of_one_day_are_no_change() -> None:
    said = [line("accepts the truce", 9), line("rejected the truce", 9)]
    assert not any(s.turned for s in turns(said))
