"""Noun phrases for people, offices and bodies: "two officials", "the foreign minister", "the army"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.model.reference import ActorKind, MentionForm
from communique.model.text import BlockKind
from communique.read.analysis.analysis import Analysis
from communique.read.find.actors.draft import Draft, left_edge, read_title, right_edge
from communique.read.find.actors.lexicon import Lexicon, Noun, match
from communique.read.find.actors.names import Owners

NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
DEFINITE = frozenset(("the", "this", "that", "these", "those", "both", "his", "her", "its", "their", "all"))
SPEAKING = frozenset(("nsubj", "nsubjpass"))


# Pronouns and numerals that stand for people by themselves.
ALONE = frozenset(("two", "both", "many", "some", "several", "others", "everyone", "everybody"))


def find_nominals(a: Analysis, lex: Lexicon, owner: Owners) -> Iterator[Draft]:
    """Noun phrases whose head is a noun for people or bodies and that nobody owns, in text order."""
    nouns, two = lex.nouns, Noun("person", True, ActorKind.GROUP)
    for s in a.readable_sentences():
        if s.block.kind is BlockKind.DATELINE:
            continue
        for i in range(s.first, s.last):
            if a.lower[i] in nouns and owner[i] is None and a.tag[i] in NOUNS:
                noun = nouns[a.lower[i]]
                if _heads(a, i) and _speaks(a, i, noun) and not _region(a, i, noun):
                    yield _draft(a, lex, owner, i, noun)
            elif _two(a, i) and owner[i] is None:
                yield _draft(a, lex, owner, i, two)


def _two(a: Analysis, i: int) -> bool:
    """True for "the two", "both" and "many" as subjects of their own."""
    if a.lower[i] not in ALONE or a.dep[i] not in SPEAKING:
        return False
    if a.lower[i] not in ("two", "both"):
        return i + 1 < len(a) and a.lower[i + 1] != "of"
    return a.lower[i] == "both" or (i > 0 and a.lower[i - 1] == "the")


def _heads(a: Analysis, i: int) -> bool:
    """True when word `i` heads its phrase and does not narrow another noun."""
    if a.dep[i] in ("compound", "amod", "nmod", "npadvmod") and a.head[i] > i:
        return False
    if i + 1 < len(a) and a.text[i + 1] == "-":
        return False  # "son-in-law", "leader-level"
    if i + 1 < len(a) and a.ent[i] == a.ent[i + 1] == "ORG" and a.tag[i + 1] in ("NNP", "NNPS"):
        return False  # inside a longer name ("Missing Families Forum")
    return not (i + 1 < len(a) and a.tag[i + 1] in NOUNS and a.head[i + 1] == i)


def _region(a: Analysis, i: int, noun: Noun) -> bool:
    """True for a region whose name ends in a noun for bodies ("the West Bank")."""
    place = a.layers.place_at.get(i)
    named = (
        place is not None and place.place.kind not in ("venue", "residence") and i - 1 in a.layers.place_at
    )
    return named and not noun.role


def _speaks(a: Analysis, i: int, noun: Noun) -> bool:
    dep = a.dep[i]
    if noun.common and dep == "pobj" and a.lower[a.head[i]] == "in":
        return False
    if noun.kind in (ActorKind.DOCUMENT, ActorKind.OUTLET) or noun.common:
        if dep == "dobj" and a.lower[a.head[i]] in ("citing", "quoting"):
            return True
        return dep in SPEAKING or (dep == "pobj" and a.lower[a.head[i]] in ("to", "by", "in", "with"))
    return True


def _draft(a: Analysis, lex: Lexicon, owner: Owners, i: int, noun: Noun) -> Draft:
    first = _both_demonyms(a, lex, _hyphened(a, left_edge(a, i)))
    short, full = right_edge(a, i, limit=5), right_edge(a, i, limit=11, lists=True)
    proper = any(a.tag[k] in ("NNP", "NNPS") for k in range(first, i + 1))
    person = bool(noun.role)
    short = max(short, _second_office(a, lex, i, noun))
    full = max(full, short) if person and not noun.plural else _list_end(a, i, max(full, short))
    form = MentionForm.TITLE if person and not noun.plural else MentionForm.NOMINAL
    draft = Draft(first=first, last=short, head=i, form=form, kind=noun.kind, noun=noun, gender=noun.gender)
    draft.name = a.span(first, _without_where(a, i, full)).line
    draft.title = read_title(a, lex, first, i, full, noun)
    if proper and not person and noun.kind not in (ActorKind.GROUP, ActorKind.DOCUMENT):
        draft.form = MentionForm.NAME if a.tag[i] in ("NNP", "NNPS") else MentionForm.NOMINAL
    for k in range(first, short):
        if owner[k] is None:
            owner[k] = draft
    return draft


def _hyphened(a: Analysis, first: int) -> int:
    """The start of a phrase whose noun is written with a hyphen ("the secretary-general")."""
    if first < 2 or a.text[first - 1] != "-" or a.tag[first - 2] not in NOUNS:
        return first
    return first - 3 if first > 2 and a.tag[first - 3] == "DT" else first - 2


def _without_where(a: Analysis, head: int, last: int) -> int:
    """The end of a name before where or when it was ("NATO ministers in Brussels")."""
    for k in range(last - 2, head, -1):
        if a.tag[k] == "IN":
            aside = range(k + 1, last)
            placed = a.lower[k] in ("in", "at") and all(j in a.layers.place_at for j in aside)
            timed = a.lower[k] in ("in", "on") and all(j in a.layers.time_at for j in aside)
            return k if (placed or timed) else last
    return last


def _list_end(a: Analysis, head: int, last: int) -> int:
    """The end of a list of names that the parse broke off ("leaders from Britain", "France and Canada")."""
    if last <= head + 1 or a.tag[last - 1] != "NNP":
        return last
    k, end, n = last, last, a.sentence_of(head).last
    while k < n and (a.text[k] == "," or a.lower[k] == "and" or a.tag[k] == "NNP"):
        k += 1
        if a.tag[k - 1] == "NNP" and "and" in a.lower[last:k]:
            end = k
    return end


def _second_office(a: Analysis, lex: Lexicon, i: int, noun: Noun) -> int:
    """The end of a second office of the same person: "the prime minister and foreign minister"."""
    if not noun.role or noun.plural or i + 2 >= len(a) or a.lower[i + 1] != "and":
        return i + 1
    for child in a.children[i]:
        other = lex.nouns.get(a.lower[child])
        if a.dep[child] == "conj" and other is not None and other.role and not other.plural:
            first = left_edge(a, child)
            if first == i + 2 and a.tag[first] not in ("DT", "NNP", "PRP$"):
                return child + 1
    return i + 1


def _both_demonyms(a: Analysis, lex: Lexicon, first: int) -> int:
    """The start of "the Russian and Indian leaders", where the parse stops at "and"."""
    start = first
    if first > 2 and a.lower[first - 2] == "and":
        first -= 1
    if first < 2 or a.lower[first - 1] != "and" or a.sent[first] != a.sent[first - 2]:
        return start
    pair = [match(lex, a.text, k, k + 1) for k in (first - 2, first)]
    if not all(hit is not None and hit[1].demonym for hit in pair):
        return start
    return first - 3 if first > 2 and a.lower[first - 3] == "the" else first - 2


def definite(a: Analysis, draft: Draft) -> bool:
    """True when the phrase points back or to something known ("the two officials", "both leaders")."""
    first = a.lower[draft.first]
    return first in DEFINITE or any(a.tag[k] == "POS" for k in range(draft.first, draft.head))
