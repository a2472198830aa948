"""Quotations by their marks, in any newsroom's typography.

Straight and curly double marks, single marks used as main marks (told from apostrophes by what stands
beside them), „German“, »reversed«, ”Nordic” and « French » ones, marks set the wrong way round, with
spaces inside, or damaged on their way through several encodings. A missing closer ends at the
paragraph's end, a missing opener at the sentence's start. A paragraph that opens with a mark while the
one before was left open continues that quotation, as news style has it; so do paragraphs up to a closer
that none of them opened. Marks inside a quotation open none of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from communique.knowledge import table


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """One quotation: code-point offsets of the whole, marks included, end exclusive.

    `closed` is False when its closer is missing. `continues` is the index (in the list returned) of
    the quotation that this one goes on from, across a paragraph break.
    """

    start: int
    end: int
    closed: bool = True
    continues: int | None = None


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark as it stands in the text from `at` to `end`, and the mark that it is (`sign`)."""

    at: int
    end: int
    sign: str


# The marks that may close a quotation which each mark opens.
CLOSERS = {
    '"': '"”“',
    "“": '”“"',
    "”": "”“",
    "„": '“”"',
    "«": "»",
    "»": "«»",
    "‹": "›",
    "›": "‹",
    "「": "」",
    "『": "』",
    "《": "》",
    "‘": "’'‘",
    "'": "'’",
    "’": "’",
    "‚": "‘’",
}
SINGLE = frozenset("‘'’‚")  # may be apostrophes or commas
LONE = frozenset('"”“»')  # may close what no mark opened
PAUSES = frozenset(",.?!…;:")
STOPS = frozenset(".?!…")
BRACKETS = frozenset("([{—–-/:>…\u200b\u200e\u200f\u202a\u202c\ufeff")  # or signs that are not seen
ENDING = frozenset(",.;:?!)]}—–-/")  # what may stand right behind a closing mark
DEEPEST = 4  # quotations one inside another
LONGEST = 2000  # characters of a quotation with others in it, and of one whose opening mark is missing
FAR = 200  # marks among which a closer is looked for
REACH = 5  # paragraphs over which a quotation may stay open without a mark at their start
_SENTENCE = re.compile(r"[.?!…][)\]]?\s+(?=[^\s\W]|[(\[])")
_DECADE = re.compile(r"\d\ds?\b")


def find_quotations(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[Quotation]:
    """All quotations of `text`, in order and without overlap; never raises on any string.

    `paragraphs` are (start, end) offsets, in order and without overlap.
    """
    found: list[Quotation] = []
    left_open: int | None = None  # the paragraph whose last quotation was left open
    firsts = [_first(text, *paragraph) for paragraph in paragraphs]
    for n, (start, end) in enumerate(paragraphs):
        follower = text[firsts[n + 1] : firsts[n + 1] + 1] if n + 1 < len(paragraphs) else ""
        for opened, closed_at, lone in _quotations(text, start, end, follower):
            begin, continues = opened, None
            if left_open is not None and lone and n - left_open <= REACH:
                for low, high in paragraphs[left_open + 1 : n]:
                    found.append(Quotation(start=low, end=high, closed=False, continues=len(found) - 1))
                begin, continues = firsts[n], len(found) - 1
            elif left_open == n - 1 and opened == firsts[n]:
                continues = len(found) - 1
            left_open = n if closed_at is None else None
            last = end if closed_at is None else closed_at
            closed = closed_at is not None
            found.append(Quotation(start=begin, end=last, closed=closed, continues=continues))
    return found


def _first(text: str, start: int, end: int) -> int:
    """Where the first character stands that is no white space."""
    while start < end and text[start].isspace():
        start += 1
    return start


@cache
def _spellings() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern for all marks in all their spellings, and the mark that each spelling stands for."""
    signs = {c: c for c in (*CLOSERS, *"」』》")}
    for row in table("mark_spellings").rows:
        written = re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), row["written"])
        signs[written] = row["mark"]
    longest_first = sorted(signs, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), signs


def _marks(text: str, start: int, end: int) -> list[_Mark]:
    pattern, signs = _spellings()
    return [_Mark(m.start(), m.end(), signs[m.group()]) for m in pattern.finditer(text, start, end)]


def _quotations(text: str, start: int, end: int, follower: str) -> Iterator[tuple[int, int | None, bool]]:
    """The quotations of one paragraph: start, end, and whether the opener is missing.

    The end is None where the closer is missing. `follower` is the first character of the next paragraph.
    """
    marks = _marks(text, start, end)
    n, past = 0, start
    while n < len(marks):
        mark = marks[n]
        n += 1
        if not _opens(text, marks, n - 1, start, end):
            low = _lone_start(text, mark, start, past, end)
            if low is not None:
                yield low, mark.end, True
                past = mark.end
            continue
        close = _closer(text, marks, n, start, end)
        if close is not None:
            if text[mark.end : marks[close].at].strip():
                yield mark.at, marks[close].end, False
            n, past = close + 1, marks[close].end
        elif mark.sign not in SINGLE:
            n = _reopened(text, marks, n, start)
            past = marks[n].at if n < len(marks) else end
            yield mark.at, None if past == end else past, False
        elif mark.sign == follower and not text[start : mark.at].strip():
            yield mark.at, None, False


def _around(text: str, mark: _Mark, start: int, end: int) -> tuple[str, str]:
    """The characters before and behind a mark; a space at the edges of the paragraph."""
    return text[mark.at - 1] if mark.at > start else " ", text[mark.end] if mark.end < end else " "


def _opens(text: str, marks: list[_Mark], n: int, start: int, end: int) -> bool:
    mark = marks[n]
    if mark.sign not in CLOSERS or mark.end >= end:
        return False
    before, behind = _around(text, mark, start, end)
    free = before.isspace() or before in BRACKETS or (n > 0 and marks[n - 1].end == mark.at)
    if mark.sign in SINGLE:
        return free and (behind.isalnum() or behind in '“"„$£€@#[(&')
    if mark.sign in "«‹":
        return free
    ended = behind.isspace() or behind in ENDING
    if mark.sign in "»›”":
        return free and (not ended or (mark.sign == "”" and mark.at == start))
    if mark.sign != '"':
        return free or not ended
    if behind.isspace():  # set with spaces inside: one of a pair
        return before.isspace() and any(m.sign == '"' for m in marks[n + 1 : n + FAR])
    # A straight mark glued on both sides (said."Yes") opens as well as closes: opening comes first.
    return True


def _closer(text: str, marks: list[_Mark], n: int, start: int, end: int) -> int | None:
    """The index of the mark that closes the quotation which mark `n - 1` opens, or None."""
    opener = marks[n - 1]
    if opener.sign in SINGLE:
        return _single_closer(text, marks, n, start, end)
    inside: list[str] = []
    nested = False
    for k in range(n, min(n + FAR, len(marks))):
        mark = marks[k]
        if mark.sign in SINGLE or mark.sign == "none":
            continue
        if len(inside) > DEEPEST or (nested and mark.at - opener.at > LONGEST):
            return None  # more likely the closer was forgotten
        if _reopens(text, mark, start) and not (mark.sign == "»" and opener.sign == "«"):
            nested = True
            inside.append(mark.sign)
        elif inside and mark.sign in CLOSERS.get(inside[-1], ""):
            inside.pop()
        elif mark.sign in CLOSERS[opener.sign]:
            return k
    return None


def _single_closer(text: str, marks: list[_Mark], n: int, start: int, end: int) -> int | None:
    """As `_closer`, where marks may be apostrophes: one that may belong to a plural closes only in need."""
    opener, fallback = marks[n - 1], None
    for k in range(n, min(n + FAR, len(marks))):
        mark = marks[k]
        if mark.sign == "‘" and _reopens(text, mark, start):
            break
        if mark.sign not in CLOSERS[opener.sign] or not _ends_word(text, mark, start, end):
            continue
        if _possessive(text, mark, end):
            fallback = k if fallback is None else fallback
        elif _clipped(text, opener, mark):
            return None
        else:
            return k
    if opener.sign == "’" or (fallback is not None and _clipped(text, opener, marks[fallback])):
        return None
    return fallback


def _reopened(text: str, marks: list[_Mark], n: int, start: int) -> int:
    """The index of the next mark like mark `n - 1` that opens anew; the number of marks if none does."""
    sign = marks[n - 1].sign
    return next(
        (k for k in range(n, len(marks)) if marks[k].sign == sign and _reopens(text, marks[k], start)),
        len(marks),
    )


def _reopens(text: str, mark: _Mark, start: int) -> bool:
    """True for a mark behind a space and before a word: it can only open."""
    if mark.sign not in CLOSERS or (mark.at > start and not text[mark.at - 1].isspace()):
        return False
    return mark.sign in "«‹" or not (text[mark.end : mark.end + 1] or " ").isspace()


def _ends_word(text: str, mark: _Mark, start: int, end: int) -> bool:
    """True for a single mark that stands behind something and before no letter: it may close."""
    before, behind = _around(text, mark, start, end)
    return not before.isspace() and not (behind.isalnum() or behind == "_")


def _possessive(text: str, mark: _Mark, end: int) -> bool:
    """True for what may be the apostrophe of a plural: workers’ rights."""
    if text[mark.at - 1] not in "sSxz":
        return False
    return mark.end + 1 < end and text[mark.end] == " " and text[mark.end + 1].isalnum()


def _clipped(text: str, opener: _Mark, closer: _Mark) -> bool:
    """True for apostrophes that stand for what was left out: rock ’n’ roll, the ’90s."""
    inside = text[opener.end : closer.at]
    if len(inside) == 1 and inside.islower():
        return True
    return bool(_DECADE.match(inside)) and inside[-1] not in PAUSES


def _lone_start(text: str, mark: _Mark, start: int, past: int, end: int) -> int | None:
    """Where the quotation starts which `mark` closes and no mark opened; None where it closes none.

    That is the start of its sentence, if the sentence lies in what stands from `past` on, behind the
    quotation before. The paragraph begins at `start`.
    """
    if mark.at - past > LONGEST or not _closes_alone(text, mark, past, end):
        return None
    ends = [m.end() for m in _SENTENCE.finditer(text, past, mark.at)]
    low = _first(text, ends[-1] if ends else past, mark.at)
    whole = bool(ends) or past == start or text[past - 2] in STOPS
    return low if whole and any(map(str.isalpha, text[low : mark.at])) else None


def _closes_alone(text: str, mark: _Mark, past: int, end: int) -> bool:
    before, behind = _around(text, mark, past, end)
    if mark.sign not in LONE or not (behind.isspace() or behind in ENDING):
        return False
    if mark.sign == '"':  # behind a full stop it more often is a slip
        return before in PAUSES and before not in ".…"
    return before in PAUSES or behind in PAUSES or mark.sign == "»"
