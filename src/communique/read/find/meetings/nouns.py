"""Meetings that a noun names: "A held talks with B", "the call between A and B"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from communique.knowledge import column, mapping
from communique.model.finding import MeetingKind, Time
from communique.model.reference import ActorKind, ActorRef
from communique.read.analysis.analysis import Analysis
from communique.read.find.meetings.clauses import (
    SUBJECTS,
    complements,
    objects,
    phrase,
    possessor,
    subject,
)
from communique.read.find.meetings.drafting import finish, first_side, governors, kind_of
from communique.read.find.meetings.lexicon import (
    AFTER,
    DASHES,
    DEFINITE,
    DURING,
    MEANWHILE,
    NAMEABLE,
    holding,
    nouns,
)
from communique.read.find.meetings.mention import Draft, Mention, Side, same_party
from communique.read.find.meetings.parties import modifier_parties, parties
from communique.read.find.meetings.setting import when

FAR = 15  # words in which the other side still stands


def noun_mention(
    analysis: Analysis, noun: int, kind: MeetingKind, strong: bool, speakers: Mapping[int, ActorRef]
) -> Mention | None:
    """The mention of a meeting that a noun names; None where the noun names none, or nobody is near it."""
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
    _farther(analysis, draft)
    ordinal = _ordinal(analysis, draft.nodes)
    definite = _definite(analysis, top) or _definite(analysis, noun)
    kind = kind_of(analysis, draft, kind)
    if not draft.sides and not definite and not strong and not ordinal:
        return None
    mention = finish(analysis, draft, noun, kind, strong=strong, definite=definite, ordinal=ordinal)
    link = _link_over(analysis, top)
    over = link in AFTER or (link == "during" and kind is MeetingKind.IN_PERSON)
    said = _day_of_saying(analysis, top) if over and mention.time is None else None
    if said is None or said.when.span is None:
        return replace(mention, over=over)
    words = {*mention.words, *analysis.words(said.when.span)}
    return replace(mention, over=over, time=said, words=tuple(sorted(words)))


def _day_of_saying(analysis: Analysis, top: int) -> Time | None:
    """Of "A said on Tuesday after a meeting with B": Tuesday."""
    verb, _ = _verb_over(analysis, top)
    return when(analysis, [verb]) if verb is not None and analysis.tag[verb] in ("VBD", "VBN") else None


def _link_over(analysis: Analysis, top: int) -> str:
    """The word that links the noun to what it hangs on."""
    return analysis.lower[analysis.head[top]] if analysis.dep[top] in ("pobj", "dobj") else ""


def elliptical_mention(analysis: Analysis, word: int) -> Mention | None:
    """Of "the second took place in X", "the third one was held": a round, its noun left out."""
    head = analysis.head[word] if analysis.lemma[analysis.head[word]] == "one" else word
    verb = analysis.head[head]
    if analysis.dep[head] not in SUBJECTS or analysis.tag[verb][0] != "V":
        return None
    if analysis.lemma[verb] not in holding():
        return None
    draft = Draft(nodes=[head], words=[word, verb], core=[head, verb])
    ordinal = analysis.lower[word]
    return finish(analysis, draft, verb, MeetingKind.ROUND, strong=True, definite=True, ordinal=ordinal)


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
        first_side(analysis, draft, owner)
    refs, words = modifier_parties(analysis, node)
    for ref, word in zip(refs, words, strict=True):
        draft.add_side([ref], [word])
    for child in analysis.children[node]:
        if analysis.dep[child] == "appos" and child == node + 1 + _width(analysis, child):
            draft.add_side(*parties(analysis, child))  # "a meeting NATO ministers": "of" was dropped
    for prep, _, head in complements(analysis, node) or _past_times(analysis, node) or _next(analysis, node):
        if prep in ("between", "among"):
            _each(analysis, head, draft)
        elif prep in ("with", "of", "by"):
            draft.add_side(*parties(analysis, head))


def _past_times(analysis: Analysis, node: int) -> list[tuple[str, int, int]]:
    """Of "her meeting earlier this month with B", "the meeting last fall of A and B": what time has."""
    at = node + 1
    while at < len(analysis) and (at in analysis.layers.time_at or analysis.tag[at] == "RBR"):
        at += 1
    if at == node + 1 or at >= len(analysis) or analysis.lower[at] not in ("with", "of", "between"):
        return []
    return [(analysis.lower[at], at, c) for c in analysis.children[at] if analysis.dep[c] == "pobj"]


def _next(analysis: Analysis, node: int) -> list[tuple[str, int, int]]:
    """Of "the talks between [President Ada] Holm and B", where the parse finds nobody: who is named next."""
    for prep in analysis.children[node]:
        if analysis.lower[prep] != "between" or any(
            analysis.dep[c] == "pobj" for c in analysis.children[prep]
        ):
            continue
        for i in range(prep + 1, min(prep + 4, analysis.sentence_of(prep).last)):
            if i in analysis.layers.actor_at:
                return [("between", prep, i)]
    return []


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
        draft.core.extend([verb, *governors(analysis, verb)])
        if analysis.dep[top] in SUBJECTS:
            draft.core.extend(_deeds(analysis, verb))
        if lemma in column("meeting_mediation", "lemma"):
            _mediated(analysis, verb, passive, draft)
            return
    takes_part = lemma in holding() and (not prep or prep in holding()[lemma])
    if takes_part and prep:
        draft.core.append(verb)
    beside = prep in DURING and len(draft.sides) == 1 and not _owned(analysis, draft.nodes)
    engaged = takes_part and prep == "in"  # "is not engaged in talks"
    if (((takes_part or beside) and not passive) or engaged) and analysis.dep[top] not in SUBJECTS:
        _subject_first(analysis, verb, top, draft)
    if not draft.sides and prep in ("in", "during") and not passive:
        _face_to_face(analysis, verb, draft)
    if not (takes_part or (passive and not prep)):
        return
    for link, _, head in complements(analysis, verb):
        if link == "between":
            _each(analysis, head, draft)
        elif link == "with":
            draft.add_side(*parties(analysis, head))


def _farther(analysis: Analysis, draft: Draft) -> None:
    """The other side of "A held a meeting at the house of a friend with B": B."""
    held = any(analysis.lemma[w] in holding() and analysis.tag[w][0] == "V" for w in draft.core)
    if len(draft.sides) != 1 or not held:
        return
    first = max(draft.core) + 1
    for i in range(first, min(first + FAR, analysis.sentence_of(first - 1).last)):
        if analysis.tag[i][0] == "V" or analysis.tag[i] in (",", ":", "."):
            return
        if analysis.lower[i] == "with":
            for child in analysis.children[i]:
                if analysis.dep[child] == "pobj":
                    draft.add_side(*parties(analysis, child))
            return


def _face_to_face(analysis: Analysis, verb: int, draft: Draft) -> None:
    """Of "in a meeting, A pressed B": both, where both are people with names."""
    who, whom = subject(analysis, verb), objects(analysis, verb)
    sides = [parties(analysis, w) for w in (who, *whom[:1]) if w is not None]
    if len(sides) == 2 and all(r and r[0].kind is ActorKind.PERSON and r[0].named for r, _ in sides):
        for refs, words in sides:
            draft.add_side(refs, words)
        draft.words.append(verb)


def _deeds(analysis: Analysis, verb: int) -> list[int]:
    """The infinitives under a verb: of talks that "are to take place", "are expected to be held"."""
    return [
        c
        for c in analysis.children[verb]
        if analysis.dep[c] == "xcomp" and any(analysis.lower[x] == "to" for x in analysis.children[c])
    ]


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
    who = _acting(analysis, verb)
    if who is None or who == top:
        return
    sides, draft.sides = draft.sides, []
    first_side(analysis, draft, who)
    if len(sides) > 1 and not _shares(draft.sides, sides):
        draft.sides = []
    names = {a.name for s in draft.sides for a in s}
    draft.sides += [s for s in sides if not all(a.name in names for a in s)]
    draft.words.append(verb)


def _acting(analysis: Analysis, verb: int) -> int | None:
    """The subject of a verb; of "A said that ties are good during a meeting with B", who says so."""
    who, up = subject(analysis, verb), analysis.head[verb]
    if who is None or parties(analysis, who)[0] or analysis.dep[verb] != "ccomp":
        return who
    return subject(analysis, up)


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
    occasions = column("meeting_occasions", "lemma")
    at, prep = top, ""
    for _ in range(6):
        up = analysis.head[at]
        if up == at:
            return None, ""
        tag = analysis.tag[up]
        if analysis.dep[at] in ("pobj", "conj") and tag in ("IN", "TO", "VBG", "RP", "RB"):
            prep = analysis.lower[up]
        elif analysis.lower[up] == "following" and analysis.dep[up] != "ROOT":
            prep = "following"  # a preposition, whatever the parse makes of it
        elif tag[0] == "V":
            return up, prep
        elif analysis.dep[at] == "conj" and tag[:2] == "NN":
            pass
        elif tag[:2] == "NN" and analysis.lemma[up] in known:
            prep = ""
        elif tag[:2] == "NN" and prep in DURING and analysis.lemma[up] in occasions:
            pass  # "said at a conference after talks with B"
        elif analysis.dep[at] == "prep" and analysis.lower[at] in MEANWHILE and tag[:2] == "NN":
            pass  # "waves to the crowd during a meeting": the parse hangs it on the crowd
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
