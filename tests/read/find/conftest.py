"""What the tests of finders share: reading a short text with all finders."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.model.finding import Finding
from communique.read.ingest.article import make_article
from communique.read.reader import read_article

ReadKind = Callable[..., list[Finding]]


@pytest.fixture(scope="session")
def read_kind() -> ReadKind:
    """The findings of one kind in a text, read by all finders; a failing finder fails the test."""

    def read(kind: str, text: str, date: str = "2026-03-12", source: str | None = None) -> list[Finding]:
        reading = read_article(make_article(text, date=date, source=source))
        assert not reading.failures, reading.failures
        return [f for f in reading.findings if f.kind == kind]

    return read
