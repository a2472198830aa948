"""The finder of meetings: triggers, arguments, and one finding for all mentions of a meeting."""

from __future__ import annotations

from collections.abc import Iterator

from communique.knowledge import mapping
from communique.model.finding import (
    Evidence,
    Finding,
    Meeting,
    MeetingKind,
    MeetingStatus,
    Quoting,
    Statement,
)
from communique.model.reference import ActorKind, ActorRef
from communique.model.text import Span
from communique.read.analysis.analysis import Analysis
from communique.read.find.meetings.delegations import Delegation, delegations
from communique.read.find.meetings.mention import Mention, Side
from communique.read.find.meetings.merging import Group, apart, fullness, merge, people_first
from communique.read.find.meetings.opening import at_line, close, opening
from communique.read.find.meetings.stays import settle, stays
from communique.read.find.meetings.triggers import mentions
from communique.read.find.meetings.visits import going_on

MAX_SPANS = 6


class Meetings:
    """Finds meetings, calls, rounds of talks, visits and summits, each once for an article.

    Rules over the dependency parse: words that name meetings (``meeting_verbs.tsv``,
    ``meeting_nouns.tsv``), who takes part, where and when by what hangs on them, and the status by
    :mod:`communique.read.find.status`. Mentions that agree are joined (`merging`).
    """

    name = "meetings"
    version = "1"
    provides = "meeting"
    requires: tuple[str, ...] = ("time", "place", "actor")

    def __call__(self, analysis: Analysis, found: dict[str, list[Finding]]) -> Iterator[Finding]:
        """The meetings of one article, in the order of their first mention."""
        speakers = _speakers(analysis, found.get("statement", []))
        seen = [m for s in analysis.readable_sentences() for m in mentions(analysis, s, speakers)]
        led = delegations(analysis)
        groups = close(analysis, merge(analysis, seen, opening(analysis)))
        settle(analysis, groups, stays(analysis, seen))
        at_line(analysis, groups)
        going_on(analysis, groups)
        for group in groups:
            for one in apart(analysis, group):
                yield self._meeting(analysis, one, led)

    def _meeting(self, analysis: Analysis, group: Group, led: list[Delegation]) -> Meeting:
        best = sorted(group.mentions, key=lambda m: (-fullness(m), m.trigger))
        sides = people_first(group.sides)
        if len(sides) == 1:  # "A and B met": one phrase names all
            sides = tuple((a,) for a in sides[0])
        sides, told = _with_leaders(group, sides, led)
        names = {a.name for side in sides for a in side}
        spans = tuple(dict.fromkeys(_span(analysis, m) for m in best))[:MAX_SPANS]
        spans += tuple(analysis.span(*d.words) for d in told)
        spans += (analysis.span(group.lent[0], group.lent[-1] + 1),) if group.lent else ()
        evidence = Evidence(
            spans=spans,
            cue=tuple(analysis.span(m.trigger, m.trigger + 1) for m in best[:MAX_SPANS]),
            finder=self.name,
            version=self.version,
            score=_score(group),
            notes=("where and when by a stay that is told elsewhere",) if group.lent else (),
        )
        return Meeting(
            article=analysis.article.id,
            evidence=evidence,
            who=sides,
            mediators=_mediators(group, names),
            meeting_kind=_titled_call(analysis, sides, _kind(best)),
            place=group.place.place if group.place else None,
            date=group.time.when if group.time else None,
            status=group.status(),
            number=_number(group),
        )


def _speakers(analysis: Analysis, statements: list[Finding]) -> dict[int, ActorRef]:
    """For each word inside quotation marks of a statement, who says it; the innermost comes last."""
    out: dict[int, ActorRef] = {}
    for s in statements:
        if not isinstance(s, Statement) or s.speaker is None or s.quoting is Quoting.INDIRECT:
            continue
        for content in s.content:
            out.update((i, s.speaker) for i in analysis.words(content) if analysis.quoted[i] >= 0)
    return out


def _with_leaders(
    group: Group, sides: tuple[Side, ...], led: list[Delegation]
) -> tuple[tuple[Side, ...], list[Delegation]]:
    """Talks that states held, with those who led their delegations; and the delegations used."""
    if not led or group.status() is not MeetingStatus.HELD or _kind(group.mentions) is not MeetingKind.ROUND:
        return sides, []
    out, used = [], []
    for side in sides:
        states = {a.country for a in side if a.kind is ActorKind.STATE}
        fresh = [d for d in led if d.country in states and all(a.name != d.leader.name for a in side)]
        fresh = [d for i, d in enumerate(fresh) if all(d.leader.name != e.leader.name for e in fresh[:i])]
        used += fresh
        out.append((*side, *(d.leader for d in fresh)))
    return tuple(out), used


def _span(analysis: Analysis, mention: Mention) -> Span:
    return analysis.span(mention.words[0], mention.words[-1] + 1)


def _number(group: Group) -> int | None:
    """The number in a row that mentions tell; None where they tell none, or several."""
    known = mapping("meeting_order", "word", "number")
    told = {n for m in group.mentions if m.ordinal and (n := known.get(m.ordinal))}
    return int(told.pop()) if len(told) == 1 else None


def _mediators(group: Group, names: set[str]) -> Side:
    told = (*(a for m in group.mentions for a in m.mediators), *group.mediators)
    out = {a.name: a for a in told if a.name not in names}
    return tuple(out.values())


def _kind(best: list[Mention]) -> MeetingKind:
    return next((m.kind for m in best if m.kind is not MeetingKind.OTHER), MeetingKind.OTHER)


def _titled_call(analysis: Analysis, sides: tuple[Side, ...], kind: MeetingKind) -> MeetingKind:
    """A call where the text has only that they spoke, and its title calls it a call of the same people."""
    if kind is not MeetingKind.OTHER or len(sides) < 2:
        return kind
    title = [w.strip(".,:;'’") for w in (analysis.article.title or "").lower().replace("’s", "").split()]
    known = mapping("meeting_kinds", "word", "kind")
    if not any(w in ("call", "calls") or known.get(w) == "call" for w in title):
        return kind
    for side in sides:
        if not any(a.name.lower().split()[-1].strip(".") in title for a in side):
            return kind
    return MeetingKind.CALL


def _score(group: Group) -> float:
    """A rough confidence: how much of it the article tells, and how often."""
    full = max(fullness(m) for m in group.mentions)
    return round(min(0.95, 0.4 + 0.08 * full + 0.05 * (len(group.mentions) - 1)), 2)
