"""Persons by name, with the titles that stand before or beside the name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from communique.knowledge import column
from communique.model.reference import ActorKind, MentionForm
from communique.model.text import BlockKind
from communique.read.analysis.analysis import Analysis, Entity
from communique.read.find.actors.draft import BREAKS, LEFT, STATELY, Draft, left_edge, read_title, right_edge
from communique.read.find.actors.lexicon import (
    GENERATIONS,
    JOINTS,
    PARTICLES,
    Lexicon,
    holder_surnames,
    match,
    name_key,
)
from communique.read.find.places.gazetteer import lookup

PROPER = frozenset(("NNP", "NNPS"))
TITLE_TAGS = frozenset(("NN", "NNP", "NNPS", "JJ", "HYPH", "POS", "VBG", "NNS"))

LOCATIVE = frozenset(("in", "at", "near"))  # names of people hardly ever stand behind these
MARKS = " -–—'’‘\"“”*"
AFTER = frozenset((",", ".", ";", ")", "—", "–", "”", '"', "and"))

Owners = list[Draft | None]


def find_names(a: Analysis, lex: Lexicon, owner: Owners) -> list[Draft]:
    """All persons named in readable text, in text order; claims their words in `owner`."""
    drafts: list[Draft] = []
    for first, last in sorted(
        {*_by_entity(a, lex), *_by_title(a, lex), *_by_apposition(a, lex), *_by_holder(a)},
        key=lambda r: (r[0], -r[1]),
    ):
        last = _undoubled(a, first, last)
        if owner[first] is None and owner[last - 1] is None:
            drafts.extend(_person(a, lex, owner, first, last))
    drafts.extend(_by_surname(a, lex, owner, drafts))
    return drafts


def _undoubled(a: Analysis, first: int, last: int) -> int:
    """The end of a name before its own repetition ("Ada Byron Byron AdaPresident", a link's hidden text)."""
    return next(
        (k for k in range(first + 1, last) if name_key(a.text[k]) == name_key(a.text[k - 1]) != ()), last
    )


def _by_entity(a: Analysis, lex: Lexicon) -> Iterator[tuple[int, int]]:
    places = _place_names(a)
    for e in a.entities:
        block = a.sentence_of(e.first).block
        if not block.readable or block.kind is BlockKind.DATELINE:
            continue
        if _is_place(a, lex, e, places) or _two_names(a, e):
            continue
        if (e.label == "PERSON" or _personal(a, lex, e)) and (trimmed := _trim(a, lex, e)):
            yield trimmed


def _two_names(a: Analysis, e: Entity) -> bool:
    """True for the surnames of two known people with a hyphen between them: "the Holm-Ruiz talks"."""
    if e.last - e.first != 3 or a.text[e.first + 1] not in ("-", "–"):
        return False
    return a.text[e.first] in holder_surnames() and a.text[e.last - 1] in holder_surnames()


def _is_place(a: Analysis, lex: Lexicon, e: Entity, names: set[str]) -> bool:
    """True for a town that the model took for a person, where the finder of places knows it."""
    places = a.layers.place_at
    if e.last - e.first == 1 and _placed(a, e.first):
        return True
    given = a.lower[e.first] in lex.given
    if (e.last - e.first > 1 or not given) and a.span(e.first, e.last).line in names:
        return True  # it is one elsewhere in the article
    if e.last - e.first == 1 and not given and _listed_with_places(a, e.first):
        return True
    whole = {id(places.get(k)) for k in range(e.first, e.last)}
    if e.last - e.first > 1 and len(whole) == 1 and e.first in places:
        return True  # one place in all its words ("Khan Younis")
    if e.last - e.first > 2 or a.lower[e.first] in lex.given:
        return False
    return all(k in places for k in range(e.first, e.last))


def _place_names(a: Analysis) -> set[str]:
    return {p.place.span.line for p in a.layers.places if p.place.span is not None}


def _listed_with_places(a: Analysis, i: int) -> bool:
    """True for a place's name that stands in a list of places ("Kharkiv and Cherkasy")."""
    beside = [c for c in a.children[i] if a.dep[c] == "conj"]
    beside += [a.head[i]] if a.dep[i] == "conj" else []
    return any(k in a.layers.place_at for k in beside) and bool(lookup(a.text[i]))


def called_place(a: Analysis, i: int) -> bool:
    """True for a name that a noun before it says is a place's: "the capital, Norhavn"."""
    return i > 1 and a.lower[i - 1] in (",", "of") and a.lower[i - 2] in column("place_nouns", "noun")


def _placed(a: Analysis, i: int) -> bool:
    """True for a word that stands as a place: "in Norhavn", "the capital, Norhavn", "the city of Norhavn"."""
    if a.dep[i] == "pobj" and a.lower[a.head[i]] in LOCATIVE:
        return True
    return called_place(a, i)


def _personal(a: Analysis, lex: Lexicon, e: Entity) -> bool:
    """True for a name that the model took for a body, but that begins with a given name or is a "who"."""
    if e.label not in ("ORG", "GPE", "PRODUCT", "NORP", "FAC", "WORK_OF_ART"):
        return False
    first = e.first + (a.lower[e.first] == "the")
    hit = match(lex, a.text, first, e.last)
    if hit is None or first + hit[0] == e.last:
        first = e.first  # else "Member of the Upper House Ada Holm": a body, and then a name
    else:
        first += hit[0]
    if not 1 < e.last - first < 5:
        return False
    if any(a.tag[k] not in PROPER or a.lower[k] in lex.nouns for k in range(first, e.last)):
        return False
    if a.lower[first] in lex.given:
        return True
    # "Name Surname, who was in charge": the pronoun knows better than the model.
    return e.last + 1 < len(a) and a.text[e.last] == "," and a.lower[e.last + 1] == "who"


def _trim(a: Analysis, lex: Lexicon, e: Entity) -> tuple[int, int] | None:
    """The name inside an entity: without titles, nationality, possessive or what follows a mark."""
    first, last = e.first, e.last
    while first < last - 1 and a.tag[first][:2] == "VB":
        first += 1  # "Tell Putin": what somebody is asked to do
    while first < last and _leads(a, lex, first, last):
        hit = match(lex, a.text, first, last)
        first += hit[0] if hit else 1
    stop = next((k for k in range(first, last) if a.text[k] in BREAKS or a.tag[k] == "POS"), last)
    last = _grow(a, first, stop) if stop == e.last else stop
    if first >= last or (last < len(a) and a.text[last] == "/"):
        return None  # nothing left, or a credit ("Name/Agency")
    if not a.text[first][:1].isalpha() or not any(a.text[k][:1].isupper() for k in range(first, last)):
        return None
    hit = match(lex, a.text, first, last)
    if (
        hit is not None
        and hit[0] >= last - first
        and not (a.lower[first] in lex.given and a.tag[first] == "NNP")
    ):
        return None
    if last - first == 1 and (a.lower[first] in lex.nouns or not _surname(a, first)):
        return None
    return first, last


def _surname(a: Analysis, i: int) -> bool:
    return a.tag[i] in PROPER or a.text[i] in holder_surnames()


def _leads(a: Analysis, lex: Lexicon, i: int, last: int) -> bool:
    low = a.lower[i]
    if low in lex.honorifics or low in ("the", "a", "an", "former", "prime", "foreign", "vice"):
        return True
    if low in lex.given or i + 1 >= last:
        return False
    return low in lex.nouns or match(lex, a.text, i, last) is not None


def _grow(a: Analysis, first: int, last: int) -> int:
    """The end of a name of which the model saw only a part ("Badr al-Busaidi")."""
    n = a.sentence_of(first).last
    while last < n:
        k = last
        while k < n and _within_name(a, k):
            k += 1
        joined = k > last or (a.head[last] == last - 1 and a.dep[last] == "flat")
        if not (joined and k < n and a.tag[k] in PROPER and a.text[k][:1].isupper()):
            return last
        if not _within_name(a, last):
            return last
        last = k + 1
    return last


def _within_name(a: Analysis, i: int) -> bool:
    """True for what stands between the parts of a name: "von", "e", a hyphen."""
    return a.lower[i] in PARTICLES or a.text[i] in JOINTS or a.text[i] in ("-", "‑")


def _proper(a: Analysis, i: int) -> bool:
    # Capitals as in "PRESIDENT BIDEN:" lead the tagger astray.
    return a.tag[i] in PROPER or (a.text[i].isupper() and len(a.text[i]) > 2)


def _by_title(a: Analysis, lex: Lexicon) -> Iterator[tuple[int, int]]:
    """Capitalised names right behind a title, whatever the model took them for."""
    for i in range(len(a) - 1):
        low = a.lower[i]
        noun = lex.nouns.get(low)
        titled = low in lex.honorifics or (noun is not None and bool(noun.role) and not noun.plural)
        if not titled or a.sent[i] != a.sent[i + 1]:
            continue
        if low in lex.honorifics and a.text[i][:1].islower():
            continue
        first = _behind_whose(a, lex, i + 1)
        if _proper(a, first) and (run := _run(a, lex, first)) and (first == i + 1 or run[1] - first > 1):
            yield run


def _behind_whose(a: Analysis, lex: Lexicon, i: int) -> int:
    """The word behind whose an office is ("Ambassador to the United Nations Ada Holm"), else word `i`."""
    last = a.sentence_of(i).last
    if a.lower[i] not in ("to", "of") or i + 2 >= last:
        return i
    first = i + 1 + (a.lower[i + 1] == "the")
    hit = match(lex, a.text, first, last)
    return first + hit[0] if hit is not None and first + hit[0] < last else i


def _by_holder(a: Analysis) -> Iterator[tuple[int, int]]:
    """A surname that stands alone and is that of a known office holder, whatever the model took it for."""
    surnames = holder_surnames()
    for e in a.entities:
        alone = e.last - e.first == 1 and e.label != "PERSON" and a.tag[e.first] in PROPER
        if alone and a.text[e.first] in surnames and a.sentence_of(e.first).block.readable:
            yield e.first, e.last


def _by_apposition(a: Analysis, lex: Lexicon) -> Iterator[tuple[int, int]]:
    """Two capitalised words that a title in commas explains ("Name Surname, the head of the institute")."""
    for i in range(2, len(a)):
        if a.dep[i] != "appos" or a.lower[i] not in lex.nouns or not lex.nouns[a.lower[i]].role:
            continue
        h = a.head[i]
        if 0 < h < i and a.tag[h] == "NNP" == a.tag[h - 1] and a.text[h + 1] == "," and a.ent[h] != "PERSON":
            run = _run(a, lex, h - 1)
            if run and run[1] == h + 1 and not lex.nouns[a.lower[i]].plural:
                yield run


def _run(a: Analysis, lex: Lexicon, first: int) -> tuple[int, int] | None:
    n, last = a.sentence_of(first).last, first
    if not a.sentence_of(first).block.readable:
        return None
    while last < n and (
        (_proper(a, last) and a.text[last][:1].isupper() and a.lower[last] not in lex.nouns)
        or (last > first and _within_name(a, last))
    ):
        last += 1
    while last > first and not _proper(a, last - 1):
        last -= 1
    if last < n and a.lower[last] in lex.nouns and lex.nouns[a.lower[last]].role:
        return None  # "Deputy Foreign Minister": the title goes on
    if (
        last == first
        or a.ent[first] in ("DATE", "LAW", "EVENT", "CARDINAL")
        or a.lower[first] in lex.honorifics
    ):
        return None
    hit = match(lex, a.text, first, last)
    if hit is not None and a.ent[first] != "PERSON":
        return None
    return first, last


def _person(a: Analysis, lex: Lexicon, owner: Owners, first: int, last: int) -> Iterator[Draft]:
    begin, noun_at = _title_before(a, lex, owner, first)
    end = _with_generation(a, last)
    head = next((k for k in range(first, end) if not first <= a.head[k] < end), last - 1)
    draft = Draft(
        first=begin,
        last=end,
        head=head,
        form=MentionForm.NAME if last - first > 1 else MentionForm.SHORT,
        kind=ActorKind.PERSON,
        name=_unpossessed(a.span(first, last).line),
    )
    draft.gender = lex.given.get(a.lower[first], "") if last - first > 1 else ""
    for k in range(begin, first):
        draft.gender = lex.honorifics.get(a.lower[k], "") or draft.gender
    if noun_at is not None:
        noun = lex.nouns[a.lower[noun_at]]
        title = read_title(a, lex, begin, noun_at, first, noun)
        draft.title = title if title.of is not None else replace(title, of=_of_behind(a, lex, end))
        draft.gender = draft.gender or noun.gender
    _claim(owner, draft)
    yield draft
    yield from _apposition(a, lex, owner, draft)


def _of_behind(a: Analysis, lex: Lexicon, last: int) -> str | None:
    """What an office is of, where it stands behind the name: "President Ada Holm of Norway"."""
    first, end = last + 1, a.sentence_of(last - 1).last
    if first >= end or a.lower[last] != "of":
        return None
    first += a.lower[first] == "the"
    hit = match(lex, a.text, first, end) if first < end else None
    if hit is None or hit[1].demonym:
        return None
    return (hit[1].country if hit[1].kind in STATELY else None) or hit[1].key


def _with_generation(a: Analysis, last: int) -> int:
    """The end of a name with the generation behind its comma ("Olaf Holm, Jr.")."""
    if last + 1 < len(a) and a.text[last] == "," and a.lower[last + 1].strip(".") in GENERATIONS:
        return last + 2
    return last


def _unpossessed(name: str) -> str:
    name = name.replace("[", "").replace("]", "").strip(MARKS)  # "[Olaf] Scholz", added by an editor
    name = name[:-2] if name.endswith(("’s", "'s")) and len(name) > 2 else name
    return name.strip(MARKS) or name


def _claim(owner: Owners, draft: Draft) -> None:
    for k in range(draft.first, draft.last):
        owner[k] = draft


def _title_before(a: Analysis, lex: Lexicon, owner: Owners, first: int) -> tuple[int, int | None]:
    """Where the title before a name begins, and its noun; (first, None) where there is none."""
    floor = a.sentence_of(first).first
    begin, noun_at, k = first, None, first - 1
    while k >= floor and k > first - 12 and owner[k] is None and a.text[k] not in BREAKS:
        noun = lex.nouns.get(a.lower[k])
        if a.lower[k] in lex.honorifics:
            begin = k
        elif noun is not None and noun.role and not noun.plural:
            begin, noun_at = k, k if noun_at is None else noun_at
        elif (a.lower[k] == "of" and _office_of(a, lex, k)) or (
            a.lower[k] == "the" and noun_at is None and a.lower[k - 1] == "of" and _office_of(a, lex, k - 1)
        ):
            pass
        elif (
            a.lower[k] == "to" and noun_at is None and _office_of(a, lex, k) and _fills(a, lex, k + 1, first)
        ):
            pass  # "Ambassador to Peru Ada Holm"
        elif a.lower[k] == "for" and noun_at is None and k < first - 1 and _office_of(a, lex, k):
            pass  # "Deputy Minister for Legal Affairs Ada Holm"
        elif a.tag[k] not in TITLE_TAGS and not (a.lower[k] == "and" and noun_at is None):
            break
        k -= 1
    if noun_at is None:
        return begin, None
    # The words that narrow the title, the determiner among them, as the parse has them.
    begin = min(begin, _narrowing(a, lex, begin, floor, owner, first))
    while begin < noun_at and not a.text[begin][0].isalnum():
        begin += 1  # the possessive of a name that is a mention of its own, or a stray mark
    return begin, noun_at


def _office_of(a: Analysis, lex: Lexicon, k: int) -> bool:
    noun = lex.nouns.get(a.lower[k - 1]) if k else None
    return noun is not None and bool(noun.role)


def _fills(a: Analysis, lex: Lexicon, first: int, last: int) -> bool:
    """True when one known name makes up the words."""
    first += a.lower[first] == "the"
    hit = match(lex, a.text, first, last)
    return hit is not None and first + hit[0] == last


def _narrowing(a: Analysis, lex: Lexicon, begin: int, floor: int, owner: Owners, name: int) -> int:
    k = begin
    while (
        k > floor
        and owner[k - 1] is None
        and (a.tag[k - 1] in TITLE_TAGS or a.tag[k - 1] in ("DT", "PRP$"))
        and a.text[k - 1] not in BREAKS
        and (a.dep[k - 1] in LEFT or a.tag[k - 1] == "POS" or match(lex, a.text, k - 1, k) is not None)
    ):
        k -= 1
        if a.tag[k] in ("DT", "PRP$"):
            break
    # "how much French President X": an adverb that the tagger took for an adjective.
    while k < begin and ((a.tag[k] == "JJ" and a.dep[k] == "advmod") or _outside(a, lex, k, name)):
        k += 1
    return k


def _outside(a: Analysis, lex: Lexicon, k: int, name: int) -> bool:
    """True for a word before a title that belongs to something else ("after comments President X made")."""
    if a.tag[k] in ("DT", "PRP$", "POS") or match(lex, a.text, k, name) is not None:
        return False
    return not k < a.head[k] < name + 4


def _apposition(a: Analysis, lex: Lexicon, owner: Owners, person: Draft) -> Iterator[Draft]:
    """Titles beside the name: "the prime minister, X" and "X, the bloc's top diplomat"."""
    for c in _beside(a, lex, person):
        noun = lex.nouns.get(a.lower[c])
        if noun is None or noun.plural or noun.kind not in (ActorKind.PERSON, ActorKind.GROUP):
            continue
        begin, end = left_edge(a, c), right_edge(a, c)
        if c > person.head:
            goes_on = end < len(a) and a.text[end] not in AFTER and a.tag[end] not in ("IN", "TO")
            if goes_on and a.sent[end] == a.sent[person.head]:
                continue  # the subject of what follows, not an apposition
            if any(owner[k] is not None for k in range(begin, c + 1)):
                begin = c
        else:
            end = c + 1 if end < person.first - 1 else min(end, person.first)
        draft = Draft(first=begin, last=end, head=c, form=MentionForm.TITLE, kind=ActorKind.PERSON)
        draft.title = read_title(a, lex, begin, c, end, noun)
        draft.gender, draft.apposed, draft.name = noun.gender, True, person.name
        for k in range(begin, end):
            owner[k] = owner[k] or draft
        yield draft


def _beside(a: Analysis, lex: Lexicon, person: Draft) -> list[int]:
    """Heads of the noun phrases that stand in apposition to a name."""
    h = person.head
    places = [c for c in a.children[h] if a.dep[c] == "appos" and c >= person.last]
    up = a.head[h]
    if a.dep[h] == "appos" and up < person.first and a.text[person.first - 1] in (",", "—", "–"):
        places.append(up)
    if not places and person.last + 1 < len(a) and a.text[person.last] == ",":
        places.extend(_next_noun(a, lex, person.last + 1))
    return places


def _next_noun(a: Analysis, lex: Lexicon, k: int) -> Iterator[int]:
    """The head of an unbroken noun phrase that starts at word `k` and ends at a comma or stop."""
    n = min(a.sentence_of(k - 1).last, k + 9)
    found = None
    while k < n and (a.tag[k] in TITLE_TAGS or a.tag[k] in ("DT", "PRP$", "CD")):
        noun = lex.nouns.get(a.lower[k])
        found = k if noun is not None and noun.role and not noun.plural else found
        k += 1
    if found is not None and k < n and (found == k - 1 or a.lower[found + 1] in ("of", "to", "for")):
        yield found


def _by_surname(a: Analysis, lex: Lexicon, owner: Owners, drafts: list[Draft]) -> Iterator[Draft]:
    """Words that are the surname of somebody named elsewhere in the article."""
    surnames = {key[-1] for d in drafts if (key := name_key(d.name)) and len(key[-1]) > 1}
    # The very word counts whatever the tagger took it for; another spelling only as a proper noun.
    texts = {t for d in drafts if len(t := d.name.replace("-", " ").split()[-1]) > 3}
    texts = {t for t in texts if t[:1].isupper() and t.lower() not in lex.nouns}
    for s in a.readable_sentences():
        for i in range(s.first, s.last):
            if owner[i] is not None or not a.text[i][:1].isupper():
                continue
            same = a.text[i] in texts or (a.tag[i] in PROPER and _is(a, i, surnames))
            if same and match(lex, a.text, i, i + 1) is None:
                yield from _person(a, lex, owner, _with_particles(a, i, s.first), i + 1)


def _is(a: Analysis, i: int, surnames: set[str]) -> bool:
    key = name_key(a.text[i])
    return a.text[i][:1].isupper() and bool(key) and key[-1] in surnames


def _with_particles(a: Analysis, i: int, floor: int) -> int:
    while i > floor and (
        a.lower[i - 1] in PARTICLES or (a.text[i - 1] == "-" and a.lower[i - 2] in PARTICLES)
    ):
        i -= 1
    return i
