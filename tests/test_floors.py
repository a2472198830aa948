"""What was reached may not slip: the figures of floors.tsv, measured anew."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from communique.evaluate import evaluate
from communique.evaluate.evaluation import Evaluation
from communique.model.finding import Finding
from communique.model.text import Article
from communique.read.reader import read_article

SHARED = Path("../shared")
pytestmark = pytest.mark.skipif(not SHARED.exists(), reason="the shared gold is not here")


def floors() -> list[tuple[str, str, int, str, str]]:
    lines = Path(__file__).with_name("floors.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
    return [(kind, gold, int(n), measure, floor) for kind, gold, n, measure, floor in rows]


@cache
def measured(kind: str, gold: str, articles: int) -> Evaluation:
    return evaluate(
        kind, SHARED / gold, texts=[SHARED / "corpora", SHARED / "seed"], limit=articles, read=read
    )


def read(article: Article) -> Sequence[Finding]:
    reading = read_article(article)
    assert not reading.failures, reading.failures
    return reading.findings


@pytest.mark.parametrize(("kind", "gold", "articles", "measure", "floor"), floors())
def test_floor(kind: str, gold: str, articles: int, measure: str, floor: str) -> None:
    figure = measured(kind, gold, articles).figure(measure)
    if floor.startswith("<="):  # errors: a ceiling
        assert figure <= float(floor.removeprefix("<="))
    else:
        assert figure >= float(floor)
