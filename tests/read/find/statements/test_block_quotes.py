"""Block quotes behind a colon, with negatives."""

from __future__ import annotations

import pytest

from communique.read.analysis.build import analyse
from communique.read.find.statements.block_quotes import block_drafts
from communique.read.ingest.article import make_article


def drafts(text: str) -> list[tuple[str, str, str]]:
    a = analyse(make_article(text))
    return [
        (a.text[d.source or 0], a.text[d.anchor], a.article.text[a.start[d.first] : a.end[d.last - 1]])
        for d in block_drafts(a)
    ]


QUOTE = "We will not leave the table. There is too much to lose."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"On Monday Berg wrote:\n\n{QUOTE}\n\nThe talks go on.", [("Berg", "wrote", QUOTE)]),
        (f"Berg said on her page on Monday:\n\n{QUOTE}\n\nThe talks go on.", [("Berg", "said", QUOTE)]),
        (
            f"Berg wrote:\n\n    {QUOTE}\n\n    Peace takes time, and we have it.\n\nThe talks go on.",
            [("Berg", "wrote", f"{QUOTE}\n\n    Peace takes time, and we have it.")],
        ),
        ("Berg said:\n\n“We will not leave the table, not for all the world.”", []),
        ("The plan will:\n\nCut the price of bread for every house in the land.", []),
        ("Berg added:\n\n1. We will not leave the table before there is a deal.", []),
        ("Berg said:\n\nNo deal.\n\nThe talks go on.", []),
        ("Watch what Berg said below:\n\nThe talks in Riga went on for three days.", []),
        ("The talks went on for three days:", []),
    ],
)
def test_block_quotes(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert drafts(text) == expected
