"""Reading the record: the one read-only view that settle and show build on. (Skeleton: the record's owner fills it.)"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Protocol

from communique.model.entry import CopyGroup, Entry, SettledActor
from communique.model.finding import Finding
from communique.model.judgement import Judgement
from communique.model.outcome import Outcome
from communique.model.text import Article


class View(Protocol):
    """What can be asked of a record. Everything comes back as the model's own types."""

    def article(self, id: str) -> Article: ...
    def articles(self) -> Iterator[Article]: ...  # by id
    def read_at(self, article: str) -> datetime: ...  # when it was read into the record
    def finding(self, id: str) -> Finding: ...
    def findings(
        self, kind: str | None = None, article: str | None = None
    ) -> Iterator[Finding]: ...  # kind as Finding.kind
    def entry(self, id: str) -> Entry: ...
    def entries(self, kind: str | None = None) -> Iterator[Entry]: ...  # "meeting", "pledge", "proposal"
    def actors(self) -> Iterator[SettledActor]: ...
    def actor_of(
        self, article: str, name: str
    ) -> SettledActor | None: ...  # settled actor that an article's actor name belongs to
    def copies(self) -> Iterator[CopyGroup]: ...
    def judgements(self) -> Iterator[Judgement]: ...  # oldest first
    def rejected(self) -> frozenset[str]: ...  # ids of findings that a person rejected
    def outcomes(self) -> Iterator[Outcome]: ...  # the latest outcome per location


# Writer (record/writer.py), all one transaction each:
#   known(ids: Iterable[str]) -> dict[str, tuple[str, str]]      article id -> (text_hash, reading version)
#   store(article, findings, outcome, version) -> None            replaces what was stored for the article
#   outcome(outcome) -> None
#   judge(judgement) -> Judgement                                 with its id
#   settle(settlement) -> None                                    replaces the settlement
# Record (record/record.py): Record(path, create=False) -> opens/migrates; .view, .writer, .close(), context manager,
#   and conveniences for notebooks: .statements() etc. as pandas DataFrames (extra "frames"), .article(id), .entries(kind) …
# record/verify.py: verify(view) -> Iterator[Lie]   every stored span re-checked against its article.
