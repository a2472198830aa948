"""Small phrases that all formats of the brief share."""

from __future__ import annotations

from communique.model.text import Span
from communique.show.dates import day_text, interval_text
from communique.show.lines import Brief, Citation, Counted, Kept, Reports, StanceLine
from communique.show.plain import plain, shorten


def plural(count: int, one: str, many: str | None = None) -> str:
    """``1 report``, ``2 reports``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def venue_text(venue: Span | None) -> str:
    """Where something was said, as a phrase within a line: “in Oslo”, also where it began a sentence."""
    return "" if venue is None else venue.line[:1].lower() + venue.line[1:]


def before(stance: StanceLine) -> str:
    """What stands before an earlier stance: whether the newest one is another, or more of the same."""
    return "Changed from" if stance.turned else "Earlier"


def as_of(reports: Reports) -> str:
    """The day up to which the reports go, in words."""
    return day_text(reports.latest) if reports.latest else "an unknown day"


def heading(brief: Brief) -> str:
    """The title of a brief."""
    about = f"{plain(brief.about.query)}: the record" if brief.about else "The record"
    return f"{about} as of {as_of(brief.reports)}"


def facts(reports: Reports) -> str:
    """What was read, from whom, when, how much of it copies, and what could not be read."""
    text = f"{plural(len(reports.items), 'report')} from {plural(reports.outlets, 'outlet')}"
    if reports.earliest and reports.latest:
        text += f", published {interval_text(reports.earliest, reports.latest)}"
    if reports.read_on:
        text += f", read on {day_text(reports.read_on)}"
    text += "."
    if reports.copies:
        text += f" {plural(reports.copies, 'copy is', 'copies are')} counted with the original as one source."
    if reports.failed:
        text += f" {len(reports.failed):,} could not be read."
    return text


def kept_text(kept: Kept) -> str:
    """What the brief was kept to, or that nothing matched and which names are near."""
    query = plain(kept.query)
    if kept.matches:
        also = f", and who speaks for it ({_some(kept.also)})" if kept.also else ""
        return f"Kept to “{query}”: {_some(kept.matches)}{also}."
    near = ", ".join(plain(s) for s in kept.suggestions)
    return f"Nothing in the record is about “{query}”." + (f" Near names: {near}." if near else "")


def _some(names: tuple[str, ...], limit: int = 6) -> str:
    more = len(names) - limit
    return ", ".join(shorten(n, 60) for n in names[:limit]) + (f" and {more} more" if more > 0 else "")


def since_text(brief: Brief) -> str:
    """What `--since` kept to; "" without it."""
    return f"Only what is new or changed since {day_text(brief.since)}." if brief.since else ""


def by(citation: Citation) -> str:
    """The outlet and day of a source, and how many copies it has."""
    copies = f" (and {plural(citation.copies, 'copy', 'copies')})" if citation.copies else ""
    return f"{plain(citation.outlet)}, {citation.date}{copies}"


def more_text(more: int, what: str) -> str:
    """How much a list was cut by, and how to see the rest."""
    return f"and {plural(more, what)} more: communique brief --all, or --about NAME" if more else ""


def counted_text(counted: tuple[Counted, ...]) -> str:
    """The acts that are not listed: "Not listed: 3 requests, 1 threat."; "" where there are none."""
    if not counted:
        return ""
    return f"Not listed: {', '.join(f'{c.number:,} {c.what}' for c in counted)} (communique export events)."


def differ_on(field: str) -> str:
    """What reports differ on, in words: "the place", "whether it happened at all"."""
    return "whether it happened at all" if field.startswith("whether") else f"the {plain(field)}"
