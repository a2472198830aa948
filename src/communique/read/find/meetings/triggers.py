"""The mentions of meetings in a sentence, by the words that name them."""

from __future__ import annotations

from collections.abc import Mapping

from communique.knowledge import column
from communique.model.reference import ActorRef
from communique.read.analysis.analysis import Analysis, Sentence
from communique.read.find.meetings.lexicon import (
    nouns,
    verbs,
)
from communique.read.find.meetings.mention import Mention
from communique.read.find.meetings.nouns import elliptical_mention, noun_mention
from communique.read.find.meetings.series import listed_rounds
from communique.read.find.meetings.verbs import verb_mention
from communique.read.find.meetings.visits import each_country
from communique.read.find.status import Facet


def mentions(
    analysis: Analysis, sentence: Sentence, speakers: Mapping[int, ActorRef] | None = None
) -> list[Mention]:
    """The mentions of meetings in one sentence, in text order; `speakers` as in :class:`Draft`."""
    out: list[Mention] = []
    said = speakers or {}
    known_verbs, known_nouns, order = verbs(), nouns(), column("meeting_order", "word")
    for i in range(sentence.first, sentence.last):
        lemma, tag = analysis.lemma[i], analysis.tag[i]
        mention = None
        if lemma in known_verbs and tag[0] == "V":
            mention = verb_mention(analysis, i, known_verbs[lemma], said)
        elif lemma in known_nouns and tag[:2] == "NN":
            mention = noun_mention(analysis, i, *known_nouns[lemma], said)
        elif lemma in order:
            mention = elliptical_mention(analysis, i)
        if mention is not None and not mention.reading.unreal and not _never(analysis, mention):
            out.extend(each_country(analysis, mention))
    listed = listed_rounds(analysis, sentence)
    return sorted(_unlisted(out, listed) + listed, key=lambda m: m.trigger)


def _unlisted(found: list[Mention], listed: list[Mention]) -> list[Mention]:
    """The mentions without those that a list of rounds tells better."""
    if not listed:
        return found
    first, last = listed[0].words[0], listed[-1].words[-1]
    return [m for m in found if m.sides or not first <= m.trigger <= last]


def _never(analysis: Analysis, mention: Mention) -> bool:
    """True of "has never met them": no meeting is meant that one could deny, save with a day or a place."""
    if mention.place is not None or mention.time is not None:
        return False
    return any(f is Facet.NEGATED and analysis.lower[i] == "never" for f, i in mention.reading.facets)
