"""The offices that an article gives to a person, in its own words: "secretary of state" of "Norway"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from communique.knowledge import table
from communique.model.reference import ActorKind, MentionForm, Office
from communique.read.analysis.analysis import Analysis
from communique.read.find.actors.draft import Chain, Title
from communique.read.find.actors.lexicon import lexicon, match, name_key, state_names, title_modifiers

JOINING = frozenset(("of", "for", "and", "the", "to", "on"))
PERSONAL = frozenset(("spokes", "aide", "judge"))  # lawyers are of the class of judges
STATELY = frozenset(("head", "minister", "envoy"))
NAMED = frozenset(("ORG", "GPE", "PERSON", "FAC", "LOC", "WORK_OF_ART"))


class Bearers:
    """Whose the people of an article are: "his spokesman", "Orvat's spokesman"."""

    def __init__(self, chains: list[Chain]) -> None:
        self.surnames: dict[str, Chain] = {}
        self.possessors: dict[int, Chain] = {}
        for chain in chains:
            if chain.kind is not ActorKind.PERSON or not chain.key:
                continue
            self.surnames.setdefault(chain.key[-1], chain)
            for draft in chain.drafts:
                if draft.form in (MentionForm.PRONOUN, MentionForm.SHORT, MentionForm.NAME):
                    self.possessors[draft.head] = chain

    def of(self, a: Analysis, title: Title, chain: Chain) -> Chain | None:
        """The person named or meant by a possessive in a title, other than its bearer."""
        before = title.first - 2 if title.first > 1 and a.tag[title.first - 1] == "POS" else title.first
        for k in range(before, title.last):
            if a.tag[k] in ("PRP$", "NNP") and a.lower[k] != title.noun.noun:
                found = self.possessors.get(k) or self.surnames.get("".join(name_key(a.text[k])[-1:]))
                if found is not None and found is not chain:
                    return found
        return None


def offices(a: Analysis, chain: Chain, bearers: Bearers) -> Iterator[Office]:
    """The offices of a person, each once; nothing for others."""
    if chain.kind is not ActorKind.PERSON:
        return
    seen: set[tuple[str, str | None]] = set()
    for t in chain.titles:
        if t.noun.noun in title_modifiers("relation"):
            continue
        owner = None if t.of else bearers.of(a, t, chain)
        title = _words(a, t, owner.name if owner else None)
        whose = _served(owner, t) if owner else None
        of = (_body(a, t) or state_names().get(t.of, t.of)) if t.of else whose
        if title and (title.lower(), of) not in seen:
            seen.add((title.lower(), of))
            yield Office(title=title, of=of, span=a.span(t.first, t.last))


def _served(owner: Chain, title: Title) -> str | None:
    """Whom somebody of a person serves: a minister the person's state, a spokesman the person."""
    if title.noun.role in STATELY:
        home = owner.country or country(owner.titles)
        return state_names().get(home) if home else None
    return owner.name if title.noun.role in PERSONAL else None


def _body(a: Analysis, t: Title) -> str | None:
    """The ministry or other body of a state that an office is of: "State Department spokesperson"."""
    lex = lexicon()
    for k in range(t.first, t.last):
        hit = match(lex, a.text, k, t.last)
        if hit is not None and hit[1].kind is not ActorKind.STATE and hit[1].country == t.of:
            return None if hit[1].form is MentionForm.METONYM else hit[1].key
    return None


def _words(a: Analysis, t: Title, whose: str | None) -> str:
    """The words of an office without what it is of; the little words between them stay."""
    owner = frozenset(whose.lower().split()) if whose else frozenset[str]()
    out: list[str] = []
    between: list[str] = []
    for k in range(t.first, _end(a, t)):
        low = a.lower[k]
        unfit = low in owner or low in title_modifiers("relation")
        if (low == t.noun.noun or low in t.narrow) and not unfit:
            out += [*between, low if _common(a, t, k) else a.text[k]]
            between = []
        elif low in JOINING and out:
            between.append(low)
        else:
            between = []
    return " ".join(out)


def _end(a: Analysis, t: Title) -> int:
    """The end of an office before the name and office of another ("adviser to President X")."""
    noun = next((k for k in range(t.first, t.last) if a.lower[k] == t.noun.noun), t.first)
    named = next((k for k in range(noun + 1, t.last) if a.ent[k] == "PERSON"), None)
    if named is None:
        return t.last
    nouns = lexicon().nouns
    while named > noun + 1 and a.lower[named - 1] in nouns:
        named -= 1
    return named


def _common(a: Analysis, t: Title, k: int) -> bool:
    """True for a word that is no name: titles are capitalised in many reports, names in all."""
    low = a.lower[k]
    if low == t.noun.noun or a.text[k].islower() or low in title_modifiers("distinct") or low in _usual():
        return True
    if any(a.text[i] == t.noun.noun for i in range(t.first, t.last)):
        return (
            k == a.sentence_of(k).first and a.ent[k] not in NAMED
        )  # "Petrov spokesman": what is a capital here is a name
    noun = next((i for i in range(k, t.last) if a.lower[i] == t.noun.noun), k)
    return a.ent[k] not in NAMED or a.tag[k] == "JJ" or all(a.ent[i] == a.ent[k] for i in range(k, noun + 1))


@cache
def _usual() -> frozenset[str]:
    return frozenset(w for _, narrow, _ in _unique() for w in narrow)


@cache
def _unique() -> tuple[tuple[str, frozenset[str], str], ...]:
    rows = table("unique_offices").rows
    return tuple((r["noun"], frozenset(r["narrow"].split()), r["country"]) for r in rows)


def country(titles: list[Title]) -> str | None:
    """The state whose offices an actor holds, as ISO code: the one named most often, the first of equals.

    Without any, the state that alone has an office of this name.
    """
    states = [t.of for t in titles if t.of in state_names()]
    if states:
        return max(dict.fromkeys(states), key=states.count)
    for t in titles:
        narrow = t.narrow - title_modifiers("distinct")
        for noun, words, state in _unique():
            if t.of is None and t.noun.noun == noun and words in (narrow, t.narrow):
                return state
    return None
