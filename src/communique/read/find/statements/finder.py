"""The finder of statements: who said, wrote or thought what, by learned heads and rules over marks and turns.

A statement is what corpora of attribution (PARC, PolNeAR) mark: a cue, its source, its content.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from communique.model.finding import Evidence, Finding, Quoting, Statement
from communique.model.reference import ActorRef
from communique.read.analysis.analysis import Analysis
from communique.read.find.statements.circumstances import Circumstances, circumstances
from communique.read.find.statements.draft import Draft
from communique.read.find.statements.joining import announced, join, settle
from communique.read.find.statements.learned import beside, learned_drafts
from communique.read.find.statements.quotations import locate
from communique.read.find.statements.sources import sourcing_of, speaker_of_range
from communique.read.find.statements.sources import speaker as speaker_of
from communique.read.find.statements.turn_speakers import turn_speakers
from communique.read.find.statements.turns import turn_drafts


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements:
    """Finds statements. `floor` is the least confidence (0 to 1) of one that is kept."""

    floor: float = 0.4
    name: str = "statements"
    version: str = "2"
    provides: str = "statement"
    requires: tuple[str, ...] = ("time", "actor")

    def __call__(self, analysis: Analysis, found: dict[str, list[Finding]]) -> Iterator[Finding]:  # noqa: ARG002
        """The statements of one article, in text order."""
        q = locate(analysis)
        turns = list(turn_drafts(analysis, q))
        drafts = turns + beside(learned_drafts(analysis, q), turns)
        drafts += announced(analysis, q, drafts)
        kept = settle(analysis, join(analysis, q, drafts), self.floor)
        told = circumstances(analysis, kept)
        labelled = turn_speakers(analysis) if turns else {}
        speakers = [_speaker(analysis, d, labelled) for d in kept]
        made = [_statement(analysis, *one, self) for one in zip(kept, speakers, told, strict=True)]
        for statement, c in zip(made, told, strict=True):
            yield statement if c.within is None else replace(statement, within=made[c.within].id)


def _statement(
    a: Analysis, d: Draft, speaker: ActorRef | None, c: Circumstances, finder: Statements
) -> Statement:
    content = tuple(a.span(low, high) for low, high in d.content)
    cue = () if d.cue is None else (a.span(*d.cue),)
    evidence = Evidence(
        spans=(*content, *cue), cue=cue, finder=finder.name, version=finder.version, method=d.method,
        score=round(d.score, 4), notes=c.notes if d.note is None else (d.note, *c.notes),
    )  # fmt: skip
    return Statement(
        article=a.article.id,
        evidence=evidence,
        content=content,
        speaker=speaker,
        cue=cue,
        mode=d.mode,
        quoting=_quoting(a, d),
        sourcing=sourcing_of(a, d.source, speaker),
        addressee=c.addressee,
        relay=c.relay,
        said_on=c.said_on,
        venue=c.venue,
    )


def _speaker(a: Analysis, d: Draft, labelled: dict[int, ActorRef]) -> ActorRef | None:
    """Who said it: by the words of the source, by the label of the turn, or by the source's head alone."""
    if d.words is not None:
        return speaker_of_range(a, *d.words)
    if d.anchor in labelled:
        return labelled[d.anchor]
    return None if d.source is None else speaker_of(a, d.source)


def _quoting(a: Analysis, d: Draft) -> Quoting:
    """Direct when all its words stand in quotation marks, indirect when none do."""
    inside = [a.quoted[i] >= 0 for low, high in d.content for i in range(low, high) if a.text[i][0].isalnum()]
    if inside and all(inside):
        return Quoting.DIRECT
    return Quoting.MIXED if any(inside) else Quoting.INDIRECT
