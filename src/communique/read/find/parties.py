"""The parties that speakers and givers act for: the state behind its minister, the body behind its chief.

Not a finder: positions and pledges build on it. An office decides, as the article gives it; where the
article names no country, the publisher of an official text does, or a reviewed list of who held which
office on which day. What was inferred says so. Former office holders, lawmakers, judges, scholars and
the like speak for themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from communique.knowledge import mapping, table
from communique.model.finding import Actor
from communique.model.reference import ActorKind, ActorRef, MentionForm
from communique.read.analysis.analysis import Analysis, actor_ref
from communique.read.find.actors.chains import held_by
from communique.read.find.clauses import FIRST_PERSON, publisher_state

FOR_THEMSELVES = (ActorKind.STATE, ActorKind.ORGANISATION, ActorKind.ARMED_GROUP)
# Names that the tables do not know may be those of states.
STATE_LIKE = (ActorKind.STATE, ActorKind.UNKNOWN, ActorKind.ORGANISATION)
SHORTEST_STATE = 4  # letters
LONGEST_INTRODUCTION = 8  # words before a name
FORMER_BEFORE = 5  # words between "former" and the name: "former Israeli prime minister Ehud Olmert"


def parties_of(a: Analysis, ref: ActorRef) -> list[ActorRef]:
    """The parties that an actor stands for, each once; none for unnamed people who act for nobody."""
    out: dict[str, ActorRef] = {}
    for single in members_of(a, ref):
        for found in _acts_for(a, single):
            out.setdefault(found.name, found)
    return list(out.values())


def members_of(a: Analysis, ref: ActorRef) -> tuple[ActorRef, ...]:
    """The single actors of a plural; where no members are known, those that its mention or name names."""
    if ref.members or ref.kind is not ActorKind.GROUP or ref.mention is None:
        return ref.each()
    singles = [x for x in a.layers.actors if x.named and x.actor_kind is not ActorKind.GROUP]
    inside = [
        actor_ref(actor, m)
        for actor in singles
        for m in actor.mentions
        if ref.mention.start <= m.span.start and m.span.end <= ref.mention.end
    ]
    if len(inside) < 2 and " and " in ref.name:  # "the two leaders", "they"
        known = [(ref.name.find(x.name), x) for x in singles if x.mentions and x.name in ref.name]
        by_place = sorted(known, key=lambda k: k[0])
        inside = [replace(actor_ref(x, x.mentions[0]), mention=ref.mention) for _, x in by_place]
    inside.sort(key=lambda r: r.mention.start if r.mention else 0)
    return tuple(inside) if len(inside) > 1 else ref.each()


def _acts_for(a: Analysis, ref: ActorRef) -> Iterator[ActorRef]:
    if ref.kind in FOR_THEMSELVES:
        yield ref
    elif ref.kind is ActorKind.GOVERNMENT:
        yield _state(ref, ref.country) or _publisher(a, ref) or ref
    elif ref.name.lower() in FIRST_PERSON:
        if (found := _publisher(a, ref)) is not None:
            yield found
    elif ref.kind is ActorKind.PERSON and ref.named:
        yield _behind(a, ref)
    elif ref.kind in (ActorKind.GROUP, ActorKind.PERSON) and ref.country and _speaks_for_state(ref.name):
        yield _state(ref, ref.country) or ref


def _behind(a: Analysis, ref: ActorRef) -> ActorRef:
    """The state or body that a named person acts for, or the person."""
    actor = next((x for x in a.layers.actors if x.name == ref.name), None)
    titles = [] if actor is None else [(o.title, o.of) for o in actor.offices]
    if actor is not None and _former(a, actor):
        return ref
    for title, of in titles:
        found = _office(a, ref, title, of)
        if found is not None:
            return found
    if actor is not None and (body := _body_beside(a, actor)) is not None:
        return _body(a, ref, body, f"{ref.name} is introduced as of it")
    if titles and not any(_speaks_for_state(t) for t, _ in titles):
        return ref
    if (state := _in_title(a, ref, [t for t, _ in titles])) is not None:
        return state
    held = held_by(ref.name, a.offices, a.article.published.first if a.article.published else None)
    if held:
        return _body(a, ref, held[0], f"{ref.name} is known to hold an office of it")
    if titles or _titled(ref):
        return _publisher(a, ref) or ref
    return _state(ref, ref.country) or ref


def _office(a: Analysis, ref: ActorRef, title: str, of: str | None) -> ActorRef | None:
    """Whom an office acts for, if the article says of what it is."""
    kinds = _kinds(title)
    if kinds & {"own", "none"}:
        return None
    if of is not None and of.lower() not in _names():
        return _body(a, ref, of, f"{ref.name} is {title} of it")
    return _state(ref, ref.country) if "state" in kinds and (of or ref.country) else None


def _body_beside(a: Analysis, actor: Actor) -> str | None:
    """The body that a name is introduced with: "Bank of Peru Governor Ana Ruiz", "Ruiz, head of the …".

    Lawmakers, judges, scholars and the like speak for themselves all the same.
    """
    for m in actor.mentions:
        if m.form not in (MentionForm.NAME, MentionForm.TITLE):
            continue
        around = _introduction(a, a.words(m.span))
        kinds = {kind for i in around for kind in _kinds(a.lower[i])}
        if not kinds or kinds & {"own", "none"}:
            continue
        for i in around:
            if a.lower[i] in _body_nouns() and a.text[i][0].isupper() and (name := _body_name(a, i, around)):
                return name
    return None


def _introduction(a: Analysis, words: range) -> range:
    """The words of a mention, and those before it in its noun phrase that the mention left out."""
    head = next((i for i in reversed(words) if a.head[i] not in words or a.head[i] == i), words[-1])
    first = max(a.subtree(head)[0], a.sentence_of(head).first, words[0] - LONGEST_INTRODUCTION)
    return range(min(first, words[0]), words[-1] + 1)


def _body_name(a: Analysis, noun: int, around: range) -> str | None:
    """The name that a noun for bodies stands in: "Lima Export Institute", "Bank of Peru"."""
    first, last = noun, noun + 1
    while first > around[0] and a.tag[first - 1] in ("NNP", "NNPS", "JJ") and a.text[first - 1][0].isupper():
        first -= 1
    if last + 1 < around.stop and a.lower[last] == "of" and a.tag[last + 1] == "NNP":
        last += 2
    return a.span(first, last).line if last - first > 1 else None


def _in_title(a: Analysis, ref: ActorRef, titles: list[str]) -> ActorRef | None:
    """The state of the article that a title names by its adjective: "Teylandic prime minister", Teyland."""
    words = {w for t in titles for w in t.lower().split() if len(w) > SHORTEST_STATE}
    for actor in a.layers.actors:
        name = actor.name.lower()
        if len(name) < SHORTEST_STATE or " " in name or actor.actor_kind not in STATE_LIKE:
            continue
        if any(w.startswith(name) for w in words):
            why = f"{ref.name} acts for {actor.name}"
            return replace(ref, name=actor.name, kind=ActorKind.STATE, country=actor.country, inferred=why)
    return None


def _speaks_for_state(title: str) -> bool:
    kinds = _kinds(title)
    return "state" in kinds and not kinds & {"own", "none"}


@cache
def _body_nouns() -> frozenset[str]:
    return frozenset(r["noun"] for r in table("bodies").rows if r["kind"] == ActorKind.ORGANISATION)


def _kinds(title: str) -> set[str]:
    known = mapping("party_offices", "word", "acts")
    return {known[w] for w in title.lower().replace("’s", "").replace("'s", "").split() if w in known}


def is_party(a: Analysis, ref: ActorRef) -> bool:
    """True for a state, a body, and a person with an office; not for scholars, reporters and residents."""
    if ref.kind is not ActorKind.PERSON:
        return ref.named and ref.kind in (*FOR_THEMSELVES, ActorKind.GOVERNMENT)
    return any("none" not in kinds for kinds in _office_kinds(a, ref))


def is_onlooker(a: Analysis, ref: ActorRef) -> bool:
    """True for a person who has no part in what he speaks of: a scholar, reporter, resident."""
    kinds = _office_kinds(a, ref) if ref.kind is ActorKind.PERSON else []
    return bool(kinds) and all("none" in k for k in kinds)


def _office_kinds(a: Analysis, ref: ActorRef) -> list[set[str]]:
    actor = next((x for x in a.layers.actors if x.name == ref.name), None)
    return [_kinds(o.title) for o in actor.offices] if actor else []


def _former(a: Analysis, actor: Actor) -> bool:
    """True when the first mention of a person says that the office is past."""
    if not actor.mentions:
        return False
    words = a.words(actor.mentions[0].span)
    first = max(words[0] - FORMER_BEFORE, a.sentence_of(words[0]).first)
    return any(a.lower[i] in ("former", "ex", "late") for i in range(first, words[-1] + 1))


def _names() -> dict[str, str]:
    return mapping("states", "name", "iso2")


def _body(a: Analysis, ref: ActorRef, of: str, why: str) -> ActorRef:
    """The body or state with a name or an ISO code as the actor, in the place of its holder."""
    code = _names().get(of.lower(), of if of in _codes() else None)
    if code is not None:
        return _state(ref, code) or ref
    known = next((x for x in a.layers.actors if x.name == of), None)
    kind = ActorKind.STATE if known and known.actor_kind is ActorKind.STATE else ActorKind.ORGANISATION
    return replace(ref, name=of, kind=kind, country=None, inferred=why)


@cache
def _codes() -> frozenset[str]:
    return frozenset(r["iso2"] for r in table("states").rows)


def _state(ref: ActorRef, country: str | None) -> ActorRef | None:
    name = mapping("states", "iso2", "name").get((country or "").lower())
    if name is None:
        return None
    return replace(
        ref, name=name, kind=ActorKind.STATE, country=country, named=True,
        inferred=f"{ref.name} acts for {name}", members=(),
    )  # fmt: skip


def _publisher(a: Analysis, ref: ActorRef) -> ActorRef | None:
    found = publisher_state(a)
    return None if found is None else replace(found, mention=ref.mention, form=ref.form)


def _titled(ref: ActorRef) -> bool:
    """True when the mention carries more than the name: "Vice President Harris"."""
    return ref.mention is not None and ref.mention.text != ref.name
