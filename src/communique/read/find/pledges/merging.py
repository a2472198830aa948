"""Passages of one article that tell of one pledge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from communique.knowledge import mapping
from communique.model.finding import Pledge
from communique.model.reference import ActorRef


def merge(merged: list[Pledge], pledge: Pledge) -> None:
    """Add a pledge, or its passage to the one that is the same thing."""
    for k, other in enumerate(merged):
        if not _same(other, pledge):
            continue
        spans = (*other.evidence.spans, *pledge.evidence.spans)
        merged[k] = replace(
            other,
            evidence=replace(other.evidence, spans=tuple(dict.fromkeys(spans))),
            givers=other.givers or pledge.givers,
            receivers=other.receivers or pledge.receivers,
            by_when=other.by_when or pledge.by_when,
            period=other.period or pledge.period,
            condition=other.condition or pledge.condition,
            total=other.total if other.total is not None else pledge.total,
            earlier=other.earlier if other.earlier is not None else pledge.earlier,
        )
        return
    merged.append(pledge)


def with_receivers(pledges: list[Pledge], told: Iterable[tuple[ActorRef, ...]] = ()) -> list[Pledge]:
    """The pledges; those without a receiver get the one that all others of the article have.

    Where none or several are known, it is the one that most passages on aid name (`told`). A report
    tells to whom aid goes once; that it was inferred stands in the reference.
    """
    known = {tuple(r.name for r in p.receivers): p.receivers for p in pledges if p.receivers}
    usual = next(iter(known.values())) if len(known) == 1 else _usual([r for r in told if r])
    receivers = tuple(replace(r, inferred="who gets the other aid of the article") for r in usual)
    names = {r.name for r in receivers}
    return [
        p if p.receivers or names & {g.name for g in p.givers} else replace(p, receivers=receivers)
        for p in pledges
    ]


def _usual(told: list[tuple[ActorRef, ...]]) -> tuple[ActorRef, ...]:
    """The receivers that most passages name, if more than one does; empty where two come as often."""
    counted = Counter(tuple(r.name for r in refs) for refs in told).most_common(2)
    if not counted or counted[0][1] < 2 or (len(counted) > 1 and counted[0][1] == counted[1][1]):
        return ()
    return next(refs for refs in told if tuple(r.name for r in refs) == counted[0][0])


def _same(a: Pledge, b: Pledge) -> bool:
    if (a.amount, a.currency, a.unit, a.per) != (b.amount, b.currency, b.unit, b.per):
        return False
    if a.amount is None:
        return (
            _alike(a.what, b.what)
            and a.status == b.status
            and _meet(a.givers, b.givers)
            and _meet(a.receivers, b.receivers)
        )
    return _meet(a.givers, b.givers)


def _alike(one: str | None, other: str | None) -> bool:
    """True for the same goods, also in fewer words, and for two words for aid: "help", "aid trucks"."""
    if one == other or (one and other and f" {one}".endswith(f" {other}")):
        return True  # "ballistic missiles", then "missiles"
    return _class(one) == _class(other) in ("aid", "goods")


def _class(what: str | None) -> str:
    """The class of the last word; trucks and tonnes without more are taken for aid."""
    last = (what or " ").lower().split(" ")[-1]
    found = mapping("pledge_goods", "word", "class").get(last, "")
    return "aid" if found == "goods" else found


def _meet(a: tuple[ActorRef, ...], b: tuple[ActorRef, ...]) -> bool:
    return not a or not b or bool({x.name for x in a} & {y.name for y in b})
