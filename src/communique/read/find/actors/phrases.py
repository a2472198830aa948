"""States, governments, organisations and outlets by name; other names of organisations from the model."""

from __future__ import annotations

from collections.abc import Iterator

from communique.model.reference import ActorKind, MentionForm
from communique.model.text import BlockKind
from communique.read.analysis.analysis import Analysis, Entity, Sentence
from communique.read.find.actors.draft import Draft
from communique.read.find.actors.lexicon import Known, Lexicon, match, plural_demonyms
from communique.read.find.actors.names import Owners, called_place

LOCATIVE = frozenset(
    ("in", "at", "near", "outside", "inside", "across", "throughout", "around", "within", "into")
)
BODILY = frozenset(("ORG", "NORP", "GPE", "LOC"))
COVERING = frozenset(("ORG", "LOC", "FAC", "WORK_OF_ART", "LAW", "PERSON", "GPE", "PRODUCT", "NORP"))


def find_phrases(a: Analysis, lex: Lexicon, owner: Owners) -> Iterator[Draft]:
    """Known names and named bodies in words that nobody owns yet, in text order."""
    covered = _covered(a, lex)
    phrases = lex.phrases
    for s in a.readable_sentences():
        i = s.first
        while i < s.last:
            if a.text[i] in phrases and owner[i] is None and i not in covered:
                hit = match(lex, a.text, i, s.last)
                if hit is not None and (draft := _known(a, s, i, *hit)):
                    for k in range(draft.first, draft.last):
                        owner[k] = draft
                    yield draft
                    i = draft.last
                    continue
            i += 1


def _covered(a: Analysis, lex: Lexicon) -> set[int]:
    """Words inside a longer name that is no known one ("Bank of Israel", "South China Sea")."""
    out: set[int] = set()
    for e in a.entities:
        if e.last - e.first < 2 or e.label not in COVERING:
            continue
        first = e.first + (a.lower[e.first] == "the")
        size = e.last - first - (a.tag[e.last - 1] == "POS")
        hits = [h for k in range(first, e.last) if (h := match(lex, a.text, k, e.last))]
        if hits and max(h[0] for h in hits) < size and not _list_of(a, e) and not _tiled(a, lex, first, size):
            out.update(range(e.first, e.last))
    return out


def _tiled(a: Analysis, lex: Lexicon, first: int, size: int) -> bool:
    """True when known names fill the words ("US Justice Department")."""
    k, last = first, first + size
    while k < last and (hit := match(lex, a.text, k, last)):
        k += hit[0]
    return k == last


def _list_of(a: Analysis, e: Entity) -> bool:
    return any(a.text[k] in (",", "/", "-", "–") for k in range(e.first, e.last))


def _known(a: Analysis, s: Sentence, i: int, n: int, known: Known) -> Draft | None:
    last = i + n
    head = next((k for k in range(i, last) if not i <= a.head[k] < last), last - 1)
    narrows = a.dep[head] in ("compound", "amod", "nmod") and a.head[head] >= last
    first = i - 1 if i > s.first and a.lower[i - 1] == "the" and not narrows else i
    if known.demonym:
        return _demonym(a, i, first, known)
    dep, preposition = a.dep[head], a.lower[a.head[head]]
    if known.kind is ActorKind.STATE and dep == "pobj" and preposition in LOCATIVE:
        return None
    if known.capital and not _acts(a, head):
        return None
    if known.kind is not ActorKind.STATE and a.text[i].islower():
        return None
    short = known.kind is not ActorKind.STATE and len(a.text[i]) < 6 and a.text[i].isupper()
    form = MentionForm.SHORT if short else known.form
    return Draft(first=first, last=last, head=head, form=form, kind=known.kind, known=known)


def _acts(a: Analysis, head: int) -> bool:
    """True when a capital stands where an actor does, not where a place does."""
    dep = a.dep[head]
    if dep == "conj":
        return _acts(a, a.head[head]) if a.head[head] != head else False
    if dep == "pobj":
        return a.lower[a.head[head]] in ("by", "with", "between", "against", "on", "than")
    return dep in ("nsubj", "nsubjpass", "poss", "dobj", "dative", "nmod", "npadvmod")


def _demonym(a: Analysis, i: int, first: int, known: Known) -> Draft | None:
    plain = Draft(first=i, last=i + 1, head=i, form=MentionForm.NOMINAL, kind=ActorKind.STATE, known=known)
    if a.text[i] in plural_demonyms():
        plain.first = first
        if first == i:  # "Ukrainians" are people; "the Ukrainians" are mostly the side
            plain.known, plain.kind, plain.first = None, ActorKind.GROUP, i
        return plain
    if a.dep[i] in ("amod", "compound", "nmod") or (
        a.dep[i] == "conj" and a.dep[a.head[i]] in ("amod", "compound")
    ):
        return plain
    if a.text[i] + "s" in plural_demonyms():
        return None  # "the American" is one person
    if first < i and a.dep[i] in ("nsubj", "nsubjpass", "pobj", "dobj", "conj"):
        plain.first = first
        return plain
    return None


def find_bodies(a: Analysis, lex: Lexicon, owner: Owners) -> Iterator[Draft]:
    """Organisations that the language model names and nobody owns yet."""
    common = {t for t in a.text if t.islower()}
    for e in a.entities:
        block = a.sentence_of(e.first).block
        if e.label not in BODILY or not block.readable or block.kind is BlockKind.DATELINE:
            continue
        first, last = e.first, e.last
        while last > first and (a.tag[last - 1] == "POS" or not a.text[last - 1][:1].isalnum()):
            last -= 1
        if any(owner[k] is not None for k in range(first, last)) or not _proper(a, first, last):
            continue
        if _credited(a, first, last) or called_place(a, first):
            continue
        head = next((k for k in range(first, last) if not first <= a.head[k] < last), last - 1)
        if _is_body(a, e.label, head) and not (last - first == 1 and _common(a, lex, e, common)):
            if a.lower[first] != "the" and first and a.lower[first - 1] == "the" and owner[first - 1] is None:
                first -= 1
            draft = _body(a, lex, e.label, first, last, head)
            for k in range(first, last):
                owner[k] = draft
            yield draft


def _credited(a: Analysis, first: int, last: int) -> bool:
    """True for the name in a photo credit: "via Some Images", "A. Name/Agency"."""
    return (first > 0 and a.lower[first - 1] in ("via", "/")) or (last < len(a) and a.text[last] == "/")


def _common(a: Analysis, lex: Lexicon, e: Entity, common: set[str]) -> bool:
    """True for a single word that is a common one in capitals, or a known name that was passed over."""
    word = a.text[e.first]
    if word in lex.phrases and e.label != "ORG":
        return True
    return word.lower() in common or (word.isupper() and len(word) > 6)


def _is_body(a: Analysis, label: str, head: int) -> bool:
    """True when an entity stands where a body can: places only as subjects."""
    dep = a.dep[head]
    if head in a.layers.place_at and dep not in ("nsubj", "nsubjpass", "poss"):
        return False
    if label in ("GPE", "LOC"):
        return dep == "nsubj"
    return label == "ORG" or dep not in ("compound", "amod", "nmod")


def _body(a: Analysis, lex: Lexicon, label: str, first: int, last: int, head: int) -> Draft:
    kinds = {"NORP": ActorKind.GROUP, "GPE": ActorKind.UNKNOWN, "LOC": ActorKind.UNKNOWN}
    noun = lex.nouns.get(a.lower[last - 1]) or lex.nouns.get(a.lower[head])
    if noun is not None and noun.kind in (ActorKind.PERSON, ActorKind.GROUP):
        noun = None
    before = lex.nouns.get(a.lower[first - 1]) if first else None
    if noun is None and before is not None and before.kind is ActorKind.OUTLET and not before.plural:
        noun = before  # "the newspaper Fjord Post"
    if all(k in a.layers.place_at for k in range(first + (a.lower[first] == "the"), last)):
        label, noun = "LOC", None  # a region that acts ("the West Bank"), and no body
    kind = kinds.get(label) or (noun.kind if noun is not None else ActorKind.ORGANISATION)
    return Draft(first=first, last=last, head=head, form=MentionForm.NAME, kind=kind, noun=noun)


def _proper(a: Analysis, first: int, last: int) -> bool:
    return any(a.text[k][:1].isupper() and a.tag[k] != "DT" for k in range(first, last))
