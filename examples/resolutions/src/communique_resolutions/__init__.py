"""Finds numbered Security Council resolutions, as proposals that were accepted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.model.finding import Evidence, Finding, Proposal, ProposalStatus
from communique.model.reference import ActorKind, ActorRef
from communique.read.analysis.analysis import Analysis

# "Security Council resolution 1701", "UNSC Resolution 2231", "Resolution 242 of the Security Council"
NUMBERED = re.compile(
    r"(?:Security Council|UNSC)\s+[Rr]esolution\s+(\d{1,4})\b"
    r"|[Rr]esolution\s+(\d{1,4})\s+of\s+the\s+(?:UN\s+)?Security Council"
)


class Resolutions:
    """Finds resolutions. What the Council numbered, it adopted: drafts have no number."""

    name = "resolutions"
    version = "1"
    provides = "proposal"
    requires: tuple[str, ...] = ()

    def __call__(self, analysis: Analysis, found: dict[str, list[Finding]]) -> Iterator[Finding]:
        """One proposal for each resolution that the article names, with all passages."""
        passages: dict[str, list[tuple[int, int]]] = {}
        for sentence in analysis.readable_sentences():
            start, end = analysis.start[sentence.first], analysis.end[sentence.last - 1]
            for match in NUMBERED.finditer(analysis.article.text, start, end):
                passages.setdefault(match[1] or match[2], []).append(match.span())
        council = ActorRef(
            name="UN Security Council", kind=ActorKind.ORGANISATION, inferred="it numbers them"
        )
        for number, spans in passages.items():
            evidence = Evidence(
                spans=tuple(analysis.article.span(s, e) for s, e in spans),
                finder=self.name,
                version=self.version,
            )
            yield Proposal(
                article=analysis.article.id,
                evidence=evidence,
                name=f"Security Council resolution {number}",
                by=(council,),
                status=ProposalStatus.ACCEPTED,
            )
