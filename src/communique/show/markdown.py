"""The brief as Markdown, with a footnote for every source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeVar

from communique.show.amounts import money_text
from communique.show.lines import Brief, Citation, Listed, MeetingLine, PledgeLine, Report
from communique.show.plain import plain, quoted, shorten
from communique.show.words import (
    before,
    by,
    counted_text,
    differ_on,
    facts,
    heading,
    kept_text,
    more_text,
    plural,
    since_text,
)

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~&$!])")
_LIST = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s)")
T = TypeVar("T")
CITATIONS = 6  # footnotes at one line


def markdown(brief: Brief) -> str:
    """The brief as GitHub-flavoured Markdown. Strangers' words are escaped: no markup of theirs works."""
    notes = _Notes({r.article: r for r in brief.reports.items})
    body = [line for section in _sections(brief, notes) for line in section]
    return "\n".join([*body, *notes.lines()]).rstrip() + "\n"


def escaped(text: str, limit: int = 400) -> str:
    """A line of strangers' text in which no character means anything to Markdown or HTML."""
    return _LIST.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", shorten(text, limit)))


class _Notes:
    """The footnotes, numbered as they come; the same words of the same report are one note."""

    def __init__(self, reports: dict[str, Report]) -> None:
        self._reports = reports
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._texts: list[str] = []

    def cite(self, citations: tuple[Citation, ...]) -> str:
        marks = "".join(f"[^{self._number(c)}]" for c in citations[:CITATIONS])
        more = len(citations) - CITATIONS
        return f"{marks} (+{more} more)" if more > 0 else marks

    def _number(self, c: Citation) -> int:
        first = c.spans[0]
        key = (c.article, first.start, first.end)
        if key not in self._numbers:
            self._numbers[key] = len(self._numbers) + 1
            url = self._reports[c.article].url
            link = f" <{_address(url)}>" if url else ""
            source = f"{escaped(by(c))}, *{escaped(self._reports[c.article].title, 100)}*{link}"
            where = f"article {escaped(c.article)}, characters {first.start}–{first.end}"
            around = escaped(quoted(first.text, 600), 700)
            if c.before or c.after:  # quotation marks of ours would mix with the report's own
                around = f"{_side(c.before)}**{escaped(first.text, 600)}**{_side(c.after)}"
            self._texts.append(f"[^{self._numbers[key]}]: {source}: {around} ({where})")
        return self._numbers[key]

    def lines(self) -> list[str]:
        return ["## Sources", "", *self._texts] if self._texts else []


def _side(text: str) -> str:
    """The words on one side of a passage, with the space that joins them to it."""
    left, right = text[:1].isspace(), text[-1:].isspace()
    return f"{' ' if left else ''}{escaped(text)}{' ' if right and text.strip() else ''}"


def _address(url: str) -> str:
    return "".join(f"%{ord(c):02X}" if c in "<>\\`\"' " else c for c in plain(url))


def _sections(brief: Brief, notes: _Notes) -> Iterator[Iterator[str]]:
    yield _top(brief)
    yield _meetings(brief.meetings, notes)
    yield _events(brief, notes)
    yield _differences(brief, notes)
    yield _positions(brief, notes)
    yield _statements(brief, notes)
    yield _pledges(brief, notes)
    yield _proposals(brief, notes)
    yield _failed(brief)


def _top(brief: Brief) -> Iterator[str]:
    yield f"# {escaped(heading(brief))}"
    yield ""
    yield escaped(facts(brief.reports), 1000)
    for line in (since_text(brief), kept_text(brief.about) if brief.about else ""):
        if line:
            yield f"\n**{escaped(line, 1000)}**"
    yield ""
    if brief.empty:
        yield "No line to show.\n"


def _more(listed: Listed[T], what: str) -> Iterator[str]:
    if listed.more:
        yield f"- *{escaped(more_text(listed.more, what))}*"
    yield ""


def _status(line: MeetingLine | PledgeLine | object) -> str:
    parts = [f"**{getattr(line, 'status', '')}**", getattr(line, "change", None) or ""]
    differs = getattr(line, "differs", ())
    if differs:
        parts.append(f"accounts differ: {escaped(', '.join(differs))}")
    return ", ".join(p for p in parts if p)


def _meetings(listed: Listed[MeetingLine], notes: _Notes) -> Iterator[str]:
    if not listed.items:
        return
    yield "## Meetings\n"
    for m in listed.items:
        place = f", {escaped(m.place)}" if m.place else ""
        count = plural(m.sources, "source")
        what = f"{m.meeting_kind}; {_status(m)}; {count}"
        yield f"- {m.date}: {escaped(m.who)}{place} ({what}){notes.cite(m.citations)}"
    yield from _more(listed, "meeting")


def _events(brief: Brief, notes: _Notes) -> Iterator[str]:
    if not brief.events.items:
        return
    yield "## What was done\n"
    for e in brief.events.items:
        place = f", {escaped(e.place)}" if e.place else ""
        what = f"{escaped(e.how)}; {_status(e)}; {plural(e.sources, 'source')}"
        yield f"- {e.date}: {escaped(e.who)}{place} ({what}){notes.cite(e.citations)}"
    if brief.counted:
        yield f"- *{escaped(counted_text(brief.counted))}*"
    yield from _more(brief.events, "event")


def _differences(brief: Brief, notes: _Notes) -> Iterator[str]:
    if not brief.differences.items:
        return
    yield "## Where accounts differ\n"
    for d in brief.differences.items:
        yield f"- {escaped(d.title)} ({d.kind}): reports differ on {escaped(differ_on(d.field))}"
        for v in d.versions:
            yield f"    - **{escaped(v.value)}**, {plural(v.sources, 'source')}{notes.cite(v.citations)}"
    yield from _more(brief.differences, "difference")


def _positions(brief: Brief, notes: _Notes) -> Iterator[str]:
    if not brief.issues.items:
        return
    yield "## Positions by issue\n"
    for issue in brief.issues.items:
        yield f"- {escaped(issue.name)}"
        for p in issue.parties:
            for n, s in enumerate(p.stances):
                via = f", according to {escaped(s.speaker)}" if s.speaker else ""
                who = f"**{escaped(p.party)}**" if n == 0 else before(s).lower()
                yield f"    - {who}: {escaped(s.stance)} ({s.date}{via}){notes.cite(s.citations)}"
    yield from _more(brief.issues, "issue")


def _statements(brief: Brief, notes: _Notes) -> Iterator[str]:
    if not brief.speakers.items:
        return
    yield "## Who said what\n"
    for s in brief.speakers.items:
        about = [*s.offices, *([] if s.named else ["unnamed source"])]
        yield f"- **{escaped(s.name)}**" + (f" ({escaped('; '.join(about))})" if about else "")
        for said in s.lines.items:
            how = "; ".join(x for x in (said.date, said.quoting, said.via) if x)
            words = " … ".join(escaped(w, 500) for w in said.words)
            cue = f"{escaped(said.cue, 40)}: " if said.cue else ""
            yield f"    - {cue}{words} ({escaped(how)}){notes.cite(said.citations)}"
        if s.lines.more:
            yield f"    - *and {plural(s.lines.more, 'statement')} more*"
    yield from _more(brief.speakers, "speaker")


def _pledges(brief: Brief, notes: _Notes) -> Iterator[str]:
    if not brief.ledger.lines.items:
        return
    yield "## Pledges\n"
    if any(t.entries > 1 for t in brief.ledger.totals):
        yield "| Total of pledges that cannot be parts of one another | Status | Pledges |\n|---|---|---|"
        for t in (t for t in brief.ledger.totals if t.entries > 1):
            yield f"| {escaped(money_text(t.currency, t.amount, t.per))} | {t.status} | {t.entries} |"
        yield ""
    for p in brief.ledger.lines.items:
        to = f" to {escaped(', '.join(p.receivers))}" if p.receivers else ""
        what = ", ".join(
            escaped(x) for x in (p.amount, p.what, p.by_when and f"by {p.by_when}", *p.terms) if x
        )
        givers = escaped(", ".join(p.givers)) or "giver not named"
        before = f"; before: {escaped('; '.join(p.earlier))}" if p.earlier else ""
        state = f"{_status(p)}; {plural(p.sources, 'source')}{before}"
        yield f"- {givers}{to}: {what} ({state}){notes.cite(p.citations)}"
    yield from _more(brief.ledger.lines, "pledge")


def _proposals(brief: Brief, notes: _Notes) -> Iterator[str]:
    if not brief.proposals.items:
        return
    yield "## Proposals\n"
    for p in brief.proposals.items:
        by_whom = f" by {escaped(', '.join(p.by))}" if p.by else ""
        yield f"- {escaped(p.name)}{by_whom} ({_status(p)}; {p.date}){notes.cite(p.citations)}"
        for step in p.before:
            yield f"    - before: {escaped(step.what)} ({step.date}){notes.cite(step.citations)}"
    yield from _more(brief.proposals, "proposal")


def _failed(brief: Brief) -> Iterator[str]:
    if not brief.reports.failed:
        return
    yield "## Could not be read\n"
    for f in brief.reports.failed:
        yield f"- {escaped(f.location)}: {escaped(f.why)}"
    yield ""
