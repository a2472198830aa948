"""Our scores agree with the scorers that decide, where those are at hand."""

from __future__ import annotations

import importlib.util
import json
import re
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from communique.evaluate import evaluate
from communique.evaluate.score import Score
from communique.model.finding import Event, EventStatus, EventType, Evidence, Finding, Place, Statement
from communique.model.reference import ActorRef
from communique.model.text import Article
from communique.read.reader import read_article
from communique.show.export import export_row

SHARED = Path("../shared")
pytestmark = [
    pytest.mark.skipif(not SHARED.exists(), reason="the shared gold and scorers are not here"),
    # The scorers leave their files to the garbage collector.
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
]

OURS_TO_THEIRS = {
    "statements": "statements",
    "statement content": "statement_content",
    "meetings": "meetings",
    "meetings whole": "meetings_whole",
    "pledges": "pledges",
    "positions": "positions",
    "proposals": "proposals",
}
SHARES = {
    "speaker accuracy": "speaker_acc",
    "meeting place": "m_place",
    "meeting date": "m_date",
    "meeting status": "m_status",
    "pledge receiver": "p_receiver",
    "pledge status": "p_status",
}


def scorer(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"scorer_{name}", SHARED / "score" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Reader:
    """Reads each article once and remembers what was found."""

    def __init__(self) -> None:
        self.found: dict[str, tuple[Finding, ...]] = {}

    def __call__(self, article: Article) -> tuple[Finding, ...]:
        if article.id not in self.found:
            self.found[article.id] = read_article(article).findings
        return self.found[article.id]


def test_record_scores_agree(tmp_path: Path) -> None:
    gold, predictions = tmp_path / "gold", tmp_path / "predictions"
    gold.mkdir()
    predictions.mkdir()
    for path in sorted((SHARED / "gold").glob("*.json"))[::3]:
        (gold / path.name).write_bytes(path.read_bytes())
    reader = Reader()
    ours = evaluate("record", gold, texts=[SHARED / "corpora"], read=reader).measures
    for kind in ("statement", "meeting", "pledge", "position", "proposal"):
        rows = [export_row(f) for found in reader.found.values() for f in found if f.kind == kind]
        lines = [json.dumps(r) for r in rows]
        (predictions / f"{kind}s.jsonl").write_text("\n".join(lines), encoding="utf-8")
    theirs: dict[str, Any] = scorer("record").score(gold, predictions)[0]
    for mine, other in OURS_TO_THEIRS.items():
        score = ours[mine]
        assert isinstance(score, Score)
        assert (score.hits, score.found, score.gold) == tuple(
            theirs[other][k] for k in ("tp", "pred", "gold")
        )
    for mine, other in SHARES.items():
        assert ours[mine] == pytest.approx(theirs[other], abs=1e-4)


def test_attribution_scores_agree(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    lines = (SHARED / "data/attribution/dev.jsonl").read_text(encoding="utf-8").split("\n")[:12]
    gold.write_text("\n".join(lines), encoding="utf-8")
    reader = Reader()
    ours = evaluate("attribution", gold, read=reader).measures
    predictions = [
        {"id": id, "attributions": [_attribution(f) for f in found if isinstance(f, Statement)]}
        for id, found in reader.found.items()
    ]
    theirs = scorer("attribution").score([json.loads(line) for line in lines if line], predictions)
    for mine, other in (
        ("content", "content_overlap"),
        ("content exact", "content_exact"),
        ("end to end", "end_to_end"),
    ):
        score = ours[mine]
        assert isinstance(score, Score)
        assert (score.hits, score.found, score.gold) == tuple(
            theirs[other][k] for k in ("tp", "pred", "gold")
        )


EVENT_VERBS = {
    "condemn": "ACCUSE",
    "attack": "ASSAULT",
    "withdr": "RETREAT",
    "support": "SUPPORT",
    "met": "CONSULT",
}


def coded(article: Article) -> tuple[Event, ...]:
    """Events by a few letters: right often enough for every figure to be between 0 and 1."""
    text = article.text
    names = [article.span(*m.span()) for m in re.finditer(r"\b[A-Z]\w+(?: [A-Z]\w+)*", text)]
    refs = [ActorRef(name=n.text, mention=n) for n in names]
    evidence = Evidence(spans=(article.span(0, len(text)),), finder="fake", version="1")
    return tuple(
        Event(
            article=article.id,
            evidence=replace(evidence, cue=(article.span(at, at + len(letters)),)),
            event_type=EventType(kind),
            status=EventStatus.PLANNED if "will" in text else EventStatus.HAPPENED,
            actors=tuple(refs[:1]),
            recipients=tuple(refs[1:]) if kind != "CONSULT" else (),
        )
        for letters, kind in EVENT_VERBS.items()
        if (at := text.find(letters)) >= 0
    )


@pytest.mark.parametrize("name", ["sentences_dev", "plv_dev"])
def test_event_scores_agree(name: str) -> None:
    path = SHARED / f"data/events/{name}.jsonl"
    found: list[Finding] = []

    def read(article: Article) -> tuple[Event, ...]:
        events = coded(article)
        found.extend(events)
        return events

    ours = evaluate("events", path, read=read).measures
    gold = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    theirs, _ = scorer("events").score(gold, [export_row(f) for f in found])
    mine = {k: v.f1 if isinstance(v, Score) else v for k, v in ours.items()}
    figures = {k: theirs[k]["f1"] for k in ("types", "quad", "triples")}
    figures |= {"types macro": theirs["types_macro_f1"], "silent": theirs["silent"], "extra": theirs["extra"]}
    figures |= {"false events": theirs["false"], "status": theirs["status"]} | theirs["per_type"]
    assert mine == pytest.approx({k: v for k, v in figures.items() if v is not None}, abs=1e-4)
    assert 0 < mine["triples"] < mine["types"] < 1


def test_place_scores_agree(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    lines = (SHARED / "data/place/geowebnews.jsonl").read_text(encoding="utf-8").split("\n")[:12]
    gold.write_text("\n".join(lines), encoding="utf-8")
    reader = Reader()
    ours = evaluate("places", gold, read=reader)
    rows = {
        id: {"toponyms": [_toponym(f) for f in found if isinstance(f, Place)]}
        for id, found in reader.found.items()
    }
    theirs, _ = scorer("toponyms").score_full(
        {g["id"]: g for g in map(json.loads, filter(None, lines))}, rows
    )
    for mine, other in (("overlap", "overlap"), ("within 161 km", "o161")):
        score = ours.measures[mine]
        assert isinstance(score, Score)
        figures = (score.precision, score.recall, score.f1)
        assert tuple(round(100 * x, 2) for x in figures) == pytest.approx(theirs[other], abs=0.011)


def _toponym(p: Place) -> dict[str, Any]:
    row = export_row(p)
    return row | {"geonamesid": row["geonames_id"]}


def _attribution(s: Statement) -> dict[str, Any]:
    source = s.speaker.mention if s.speaker else None
    return {
        "content": [[c.start, c.end] for c in s.content],
        "cue": [[c.start, c.end] for c in s.cue],
        "source": [[source.start, source.end]] if source else [],
    }
