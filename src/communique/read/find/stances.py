"""Stances in words: what a party wants, rejects, will do or holds, told so that it reads by itself.

A stance begins with its verb ("demanded that Peru stop pumping", "would not discuss the border until
…"); a passage that is quoted stays in its quotation marks. All words are the report's own.
"""

from __future__ import annotations

from collections.abc import Sequence

from communique.model.finding import Statement
from communique.model.reference import ActorRef
from communique.read.analysis.analysis import Analysis

LONGEST = 30  # words; a stance is a few words, not a speech
LONGEST_GAP = 8  # words between a cue and its content: "urged the foreign minister to accept"
BREAKS = (",", ";", "—", "–", ":")


def of_statement(
    a: Analysis, s: Statement, words: Sequence[int], own: Sequence[ActorRef], by_cue: bool
) -> str:
    """The stance that a statement tells.

    `words` are the words of the content that tell it, `own` the names of the party and its speaker, and
    `by_cue` is True when the cue itself is a verb of stance.
    """
    bare = a.lower[words[0]] in ("to", "for", "of", "on", "about") or not any(
        a.tag[i] in ("MD", "VBD", "VBP", "VBZ") for i in words
    )
    before = _cue_before(a, s, words[0]) if by_cue or bare else None
    if before is not None:
        return passage(a, range(before, words[-1] + 1))
    if s.cue and bare and a.quoted[words[0]] < 0:  # "the importance of peace" tells no stance by itself
        return f"{s.cue[0].line} {passage(a, range(words[0], words[-1] + 1))}"
    first = words[0]
    if a.lower[first] == "that" and len(words) > 1:
        first += 1
    if a.quoted[first] < 0:
        first = _behind_subject(a, first, words[-1], own)
    return passage(a, range(first, words[-1] + 1))


def _cue_before(a: Analysis, s: Statement, first: int) -> int | None:
    """The first word of a cue that stands close before its content in the same sentence."""
    cue = [i for c in s.cue for i in a.words(c)]
    if not cue or not 0 < first - cue[0] <= LONGEST_GAP or a.sent[cue[0]] != a.sent[first]:
        return None
    return cue[0]


def _behind_subject(a: Analysis, first: int, last: int, own: Sequence[ActorRef]) -> int:
    """The verb behind a subject that is the party itself: "Peru would not …" told of Peru."""
    subject = next(
        (i for i in range(first, min(last, first + 6)) if a.dep[i] in ("nsubj", "nsubjpass")), None
    )
    if subject is None or a.subtree(subject)[0] != first:
        return first
    behind = a.subtree(subject)[1]
    ref = a.ref(subject)
    names = {r.name for r in own}
    if (
        ref is None
        or not names & {ref.name, *(r.name for r in ref.each())}
        or behind > last
        or a.tag[behind][:1] not in ("V", "M")
    ):
        return first
    return behind


def passage(a: Analysis, words: range) -> str:
    """A passage as one line, cut at a break where it is long, with quotation marks paired."""
    while len(words) > 1 and a.text[words[0]] in BREAKS:
        words = words[1:]
    last = words[-1]
    cut = len(words) > LONGEST
    if cut:
        last = words[LONGEST - 1]
        last = next((i - 1 for i in range(last, words[0] + LONGEST // 2, -1) if a.text[i] in BREAKS), last)
    text = " ".join(a.article.text[a.start[words[0]] : a.end[last]].split())
    text = text.rstrip(" ,;:—–") if cut else text.rstrip(" ,;:—–.")
    return _balanced(text) + (" …" if cut else "")


def _balanced(text: str) -> str:
    """With the quotation mark that the cut left out, or without the one that has no partner."""
    if text.count('"') % 2:
        last = text.rindex('"')
        opens = last == 0 or text[last - 1] in " (["
        text = text + '"' if opens else '"' + text
    opened = text.count("“") - text.count("”")
    if opened > 0:
        text += "”"
    elif opened < 0:
        text = "“" + text
    return text


def with_auxiliary(a: Analysis, verb: int, first: int) -> int:
    """The first of "would not", "does not", "will" before a verb; "has" and "is" say nothing more.

    `first` is the word with which the predicate begins, the verb itself or its copula.
    """
    before = (c for k in (verb, first) for c in a.children[k] if c < verb and _telling_auxiliary(a, c))
    return min([first, *before])


def _telling_auxiliary(a: Analysis, i: int) -> bool:
    return a.dep[i] == "neg" or (a.dep[i] == "aux" and (a.tag[i] == "MD" or a.lemma[i] == "do"))
