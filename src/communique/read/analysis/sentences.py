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
        return _glued(texts, i)
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


def _glued(texts: Sequence[str], i: int) -> bool | None:
    """For a token without a space before it, as after lost line breaks: "said.The", "said.“Yes"."""
    text, end, before = texts[i], texts[i - 1], texts[i - 2] if i > 1 else ""
    if text in OPENERS and end in ENDS:
        return None
    # An address or abbreviation has no lower-case word before its stop and a capitalised one behind.
    return end in ENDS and text.istitle() and len(before) > 2 and before.isalpha() and before.islower()


def _opens(texts: Sequence[str], spaced: Sequence[bool], i: int) -> bool:
    """True when a mark that may open or close stands before a word and is glued to it."""
    return texts[i] in "\"'" and i + 1 < len(texts) and not spaced[i] and not texts[i + 1].isspace()


def _after_stop(text: str, quoted: bool, end: str, before: str) -> bool | None:
    if text[:1].islower():
        return False
    if end == "." and not quoted and before.isalpha():
        if len(before) == 1 and before.isupper():
            return False  # an initial: "George W. Bush"
        # The tokenizer parts the stop from abbreviations that it does not know ("Lt.", "No.").
        if (before[0].isupper() or text[:1].isdigit()) and _after_abbreviation(f"{before}.", text) is False:
            return False
    # “Why now?” Trump asked: the cue may belong to the question.
    return None if quoted and end in "!?" else True


def _after_abbreviation(end: str, text: str) -> bool | None:
    low = end.lower()
    if text[:1].islower() or low in column("abbreviations", "before_name"):
        return False
    if low in column("abbreviations", "before_number"):
        return False if text[:1].isdigit() else None
    return None
