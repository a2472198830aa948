"""Paths through the tree: codes that tell a subject from an object, and a phrase's words by its head."""

from __future__ import annotations

import pytest

from communique.read.analysis.analysis import Analysis
from communique.read.analysis.build import analyse
from communique.read.find.events.paths import FAR, paths
from communique.read.ingest.article import make_article


def told(text: str, trigger: str) -> dict[str, str]:
    """The path of every word of a sentence, seen from the trigger."""
    a: Analysis = analyse(make_article(text, id="one"))
    codes = paths(a.head, a.dep, a.lower, a.text.index(trigger), 0, len(a))
    return dict(zip(a.text, codes, strict=True))


@pytest.mark.parametrize(
    ("text", "trigger", "word", "path"),
    [
        ("Peru condemned Chile.", "condemned", "condemned", ""),
        ("Peru condemned Chile.", "condemned", "Peru", "vnsubj"),
        ("Peru condemned Chile.", "condemned", "Chile", "vdobj"),
        ("Peru condemned the army.", "condemned", "the", "vdobj*"),
        ("The envoy was expelled by Peru.", "expelled", "Peru", "vagent:byvpobj"),
        ("Peru condemned the attack.", "attack", "Peru", "^dobjvnsubj"),
        ("Peru condemned the attack.", "attack", "condemned", "^dobj"),
    ],
)
def test_the_path_to_a_word(text: str, trigger: str, word: str, path: str) -> None:
    assert told(text, trigger)[word] == path


def test_what_is_coordinated_shares_its_path() -> None:
    found = told("Peru and Chile condemned the raid.", "condemned")
    assert found["Chile"] == f"{found['Peru']}&"


def test_words_of_another_sentence_and_long_ways_are_far() -> None:
    head, dep = [0, 0, 1, 2, 3, 4, 5], ["ROOT", "prep", "pobj", "prep", "pobj", "prep", "pobj"]
    lower = ["met", "of", "a", "of", "b", "of", "c"]
    assert paths(head, dep, lower, 0, 0, 7)[-1] == FAR
    assert paths([0, 1], ["ROOT", "ROOT"], ["met", "left"], 0, 0, 2) == ["", FAR]
