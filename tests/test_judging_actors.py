"""Merging, splitting and taking back: what people decide about actors outlives another reading."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from settle_view import actor, story

from communique import judging, pipeline
from communique.errors import CommuniqueError, SettingsError, UnknownIdError
from communique.model.finding import Actor
from communique.model.judgement import Verdict
from communique.record.record import Record

READING = {"a": "Mara Dov", "b": "Mara Dov", "c": "Lena Karst", "d": "Lena Karst"}


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record(tmp_path / "r.db", create=True) as opened:
        read(opened, READING)
        yield opened


def read(record: Record, names: dict[str, str], at: int = 0) -> None:
    """Read one article for each name, with the passage at another place for another reading."""
    for article, name in names.items():
        found = actor(article, name)
        spans = (story(article).span(at, at + 5),)
        moved = Actor(
            article=article,
            evidence=type(found.evidence)(spans=spans, finder="test", version="1"),
            name=name,
            actor_kind=found.actor_kind,
        )
        record.writer.store(story(article), [moved], None, f"version {at}")
    pipeline.settle(record)


def joined(record: Record) -> list[str]:
    """The articles of each settled actor, such as "ab", the most first."""
    return sorted(("".join(a.articles) for a in record.view.actors()), key=lambda a: (-len(a), a))


def decide(record: Record, what: str, *args: str, **options: list[str]) -> None:
    getattr(judging, what)(record, *args, **options, who="editor")
    pipeline.settle(record)


def test_merged_and_taken_back(record: Record) -> None:
    assert joined(record) == ["ab", "cd"]
    judging.merge(record, ["Mara Dov", "Karst"], who="editor")
    pipeline.settle(record)
    assert joined(record) == ["abcd"]
    judging.undo(record, 1, who="editor")
    pipeline.settle(record)
    assert joined(record) == ["ab", "cd"]
    judging.undo(record, 2, who="editor")
    pipeline.settle(record)
    assert joined(record) == ["abcd"]


@pytest.mark.parametrize(
    "again",
    [
        READING,
        {**READING, "a": "Dr. Mara Dov", "e": "Mara Dov", "f": "Lena Karst"},
        {**READING, "a": "Mara Dow", "c": "Lena Carst", "e": "Mara Dow", "g": "Mara Dow"},
    ],
    ids=["other passages", "more reports", "other leading names"],
)
def test_a_merge_outlives_another_reading(record: Record, again: dict[str, str]) -> None:
    judging.merge(record, ["Mara Dov", "Lena Karst"], who="editor")
    read(record, again, at=7)
    assert joined(record) == ["".join(sorted(again))]


def test_a_name_taken_out_stays_out(record: Record) -> None:
    read(record, {"b": "Mara Dow", "e": "Maria Dov"})
    assert joined(record) == ["ab", "cd", "e"] or joined(record) == ["abe", "cd"]
    decide(record, "split", "Mara Dov", names=["Mara Dow"])
    assert "b" in joined(record)
    read(record, {**READING, "b": "Mara Dow", "h": "Mara Dow"}, at=7)
    assert {"a", "bh"} <= {a.replace("e", "") for a in joined(record)}


def test_an_article_taken_out_stays_out(record: Record) -> None:
    decide(record, "split", "Mara Dov", articles=["b"])
    assert joined(record) == ["cd", "a", "b"]
    read(record, {**READING, "e": "Mara Dov", "f": "Mara Dov"}, at=7)
    assert joined(record) == ["aef", "cd", "b"]
    judging.undo(record, 1, who="editor")
    pipeline.settle(record)
    assert joined(record) == ["abef", "cd"]


def test_a_part_of_a_merged_actor_leaves_again(record: Record) -> None:
    judging.merge(record, ["Mara Dov", "Lena Karst"], who="editor")
    pipeline.settle(record)
    decide(record, "split", "Mara Dov", names=["Lena Karst"])
    assert joined(record) == ["ab", "cd"]


def test_judgements_about_ids_of_actors_follow_too(record: Record) -> None:
    first, second = (a.id for a in record.view.actors())
    judging.judge(record, Verdict.SAME, [first, second], who="editor")
    read(record, READING, at=7)
    assert joined(record) == ["abcd"]


@pytest.mark.parametrize(
    ("what", "args", "error", "says"),
    [
        ("merge", (["Mara Dov", "Ilya Sen"],), UnknownIdError, "no actor has the id or name 'Ilya Sen'"),
        ("merge", (["Mara Dov", "Moira Dovrin"],), UnknownIdError, "the nearest: Mara Dov"),
        ("merge", (["Mara Dov", "Dov"],), SettingsError, "these are one already"),
        ("split", ("Mara Dov",), SettingsError, "--article or --name"),
        ("undo", (7,), UnknownIdError, "no judgement has the number 7"),
    ],
)
def test_what_makes_no_sense(
    record: Record, what: str, args: tuple[object, ...], error: type[CommuniqueError], says: str
) -> None:
    with pytest.raises(error, match=says):
        getattr(judging, what)(record, *args, who="editor")
    assert list(record.view.judgements()) == []


def test_what_cannot_be_taken_out(record: Record) -> None:
    with pytest.raises(SettingsError, match="nothing would be left"):
        judging.split(record, "Mara Dov", names=["Mara Dov"], who="editor")
    with pytest.raises(UnknownIdError, match="is not in an article c; there is a, b"):
        judging.split(record, "Mara Dov", articles=["c"], who="editor")
    with pytest.raises(UnknownIdError, match="is not called 'Sen'"):
        judging.split(record, "Mara Dov", names=["Sen"], who="editor")
    judging.merge(record, ["Mara Dov", "Lena Karst"], who="editor")
    judging.undo(record, 1, who="editor")
    with pytest.raises(SettingsError, match="taken back already"):
        judging.undo(record, 1, who="editor")
