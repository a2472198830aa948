"""From an article to its analysis: one pass of the language model over the readable text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING

from communique.knowledge.offices import OfficeBook
from communique.model.text import Article, Block, BlockKind
from communique.read.analysis.analysis import Analysis, Entity, Sentence
from communique.read.analysis.language_model import LanguageModel, language_model
from communique.read.analysis.quotes import Quotation, find_quotations

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Characters that the tokenizer does not know, by ones of the same length that it does.
FOLD = {
    ord(a): b
    for a, b in {
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\u200b": " ",
        "\r": "\n",
        "\u2028": "\n",
        "\u2029": "\n",
        "\x0b": " ",
        "\x0c": " ",
        "\x85": " ",
        "\u2015": "—",  # a quotation dash, which the tokenizer leaves on the words beside it
    }.items()
}
# Characters that the model sees together: it takes 3 kB of memory for each.
_AT_ONCE = 100_000
# A thousand characters without white space are no words (encoded data, rows of brackets), and the
# tokenizer takes the square of their number in time.
_NO_WORD = re.compile(r"(?<!\S)\S{1000,}")
# The tokenizer hashes UTF-8, in which half a surrogate pair cannot be written.
FOLD.update(dict.fromkeys(range(0xD800, 0xE000), "\ufffd"))


def analyse(article: Article, offices: OfficeBook | None = None) -> Analysis:
    """The analysis of one article. Pure: the same article gives the same analysis in any process.

    `offices` says who is known to hold an office; without it the shipped file does.

    Raises:
        ModelMissingError: when no language model is installed.
    """
    model = language_model()
    analysis = _build(article, _parsed(model, readable_text(article)), model)
    if offices is not None:
        analysis.offices = offices
    return analysis


def _parsed(model: LanguageModel, text: str) -> Doc:
    """The document of a text; a very long one is parsed in parts, so that memory stays bounded."""
    if len(text) <= _AT_ONCE:
        return model.nlp(text)
    from spacy.tokens import Doc

    return Doc.from_docs([model.nlp(part) for part in _parts(text)], ensure_whitespace=False)


def _parts(text: str) -> Iterator[str]:
    """The text in parts that end at a line break, or at a space where there is none."""
    at = 0
    while len(text) - at > _AT_ONCE:
        end = max(text.rfind("\n", at, at + _AT_ONCE), 0) or max(text.rfind(" ", at, at + _AT_ONCE), 0)
        end = end + 1 if end > at else at + _AT_ONCE
        yield text[at:end]
        at = end
    yield text[at:]


def readable_text(article: Article) -> str:
    """The text with what finders may not read blanked out, at unchanged offsets.

    Block boundaries become line breaks where a space allows, so that no sentence runs across them. A
    line break inside a block is a margin (ingest parts paragraphs), and becomes a space.
    """
    text = _NO_WORD.sub(lambda m: " " * len(m.group()), article.text.translate(FOLD))
    if not article.blocks:
        return text
    parts, at = [], 0
    for block in article.blocks:
        s, e = block.span.start, block.span.end
        parts.append(_blank(text[at:s]))
        parts.append(text[s:e].replace("\n", " ") if block.readable else _blank(text[s:e]))
        at = e
    parts.append(_blank(text[at:]))
    return "".join(parts)


def _blank(text: str) -> str:
    return "\n" * len(text)


def _build(article: Article, doc: Doc, model: LanguageModel) -> Analysis:
    from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, IDX, IS_SPACE, LENGTH, SENT_START, TAG

    rows = doc.to_array([IDX, LENGTH, HEAD, DEP, TAG, ENT_IOB, ENT_TYPE, SENT_START, IS_SPACE]).tolist()
    strings = model.nlp.vocab.strings
    names: dict[int, str] = {k: strings[k] for k in {r[c] for r in rows for c in (3, 4, 6)}}
    number, count = [], 0  # the number of each token without white space
    for row in rows:
        number.append(count)
        count += not row[8]
    keep = [i for i, row in enumerate(rows) if not row[8]]
    source = article.text
    text = [source[rows[i][0] : rows[i][0] + rows[i][1]] for i in keep]
    lower = [t.lower() for t in text]
    tag = [names[rows[i][4]] for i in keep]
    head = [_head(rows, number, i) for i in keep]
    start = [rows[i][0] for i in keep]
    sentences, sent = _sentences(article, rows, keep, start)
    quotations = find_quotations(source, _paragraphs(article))
    return Analysis(
        article=article,
        text=text,
        lower=lower,
        lemma=[model.lemmas(w, t) for w, t in zip(lower, tag, strict=True)],
        tag=tag,
        dep=[names[rows[i][3]] for i in keep],
        head=head,
        ent=[names[rows[i][6]] for i in keep],
        start=start,
        end=[rows[i][0] + rows[i][1] for i in keep],
        sent=sent,
        sentences=sentences,
        entities=_entities(rows, keep, names),
        quotations=quotations,
        quoted=_quoted(quotations, start),
    )


def _head(rows: list[list[int]], number: list[int], i: int) -> int:
    offset = rows[i][2]
    if offset >= 1 << 63:  # to_array is unsigned
        offset -= 1 << 64
    h = i + offset
    return number[i] if rows[h][8] else number[h]


def _sentences(
    article: Article, rows: list[list[int]], keep: list[int], start: list[int]
) -> tuple[list[Sentence], list[int]]:
    blocks = article.blocks or (_whole(article),)
    begins = [b.span.start for b in blocks]
    firsts, fresh, previous = [], True, -1
    for n, i in enumerate(keep):
        # A start that fell on white space passes on to the word behind it.
        fresh = fresh or any(rows[k][7] == 1 for k in range(previous + 1, i + 1))
        if fresh:
            firsts.append(n)
        fresh, previous = False, i
    sentences, sent = [], []
    for index, first in enumerate(firsts):
        last = firsts[index + 1] if index + 1 < len(firsts) else len(keep)
        block = blocks[max(0, bisect_right(begins, start[first]) - 1)]
        sentences.append(Sentence(index, first, last, block))
        sent.extend([index] * (last - first))
    return sentences, sent


def _whole(article: Article) -> Block:
    return Block(span=article.span(0, len(article.text)), kind=BlockKind.BODY)


def _paragraphs(article: Article) -> list[tuple[int, int]]:
    """The readable blocks: one paragraph each. Without blocks, the lines."""
    if article.blocks:
        return [(b.span.start, b.span.end) for b in article.blocks if b.readable]
    out, at = [], 0
    for line in article.text.translate(FOLD).split("\n"):
        if line.strip():
            out.append((at, at + len(line.rstrip())))
        at += len(line) + 1
    return out


def _entities(rows: list[list[int]], keep: list[int], names: dict[int, str]) -> list[Entity]:
    out: list[Entity] = []
    for n, i in enumerate(keep):
        iob, label = rows[i][5], names[rows[i][6]]
        if iob == 3 or (iob == 1 and (not out or out[-1].last != n)):
            out.append(Entity(n, n + 1, label))
        elif iob == 1:
            out[-1] = Entity(out[-1].first, n + 1, out[-1].label)
    return out


def _quoted(quotations: list[Quotation], start: list[int]) -> list[int]:
    begins = [q.start for q in quotations]
    out = []
    for s in start:
        k = bisect_right(begins, s) - 1
        out.append(k if k >= 0 and s < quotations[k].end else -1)
    return out
