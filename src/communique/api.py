"""Reading one text from Python."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from communique.model.finding import (
    Actor,
    Event,
    Finding,
    Meeting,
    Place,
    Pledge,
    Position,
    Proposal,
    Statement,
    Time,
)
from communique.model.outcome import FinderFailure
from communique.model.text import Article
from communique.read.ingest.article import make_article
from communique.read.ingest.checks import check_size
from communique.read.ingest.decode import without_surrogates
from communique.read.reader import read_article

F = TypeVar("F", bound=Finding)


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """An article and everything found in it, in the order in which it was found.

    `failures` names the finders that failed on it; the other findings stand.
    """

    article: Article
    all: tuple[Finding, ...]
    failures: tuple[FinderFailure, ...] = ()

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Who said what."""
        return self._of(Statement)

    @property
    def events(self) -> tuple[Event, ...]:
        """Who did what to whom."""
        return self._of(Event)

    @property
    def meetings(self) -> tuple[Meeting, ...]:
        """Meetings, calls, rounds of talks, visits and summits."""
        return self._of(Meeting)

    @property
    def pledges(self) -> tuple[Pledge, ...]:
        """Money, arms and goods promised, delivered, called for or refused."""
        return self._of(Pledge)

    @property
    def positions(self) -> tuple[Position, ...]:
        """Where parties stand."""
        return self._of(Position)

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """Plans, drafts and deals."""
        return self._of(Proposal)

    @property
    def times(self) -> tuple[Time, ...]:
        """Time expressions."""
        return self._of(Time)

    @property
    def places(self) -> tuple[Place, ...]:
        """Places."""
        return self._of(Place)

    @property
    def actors(self) -> tuple[Actor, ...]:
        """People, states and organisations, each with all its mentions."""
        return self._of(Actor)

    def _of(self, kind: type[F]) -> tuple[F, ...]:
        return tuple(f for f in self.all if isinstance(f, kind))


def read(
    text: str,
    *,
    date: str | None = None,
    source: str | None = None,
    title: str | None = None,
    url: str | None = None,
    id: str | None = None,
) -> Findings:
    """Read one report. `date` is its day of publication (ISO 8601); without it the dateline decides.

    Raises:
        EmptyError: there is no text.
        TooLargeError: the text is longer than an article can be.
        ModelMissingError: no language model is installed.
    """
    check_size(text, id or "text")
    article = make_article(without_surrogates(text), id=id, date=date, source=source, title=title, url=url)
    reading = read_article(article)
    return Findings(article=article, all=reading.findings, failures=reading.failures)
