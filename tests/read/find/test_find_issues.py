from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.model.finding import Finding, Position

ReadKind = Callable[..., list[Finding]]

ISSUES = [
    ("Peru's foreign minister said fishing rights must be shared.", "fishing rights"),
    ("Peru's foreign minister said the pumps must stop first.", "pumps"),
    ("Peru's foreign minister said she could not wait for Ana Ruiz.", None),
    ("Peru's foreign minister said nobody would come on Monday.", None),
]


@pytest.mark.parametrize(("text", "issue"), ISSUES)
def test_issue_in_own_words(read_kind: ReadKind, text: str, issue: str | None) -> None:
    found = [p.issue for p in read_kind("position", text) if isinstance(p, Position)]
    assert found == ([] if issue is None else [issue])
