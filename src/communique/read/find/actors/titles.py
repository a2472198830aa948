"""Offices: whether a title in the text may stand for the office that somebody holds."""

from __future__ import annotations

from communique.read.find.actors.draft import Chain, Draft, Title
from communique.read.find.actors.lexicon import title_modifiers

HIGH = frozenset(("head", "minister"))
SAME_ROLE = frozenset(("spokes", "envoy", "lawmaker", "soldier", "judge", "aide", "chief"))


def fits(asked: Title, held: Title) -> bool:
    """True when a title in the text may stand for an office that somebody holds."""
    if asked.of is not None and held.of is not None and asked.of != held.of:
        return False
    a, h = asked.noun, held.noun
    if a.noun == "diplomat":  # of whatever rank
        return "foreign" in held.narrow or h.role == "envoy" or "state" in held.narrow
    odd = (asked.narrow ^ held.narrow) & title_modifiers("distinct")
    if odd - ({"prime"} if a.noun in ("leader", "premier", "head") or h.noun == "premier" else set()):
        return False  # "the leader" may be the prime minister
    if a.noun == "head" and asked.narrow & {"state", "government"}:
        governs = bool({"prime", "chancellor"} & (held.narrow | {h.noun}))
        return governs if "government" in asked.narrow else h.role == "head" and not governs
    if a.noun == "minister" and not asked.narrow and "prime" in held.narrow:
        return False
    if a.noun == h.noun:
        return asked.narrow <= held.narrow or (
            held.narrow <= asked.narrow and (bool(held.narrow) or a.role == "spokes")
        )
    if a.noun == "leader":
        return h.role == "head" or "prime" in held.narrow or bool(asked.narrow & held.narrow)
    if a.noun == "premier" or h.noun == "premier":
        return "prime" in held.narrow | asked.narrow
    if a.role == "chief" and (asked.of is None or asked.of != held.of):
        return False  # everybody is the head of something
    if a.role == "envoy" and asked.of is not None and held.of is None:
        return False
    return a.role == h.role and a.role in SAME_ROLE and not asked.narrow - held.narrow


def loosely(asked: Title, held: Title) -> bool:
    """True when only adjectives that do not change the office differ ("the Republican president")."""
    if asked.of is not None and held.of is not None and asked.of != held.of:
        return False
    return asked.noun.noun == held.noun.noun == "president" and "vice" not in asked.narrow ^ held.narrow


def may_be(chain: Chain, draft: Draft) -> bool:
    """True when an actor may be one of "the presidents", as far as offices are known."""
    noun, titles = draft.noun, (*chain.titles, *chain.held)
    if noun is None or noun.role not in HIGH or not titles:
        return chain.named
    if noun.noun == "leader":
        return any(t.noun.role == "head" or "prime" in t.narrow for t in titles)
    return any(t.noun.noun == noun.noun for t in titles)


def narrower(asked: Title, held: Title) -> bool:
    """True when a phrase says no more than one before it did ("the official", "a senior U.S. official")."""
    agree = asked.of is None or asked.of == held.of
    return agree and (asked.narrow <= held.narrow)
