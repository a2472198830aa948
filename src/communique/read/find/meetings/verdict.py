"""The status of a meeting, from how one mention presents it."""

from __future__ import annotations

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
    """The status of a mention, and whether its own words tell it (else its date and block do)."""
    told = status(mention.reading)
    published = analysis.article.published
    day = mention.time.when if mention.time else None
    later, earlier = _after(day, published), _after(published, day)
    if told is Status.HELD and later:
        return Status.PLANNED, True
    if told is Status.PLANNED and earlier and mention.reading.tense is not Facet.FUTURE:
        return Status.HELD, True
    if told is not None and not (mention.reading.weak and (later or earlier)):
        if told is Status.PLANNED and mention.reading.weak:
            return Status.HELD if earlier else told, False
        return told, not mention.reading.weak
    if later:
        return Status.PLANNED, True
    headline = analysis.sentence_of(mention.trigger).block.kind in (BlockKind.HEADLINE, BlockKind.CAPTION)
    return Status.HELD, bool(earlier) or headline


def _after(one: When | None, other: When | None) -> bool:
    """True when `one` lies wholly after `other`."""
    return bool(one and other and one.first and other.last and one.first > other.last)
