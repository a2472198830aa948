"""Which accounts are of one meeting, pledge or proposal: three tables of features, average linkage.

Accounts are compared only with those that share a pair of parties and lie near in time, so that the
number of comparisons grows with the news, not with its square. See docs/settling.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import combinations

from communique.model.finding import Proposal
from communique.settle.accounts import Account, Party, agreement
from communique.settle.features import Decision, Feature, FeatureTable
from communique.settle.history import follows
from communique.settle.linkage import average_linkage
from communique.settle.links import Links
from communique.settle.names import states
from communique.settle.places import place_feature
from communique.settle.pledges import PLEDGES, pledge_features, sum_keys
from communique.settle.shared_features import (
    APART,
    AT_ODDS,
    TOGETHER,
    Found,
    parties,
    published,
    shared_words,
)

MEETINGS = FeatureTable(
    what="meeting",
    threshold=4.0,
    features=(
        Feature(name="participants agree", weight=3.0, why="who met is what makes it that meeting"),
        Feature(name="only one participant known", weight=-1.0, why="one half of a meeting fits many"),
        Feature(name="participants at odds", weight=-4.0, why="too little of the shorter list agrees"),
        Feature(name="another person in his place", weight=-4.0, why="A met C is not B met C"),
        Feature(name="one list far longer", weight=-2.5, why="two may meet on the sidelines of many"),
        Feature(name="same day", weight=2.0, why="the same people seldom meet twice on a day"),
        Feature(name="days overlap", weight=1.0, why="this week and Tuesday of it may be one"),
        Feature(name="a day apart", weight=0.5, why="time zones, and reports of the day after"),
        Feature(name="days apart", weight=-4.0, why="two known days are two meetings"),
        Feature(name="days moved", weight=-0.5, why="a planned or postponed meeting may move"),
        Feature(name="put off to that day", weight=3.5, why="what is postponed takes another day"),
        Feature(name="reported together", weight=1.0, why="undated, but published within three days"),
        Feature(name="reported apart", weight=-2.0, why="undated, and published weeks apart"),
        Feature(name="held and called off in one report", weight=-2.0, why="it speaks of two"),
        Feature(name="refused in general", weight=-2.0, why="whom one will not talk to one may have met"),
        Feature(name="another number", weight=-4.0, why="the third round is not the fourth"),
        Feature(name="same place", weight=1.0, why="a place narrows it down"),
        Feature(name="place fits", weight=0.5, why="one place lies in the other"),
        Feature(name="places differ", weight=-1.5, why="one meeting has one place, or a report errs"),
        Feature(name="same kind", weight=0.5, why="call, visit, summit: a weak sign"),
        Feature(name="call or in person", weight=-2.0, why="a call is not a meeting in a room"),
        Feature(name="next or last, undated", weight=-1.0, why="talks to come and talks held may be two"),
    ),
)  # fmt: skip
PROPOSALS = FeatureTable(
    what="proposal",
    threshold=4.0,
    features=(
        Feature(name="same name", weight=3.0, why="most telling words of both names are shared"),
        Feature(name="names overlap", weight=0.5, why="a telling word is shared: ceasefire, sanctions"),
        Feature(name="names differ", weight=-2.0, why="no telling word is shared"),
        Feature(name="numbers differ", weight=-4.0, why="the 17th package is not the 18th"),
        Feature(name="points differ", weight=-0.5, why="a plan of 28 points may come down to 19"),
        Feature(name="other states named", weight=-2.0, why="each name has a state that the other lacks"),
        Feature(name="two in one report", weight=-1.0, why="a report that names two means two"),
        Feature(name="a name tells nothing", weight=0.5, why="the plan, the deal: it may be any"),
        Feature(name="proposers agree", weight=1.5, why="whose it is"),
        Feature(name="proposers at odds", weight=-2.0, why="a rival plan is another plan"),
        Feature(name="partners agree", weight=0.5, why="with whom"),
        Feature(name="reported together", weight=1.0, why="published within three days"),
        Feature(name="reported apart", weight=-1.0, why="published weeks apart"),
    ),
)
TABLES = {"meeting": MEETINGS, "pledge": PLEDGES, "proposal": PROPOSALS}
POINTS = re.compile(r"\d+[- ]points?\b", re.IGNORECASE)
VETO = 0.0  # no account may join one with which it has less than nothing in common
VAGUE = 3  # days that "last week" or "early this month" may be off
WINDOW = 14  # days; accounts further apart than two windows are not compared
COMING = frozenset({"planned", "proposed", "postponed"})
HELD = frozenset({"held", "under way"})
OFF = frozenset({"postponed", "cancelled", "refused"})


def compare(a: Account, b: Account) -> Decision:
    """Whether two accounts of one kind are of the same thing."""
    features = {"meeting": _meeting, "pledge": pledge_features, "proposal": _proposal}[a.kind]
    return TABLES[a.kind].decide(tuple(features(a, b)))


def _meeting(a: Account, b: Account) -> Found:
    found: Found = []
    share = agreement(a.main, b.main) or 0.0
    if share < AT_ODDS:
        found.append(("participants at odds", 1.0))
    else:
        found.append(("participants agree", share))
    if _replaced(a, b):
        found.append(("another person in his place", 1.0))
    if _in_general(a, b) or _in_general(b, a):
        found.append(("refused in general", 1.0))
    few, many = sorted((len(a.main), len(b.main)))
    if few >= 2 and many > 2 * few:
        found.append(("one list far longer", 1.0))
    if a.finding.article == b.finding.article and _one_each(a, b, HELD, OFF):
        found.append(("held and called off in one report", 1.0))
    if few < 2:
        found.append(("only one participant known", 1.0))
    found += _days(a, b)
    if a.sort != "call" and b.sort != "call" and (name := place_feature(a.place, b.place)):
        found.append((name, 1.0))
    if a.number is not None and b.number is not None and a.number != b.number:
        found.append(("another number", 1.0))
    if a.sort == b.sort:
        found.append(("same kind", 1.0))
    elif "call" in (a.sort, b.sort) and {a.sort, b.sort} & {"in person", "visit", "summit"}:
        found.append(("call or in person", 1.0))
    return found


def _replaced(a: Account, b: Account) -> bool:
    """True when each names a person of a state for whom the other names somebody else, or nobody."""
    both = {p.actor for p in a.main} & {p.actor for p in b.main}
    shared = {p.country for p in a.main if p.person and p.actor in both and p.country}

    def alone(account: Account) -> bool:
        return any(
            p.person and p.named and p.actor not in both and p.country not in shared for p in account.main
        )

    return alone(a) and alone(b)


def _in_general(a: Account, b: Account) -> bool:
    return a.status == "refused" and a.date is None and a.place is None and b.status not in OFF


def _days(a: Account, b: Account) -> Found:
    coming = (a.status in COMING, b.status in COMING)
    if a.date and b.date and a.date.first and a.date.last and b.date.first and b.date.last:
        if a.date.overlaps(b.date):
            return [("same day" if a.date.is_day and b.date.is_day else "days overlap", 1.0)]
        gap = max(a.date.first - b.date.last, b.date.first - a.date.last).days
        if gap <= 1 or (gap <= VAGUE and not (a.date.is_day and b.date.is_day)):
            return [("a day apart", 1.0)]
        if gap <= WINDOW and (follows(a, b) or follows(b, a)):
            return [("put off to that day", 1.0)]
        return [("days moved" if any(coming) and gap <= WINDOW else "days apart", 1.0)]
    if _never(a, b) or _never(b, a):
        return [("days apart", 1.0)]
    if (a.date is None or b.date is None) and (follows(a, b) or follows(b, a)):
        return [("put off to that day", 1.0)]
    found = _reported(a, b)
    if coming[0] != coming[1] and (not (a.date or b.date) or _not_yet(a, b) or _not_yet(b, a)):
        found.append(("next or last, undated", 1.0))
    return found


def _not_yet(a: Account, b: Account) -> bool:
    """True when `a`, undated, tells of talks that were, and `b` of talks that may still be to come then."""
    last = b.date.last if b.date else None
    return bool(a.date is None and a.status in HELD and last and a.published and last > a.published)


def _one_each(a: Account, b: Account, one: frozenset[str], other: frozenset[str]) -> bool:
    return (a.status in one and b.status in other) or (b.status in one and a.status in other)


def _never(a: Account, b: Account) -> bool:
    """True when `a`, undated, was held by its publication, or still to come then, and `b` was not."""
    if a.date is not None or a.published is None:
        return False
    first, last = (b.date.first, b.date.last) if b.date else (b.published, b.published)
    if a.status in HELD:
        return b.date is not None and first is not None and first > a.published
    return a.status in COMING and b.status in HELD and last is not None and last < a.published


def _reported(a: Account, b: Account) -> Found:
    """By publication; an undated account is set beside the other's known day."""
    if a.near is None or b.near is None:
        return [("reported together", 1.0)] if a.finding.article == b.finding.article else []
    gap = abs((a.near - b.near).days)
    return (
        [("reported together", 1.0)] if gap <= TOGETHER else [("reported apart", 1.0)] if gap > APART else []
    )


def _proposal(a: Account, b: Account) -> Found:
    found: Found = []
    if not a.words or not b.words:
        found.append(("a name tells nothing", 1.0))
    else:
        points = _in_points(a) and _in_points(b)
        c, d = (_unnumbered(a), _unnumbered(b)) if points else (a, b)
        name = shared_words(c, d, ("same name", "names overlap", "names differ"))
        found.append((name, 1.0))
        if name != "same name" and a.finding.article == b.finding.article:
            found.append(("two in one report", 1.0))
        numbers = "points differ" if points else "numbers differ"
        for feature, words in ((numbers, _numbers), ("other states named", _states)):
            if words(a) - words(b) and words(b) - words(a):
                found.append((feature, 1.0))
    return (
        found
        + parties(a, b, ("proposers agree", "proposers at odds", "partners agree", ""))
        + published(a, b)
    )


def _numbers(a: Account) -> frozenset[str]:
    return frozenset(w for w in a.words if w[0].isdigit())


def _in_points(a: Account) -> bool:
    """True for a plan that is named by how many points it has."""
    return isinstance(a.finding, Proposal) and POINTS.search(a.finding.name) is not None


def _unnumbered(a: Account) -> Account:
    """An account without the number in its name, where there is more in the name."""
    return replace(a, words=a.words - _numbers(a) or a.words)


def _states(a: Account) -> frozenset[str]:
    return frozenset(w for w in a.words if w in states())


# --- who is compared with whom -------------------------------------------------------------------


def same(accounts: Sequence[Account], constraints: Links) -> list[list[Account]]:
    """Clusters of accounts of one kind; accounts of one profile are compared once."""
    nodes: dict[tuple[object, ...], list[Account]] = {}
    for a in sorted(accounts, key=lambda a: a.id):
        alone = a.id if constraints.touches(a.id) else ""
        nodes.setdefault((*a.profile(), alone), []).append(a)
    groups = _steady(list(nodes.values()))
    heads = [g[0] for g in groups]
    scores = {pair: compare(heads[pair[0]], heads[pair[1]]).score for pair in sorted(_candidates(heads))}
    threshold = TABLES[heads[0].kind].threshold if heads else 0.0
    clusters = average_linkage([[a.id for a in g] for g in groups], scores, threshold, VETO, constraints)
    return [sorted((a for n in c for a in groups[n]), key=lambda a: a.id) for c in clusters]


def _steady(groups: list[list[Account]]) -> list[list[Account]]:
    """Like accounts stay together only if the table holds them for the same thing."""
    found: list[list[Account]] = []
    for group in groups:
        if len(group) > 1 and not compare(group[0], group[1]).same:
            found += [[a] for a in group]
        else:
            found.append(group)
    return sorted(found, key=lambda g: g[0].id)


def _candidates(heads: Sequence[Account]) -> set[tuple[int, int]]:
    blocks: dict[tuple[str, ...], list[int]] = {}
    for i, a in enumerate(heads):
        for key in _keys(a):
            blocks.setdefault(key, []).append(i)
    return {pair for block in blocks.values() for pair in combinations(block, 2)}


def _keys(a: Account) -> Iterator[tuple[str, ...]]:
    parties = sorted({_block(p) for p in (*a.main, *(a.other if a.kind != "meeting" else ()))})
    windows = _windows(a)
    if a.kind == "meeting":
        pairs = list(combinations(parties, 2))[:15] or [(p, "") for p in parties]
        singles = [(p, "", str(a.near)) for p in parties] if len(parties) > 1 else []
        if len(parties) == 1 and a.near:
            singles = [(parties[0], "", str(a.near + timedelta(days=d))) for d in (-1, 0, 1)]
        yield from sorted(singles)
    elif a.kind == "pledge":
        pairs = list(combinations(parties, 2))[:15] or [(p, "") for p in parties]
        yield from sum_keys(a, parties)
    else:
        pairs = [(p, w) for p in parties[:6] for w in (sorted(a.words) or [""])[:6]]
        yield from ((w, v, "named") for w, v in combinations(sorted(a.words)[:6], 2))
    for pair in pairs:
        for window in windows:
            yield (*pair, window)


def _windows(a: Account) -> tuple[str, ...]:
    if a.near is None:
        return ("undated",)
    number = a.near.toordinal() // WINDOW
    return (str(number), str(number + 1))


def _block(party: Party) -> str:
    return party.country or party.actor
