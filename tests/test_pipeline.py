"""The whole way: the same record for any number of jobs, and nothing lost or doubled."""

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from io import StringIO
from pathlib import Path

import pytest

from communique import pipeline
from communique.errors import RecordError
from communique.knowledge.offices import Holding
from communique.model.outcome import Outcome, OutcomeKind
from communique.model.text import Article
from communique.read import workers
from communique.read.ingest.article import make_article
from communique.record.record import Record
from communique.show.export import WHAT, export

CITIES = ("Talvik", "Sundby", "Port Arden", "Vesthaven", "Mirov")


def text_of(n: int) -> str:
    city = CITIES[n % len(CITIES)]
    return (
        f"{city.upper()}, Ostmark (ONA) — Foreign Minister Lena Brandt met Norland's envoy Karl Dahl in "
        f"{city} on March {n % 28 + 1}, 2031, officials said.\n"
        f"“We have agreed on {n + 2} points of the river treaty,” Brandt told reporters after the talks.\n"
        f"Dahl said Norland would send {n + 10} million euros in aid to Ostmark this year.\n"
    )


def rows(path: Path, count: int, begin: int = 0) -> Path:
    lines = [json.dumps({"id": f"r{n}", "text": text_of(n)}) for n in range(begin, begin + count)]
    path.write_text("\n".join(lines) + "\n")
    return path


def exported(record: Record) -> str:
    out = StringIO()
    for what in WHAT:
        export(record.view, what, out)
    return out.getvalue()


@pytest.fixture
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chunks so small that a few short texts make work for several processes."""
    monkeypatch.setattr(workers, "CHUNK_CHARACTERS", 800)
    monkeypatch.setattr(workers, "ALONE_CHARACTERS", 100)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record(tmp_path / "a.db", create=True) as opened:
        yield opened


def test_reading_and_settling(tmp_path: Path, record: Record) -> None:
    told: list[Outcome] = []
    report = pipeline.read([rows(tmp_path / "a.jsonl", 3)], record, jobs=1, tell=told.append)
    assert (report.read, report.skipped, report.failed) == (3, 0, 0)
    assert report.findings["statement"] >= 3
    assert report.words > 0
    assert report.words_per_second > 0
    assert [o.article for o in told] == ["r0", "r1", "r2"]
    pipeline.settle(record)
    assert list(record.view.entries())


def test_reading_again_skips_and_never_doubles(tmp_path: Path, record: Record) -> None:
    path = rows(tmp_path / "a.jsonl", 3)
    pipeline.read([path], record, jobs=1)
    before = exported(record)
    report = pipeline.read([path], record, jobs=1)
    assert (report.read, report.skipped, report.failed) == (0, 3, 0)
    assert exported(record) == before


def test_a_changed_text_is_read_anew(tmp_path: Path, record: Record) -> None:
    pipeline.read([rows(tmp_path / "a.jsonl", 2)], record, jobs=1)
    changed = tmp_path / "b.jsonl"
    changed.write_text(json.dumps({"id": "r0", "text": text_of(7)}))
    assert pipeline.read([changed], record, jobs=1).read == 1
    assert record.article("r0").text == text_of(7)
    assert sum(1 for _ in record.view.articles()) == 2


def test_bad_rows_fail_alone_and_copies_are_skipped(tmp_path: Path, record: Record) -> None:
    path = tmp_path / "a.jsonl"
    good = json.dumps({"id": "a", "text": text_of(1)})
    other = json.dumps({"id": "a", "text": text_of(2)})
    path.write_text(f"{good}\n{{broken\n{good}\n{other}\n")
    report = pipeline.read([path], record, jobs=1)
    assert (report.read, report.skipped) == (1, 1)
    assert [(f.code, f.location) for f in report.failures] == [
        ("broken row", f"{path}:2"),
        ("duplicate id", f"{path}:4"),
    ]
    assert record.article("a").text == text_of(1)
    stored = {o.code for o in record.view.outcomes() if o.kind is OutcomeKind.FAILED}
    assert stored == {"broken row", "duplicate id"}


@pytest.mark.usefixtures("small_chunks")
def test_any_number_of_jobs_gives_the_same_record(tmp_path: Path) -> None:
    path = rows(tmp_path / "a.jsonl", 12)
    found = []
    for jobs in (1, 2):
        with Record(tmp_path / f"{jobs}.db", create=True) as record:
            report = pipeline.read([path], record, jobs=jobs)
            assert report.read == 12
            pipeline.settle(record)
            found.append(exported(record))
    assert found[0] == found[1]


@pytest.mark.usefixtures("small_chunks")
def test_a_killed_worker_costs_nothing(
    tmp_path: Path, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "BATCH_WORDS", 1)  # told at once, while the workers have more to do
    killed: list[int] = []

    def kill_one(_: Outcome) -> None:
        if not killed:
            process = multiprocessing.active_children()[0]
            process.kill()
            killed.append(process.pid or 0)

    report = pipeline.read([rows(tmp_path / "a.jsonl", 200)], record, jobs=2, tell=kill_one)
    assert killed
    assert (report.read, report.failed) == (200, 0)


def end_at_seven(chunk: list[Article]) -> list[workers.Given]:
    """Read, but die of one article."""
    if any(a.id == "r7" for a in chunk):
        os._exit(1)
    return workers.read_chunk(chunk)


@pytest.mark.usefixtures("small_chunks")
def test_an_article_that_kills_its_worker_twice_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def submit(
        pool: ProcessPoolExecutor, chunk: list[Article], _offices: tuple[Holding, ...]
    ) -> Future[list[workers.Given]]:
        return pool.submit(end_at_seven, chunk)

    monkeypatch.setattr(workers, "_submit", submit)
    texts = [make_article(text_of(n), id=f"r{n}") for n in range(10)]
    results = list(workers.read_all(texts, 2))
    assert [r.article.id for r in results] == [f"r{n}" for n in range(10)]
    assert [r.article.id for r in results if r.version is None] == ["r7"]
    assert results[7].outcome.code == "worker died"


def test_an_interrupted_batch_is_not_told(tmp_path: Path, record: Record) -> None:
    told: list[Outcome] = []

    def stop(outcome: Outcome) -> None:
        told.append(outcome)
        raise KeyboardInterrupt

    report = pipeline.Report()
    with pytest.raises(KeyboardInterrupt):
        pipeline.read([rows(tmp_path / "a.jsonl", 3)], record, jobs=1, tell=stop, report=report)
    stored = {a.id for a in record.view.articles()}
    assert {o.article for o in told} <= stored
    assert report.seconds > 0


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize(
    ("end", "code"),
    [
        (lambda p: p.send_signal(signal.SIGINT), 130),
        (lambda p: p.kill(), -signal.SIGKILL),
    ],
)
def test_a_stopped_run_goes_on(
    tmp_path: Path, end: Callable[[subprocess.Popen[str]], None], code: int
) -> None:
    path, file = rows(tmp_path / "a.jsonl", 400), tmp_path / "a.db"
    run = [sys.executable, "-m", "communique.cli", "read", str(path), "--record", str(file), "--jobs", "2"]
    process = subprocess.Popen(run, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    deadline = time.monotonic() + 60
    while stored(file) == 0 and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.2)
    end(process)
    output, _ = process.communicate(timeout=60)
    assert process.returncode == code, output
    before = stored(file)
    assert 0 < before < 400
    if code == 130:
        assert f"stored: {before} article" in output
    with Record(file) as record:
        report = pipeline.read([rows(tmp_path / "a.jsonl", before + 2)], record, jobs=1)
        assert (report.read, report.skipped) == (2, before)


def stored(file: Path) -> int:
    """How many articles are stored; none while the record is being made."""
    try:
        with Record(file) as record:
            return sum(1 for _ in record.view.articles())
    except RecordError:
        return 0


def test_ctrl_c_waits_until_what_is_stored_is_told() -> None:
    done: list[str] = []

    def commit() -> None:
        with pipeline.uninterrupted():
            signal.raise_signal(signal.SIGINT)
            done.append("stored and told")

    with pytest.raises(KeyboardInterrupt):
        commit()
    assert done == ["stored and told"]
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)
