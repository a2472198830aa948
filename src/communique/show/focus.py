"""Focus: which findings a brief keeps, by what they are about and by when they came in."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from datetime import date

from communique.model.entry import SettledActor
from communique.model.finding import (
    Event,
    Finding,
    Meeting,
    Place,
    PlaceUse,
    Pledge,
    Position,
    Proposal,
    Statement,
)
from communique.model.reference import ActorKind, ActorRef
from communique.record.view import View
from communique.show.lines import Change, Kept
from communique.show.sources import Sources

_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> tuple[str, ...]:
    """The words of a name without case, accents and leading article, for comparing."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    words = _WORD.findall(plain.casefold())
    return tuple(words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words)


def contains(words: tuple[str, ...], part: tuple[str, ...]) -> bool:
    """True when `part` stands in `words` as an unbroken run."""
    n = len(part)
    return n > 0 and any(words[i : i + n] == part for i in range(len(words) - n + 1))


class About:
    """What a query keeps: actors (with those who speak for a state), places, and issues by their words."""

    def __init__(self, view: View, query: str, sources: Sources) -> None:
        self.query = query
        self.words = fold(query)
        self.sources = sources
        actors = list(view.actors())
        matched = _matching(actors, self.words)
        self._also = [a for a in _speaking_for(actors, matched) if a not in matched]
        self.actors = frozenset(a.id for a in (*matched, *self._also))
        places = {
            f.place.name for f in view.findings("place") if isinstance(f, Place) and f.use is PlaceUse.LITERAL
        }
        issues = {
            t
            for kind in ("meeting", "event", "pledge", "position", "proposal")
            for f in view.findings(kind)
            for t in _topics(f)
        }
        self.topics = [t for t in sorted(places | issues) if contains(fold(t), self.words)]
        self._names = sorted({n for a in actors if a.named for n in (a.name, *a.aliases)} | places | issues)
        self._matched = matched

    def kept(self) -> Kept:
        """What was matched, and near names when nothing was."""
        found = list(dict.fromkeys([*(a.name for a in self._matched), *self.topics]))
        near = () if found else _nearest(self.words, self._names)
        also = tuple(dict.fromkeys(a.name for a in self._also))
        return Kept(query=self.query, matches=tuple(found), also=also, suggestions=near)

    def keeps(self, finding: Finding) -> bool:
        """True when a finding names the actor or place in a role, or the issue in its words."""
        if self.actors and any(self._is_actor(finding.article, ref) for ref in _refs(finding)):
            return True
        return any(contains(fold(t), self.words) for t in _topics(finding))

    def _is_actor(self, article: str, ref: ActorRef) -> bool:
        for one in ref.each():
            settled = self.sources.actor(article, one.name)
            if settled and settled.id in self.actors:
                return True
        return False


def _matching(actors: list[SettledActor], words: tuple[str, ...]) -> list[SettledActor]:
    """Those with exactly this name; only when there is none, those with it inside their name."""
    named = [(a, [fold(n) for n in (a.name, *a.aliases)]) for a in actors]
    exact = [a for a, names in named if words in names]
    return exact or [a for a, names in named if a.named and any(contains(n, words) for n in names)]


def _speaking_for(actors: list[SettledActor], matched: list[SettledActor]) -> list[SettledActor]:
    """Of a matched state, its government and those who hold an office of it."""
    states = [a for a in matched if a.kind is ActorKind.STATE]
    names = {fold(n) for a in states for n in (a.name, *a.aliases)}
    countries = {a.country for a in states if a.country}
    bodies = {a.name for a in actors if a.country in countries and a.kind is not ActorKind.PERSON}

    def speaks(a: SettledActor) -> bool:
        if a.kind is ActorKind.GOVERNMENT:
            return a.country in countries
        # A person of another country with an office "of" this one is mostly an envoy to it.
        own = a.country is None or not countries or a.country in countries
        if a.country in countries and any(o.of in bodies for o in a.offices):
            return True
        return own and any(o.of and fold(o.of) in names for o in a.offices)

    return [a for a in actors if states and speaks(a)]


def _refs(finding: Finding) -> Iterable[ActorRef]:
    match finding:
        case Statement():
            return [r for r in (finding.speaker, finding.addressee) if r]
        case Meeting():
            return (*finding.participants(), *finding.mediators)
        case Event():
            return (*finding.actors, *finding.recipients)
        case Pledge():
            return (*finding.givers, *finding.receivers)
        case Position():
            return (finding.party,)
        case Proposal():
            return (*finding.by, *finding.with_)
        case _:
            return ()


def _topics(finding: Finding) -> tuple[str, ...]:
    match finding:
        case Statement():
            return tuple(s.text for s in finding.content)
        case Meeting() | Event():
            return (finding.place.name,) if finding.place else ()
        case Pledge():
            return (finding.what,) if finding.what else ()
        case Position():
            return (finding.issue,)
        case Proposal():
            return (finding.name,)
        case _:
            return ()


def _nearest(words: tuple[str, ...], names: list[str]) -> tuple[str, ...]:
    by_fold: dict[str, str] = {}
    for name in names:
        for key in (" ".join(fold(name)), *fold(name)):
            by_fold.setdefault(key, name)
    near = difflib.get_close_matches(" ".join(words), sorted(by_fold), n=8, cutoff=0.6)
    return tuple(dict.fromkeys(by_fold[k] for k in near))[:5]


class Selection:
    """Which findings enter a brief: not rejected by a person, about the query, new since the day.

    A finding is new when its report was published on or after `since`. In a record that was already
    there before that day, what was first seen since then is new as well, however old the report;
    in a younger record everything was first seen since, and that would tell nothing.
    """

    def __init__(self, view: View, sources: Sources, about: About | None, since: date | None) -> None:
        self._view = view
        self._sources = sources
        self._about = about
        self._since = since
        self._rejected = view.rejected()
        self._grown = since is not None and any(
            view.read_at(r.article).date() < since for r in sources.reports
        )

    def allowed(self, finding: Finding) -> bool:
        """True when no person rejected it."""
        return finding.id not in self._rejected

    def keeps(self, findings: Iterable[Finding]) -> bool:
        """True when one of the findings of a line is about the query."""
        return self._about is None or any(self._about.keeps(f) for f in findings)

    def fresh(self, finding: Finding) -> bool:
        """True when a finding is new since the day, or no day was given."""
        if self._since is None:
            return True
        day = self._sources.day(finding.article)
        if day is not None and day >= self._since:
            return True
        if day is None or self._grown:
            return self._view.first_seen(finding.id).date() >= self._since
        return False

    def change(self, findings: Iterable[Finding]) -> Change | None:
        """Whether a line is wholly new, or was there before and has something new; None: neither."""
        if self._since is None:
            return None
        fresh = [self.fresh(f) for f in findings]
        return "new" if all(fresh) else "changed" if any(fresh) else None

    def shows(self, findings: list[Finding]) -> bool:
        """True when a line of these findings enters the brief."""
        return any(self.fresh(f) for f in findings) and self.keeps(findings)
