"""From words to the parties of a meeting."""

from __future__ import annotations

from functools import cache

from communique.knowledge import column, table, values
from communique.model.reference import ActorKind, ActorRef, MentionForm
from communique.read.analysis.analysis import Analysis
from communique.read.find.meetings.clauses import conjuncts, phrase

PARTY_LABELS = {
    "PERSON": ActorKind.PERSON,
    "ORG": ActorKind.ORGANISATION,
    "GPE": ActorKind.STATE,
    "NORP": ActorKind.STATE,
}
MODIFIERS = ("amod", "compound", "nmod", "poss")
NO_PARTY = (ActorKind.OUTLET, ActorKind.DOCUMENT)


@cache
def demonyms() -> dict[str, tuple[str, str]]:
    """From an adjective of nationality, lower-cased, to the state's name and ISO code."""
    out: dict[str, tuple[str, str]] = {}
    for row in table("states").rows:
        for word in (*values(row["demonyms"]), row["name"], *values(row["aliases"])):
            out.setdefault(word.lower(), (row["name"], row["iso2"]))
    return out


def parties(analysis: Analysis, head: int) -> tuple[list[ActorRef], list[int]]:
    """The parties that a noun phrase names, each conjunct one, and the words that name them."""
    refs: list[ActorRef] = []
    words: list[int] = []
    for word in conjuncts(analysis, head):
        ref = party(analysis, word)
        if ref is not None and all(ref.name != r.name for r in refs):
            refs.append(ref)
            words.extend(phrase_words(analysis, word))
    return refs, words


def phrase_words(analysis: Analysis, word: int) -> list[int]:
    """The first and the last word of what names a party."""
    first, last = phrase(analysis, word)
    hit = analysis.layers.actor_at.get(word)
    if hit is not None:
        inside = analysis.words(hit[1].span)
        return [min(first, inside.start), max(last, inside.stop) - 1]
    return [first, last - 1]


def party(analysis: Analysis, word: int) -> ActorRef | None:
    """The party that a head word names, or None when it names none."""
    lemma = analysis.lemma[word]
    if lemma in column("meeting_others", "word"):
        return None
    ref = analysis.ref(word)
    if ref is not None and (ref.named or ref.form is MentionForm.PRONOUN or _speaks(analysis, word)):
        return None if ref.kind in NO_PARTY or _points_back(analysis, word, ref) else ref
    for child in analysis.children[word]:
        if analysis.dep[child] == "appos" and (ref := analysis.ref(child)) and ref.kind not in NO_PARTY:
            return ref
    return _entity(analysis, word) or _nominal(analysis, word)


def _speaks(analysis: Analysis, word: int) -> bool:
    """True when a common noun names people or bodies that can meet."""
    return analysis.tag[word][:3] == "NNP" or analysis.lemma[word] in column("meeting_parties", "lemma")


def _points_back(analysis: Analysis, word: int, ref: ActorRef) -> bool:
    """True for "they" and "the two leaders" when they stand for several actors at once."""
    if ref.kind is not ActorKind.GROUP and " and " not in ref.name:
        return False
    return ref.form is MentionForm.PRONOUN or " and " in ref.name or _all_of_them(analysis, word)


def _all_of_them(analysis: Analysis, word: int) -> bool:
    first, last = phrase(analysis, word)
    lows = [analysis.lower[i] for i in range(max(0, first - 1), last)]
    return any(w in ("two", "three", "both", "these", "those", "all") for w in lows) or lows == [
        "the",
        analysis.lower[word],
    ]


def _entity(analysis: Analysis, word: int) -> ActorRef | None:
    kind = PARTY_LABELS.get(analysis.ent[word])
    if kind is None or not analysis.tag[word].startswith("N"):
        return None
    for entity in analysis.entities:
        if entity.first <= word < entity.last:
            first = entity.first + (analysis.lower[entity.first] == "the" and entity.last > entity.first + 1)
            span = analysis.span(first, entity.last)
            return ActorRef(name=span.text, kind=kind, mention=span)
    return None


def _nominal(analysis: Analysis, word: int) -> ActorRef | None:
    if analysis.lemma[word] not in column("meeting_parties", "lemma") or not analysis.tag[word].startswith(
        "N"
    ):
        return None
    first, last = phrase(analysis, word)
    plural = analysis.tag[word] in ("NNS", "NNPS")
    if _all_of_them(analysis, word) or (first == word and not plural):
        return None  # "the two leaders", "the sides" point back; "a leader" is nobody in particular
    country = next(
        (demonyms()[analysis.lower[i]][1] for i in range(first, word) if analysis.lower[i] in demonyms()),
        None,
    )
    span = analysis.span(first, last)
    return ActorRef(
        name=span.text,
        kind=ActorKind.GROUP,
        mention=span,
        form=MentionForm.NOMINAL,
        country=country,
        named=False,
    )


def modifier_parties(analysis: Analysis, noun: int) -> tuple[list[ActorRef], list[int]]:
    """The parties in front of a meeting noun: "Iran-US talks", "the Russian-Ukrainian negotiations"."""
    first, _ = phrase(analysis, noun)
    refs: list[ActorRef] = []
    words: list[int] = []
    for i in range(first, noun):
        ref = _modifier(analysis, i, noun)
        if ref is not None and all(ref.name != r.name for r in refs):
            refs.append(ref)
            words.append(i)
    return refs, words


def _modifier(analysis: Analysis, word: int, noun: int) -> ActorRef | None:
    if analysis.head[word] != noun and not _near(analysis, word, noun):
        return None
    if analysis.dep[word] == "poss":
        return None
    ref = analysis.ref(word)
    if ref is not None:
        if ref.kind in (ActorKind.GOVERNMENT, *NO_PARTY) or ref.form is MentionForm.METONYM:
            return None  # "Kremlin talks" tells where
        if word in analysis.layers.place_at and ref.kind is not ActorKind.STATE:
            return None
        return ref
    known = demonyms().get(analysis.lower[word])
    if known is None or not analysis.text[word][0].isupper():
        return None
    span = analysis.span(word, word + 1)
    return ActorRef(name=known[0], kind=ActorKind.STATE, mention=span, country=known[1])


def _near(analysis: Analysis, word: int, noun: int) -> bool:
    """True when a word hangs on a modifier of the noun, not on a possessor of it."""
    at = word
    for _ in range(4):
        if analysis.dep[at] == "poss":
            return False
        at = analysis.head[at]
        if at == noun:
            return True
    return False
