"""Sources: reports as citations, with copies of one story counted once, and actors by their settled names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from urllib.parse import urlsplit

from communique.model.entry import CopyGroup, SettledActor
from communique.model.finding import Finding
from communique.model.reference import ActorRef
from communique.model.text import Article, Span
from communique.record.view import View
from communique.show.dates import day_text, when_text
from communique.show.lines import Citation, Report


class Sources:
    """A record's reports and settled actors, looked up once and kept for the making of one brief."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.group: dict[str, CopyGroup] = {a: g for g in view.copies() for a in g.articles}
        self._reports: dict[str, Report] = {}
        self._texts: dict[str, str] = {}
        for article in view.articles():
            self._reports[article.id] = self._report(article)
            self._texts[article.id] = article.text
        self._actors: dict[tuple[str, str], SettledActor | None] = {}

    @property
    def reports(self) -> list[Report]:
        """All reports, newest first, those without a date last."""
        ordered = sorted(self._reports.values(), key=lambda r: (r.outlet, r.article))
        return sorted(ordered, key=lambda r: r.day or date.min, reverse=True)

    def day(self, article: str) -> date | None:
        """The publication day of a report, or None."""
        return self._reports[article].day

    def outlet(self, article: str) -> str:
        """The outlet of a report."""
        return self._reports[article].outlet

    def story(self, article: str) -> str:
        """The report that stands for an article in counting: the original of its copies, or itself."""
        group = self.group.get(article)
        return group.original if group else article

    def independent(self, articles: Iterable[str]) -> int:
        """How many independent sources these reports are.

        Copies count with their original, and two stories of one outlet are one source.
        """
        return len({self.outlet(self.story(a)) for a in articles})

    def actor(self, article: str, name: str) -> SettledActor | None:
        """The settled actor that an article's actor belongs to."""
        key = (article, name)
        if key not in self._actors:
            self._actors[key] = self.view.actor_of(article, name)
        return self._actors[key]

    def name(self, article: str, ref: ActorRef) -> str:
        """The settled name of an actor in a role, else the fullest name that the article gives."""
        settled = self.actor(article, ref.name)
        return settled.name if settled else ref.name

    def names(self, article: str, refs: Iterable[ActorRef]) -> tuple[str, ...]:
        """The settled names of all single actors, each once, in order."""
        return tuple(dict.fromkeys(self.name(article, one) for ref in refs for one in ref.each()))

    def cite(self, findings: Sequence[Finding]) -> tuple[Citation, ...]:
        """One citation per independent story, earliest first; of copies the original where it is cited."""
        stories: dict[str, list[Finding]] = {}
        for f in findings:
            stories.setdefault(self.story(f.article), []).append(f)
        cited = [self._citation(story, fs) for story, fs in stories.items()]
        return tuple(sorted(cited, key=lambda c: (c.day or date.max, c.outlet, c.article)))

    def _citation(self, story: str, findings: list[Finding]) -> Citation:
        first = next((f for f in findings if f.article == story), findings[0])
        report = self._reports[first.article]
        group = self.group.get(first.article)
        mine = [f for f in findings if f.article == first.article]
        spans = _passages(mine)
        before, after = context(self._texts[first.article], spans[0])
        return Citation(
            article=first.article,
            finding=first.id,
            outlet=report.outlet,
            day=report.day,
            date=report.date,
            spans=spans,
            before=before,
            after=after,
            copies=len(group.articles) - 1 if group else 0,
            notes=tuple(dict.fromkeys(n for f in mine for n in f.evidence.notes)),
        )

    def _report(self, article: Article) -> Report:
        group = self.group.get(article.id)
        original = group.original if group and group.original != article.id else None
        when = article.published
        return Report(
            article=article.id,
            outlet=outlet_name(article),
            title=title_of(article),
            url=safe_url(article.url),
            day=when.first if when else None,
            date=when_text(when) if when else "no date",
            copy_of=outlet_name(self.view.article(original)) if original else "",
        )


FEW = 90  # characters: a passage longer than this needs no context
AROUND = 110  # characters of context at most on either side


def context(text: str, span: Span) -> tuple[str, str]:
    """The words around a short passage, to the ends of its sentence as far as they can be told."""
    if span.end - span.start > FEW:
        return "", ""
    first = max(0, span.start - AROUND)
    breaks = [m.end() for m in _SENTENCE_END.finditer(text, first, span.start)]
    if breaks:
        before = text[breaks[-1] : span.start]
    else:
        before = text[first : span.start]
        before = "…" + before.partition(" ")[2] if first else before
    after = text[span.end : span.end + AROUND]
    ends = _SENTENCE_END.finditer(text, max(span.start, span.end - 3), span.end + AROUND)
    end = next((m for m in ends if m.end() > span.end), None)
    if end:
        after = text[span.end : max(span.end, end.start() + len(end[0].rstrip()))]
    elif span.end + AROUND < len(text):
        after = after.rpartition(" ")[0] + "…"
    return before, after


# A full stop after a capital and a letter or two ("U.S.", "Mr.", "Gen.") mostly ends no sentence.
_SENTENCE_END = re.compile(r"(?:(?<=[a-z]{3})|(?<=[0-9”\"’)]))[.!?][”\"’')]*\s+(?=[A-Z“\"‘])|\s*\n")


def _passages(findings: list[Finding]) -> tuple[Span, ...]:
    spans = [s for f in findings for s in f.evidence.spans]
    return tuple(
        s for i, s in enumerate(spans) if not any(k != i and _hides(spans, k, i) for k in range(len(spans)))
    )


def _hides(spans: list[Span], k: int, i: int) -> bool:
    return spans[k].covers(spans[i]) and (not spans[i].covers(spans[k]) or k < i)


def outlet_name(article: Article) -> str:
    """The outlet, else the host of the article's address, else where the file lay."""
    if article.source:
        return article.source
    url = safe_url(article.url)
    if url:
        return urlsplit(url).hostname or url
    return (article.location or article.id).rsplit("/", 1)[-1]


def safe_url(url: str | None) -> str | None:
    """The address if it is an http(s) one that may become a link, else None."""
    if not url or any(c.isspace() or ord(c) < 32 for c in url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and host else None


def title_of(article: Article, limit: int = 80) -> str:
    """The title, else the first line of the text."""
    if article.title:
        return article.title
    line = next((x.strip() for x in article.text.splitlines() if x.strip()), "Untitled")
    return line if len(line) <= limit else line[:limit].rsplit(" ", 1)[0] + "…"


def reported(day: date | None) -> str:
    """A publication day where the day of the thing itself is not known."""
    return f"reported {day_text(day)}" if day else "no date"
