"""Sentence starts that can be told from the typography of news.

The parser splits news badly ("Dec. 4", "U.S.", quotations), so the starts that are certain are fixed
before it runs: none inside running text, one at every paragraph and after every full stop that is no
abbreviation. Only what typography cannot tell is left to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.knowledge import column

CLOSERS = frozenset("”’»›)]'\"")
OPENERS = frozenset("“‘«‹„([")
ENDS = frozenset(".!?…")


def sentence_starts(texts: Sequence[str], spaced: Sequence[bool]) -> Iterator[bool | None]:
    """For each token: True (a sentence starts), False (none does), None (let the parser say).

    `texts` are the tokens (white space of two or more characters is one of its own); `spaced` tells
    which are followed by a space.
    """
    for i, text in enumerate(texts):
        if i == 0:
            yield True
        elif text.isspace():
            yield False
        else:
            yield _starts(texts, spaced, i)


def _starts(texts: Sequence[str], spaced: Sequence[bool], i: int) -> bool | None:
    text, j = texts[i], i - 1
    gap = texts[j] if texts[j].isspace() else ""
    if gap:
        if "\n" in gap:
            return True
        j -= 1
    if j < 0:
        return True
    if not gap and not spaced[j]:
        # Glued to what stands before it: only an opening mark may start ("said.“Yes").
        return None if text in OPENERS and texts[j] in ENDS else False
    if text in CLOSERS and not _opens(texts, spaced, i):
        return False
    closed = j
    while closed > 0 and texts[closed] in CLOSERS:
        closed -= 1
    end = texts[closed]
    if end in ENDS or (end[-1:] in ENDS and len(end) > 1 and not end[:1].isalnum()):
        return _after_stop(text, closed < j, end, texts[closed - 1] if closed else "")
    if end.endswith(".") and len(end) > 1:
        return _after_abbreviation(end, text)
    return None if gap and not text[:1].islower() else False


def _opens(texts: Sequence[str], spaced: Sequence[bool], i: int) -> bool:
    """True when a mark that may open or close stands before a word and is glued to it."""
    return texts[i] in "\"'" and i + 1 < len(texts) and not spaced[i] and not texts[i + 1].isspace()


def _after_stop(text: str, quoted: bool, end: str, before: str) -> bool | None:
    if text[:1].islower():
        return False
    if end == "." and len(before) == 1 and before.isupper() and not quoted:
        return False  # an initial: "George W. Bush"
    # “Why now?” Trump asked: the cue may belong to the question.
    return None if quoted and end in "!?" else True


def _after_abbreviation(end: str, text: str) -> bool | None:
    low = end.lower()
    if text[:1].islower() or low in column("abbreviations", "before_name"):
        return False
    if low in column("abbreviations", "before_number"):
        return False if text[:1].isdigit() else None
    return None
