"""Scores of findings against gold, by the rules of the project's scorers.

The rules are the same ones that decide elsewhere (a test compares the figures): one-to-one matches,
spans compared as sets of word tokens, names compared by :func:`same_name`, optional gold counted only
where it was found.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import TypeVar

from communique.evaluate.gold import GoldArticle, GoldFinding
from communique.evaluate.names import name_words, same_name
from communique.model.finding import (
    Actor,
    Finding,
    Meeting,
    Mode,
    Place,
    PlaceUse,
    Pledge,
    Position,
    Proposal,
    Sourcing,
    Statement,
    Time,
)
from communique.model.reference import ActorRef, PlaceRef
from communique.model.text import Span
from communique.model.when import When

F = TypeVar("F")
WORD = re.compile(r"\w+(?:['’]\w+)*")
EARTH_KM = 6371.0088
# Gold may call an adjective a modifier or a demonym: "the Russian envoy".
ADJECTIVES = {PlaceUse.ASSOCIATIVE, PlaceUse.DEMONYM}
NEAR_KM = 161.0  # a hundred miles, the field's usual tolerance (Acc@161)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Precision, recall and F1 from counts of true positives, predictions and gold."""

    hits: int
    found: int
    gold: int

    @property
    def precision(self) -> float:
        """Share of what was found that is right, 0 to 1."""
        return self.hits / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found, 0 to 1."""
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0 to 1."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


Measures = dict[str, Score | float]
Pairs = list[tuple[GoldFinding, F]]


def pair(
    gold: Sequence[GoldFinding], found: Sequence[F], weight: Callable[[GoldFinding, F], float]
) -> Pairs[F]:
    """One-to-one matches, the best weight first; weight 0 is no match."""
    weights = ((weight(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found))
    taken_gold: set[int] = set()
    taken_found: set[int] = set()
    pairs: Pairs[F] = []
    for _, i, j in sorted((-w, i, j) for w, i, j in weights if w > 0):
        if i not in taken_gold and j not in taken_found:
            taken_gold.add(i)
            taken_found.add(j)
            pairs.append((gold[i], found[j]))
    return pairs


class Tally:
    """Counts that grow over articles."""

    def __init__(self) -> None:
        self.n: Counter[str] = Counter()

    def pairs(
        self, name: str, gold: Sequence[GoldFinding], found: int, pairs: Sequence[tuple[GoldFinding, F]]
    ) -> None:
        """Count the gold (optional ones only where found), the findings and the matches of one article."""
        matched = {id(g) for g, _ in pairs}
        self.n[name + ".gold"] += sum(not g.optional or id(g) in matched for g in gold)
        self.n[name + ".found"] += found
        self.n[name + ".hits"] += len(pairs)

    def score(self, name: str, hits: str | None = None) -> Score:
        """The score of `name`; `hits` names other hits over the same gold and findings."""
        return Score(
            hits=self.n[hits or name + ".hits"], found=self.n[name + ".found"], gold=self.n[name + ".gold"]
        )

    def share(self, part: str, of: str) -> float:
        """One count as a share of another, 0 to 1."""
        return self.n[part] / self.n[of] if self.n[of] else 0.0


# --- what makes two findings the same ------------------------------------------------------------


def covered(tokens: Sequence[tuple[int, int]], spans: Iterable[Span]) -> set[int]:
    """The numbers of the tokens (start, end) that spans touch."""
    return {i for i, (s, e) in enumerate(tokens) for x in spans if s < x.end and x.start < e}


def _overlap(a: Finding, b: Finding) -> bool:
    return any(x.overlaps(y) for x in a.evidence.spans for y in b.evidence.spans)


def _names(actors: Iterable[ActorRef]) -> list[str]:
    return [a.name for a in actors if a.name]


def _participants(gold: Meeting, found: Meeting) -> float:
    a = _names((*gold.participants(), *gold.mediators))
    b = _names((*found.participants(), *found.mediators))
    if not a or not b:
        return 0.0
    hit = sum(any(same_name(x, y) for y in b) for x in a)
    back = sum(any(same_name(x, y) for x in a) for y in b)
    share = max(hit / len(a), back / len(b)) if min(len(a), len(b)) > 1 else hit / len(a)
    return share if hit >= min(2, len(a)) and share >= 0.5 else 0.0


def date_agrees(gold: When | None, found: When | None) -> bool:
    """True when both overlap and the found one is not vaguer at both ends, or neither is known."""
    a, b = _days(gold), _days(found)
    if a is None or b is None:
        return a is b
    return a[0] <= b[1] and b[0] <= a[1] and (b[1] <= a[1] or b[0] >= a[0])


def _days(when: When | None) -> tuple[str, str] | None:
    if when is None or when.first is None or when.last is None:
        return None
    return when.first.isoformat(), when.last.isoformat()


def place_agrees(gold: PlaceRef | None, found: PlaceRef | None) -> bool:
    """True when the names share a word, or neither is known."""
    if gold is None or found is None:
        return gold is found
    return bool(set(name_words(gold.name)) & set(name_words(found.name)) - {"the"})


def _clash(gold: Meeting, found: Meeting) -> bool:
    a, b = _days(gold.date), _days(found.date)
    apart = a is not None and b is not None and (a[1] < b[0] or b[1] < a[0])
    return apart and not place_agrees(gold.place, found.place)


def _pledge_weight(gold: Pledge, found: Pledge) -> float:
    if gold.amount != found.amount or (gold.amount is None and not _overlap(gold, found)):
        return 0.0
    givers = _names(found.givers)
    if gold.givers and not any(same_name(a, b) for a in _names(gold.givers) for b in givers):
        return 0.0
    return 1.0 + _overlap(gold, found)


# --- record gold ---------------------------------------------------------------------------------


def score_record(articles: Iterable[tuple[GoldArticle, Sequence[Finding]]]) -> Measures:
    """Statements, meetings, pledges, positions and proposals of whole articles."""
    t = Tally()
    for gold, found in articles:
        _count_statements(t, gold, [f for f in found if isinstance(f, Statement)])
        _count_meetings(t, gold, [f for f in found if isinstance(f, Meeting)])
        _count_pledges(t, gold, [f for f in found if isinstance(f, Pledge)])
        _count_overlapping(t, gold, found)
    return {
        "statements": t.score("statements", "statements.right"),
        "statement content": t.score("statements"),
        "speaker accuracy": t.share("statements.right", "statements.hits"),
        **{f"statement {name}": t.score(name) for name in ("said on", "addressee", "relay", "within")},
        "meetings": t.score("meetings"),
        "meetings whole": t.score("meetings", "meetings.whole"),
        "meeting place": t.share("meetings.place", "meetings.hits"),
        "meeting date": t.share("meetings.date", "meetings.hits"),
        "meeting status": t.share("meetings.status", "meetings.hits"),
        "pledges": t.score("pledges"),
        "pledge receiver": t.share("pledges.receiver", "pledges.hits"),
        "pledge status": t.share("pledges.status", "pledges.hits"),
        "positions": t.score("positions"),
        "proposals": t.score("proposals"),
        "proposal status": t.share("proposals.status", "proposals.hits"),
    }


def _count_statements(t: Tally, gold: GoldArticle, found: list[Statement]) -> None:
    found = [s for s in found if s.mode is not Mode.THOUGHT]
    touched = [covered(gold.tokens, s.content) for s in found]
    golds = gold.of("statement")
    want = [covered(gold.tokens, _content(g)) for g in golds]
    where_gold = {id(g): i for i, g in enumerate(golds)}
    where_found = {id(f): i for i, f in enumerate(found)}

    def weight(g: GoldFinding, f: Statement) -> float:
        a, b = want[where_gold[id(g)]], touched[where_found[id(f)]]
        share = len(a & b) / len(a | b) if a and b else 0.0
        return share if share >= 0.5 else 0.0

    pairs = pair(golds, found, weight)
    t.pairs("statements", golds, len(found), pairs)
    t.n["statements.right"] += sum(_same_speaker(g.finding, f) for g, f in pairs)
    matched = {g.finding.id: f.id for g, f in pairs}
    for g, f in pairs:
        _count_circumstances(t, g.finding, f, matched)


def _count_circumstances(t: Tally, gold: Finding, found: Statement, matched: dict[str, str]) -> None:
    """The fields of a matched statement that many do not have; `matched` is from gold ids to found ids."""
    assert isinstance(gold, Statement)
    outer = matched.get(gold.within, "") if gold.within else None  # "" is one that was not found
    for name, want, got, right in (
        ("said on", gold.said_on, found.said_on, date_agrees(gold.said_on, found.said_on)),
        ("addressee", gold.addressee, found.addressee, _same_mention(gold.addressee, found.addressee)),
        ("relay", gold.relay, found.relay, _same_mention(gold.relay, found.relay)),
        ("within", outer, found.within, outer == found.within),
    ):
        t.n[name + ".gold"] += want is not None
        t.n[name + ".found"] += got is not None
        t.n[name + ".hits"] += want is not None and got is not None and right


def _same_mention(gold: ActorRef | None, found: ActorRef | None) -> bool:
    """True when the found actor bears the gold's words, or is mentioned where they stand."""
    if gold is None or found is None:
        return gold is found
    if gold.mention and found.mention and gold.mention.overlaps(found.mention):
        return True
    words = (found.name, found.mention.text if found.mention else "")
    return any(same_name(gold.name, name) for one in found.each() for name in (one.name, *words))


def _content(g: GoldFinding) -> tuple[Span, ...]:
    return g.finding.content if isinstance(g.finding, Statement) else ()


def _same_speaker(gold: Finding, found: Statement) -> bool:
    assert isinstance(gold, Statement)
    if gold.sourcing == "unnamed" == found.sourcing:
        return True
    if gold.speaker and found.speaker:
        return same_name(gold.speaker.name, found.speaker.name)
    return not gold.speaker and not found.speaker


def _count_meetings(t: Tally, gold: GoldArticle, found: list[Meeting]) -> None:
    def weight(g: GoldFinding, f: Meeting) -> float:
        assert isinstance(g.finding, Meeting)
        share = _participants(g.finding, f)
        if not share or _clash(g.finding, f):
            return 0.0
        return (
            share + 0.3 * place_agrees(g.finding.place, f.place) + 0.3 * date_agrees(g.finding.date, f.date)
        )

    pairs = pair(gold.of("meeting"), found, weight)
    t.pairs("meetings", gold.of("meeting"), len(found), pairs)
    for g, f in pairs:
        assert isinstance(g.finding, Meeting)
        place, day = place_agrees(g.finding.place, f.place), date_agrees(g.finding.date, f.date)
        status = g.finding.status == f.status
        t.n.update({"meetings.place": place, "meetings.date": day, "meetings.status": status})
        t.n["meetings.whole"] += place and day and status


def _count_pledges(t: Tally, gold: GoldArticle, found: list[Pledge]) -> None:
    def weight(g: GoldFinding, f: Pledge) -> float:
        assert isinstance(g.finding, Pledge)
        return _pledge_weight(g.finding, f)

    pairs = pair(gold.of("pledge"), found, weight)
    t.pairs("pledges", gold.of("pledge"), len(found), pairs)
    for g, f in pairs:
        assert isinstance(g.finding, Pledge)
        want, got = _names(g.finding.receivers), _names(f.receivers)
        t.n["pledges.receiver"] += not want or any(same_name(a, b) for a in want for b in got)
        t.n["pledges.status"] += g.finding.status == f.status


def _count_overlapping(t: Tally, gold: GoldArticle, found: Sequence[Finding]) -> None:
    def position(g: GoldFinding, f: Finding) -> float:
        assert isinstance(g.finding, Position)
        assert isinstance(f, Position)
        return float(_overlap(g.finding, f) and same_name(g.finding.party.name, f.party.name))

    def proposal(g: GoldFinding, f: Finding) -> float:
        return float(_overlap(g.finding, f))

    for name, kind, weight in (("positions", "position", position), ("proposals", "proposal", proposal)):
        mine = [f for f in found if f.kind == kind]
        pairs = pair(gold.of(kind), mine, weight)
        t.pairs(name, gold.of(kind), len(mine), pairs)
        t.n[name + ".status"] += sum(_same_status(g.finding, f) for g, f in pairs)


def _same_status(gold: Finding, found: Finding) -> bool:
    return isinstance(gold, Proposal) and isinstance(found, Proposal) and gold.status is found.status


# --- the head of a source -------------------------------------------------------------------------

# What ends the head of a source: the first of these after it begins a post-modifier.
POST = re.compile(r",|\(|\b(?:of|who|that|which|for|from|in|at|on|with|whose|and|to|by)\b")


def head_word(words: Sequence[tuple[int, int]], span: Span) -> int | None:
    """The number of a source's head word: the last before its first post-modifier."""
    cut = POST.search(span.text, 1)
    found = list(WORD.finditer(span.text[: cut.start()] if cut else span.text)) or list(
        WORD.finditer(span.text)
    )
    if not found:
        return None
    at = span.start + found[-1].start()
    return next((i for i, (s, e) in enumerate(words) if s <= at < e), None)


# --- who a mention stands for ---------------------------------------------------------------------


def score_speakers(articles: Iterable[tuple[GoldArticle, Sequence[Finding]]]) -> Measures:
    """Of the mentions of speakers in record gold, the share whose chain bears the right name.

    The chain is the one whose mention at the head of the gold's mention is longest. "I", "we" and
    "you" are left out: they are the finder of statements' matter.
    """
    t = Tally()
    for gold, found in articles:
        chains = [f for f in found if isinstance(f, Actor)]
        words = [m.span() for m in WORD.finditer(gold.article.text)]
        for g in gold.of("statement"):
            speaker = g.finding.speaker if isinstance(g.finding, Statement) else None
            if speaker is None or speaker.mention is None or speaker.mention.text.lower() in FIRST_OR_SECOND:
                continue
            for kind in _kinds(g.finding, speaker):
                t.n[kind] += 1
                t.n[kind + ".right"] += _stands_for(
                    chains, head_word(words, speaker.mention), words, g.finding
                )
    names = ("named", "unnamed", "document", *THIRD)
    return {f"{name} speakers": t.share(f"{name}.right", name) for name in names if t.n[name]}


FIRST_OR_SECOND = frozenset(("i", "we", "you"))
THIRD = ("he", "she", "it", "they")


def _kinds(gold: Finding, speaker: ActorRef) -> list[str]:
    assert isinstance(gold, Statement)
    text = speaker.mention.text.lower() if speaker.mention else ""
    return [gold.sourcing.value, *(word for word in THIRD if word == text)]


def _stands_for(
    chains: Sequence[Actor], head: int | None, words: list[tuple[int, int]], gold: Finding
) -> bool:
    assert isinstance(gold, Statement)
    assert gold.speaker is not None
    if head is None:
        return False
    at = words[head][0]
    over = [
        (m.span.end - m.span.start, c) for c in chains for m in c.mentions if m.span.start <= at < m.span.end
    ]
    if not over:
        return False
    chain = max(over, key=lambda o: o[0])[1]
    unnamed = gold.sourcing is Sourcing.UNNAMED and not chain.named
    return unnamed or same_name(gold.speaker.name, chain.name)


# --- times and places ----------------------------------------------------------------------------


def score_times(articles: Iterable[tuple[GoldArticle, Sequence[Finding]]]) -> Measures:
    """TIMEX3 spans, types and values, TempEval-3's way (UzZaman et al. 2013)."""
    t = Tally()
    for gold, found in articles:
        mine = [f for f in found if isinstance(f, Time)]
        pairs = pair(gold.of("time"), mine, _span_weight)
        t.pairs("relaxed", gold.of("time"), len(mine), pairs)
        for g, f in pairs:
            assert isinstance(g.finding, Time)
            t.n["strict"] += _first(g.finding) == _first(f)
            t.n["type"] += g.finding.type == f.type
            t.n["value"] += g.finding.when.value == f.when.value
    return {
        "relaxed": t.score("relaxed"),
        "strict": t.score("relaxed", "strict"),
        "type": t.score("relaxed", "type"),
        "value": t.score("relaxed", "value"),
    }


def score_places(articles: Iterable[tuple[GoldArticle, Sequence[Finding]]]) -> Measures:
    """Toponyms found, and found within 161 km of where they lie (Gritta et al. 2019)."""
    t = Tally()
    for gold, found in articles:
        usable = [g for g in gold.of("place") if not g.optional]
        ignored = [g.finding for g in gold.of("place") if g.optional]
        mine = [
            f
            for f in _places(found)
            if (not any(_overlap(i, f) for i in ignored) or any(_overlap(g.finding, f) for g in usable))
        ]
        pairs = pair(usable, mine, _span_weight)
        t.pairs("overlap", usable, len(mine), pairs)
        t.n["near"] += sum(_near(g.finding, f) for g, f in pairs)
        _count_uses(t, usable, pairs)
    by_use = {} if t.n["use"] == t.n[PlaceUse.LITERAL] else _uses(t)
    return {"overlap": t.score("overlap"), "within 161 km": t.score("overlap", "near"), **by_use}


def _count_uses(t: Tally, usable: Sequence[GoldFinding], pairs: Pairs[Place]) -> None:
    t.n.update(place.use for place in _places(g.finding for g in usable))
    t.n["use"] += len(usable)
    for gold, found in zip(_places(g.finding for g, _ in pairs), (f for _, f in pairs), strict=True):
        t.n[f"{gold.use} found"] += 1
        t.n["use right"] += gold.use == found.use or {gold.use, found.use} == ADJECTIVES


def _places(findings: Iterable[Finding]) -> Iterator[Place]:
    return (f for f in findings if isinstance(f, Place))


def _uses(t: Tally) -> Measures:
    """Of each use in gold the share found, and of those found the share with the right use."""
    shares: Measures = {f"{use} recall": t.share(f"{use} found", use) for use in PlaceUse if t.n[use]}
    return {**shares, "use accuracy": t.share("use right", "overlap.hits")}


def _first(f: Finding) -> Span:
    return f.evidence.spans[0]


def _span_weight(g: GoldFinding, f: Finding) -> float:
    a, b = _first(g.finding), _first(f)
    shared = min(a.end, b.end) - max(a.start, b.start)
    return shared + (1e6 if a == b else 0.0) if shared > 0 else 0.0


def _near(gold: Finding, found: Place) -> bool:
    assert isinstance(gold, Place)
    a, b = gold.place, found.place
    if b.lat is None or b.lon is None or a.lat is None or a.lon is None:
        return False
    same = a.geonames_id is not None and a.geonames_id == b.geonames_id
    return same or kilometres(a.lat, a.lon, b.lat, b.lon) <= NEAR_KM


def kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance of two points given in degrees."""
    p, q = radians(lat1), radians(lat2)
    x = sin((q - p) / 2) ** 2 + cos(p) * cos(q) * sin(radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(x)))
