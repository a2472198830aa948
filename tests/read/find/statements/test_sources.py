"""Whom the words of a source stand for."""

from __future__ import annotations

import pytest

from communique.model.finding import Sourcing
from communique.model.reference import ActorRef
from communique.read.analysis.analysis import Analysis, lay
from communique.read.analysis.build import analyse
from communique.read.find.actors import Actors
from communique.read.find.statements.sources import head_of, sourcing_of, speaker_of_range, subject_near
from communique.read.ingest.article import make_article


def analysed(text: str) -> Analysis:
    analysis = analyse(make_article(text, date="2026-03-12"))
    lay(analysis, list(Actors()(analysis, {})))
    return analysis


def speaker(text: str, source: str) -> ActorRef:
    analysis = analysed(text)
    at = text.rindex(source)
    words = analysis.words(analysis.article.span(at, at + len(source)))
    return speaker_of_range(analysis, words.start, words.stop)


LEAD = "Norwegian Foreign Minister Ida Berg met her Peruvian colleague Luis Rojas in Lima. "

CASES = [
    ("Berg said it was late.", "Berg", "Ida Berg"),
    ("It was late, she said.", "she", "Ida Berg"),
    ("The Norwegian foreign minister said it was late.", "The Norwegian foreign minister", "Ida Berg"),
    ("The day was lost, according to Rojas.", "to Rojas", "Luis Rojas"),
    ("An aide to Rojas said it was late.", "An aide to Rojas", "an aide to Rojas"),
    ("A report by Rojas said it was late.", "A report by Rojas", "Luis Rojas"),
    ("Rojas, who said it was late, left.", "who", "Luis Rojas"),
]


@pytest.mark.parametrize(("sentence", "source", "name"), CASES)
def test_the_words_of_a_source_stand_for_an_actor(sentence: str, source: str, name: str) -> None:
    found = speaker(LEAD + sentence, source)
    assert found.name == name
    assert found.mention is not None
    assert found.mention.text == source


def test_coordinated_names_are_members_as_far_as_they_are_in_the_range() -> None:
    assert [m.name for m in speaker(LEAD + "Berg and Rojas said it was late.", "Berg and Rojas").each()] == [
        "Ida Berg",
        "Luis Rojas",
    ]
    assert speaker(LEAD + "Berg and Rojas said it was late.", "Berg").name == "Ida Berg"


@pytest.mark.parametrize(
    ("source", "sourcing"),
    [
        ("Aid groups", Sourcing.UNNAMED),
        ("A Peruvian research firm", Sourcing.UNNAMED),
        ("The army", Sourcing.NAMED),
        ("Berg", Sourcing.NAMED),
        ("A report", Sourcing.DOCUMENT),
    ],
)
def test_bodies_without_a_name_are_unnamed_sources(source: str, sourcing: Sourcing) -> None:
    analysis = analysed(LEAD + source + " warned of hunger.")
    words = analysis.words(analysis.article.span(len(LEAD), len(LEAD) + len(source)))
    found = speaker_of_range(analysis, words.start, words.stop)
    assert sourcing_of(analysis, head_of(analysis, words.start, words.stop), found) is sourcing


@pytest.mark.parametrize("text", ["", "—", "said “", "by, of and", "Kovač (", "\u200b the the"])
def test_every_range_of_any_words_has_a_head_and_a_speaker(text: str) -> None:
    analysis = analysed(text or ".")
    for low in range(len(analysis)):
        for high in range(low + 1, len(analysis) + 1):
            assert low <= head_of(analysis, low, high) < high
            assert speaker_of_range(analysis, low, high).mention == analysis.span(low, high)


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("Ida Berg said it was late.", "said", "Ida Berg"),
        ("Ida Berg left the hall, chanting a song.", "chanting", "Ida Berg"),
        ("A letter announcing the talks arrived.", "announcing", "A letter"),
        ("The bridge was labelled unsafe.", "labelled", None),
        ("Late again.", "Late", None),
    ],
)
def test_the_subject_that_a_verb_has_or_shares(text: str, verb: str, expected: str | None) -> None:
    a = analyse(make_article(text, id="a"))
    found = subject_near(a, a.text.index(verb))
    assert (None if found is None else a.span(*found).text) == expected


def test_a_relative_pronoun_stands_for_its_noun() -> None:
    assert speaker("It fell to the American leading the effort, who said no.", "who").name != "who"
    assert speaker(LEAD + "Rojas, who was late, said no.", "who").name == "Luis Rojas"
