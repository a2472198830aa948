"""Read this first: the whole way from reports to a settled record.

    paths ─▶ 1 ingest ─▶ 2 what is new ─▶ 3 read (workers) ─▶ 4 store (only here) ─▶ report
    record ─▶ 5 settle ─▶ record

1. `ingest.articles` turns files and folders into articles, or into errors that say what is wrong.
2. An article that the record holds with the same text and the same version of the reading is left out.
3. Workers read the rest; what they give is the same for any number of them, and comes in order.
4. This process alone writes. A small batch is one transaction; an article is reported as read only
   after that, so that nothing reported is ever lost.
5. Settling joins what the reports say into entries; it can be done again at any time.
"""

from __future__ import annotations

import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from communique.errors import DuplicateIdError, InputError, SettingsError
from communique.knowledge.offices import Holding, parse_holdings
from communique.model.outcome import Outcome, OutcomeKind
from communique.model.text import Article
from communique.read.ingest.files import articles
from communique.read.workers import Result, default_jobs, read_all

if TYPE_CHECKING:
    from communique.model.entry import Settlement
    from communique.record.record import Record

BATCH_WORDS = 8_000  # words in one transaction: a few seconds of reading at most
BATCH_SECONDS = 2.0
ASK_AT_ONCE = 64  # articles looked up in the record together

Tell = Callable[[Outcome], None]


@dataclass(slots=True, kw_only=True)
class Report:
    """What became of a run. `findings` counts by kind; `failures` are the outcomes of failed articles."""

    read: int = 0
    skipped: int = 0
    words: int = 0
    seconds: float = 0.0
    findings: Counter[str] = field(default_factory=Counter)
    failures: list[Outcome] = field(default_factory=list)
    finder_failures: Counter[str] = field(default_factory=Counter)

    @property
    def failed(self) -> int:
        """How many articles failed."""
        return len(self.failures)

    @property
    def words_per_second(self) -> float:
        """Words read a second, by the clock on the wall; 0 when nothing was read."""
        return self.words / self.seconds if self.seconds else 0.0

    def add(self, outcome: Outcome) -> None:
        """Count one outcome."""
        if outcome.kind is OutcomeKind.READ:
            self.read += 1
            self.words += outcome.words
            self.finder_failures.update(f"{f.finder}: {f.error}" for f in outcome.finder_failures)
        elif outcome.kind is OutcomeKind.SKIPPED:
            self.skipped += 1
        else:
            self.failures.append(outcome)


def read(
    paths: Iterable[Path],
    record: Record,
    *,
    jobs: int | None = None,
    tell: Tell | None = None,
    report: Report | None = None,
) -> Report:
    """Read the articles at these paths into a record.

    `jobs` is the number of worker processes (None: one for each core). `tell` is called with each
    outcome once it is safely stored. `report` is filled as the run goes on, so that a caller who
    interrupts it still has the count.

    Raises:
        ModelMissingError: when no language model is installed.
        RecordError: when the record cannot be written; what was told before stays stored.
    """
    report = report if report is not None else Report()
    began = time.perf_counter()
    batch = _Batch(record, report, tell or (lambda _: None))
    try:
        found = articles(paths)  # 1
        offices = record.view.offices()
        fresh = _new(found, record, batch, offices)  # 2
        with closing(read_all(fresh, jobs or default_jobs(), offices)) as results:  # 3
            for result in results:
                batch.add(result)  # 4
        batch.commit()
    finally:
        report.seconds = time.perf_counter() - began
    return report


def know_offices(record: Record, file: Path) -> None:
    """Keep a user's file of who held which office in a record, in place of the one before.

    Reading and settling go by it from then on; a file without rows takes the last one back.

    Raises:
        SettingsError: naming the file and line, when it cannot be read or a row is wrong.
    """
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file} cannot be read: {error}") from None
    record.writer.know(parse_holdings(file.name, lines))


def settle(record: Record) -> Settlement:
    """Join what all reports in a record say into actors and entries, and store that (5)."""
    from communique.settle import settle as settlement_of

    settlement = settlement_of(record.view)
    with uninterrupted():
        record.writer.settle(settlement)
    return settlement


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Hold back Ctrl-C until the block is done, so that what is stored is also told."""
    if threading.current_thread() is not threading.main_thread():
        yield  # signals reach the main thread only
        return
    asked: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: asked.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if asked:
        raise KeyboardInterrupt


def _new(
    found: Iterable[Article | InputError], record: Record, batch: _Batch, offices: tuple[Holding, ...]
) -> Iterator[Article]:
    """The articles to be read; the others become outcomes."""
    seen: dict[str, str] = {}
    for group in _groups(found, ASK_AT_ONCE):
        with uninterrupted():
            known = record.writer.known([a.id for a in group if isinstance(a, Article)])
        version = _version(offices) if known else ""
        for item in group:
            if isinstance(item, InputError):
                batch.outcome(_failed(item))
            elif (text_hash := item.text_hash) and seen.setdefault(item.id, text_hash) != text_hash:
                message = f"id {item.id} was used before for another text"
                batch.outcome(_failed(DuplicateIdError(item.location or item.id, message), item.id))
            elif known.get(item.id) == (text_hash, version):
                batch.outcome(_skipped(item, "already read"))
            elif (item.id, text_hash) in batch.sent:
                batch.outcome(_skipped(item, "the same article again"))
            else:
                batch.sent.add((item.id, text_hash))
                yield item


def _version(offices: tuple[Holding, ...]) -> str:
    from communique.read.reader import reading_version

    return reading_version(offices)


def _failed(error: InputError, article: str | None = None) -> Outcome:
    return Outcome(
        kind=OutcomeKind.FAILED,
        location=error.location,
        article=article,
        code=error.code,
        message=error.message,
    )


def _skipped(article: Article, why: str) -> Outcome:
    return Outcome(
        kind=OutcomeKind.SKIPPED, location=article.location or article.id, article=article.id, message=why
    )


class _Batch:
    """What waits to be stored together, and is told once it is."""

    def __init__(self, record: Record, report: Report, tell: Tell) -> None:
        self.sent: set[tuple[str, str]] = set()
        self._writer = record.writer
        self._report = report
        self._tell = tell
        self._waiting: list[Result | Outcome] = []
        self._words = 0
        self._since = time.monotonic()

    def add(self, result: Result) -> None:
        """Take a result, and store the batch when it is large or old enough."""
        self._waiting.append(result)
        self._words += result.outcome.words
        if self._words >= BATCH_WORDS or time.monotonic() - self._since > BATCH_SECONDS:
            self.commit()

    def outcome(self, outcome: Outcome) -> None:
        """Take the outcome of an article that is not read."""
        self._waiting.append(outcome)
        if len(self._waiting) >= ASK_AT_ONCE:
            self.commit()

    def commit(self) -> None:
        """Store what waits in one transaction, then report it."""
        waiting, self._waiting, self._words = self._waiting, [], 0
        self._since = time.monotonic()
        if not waiting:
            return
        with uninterrupted():
            self._store_and_tell(waiting)

    def _store_and_tell(self, waiting: list[Result | Outcome]) -> None:
        with self._writer.batch():
            for item in waiting:
                self._store(item)
        for item in waiting:
            outcome = item if isinstance(item, Outcome) else item.outcome
            self._report.add(outcome)
            if isinstance(item, Result):
                self._report.findings.update(f.kind for f in item.findings)
            self._tell(outcome)

    def _store(self, item: Result | Outcome) -> None:
        if isinstance(item, Result) and item.version is not None:
            self._writer.store(item.article, item.findings, item.outcome, item.version)
        elif isinstance(item, Result):
            self._writer.outcome(item.outcome)
        elif item.kind is OutcomeKind.FAILED:
            self._writer.outcome(item)


def _groups(items: Iterable[Article | InputError], size: int) -> Iterator[list[Article | InputError]]:
    group: list[Article | InputError] = []
    for item in items:
        group.append(item)
        if len(group) == size:
            yield group
            group = []
    if group:
        yield group
