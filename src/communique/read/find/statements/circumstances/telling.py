"""How each statement is told: the words of its sentence that are not what was said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from communique.read.analysis.analysis import Analysis
from communique.read.find.statements.circumstances.tables import occasions
from communique.read.find.statements.draft import Draft
from communique.read.find.statements.sources import SUBJECTS

JOINED = frozenset(("conj", "advcl", "xcomp", "pcomp", "prep", "dep"))
PHRASES = frozenset(
    ("prep", "pobj", "npadvmod", "advmod", "amod", "compound", "nmod", "poss", "appos", "nummod", "det")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """How draft `number` is told.

    `main` is the cue's verb where it has one, else the draft's anchor, or -1. `inner[i]` is the number of
    the innermost draft whose content has word `i`, or -1. `frame` are the words around the cue that tell
    of the saying, in text order. `clause` are the words of the cue, the verbs that it hangs on, and the
    participles that hang on these: what happens in one breath. `within` is the number of the innermost
    draft whose content holds the cue.
    """

    a: Analysis
    number: int
    draft: Draft
    main: int
    inner: Sequence[int]
    frame: Sequence[int]
    clause: frozenset[int]
    within: int | None

    @property
    def sentence(self) -> int:
        """The number of the sentence that the cue, or else the content, stands in."""
        return self.a.sent[self.main if self.main >= 0 else self.draft.first]

    @property
    def labelled(self) -> bool:
        """True for words behind a speaker's name and a colon, as transcripts have them."""
        first = self.draft.first
        label = self.draft.cue is None or self.a.text[self.main].endswith(":")
        return label and first > 0 and self.a.text[first - 1].endswith(":")

    @property
    def speaker(self) -> str | None:
        """The name of the source's chain, or its own words."""
        source = self.draft.source
        if source is None:
            return None
        found = self.a.layers.actor_at.get(source)
        return self.a.lower[source] if found is None else found[0].name

    def about(self, i: int) -> bool:
        """True when a phrase at word `i` is about the saying, also where it was parsed as said."""
        top = self.top(i)
        return top in self.clause or self.inner[top] == self.number

    def top(self, i: int) -> int:
        """The verb, or the noun that is no occasion, that a phrase at word `i` hangs on."""
        a = self.a
        while a.head[i] != i:
            if a.dep[i] not in PHRASES and not (a.dep[i] == "dobj" and a.lemma[i] in occasions()):
                break
            i = a.head[i]
            if a.dep[i] == "acl" and a.lemma[a.head[i]] in occasions():
                i = a.head[i]
            elif a.tag[i][0] == "V" or (a.tag[i][0] == "N" and a.lemma[i] not in occasions()):
                break
        return i


def tellings(a: Analysis, drafts: Sequence[Draft]) -> list[Telling]:
    """How each draft is told, in their order."""
    inner = _inner(a, drafts)
    mains = [_main(a, d) for d in drafts]
    return [
        Telling(
            a=a, number=n, draft=d, main=main, inner=inner,
            frame=_frame(a, d, main, inner, n, mains),
            clause=frozenset(_clause(a, d, main, inner)),
            within=_within(main, inner, n),
        )
        for n, (d, main) in enumerate(zip(drafts, mains, strict=True))
    ]  # fmt: skip


def _main(a: Analysis, d: Draft) -> int:
    """The verb of a cue such as “had also told”, whichever of its words is the anchor."""
    if d.cue is None or d.anchor < 0 or _is_verb(a, d.anchor):
        return d.anchor
    return next((i for i in range(*d.cue) if _is_verb(a, i)), d.anchor)


def _is_verb(a: Analysis, i: int) -> bool:
    return a.tag[i][0] == "V" and a.dep[i] not in ("aux", "auxpass")


def _inner(a: Analysis, drafts: Sequence[Draft]) -> list[int]:
    inner = [-1] * len(a)
    sizes = [sum(high - low for low, high in d.content) for d in drafts]
    for n in sorted(range(len(drafts)), key=lambda n: -sizes[n]):
        for low, high in drafts[n].content:
            inner[low:high] = [n] * (high - low)
    return inner


def _within(main: int, inner: Sequence[int], n: int) -> int | None:
    """Only an earlier draft, for a report begins no later than what it reports."""
    outer = -1 if main < 0 else inner[main]
    return outer if 0 <= outer < n else None


def _frame(a: Analysis, d: Draft, main: int, inner: Sequence[int], n: int, mains: Sequence[int]) -> list[int]:
    """The words of the cue's sentence on the level of the cue, and what is left of the content's last one."""
    if main < 0 or inner[main] == n:
        return []
    s, level = a.sentence_of(main), inner[main]
    words = [i for i in range(s.first, s.last) if inner[i] == level]
    rest = range(d.last, a.sentence_of(d.last - 1).last)
    apart = d.last >= s.last and a.sent[d.last - 1] != s.index and not any(m in rest for m in mains)
    return [*words, *rest] if apart and all(inner[i] == level for i in rest) else words


def _clause(a: Analysis, d: Draft, main: int, inner: Sequence[int]) -> set[int]:
    """“Quit on Sunday, saying …”; “speaking on Sunday, she said …”."""
    if main < 0:
        return set()
    i: int | None = main
    words = set(range(*d.cue)) if d.cue else set()
    while i is not None and len(words) < len(a):
        words.add(i)
        i = _joined(a, i, inner)
    alongside = (c for v in tuple(words) for c in a.children[v] if a.dep[c] in ("advcl", "prep"))
    return words | {c for c in alongside if a.tag[c] in ("VBG", "VBN") and not _own_subject(a, c)}


def _joined(a: Analysis, i: int, inner: Sequence[int]) -> int | None:
    """What word `i` hangs on, if that is told in the same breath: no subject of its own parts them."""
    up = a.head[i]
    if up == i or inner[up] != inner[i]:
        return None
    if a.lemma[i] in occasions() and a.dep[i] in ("dobj", "pobj"):
        return up
    if a.dep[i] in ("acl", "relcl") and a.lemma[up] in occasions():
        return up
    return up if a.dep[i] in JOINED and not _own_subject(a, i) else None


def _own_subject(a: Analysis, i: int) -> bool:
    return any(a.dep[c] in SUBJECTS for c in a.children[i])
