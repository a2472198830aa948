"""Days of hard news sentences: the share that is right may not fall under `FLOOR` (`pytest -s` prints it)."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from communique.model.finding import Time
from communique.model.text import Article, Block, BlockKind
from communique.model.when import When
from communique.read.analysis.build import analyse
from communique.read.find.times import Times

TABLE = Path(__file__).with_name("days.tsv")
FLOOR = 0.98
ROWS_AT_LEAST = 200


def rows() -> list[dict[str, str]]:
    lines = [x for x in TABLE.read_text(encoding="utf-8").splitlines() if not x.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def found(row: dict[str, str]) -> str:
    """What is read where the expression of a row stands: "first..last", a value, or "none"."""
    published = When.day(date.fromisoformat(row["published"]))
    bare = Article(id="t", text=row["sentence"], published=published)
    block = Block(span=bare.span(0, len(bare.text)), kind=BlockKind.BODY)
    article = Article(id="t", text=bare.text, published=published, blocks=(block,))
    start = article.text.index(row["expression"])
    end = start + len(row["expression"])
    for time in Times()(analyse(article), {}):
        assert isinstance(time, Time)
        span = time.when.span
        if span and span.start < end and start < span.end:
            when = time.when
            return f"{when.first}..{when.last}" if when.first else str(when.value)
    return "none"


def expected(row: dict[str, str]) -> str:
    return f"{row['first']}..{row['last'] or row['first']}" if row["first"] else row["value"]


def test_share_of_days_that_are_right() -> None:
    table = rows()
    wrong = [f"{r['sentence']} [{r['expression']}]: {found(r)}" for r in table if found(r) != expected(r)]
    share = 1 - len(wrong) / len(table)
    print(f"{share:.3f} of {len(table)} are right")  # noqa: T201 — the figure of docs/times.md
    assert len(table) >= ROWS_AT_LEAST
    assert share >= FLOOR, f"{share:.3f} of {len(table)} are right; wrong:\n" + "\n".join(wrong)
