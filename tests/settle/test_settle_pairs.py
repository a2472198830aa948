"""How well names are told to be one actor's: two tables of pairs, each name in an article of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.knowledge import Table, parse
from communique.model.reference import ActorKind, Office
from communique.settle.actors import LocalActor, settle_actors

HERE = Path(__file__).parent
PRECISION, RECALL = 0.97, 0.94  # docs/settling.md has the figures


def pairs(name: str) -> Table:
    return parse(name, (HERE / f"{name}.tsv").read_text(encoding="utf-8").splitlines())


def local(row: dict[str, str], side: str) -> LocalActor:
    title = row.get(f"{side}_office")
    name = row[side]
    return LocalActor(
        article=side,
        id=side,
        name=name,
        kind=ActorKind(row.get("kind", "person")),
        country=row[f"{side}_country"] or None,
        named=not name.islower(),
        offices=(Office(title=title, of=row[f"{side}_of"]),) if title else (),
    )


def one(row: dict[str, str]) -> bool:
    return len(settle_actors([local(row, "one"), local(row, "other")]).actors) == 1


@pytest.mark.parametrize("name", ["person_pairs", "body_pairs"])
def test_pairs_of_names(name: str) -> None:
    found = [(row["verdict"] == "same", one(row)) for row in pairs(name).rows]
    right = found.count((True, True))
    precision = right / (right + found.count((False, True)))
    recall = right / (right + found.count((True, False)))
    print(f"{name}: {len(found)} pairs, precision {precision:.3f}, recall {recall:.3f}")  # noqa: T201
    assert precision >= PRECISION
    assert recall >= RECALL


@pytest.mark.parametrize("name", ["person_pairs", "body_pairs"])
def test_the_order_of_a_pair_changes_nothing(name: str) -> None:
    for row in pairs(name).rows:
        turned = {**row, **{k.replace("one", "other"): row[k] for k in row if k.startswith("one")}}
        turned |= {k.replace("other", "one"): row[k] for k in row if k.startswith("other")}
        assert one(row) == one(turned), row
