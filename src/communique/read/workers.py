"""Reading in several processes: results in order, memory bounded, and no article lost with a worker."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain

from communique.knowledge.offices import Holding
from communique.model.finding import Finding
from communique.model.outcome import Outcome, OutcomeKind
from communique.model.text import Article

CHUNK_CHARACTERS = 24_000  # one task of a worker: some seconds of reading
CHUNK_ARTICLES = 16
ALONE_CHARACTERS = 40_000  # less than this is read sooner than a worker has started
AHEAD = 3  # chunks on their way for each worker

Chunk = list[Article]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What reading one article gave; `version` is None when it could not be read."""

    article: Article
    findings: tuple[Finding, ...]
    outcome: Outcome
    version: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a worker sends back: a result without its article, which is here already."""

    findings: tuple[Finding, ...]
    outcome: Outcome
    version: str | None


def default_jobs() -> int:
    """One job for each core that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def read_all(articles: Iterable[Article], jobs: int, offices: tuple[Holding, ...] = ()) -> Generator[Result]:
    """Read articles in order. A single job, or very little to read, starts no other process.

    `offices` are a user's own rows of who held which office.

    A worker that dies (killed, or out of memory) costs nothing: the articles it may have held are
    read again, each alone, and one that brings its process down a second time becomes an outcome.

    Raises:
        ModelMissingError: when no language model is installed.
        FinderError: when the installed finders do not fit together.
    """
    chunks = _chunks(articles)
    if jobs <= 1:
        yield from _read_here(chunks, offices)
        return
    first = _first(chunks)
    if sum(len(a.text) for chunk in first for a in chunk) < ALONE_CHARACTERS:
        yield from _read_here(first, offices)
        return
    left = chain(first, chunks)
    lost: list[Article] = yield from _read_in_pool(left, jobs, offices)
    while lost:
        yield from _read_alone(lost, offices)
        lost = yield from _read_in_pool(left, jobs, offices)


def _read_here(chunks: Iterable[Chunk], offices: tuple[Holding, ...]) -> Iterator[Result]:
    for chunk in chunks:
        for article in chunk:  # one by one, so that each is stored as soon as it is read
            yield from _results([article], read_chunk([article], offices))


def _results(chunk: Sequence[Article], given: Sequence[Given]) -> Iterator[Result]:
    for article, g in zip(chunk, given, strict=True):
        yield Result(article=article, findings=g.findings, outcome=g.outcome, version=g.version)


def read_chunk(chunk: Sequence[Article], offices: tuple[Holding, ...] = ()) -> list[Given]:
    """Read some articles in this process. The words that the model meets are let go afterwards."""
    from communique.read.analysis.language_model import language_model
    from communique.read.reader import reading_version

    version = reading_version(offices)
    with language_model().nlp.memory_zone():
        return [_read(article, version, offices) for article in chunk]


def _read(article: Article, version: str, offices: tuple[Holding, ...]) -> Given:
    from communique.read.reader import read_article

    try:
        reading = read_article(article, offices=offices)
    except (MemoryError, RecursionError, ValueError, LookupError, TypeError, AttributeError) as error:
        # A defect of ours in the analysis: it costs this article, not the run, and is reported.
        return _lost(article, "defect", f"{type(error).__name__}: {error}")
    outcome = Outcome(
        kind=OutcomeKind.READ,
        location=article.location or article.id,
        article=article.id,
        words=reading.words,
        findings=len(reading.findings),
        finder_failures=reading.failures,
    )
    return Given(findings=reading.findings, outcome=outcome, version=version)


def _lost(article: Article, code: str, message: str) -> Given:
    outcome = Outcome(
        kind=OutcomeKind.FAILED,
        location=article.location or article.id,
        article=article.id,
        code=code,
        message=message,
    )
    return Given(findings=(), outcome=outcome, version=None)


def _chunks(articles: Iterable[Article]) -> Iterator[Chunk]:
    chunk: Chunk = []
    size = 0
    for article in articles:
        chunk.append(article)
        size += len(article.text)
        if size >= CHUNK_CHARACTERS or len(chunk) == CHUNK_ARTICLES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _first(chunks: Iterator[Chunk]) -> list[Chunk]:
    """Enough chunks to see whether workers are worth starting."""
    first: list[Chunk] = []
    size = 0
    for chunk in chunks:
        first.append(chunk)
        size += sum(len(a.text) for a in chunk)
        if size >= ALONE_CHARACTERS:
            break
    return first


def _read_in_pool(
    chunks: Iterator[Chunk], jobs: int, offices: tuple[Holding, ...]
) -> Generator[Result, None, list[Article]]:
    """Read with worker processes. When one dies, returns the articles on their way, in order."""
    going: deque[tuple[Chunk, Future[list[Given]]]] = deque()
    with _pool(jobs) as pool:
        more = True
        while more or going:
            try:
                while more and len(going) < AHEAD * jobs:
                    chunk = next(chunks, None)
                    if chunk is None:
                        more = False
                        break
                    going.append((chunk, Future()))
                    going[-1] = (chunk, _submit(pool, chunk, offices))
                if going:
                    given = going[0][1].result()
                    chunk, _ = going.popleft()
                    yield from _results(chunk, given)
            except BrokenProcessPool:
                return [article for chunk, _ in going for article in chunk]
    return []


def _read_alone(articles: Sequence[Article], offices: tuple[Holding, ...]) -> Iterator[Result]:
    """Read articles one by one in a process apart; one that brings it down is given up."""
    left = list(articles)
    while left:
        with _pool(1) as pool:
            while left:
                article = left.pop(0)
                try:
                    given = _submit(pool, [article], offices).result()
                except BrokenProcessPool:
                    given = [_lost(article, "worker died", "the process that read it died, twice")]
                    yield from _results([article], given)
                    break
                yield from _results([article], given)


@contextmanager
def _pool(jobs: int) -> Iterator[ProcessPoolExecutor]:
    """A pool whose processes end with the block, at once when it is left by an exception."""
    before = {p.pid for p in multiprocessing.active_children()}
    pool = ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), initializer=_begin)
    finished = False
    try:
        yield pool
        finished = True
    finally:
        pool.shutdown(wait=finished, cancel_futures=True)
        if not finished:
            for process in multiprocessing.active_children():
                if process.pid not in before:
                    process.terminate()


def _submit(pool: ProcessPoolExecutor, chunk: Chunk, offices: tuple[Holding, ...]) -> Future[list[Given]]:
    """Hand a chunk to a worker. Workers start here, deaf to Ctrl-C: this process stops them."""
    if not hasattr(signal, "pthread_sigmask"):
        return pool.submit(read_chunk, chunk, offices)
    old = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return pool.submit(read_chunk, chunk, offices)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, old)


def _begin() -> None:
    """What a worker does first: no threads inside the model, and an end when its parent ends."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A parent that is killed cannot tell its workers; without this they would wait for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
