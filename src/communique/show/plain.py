"""Text of strangers made harmless for terminals and lines: no control codes, no turned order."""

from __future__ import annotations

import unicodedata


def plain(text: str) -> str:
    """One line of text; control characters and marks that turn the reading order are shown by number.

    White space becomes single spaces. Escape codes in a report could else repaint a terminal.
    """
    return " ".join(visible(text).split())


def visible(text: str) -> str:
    """The same text with line breaks and tabs kept, every other control or format character visible."""
    if text.isprintable():
        return text
    return "".join(c if c in "\n\t" else _shown(c) for c in text.replace("\r\n", "\n"))


def _shown(c: str) -> str:
    kind = unicodedata.category(c)
    if kind == "Zs":
        return " "
    if c in "\u2028\u2029\r\x0b\x0c\x85":
        return "\n"
    if kind in ("Cc", "Cs", "Co") or c in _TURNING:
        return f"⟨U+{ord(c):04X}⟩"
    return "" if kind == "Cf" else c


_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def shorten(text: str, limit: int) -> str:
    """The text in one line, cut at a word when it is longer than `limit` characters."""
    line = plain(text)
    if len(line) <= limit:
        return line
    return line[: limit - 1].rsplit(" ", 1)[0].rstrip(",;:–—- ") + "…"


def quoted(text: str, limit: int) -> str:
    """Exact words in one line, in quotation marks unless they bring their own."""
    line = shorten(text, limit)
    return line if line[:1] in "“\"‘'«" else f"“{line}”"
