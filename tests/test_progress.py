"""Progress: a bar on a terminal, lines elsewhere."""

from io import StringIO

import pytest
from rich.console import Console

from communique import progress
from communique.model.outcome import Outcome, OutcomeKind

READ = Outcome(kind=OutcomeKind.READ, location="a", words=100)
FAILED = Outcome(kind=OutcomeKind.FAILED, location="b", code="empty")


def run(console: Console) -> None:
    with progress.Meter(2, console) as meter:
        meter.tell(READ)
        meter.tell(FAILED)
        meter.say("settling")


def test_lines_where_there_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "EVERY_SECONDS", 0.0)
    out = StringIO()
    run(Console(file=out, force_terminal=False))
    first, second = out.getvalue().splitlines()
    assert first.startswith("1 of 2 articles, 0 failed")
    assert second.startswith("2 of 2 articles, 1 failed")


def test_no_line_for_a_short_run() -> None:
    out = StringIO()
    run(Console(file=out, force_terminal=False))
    assert out.getvalue() == ""


def test_a_bar_on_a_terminal() -> None:
    out = StringIO()
    run(Console(file=out, force_terminal=True, width=100))
    assert "2/2" in out.getvalue()
    assert "settling" in out.getvalue()
