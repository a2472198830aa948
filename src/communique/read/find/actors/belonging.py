"""What belongs to whom: "her country", "his government", "its army", "the country's top diplomat"."""

from __future__ import annotations

from dataclasses import replace

from communique.knowledge import column
from communique.model.reference import ActorKind
from communique.read.analysis.analysis import Analysis
from communique.read.find.actors.draft import BREAKS, Chain, Draft
from communique.read.find.actors.lexicon import name_key, state_names

LANDS = frozenset(("country", "nation", "state"))
OFFICES = frozenset(("head", "minister", "chief", "envoy"))
BODIES = frozenset((ActorKind.GOVERNMENT, ActorKind.ARMED_GROUP))


class Belonging:
    """The states of an article's actors, and the bodies that belong to them."""

    def __init__(self, a: Analysis, chains: list[Chain]) -> None:
        self.a = a
        self.chains = chains

    def state_of(self, chain: Chain) -> Chain | None:
        """The state that an actor belongs to; None when the article does not tell."""
        if chain.kind is ActorKind.STATE:
            return chain
        named = [t.of for t in chain.titles if t.of is not None]
        keys = (
            [chain.country] if chain.country else sorted(dict.fromkeys(named), key=named.count, reverse=True)
        )
        return next((s for k in keys if (s := self.state(k)) is not None), None)

    def administration(self, draft: Draft) -> str | None:
        """The ISO code of the state whose government a leader's name tells ("the Hallen administration")."""
        a, noun = self.a, draft.noun
        if noun is None or noun.kind is not ActorKind.GOVERNMENT:
            return None
        for c in a.children[draft.head]:
            if a.dep[c] in ("compound", "nmod", "poss") and a.tag[c] == "NNP":
                key = name_key(a.text[c])
                bearer = next(
                    (p for p in self.chains if p.kind is ActorKind.PERSON and p.key[-1:] == key), None
                )
                held = [] if bearer is None else [t.of for t in (*bearer.titles, *bearer.held) if t.of]
                return next((of for of in held if of in state_names()), None)
        return None

    def state(self, key: str) -> Chain | None:
        """The chain of a state by ISO code or name, made at the first call for a state of the tables."""
        for chain in self.chains:
            if chain.kind is ActorKind.STATE and key in (chain.country, chain.name):
                return chain
        if key not in state_names():
            return None
        name = state_names()[key]
        chain = Chain(name=name, kind=ActorKind.STATE, country=key, key=name_key(name))
        self.chains.append(chain)
        return chain

    def resolve(self, draft: Draft, owner: Chain) -> Chain | None:
        """The chain that a noun phrase with a possessor means, as far as the possessor tells it.

        An office gets the possessor's state, and a body its possessor's name, when there is no chain yet.
        """
        noun, title = draft.noun, draft.title
        if noun is None or noun.plural or title is None:
            return None
        state = self.state_of(owner)
        if noun.noun in LANDS:
            return state
        if noun.role in OFFICES:
            if state is not None and title.of is None and owner.kind is not ActorKind.ORGANISATION:
                draft.title = replace(title, of=state.country or state.name)
            return None
        return self._body(draft, owner, state) if noun.kind in BODIES else None

    def local(self, draft: Draft) -> Chain | None:
        """The government of the state in whose "where" clause a bare one stands ("in Peru, where the …")."""
        noun, title = draft.noun, draft.title
        if noun is None or title is None or noun.noun not in column("government_nouns", "lemma"):
            return None
        state = None if noun.plural or title.narrow or title.of is not None else self._place(draft.head)
        if state is None:
            return None
        for chain in self.chains:
            if chain.kind is noun.kind and chain.country == state.country and noun.noun in chain.nouns:
                return chain
        draft.name = f"the {noun.noun} of {state.name}"
        chain = Chain(name=draft.name, kind=noun.kind, country=state.country)
        self.chains.append(chain)
        return chain

    def of_region(self, draft: Draft, holder: Chain | None) -> Chain | None:
        """A local office in the region that opens its clause ("In the region of X, the governor …").

        It is its own chain, named after the region, unless the article places the `holder` there.
        """
        a, noun = self.a, draft.noun
        if noun is None or noun.plural or noun.noun not in column("local_offices", "noun"):
            return None
        region = self._opening(draft)
        if region is None:
            return None
        named = {a.lower[k] for k in range(*region) if a.text[k][0].isupper()}
        if holder is not None and any(self._beside(d, named) for d in holder.drafts):
            return None
        name = f"the {noun.noun} of {a.span(*region).line}"
        own = next((c for c in self.chains if c.name == name), None)
        if own is None:
            own = Chain(name=name, kind=ActorKind.PERSON)
            self.chains.append(own)
        return own

    def _opening(self, draft: Draft) -> tuple[int, int] | None:
        """The words of the region that a clause opens with, article left in; None where it names none."""
        a, verb = self.a, self.a.head[draft.head]
        if a.dep[draft.head] != "nsubj" or draft.last > draft.head + 1:
            return None
        for prep in a.children[verb]:
            if prep > draft.first or a.dep[prep] != "prep" or a.lower[prep] != "in":
                continue
            low = high = prep + 1
            while high < draft.first and a.text[high] not in BREAKS:
                high += 1
            # "in northeastern Norland", but not "in Norland", which has many governors
            if high - low > 1 and any(self._placed(k) for k in range(low, high)):
                return low, high
        return None

    def _placed(self, i: int) -> bool:
        return i in self.a.layers.place_at or self.a.lower[i] in column("place_nouns", "noun")

    def _beside(self, draft: Draft, named: set[str]) -> bool:
        """True when a mention stands in a sentence with one of the names."""
        sentence = self.a.sentence_of(draft.head)
        return any(self.a.lower[k] in named for k in range(sentence.first, sentence.last))

    def _place(self, head: int) -> Chain | None:
        """The state that a relative clause with "where" tells about."""
        a, k = self.a, head
        while a.dep[k] != "relcl" and a.head[k] != k:
            k = a.head[k]
        if a.dep[k] != "relcl" or not any(a.lower[c] == "where" for c in a.children[k]):
            return None
        place = a.layers.place_at.get(a.head[k])
        return None if place is None or place.place.country is None else self.state(place.place.country)

    def untold(self, draft: Draft, owner: Chain | None) -> bool:
        """True for "her country" where nothing tells which it is: the last one named is no answer."""
        person = owner is not None and owner.kind is ActorKind.PERSON
        return person and draft.noun is not None and draft.noun.noun in LANDS

    def _body(self, draft: Draft, owner: Chain, state: Chain | None) -> Chain | None:
        noun, title = draft.noun, draft.title
        if noun is None or title is None or title.narrow or self.a.tag[draft.first] != "PRP$":
            return None
        own = next((c for c in self.chains if c.owner is owner and noun.noun in c.nouns), None)
        if own is not None:
            return own
        if noun.noun in column("government_nouns", "lemma") or noun.resumes:
            same = (c for c in self.chains if c.kind is noun.kind and noun.noun in c.nouns)
            known = next((c for c in same if state is not None and c.country == state.country), None)
            if known is not None:
                return known
        if owner.named:
            rest = self.a.span(draft.first + 1, draft.last).line
            draft.name = f"{owner.name}{'’' if owner.name.endswith('s') else '’s'} {rest}"
        return None

    def sides(self, chains: list[Chain], count: int) -> tuple[Chain, ...]:
        """The states of those who were just spoken of; none when they are not clearly so many."""
        states = [self.state_of(c) for c in chains if c.kind in (ActorKind.PERSON, ActorKind.STATE)]
        found = tuple(dict.fromkeys(s for s in states if s is not None))
        return found if len(found) == count > 1 else ()
