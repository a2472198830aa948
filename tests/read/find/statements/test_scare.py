"""How much a quotation is like a statement: speech above, what quotes nobody below."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.knowledge import table
from communique.read.analysis.build import analyse
from communique.read.find.statements.scare import features, speech_likeness
from communique.read.ingest.article import make_article

LEAD = "The envoys met in Riga on Monday. "


def likeness(text: str) -> float:
    a = analyse(make_article(LEAD + text))
    return speech_likeness(a, len(a.quotations) - 1)


@pytest.mark.parametrize(
    "text",
    [
        "“We will not leave the table before there is a deal,” Berg said.",
        "“Why should we sign?” asked Haddad.",
        "Berg said: “We keep our word, and we expect others to keep theirs.”",
        "“Nobody wants this war to go on for another winter.”",
        "'We want a deal, and we want it now,' Berg told reporters.",
        "Haddad said the draft “does not go far enough, and everybody in the room knew that it does not.”",
    ],
)
def test_speech(text: str) -> None:
    assert likeness(text) > 0.6


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “red line” was crossed in spring.",
        "Envoy Vladimir “Vova” Holm sat beside her.",
        "The author of “The Long Peace” sat in the hall.",
        "The tanker “Morning Star” left the port.",
        "The frigates took part in the exercise “Northern Shield” near the coast.",
        "The treaty does not use the term “genocide” at all.",
        "The “humanitarian corridor” was shelled.",
        "A copy of ‘War and Rain’ lay on the table.",
    ],
)
def test_what_quotes_nobody(text: str) -> None:
    assert likeness(text) < 0.4


def test_a_quotation_without_words_is_no_speech() -> None:
    a = analyse(make_article("They wrote “…” and left."))
    assert [speech_likeness(a, k) for k in range(len(a.quotations))] == [0.0]


def test_every_weight_belongs_to_a_feature() -> None:
    texts = (
        "Talks “failed”\n\nBerg said: “We go (now)” and “stay” in ‘Oslo’ (twice).",
        "The film “The Long Peace” ran. “We go,” she said, “now.” “Why?” He shrugged at a “plan” of hers.",
        "He spoke of “nothing”. Her “big plan” host left. A big “No” was heard. “One two three” and more.",
        "The “Big Plan” show and “one two three four five six” ran. Holm (“he is a bore”) left. "
        "“We do not know who of them will come, or when, or why.” “Ten” Berg. “Up,” he knew.",
        "“We do not know who of them will come, or when, or why they should come at all, or what they want. ",
    )
    found = {"bias"}
    for text in texts:
        a = analyse(make_article(text))
        found.update(f for k in range(len(a.quotations)) for f in features(a, k))
    assert {row["feature"] for row in table("speech_features").rows} - found == set()


@settings(max_examples=60, deadline=None)
@given(
    text=st.one_of(st.text(alphabet="ab A.,?\n\"“”„«»‘’'—(", min_size=1, max_size=60), st.text(min_size=1))
)
def test_any_string_gives_probabilities(text: str) -> None:
    a = analyse(make_article(text))
    assert all(0 <= speech_likeness(a, k) <= 1 for k in range(len(a.quotations)))
