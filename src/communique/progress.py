"""How far a run of `read` has come, on stderr: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from communique.model.outcome import Outcome, OutcomeKind

EVERY_SECONDS = 10.0  # between two lines where there is no terminal


class Meter:
    """Shows progress over `total` articles; use it in a ``with`` and give `tell` to the pipeline."""

    def __init__(self, total: int, console: Console | None = None) -> None:
        self._console = console or Console(stderr=True)
        self._total = total
        self._words = self._done = self._failed = 0
        self._began = self._last = time.monotonic()
        self._bar: Progress | None = None
        self._task = TaskID(0)

    def __enter__(self) -> Self:
        if self._console.is_terminal:
            columns = (
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("{task.fields[speed]}"),
                TimeRemainingColumn(),
            )
            self._bar = Progress(*columns, console=self._console, transient=True)
            self._task = self._bar.add_task("reading", total=self._total, speed="")
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def tell(self, outcome: Outcome) -> None:
        """Count an outcome."""
        self._done += 1
        self._words += outcome.words
        self._failed += outcome.kind is OutcomeKind.FAILED
        if self._bar is not None:
            self._bar.update(self._task, completed=self._done, speed=self._speed())
        elif time.monotonic() - self._last >= EVERY_SECONDS:
            self._last = time.monotonic()
            self._line(f"{self._done} of {self._total} articles, {self._failed} failed, {self._speed()}")

    def say(self, what: str) -> None:
        """Say what goes on now."""
        if self._bar is not None:
            self._bar.update(self._task, description=what)

    def _speed(self) -> str:
        return f"{self._words / max(time.monotonic() - self._began, 0.001):,.0f} words/s"

    def _line(self, text: str) -> None:
        self._console.print(text, markup=False, highlight=False, soft_wrap=True)
