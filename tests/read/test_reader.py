"""Reading is pure: one article, one reading, in any process; and it survives any text."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from communique.model.finding import Finding
from communique.model.text import Article, Span
from communique.read import reader
from communique.read.analysis.analysis import Analysis
from communique.read.find.finder import finders
from communique.read.ingest.article import make_article
from communique.read.reader import Reading, read_article, reading_version

REPORT = "\n\n".join(
    [
        "Envoys of Norway and Bolivia meet in Lima",
        "LIMA, March 3 (Andes Wire) - Norwegian Foreign Minister Ana Brandt met her Bolivian counterpart, "
        "Luis Ortega, in Lima on Monday.",
        "“We have come a long way,” Brandt told reporters. “We are not there yet.”",
        "Ortega said his country would accept a 30-day ceasefire proposed by Peru, but a spokesman for "
        "President Tomas Rehn denied that a summit was planned for April 12 in Geneva.",
        "Norway pledged $40 million in aid to Bolivia and 200 generators by the end of the year.",
    ]
)


def spans(thing: Any) -> Iterator[Span]:
    """Every span anywhere in a finding."""
    if isinstance(thing, Span):
        yield thing
    elif is_dataclass(thing):
        for f in fields(thing):
            yield from spans(getattr(thing, f.name))
    elif isinstance(thing, tuple | list):
        for item in thing:
            yield from spans(item)


def fingerprint(reading: Reading) -> str:
    """A hash of all that was found, in its order."""
    return hashlib.sha256(repr((reading.findings, reading.failures, reading.words)).encode()).hexdigest()


def assert_true_to_its_text(reading: Reading) -> None:
    assert reading.failures == ()
    assert len({f.id for f in reading.findings}) == len(reading.findings)
    for finding in reading.findings:
        assert finding.article == reading.article.id
        for span in spans(finding):
            assert 0 <= span.start < span.end <= len(reading.article.text)
            assert reading.article.text[span.start : span.end] == span.text


def test_a_report_is_read() -> None:
    reading = read_article(make_article(REPORT, date="2031-03-03"))
    assert_true_to_its_text(reading)
    kinds = [f.kind for f in reading.findings]
    assert {"time", "place", "actor", "statement", "meeting", "pledge"} <= set(kinds)
    order = list(dict.fromkeys(kinds))
    assert order == [f.provides for f in finders() if f.provides in order]
    assert 90 <= reading.words <= len(REPORT.split())


def test_reading_twice_is_equal() -> None:
    article = make_article(REPORT, date="2031-03-03")
    read_article(make_article("Something else was read between. Peru agreed.", date="2031-05-05"))
    assert read_article(article) == read_article(article)


PROGRAM = """
import sys
from test_reader import REPORT, fingerprint
from communique.read.ingest.article import make_article
from communique.read.reader import read_article, reading_version
reading = read_article(make_article(REPORT, date="2031-03-03"))
sys.stdout.write(fingerprint(reading) + " " + reading_version())
"""


@pytest.mark.parametrize("seed", ["1", "4242"])
def test_another_process_with_other_hashes_reads_the_same(seed: str) -> None:
    here = os.path.dirname(__file__)  # noqa: PTH120
    before = reading_version.__wrapped__()
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": here},
        capture_output=True,
        text=True,
        check=True,
    )
    reading = read_article(make_article(REPORT, date="2031-03-03"))
    found, version = run.stdout.split()
    if before != reading_version.__wrapped__():
        pytest.skip("the sources were edited while the test ran")
    assert (found, version) == (fingerprint(reading), before)


@pytest.mark.parametrize("text", ["   \n", "\u200b", "…", "“", "x", "1", "\U0001f600"], ids=repr)
def test_a_text_of_next_to_nothing(text: str) -> None:
    reading = read_article(Article(id="t", text=text))
    assert_true_to_its_text(reading)
    assert reading.words == (text in "x1")


def test_chosen_finders_are_those_that_run() -> None:
    times = finders()[0]
    reading = read_article(make_article(REPORT, date="2031-03-03"), [times])
    assert {f.kind for f in reading.findings} == {"time"}
    assert read_article(make_article(REPORT), []).findings == ()


class Mute:
    """A finder that finds nothing."""

    name = "mute"
    provides = "proposal"
    requires = ()

    def __init__(self, version: str) -> None:
        self.version = version

    def __call__(self, _: Analysis, __: dict[str, list[Finding]]) -> Iterator[Finding]:
        return iter(())


def version_with(monkeypatch: pytest.MonkeyPatch, *more: Mute) -> str:
    chosen = (*finders(), *more)
    with monkeypatch.context() as patch:
        patch.setattr(reader, "finders", lambda: chosen)
        return reading_version.__wrapped__()


def test_the_reading_version_changes_with_a_finders(monkeypatch: pytest.MonkeyPatch) -> None:
    versions = [version_with(monkeypatch), *(version_with(monkeypatch, Mute(v)) for v in ("1", "2"))]
    assert len(set(versions)) == 3
    assert versions == [version_with(monkeypatch), *(version_with(monkeypatch, Mute(v)) for v in ("1", "2"))]


CLAUSES = [
    "Foreign Minister Ana Brandt met her counterpart, Luis Ortega, in Lima on Monday",
    "the talks were postponed, officials said on condition of anonymity",
    "U.S. President John Q. Hart pledged $5 million to Norland by Dec. 4",
    "Norland and Karsova proposed a 30-day ceasefire plan",
    "the two leaders will meet next week, he said",
    "Peru, which hosted them, denied that",
    "said Ortega",
    "two people who know of the offer said",
    "she refused to promise 200 tanks, 3.5 million euros or 99999999999999999999 dollars",
    "on Feb. 30, 2031, at 25:61, or the 31st of June",
    "«Non», a dit le ministre",
    "“We are ready. We",
    "will not sign,”",
    "\"We came,\" he said, \"and left.\"",
    "``No,'' he said",
    "‘Never’",
    "Photo: Jo Bell/AP",
    "By Jane Doe",
    "Read more: the border, explained",
    "KARSOVA, March 3 (Andes Wire) - ",
]  # fmt: skip
MARKS = ["“", "”", '"', "'", "’", "‘", "«", "»", "„", "''", "``", "(", ")", "[", "—", "-", "…", "/", "$", "€"]
GAPS = [
    " ",
    " ",
    " ",
    ". ",
    ".",
    ", ",
    "? ",
    "\n",
    "\n\n",
    "\r\n",
    "\u2028",
    "\x0b",
    "\x0c",
    "\x85",
    "\t",
    "   ",
]
JUNK = ["\u00a0", "\u200b", "\u202f", "\ufeff", "\u202e", "\x00", "\x1c", "\ud83d", "\udc00", "\U0001f600"]
PIECES = st.one_of(
    st.sampled_from(CLAUSES),
    st.sampled_from(CLAUSES),
    st.sampled_from(GAPS),
    st.sampled_from(GAPS),
    st.sampled_from(MARKS),
    st.sampled_from(JUNK),
    st.text(max_size=6),
)
TEXTS = st.lists(PIECES, min_size=1, max_size=24).map("".join).filter(str.strip)
DATES = st.sampled_from([None, "2031-03-03", "2028-02-29", "no date"])


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=TEXTS, date=DATES)
@example(text="e\u0301" * 40, date=None)
@example(text='“"We came," he said, "and left."“\U0001f600', date=None)
@example(text="“" * 60, date=None)
@example(text="said " * 60, date="2031-03-03")
@example(text="met " * 60 + ".", date=None)
@example(text="\n".join(["Ana Brandt"] * 30), date=None)
@example(text="(" * 50 + "Lima" + ")" * 50, date=None)
@example(text="1 " * 100, date="2031-03-03")
def test_any_text_is_read_and_every_span_is_true(text: str, date: str | None) -> None:
    assert_true_to_its_text(read_article(make_article(text, date=date)))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=TEXTS)
def test_any_text_is_read_without_blocks(text: str) -> None:
    assert_true_to_its_text(read_article(Article(id="t", text=text)))
