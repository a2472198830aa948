"""The words that name meetings, and the mentions of meetings built on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from communique.knowledge import column, mapping, table, values
from communique.model.finding import MeetingKind, Place
from communique.model.reference import ActorKind, ActorRef, MentionForm
from communique.read.analysis.analysis import Analysis, Sentence
from communique.read.find.meetings.clauses import (
    SUBJECTS,
    complements,
    objects,
    phrase,
    possessor,
    subject,
)
from communique.read.find.meetings.mention import Draft, Mention, Side, same_party
from communique.read.find.meetings.parties import modifier_parties, parties
from communique.read.find.meetings.setting import when, where
from communique.read.find.status import status_of

DEFINITE = ("the", "this", "that", "these", "those", "both", "such")
NAMEABLE = (ActorKind.PERSON, ActorKind.STATE, ActorKind.GOVERNMENT)
FIRST_PERSON = ("i", "my", "we", "our")
DASHES = ("—", "–", "--", "-")
DURING = (
    "in",
    "at",
    "during",
    "after",
    "following",
    "before",
    "ahead",
    "on",
    "for",
    "with",
    "via",
    "by",
    "to",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """A verb that names a meeting; see ``meeting_verbs.tsv``."""

    object: str
    prepositions: tuple[str, ...]
    kind: MeetingKind
    needs: str
    beside: tuple[str, ...]


@cache
def verbs() -> dict[str, Verb]:
    """The verbs that name meetings, by base form."""
    return {
        row["lemma"]: Verb(
            object=row["object"],
            prepositions=values(row["with"]),
            kind=MeetingKind(row["kind"]),
            needs=row["needs"],
            beside=values(row["beside"]),
        )
        for row in table("meeting_verbs").rows
    }


@cache
def nouns() -> dict[str, tuple[MeetingKind, bool]]:
    """The nouns that name meetings: kind, and whether the noun alone is enough."""
    return {r["lemma"]: (MeetingKind(r["kind"]), r["strong"] == "yes") for r in table("meeting_nouns").rows}


@cache
def holding() -> dict[str, tuple[str, ...]]:
    """Verbs whose subject takes part in the meeting that they govern, and by which prepositions."""
    return {r["lemma"]: values(r["preposition"]) for r in table("meeting_holding").rows}


def mentions(
    analysis: Analysis, sentence: Sentence, speakers: Mapping[int, ActorRef] | None = None
) -> list[Mention]:
    """The mentions of meetings in one sentence, in text order; `speakers` as in :class:`Draft`."""
    out = []
    said = speakers or {}
    known_verbs, known_nouns, order = verbs(), nouns(), column("meeting_order", "word")
    for i in range(sentence.first, sentence.last):
        lemma, tag = analysis.lemma[i], analysis.tag[i]
        mention = None
        if lemma in known_verbs and tag[0] == "V":
            mention = _verb(analysis, i, known_verbs[lemma], said)
        elif lemma in known_nouns and tag[:2] == "NN":
            mention = _noun(analysis, i, *known_nouns[lemma], said)
        elif lemma in order:
            mention = _elliptical(analysis, i)
        if mention is not None:
            out.append(mention)
    return out


def _verb(analysis: Analysis, verb: int, entry: Verb, speakers: Mapping[int, ActorRef]) -> Mention | None:
    if entry.beside and not _beside(analysis, verb, entry.beside):
        return None
    draft = Draft(nodes=[verb], speakers=speakers, words=[verb], core=[verb])
    passive = any(analysis.dep[c] in ("nsubjpass", "auxpass") for c in analysis.children[verb])
    first, others = _actor_sides(analysis, verb, entry, passive)
    if first is not None:
        _first_side(analysis, draft, first)
    before = len(draft.sides)
    for word in others:
        draft.add_side(*parties(analysis, word))
    draft.core.extend(_governors(analysis, verb))
    together = before == len(draft.sides) == 1 and len(draft.sides[0]) > 1
    if not _enough(analysis, draft, entry, others, together, first is not None):
        return None
    kind = _kind(analysis, draft, entry.kind)
    return _mention(analysis, draft, verb, kind, strong=True, together=together, definite=not draft.sides)


def _beside(analysis: Analysis, verb: int, words: tuple[str, ...]) -> bool:
    near = range(verb + 1, min(verb + 6, len(analysis)))
    return any(analysis.lower[i] in words and analysis.head[i] == verb for i in near)


def _first_side(analysis: Analysis, draft: Draft, word: int) -> None:
    """Add a subject or possessor as a side; "I" and "my" are whoever says it."""
    if analysis.lower[word] in FIRST_PERSON:
        speaker = draft.speakers.get(word)
        if speaker is not None:
            inferred = f"“{analysis.text[word]}” in what {speaker.name} says"
            mention = analysis.span(word, word + 1)
            form = MentionForm.PRONOUN
            draft.add_side([replace(speaker, mention=mention, form=form, inferred=inferred)], [word])
            return
    draft.add_side(*parties(analysis, word))


def _actor_sides(analysis: Analysis, verb: int, entry: Verb, passive: bool) -> tuple[int | None, list[int]]:
    """Whom the verb has as its first side, and the head words of the others."""
    first = subject(analysis, verb)
    others = objects(analysis, verb) if entry.object in ("side", "place") else []
    heads = complements(analysis, verb)
    if passive:
        others = [first] if first is not None else []
        first = next((h for prep, _, h in heads if prep == "by"), None)
    others = [o for o in others if not _is_place(analysis, o, entry)]
    if entry.kind is not MeetingKind.VISIT:
        if entry.object == "none":
            heads = heads + [x for o in objects(analysis, verb) for x in complements(analysis, o)]
        others += [h for prep, _, h in heads if prep in entry.prepositions]
    return first, others


def _is_place(analysis: Analysis, word: int, entry: Verb) -> bool:
    if word not in analysis.layers.place_at:
        return False
    ref = analysis.ref(word)
    return ref is None or (entry.object == "place" and ref.kind is not ActorKind.STATE)


def _enough(
    analysis: Analysis, draft: Draft, entry: Verb, others: list[int], together: bool, active: bool
) -> bool:
    """True when the parties that a verb needs are there."""
    everyone = [a for side in draft.sides for a in side]
    other_side = len(draft.sides) > 1
    if any(analysis.lemma[o] in column("meeting_others", "word") for o in others):
        return False
    if entry.needs == "place":
        fit = bool(draft.sides) and draft.sides[0][0].kind in (ActorKind.PERSON, ActorKind.GROUP)
        return fit and (other_side or where(analysis, draft.core, visit=True) is not None)
    if entry.needs == "person":
        return other_side and any(a.kind in (ActorKind.PERSON, ActorKind.GROUP) for a in draft.sides[-1])
    if other_side:
        return True
    if others:  # it met or spoke with something that is no party
        return False
    if not everyone:
        return active  # "they met": whom it means, the mentions before tell
    if entry.object == "none":
        return together and all(a.kind in NAMEABLE for a in everyone)
    return True


def _journey(analysis: Analysis, verb: int) -> int | None:
    """The verb of travel or visit around a meeting: "flew to X to meet Y", "went to X, where he met Y"."""
    at = analysis.head[verb]
    dep = analysis.dep[verb]
    if dep == "relcl" and any(analysis.lower[c] == "where" for c in analysis.children[verb]):
        for _ in range(4):
            if analysis.tag[at][0] == "V":
                break
            at = analysis.head[at]
    elif dep not in ("advcl", "xcomp", "conj") or analysis.tag[verb][0] != "V":
        return None
    known = verbs().get(analysis.lemma[at])
    going = analysis.lemma[at] in column("meeting_travel", "lemma")
    return at if going or (known is not None and known.kind is MeetingKind.VISIT) else None


def _governors(analysis: Analysis, word: int) -> list[int]:
    """The verbs over an infinitive ("was set to meet … on Thursday")."""
    out, at = [], word
    while analysis.dep[at] == "xcomp" and analysis.head[at] != at:
        at = analysis.head[at]
        out.append(at)
    return out


def _noun(
    analysis: Analysis, noun: int, kind: MeetingKind, strong: bool, speakers: Mapping[int, ActorRef]
) -> Mention | None:
    outer = _outer(analysis, noun)
    if (
        outer is None
        or analysis.dep[noun] == "compound"
        or _for_press(analysis, noun)
        or _demand(analysis, noun)
    ):
        return None
    draft = Draft(
        nodes=[noun] if outer == noun else [noun, outer], speakers=speakers, words=[noun], core=[noun]
    )
    if outer != noun:
        draft.core.append(outer)
    for node in draft.nodes:
        _named_beside(analysis, node, draft)
    top = draft.nodes[-1]
    _relative(analysis, draft)
    _lost_relative(analysis, noun, draft)
    _governing(analysis, top, draft)
    ordinal = _ordinal(analysis, draft.nodes)
    definite = _definite(analysis, top) or _definite(analysis, noun)
    kind = _kind(analysis, draft, kind)
    if not draft.sides and not definite and not strong and not ordinal:
        return None
    return _mention(analysis, draft, noun, kind, strong=strong, definite=definite, ordinal=ordinal)


def _elliptical(analysis: Analysis, word: int) -> Mention | None:
    """Of "the second took place in X", "the third one was held": a round, its noun left out."""
    head = analysis.head[word] if analysis.lemma[analysis.head[word]] == "one" else word
    verb = analysis.head[head]
    if analysis.dep[head] not in SUBJECTS or analysis.tag[verb][0] != "V":
        return None
    if analysis.lemma[verb] not in holding():
        return None
    draft = Draft(nodes=[head], words=[word, verb], core=[head, verb])
    ordinal = analysis.lower[word]
    return _mention(analysis, draft, verb, MeetingKind.ROUND, strong=True, definite=True, ordinal=ordinal)


def _outer(analysis: Analysis, noun: int) -> int | None:
    """The noun that counts the meeting ("the fifth round of talks"); None when `noun` itself counts."""
    if any(
        analysis.lemma[head] in nouns() and analysis.tag[head][:2] == "NN"
        for prep, _, head in complements(analysis, noun)
        if prep == "of"
    ):
        return None
    if analysis.dep[noun] == "pobj" and analysis.lower[analysis.head[noun]] == "of":
        up = analysis.head[analysis.head[noun]]
        if (
            analysis.tag[up][:2] == "NN"
            and mapping("status_nouns", "lemma", "facet").get(analysis.lemma[up]) == "none"
        ):
            return up
    return noun


def _demand(analysis: Analysis, noun: int) -> bool:
    """True of "a call for restraint", which is no call."""
    if analysis.lemma[noun] != "call":
        return False
    heads = complements(analysis, noun)
    verbal = any(analysis.dep[c] in ("acl",) for c in analysis.children[noun])
    return verbal or (
        any(p in ("for", "on") for p, _, _ in heads)
        and not any(p in ("with", "between") for p, _, _ in heads)
    )


def _for_press(analysis: Analysis, noun: int) -> bool:
    """True of a press or news conference, call or briefing."""
    others = mapping("meeting_others", "word", "why")
    return any(others.get(analysis.lower[c]) == "press" for c in analysis.children[noun] if c < noun)


def _named_beside(analysis: Analysis, node: int, draft: Draft) -> None:
    """Sides that the noun phrase itself names: possessor, modifiers, with, between, of, by."""
    owner = possessor(analysis, node)
    if owner is not None:
        _first_side(analysis, draft, owner)
    refs, words = modifier_parties(analysis, node)
    for ref, word in zip(refs, words, strict=True):
        draft.add_side([ref], [word])
    for child in analysis.children[node]:
        if analysis.dep[child] == "appos" and child == node + 1 + _width(analysis, child):
            draft.add_side(*parties(analysis, child))  # "a meeting NATO ministers": "of" was dropped
    for prep, _, head in complements(analysis, node):
        if prep in ("between", "among"):
            _each(analysis, head, draft)
        elif prep in ("with", "of", "by"):
            draft.add_side(*parties(analysis, head))


def _width(analysis: Analysis, head: int) -> int:
    first, _ = phrase(analysis, head)
    return head - first


def _each(analysis: Analysis, head: int, draft: Draft) -> None:
    """Each of the parties that stand behind "between" is a side of its own."""
    refs, words = parties(analysis, head)
    for ref in refs:
        draft.add_side([ref], words)


def _relative(analysis: Analysis, draft: Draft) -> None:
    """Clauses on the noun: "talks that A held with B", "talks mediated by C"."""
    mediation = column("meeting_mediation", "lemma")
    for node in draft.nodes:
        for verb in analysis.children[node]:
            if analysis.dep[verb] not in ("acl", "relcl") or analysis.tag[verb][0] != "V":
                continue
            heads = complements(analysis, verb)
            if analysis.lemma[verb] in mediation:
                for prep, _, head in heads:
                    if prep == "by":
                        refs, words = parties(analysis, head)
                        draft.mediators.extend(refs)
                        draft.words.extend(words)
                continue
            draft.core.append(verb)
            who = next((c for c in analysis.children[verb] if analysis.dep[c] in SUBJECTS), None)
            if who is not None and analysis.dep[verb] == "relcl" and analysis.lemma[verb] in holding():
                draft.add_side(*parties(analysis, who))
                draft.words.append(verb)
            for prep, _, head in heads:
                if prep == "between":
                    _each(analysis, head, draft)
                elif prep == "with":
                    draft.add_side(*parties(analysis, head))


def _lost_relative(analysis: Analysis, noun: int, draft: Draft) -> None:
    """Of "talks that A and B — somebody's aide — held with C", where the parse lost the clause.

    The first verb of holding after "that" closes it; people and states named in between, save in
    dashes, are its subject.
    """
    if noun + 1 >= len(analysis) or analysis.lower[noun + 1] not in ("that", "which"):
        return
    if any(analysis.dep[c] == "relcl" for c in analysis.children[noun]):
        return
    last = min(analysis.sentence_of(noun).last, noun + 25)
    verb = next((i for i in range(noun + 2, last) if _holds(analysis, i)), None)
    if verb is None:
        return
    refs: list[ActorRef] = []
    words, aside = [], False
    for i in range(noun + 2, verb):
        aside ^= analysis.text[i] in DASHES
        ref = None if aside else analysis.ref(i)
        if ref is not None and ref.kind in NAMEABLE and all(ref.name != r.name for r in refs):
            refs.append(ref)
            words.append(i)
    if refs:
        draft.core.append(verb)
        draft.add_side(refs, [*words, verb])
        for prep, _, head in complements(analysis, verb):
            if prep == "with":
                draft.add_side(*parties(analysis, head))


def _holds(analysis: Analysis, word: int) -> bool:
    return analysis.tag[word] in ("VBD", "VBN", "VBP", "VBZ", "VB") and analysis.lemma[word] in holding()


def _governing(analysis: Analysis, top: int, draft: Draft) -> None:
    """What the verb over the noun adds: "A held talks with B", "said A after talks with B"."""
    verb, prep = _verb_over(analysis, top)
    if verb is None:
        return
    lemma = analysis.lemma[verb]
    passive = any(analysis.dep[c] in ("nsubjpass", "auxpass") for c in analysis.children[verb])
    if not prep:
        draft.core.extend([verb, *_governors(analysis, verb)])
        if lemma in column("meeting_mediation", "lemma"):
            _mediated(analysis, verb, passive, draft)
            return
    takes_part = lemma in holding() and (not prep or prep in holding()[lemma])
    if takes_part and prep:
        draft.core.append(verb)
    beside = prep in DURING and len(draft.sides) == 1 and not _owned(analysis, draft.nodes)
    if (takes_part or beside) and not passive and analysis.dep[top] not in SUBJECTS:
        _subject_first(analysis, verb, top, draft)
    if not (takes_part or (passive and not prep)):
        return
    for link, _, head in complements(analysis, verb):
        if link == "between":
            _each(analysis, head, draft)
        elif link == "with":
            draft.add_side(*parties(analysis, head))


def _mediated(analysis: Analysis, verb: int, passive: bool, draft: Draft) -> None:
    """Who mediates or hosts: a mediator between two sides, but a side where there is only one other."""
    who = _by(analysis, verb) if passive else subject(analysis, verb)
    if who is None:
        return
    refs, words = parties(analysis, who)
    if len(draft.sides) == 1:
        draft.sides.insert(0, tuple(refs))
    else:
        draft.mediators.extend(refs)
    draft.words.extend(words)


def _subject_first(analysis: Analysis, verb: int, top: int, draft: Draft) -> None:
    """Put the verb's subject before the sides that the noun names, unless those are others' talks."""
    who = subject(analysis, verb)
    if who is None or who == top:
        return
    sides, draft.sides = draft.sides, []
    _first_side(analysis, draft, who)
    if len(sides) > 1 and not _shares(draft.sides, sides):
        draft.sides = []
    names = {a.name for s in draft.sides for a in s}
    draft.sides += [s for s in sides if not all(a.name in names for a in s)]
    draft.words.append(verb)


def _shares(one: list[Side], other: list[Side]) -> bool:
    """True when a side of `one` may belong to a side of `other`."""
    return any(same_party(a, b) for side in one for a in side for known in other for b in known)


def _owned(analysis: Analysis, nodes: list[int]) -> bool:
    return any(possessor(analysis, node) is not None for node in nodes)


def _by(analysis: Analysis, verb: int) -> int | None:
    return next((h for p, _, h in complements(analysis, verb) if p == "by"), None)


def _verb_over(analysis: Analysis, top: int) -> tuple[int | None, str]:
    """The verb that governs the noun, over "plans for" and the like, and the preposition between."""
    known = mapping("status_nouns", "lemma", "facet")
    at, prep = top, ""
    for _ in range(6):
        up = analysis.head[at]
        if up == at:
            return None, ""
        tag = analysis.tag[up]
        if analysis.dep[at] in ("pobj", "conj") and tag in ("IN", "TO", "VBG", "RP", "RB"):
            prep = analysis.lower[up]
        elif tag[0] == "V":
            return up, prep
        elif analysis.dep[at] == "conj" and tag[:2] == "NN":
            pass
        elif tag[:2] == "NN" and analysis.lemma[up] in known:
            prep = ""
        elif analysis.dep[at] not in ("prep",) or tag[:2] == "NN":
            return None, ""
        at = up
    return None, ""


def _ordinal(analysis: Analysis, nodes: list[int]) -> str | None:
    """The word that tells one meeting of a row: "fifth", "next"; "rounds" for several at once."""
    for node in nodes:
        counted = analysis.lemma[node] == "round"
        if counted and analysis.tag[node] == "NNS":
            return "rounds"
        for child in analysis.children[node]:
            low = analysis.lower[child]
            if low == "first" and not counted:
                continue  # "the first talks in years" are no first of a row
            if low in column("meeting_order", "word"):
                return low
    return None


def _definite(analysis: Analysis, noun: int) -> bool:
    for child in analysis.children[noun]:
        low, dep = analysis.lower[child], analysis.dep[child]
        if (dep == "det" and low in DEFINITE) or (dep == "poss"):
            return True
    return False


def _kind(analysis: Analysis, draft: Draft, kind: MeetingKind) -> MeetingKind:
    """The kind, made exact by words beside the noun ("phone", "peace")."""
    if kind in (MeetingKind.SUMMIT, MeetingKind.VISIT):
        return kind
    known = mapping("meeting_kinds", "word", "kind")
    for node in draft.nodes:
        for child in analysis.children[node]:
            if child < node and analysis.tag[node][0] == "N" and (found := known.get(analysis.lower[child])):
                return MeetingKind(found) if found != "other" else kind
        for prep, _, head in complements(analysis, node):
            if prep in ("by", "via", "over", "on") and known.get(analysis.lower[head]) == "call":
                return MeetingKind.CALL
    return kind


def _mention(
    analysis: Analysis,
    draft: Draft,
    trigger: int,
    kind: MeetingKind,
    *,
    strong: bool,
    together: bool = False,
    definite: bool = False,
    ordinal: str | None = None,
) -> Mention:
    visit = kind is MeetingKind.VISIT
    core = list(dict.fromkeys(draft.core))
    place, time = where(analysis, core, visit), when(analysis, core)
    journey = None if visit else _journey(analysis, core[0])
    if journey is not None:
        place = place or where(analysis, [journey], visit=True)
        time = time or when(analysis, [journey])
    if visit and place is not None:
        _visited(analysis, draft, place)
    words = draft.words + draft.nodes
    for layer in (place.place.span if place else None, time.when.span if time else None):
        if layer is not None:
            words.extend(analysis.words(layer))
    return Mention(
        trigger=trigger,
        kind=kind,
        sides=tuple(draft.sides),
        mediators=tuple(draft.mediators),
        reading=status_of(analysis, trigger),
        words=tuple(sorted(set(words))),
        place=place,
        time=time,
        definite=definite,
        ordinal=ordinal,
        together=together,
        strong=strong,
        verbal=analysis.tag[trigger][0] == "V",
        pair=() if draft.sides else _pair(analysis, trigger),
    )


def _pair(analysis: Analysis, verb: int) -> Side:
    """Whom the subject of a verb stands for, when it is "the two leaders", "they" and the like."""
    who = subject(analysis, verb) if analysis.tag[verb][0] == "V" else None
    whole = analysis.ref(who) if who is not None else None
    if who is None or whole is None or " and " not in whole.name:
        return ()
    known = {a.name: a for a in analysis.layers.actors}
    names = [n.strip() for part in whole.name.split(" and ") for n in part.split(",")]
    if len(names) < 2 or any(n not in known for n in names):
        return ()
    inferred = f"“{analysis.text[who]}” stands for {whole.name}"
    actors = (known[n] for n in names)
    return tuple(
        ActorRef(name=a.name, kind=a.actor_kind, country=a.country, inferred=inferred) for a in actors
    )


def _visited(analysis: Analysis, draft: Draft, place: Place) -> None:
    """The state that is visited, where the article itself names it and the visitor is from elsewhere."""
    country = place.place.country
    everyone = [a for side in draft.sides for a in side]
    if len(draft.sides) != 1 or country is None or any(a.country == country for a in everyone):
        return
    for actor in analysis.layers.actors:
        if actor.actor_kind is ActorKind.STATE and actor.country == country:
            inferred = f"the state that {place.place.name} is in"
            draft.sides.append(
                (ActorRef(name=actor.name, kind=ActorKind.STATE, country=country, inferred=inferred),)
            )
            return
