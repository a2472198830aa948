"""What became of attributions, and that no figure hides a finder that failed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from communique.errors import FinderError
from communique.evaluate import evaluate
from communique.model.finding import Evidence, Finding, Statement
from communique.model.reference import ActorRef
from communique.model.text import Article
from communique.read.find.statements import Statements

TEXT = "Berg said the road was shut. Haddad warned that the dam would break. Quill hoped for rain."
GOLD = [
    ("Berg", "said", "the road was shut"),
    ("Haddad", "warned", "that the dam would break"),
    ("Quill", "hoped", "for rain"),
]


def span(part: str) -> list[int]:
    at = TEXT.index(part)
    return [at, at + len(part)]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    rows = [{"source": [span(s)], "cue": [span(c)], "content": [span(t)]} for s, c, t in GOLD]
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"id": "a", "text": TEXT, "attributions": rows}), encoding="utf-8")
    return path


def reader(*found: tuple[str, str, str]) -> object:
    def read(article: Article) -> Sequence[Finding]:
        def statement(source: str, cue: str, content: str) -> Statement:
            said = (article.span(*span(content)),)
            return Statement(
                article=article.id,
                evidence=Evidence(spans=said, finder="test", version="1"),
                content=said,
                speaker=ActorRef(name=source, mention=article.span(*span(source))),
                cue=(article.span(*span(cue)),),
            )

        return [statement(*one) for one in found]

    return read


def test_every_attribution_has_one_outcome(gold: Path) -> None:
    found = [GOLD[0], ("Berg", "warned", "that the dam would break")]
    told = dict(evaluate("attribution", gold, read=reader(*found)).outcomes)  # type: ignore[arg-type]
    assert told["gold"] == 3
    assert told["  right"] == told["  source: another"] == told["  cue not found"] == 1


def test_what_meets_no_gold_is_told_apart(gold: Path) -> None:
    found = [("Haddad", "warned", "dam"), ("Quill", "rain", "Quill hoped")]
    told = dict(evaluate("attribution", gold, read=reader(*found)).outcomes)  # type: ignore[arg-type]
    assert told["found, not in gold"] == 2
    assert told["  content off"] == 1
    assert told["  cue not in gold: speech"] == 1
    assert told["  content short"] == 1


def test_a_finder_that_fails_is_an_error_and_no_nought(gold: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("no such thing")

    monkeypatch.setattr(Statements, "__call__", fail)
    with pytest.raises(FinderError, match=r"finder statements failed on article a: ZeroDivisionError"):
        evaluate("attribution", gold)
