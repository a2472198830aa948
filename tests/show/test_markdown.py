from __future__ import annotations

import re
from typing import Any

import pytest

from communique.show.brief import brief
from communique.show.markdown import escaped, markdown


def test_every_footnote_is_defined_and_used(view: Any) -> None:
    text = markdown(brief(view))
    body, _, sources = text.partition("## Sources")
    used = set(re.findall(r"\[\^(\d+)\]", body))
    assert used == set(re.findall(r"^\[\^(\d+)\]:", sources, re.MULTILINE))
    assert "“There was no meeting, and nobody should believe there was,”" in sources


def test_sections_and_status(view: Any) -> None:
    text = markdown(brief(view))
    assert "- 12 March 2031: Norland – Vessia, Calder (round of talks; **planned**; 1 source)" in text
    assert ": EUR 1.2 billion" in text
    assert "## Where accounts differ" in text


def test_hostile_words_stay_words(view: Any) -> None:
    text = markdown(brief(view))
    assert not re.search(r"(?<!\\)<(?!https?:)", text)
    assert "javascript:" not in text
    assert "\u202e" not in text


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("a [link](http://x)", r"a \[link\](http://x)"),
        ("# head", r"\# head"),
        ("- item", r"\- item"),
        ("1. item", r"\1. item"),
        ("*x* _y_ `z`", r"\*x\* \_y\_ \`z\`"),
        ("a | b", r"a \| b"),
        ("&lt;", r"\&lt;"),
        ("plain words", "plain words"),
    ],
)
def test_escaped(text: Any, safe: Any) -> None:
    assert escaped(text) == safe
