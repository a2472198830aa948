"""From paths to articles: text, HTML, JSONL and folders of them, one article at a time."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from communique.errors import InputError, NotAnArticleError, TooLargeError
from communique.model.text import Article
from communique.read.ingest.article import make_article
from communique.read.ingest.checks import LONGEST, check_language, check_prose, check_size
from communique.read.ingest.decode import decode
from communique.read.ingest.rows import Row, rows

TEXT = (".txt", ".md")
HTML = (".html", ".htm")
JSONL = (".jsonl", ".ndjson")
KINDS = (*TEXT, *HTML, *JSONL)
# Bytes: four to a character at most, and markup weighs several times the text.
LONGEST_TEXT_FILE = 4 * LONGEST
LONGEST_HTML_FILE = 10 * LONGEST
_HIDDEN = (".", "~")


def articles(paths: Iterable[Path]) -> Iterator[Article | InputError]:
    """The articles of files and folders in order, and an error for each that cannot be read.

    Folders are walked in sorted order; in them only files of the known kinds are taken. Nothing but
    the article at hand is held in memory.
    """
    for path in paths:
        for file in _files(path):
            if isinstance(file, InputError):
                yield file
                continue
            try:
                yield from _articles_of(file)
            except InputError as error:
                yield error
            except OSError as error:
                yield InputError(str(file), error.strerror or type(error).__name__)


def count_articles(paths: Iterable[Path]) -> int:
    """How many articles there may be at these paths, for a progress bar: files, and lines of JSONL."""
    total = 0
    for path in paths:
        for file in _files(path):
            if isinstance(file, Path) and file.suffix.lower() in JSONL:
                total += _count_lines(file)
            else:
                total += 1
    return total


def _files(path: Path) -> Iterator[Path | InputError]:
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        yield InputError(str(path), "there is no such file or folder")
        return
    except (OSError, ValueError) as error:  # no right to look, a name that is too long, a ring of links
        yield InputError(str(path), getattr(error, "strerror", None) or str(error))
        return
    if stat.S_ISDIR(mode):
        found = [p for p in _walk(path) if isinstance(p, InputError) or p.suffix.lower() in KINDS]
        if not found:
            yield InputError(str(path), f"no file in this folder ends in {', '.join(KINDS)}")
        yield from found
    elif not stat.S_ISREG(mode):
        yield InputError(str(path), "this is no ordinary file")  # a pipe would be waited for without end
    elif path.suffix.lower() not in KINDS:
        yield NotAnArticleError(str(path), f"a file must end in one of {', '.join(KINDS)}")
    else:
        yield path


def _walk(folder: Path) -> list[Path | InputError]:
    """The files under a folder in sorted order; links to folders are not followed, for they may loop."""
    closed: list[OSError] = []
    found: list[Path | InputError] = []
    for at, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = [name for name in folders if not name.startswith(_HIDDEN)]
        files = (Path(at, name) for name in names if not name.startswith(_HIDDEN))
        found.extend(f for f in files if f.is_file())
    found.extend(InputError(str(e.filename), e.strerror or "cannot be opened") for e in closed)
    return sorted(found, key=lambda f: Path(f.location) if isinstance(f, InputError) else f)


def _articles_of(file: Path) -> Iterator[Article | InputError]:
    kind = file.suffix.lower()
    if kind in JSONL:
        for row in rows(file):
            yield row if isinstance(row, InputError) else _from_row(row)
    elif kind in HTML:
        yield _from_html(file)
    else:
        yield _from_text(file)


def _from_row(row: Row) -> Article | InputError:
    try:
        return _checked(
            row.text,
            row.location,
            id=row.id,
            title=row.title,
            date=row.date,
            source=row.source,
            url=row.url,
            place=row.place,
        )
    except InputError as error:
        return error


def _from_text(file: Path) -> Article:
    return _checked(decode(_bytes(file, LONGEST_TEXT_FILE), str(file)), str(file))


def _from_html(file: Path) -> Article:
    from communique.read.ingest.html import read_page

    data = _bytes(file, LONGEST_HTML_FILE)
    check_size(data.decode("latin-1")[:LONGEST], str(file))
    page = read_page(data, str(file))
    return _checked(page.text, str(file), title=page.title, date=page.date, source=page.source, url=page.url)


def _bytes(file: Path, most: int) -> bytes:
    size = file.stat().st_size
    if size > most:
        raise TooLargeError(str(file), f"{size:,} bytes; a file with one article has at most {most:,}")
    return file.read_bytes()


def _checked(
    text: str,
    location: str,
    *,
    id: str | None = None,
    title: str | None = None,
    date: str | None = None,
    source: str | None = None,
    url: str | None = None,
    place: str | None = None,
) -> Article:
    check_size(text, location)
    check_prose(text, location)
    language = check_language(text, location)
    return make_article(
        text,
        id=id,
        date=date,
        source=source,
        title=title,
        url=url,
        place=place,
        location=location,
        language=language,
    )


def _count_lines(file: Path) -> int:
    try:
        with file.open("rb") as stream:
            return sum(block.count(b"\n") for block in iter(lambda: stream.read(1 << 20), b"")) or 1
    except OSError:
        return 1
