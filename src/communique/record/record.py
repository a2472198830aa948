"""A record: the file that holds articles, findings, entries and judgements."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from communique.model.entry import Entry
from communique.model.finding import Finding
from communique.model.text import Article
from communique.record import frames
from communique.record.database import open_engine
from communique.record.view import StoredView
from communique.record.writer import Writer

if TYPE_CHECKING:
    import pandas as pd


class Record:
    """An open record. Close it, or use it in a ``with``.

    Opening a record of an older schema brings it up to date. `timeout` is how many seconds to wait
    for another process that is writing.

        with Record("talks.db") as record:
            record.statements().groupby("speaker").size()

    Raises:
        NotARecordError: there is no file at `path` (and `create` is False), or it is no record.
        RecordTooNewError: a newer version of Communiqué made it.
        RecordLockedError: another process holds it.
        RecordFullError: the disk is full.
    """

    def __init__(self, path: str | os.PathLike[str], create: bool = False, timeout: float = 5.0) -> None:
        self.path = Path(path)
        self._engine = open_engine(self.path, create=create, timeout=timeout)
        self.view = StoredView(self._engine, self.path)
        self.writer = Writer(self._engine, self.path, changed=self.view.forget)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def article(self, id: str) -> Article:
        """One article; raises UnknownIdError when it is not in the record."""
        return self.view.article(id)

    def findings(self, kind: str | None = None, article: str | None = None) -> Iterator[Finding]:
        """Findings of a kind or an article or both, or all."""
        return self.view.findings(kind, article)

    def entries(self, kind: str | None = None) -> Iterator[Entry]:
        """Entries of a kind, or all."""
        return self.view.entries(kind)

    # Data frames need the extra "frames" (pandas); without it each raises SettingsError.

    def articles(self) -> pd.DataFrame:
        """One row for each article: id, source, title, url, published_first, published_last, read_at."""
        return frames.articles(self.view)

    def actors(self) -> pd.DataFrame:
        """One row for each settled actor: id, name, kind, country, named, sector, aliases, …."""
        return frames.actors(self.view)

    def statements(self) -> pd.DataFrame:
        """One row for each statement: speaker, cue, content, mode, quoting, sourcing, said_on_first, …."""
        return frames.findings(self.view, "statement")

    def events(self) -> pd.DataFrame:
        """One row for each event: type, mode, status, quad, intensity, actors, recipients, date_first, …."""
        return frames.findings(self.view, "event")

    def meetings(self) -> pd.DataFrame:
        """One row for each meeting of each article: who, mediators, kind, status, place, date_first, …."""
        return frames.findings(self.view, "meeting")

    def pledges(self) -> pd.DataFrame:
        """One row for each pledge of each article: givers, receivers, what, amount, currency, status, …."""
        return frames.findings(self.view, "pledge")

    def positions(self) -> pd.DataFrame:
        """One row for each position: party, issue, stance, speaker, date_first, …."""
        return frames.findings(self.view, "position")

    def proposals(self) -> pd.DataFrame:
        """One row for each proposal of each article: name, by_whom, with_whom, status, date_first, …."""
        return frames.findings(self.view, "proposal")
