"""Words and passages, subtrees, lemmas and layers."""

from __future__ import annotations

from datetime import date

import pytest

from communique.model.finding import Actor, Evidence, Finding, Place, Time
from communique.model.reference import ActorKind, Mention, MentionForm, PlaceRef
from communique.model.text import Article, Span
from communique.model.when import When
from communique.read.analysis.analysis import Analysis, lay
from communique.read.analysis.build import analyse
from communique.read.analysis.language_model import language_model
from communique.read.analysis.lemmas import Lemmas, PartTables
from communique.read.ingest.article import make_article

TEXT = (
    "The Norland foreign minister, Ana Brandt, flew to Lima on Monday.  “We\u00a0hope,” she said; it failed."
)


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return analyse(make_article(TEXT, id="t"))


def span_of(a: Analysis, words: str) -> Span:
    at = a.article.text.index(words)
    return a.article.span(at, at + len(words))


def test_words_are_the_inverse_of_span(analysis: Analysis) -> None:
    for first in range(len(analysis)):
        for last in range(first + 1, len(analysis) + 1):
            assert analysis.words(analysis.span(first, last)) == range(first, last)


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("Ana Brandt", ["Ana", "Brandt"]),
        ("na Bran", ["Ana", "Brandt"]),
        (" Lima ", ["Lima"]),
        ("  ", []),
        (".  “", [".", "“"]),
        ("T", ["The"]),
        ("failed.", ["failed", "."]),
        (TEXT[-1:], ["."]),
    ],
)
def test_words_of_any_passage(analysis: Analysis, passage: str, expected: list[str]) -> None:
    at = TEXT.rindex(passage)
    words = analysis.words(analysis.article.span(at, at + len(passage)))
    assert [analysis.text[i] for i in words] == expected


def test_subtrees_hold_every_word_below(analysis: Analysis) -> None:
    for i in range(len(analysis)):
        low, high = analysis.subtree(i)
        below = [j for j in range(len(analysis)) if i in path_up(analysis, j)]
        assert (low, high) == (min(below), max(below) + 1)


def path_up(a: Analysis, i: int) -> list[int]:
    path = [i]
    while a.head[path[-1]] != path[-1]:
        path.append(a.head[path[-1]])
    return path


def test_children_are_in_text_order_and_complete(analysis: Analysis) -> None:
    children = analysis.children
    assert all(group == sorted(group) for group in children)
    assert sorted(j for group in children for j in group) == [
        i for i, h in enumerate(analysis.head) if h != i
    ]
    assert all(analysis.head[j] == i for i, group in enumerate(children) for j in group)


def test_the_sentence_of_a_word(analysis: Analysis) -> None:
    for s in analysis.sentences:
        assert {analysis.sentence_of(i) for i in range(s.first, s.last)} == {s}
    assert list(analysis.readable_sentences()) == analysis.sentences
    assert not any(analysis.in_caption(i) for i in range(len(analysis)))


@pytest.mark.parametrize(
    ("word", "tag", "lemma"),
    [
        ("met", "VBD", "meet"),
        ("said", "VBD", "say"),
        ("said", "VBN", "say"),
        ("says", "VBZ", "say"),
        ("meeting", "VBG", "meet"),
        ("meetings", "NNS", "meeting"),
        ("meeting", "NN", "meeting"),
        ("agreed", "VBD", "agree"),
        ("pledging", "VBG", "pledge"),
        ("refused", "VBN", "refuse"),
        ("denies", "VBZ", "deny"),
        ("envoys", "NNS", "envoy"),
        ("countries", "NNS", "country"),
        ("men", "NNS", "man"),
        ("crises", "NNS", "crisis"),
        ("ministers", "NNS", "minister"),
        ("was", "VBD", "be"),
        ("held", "VBN", "hold"),
        ("brought", "VBD", "bring"),
        ("quit", "VB", "quit"),
        ("netherlands", "NNP", "netherlands"),
        ("better", "JJR", "better"),
        ("their", "PRP$", "their"),
        ("frobbled", "VBD", "frobble"),
        ("", "NNS", ""),
    ],
)
def test_lemmas(word: str, tag: str, lemma: str) -> None:
    assert language_model().lemmas(word, tag) == lemma


def test_lemmas_by_exception_rule_and_neither() -> None:
    tables = PartTables(
        exceptions={"flew": ["fly"]}, rules=(("ies", "y"), ("s", "")), known=frozenset({"ally"})
    )
    lemmas = Lemmas({"verb": tables, "noun": tables})
    assert lemmas("flew", "VBD") == "fly"
    assert lemmas("allies", "NNS") == "ally"
    assert lemmas("zorps", "NNS") == "zorp"
    assert lemmas("is", "VBZ") == "is"  # what a rule leaves is too short to be a word
    assert lemmas("flew", "NN") == "flew"
    assert lemmas("flew", "VBD") == "fly"  # from memory


def evidence(span: Span) -> Evidence:
    return Evidence(spans=(span,), finder="test", version="1")


def actor(a: Analysis, name: str, *mentions: tuple[str, MentionForm]) -> Actor:
    found = tuple(Mention(span=span_of(a, words), form=form) for words, form in mentions)
    kind = ActorKind.PERSON
    return Actor(
        article="t",
        evidence=evidence(found[0].span),
        name=name,
        actor_kind=kind,
        mentions=found,
        country="NO",
    )


def test_layers_are_indexed_by_word() -> None:
    a = analyse(make_article(TEXT, id="t"))
    lima, monday = span_of(a, "Lima"), span_of(a, "on Monday")
    person = actor(
        a, "Ana Brandt", ("foreign minister, Ana Brandt", MentionForm.NAME), ("she", MentionForm.PRONOUN)
    )
    state = actor(a, "Norland", ("Norland", MentionForm.NAME))
    found: list[Finding] = [
        Time(article="t", evidence=evidence(monday), when=When.day(date(2031, 3, 3), span=monday)),
        Place(article="t", evidence=evidence(lima), place=PlaceRef(name="Lima", span=lima)),
        person,
        state,
    ]
    lay(a, found)
    assert {a.text[i] for i in a.layers.place_at} == {"Lima"}
    assert {a.text[i] for i in a.layers.time_at} == {"on", "Monday"}
    assert (a.layers.times, a.layers.places, a.layers.actors) == (found[:1], found[1:2], found[2:])
    she = a.text.index("she")
    reference = a.ref(she)
    assert reference is not None
    assert (reference.name, reference.kind, reference.form) == ("Ana Brandt", "person", MentionForm.PRONOUN)
    assert (reference.country, reference.mention) == ("NO", span_of(a, "she"))
    assert a.ref(a.text.index("flew")) is None
    assert [r.name for r in a.refs(0, len(a))] == ["Norland", "Ana Brandt", "Ana Brandt"]
    assert a.refs(she + 1, len(a)) == []


@pytest.mark.parametrize("turned", [False, True])
def test_the_longest_mention_wins_a_word(turned: bool) -> None:
    a = analyse(make_article(TEXT, id="t"))
    long = actor(a, "Ana Brandt", ("The Norland foreign minister, Ana Brandt", MentionForm.NAME))
    short = actor(a, "Norland", ("Norland", MentionForm.NAME))
    lay(a, [long, short] if turned else [short, long])
    reference = a.ref(a.text.index("Norland"))
    assert reference is not None
    assert reference.name == "Ana Brandt"


def test_a_time_from_metadata_lies_on_no_word() -> None:
    a = analyse(Article(id="t", text=TEXT))
    dated = Time(
        article="t",
        evidence=evidence(span_of(a, "Monday")),
        when=When.day(date(2031, 3, 3), anchor="metadata"),
    )
    lay(a, [dated])
    assert a.layers.times == [dated]
    assert a.layers.time_at == {}
