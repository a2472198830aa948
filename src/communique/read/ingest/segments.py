"""The paragraphs of a text, and rough sentences within them, as offsets. Nothing is rewritten."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from communique.knowledge import column

Range = tuple[int, int]

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_RUN = re.compile(r"[ \t\u00a0]{2,}")
# A stop is followed by white space and a capital, or glued to the next sentence ("said.The").
_STOP = re.compile(
    r"[.!?…][\"”’')\]]*(?:[ \t\u00a0]+(?=[\"“‘'(\[A-Z0-9])|(?<=[a-z]{3}\.)(?=[A-Z])|(?<=\.”)(?=[A-Z]))"
)
_WORD = re.compile(r"[^\s(“\"]+$")
_CLOSED = re.compile(r"[.!?…:][\"”’')\]]*$")
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_OPEN, _CLOSE, _STRAIGHT = "“", "”", '"'

# A text set in short lines is broken at the margin, not at paragraphs.
_MARGIN = range(40, 101)


def paragraphs(text: str) -> list[Range]:
    """The paragraphs of a text, without the white space around them.

    Lines are paragraphs, unless the text is broken at a right margin: then blank lines part them. A
    text without line breaks is parted at runs of two or more spaces, which stand for lost breaks.
    """
    if _hard_wrapped(text):
        return _between(text, _BLANK_LINE)
    lines = [_trim(text, m.start(), m.end()) for m in _LINE.finditer(text)]
    lines = [r for r in lines if r[0] < r[1]]
    if len(lines) > 1:
        return lines
    return [part for r in lines for part in _at_runs(text, r)]


def sentences(text: str, start: int, end: int) -> list[Range]:
    """Rough sentences of a passage: good enough to cut furniture and captions, not for analysis."""
    out, at = [], start
    for stop in _STOP.finditer(text, start, end):
        word = _WORD.search(text, max(at, stop.start() - 20), stop.start() + 1)
        if word and text[stop.start()] == "." and _abbreviated(word.group()):
            continue
        out.append(_trim(text, at, stop.end()))
        at = stop.end()
    if at < end:
        out.append(_trim(text, at, end))
    return [r for r in out if r[0] < r[1]]


def _abbreviated(word: str) -> bool:
    return (len(word) == 2 and word[0].isupper()) or word.count(".") > 1 or word.lower() in _abbreviations()


@cache
def _abbreviations() -> frozenset[str]:
    return column("abbreviations", "before_name") | column("abbreviations", "before_number")


def _at_runs(text: str, line: Range) -> list[Range]:
    out, at, end = [], line[0], line[1]
    for run in _RUN.finditer(text, *line):
        if _parts(text, at, run):
            out.append((at, run.start()))
            at = run.end()
    out.append((at, end))
    return out


def _parts(text: str, at: int, run: re.Match[str]) -> bool:
    """True when a run of spaces parts two paragraphs, not two words of one sentence or quotation."""
    after = text[run.end()]
    if after.islower() or after == "(" or _in_quotation(text, at, run.start()):
        return False
    return run.end() - run.start() > 2 or bool(_CLOSED.search(text, max(at, run.start() - 4), run.start()))


def _in_quotation(text: str, start: int, end: int) -> bool:
    passage = text[start:end]
    return passage.count(_OPEN) > passage.count(_CLOSE) or passage.count(_STRAIGHT) % 2 == 1


def _hard_wrapped(text: str) -> bool:
    if not _BLANK_LINE.search(text):
        return False
    lines = [line.rstrip() for line in text.splitlines()]
    pairs = [(a, b) for a, b in pairwise(lines) if a and b]
    if len(pairs) < 5:
        return False
    open_ends = sum(1 for a, b in pairs if len(a) in _MARGIN and not _CLOSED.search(a))
    return open_ends > 0.6 * len(pairs) and max(map(len, lines)) <= 2 * _MARGIN.stop


def _between(text: str, gap: re.Pattern[str]) -> list[Range]:
    out, at = [], 0
    for m in gap.finditer(text):
        out.append(_trim(text, at, m.start()))
        at = m.end()
    out.append(_trim(text, at, len(text)))
    return [r for r in out if r[0] < r[1]]


def _trim(text: str, start: int, end: int) -> Range:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
