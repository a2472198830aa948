"""Mentions and chains while they are being made, and the phrases of the parse that they cover."""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.model.reference import ActorKind, MentionForm
from communique.read.analysis.analysis import Analysis
from communique.read.find.actors.lexicon import Known, Lexicon, Noun, match, title_modifiers

LEFT = frozenset(
    ("compound", "amod", "nmod", "poss", "det", "case", "nummod", "quantmod", "predet", "advmod", "npadvmod")
)
BREAKS = frozenset((",", ";", ":", "—", "–", "“", "”", '"', "(", ")", "/", "|", "«", "»"))
WH = frozenset(("WDT", "WP"))
STATELY = frozenset(
    (ActorKind.STATE, ActorKind.GOVERNMENT, ActorKind.ARMED_GROUP)
)  # whose people are a state's
RIGHT = frozenset(("of", "for", "from", "at", "in", "with", "to", "on", "near", "inside", "within", "close"))


@dataclass(frozen=True, slots=True)
class Title:
    """What a noun phrase says of an office: its noun, the words that narrow it, and of what it is."""

    noun: Noun
    narrow: frozenset[str]
    of: str | None  # ISO code of a state, or the key of an organisation
    first: int
    last: int


@dataclass(slots=True, kw_only=True, eq=False)
class Draft:
    """A mention: words `first` to `last` (exclusive) with head word `head`."""

    first: int
    last: int
    head: int
    form: MentionForm
    kind: ActorKind
    name: str = ""
    known: Known | None = None
    noun: Noun | None = None
    title: Title | None = None
    gender: str = ""
    apposed: bool = False  # stands beside the name of its bearer, which is in `name`
    chain: Chain | None = None


@dataclass(slots=True, kw_only=True, eq=False)
class Chain:
    """An actor of the article while its mentions are being gathered."""

    name: str
    kind: ActorKind
    country: str | None = None
    named: bool = True
    plural: bool = False
    gender: str = ""
    key: tuple[str, ...] = ()
    nouns: set[str] = field(default_factory=set)
    titles: list[Title] = field(default_factory=list)
    held: list[Title] = field(default_factory=list)  # offices known beforehand, not from the article
    drafts: list[Draft] = field(default_factory=list)
    members: tuple[Chain, ...] = ()
    owner: Chain | None = None  # whose body or people it is
    names: dict[str, int] = field(default_factory=dict)

    def add(self, draft: Draft) -> None:
        """Give the chain a mention. A title that merely points back gives no office."""
        names = draft.apposed or draft.form in (MentionForm.NAME, MentionForm.SHORT) or not self.drafts
        if draft.title is not None and names:
            self.titles.append(draft.title)
        draft.chain = self
        self.drafts.append(draft)
        self.gender = self.gender or draft.gender
        if draft.noun is not None:
            self.nouns.add(draft.noun.noun)


def left_edge(a: Analysis, head: int) -> int:
    """The first word of the noun phrase of `head` that stands unbroken before it."""
    begin = a.sentences[a.sent[head]].first
    first = head
    while first > begin and _belongs(a, first - 1, first, head):
        first -= 1
    while first < head and a.dep[first] in ("punct", "advmod", "prep"):
        first += 1
    return first


def _belongs(a: Analysis, j: int, first: int, head: int) -> bool:
    if a.text[j] in BREAKS or (a.tag[j] in ("CC", "IN", "TO", "VBZ", "VBP", "MD") and a.lower[j] != "of"):
        return False
    k = j
    for _ in range(5):
        up = a.head[k]
        if not (a.dep[k] in LEFT or k != j or a.dep[k] in ("punct", "prep", "pobj")):
            return False
        if first <= up <= head:
            return a.dep[k] in LEFT or a.dep[k] in ("punct", "prep")
        if up == k or up > head:
            return False
        k = up
    return False


def right_edge(a: Analysis, head: int, limit: int = 9, lists: bool = False) -> int:
    """The end of the noun phrase of `head` with the short phrases that hang on it ("of the ministry").

    A list ("from Britain, France and Canada") is taken whole or, without `lists`, not at all.
    """
    last = head + 1
    for child in a.children[head]:
        if child != last or child <= head:
            continue
        attached = a.tag[child] in ("JJ", "VBN", "VBG") and a.dep[child] in ("amod", "acl")
        if not attached and a.lower[child] not in RIGHT:
            continue
        high = a.subtree(child)[1]
        stop = next((k for k in range(child, high) if a.text[k] in BREAKS or a.tag[k] in WH), high)
        if stop < high and a.text[stop] == "," and any(a.tag[k] == "CC" for k in range(stop, high)):
            stop = high if lists else child
        if child + 1 < stop <= child + limit:
            last = stop
    return last


def _compound_end(a: Analysis, i: int, last: int) -> int:
    """The end of a compound that goes on at word `i` with a hyphen, else `i`."""
    while i + 1 < last and a.text[i] == "-":
        i += 2
    return i


def read_title(a: Analysis, lex: Lexicon, first: int, head: int, last: int, noun: Noun) -> Title:
    """The title in words `first` to `last`, whose head word is `head`."""
    narrow: set[str] = set()
    passing = title_modifiers("passing")
    of: str | None = None
    i = first
    while i < last:
        hit = match(lex, a.text, i, last)
        if hit is not None and i != head:
            end = _compound_end(a, i + hit[0], last)
            if end == i + hit[0] and a.text[i - 1] != "-":  # not "pro-Russian", "US-sanctioned"
                of = of or (hit[1].country if hit[1].kind in STATELY else None) or hit[1].key
            i = end
            continue
        owned = i + 1 < last and a.tag[i + 1] == "POS"  # "Putin's aide" is no office of Putin's name
        if (
            i != head
            and not owned
            and a.text[i].replace("-", "").replace(".", "", 1).isalnum()
            and a.lower[i] not in lex.honorifics
            and a.tag[i] in ("JJ", "NN", "NNP", "NNS", "NNPS")
            and a.lower[i] not in passing
        ):
            narrow.add(a.lower[i])
        i += 1
    return Title(noun, frozenset(narrow), of, first, last)
