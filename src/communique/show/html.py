"""The brief as one HTML file that needs nothing else: no script, no request, every source inside.

Titles, texts and addresses are strangers' words. Everything is escaped by the template, a
content-security policy forbids scripts and requests, and only http(s) addresses become links.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from communique.model.reference import ActorRef
from communique.model.text import Article
from communique.record.view import View
from communique.show.amounts import money_text
from communique.show.article import Segment, notes, segments
from communique.show.chart import charts
from communique.show.dates import day_text, interval_text
from communique.show.lines import Brief, Citation, Report, Total
from communique.show.plain import shorten
from communique.show.words import before, counted_text, differ_on, heading, kept_text, plural

MAX_TEXT = 12_000_000  # characters of articles that one file embeds; later ones are named, not shown
_HALF = re.compile("[\\ud800-\\udfff]")  # half a character, which no file can hold
MAX_CITATIONS = 12  # sources shown at one line


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedded:
    """A cited article inside the file: its anchor, and its text with the cited passages marked."""

    anchor: str
    report: Report
    segments: tuple[Segment, ...]
    notes: tuple[tuple[int, str, str], ...]


def html(brief: Brief, view: View) -> str:
    """The brief as a self-contained HTML document."""
    anchors = {r.article: f"r{n}" for n, r in enumerate(brief.reports.items, start=1)}
    embedded = _embed(brief, view, anchors)
    shown = {e.report.article for e in embedded}

    def anchor(c: Citation) -> str | None:
        s = c.spans[0]
        return f"{anchors[c.article]}-{s.start}-{s.end}" if c.article in shown else None

    template = _environment().get_template("brief.html.j2")
    document = template.render(
        brief=brief,
        embedded=embedded,
        anchor=anchor,
        anchors={a: anchors[a] for a in shown},
        charts=[(c.title, Markup(c.svg)) for c in charts(brief.ledger.by_giver)],
        heading=heading(brief),
        counted=counted_text(brief.counted),
        kept=kept_text(brief.about) if brief.about else "",
        max_citations=MAX_CITATIONS,
    )
    return _HALF.sub("\ufffd", document)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("communique.show"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        shorten=shorten,
        money=_money,
        day=day_text,
        plural=plural,
        slug=_slug,
        breaks=_breaks,
        differ_on=differ_on,
        before=before,
    )
    environment.globals["interval"] = interval_text
    return environment


def _money(total: Total) -> str:
    return money_text(total.currency, total.amount, total.per)


def _breaks(text: str) -> Markup:
    """Text with room after each line break, so that paragraphs stand apart; every character is kept."""
    return Markup('<span class="nl">\n</span>').join(escape(part) for part in text.split("\n"))


def _slug(status: str) -> str:
    return status.replace(" ", "-")


def citations(line: object) -> Iterator[Citation]:
    """Every citation inside a line, a list of lines or a whole brief, in order."""
    if isinstance(line, Citation):
        yield line
    elif isinstance(line, tuple):
        for item in line:
            yield from citations(item)
    elif is_dataclass(line):
        for field in fields(line):
            yield from citations(getattr(line, field.name))


def _embed(brief: Brief, view: View, anchors: dict[str, str]) -> tuple[Embedded, ...]:
    """The cited articles in the order of the list of reports, as far as they fit."""
    cited: dict[str, dict[str, Citation]] = {}
    for c in citations(brief):
        cited.setdefault(c.article, {})[c.finding] = c
    size, out = 0, []
    for report in brief.reports.items:
        if report.article not in cited:
            continue
        article = view.article(report.article)
        size += len(article.text)
        if size > MAX_TEXT:
            break
        out.append(_embedded(article, report, anchors[report.article], cited[report.article].values(), view))
    return tuple(out)


def _embedded(
    article: Article, report: Report, anchor: str, cited: Iterable[Citation], view: View
) -> Embedded:
    spans = {s for c in cited for s in c.spans}

    def name(of: str, ref: ActorRef) -> str:
        settled = view.actor_of(of, ref.name)
        return settled.name if settled else ref.name

    found = [
        f
        for f in view.findings(article=article.id)
        if f.kind not in ("time", "place", "actor") and spans.intersection(f.evidence.spans)
    ]
    marked = notes(found, name)
    return Embedded(
        anchor=anchor,
        report=report,
        segments=segments(article.text, marked),
        notes=tuple((n.number, n.kind, n.text) for n in marked),
    )
