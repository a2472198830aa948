"""The offices that an article gives to a person, in its own words: "secretary of state" of "Norway"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from communique.knowledge import column, mapping, table
from communique.model.reference import ActorKind, MentionForm, Office, Standing
from communique.read.analysis.analysis import Analysis
from communique.read.find.actors.draft import Chain, Title, read_title, right_edge
from communique.read.find.actors.lexicon import lexicon, match, name_key, state_names, title_modifiers

BEFORE = 3  # words before a title that may tell how its bearer stands to it
HOLDING = frozenset(("under", "the", "with", "of", "to", "for"))
YEARS = frozenset(("from", "between"))
JOINING = frozenset(("of", "for", "and", "the", "to", "on"))
PERSONAL = frozenset(("spokes", "aide", "judge"))  # lawyers are of the class of judges
WORDS = frozenset(("NN", "NNP", "JJ", "NNPS"))
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
    found: dict[tuple[str, str | None], Office] = {}
    for t in (one for first in chain.titles for one in _all(a, first)):
        if t.noun.noun in title_modifiers("relation"):
            continue
        owner = None if t.of else bearers.of(a, t, chain)
        title = _words(a, t, owner.name if owner else None)
        whose = _served(owner, t) if owner else None
        of = (_body(a, t) or state_names().get(t.of, t.of)) if t.of else whose
        if not title:
            continue
        office = Office(title=title, of=of, span=a.span(t.first, t.last), standing=standing(a, t))
        before = found.setdefault((title.lower(), of), office)
        if before.standing is Standing.CURRENT is not office.standing:  # "President X", a "former president"
            found[title.lower(), of] = office
    told = {title for title, of in found if of is not None}
    yield from (o for (title, of), o in found.items() if of is not None or title not in told)


def standing(a: Analysis, title: Title) -> Standing:
    """How the bearer of a title stands to the office: "former", "acting", "-elect", "until 2020"."""
    known, noun = mapping("office_standing", "word", "standing"), _noun_at(a, title)
    k, floor = title.first, max(title.first - BEFORE, a.sentence_of(title.first).first)
    while k > floor and (a.text[k - 1] == "-" or a.lower[k - 1] in known):
        k -= 1
    behind = _behind()
    for i in (*range(noun - 1, k - 1, -1), *range(noun + 1, min(noun + 3, len(a)))):
        low = a.lower[i]
        if low == "then" and not _adjective(a, i, title):
            continue
        if low in known and (i < noun or (low in behind and i - noun <= 1 + (a.text[noun + 1] == "-"))):
            return Standing(known[low])
    if a.lower[noun] in known:  # "Secretary of State nominee"
        return Standing(known[a.lower[noun]])
    ended = any(_ended(a, i) for i in range(noun + 1, title.last + 1))
    return Standing.FORMER if ended else Standing.CURRENT


def _adjective(a: Analysis, i: int, title: Title) -> bool:
    """True for "then" in "then-President X", "under then President X"; not in "Then President X spoke"."""
    if a.text[i + 1] == "-" or i < a.head[i] < title.last:
        return True
    return i > a.sentence_of(i).first and a.lower[i - 1] in HOLDING


def _ended(a: Analysis, k: int) -> bool:
    """True for years behind an office that say when it ended: "until 2020", "from 2010 to 2015"."""
    end = a.sentence_of(k - 1).last
    if k + 1 < end and a.lower[k] in ("until", "till"):
        return True
    return k + 3 < end and a.lower[k] in YEARS and a.text[k + 1].isdigit() and a.text[k + 3].isdigit()


def _noun_at(a: Analysis, t: Title) -> int:
    """Where the noun of a title stands."""
    nouns = lexicon().nouns
    return next((k for k in range(t.first, t.last) if nouns.get(a.lower[k]) is t.noun), t.first)


def _all(a: Analysis, title: Title) -> Iterator[Title]:
    """A title and those joined to it by "and": "Deputy Prime Minister and Minister of Foreign Affairs X"."""
    title = _to_and(a, title)
    before, after = _joined_before(a, title), _joined_after(a, title)
    yield from (t for t in (before, title, after) if t is not None)


def _to_and(a: Analysis, title: Title) -> Title:
    """A title without a second one behind "and", which is read by itself."""
    for k in range(_noun_at(a, title) + 1, title.last):
        if a.lower[k] == "and" and any(_one_office(a, i) for i in range(k + 1, title.last)):
            return replace(title, last=k)
    return title


def _joined_before(a: Analysis, title: Title) -> Title | None:
    lex, floor, noun_at = lexicon(), a.sentence_of(title.first).first, title.first - 2
    if noun_at < floor or a.lower[title.first - 1] != "and" or not _one_office(a, noun_at):
        return None
    first = noun_at
    while first > floor and a.tag[first - 1] in WORDS and a.ent[first - 1] != "PERSON":
        first -= 1
    alone = first == floor or a.tag[first - 1] not in ("DT", "PRP$", "POS")
    alike = a.text[noun_at][0].isupper() == a.text[_noun_at(a, title)][0].isupper()
    if not alone or not (alike or noun_at == floor):
        return None  # "the president and Foreign Minister X" are two people
    found = read_title(a, lex, first, noun_at, noun_at + 1, lex.nouns[a.lower[noun_at]])
    return replace(found, of=found.of or title.of)


def _joined_after(a: Analysis, title: Title) -> Title | None:
    lex, end, k = lexicon(), a.sentence_of(title.first).last, title.last + 1
    if title.last >= end or a.lower[title.last] != "and":
        return None
    noun_at = None
    while k < end and a.tag[k] in WORDS:
        noun_at = k if _one_office(a, k) else noun_at
        k += 1
    if noun_at is None or noun_at + 1 < k or (k < end and a.tag[k] == "POS"):
        return None  # a name comes next, or what is somebody's
    last = right_edge(a, noun_at)
    found = read_title(a, lex, title.last + 1, noun_at, last, lex.nouns[a.lower[noun_at]])
    named = any(a.text[i][0].isupper() for i in range(noun_at + 1, last))  # "head of the Red Party"
    return found if named else replace(found, of=found.of or title.of)


def _one_office(a: Analysis, k: int) -> bool:
    """True for the noun of an office that one person holds."""
    noun = lexicon().nouns.get(a.lower[k])
    return noun is not None and bool(noun.role) and not noun.plural and a.ent[k] != "PERSON"


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
        unfit = low in owner or low in title_modifiers("relation") or low in _standings()
        if (low == t.noun.noun or low in t.narrow) and not unfit:
            out += [*between, low if _common(a, t, k) else a.text[k]]
            between = []
        elif low in JOINING and out:
            between.append(low)
        else:
            between = []
    return " ".join(out)


@cache
def _behind() -> frozenset[str]:
    return frozenset(r["word"] for r in table("office_standing").rows if r["after"])


@cache
def _standings() -> frozenset[str]:
    return column("office_standing", "word")


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
