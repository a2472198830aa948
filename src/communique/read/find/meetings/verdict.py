"""The status of a meeting, from how one mention presents it."""

from __future__ import annotations

from communique.knowledge import column
from communique.model.finding import MeetingKind
from communique.model.finding import MeetingStatus as Status
from communique.model.text import BlockKind
from communique.model.when import When
from communique.read.analysis.analysis import Analysis
from communique.read.find.meetings.mention import Mention
from communique.read.find.status import Facet, Reading

# The first that the reading has is the status; the order goes from what overrides to what is overridden.
ORDER: tuple[tuple[Facet, Status], ...] = (
    (Facet.CANCELLED, Status.CANCELLED),
    (Facet.POSTPONED, Status.POSTPONED),
    (Facet.DENIED, Status.DENIED),
    (Facet.REFUSED, Status.REFUSED),
)


def status(reading: Reading) -> Status | None:
    """The status of a meeting that is presented in this way; None where the words do not tell."""
    for facet, result in ORDER:
        if reading.has(facet):
            return result
    if reading.negated:
        return Status.REFUSED if reading.future else Status.DENIED
    if reading.proposed:
        return Status.PROPOSED
    if reading.future:
        return Status.PLANNED
    if reading.ongoing:
        return Status.UNDER_WAY
    if reading.past or reading.has(Facet.PAST):
        return Status.HELD
    return None


def firm(analysis: Analysis, mention: Mention) -> tuple[Status, bool]:
    """The status of a mention, and whether its own words tell it (else its date, block or kind do)."""
    told = status(mention.reading)
    published = analysis.article.published
    day = mention.time.when if mention.time else None
    later, earlier = _after(day, published), _after(published, day)
    weak = mention.reading.weak
    if told is Status.PLANNED and earlier and mention.reading.tense is not Facet.FUTURE:
        return Status.HELD, not weak
    if told is None or told is Status.HELD or (weak and later):
        if later:
            return Status.PLANNED, True
        if mention.over:
            return Status.HELD, True
        if told is Status.HELD and not weak:
            return (Status.UNDER_WAY if _begun(analysis, mention) else told), True
        return _untold(analysis, mention, earlier, told)
    return told, not weak


def _untold(analysis: Analysis, mention: Mention, earlier: bool, told: Status | None) -> tuple[Status, bool]:
    """Where no verb tells: captions and headlines show what was held, undated talks go on."""
    shown = analysis.sentence_of(mention.trigger).block.kind in (BlockKind.HEADLINE, BlockKind.CAPTION)
    talks = mention.kind is MeetingKind.ROUND and mention.time is None and mention.ordinal is None
    if talks and not shown and not earlier and told is None:
        return Status.UNDER_WAY, False
    return Status.HELD, earlier or shown


def _begun(analysis: Analysis, mention: Mention) -> bool:
    """True when it is told only that a visit began, on the day of the report or the day before."""
    if mention.kind is not MeetingKind.VISIT:
        return False
    verbs = column("meeting_phases", "lemma")
    words = (mention.trigger, analysis.head[mention.trigger])
    if not any(analysis.lemma[w] in verbs and analysis.tag[w][0] == "V" for w in words):
        return False
    if mention.time is None and any(analysis.lower[c] == "has" for w in words for c in analysis.children[w]):
        return True  # "has arrived"
    day, published = mention.time.when if mention.time else None, analysis.article.published
    if day is None or published is None or day.last is None or published.first is None:
        return False
    return (published.first - day.last).days <= 1


def _after(one: When | None, other: When | None) -> bool:
    """True when `one` lies wholly after `other`."""
    return bool(one and other and one.first and other.last and one.first > other.last)
