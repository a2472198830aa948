"""The finder of actors: one finding for every actor of an article, with all its mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.model.finding import Actor, Evidence, Finding
from communique.model.reference import ActorKind, ActorRef, Mention, MentionForm
from communique.read.analysis.analysis import Analysis
from communique.read.find.actors.anaphora import PRONOUN_TAGS, PRONOUNS, Resolver
from communique.read.find.actors.chains import chain_bodies, chain_known, chain_persons, give_held
from communique.read.find.actors.draft import Chain, Draft
from communique.read.find.actors.headings import add_headed
from communique.read.find.actors.lexicon import Lexicon, lexicon, match, split
from communique.read.find.actors.names import Owners, find_names
from communique.read.find.actors.nominals import definite, find_nominals
from communique.read.find.actors.offices import Bearers, country, offices
from communique.read.find.actors.phrases import find_bodies, find_phrases
from communique.read.find.actors.polities import with_polities

BODIES = frozenset((ActorKind.GOVERNMENT, ActorKind.ORGANISATION, ActorKind.ARMED_GROUP, ActorKind.OUTLET))

NAMES = (MentionForm.NAME, MentionForm.SHORT)


class Actors:
    """Finds actors: persons, states, governments, organisations, outlets, documents, unnamed groups."""

    name = "actors"
    version = "1"
    provides = "actor"
    requires: tuple[str, ...] = ()

    def __call__(
        self,
        analysis: Analysis,
        found: dict[str, list[Finding]],  # noqa: ARG002 (the protocol's)
    ) -> Iterator[Finding]:
        """The actors of one article, in order of first mention.

        Raises:
            KnowledgeError: when a table of names or nouns is missing or malformed.
        """
        chains = find_chains(analysis)
        bearers = Bearers(chains)
        for chain in chains:
            if chain.drafts:
                yield self._finding(analysis, chain, bearers)

    def _finding(self, a: Analysis, chain: Chain, bearers: Bearers) -> Actor:
        drafts = sorted(chain.drafts, key=lambda d: (d.first, d.last))
        mentions = tuple(Mention(span=a.span(d.first, d.last), form=d.form) for d in drafts)
        fullest = max(mentions, key=lambda m: (m.form is MentionForm.NAME, chain.name in m.span.line))
        first = [min(c.drafts, key=lambda d: d.first) for c in chain.members if c.drafts]
        aliases = _aliases(chain, mentions)
        return Actor(
            article=a.article.id,
            evidence=Evidence(
                spans=(*(a.span(d.first, d.last) for d in first), fullest.span),
                finder=self.name,
                version=self.version,
                score=_score(chain),
            ),
            name=chain.name,
            actor_kind=chain.kind,
            country=chain.country or country(chain.titles) or _home_in_name(chain),
            named=chain.named,
            aliases=tuple(t for t in aliases if t != chain.name),
            offices=tuple(offices(a, chain, bearers)),
            mentions=mentions,
            members=tuple(_member(m) for m in chain.members),
        )


def _home_in_name(chain: Chain) -> str | None:
    """The one state that an unknown name has in it: "the Bank of Orlia", "Orlian Airways", "Orlians"."""
    several = bool(chain.members) or chain.kind not in (*BODIES, ActorKind.GROUP)
    if several or any(d.known is not None for d in chain.drafts):
        return None
    lex, words = lexicon(), split(chain.name)
    hits = (match(lex, words, k, len(words)) for k in range(len(words)))
    states = {hit[1].country for hit in hits if hit is not None and hit[1].kind is ActorKind.STATE}
    return states.pop() if len(states) == 1 else None


def _member(chain: Chain) -> ActorRef:
    home = chain.country or country(chain.titles)
    inferred = "one of several spoken of as one"
    return ActorRef(name=chain.name, kind=chain.kind, country=home, named=chain.named, inferred=inferred)


def _aliases(chain: Chain, mentions: tuple[Mention, ...]) -> Iterable[str]:
    """The names that the article gives: of a person without the titles before them."""
    if chain.names:
        return dict.fromkeys(chain.names)
    forms = (MentionForm.PRONOUN, MentionForm.NOMINAL, MentionForm.TITLE)
    return dict.fromkeys(m.span.line for m in mentions if m.form not in forms)


def find_chains(a: Analysis) -> list[Chain]:
    """All chains of an article, in order of first mention."""
    lex = with_polities(a, lexicon())
    owner: Owners = [None] * len(a)
    persons = find_names(a, lex, owner)
    phrases = list(find_phrases(a, lex, owner))
    nominals = list(find_nominals(a, lex, owner))
    _join_before_names(a, nominals, owner)
    bodies = list(find_bodies(a, lex, owner))
    chains = chain_persons(persons)
    _join_appositions((*persons, *nominals), chains)
    _give_seats(a, lex, persons)
    published = a.article.published
    day = published.first if published is not None else None
    give_held(chains, lex, a.offices, day)
    told = add_headed(a, lex, chains)
    chains.extend(chain_known(a, phrases))
    chains.extend(chain_bodies(a, bodies, chains))
    _join_called(a, nominals, owner)
    drafts = sorted((*persons, *nominals, *phrases, *bodies, *_pronouns(a)), key=lambda d: d.head)
    resolver = Resolver(a, chains, lex, told)
    resolver.run(drafts)
    resolver.name_later()
    resolver.list_later()
    kept = _by_name(c for c in chains if c.drafts)
    return sorted(kept, key=lambda c: min(d.first for d in c.drafts))


def _by_name(chains: Iterable[Chain]) -> Iterable[Chain]:
    """One chain for each name, since the name is what tells actors of an article apart."""
    kept: dict[str, Chain] = {}
    for chain in chains:
        first = kept.setdefault(chain.name, chain)
        if first is not chain:
            for draft in chain.drafts:
                first.add(draft)
    return kept.values()


def _join_before_names(a: Analysis, nominals: list[Draft], owner: Owners) -> None:
    """Titles before a name in commas: "Russia's envoy to the UN, Vasily Nebenzya"."""
    for draft in nominals:
        end = max(draft.last, draft.head + 1)
        if draft.form is not MentionForm.TITLE or end + 1 >= len(a) or a.text[end] != ",":
            continue
        person = owner[end + 1]
        if person is None or person.form is not MentionForm.NAME or person.kind is not ActorKind.PERSON:
            continue
        after = a.text[person.last] if person.last < len(a) else "."
        if person.first == end + 1 and after in (",", ".", ";", "”", '"', ")") and definite(a, draft):
            draft.name = person.name
            draft.apposed = True


def _join_appositions(persons: Iterable[Draft], chains: list[Chain]) -> None:
    by_name = {name: chain for chain in chains for name in chain.names}
    for draft in persons:
        if draft.chain is None and draft.apposed and (chain := by_name.get(draft.name)) is not None:
            chain.add(draft)


def _join_called(a: Analysis, nominals: Iterable[Draft], owner: Owners) -> None:
    """Bodies beside their names: "the country's spy agency, the Federal Bureau"."""
    for draft in nominals:
        noun = draft.noun
        if draft.chain is not None or noun is None or noun.plural or noun.kind not in BODIES:
            continue
        beside = [c for c in a.children[draft.head] if a.dep[c] == "appos" and c >= draft.last]
        beside += [a.head[draft.head]] if a.dep[draft.head] == "appos" else []
        hits = (hit for c in beside if (hit := owner[c]) is not None and hit.form in NAMES)
        chain = next((hit.chain for hit in hits if hit.chain is not None), None)
        if chain is not None and chain.kind in BODIES:
            chain.add(draft)


def _give_seats(a: Analysis, lex: Lexicon, persons: Iterable[Draft]) -> None:
    """A person's state from whom they are with: "the Kremlin's Ivan Petrov"."""
    for draft in persons:
        k, chain = draft.first - 1, draft.chain
        if chain is None or chain.country is not None or k < 1 or a.tag[k] != "POS":
            continue
        for first in range(k - 1, max(k - 4, -1), -1):
            hit = match(lex, a.text, first, k)
            if hit is not None and first + hit[0] == k and hit[1].kind is not ActorKind.OUTLET:
                chain.country = hit[1].country
                break


def _pronouns(a: Analysis) -> Iterator[Draft]:
    for s in a.readable_sentences():
        for i in range(s.first, s.last):
            if a.tag[i] in PRONOUN_TAGS and a.lower[i] in PRONOUNS and _refers(a, i):
                yield Draft(first=i, last=i + 1, head=i, form=MentionForm.PRONOUN, kind=ActorKind.UNKNOWN)


def _refers(a: Analysis, i: int) -> bool:
    return a.lower[i] != "it" or a.dep[i] == "nsubj"


def _score(chain: Chain) -> float:
    certain = any(d.form in (MentionForm.NAME, MentionForm.METONYM) for d in chain.drafts)
    return 0.9 if certain and chain.named else 0.7
