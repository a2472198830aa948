"""Positions: where a party stands on an issue, in the words of the report.

What the rules find comes first. A learned decision adds, from the sentences of what parties say and the
verbs that have a party as subject, what is likely to be a position too. The issue comes from a reviewed
list; where none fits, it is named by the report's own words, and where they name none, there is no position.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from communique.knowledge import mapping
from communique.model.finding import Evidence, Finding, Position
from communique.model.text import Span
from communique.read.analysis.analysis import Analysis
from communique.read.find.issues import issue_before, own_issue, taken_up
from communique.read.find.positions.around import Around, as_mentioned
from communique.read.find.positions.candidates import Candidate, candidates, uncovered
from communique.read.find.positions.decision import chosen, likelihood, weights
from communique.read.find.positions.features import features
from communique.read.find.positions.rules import NAME, VERSION, by_rule
from communique.read.find.stances import of_statement, passage, with_auxiliary


class Positions:
    """Finds positions."""

    name = NAME
    version = VERSION
    provides = "position"
    requires: tuple[str, ...] = ("time", "actor", "statement")

    def __call__(self, analysis: Analysis, found: dict[str, list[Finding]]) -> Iterator[Finding]:
        """The positions of one article, each passage and each wording at most once for a party."""
        around = Around(analysis, found)
        ruled = list(once(by_rule(around)))
        yield from once(chain(ruled, _learned(around, ruled)))


def once(positions: Iterable[Position]) -> Iterator[Position]:
    """Positions without those whose passage or wording is an earlier one's of the same party."""
    taken: dict[str, list[Span]] = {}
    told: set[tuple[str, str]] = set()
    for position in positions:
        spans = position.evidence.spans
        mine = taken.setdefault(position.party.name, [])
        words = (position.party.name, position.stance.lower())
        if words not in told and not any(x.overlaps(y) for x in spans for y in mine):
            mine.extend(spans)
            told.add(words)
            yield position


def _learned(around: Around, ruled: Sequence[Position]) -> Iterator[Position]:
    """The positions that a learned decision finds beside those of the rules, the likeliest first."""
    known = weights()
    there = uncovered(candidates(around), [(p.party, p.evidence.spans) for p in ruled])
    scored = [(c, likelihood(features(c, around), known[c.kind])) for c in there]
    for candidate, likely in chosen(scored):
        position = _position(around, candidate, likely)
        if position is not None:
            yield position


def _position(around: Around, c: Candidate, likely: float) -> Position | None:
    a = around.analysis
    issue = _issue(around, c)
    if issue is None:
        return None
    cue = (a.span(c.verb, c.verb + 1),) if c.statement is None else c.statement.cue
    return Position(
        article=a.article.id,
        evidence=Evidence(
            spans=c.spans, cue=cue, finder=NAME, version=VERSION,
            score=round(likely, 2), notes=(c.party.inferred,) if c.party.inferred else (),
        ),
        party=as_mentioned(c.party, c.actor),
        issue=issue,
        stance=_stance(a, c),
        speaker=None if c.statement is None else c.actor,
        date=None if c.statement is None else c.statement.said_on,
    )  # fmt: skip


def _issue(around: Around, c: Candidate) -> str | None:
    """The issue of a passage: of the list, in its own words or its statement's, or spoken of before."""
    a = around.analysis
    listed = around.issues.among(c.words[0], c.words[-1] + 1)
    issue = listed or taken_up(a, c.words) or own_issue(a, c.words)
    if issue is None and c.statement is not None:
        issue = own_issue(a, [i for span in c.statement.content for i in a.words(span)])
    return issue or issue_before(a, c.words[0])


def _stance(a: Analysis, c: Candidate) -> str:
    if c.statement is None:
        return passage(a, range(with_auxiliary(a, c.verb, c.verb), c.words[-1] + 1))
    stances, cues = mapping("stance_verbs", "lemma", "direction"), mapping("stance_cues", "lemma", "told")
    cue = [a.lemma[i] for span in c.statement.cue for i in a.words(span)]
    by_cue = any(w in stances or cues.get(w) == "yes" for w in cue)
    return of_statement(a, c.statement, c.words, (c.party, c.actor), by_cue)
