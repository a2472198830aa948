"""Coded events of single sentences against gold of PLOVER's types.

The figures are those of the project's scorer (a test compares them). Precision is a lower bound: some gold
marks one pair of actors of a sentence only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from communique.evaluate.gold import GoldArticle, GoldFinding
from communique.evaluate.score import Measures, Tally
from communique.knowledge.plover import quad
from communique.model.finding import Event, EventType, Finding
from communique.model.reference import ActorRef

Articles = Iterable[tuple[GoldArticle, Sequence[Finding]]]
# The PLV data does not tell these two apart.
YIELD = (EventType.CONCEDE, EventType.RETREAT)
# What ends the head of an actor's phrase: the first of these after its beginning begins a post-modifier.
POST = re.compile(r",|\(|\b(?:of|who|that|which|for|from|in|at|on|with|whose|to|by)\b")


def score_events(articles: Articles) -> Measures:
    """Scores of types, quad classes and (type, who, whom), and what was found where the gold has nothing.

    "silent" is the share of sentences without any event found, "extra" the types found beyond the gold's
    for each sentence, "false events" those found for each sentence that has none, and "status" the share of
    matched triples with the right status, where the gold tells it.
    """
    t = Tally()
    for gold, findings in articles:
        _count(t, gold.of("event"), [f for f in findings if isinstance(f, Event)])
    types = sorted(name.removesuffix(".gold") for name in t.n if name.endswith(".gold") and t.n[name])
    each = {name.removeprefix("type "): t.score(name) for name in types if name.startswith("type ")}
    return {
        "types": t.score("types"),
        "types macro": sum(s.f1 for s in each.values()) / len(each) if each else 0.0,
        "quad": t.score("quad"),
        "triples": t.score("triples"),
        **({"status": t.share("status.right", "status")} if t.n["status"] else {}),
        "silent": t.share("silent", "sentences"),
        "extra": t.share("extra", "sentences"),
        **({"false events": t.share("false", "empty")} if t.n["empty"] else {}),
        **each,
    }


def _count(t: Tally, golds: Sequence[GoldFinding], found: Sequence[Event]) -> None:
    want = {folded(g.finding.event_type) for g in golds if isinstance(g.finding, Event)}
    got = {folded(f.event_type) for f in found}
    t.n.update(sentences=1, silent=not got, extra=len(got - want))
    if not want:
        t.n.update(empty=1, false=len(found))
    _sets(t, "types", want, got)
    for name in want | got:
        _sets(t, f"type {name}", want & {name}, got & {name})
    _sets(t, "quad", {_quad(name) for name in want}, {_quad(name) for name in got})
    _triples(t, golds, found)


def _sets(t: Tally, name: str, want: set[str], got: set[str]) -> None:
    counts = {"gold": len(want), "found": len(got), "hits": len(want & got)}
    t.n.update({f"{name}.{what}": number for what, number in counts.items()})


def _triples(t: Tally, golds: Sequence[GoldFinding], found: Sequence[Event]) -> None:
    """Each event of the gold takes the first of those found, not yet taken, that agrees with it."""
    left = list(found)
    for gold in golds:
        match = next((f for f in left if same_event(gold.finding, f)), None)
        if match is None:
            continue
        left.remove(match)
        t.n["triples.hits"] += 1
        if "status" not in gold.untold:
            t.n["status"] += 1
            t.n["status.right"] += isinstance(gold.finding, Event) and match.status == gold.finding.status
    t.n.update({"triples.gold": len(golds), "triples.found": len(found)})


def folded(event_type: EventType) -> str:
    """The type's name; CONCEDE and RETREAT are both YIELD."""
    return "YIELD" if event_type in YIELD else event_type.value


def _quad(name: str) -> str:
    return quad(EventType.RETREAT if name == "YIELD" else name)


def same_event(gold: Finding, found: Event) -> bool:
    """True when type, who and whom agree; what the gold leaves open agrees with anything.

    Where no recipient was found, the actors are asked: meetings have all sides there.
    """
    assert isinstance(gold, Event)
    return (
        folded(gold.event_type) == folded(found.event_type)
        and _agree(gold.actors, found.actors)
        and _agree(gold.recipients, found.recipients or found.actors)
    )


def _agree(gold: Sequence[ActorRef], found: Sequence[ActorRef]) -> bool:
    """True when the head word of one phrase stands in the other, for any pair of them."""
    if not gold:
        return True
    phrases = [phrase for a in found for phrase in _phrases(a)]
    return any(_head(a.name) in _words(b) or _head(b) in _words(a.name) for a in gold for b in phrases)


def _phrases(actor: ActorRef) -> list[str]:
    """The words that stand for an actor, of each member of a plural; the names of those without any."""
    own = actor.mention.text if actor.mention else None
    return [(one.mention.text if one.mention else own) or one.name for one in actor.each()]


def _head(phrase: str) -> str:
    cut = POST.search(phrase, 1)
    words = re.findall(r"\w+", phrase[: cut.start()].lower() if cut else phrase.lower())
    return words[-1] if words else ""


def _words(phrase: str) -> set[str]:
    return set(re.findall(r"\w+", phrase.lower()))
