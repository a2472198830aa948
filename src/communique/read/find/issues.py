"""Issues: what a stance is about, from a reviewed list or else in the report's own words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from communique.knowledge import column, table, values
from communique.model.reference import ActorKind
from communique.read.analysis.analysis import Analysis

# Entity labels of words that name no issue: people, and times and amounts.
NO_ISSUE = ("PERSON", "DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY")
MODIFIERS = ("compound", "amod", "nmod")
LONGEST = 4  # words of an issue's name
LONGEST_SHOWN = 60  # characters of a phrase in the list

WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Issues:
    """The reviewed list for looking words up: which words alone show an issue, and which begin a phrase.

    Numbers are places in the list; the smaller, the more specific.
    """

    names: tuple[str, ...]
    words: dict[str, int]
    phrases: dict[str, tuple[tuple[re.Pattern[str], int], ...]]
    firsts: frozenset[str]  # the words, and those with which phrases begin


@cache
def _issues() -> Issues:
    words: dict[str, int] = {}
    phrases: dict[str, list[tuple[re.Pattern[str], int]]] = {}
    rows = table("issues").rows
    for number, row in enumerate(rows):
        for shown in values(row["words"]):
            parts = WORD.findall(shown.lower())
            if len(parts) == 1:
                words.setdefault(parts[0], number)
            else:
                pattern = re.compile(rf"\b{re.escape(shown.lower())}\b")
                phrases.setdefault(parts[0], []).append((pattern, number))
    return Issues(
        names=tuple(row["issue"] for row in rows),
        words=words,
        phrases={first: tuple(ps) for first, ps in phrases.items()},
        firsts=frozenset((*words, *phrases)),
    )


def issue_of(text: str) -> str | None:
    """The issue that a passage speaks of, by the first of the reviewed list with a word in it."""
    known, low = _issues(), text.lower()
    there = set(WORD.findall(low))
    best = min((known.words[w] for w in there & known.words.keys()), default=len(known.names))
    for first in there & known.phrases.keys():
        for pattern, number in known.phrases[first]:
            if number < best and pattern.search(low):
                best = number
    return known.names[best] if best < len(known.names) else None


class ListedIssues:
    """Where an article speaks of listed issues, so that no passage of it has to be looked through again."""

    def __init__(self, a: Analysis) -> None:
        known, text = _issues(), _lowered(a.article.text)
        self.at: list[int] = []  # words with which issues begin, in order, with their ends and issues
        self._ends: list[tuple[int, int]] = []
        for i, word in enumerate(a.lower):
            if word not in known.firsts and (len(word) == 1 or word.isalnum()):
                continue
            for part in (word,) if word in known.firsts else WORD.findall(word):
                if part in known.words:
                    self._add(i, a.end[i], known.words[part])
                for pattern, number in known.phrases.get(part, ()):
                    shown = pattern.search(text, a.start[i], a.end[i] + LONGEST_SHOWN)
                    if shown is not None and shown.start() < a.end[i]:
                        self._add(i, shown.end(), number)
        self._names, self._end = known.names, a.end

    def _add(self, word: int, end: int, number: int) -> None:
        self.at.append(word)
        self._ends.append((end, number))

    def among(self, first: int, last: int) -> str | None:
        """The issue that words `first` to `last` (exclusive) speak of, as `issue_of` has it."""
        low, high = bisect_left(self.at, first), bisect_left(self.at, last)
        if low == high:
            return None
        end = self._end[last - 1]
        best = min((n for e, n in self._ends[low:high] if e <= end), default=None)
        return None if best is None else self._names[best]


def _lowered(text: str) -> str:
    """In small letters, each character in its place."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)


def own_issue(a: Analysis, words: Sequence[int]) -> str | None:
    """The first noun phrase of a passage that can name an issue; None when there is none.

    A phrase with a modifier or complement tells more than a bare noun, which must at least be a subject
    or object.
    """
    bare: str | None = None
    for i in words:
        if not _names_issue(a, i):
            continue
        first, last = _phrase(a, i)
        if last - first < LONGEST and all(a.text[k][0].isalnum() for k in range(first, last + 1)):
            if last > first:
                return _uncapitalised(a, first, last)
            if bare is None and a.dep[i] in ("nsubj", "nsubjpass", "dobj"):
                bare = _uncapitalised(a, i, i)
    return bare


def _phrase(a: Analysis, noun: int) -> tuple[int, int]:
    """First and last word of a noun with its modifiers, and "of …" behind it where that is short."""
    first = min([noun, *(c for c in a.children[noun] if c < noun and a.dep[c] in MODIFIERS and _plain(a, c))])
    while first > 1 and a.text[first - 1] == "-":
        first -= 2  # "cutting-edge shield": the parser leaves the first half apart
    of = next((c for c in a.children[noun] if a.dep[c] == "prep" and a.lower[c] == "of"), None)
    if of == noun + 1:
        low, high = a.subtree(of)
        if low == of and high - first <= LONGEST and not any(a.ent[k] in NO_ISSUE for k in range(of, high)):
            return first, high - 1
    return first, noun


def _names_issue(a: Analysis, i: int) -> bool:
    if a.tag[i] not in ("NN", "NNS") or a.dep[i] in (*MODIFIERS, "poss", "npadvmod", "attr"):
        return False
    word = a.lemma[i]
    if len(word) < 4 or not a.lower[i].isalpha() or a.ent[i] in NO_ISSUE or word in _no_issues():
        return False
    # "the demand", "this step": what it is stands elsewhere.
    if word in column("issue_takers", "lemma") and not any(c > i for c in a.children[i]):
        return False
    ref = a.ref(i)
    return ref is None or ref.kind in (ActorKind.DOCUMENT, ActorKind.UNKNOWN)


def _plain(a: Analysis, i: int) -> bool:
    return a.ent[i] not in NO_ISSUE and a.tag[i] != "CD"


def _uncapitalised(a: Analysis, first: int, last: int) -> str:
    text = a.span(first, last + 1).line
    proper = a.tag[first][:3] == "NNP" or a.ent[first] or not text[1:2].islower()
    return text if proper else text[0].lower() + text[1:]


@cache
def _no_issues() -> frozenset[str]:
    people = column("people", "noun") | column("offices", "noun") | column("bodies", "noun")
    times = column("time_units", "forms")
    return people | times | column("issue_light_nouns", "lemma")


def taken_up(a: Analysis, words: Sequence[int]) -> str | None:
    """The issue of the sentences before, which "the demand" or "this step" takes up."""
    takers = column("issue_takers", "lemma")
    if not any(a.lemma[i] in takers and a.tag[i][:2] == "NN" for i in words):
        return None
    return issue_before(a, words[0])


def issue_before(a: Analysis, i: int) -> str | None:
    """The listed issue of the two sentences before that of word `i`, the nearer first."""
    here = a.sent[i]
    for s in reversed(a.sentences[max(0, here - 2) : here]):
        if s.block.readable and (issue := issue_of(a.span(s.first, s.last).text)) is not None:
            return issue
    return None
