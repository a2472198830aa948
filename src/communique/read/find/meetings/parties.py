"""From words to the parties of a meeting."""

from __future__ import annotations

from dataclasses import replace
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
SUFFIXES = ("jr.", "jr", "sr.", "sr", "ii", "iii")
LONGEST_BODY = 10  # words of what an office is of
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
    for word in _members(analysis, head):
        one = party(analysis, word)
        for ref, at in _several(analysis, word) or ([(one, word)] if one else []):
            if all(ref.name != r.name for r in refs):
                refs.append(ref)
                words.extend(phrase_words(analysis, at))
    if any(r.named and r.kind is ActorKind.PERSON for r in refs):
        refs = [r for r in refs if not _bare_title(analysis, r)]
    return refs, words


def _bare_title(analysis: Analysis, ref: ActorRef) -> bool:
    """True for the first office of "Crown Prince and Prime Minister A. Name": it is his, too."""
    if ref.named or ref.kind not in (ActorKind.PERSON, ActorKind.GROUP) or ref.mention is None:
        return False
    inside = analysis.words(ref.mention)
    before = range(max(inside.start - 1, 0), inside.stop)
    marked = any(analysis.tag[i] in ("DT", "PRP$", "POS", "CD", "NNS") for i in before)
    return not marked and inside.stop < len(analysis) and analysis.lower[inside.stop] == "and"


def _members(analysis: Analysis, head: int) -> list[int]:
    """The head words of all conjuncts, also where the parse lost one.

    The parser often loses the second of two long names ("President A and X's President B"), so
    mentions of actors that "and" joins count as conjuncts, whatever hangs on what.
    """
    found = {_before_suffix(analysis, w) for w in conjuncts(analysis, head)}
    for word in sorted(found):
        found.update(_named_apposition(analysis, word))
        found.update(_spelled_out(analysis, word))
    for step in (-1, 1):
        at = _before_suffix(analysis, head) if step < 0 else max(found)
        while (nxt := _joined(analysis, at, step)) is not None and nxt not in found:
            found.add(nxt)
            at = nxt
    return sorted({_person_behind(analysis, w) for w in found if not _possessive(analysis, w)})


def _before_suffix(analysis: Analysis, word: int) -> int:
    """The name that "Jr." belongs to, where the parse makes the suffix the head."""
    at = word
    while at > 0 and analysis.lower[at] in (*SUFFIXES, ","):
        at -= 1
    return at if at in analysis.layers.actor_at else word


def _person_behind(analysis: Analysis, word: int) -> int:
    """The person named beside a title without a name: "the secretary-general, A. Name"."""
    hit = analysis.layers.actor_at.get(word)
    if hit is None or hit[0].named:
        return word
    after = analysis.words(hit[1].span).stop
    beside = [c for c in analysis.children[word] if analysis.dep[c] == "appos"]
    after = _past_whose(analysis, after)
    if after + 1 < len(analysis) and analysis.text[after] == "," and _apposed(analysis, after + 1):
        after += 1
    for at in [*beside, *([after] if after < len(analysis) else [])]:
        other = analysis.layers.actor_at.get(at)
        if other is not None and other[0].named and other[0].actor_kind is ActorKind.PERSON:
            return _head(analysis, analysis.words(other[1].span))
    return word


def _past_whose(analysis: Analysis, word: int) -> int:
    """The comma behind what an office is of ("the head of X's council, A. Name"), else `word`."""
    if word >= len(analysis) or analysis.lower[word] != "of":
        return word
    last = min(word + LONGEST_BODY, analysis.sentence_of(word).last)
    comma = next((i for i in range(word + 1, last) if analysis.text[i] == ","), None)
    plain = comma is not None and all(analysis.tag[i][0] in "NJDIP" for i in range(word, comma))
    return comma if comma is not None and plain else word


def _apposed(analysis: Analysis, word: int) -> bool:
    """True when the actor mention that begins at a word is an apposition: "the head of X, A. Name"."""
    hit = analysis.layers.actor_at.get(word)
    loose = ("appos", "npadvmod")  # as which the parse takes a name behind a long office
    return hit is not None and analysis.dep[_head(analysis, analysis.words(hit[1].span))] in loose


def _named_apposition(analysis: Analysis, word: int) -> list[int]:
    """Others in apposition to a person ("the premier, A, and the king, B"), or joined to that one."""
    own = analysis.ref(word)
    if own is None or own.kind is not ActorKind.PERSON:
        return []
    out = []
    for child in analysis.children[word]:
        for one in conjuncts(analysis, child) if analysis.dep[child] == "appos" else ():
            ref = analysis.ref(one)
            if ref is not None and ref.named and ref.kind is ActorKind.PERSON and ref.name != own.name:
                out.append(one)
    return out


def _spelled_out(analysis: Analysis, word: int) -> list[int]:
    """Whom a plural in front of names stands for: "the two leaders, A and B"."""
    if analysis.tag[word] != "NNS":
        return []
    for child in analysis.children[word]:
        names = conjuncts(analysis, child) if analysis.dep[child] == "appos" else []
        refs = [analysis.ref(i) for i in names]
        if len(names) > 1 and all(r is not None and r.named and r.kind is ActorKind.PERSON for r in refs):
            return names
    return []


def _past_country(analysis: Analysis, word: int) -> int:
    """The word after the name of a country that begins at `word` ("A of Latvia, B …")."""
    at = word + (word < len(analysis) and analysis.lower[word] == "the")
    while at < len(analysis) and at in analysis.layers.place_at and at - word < 6:
        at += 1
    return at


def _joined(analysis: Analysis, word: int, step: int) -> int | None:
    """The head word of the actor mention that "and" joins to that of `word`, to the left or right."""
    hit = analysis.layers.actor_at.get(word)
    if hit is None:
        return None
    own = analysis.words(hit[1].span)
    at = own.start - 1 if step < 0 else own.stop
    link = False
    if step > 0 and at < len(analysis) and analysis.lower[at] == "of":
        at = _past_country(analysis, at + 1)
    while 0 <= at < len(analysis) and analysis.lower[at] in ("and", ",", "the", "["):
        link = link or analysis.lower[at] == "and"
        at += step
    other = analysis.layers.actor_at.get(at)
    if not link or other is None or analysis.sent[at] != analysis.sent[word]:
        return None
    found = _head(analysis, analysis.words(other[1].span))
    if step < 0 and analysis.dep[found] == "pobj" and analysis.lower[analysis.head[found]] == "of":
        return None  # "A of Latvia, and B": Latvia is no party
    starts_clause = (
        step > 0 and analysis.dep[found] in ("nsubj", "nsubjpass") and analysis.dep[word] != "nsubj"
    )
    return None if starts_clause and analysis.head[found] > found and analysis.head[word] < word else found


def _head(analysis: Analysis, words: range) -> int:
    return next((i for i in reversed(words) if analysis.head[i] not in words), words[-1])


def _possessive(analysis: Analysis, word: int) -> bool:
    """True when the word only owns what follows ("Orlo's envoy"): "'s" comes next, and it is joined."""
    after = word + 1
    return (
        analysis.dep[word] == "conj"
        and after + 1 < len(analysis)
        and analysis.tag[after] == "POS"
        and analysis.tag[after + 1][0] in "NJ"
        and analysis.layers.actor_at.get(after + 1, (None,))[0]
        is not analysis.layers.actor_at.get(word, (0,))[0]
    )


def _several(analysis: Analysis, word: int) -> list[tuple[ActorRef, int]]:
    """The states behind "Russian and Ukrainian officials" or "delegations from Russia and Ukraine"."""
    if analysis.lemma[word] not in column("meeting_parties", "lemma") or analysis.tag[word][:2] != "NN":
        return []
    first, _ = phrase(analysis, word)
    near = [
        i for i in range(first, word) if analysis.lower[i] in demonyms() and analysis.text[i][0].isupper()
    ]
    for prep in analysis.children[word]:
        if analysis.dep[prep] == "prep" and analysis.lower[prep] in ("from", "of"):
            for child in analysis.children[prep]:
                if analysis.dep[child] == "pobj":
                    near += [i for i in conjuncts(analysis, child) if analysis.lower[i] in demonyms()]
    found = [(state(analysis, i), i) for i in near]
    return found if len({r.name for r, _ in found}) > 1 else []


def state(analysis: Analysis, word: int) -> ActorRef:
    """The state that a name or adjective of nationality stands for."""
    ref = analysis.ref(word)
    name, country = demonyms()[analysis.lower[word]]
    if ref is not None and ref.kind is ActorKind.STATE:
        name = ref.name
    return ActorRef(name=name, kind=ActorKind.STATE, mention=analysis.span(word, word + 1), country=country)


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
    if lemma in column("meeting_others", "word") or lemma in column("meeting_nouns", "lemma"):
        return None
    ref = analysis.ref(word)
    if (
        ref is not None
        and not ref.named
        and ref.mention
        and word != _head(analysis, analysis.words(ref.mention))
    ):
        ref = None  # of "a delegation in talks with X": X
    if ref is not None and (ref.named or ref.form is MentionForm.PRONOUN or _speaks(analysis, word)):
        if ref.kind in NO_PARTY:
            return None
        if _points_back(analysis, word, ref):
            several = ref.form is MentionForm.NOMINAL and not _all_of_them(analysis, word)
            return _nominal(analysis, word) if several else None  # "the bloc's ministers"
        return ref if ref.named or ref.form is MentionForm.PRONOUN else _fuller(analysis, word, ref)
    for child in analysis.children[word]:
        if analysis.dep[child] == "appos" and (ref := analysis.ref(child)) and ref.kind not in NO_PARTY:
            return ref
    return _entity(analysis, word) or _nominal(analysis, word)


def _fuller(analysis: Analysis, word: int, ref: ActorRef) -> ActorRef:
    """A nameless party by its whole phrase, where its mention leaves words out."""
    span = analysis.span(*phrase(analysis, word))
    if ref.mention is None or not span.covers(ref.mention) or len(span.text) <= len(ref.mention.text):
        return ref
    return replace(ref, name=span.line, mention=span)


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
            return ActorRef(name=span.line, kind=kind, mention=span)
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
        name=span.line,
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
        if ref.mention is not None and noun in analysis.words(ref.mention):
            return None  # "the Quad Summit" is the meeting itself
        if ref.kind in (ActorKind.GOVERNMENT, *NO_PARTY) or ref.form is MentionForm.METONYM:
            return None  # "Kremlin talks" tells where
        if word in analysis.layers.place_at and ref.kind is not ActorKind.STATE:
            return None
        return ref
    if analysis.lower[word] not in demonyms() or not analysis.text[word][0].isupper():
        return None
    return state(analysis, word)


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
