"""Chains of mentions that bear the same name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from communique.knowledge.offices import OfficeBook
from communique.model.reference import ActorKind, MentionForm
from communique.read.analysis.analysis import Analysis
from communique.read.find.actors.draft import Chain, Draft, Title
from communique.read.find.actors.lexicon import (
    Holder,
    Lexicon,
    alike,
    holders,
    lexicon,
    name_key,
    state_names,
)

# Tags of words that are small inside a sentence.
SMALL = frozenset(("DT", "PDT", "CD", "NN", "NNS", "JJ", "PRP$", "VBN", "VBG"))


def chain_persons(drafts: Iterable[Draft]) -> list[Chain]:
    """Chains of persons. Full names come first, so that a surname finds its bearer wherever it stands."""
    chains: list[Chain] = []
    named = [d for d in drafts if d.form is not MentionForm.TITLE]
    by_length = sorted(named, key=lambda d: (-min(2, len(name_key(d.name))), d.first))
    for draft in by_length:
        key = name_key(draft.name)
        chain = _bearer(chains, key, draft)
        if chain is None:
            chain = Chain(name=draft.name, kind=ActorKind.PERSON, key=key)
            chains.append(chain)
        chain.add(draft)
        chain.names[draft.name] = chain.names.get(draft.name, 0) + 1
        if len(key) > len(chain.key):
            chain.key = key
    for chain in chains:
        chain.name = max(chain.names, key=lambda n: (_fullness(n), chain.names[n]))
    return chains


def give_held(chains: Iterable[Chain], lex: Lexicon, book: OfficeBook, day: date | None) -> None:
    """Offices that persons are known to hold, to tell whom "the US president" means. Not exported."""
    for chain in chains:
        for known in _known(chain.key, book, day):
            noun = lex.nouns[known.noun]
            chain.held += [Title(noun, narrow, known.held.of, 0, 0) for narrow in known.narrow]


def held_by(name: str, book: OfficeBook, day: date | None) -> list[str]:
    """Of what a person of this name is known to have held an office on a day: ISO codes or names."""
    return list(dict.fromkeys(known.held.of for known in _known(name_key(name), book, day)))


def _known(key: tuple[str, ...], book: OfficeBook, day: date | None) -> Iterator[Holder]:
    """The known holders of an office on a day who may bear a name; on any day without one."""
    for known in holders(book).get(key[-1][:3] if key else "", ()):
        if _same_holder(key, known.key) and (day is None or known.held.covers(day)):
            yield known


def _same_holder(chain: tuple[str, ...], holder: tuple[str, ...]) -> bool:
    if len(chain) == 1:
        return alike(chain[0], holder[-1])
    return same_person(chain, holder) or (alike(chain[-1], holder[-1]) and chain[0][0] == holder[0][0])


def _fullness(name: str) -> int:
    # Upper-case names are headline or byline style; the running text's form is preferred.
    return min(len(name_key(name)), 5) * (1 if name.isupper() else 2)


def _bearer(chains: list[Chain], key: tuple[str, ...], draft: Draft) -> Chain | None:
    fitting = [c for c in chains if same_person(c.key, key) and _agree(c.gender, draft.gender)]
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    # Of two bearers of one name the one named last before, in whole; else the one named next.
    return min(fitting, key=lambda c: (c.key[-1] != key[-1], _nearness(c, draft)))


def _nearness(chain: Chain, draft: Draft) -> tuple[bool, int]:
    distances = [draft.first - d.first for d in chain.drafts]
    before = [d for d in distances if d >= 0]
    return (False, min(before)) if before else (True, min(-d for d in distances))


def _agree(a: str, b: str) -> bool:
    return not a or not b or a == b


def same_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """True for "Volodymyr Zelensky" and "Zelenskyy", "Xi Jinping" and "Xi", "J. Biden" and "Joe Biden"."""
    if len(a) < len(b):
        a, b = b, a
    if len(b) == 1:
        # A family name that stands first is short in most of the languages that put it there.
        return alike(a[-1], b[0]) or b[0] == a[0] or (len(a) > 2 and b[0] in a[1:])
    if alike(a[-1], b[-1]):
        return a[0] == b[0] or alike(a[0], b[0]) or (a[0][0] == b[0][0] and min(len(a[0]), len(b[0])) <= 3)
    return set(b) <= set(a)


def chain_known(a: Analysis, drafts: Iterable[Draft]) -> Iterator[Chain]:
    """Chains of what is known by name beforehand, in order of first mention."""
    chains: dict[str, Chain] = {}
    for draft in drafts:
        known = draft.known
        if known is None:
            continue
        chain = chains.get(known.key)
        if chain is None:
            chain = chains[known.key] = Chain(name="", kind=known.kind, country=known.country)
        chain.add(draft)
    for key, chain in chains.items():
        chain.name = _known_name(a, key, chain)
        chain.key = name_key(key if chain.kind is not ActorKind.STATE else state_names().get(key, key))
        yield chain


def _known_name(a: Analysis, key: str, chain: Chain) -> str:
    """The fullest name that the article gives; a state met only by its adjective has its usual name."""
    if chain.kind is not ActorKind.STATE:
        names = [plain(a, d) for d in chain.drafts]
        if all(
            bare(n).isupper() or d.form is MentionForm.SHORT for n, d in zip(names, chain.drafts, strict=True)
        ):
            names += [key] * (key in a.article.text)  # in a title ("Orvan Authority President …")
        return max(dict.fromkeys(names), key=lambda n: (len(bare(n)), names.count(n)))
    usual_name = state_names().get(key, key)
    own = [d for d in chain.drafts if d.known is not None and not d.known.demonym and not d.known.capital]
    seats = [d for d in chain.drafts if d.known is not None and d.known.capital]
    texts = [_stateless(plain(a, d)) for d in own or seats]
    if not texts:
        return usual_name
    usual = [t for t in texts if bare(t) == bare(usual_name)]
    return usual[0] if usual else max(dict.fromkeys(texts), key=texts.count)


def _stateless(text: str) -> str:
    # "the" belongs to "the United States" but not to "US" or "UAE".
    return text[4:] if text.startswith("the ") and text[4:].replace(".", "").isupper() else text


def plain(a: Analysis, draft: Draft) -> str:
    """The words of a mention; what only the sentence's start made a capital is small again."""
    text = " ".join((draft.name or a.span(draft.first, draft.last).text).split())
    first = a.text[draft.first]
    if not text.startswith(first):
        return text
    if a.tag[draft.first] not in SMALL or first in lexicon().phrases or not first.istitle():
        return text
    return text[0].lower() + text[1:]


def bare(text: str) -> str:
    """A name for comparison: without article, in one case."""
    low = text.lower()
    return low[4:] if low.startswith("the ") else low


def chain_bodies(a: Analysis, drafts: Iterable[Draft], chains: list[Chain]) -> Iterator[Chain]:
    """Chains of the bodies that the model named; an acronym in brackets joins the name before it."""
    named = {bare(c.name): c for c in chains if c.kind is not ActorKind.PERSON}
    for draft in drafts:
        text = plain(a, draft)
        chain = named.get(bare(text)) or _acronym_of(a, draft, named)
        if chain is None:
            chain = Chain(name=text, kind=draft.kind)
            named[bare(text)] = chain
            yield chain
        named.setdefault(bare(text), chain)
        chain.add(draft)


def _acronym_of(a: Analysis, draft: Draft, named: dict[str, Chain]) -> Chain | None:
    if draft.first < 2 or a.text[draft.first - 1] != "(" or not a.text[draft.first].isupper():
        return None
    for chain in named.values():
        if any(d.last == draft.first - 1 for d in chain.drafts):
            return chain
    return None
