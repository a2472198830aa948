"""Positions: where a party stands on an issue, in the words of the report.

What the rules find comes first. A learned decision adds, from the sentences of what parties say and the
verbs that have a party as subject, what is likely to be a position too. The issue comes from a reviewed
list; where none fits, it is named by the report's own words, and where they name none, there is no position.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from communique.knowledge import mapping
from communique.model.finding import Evidence, Finding, Position, Statement
from communique.model.text import Span
from communique.read.analysis.analysis import Analysis
from communique.read.find.issues import issue_before, issue_of, own_issue, taken_up
from communique.read.find.positions.candidates import Candidate, candidates
from communique.read.find.positions.decision import chosen, likelihood
from communique.read.find.positions.features import Around, features
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
        yield from once(chain(by_rule(analysis, found), _learned(analysis, found)))


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


def _learned(a: Analysis, found: dict[str, list[Finding]]) -> Iterator[Position]:
    """The positions that a learned decision finds, the likeliest first."""
    around = Around(a, [s for s in found.get("statement", ()) if isinstance(s, Statement)])
    scored = [(c, likelihood(features(a, c, around))) for c in candidates(a, found)]
    for candidate, likely in chosen(scored):
        position = _position(a, candidate, likely)
        if position is not None:
            yield position


def _position(a: Analysis, c: Candidate, likely: float) -> Position | None:
    issue = _issue(a, c)
    if issue is None:
        return None
    cue = (a.span(c.verb, c.verb + 1),) if c.statement is None else c.statement.cue
    return Position(
        article=a.article.id,
        evidence=Evidence(
            spans=c.spans, cue=cue, finder=NAME, version=VERSION,
            score=round(likely, 2), notes=(c.party.inferred,) if c.party.inferred else (),
        ),
        party=c.party,
        issue=issue,
        stance=_stance(a, c),
        speaker=c.speaker,
        date=None if c.statement is None else c.statement.said_on,
    )  # fmt: skip


def _issue(a: Analysis, c: Candidate) -> str | None:
    """The issue of a passage: of the list, in its own words or its statement's, or spoken of before."""
    text = a.article.text[a.start[c.words[0]] : a.end[c.words[-1]]]
    issue = issue_of(text) or taken_up(a, c.words) or own_issue(a, c.words)
    if issue is None and c.statement is not None:
        issue = own_issue(a, [i for span in c.statement.content for i in a.words(span)])
    return issue or issue_before(a, c.words[0])


def _stance(a: Analysis, c: Candidate) -> str:
    if c.statement is None:
        return passage(a, range(with_auxiliary(a, c.verb, c.verb), c.words[-1] + 1))
    stances, cues = mapping("stance_verbs", "lemma", "direction"), mapping("stance_cues", "lemma", "told")
    cue = [a.lemma[i] for span in c.statement.cue for i in a.words(span)]
    by_cue = any(w in stances or cues.get(w) == "yes" for w in cue)
    own = [c.party] if c.speaker is None else [c.party, c.speaker]
    return of_statement(a, c.statement, c.words, own, by_cue)
