"""Bytes to text: Unicode with or without a mark, else the encoding that fits."""

from __future__ import annotations

import codecs
import re

from communique.errors import UndecodableError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_COHERENT = 0.1
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_UNLIKELY = re.compile(r"[\u0080-\u009f\u00a4\u00a6\u00ac\u00b6\u00b8\u00d7\u00f7]")


def decode(data: bytes, location: str) -> str:
    """The text of some bytes.

    Tried in order: a byte order mark, UTF-8, Windows-1252 where it gives a plausible western text,
    and what charset-normalizer finds.

    Raises:
        UndecodableError: with the offset of the first byte that fits no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding, location)
    unmarked = _utf16(data)
    if unmarked is not None:
        return unmarked
    control = _CONTROL.search(data)
    if control:
        raise UndecodableError(f"{location}:{control.start()}", "a control byte; this is no text file")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        text = _western(data) or _detected(data)
        if text is None:
            raise UndecodableError(f"{location}:{error.start}", "bytes in no encoding that we know") from None
        return text


def without_surrogates(text: str) -> str:
    """The text with lone surrogates, which no file can hold, as U+FFFD; offsets stay the same."""
    return _SURROGATE.sub("\ufffd", text)


def one_line(text: str | None) -> str | None:
    """Metadata as one line: white space as single spaces, what is not printed as U+FFFD; None for nothing.

    Ids and titles are keys of the record and stand in messages; a control character in them could
    neither be stored nor be shown safely.
    """
    if text is None or (text.isprintable() and "  " not in text):
        return (text or "").strip() or None
    return " ".join(_CONTROLS.sub("\ufffd", " ".join(text.split())).split()) or None


def _strict(data: bytes, encoding: str, location: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UndecodableError(f"{location}:{error.start}", f"bytes that are not {error.encoding}") from None


def _utf16(data: bytes) -> str | None:
    """UTF-16 without a mark, told by a null in nearly every second byte and hardly any in the others."""
    sample = data[:4096]
    first, second = sample[::2].count(0), sample[1::2].count(0)
    most, least = max(first, second), min(first, second)
    if most < 0.35 * len(sample) or least > 0.01 * len(sample):
        return None
    try:
        text = data.decode("utf-16-be" if first > second else "utf-16-le")
    except UnicodeDecodeError:
        return None
    return None if _CONTROL.search(text[:4096].encode("utf-8", "replace")) else text


def _western(data: bytes) -> str | None:
    """Windows-1252, when few characters are beyond ASCII and those are letters or punctuation."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    beyond = [c for c in text if c > "\x7f"]
    odd = len(_UNLIKELY.findall(text))
    return text if len(beyond) <= 0.15 * len(text) and odd <= 0.1 * len(beyond) else None


def _detected(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    if best is None or best.coherence < _COHERENT:  # letters that make no language are a wrong guess
        return None
    try:
        return data.decode(best.encoding)
    except UnicodeDecodeError:
        return None
