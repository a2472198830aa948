"""Block quotes: what stands without marks in a paragraph of its own, behind “… wrote:”.

One paragraph is taken, as far as nothing shows where the quotation ends; more where indentation does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from communique.model.finding import Mode
from communique.model.text import Block, BlockKind
from communique.read.analysis.analysis import Analysis
from communique.read.find.clauses import subject_of
from communique.read.find.statements.draft import Draft
from communique.read.find.statements.lexicon import verbs

SCORE = 0.8
SURE = 0.7  # of a verb that a quotation may follow
NEAR = 8  # words that may stand between the verb and the colon: “wrote on her page on Monday:”
SHORTEST = 6  # words of a block quote; shorter ones head lists
INDENTED = 2  # columns
INNER = frozenset(("ccomp", "csubj", "pcomp", "relcl", "xcomp"))  # not “watch what she said below:”


def block_drafts(a: Analysis) -> Iterator[Draft]:
    """One statement for each block quote that a reporting verb and a colon announce."""
    blocks = [b for b in a.article.blocks if b.readable and b.kind is BlockKind.BODY]
    for n, (lead, quote) in enumerate(pairwise(blocks)):
        if not lead.span.text.endswith(":"):
            continue
        colon = a.words(lead.span).stop - 1
        words = a.words(quote.span)
        verb = _verb(a, colon)
        if verb is None or len(words) < SHORTEST or not _prose(a, quote, words):
            continue
        source = subject_of(a, verb)
        if source is not None and source < colon:
            last = a.words(_last(a, blocks[n:]).span).stop
            yield Draft(
                anchor=verb, cue=(verb, verb + 1), content=((words.start, last),), source=source,
                mode=Mode.SPEECH, score=SCORE, note="a paragraph announced by a colon",
            )  # fmt: skip


def _verb(a: Analysis, colon: int) -> int | None:
    """The reporting verb that announces what follows a colon."""
    table = verbs()
    for i in range(colon - 1, max(a.sentence_of(colon).first, colon - NEAR) - 1, -1):
        if a.tag[i][0] == "V" and a.quoted[i] < 0 and (cue := table.get(a.lemma[i])) is not None:
            main = a.dep[i] not in INNER and cue.mode is not Mode.THOUGHT
            return i if main and cue.quote >= SURE else None
    return None


def _prose(a: Analysis, quote: Block, words: range) -> bool:
    """True for a paragraph of sentences, not quoted, not a point of a list."""
    text = quote.span.text
    return (text[0].isupper() or text[0] in "…[") and text[-1] in ".!?…" and a.quoted[words.start] < 0


def _last(a: Analysis, blocks: Sequence[Block]) -> Block:
    """The last block of the quotation that begins with the second of `blocks`, by indentation."""
    lead, last = blocks[0], blocks[1]
    if _indent(a, last) < _indent(a, lead) + INDENTED:
        return last
    for block in blocks[2:]:
        if _indent(a, block) < _indent(a, lead) + INDENTED:
            break
        last = block
    return last


def _indent(a: Analysis, block: Block) -> int:
    start, text = block.span.start, a.article.text
    line = text.rfind("\n", 0, start) + 1
    return len(text[line:start].expandtabs()) if not text[line:start].strip() else 0
