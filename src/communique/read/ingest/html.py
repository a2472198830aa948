"""HTML pages: the report's text and metadata, by trafilatura (Barbaresi 2021)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from communique.errors import NotAnArticleError
from communique.read.ingest.decode import decode

_CHARSET = re.compile(rb"<meta[^>]{0,100}charset=[\"']?([\w\-]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page holds: its text, and what its metadata say."""

    text: str
    title: str | None
    date: str | None
    source: str | None
    url: str | None


def read_page(data: bytes, location: str) -> Page:
    """The report on a page.

    Raises:
        UndecodableError: bytes that are no text.
        NotAnArticleError: no report was found on the page.
    """
    from trafilatura import bare_extraction

    html = _markup(data, location)
    try:
        # Only dates that the page states: the extensive search would guess.
        found = bare_extraction(
            html,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception as error:  # whatever a hostile page brings out of the parser
        raise NotAnArticleError(location, f"the page cannot be parsed ({type(error).__name__})") from error
    if found is None or isinstance(found, dict) or not found.text:
        raise NotAnArticleError(location, "no report was found on the page")
    return Page(
        text=found.text,
        title=found.title or None,
        date=found.date or None,
        source=found.sitename or found.hostname or None,
        url=found.url or None,
    )


def _markup(data: bytes, location: str) -> str:
    declared = _CHARSET.search(data[:4096])
    if declared and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            return data.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass  # a page may declare what it is not
    return decode(data, location)
