"""The finder of actors: one finding for every actor of an article, with all its mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.model.finding import Actor, Evidence, Finding
from communique.model.reference import ActorKind, Mention, MentionForm, Office
from communique.read.analysis.analysis import Analysis
from communique.read.find.actors.anaphora import PRONOUN_TAGS, PRONOUNS, Resolver
from communique.read.find.actors.chains import chain_bodies, chain_known, chain_persons, give_held
from communique.read.find.actors.draft import Chain, Draft, Title
from communique.read.find.actors.lexicon import lexicon, state_names
from communique.read.find.actors.names import Owners, find_names
from communique.read.find.actors.nominals import definite, find_nominals
from communique.read.find.actors.phrases import find_bodies, find_phrases


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
        for chain in find_chains(analysis):
            if chain.drafts:
                yield self._finding(analysis, chain)

    def _finding(self, a: Analysis, chain: Chain) -> Actor:
        drafts = sorted(chain.drafts, key=lambda d: (d.first, d.last))
        mentions = tuple(Mention(span=a.span(d.first, d.last), form=d.form) for d in drafts)
        offices = tuple(_offices(a, chain))
        fullest = max(mentions, key=lambda m: (m.form is MentionForm.NAME, chain.name in m.span.line))
        first = [min(c.drafts, key=lambda d: d.first) for c in chain.members if c.drafts]
        forms = (MentionForm.PRONOUN, MentionForm.NOMINAL, MentionForm.TITLE)
        aliases = dict.fromkeys(m.span.line for m in mentions if m.form not in forms)
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
            country=chain.country or _country(chain.titles),
            named=chain.named,
            aliases=tuple(t for t in aliases if t != chain.name),
            offices=offices,
            mentions=mentions,
        )


def find_chains(a: Analysis) -> list[Chain]:
    """All chains of an article, in order of first mention."""
    lex = lexicon()
    owner: Owners = [None] * len(a)
    persons = find_names(a, lex, owner)
    phrases = list(find_phrases(a, lex, owner))
    nominals = list(find_nominals(a, lex, owner))
    _join_before_names(a, nominals, owner)
    bodies = list(find_bodies(a, lex, owner))
    chains = chain_persons(persons)
    _join_appositions((*persons, *nominals), chains)
    published = a.article.published
    day = published.first if published is not None else None
    give_held(chains, lex, day.year if day is not None else None)
    chains.extend(chain_known(a, phrases))
    chains.extend(chain_bodies(a, bodies, chains))
    drafts = sorted((*persons, *nominals, *phrases, *bodies, *_pronouns(a)), key=lambda d: d.head)
    resolver = Resolver(a, chains)
    resolver.run(drafts)
    resolver.name_later()
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


def _pronouns(a: Analysis) -> Iterator[Draft]:
    for s in a.readable_sentences():
        for i in range(s.first, s.last):
            if a.tag[i] in PRONOUN_TAGS and a.lower[i] in PRONOUNS and _refers(a, i):
                yield Draft(first=i, last=i + 1, head=i, form=MentionForm.PRONOUN, kind=ActorKind.UNKNOWN)


def _refers(a: Analysis, i: int) -> bool:
    return a.lower[i] != "it" or a.dep[i] == "nsubj"


def _offices(a: Analysis, chain: Chain) -> Iterator[Office]:
    if chain.kind is not ActorKind.PERSON:
        return
    seen: set[tuple[str, str | None]] = set()
    for t in chain.titles:
        title = " ".join(a.lower[k] for k in range(t.first, t.last) if _of_office(a, t, k))
        of = state_names().get(t.of, t.of) if t.of else None
        if title and (title, of) not in seen:
            seen.add((title, of))
            yield Office(title=title, of=of, span=a.span(t.first, t.last))


def _of_office(a: Analysis, t: Title, k: int) -> bool:
    return a.lower[k] == t.noun.noun or a.lower[k] in t.narrow


def _country(titles: list[Title]) -> str | None:
    """The state whose offices an actor holds: the one named most often, the first of equals."""
    states = [t.of for t in titles if t.of in state_names()]
    return max(dict.fromkeys(states), key=states.count) if states else None


def _score(chain: Chain) -> float:
    certain = any(d.form in (MentionForm.NAME, MentionForm.METONYM) for d in chain.drafts)
    return 0.9 if certain and chain.named else 0.7
