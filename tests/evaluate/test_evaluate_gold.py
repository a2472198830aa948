from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from communique.errors import GoldError, SettingsError
from communique.evaluate import evaluate
from communique.evaluate.gold import GoldArticle, GoldFinding, gold_when, record_gold
from communique.evaluate.names import same_name
from communique.evaluate.score import Score, date_agrees, kilometres, score_record, score_speakers
from communique.model.finding import Actor, Evidence, Finding, Place, PlaceUse, Pledge, Statement
from communique.model.reference import ActorRef, Mention, MentionForm, PlaceRef
from communique.model.text import Article, Span
from communique.model.when import When

TEXT = "Norway pledged $5 million to Peru. Chile said no."


def write_gold(folder: Path, **extra: object) -> Path:
    gold = folder / "gold"
    gold.mkdir()
    pledge = {
        "givers": ["Norway"],
        "receivers": ["Peru"],
        "what": "money",
        "amount": 5e6,
        "currency": "USD",
        "unit": None,
        "per": None,
        "status": "pledged",
        "evidence": [{"start": 0, "end": 33, "text": TEXT[:33]}],
    }
    item = {"id": "one", "tokens": [[0, 6]], "pledges": [pledge | extra]}
    (gold / "one.json").write_text(json.dumps(item), encoding="utf-8")
    (folder / "texts.jsonl").write_text(json.dumps({"id": "one", "text": TEXT}), encoding="utf-8")
    return gold


def test_gold_becomes_our_own_findings(tmp_path: Path) -> None:
    [article] = record_gold(write_gold(tmp_path))
    [gold] = article.of("pledge")
    assert isinstance(gold.finding, Pledge)
    assert gold.finding.evidence.spans[0].text == TEXT[:33]
    assert not gold.optional


@pytest.mark.parametrize(("optional", "expected"), [(False, 1), (True, 0)])
def test_optional_gold_counts_only_where_found(tmp_path: Path, optional: bool, expected: int) -> None:
    gold = write_gold(tmp_path, borderline=optional)
    score = evaluate("pledges", gold, read=lambda _: ()).measures["pledges"]
    assert isinstance(score, Score)
    assert score.gold == expected


def test_what_is_found_scores(tmp_path: Path) -> None:
    gold = write_gold(tmp_path)
    [article] = record_gold(gold)

    def read(_: Article) -> list[Finding]:
        return [article.of("pledge")[0].finding]

    evaluation = evaluate("pledges", gold, read=read)
    assert evaluation.figure("pledges") == 1.0
    assert any("pledges" in line for line in evaluation.lines())
    with pytest.raises(SettingsError, match="there are pledges"):
        evaluation.figure("coffee")


def test_a_kind_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="there are record, statements"):
        evaluate("tea", tmp_path)


@pytest.mark.parametrize(
    ("content", "message"),
    [("{", "one.json"), ("[]", "no record gold"), ('{"id": "two", "tokens": []}', "text of article two")],
)
def test_broken_gold_is_named(tmp_path: Path, content: str, message: str) -> None:
    gold = write_gold(tmp_path)
    (gold / "one.json").write_text(content, encoding="utf-8")
    with pytest.raises(GoldError, match=message):
        list(record_gold(gold))


def test_a_gold_finding_that_lacks_a_field_is_named(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"pledges\[0\]"):
        list(record_gold(write_gold(tmp_path, status="maybe")))


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2026-03-04", date(2026, 3, 4), date(2026, 3, 4)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        (["2025-05-01", "2025-05-03"], date(2025, 5, 1), date(2025, 5, 3)),
    ],
)
def test_gold_dates_are_intervals(value: object, first: date, last: date) -> None:
    when = gold_when(value)
    assert when is not None
    assert (when.first, when.last) == (first, last)
    assert gold_when(None) is None


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("President Ida Berg", "Berg", True),
        ("Zelenskyy", "Volodymyr Zelensky", True),
        ("U.S.", "Washington", True),
        ("Norway", "Oslo", False),
        ("Ida Berg", "Ola Moen", False),
        ("", "Berg", False),
    ],
)
def test_same_name(a: str, b: str, same: bool) -> None:
    assert same_name(a, b) is same


def test_dates_agree_when_no_less_precise() -> None:
    day, week = When.day(date(2026, 3, 4)), When(first=date(2026, 3, 2), last=date(2026, 3, 8))
    assert date_agrees(week, day)
    assert date_agrees(week, When(first=date(2026, 3, 4), last=date(2026, 3, 20)))
    assert not date_agrees(day, week)  # less precise than the gold
    assert date_agrees(None, None)
    assert not date_agrees(day, None)
    assert not date_agrees(day, When.day(date(2026, 3, 5)))


def test_distance_of_lima_and_la_paz() -> None:
    assert kilometres(-12.05, -77.04, -16.5, -68.15) == pytest.approx(1076, abs=10)


SAID = "Berg told Reuters on March 3 that Moen had said it rained."


def said_gold(folder: Path, **inner: object) -> GoldArticle:
    """Gold of what Berg told, and of what Moen said inside of it."""

    def passage(text: str) -> dict[str, object]:
        start = SAID.index(text)
        return {"start": start, "end": start + len(text), "text": text}

    told = {
        "speaker": "Berg", "sourcing": "named", "kind": "indirect", "cue": [passage("told")],
        "content": [passage("that Moen had said it rained")], "addressee": passage("Reuters"),
        "relay": passage("Reuters"), "said_on": "2026-03-03", "within": None,
    }  # fmt: skip
    said = {
        "speaker": "Moen", "sourcing": "named", "kind": "indirect", "cue": [passage("said")],
        "content": [passage("it rained")], "within": 0,
    }  # fmt: skip
    words = [list(m.span()) for m in re.finditer(r"\w+", SAID)]
    gold = {"id": "one", "tokens": words, "statements": [told, said | inner]}
    (folder / "one.json").write_text(json.dumps(gold), encoding="utf-8")
    (folder / "texts.jsonl").write_text(json.dumps({"id": "one", "text": SAID}), encoding="utf-8")
    [article] = record_gold(folder, [folder])
    return article


def test_circumstances_are_scored_where_the_statement_was_found(tmp_path: Path) -> None:
    article = said_gold(tmp_path)
    told, said = (g.finding for g in article.of("statement"))
    assert isinstance(told, Statement)
    assert isinstance(said, Statement)
    assert said.within == told.id
    names = [f"statement {name}" for name in ("said on", "addressee", "relay", "within")]

    def scores(*found: Statement) -> list[tuple[int, int, int]]:
        measures = score_record([(article, found)])
        return [(m.hits, m.found, m.gold) for n in names if isinstance(m := measures[n], Score)]

    assert scores(told, said) == [(1, 1, 1)] * 4
    bare = replace(told, said_on=None, addressee=None, relay=None)
    assert scores(bare, replace(said, within=None)) == [(0, 0, 1)] * 4
    wrong = replace(told, said_on=When.day(date(2026, 3, 4)), addressee=ActorRef(name="Ola Moen"))
    assert scores(wrong, replace(said, relay=told.relay)) == [(0, 1, 1), (0, 1, 1), (1, 2, 1), (1, 1, 1)]
    assert scores() == [(0, 0, 0)] * 4


def test_gold_that_nests_in_what_comes_later_is_named(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"statements\[1\]"):
        said_gold(tmp_path, within=7)


@pytest.mark.parametrize(("name", "share"), [("Ida Berg", 1.0), ("Ola Moen", 0.0)])
def test_a_speaker_is_right_when_its_chain_has_the_name(name: str, share: float) -> None:
    article = Article(id="one", text="Minister Ida Berg spoke. She left.")
    she, berg = article.span(25, 28), article.span(0, 17)
    speaker = ActorRef(name=name, mention=she)
    said = article.span(29, 33)
    gold = Statement(article="one", evidence=evidence(said), content=(said,), speaker=speaker)
    mentions = (Mention(span=berg, form=MentionForm.NAME), Mention(span=she, form=MentionForm.PRONOUN))
    chain = Actor(article="one", evidence=evidence(berg), name="Ida Berg", mentions=mentions)
    annotated = GoldArticle(article=article, findings=(GoldFinding(finding=gold),), tokens=())
    measures = score_speakers([(annotated, [chain])])
    assert measures == {"named speakers": share, "she speakers": share}


def evidence(span: Span) -> Evidence:
    return Evidence(spans=(span,), finder="test", version="1")


NEAR_LIMA = (-12.0, -77.0)


def place_rows(*typed: str | None) -> dict[str, object]:
    where = {"lat": NEAR_LIMA[0], "lon": NEAR_LIMA[1], "geonamesid": None}
    spans = [
        {"start": 0, "end": 4, "name": "Lima", **where},
        {"start": 15, "end": 19, "name": "Lima", **where},
    ]
    text = "Lima said that Lima was calm."
    return {"id": "t", "text": text, "toponyms": [s | {"type": t} for s, t in zip(spans, typed, strict=True)]}


def found_place(article: Article, start: int, end: int, use: PlaceUse) -> Place:
    span = article.span(start, end)
    place = PlaceRef(name=span.text, span=span, lat=NEAR_LIMA[0], lon=NEAR_LIMA[1])
    evidence = Evidence(spans=(span,), finder="t", version="1")
    return Place(article=article.id, evidence=evidence, place=place, use=use)


@pytest.mark.parametrize(
    ("types", "expected"),
    [
        (("Metonymic", "Literal"), {"literal recall": 1.0, "metonym recall": 0.0, "use accuracy": 1.0}),
        (("Literal", "Metonymic"), {"literal recall": 0.0, "metonym recall": 1.0, "use accuracy": 0.0}),
        ((None, None), {}),
    ],
)
def test_places_are_scored_by_use_where_gold_has_types(
    tmp_path: Path, types: tuple[str | None, str | None], expected: dict[str, float]
) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(place_rows(*types)), encoding="utf-8")
    done = evaluate("places", gold, read=lambda a: [found_place(a, 15, 19, PlaceUse.LITERAL)])
    assert done.figure("within 161 km") == pytest.approx(2 / 3)
    assert {k: v for k, v in done.measures.items() if isinstance(v, float)} == expected
