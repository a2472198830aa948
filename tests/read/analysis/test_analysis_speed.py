"""Texts that would cost the square of their length in time: what keeps them linear."""

import pytest
import spacy
from spacy.tokens import Doc

from communique.model.text import Article
from communique.read.analysis import build
from communique.read.analysis.build import analyse, readable_text
from communique.read.analysis.language_model import language_model, mark_sentences
from communique.read.analysis.sentences import sentence_starts

TEXT = "Brandt left on Dec. 4. “We agreed,” she said. Dahl spoke: no date was set. He left at 10 p.m. Monday."


def test_sentence_starts_are_laid_on_the_document_as_they_are() -> None:
    doc: Doc = mark_sentences(language_model().nlp.make_doc(TEXT))
    expected = list(sentence_starts([t.text for t in doc], [bool(t.whitespace_) for t in doc]))
    assert {True, False, None} <= set(expected)
    # SpaCy itself holds the first word of a text for a start.
    assert [t.is_sent_start for t in doc][1:] == expected[1:]


def test_an_empty_document_has_no_sentence_starts() -> None:
    assert len(mark_sentences(spacy.blank("en").make_doc(""))) == 0


def test_what_is_no_word_is_not_tokenized() -> None:
    noise = "(" * 60_000
    text = f"Brandt said no. {noise} Dahl said yes."
    article = Article(id="a", text=text)
    assert len(readable_text(article)) == len(text)
    assert noise not in readable_text(article)
    words = analyse(article)
    assert words.text[-4:] == ["Dahl", "said", "yes", "."]
    assert words.start[-4] == text.index("Dahl")


def test_a_long_address_is_kept() -> None:
    address = "https://example.org/" + "a" * 800
    assert address in readable_text(Article(id="a", text=f"See {address} for more."))


@pytest.mark.parametrize("gap", ["\n", " "])
def test_a_very_long_text_is_parsed_in_parts(monkeypatch: pytest.MonkeyPatch, gap: str) -> None:
    text = gap.join(f"Lena Brandt met Karl Dahl in room {n}. She said no." for n in range(60))
    whole = analyse(Article(id="a", text=text))
    monkeypatch.setattr(build, "_AT_ONCE", 500)
    parts = analyse(Article(id="a", text=text))
    assert (parts.text, parts.start, parts.end) == (whole.text, whole.start, whole.end)
    assert len(parts.sentences) == pytest.approx(len(whole.sentences), abs=4)
    assert all(parts.sent[h] == parts.sent[i] for i, h in enumerate(parts.head))
    if gap == "\n":
        assert (parts.head, parts.dep, parts.tag) == (whole.head, whole.dep, whole.tag)
