"""Labels before a colon that say who speaks: “MR. HALE:”, “Q”, “President Ida Berg (retranslated):”.

A label is told from other words before a colon (“Warning: …”, “One thing is clear: …”) by its form,
by what the article knows of the words in it, and by the company of other labels.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from communique.knowledge import column, mapping
from communique.model.reference import ActorKind
from communique.model.text import Block, BlockKind
from communique.read.analysis.analysis import Analysis
from communique.read.find.statements.lexicon import documents

LONGEST = 16  # words of a label: official sites print whole titles in it
HEADLINE_LONGEST = 5
LINE_LONGEST = 30  # words of a headline
GREETING = 80  # words after which somebody who speaks has surely said “I” or “you”
PERSONAL = frozenset(("i", "we", "you", "me", "us", "my", "our", "your", "mine", "ours", "yours", "myself"))
NOMINAL = frozenset(("NN", "JJ", "DT", "FW"))  # how the tags of what may begin a label begin
# The entry of a live blog begins with the time; a whole transcript may stand in quotation marks.
_BEFORE = r"(?:\d{1,2}[:.h]\d\d(?:\s?[AaPp]\.?[Mm]\.?)?(?:\s[A-Z]{2,4})?\b[\s:|–—-]*)?[\"“„«'‘*_\s]*"
_BRACKET = r"(?:\([^()\n]{1,80}\)|\[[^\[\]\n]{1,80}\])"
_WORDS = r"[^\W\d_][^\n:;?!\"“”„«»()\[\]]{0,119}?"
_LABEL = re.compile(rf"{_BEFORE}(?P<name>{_WORDS})\s*{_BRACKET}?[*_\s]*(?P<sign>:)(?=[\s\"“„«'‘*_]|$)")
# In a paragraph that lost its line breaks only capitals tell a label.
_INSIDE = re.compile(
    rf"(?<=[.?!…)\]”\"—] )(?P<name>[A-Z][A-ZÀ-Þ.’' -]{{1,60}}?)\s?{_BRACKET}?(?P<sign>:)(?=\s)"
)
_LETTER = re.compile(r"[\"“*_\s]*(?P<name>(?P<sign>Q|A(?=[.])))[.]?\s+(?=[\"“(\[—–…A-Z0-9])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label: words `low` to `high` name who speaks; `sign` is its colon (or its letter, for “Q Why?”).

    It begins at word `start`, with the time or an opening mark; what is said begins at word `first`.
    """

    start: int
    low: int
    high: int
    sign: int
    first: int
    headline: bool = False


def find_labels(a: Analysis) -> list[Label]:
    """The labels of an article, in text order; none where nothing bears out that they are labels."""
    blocks = [b for b in a.article.blocks if b.readable]
    candidates = [c for b in blocks for c in _candidates(a, b, b.kind is BlockKind.HEADLINE or _tops(a, b))]
    candidates = [c for c in candidates if not _is_note(a, c)]
    headlines = [c for c in candidates if c.headline and _heads(a, c)]
    body = [c for c in candidates if not c.headline]
    return sorted((*headlines, *_borne_out(a, body)), key=lambda c: c.low)


def _tops(a: Analysis, block: Block) -> bool:
    """True for a first line of one sentence where the article has no title: it may be the headline."""
    s = a.sentences[0] if a.sentences else None
    if a.article.title or s is None or s.block is not block or s.last - s.first > LINE_LONGEST:
        return False
    name = block.span.text.partition(":")[0]
    return s.last == a.words(block.span).stop and a.article.text.count(f"{name}:") == 1


def _candidates(a: Analysis, block: Block, headline: bool) -> Iterator[Label]:
    text, begin, end = a.article.text, block.span.start, block.span.end
    at_start = _LABEL.match(text, begin, end) or _LETTER.match(text, begin, end)
    found = [] if at_start is None else [at_start]
    if not headline:
        found += _INSIDE.finditer(text, begin if at_start is None else at_start.end(), end)
    for match in found:
        low, high = (bisect_left(a.start, at) for at in match.span("name"))
        sign = bisect_right(a.end, match.start("sign"))  # the tokenizer may join it to a bracket
        after = sign + 1
        while after < len(a) and a.end[after - 1] < match.end() and not a.text[after][0].isalnum():
            after += 1
        if low < high <= sign + 1 <= after < len(a) and a.start[after] < end and _capitalised(match["name"]):
            start = bisect_left(a.start, match.start())
            yield Label(start=start, low=low, high=high, sign=sign, first=after, headline=headline)


def _capitalised(name: str) -> bool:
    """True for words that are all written as names are, small words between them aside (“el-Sisi”)."""
    words = name.split()
    return (
        len(words) <= LONGEST
        and words[0][:1].isupper()
        and (words[-1][:1].isupper() or "-" in words[-1])
        and all(w[:1].isupper() or len(w) <= 3 or "-" in w for w in words)
    )


def _borne_out(a: Analysis, labels: list[Label]) -> Iterator[Label]:
    """The candidates that form a transcript, an interview or a list of quotations.

    Labels in capitals and roles bear one another out; of names, half must be followed by speech.
    """
    times = Counter(_name(a, c) for c in labels)
    again = {name for name, n in times.items() if n > 1 and len(times) > 1}
    roles = [c for c in labels if _role(a, c)]
    if not any(label_words()[a.lower[c.high - 1]] == "asks" for c in roles):
        roles = [c for c in roles if _name(a, c) != "a"]
    loud = [c for c in labels if shouted(a, c) and not _role(a, c)]
    names = [c for c in labels if not shouted(a, c) and not _role(a, c) and a.tag[c.low][:2] in NOMINAL]
    names = [c for c in names if _person(a, c) or _name(a, c) in again]
    transcript = len(roles) > 1 or any(_of_somebody(a, c) or _name(a, c) in again for c in loud)
    talk = 2 * sum(_spoken(a, labels, c) for c in names) >= max(len(names), 1)
    yield from roles if transcript or talk else ()
    yield from loud if transcript else ()
    yield from names if talk else ()


def _name(a: Analysis, c: Label) -> str:
    return " ".join(a.lower[c.low : c.high])


def shouted(a: Analysis, c: Label) -> bool:
    """True for a label in capitals."""
    name = "".join(a.text[c.low : c.high])
    return sum(map(str.isalpha, name)) > 1 and name.replace("Mc", "MC").isupper()


@cache
def label_words() -> dict[str, str]:
    """The words that stand alone in labels, with what each says: asks, answers, note or end."""
    return mapping("turn_labels", "word", "role")


def _role(a: Analysis, c: Label) -> bool:
    return label_words().get(a.lower[c.high - 1]) in ("asks", "answers") and c.high - c.low <= 4


def _is_note(a: Analysis, c: Label) -> bool:
    return any(label_words().get(w) == "note" for w in a.lower[c.low : c.high])


def _of_somebody(a: Analysis, c: Label) -> bool:
    """True for a label with a title in it, or with the name of a person of the article."""
    offices = column("offices", "noun")
    return any(w in offices for w in a.lower[c.low : c.high]) or _person(a, c)


def _person(a: Analysis, c: Label) -> bool:
    return any(
        (hit := a.layers.actor_at.get(i)) is not None and hit[0].actor_kind is ActorKind.PERSON
        for i in range(c.low, c.high)
    )


def _spoken(a: Analysis, labels: Sequence[Label], c: Label) -> bool:
    """True when speech stands behind a label: quoted, a question, or in the first or second person."""
    if a.quoted[c.first] >= 0:
        return True
    end = next((d.low for d in labels if d.low > c.low), len(a))
    end = min(end, c.first + GREETING)
    return personal(a, c, c.first, end) or "?" in a.text[c.first : end]


def personal(a: Analysis, c: Label, first: int, last: int) -> bool:
    """True when words `first` to `last` say “I” or “you” outside quotations within the turn of `c`."""
    wrapped = a.quoted[c.low] >= 0  # the whole transcript stands in quotation marks
    return any(a.lower[i] in PERSONAL and (wrapped or a.quoted[i] < 0) for i in range(first, last))


def _heads(a: Analysis, c: Label) -> bool:
    """True for a headline that says who says it: “Kovac: No deal in sight”, “Poll: …”."""
    said = a.text[c.first : a.sentence_of(c.first).last]
    if c.high - c.low > HEADLINE_LONGEST or not any(map(str.isalpha, said)):
        return False
    if "and" in a.lower[c.low : c.high]:  # “Berg and Kovac: …” is what a story is about
        return False
    last = c.high - 1
    hit = a.layers.actor_at.get(last)
    return a.lemma[last] in documents() or (hit is not None and hit[0].actor_kind is not ActorKind.STATE)
