"""The analysis points into the article at exact offsets, whatever the text is made of."""

from __future__ import annotations

import pytest

from communique.model.text import Article, Block, BlockKind
from communique.read.analysis.analysis import Analysis
from communique.read.analysis.build import analyse, readable_text
from communique.read.ingest.article import make_article
from communique.read.ingest.segments import paragraphs

HARD = {
    "plain": "The envoy met Ana Brandt in Lima.",
    "no-break spaces": "The\u00a0envoy met\u202fAna Brandt in\u2009Lima on\u00a0\u00a04 May.",
    "zero width": "The en\u200bvoy met \u200bAna Brandt.\ufeff He left.",
    "carriage returns": "The envoy left.\r\nAna Brandt stayed.\r\n\r\nNobody signed.\r",
    "old carriage returns": "The envoy left.\rAna Brandt stayed.",
    "half surrogates": "The \ud83d envoy left\udc00. Ana\ud800Brandt stayed.",
    "emoji": "“Peace \U0001f54a\ufe0f,” wrote \U0001f468\u200d\U0001f469 Ana Brandt \U0001f600\U0001f600.",
    "combining": "The cafe\u0301 in I\u0307zmir closed; İstanbul’s ﬁrst ẞ.",
    "odd separators": "One left.\x0bTwo\x0cleft.\x1cThree left.\x85Four left.\u2028Five left.\u2029Six left.",
    "one line with runs": "The envoy left.   Ana Brandt stayed.    “No,”  she said.  \t  The end.",
    "leading white space": "   \n\n\t The envoy left.",
    "control characters": "The \x00 envoy \x07 left. \x1b[0m Ana stayed.",
    "right to left": "The envoy said \u202bשלום\u202c and left.",
    "wide scripts": "He said 「はい」 and 和平 in Tokyo.",
    "only signs": "— … “” ‘’ «» !? ()",
    "one letter": "x",
    "long word": "a" * 900 + " left.",
    "glued": "The talks ended.Both sides left.“Good,”she said.",
}


def both_ways(text: str) -> list[Analysis]:
    """With the blocks that ingest makes, and without blocks."""
    return [analyse(make_article(text, id="t")), analyse(Article(id="t", text=text))]


@pytest.mark.parametrize("text", HARD.values(), ids=HARD.keys())
def test_every_word_stands_where_it_says(text: str) -> None:
    for a in both_ways(text):
        assert [text[s:e] for s, e in zip(a.start, a.end, strict=True)] == a.text
        assert all(s < e for s, e in zip(a.start, a.end, strict=True))
        assert all(e <= s for e, s in zip(a.end, a.start[1:], strict=False))
        assert all(word.strip() for word in a.text)


@pytest.mark.parametrize("text", HARD.values(), ids=HARD.keys())
def test_all_lists_have_one_item_for_each_word(text: str) -> None:
    for a in both_ways(text):
        lists = (a.lower, a.lemma, a.tag, a.dep, a.head, a.ent, a.start, a.end, a.sent, a.quoted, a.children)
        assert {len(x) for x in lists} == {len(a)}
        assert all(0 <= h < len(a) for h in a.head)
        assert all(a.tag) or not len(a)


@pytest.mark.parametrize("text", HARD.values(), ids=HARD.keys())
def test_no_word_of_a_readable_text_is_lost(text: str) -> None:
    a = analyse(Article(id="t", text=text))
    left = set("".join(a.text))
    assert {c for c in text if c.isalnum()} <= left


@pytest.mark.parametrize("text", HARD.values(), ids=HARD.keys())
def test_sentences_cover_all_words_once(text: str) -> None:
    for a in both_ways(text):
        at = 0
        for index, s in enumerate(a.sentences):
            assert (s.index, s.first) == (index, at)
            assert s.first < s.last
            assert a.sent[s.first : s.last] == [index] * (s.last - s.first)
            span = a.span(s.first, s.last)
            assert s.block.span.covers(span) or not a.article.blocks
            at = s.last
        assert at == len(a)


@pytest.mark.parametrize("text", HARD.values(), ids=HARD.keys())
def test_heads_stay_in_their_sentence(text: str) -> None:
    for a in both_ways(text):
        assert [a.sent[h] for h in a.head] == a.sent


@pytest.mark.parametrize("text", HARD.values(), ids=HARD.keys())
def test_quotations_and_entities_lie_in_the_text(text: str) -> None:
    for a in both_ways(text):
        at = 0
        for q in a.quotations:
            assert at <= q.start < q.end <= len(text)
            at = q.end
        for i, k in enumerate(a.quoted):
            inside = [n for n, q in enumerate(a.quotations) if q.start <= a.start[i] < q.end]
            assert inside == ([k] if k >= 0 else [])
        for e in a.entities:
            assert 0 <= e.first < e.last <= len(a)
            assert e.label
            assert set(a.ent[e.first : e.last]) == {e.label}


@pytest.mark.parametrize("text", HARD.values(), ids=HARD.keys())
def test_what_is_blanked_keeps_the_offsets(text: str) -> None:
    for article in (make_article(text, id="t"), Article(id="t", text=text)):
        assert len(readable_text(article)) == len(text)


@pytest.mark.parametrize("text", HARD.values(), ids=HARD.keys())
def test_an_analysis_is_the_same_each_time(text: str) -> None:
    article = make_article(text, id="t")
    assert analyse(article) == analyse(article)


@pytest.mark.parametrize("text", ["   ", "\n\n", "\u200b", "\u00a0\r\n"], ids=repr)
def test_a_text_without_words_has_none(text: str) -> None:
    a = analyse(Article(id="t", text=text))
    assert (len(a), a.sentences, a.entities, a.quotations) == (0, [], [], [])


def blocks(text: str, *parts: tuple[str, BlockKind, bool]) -> Article:
    bare = Article(id="t", text=text)
    made = []
    for words, kind, foreign in parts:
        at = text.index(words)
        made.append(Block(span=bare.span(at, at + len(words)), kind=kind, foreign=foreign))
    return Article(id="t", text=text, blocks=tuple(made))


BODY = "The envoy left Lima. “We failed,” he said."


@pytest.mark.parametrize(
    ("words", "kind", "foreign"),
    [
        ("Sign up for “our” daily letter.", BlockKind.FURNITURE, False),
        ("By Olga Prentice in Oslo", BlockKind.BYLINE, False),
        ("A lighthouse keeper “waves” in Porto.", BlockKind.CAPTION, True),
        ("A strike “ends” in Porto.", BlockKind.BODY, True),
    ],
)
@pytest.mark.parametrize("gap", ["\n", " ", "\r\n\r\n"])
def test_what_is_not_of_this_story_is_never_analysed(
    words: str, kind: BlockKind, foreign: bool, gap: str
) -> None:
    article = blocks(f"{words}{gap}{BODY}", (words, kind, foreign), (BODY, BlockKind.BODY, False))
    a = analyse(article)
    assert a.start[0] == article.text.index(BODY)
    assert [article.text[q.start : q.end] for q in a.quotations] == ["“We failed,”"]
    assert [s.block.kind for s in a.sentences] == [BlockKind.BODY] * len(a.sentences)


def test_no_sentence_runs_across_blocks() -> None:
    text = "LIMA, May 4 (AP) - The envoy left Photo: a quay in Porto and the talks went on."
    article = blocks(
        text,
        ("LIMA, May 4 (AP) -", BlockKind.DATELINE, False),
        ("The envoy left", BlockKind.BODY, False),
        ("Photo: a quay in Porto", BlockKind.FURNITURE, False),
        ("and the talks went on.", BlockKind.BODY, False),
    )
    a = analyse(article)
    assert [a.span(s.first, s.last).text for s in a.sentences] == [
        "LIMA, May 4 (AP) -",
        "The envoy left",
        "and the talks went on.",
    ]


WRAPPED = """LIMA, March 3 (Andes Wire) - The foreign ministers of Norland and
Karsova met in Lima on Monday and agreed to send their deputies to
Geneva for a further round of talks before the month was over.

"We have come a long way, and there is still a long way to go before
we can sign anything," said the minister of Norland, who spoke to
reporters after the meeting at the ministry.

The two sides had broken off talks in January after a shooting at the
border in which three soldiers of Karsova and a fisherman had been
killed.
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_text_broken_at_a_margin_is_read_as_paragraphs(newline: str) -> None:
    text = WRAPPED.replace("\n", newline)
    a = analyse(make_article(text, id="t"))
    assert [a.text[s.first] for s in a.sentences] == ["LIMA", "The", '"', "The"]
    assert [a.article.span(q.start, q.end).line for q in a.quotations] == [
        '"We have come a long way, and there is still a long way to go before we can sign anything,"'
    ]
    assert all(q.closed for q in a.quotations)


def test_wrapped_and_flowing_text_have_the_same_words_and_tree() -> None:
    flowing = "\n\n".join(" ".join(p.split()) for p in WRAPPED.split("\n\n")) + "\n"
    one, two = analyse(make_article(WRAPPED, id="t")), analyse(make_article(flowing, id="t"))
    assert (one.text, one.tag, one.head, one.sent) == (two.text, two.tag, two.head, two.sent)


@pytest.mark.parametrize("sign", ["\n", "\r", "\r\n", "\u2028", "\u2029"])
def test_ingest_and_analysis_part_paragraphs_at_the_same_signs(sign: str) -> None:
    text = f"The envoy left{sign}Nobody signed"
    assert len(paragraphs(text)) == 2
    for a in both_ways(text):
        assert len(a.sentences) == 2


@pytest.mark.parametrize("sign", ["\x0b", "\x0c", "\x85", " ", "\u00a0", "\t"])
def test_other_white_space_parts_no_paragraph(sign: str) -> None:
    text = f"The envoy “left{sign}and came back” later."
    assert len(paragraphs(text)) == 1
    for a in both_ways(text):
        assert len(a.sentences) == 1
        assert [q.closed for q in a.quotations] == [True]


def test_a_quotation_goes_on_across_paragraphs_but_not_across_furniture_of_its_own() -> None:
    first, advert, second = "He said: “We left.", "Get “our” app.", "“We came back.”"
    article = blocks(
        f"{first}\n{advert}\n{second}",
        (first, BlockKind.BODY, False),
        (advert, BlockKind.FURNITURE, False),
        (second, BlockKind.BODY, False),
    )
    quotations = analyse(article).quotations
    assert [article.text[q.start : q.end] for q in quotations] == ["“We left.", "“We came back.”"]
    assert [(q.closed, q.continues) for q in quotations] == [(False, None), (True, 0)]
