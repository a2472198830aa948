"""What mentions by verbs and by nouns share: first sides, kinds, journeys, and the finished mention."""

from __future__ import annotations

from dataclasses import replace

from communique.knowledge import column, mapping
from communique.model.finding import MeetingKind, Place
from communique.model.reference import ActorKind, ActorRef, MentionForm
from communique.read.analysis.analysis import Analysis
from communique.read.find.meetings.author import author
from communique.read.find.meetings.clauses import complements, possessor, subject
from communique.read.find.meetings.lexicon import (
    FIRST_PERSON,
    verbs,
)
from communique.read.find.meetings.mention import Draft, Mention, Side
from communique.read.find.meetings.parties import parties
from communique.read.find.meetings.setting import WHERE, just_now, when, where
from communique.read.find.status import status_of


def first_side(analysis: Analysis, draft: Draft, word: int) -> None:
    """Add a subject or possessor as a side; "I" and "my" are whoever says it."""
    if analysis.lower[word] in FIRST_PERSON:
        speaker = draft.speakers.get(word)
        if speaker is None and analysis.lower[word] in ("i", "my"):
            speaker = author(analysis)
        if speaker is not None:
            inferred = f"“{analysis.text[word]}” in what {speaker.name} says"
            mention = analysis.span(word, word + 1)
            form = MentionForm.PRONOUN
            draft.add_side([replace(speaker, mention=mention, form=form, inferred=inferred)], [word])
            return
    draft.add_side(*parties(analysis, word))


def governors(analysis: Analysis, word: int) -> list[int]:
    """The verbs over an infinitive ("was set to meet … on Thursday")."""
    out, at = [], word
    while analysis.dep[at] == "xcomp" and analysis.head[at] != at:
        at = analysis.head[at]
        out.append(at)
    return out


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


def kind_of(analysis: Analysis, draft: Draft, kind: MeetingKind) -> MeetingKind:
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


def finish(
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
    """The mention of a draft, with place, date and status read off the words around its trigger."""
    visit = kind is MeetingKind.VISIT
    core = list(dict.fromkeys(draft.core))
    known = verbs().get(analysis.lemma[trigger]) if analysis.tag[trigger][0] == "V" else None
    links = (*WHERE, "to") if known is not None and known.whither else WHERE
    place, time = where(analysis, core, visit, links), when(analysis, core)
    deed = next((w for w in core if analysis.tag[w][0] == "V"), core[0])  # "flew to X and held talks with B"
    journey = None if visit else _journey(analysis, deed)
    if journey is not None:
        place = place or where(analysis, [journey], visit=True)
        time = time or when(analysis, [journey])
    time = time or just_now(analysis, deed)
    if visit:
        _inviting(analysis, draft)
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


def _inviting(analysis: Analysis, draft: Draft) -> None:
    """Add who invited a lone visitor, as the other side: "arrived at the invitation of B"."""
    if len(draft.sides) != 1:
        return
    for _, _, head in (one for word in draft.core for one in complements(analysis, word)):
        if analysis.lemma[head] != "invitation":
            continue
        hosts = [h for link, _, h in complements(analysis, head) if link in ("of", "from")]
        owner = possessor(analysis, head)
        for host in hosts or ([owner] if owner is not None else []):
            draft.add_side(*parties(analysis, host))


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
