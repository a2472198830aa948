"""Which accounts are of one pledge: its table of features."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from communique.model.finding import Pledge
from communique.settle.accounts import Account
from communique.settle.features import Feature, FeatureTable
from communique.settle.shared_features import Found, parties, published, shared_words

RAISED, REVISED = "raised from the other's sum", "sum revised later"
PART = "part of the other's sum"
PLEDGES = FeatureTable(
    what="pledge",
    threshold=4.5,
    features=(
        Feature(name="givers agree", weight=2.0, why="who gives"),
        Feature(name="givers at odds", weight=-3.0, why="another giver makes another pledge"),
        Feature(name="receivers agree", weight=1.5, why="to whom"),
        Feature(name="receivers at odds", weight=-3.0, why="another receiver makes another pledge"),
        Feature(name="same amount", weight=2.0, why="an exact sum is a strong sign"),
        Feature(
            name="nearly the same amount", weight=1.5, why="one is the other rounded: 1.2 and 1.23 billion"
        ),
        Feature(name="other currency", weight=0.0, why="a converted sum, if all else fits"),
        Feature(
            name="amounts differ", weight=-1.0, why="another pledge, or a report errs: all else must fit"
        ),
        Feature(name="raised from the other's sum", weight=3.0, why="a report sets the new sum beside it"),
        Feature(
            name="sum revised later", weight=1.0, why="a newer sum of one giver for what several words name"
        ),
        Feature(name=PART, weight=-6.0, why="a report says that one is a share of the other: two pledges"),
        Feature(name="same goods", weight=1.5, why="most telling words of both are shared"),
        Feature(name="goods overlap", weight=0.5, why="a telling word is shared"),
        Feature(name="other goods", weight=-1.5, why="tanks are not gas"),
        Feature(name="two in one report", weight=-1.0, why="a report that lists two means two"),
        Feature(name="two sums in one report", weight=-2.0, why="the more so when the sums differ"),
        Feature(name="reported together", weight=0.5, why="published within three days"),
        Feature(name="reported apart", weight=-1.0, why="published weeks apart"),
    ),
)
PURPOSE_WORDS = 6  # words of what is pledged by which it is looked up
NEAR = 0.01  # two sums that differ by less are one, rounded
ABOUT_THE_SAME_DAY = 1  # days between two publications that cannot know of each other


def pledge_features(a: Account, b: Account) -> Found:
    """The features of two accounts of pledges."""
    found = parties(a, b, ("givers agree", "givers at odds", "receivers agree", "receivers at odds"))
    if a.amount is not None and b.amount is not None:
        found.append((_sums(a, b), 1.0))
    if a.words and b.words:
        found.append((shared_words(a, b, ("same goods", "goods overlap", "other goods")), 1.0))
    if a.finding.article == b.finding.article and ("same amount", 1.0) not in found:
        found.append(("two in one report", 1.0))
        if ("amounts differ", 1.0) in found:
            found.append(("two sums in one report", 1.0))
    if {name for name, _ in found} & {RAISED, REVISED}:
        return found  # weeks may lie between an offer and its revision
    return found + published(a, b)


def _sums(a: Account, b: Account) -> str:
    plain = _amounts(a, b)
    if plain == "same amount":
        return plain
    if raised_from(a, b) or raised_from(b, a):
        return RAISED
    if part_of(a, b) or part_of(b, a):
        return PART
    return REVISED if plain == "amounts differ" and _revised(a, b) else plain


def sum_keys(a: Account, parties: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Keys under which a sum meets its like, its earlier and later self, however far apart in time."""
    if a.amount is None:
        return
    earlier = a.finding.earlier if isinstance(a.finding, Pledge) else None
    sums = [float(x) for x in (a.amount, earlier) if x is not None]
    yield from ((p, repr(x), a.measure or "") for p in parties for x in sums)
    pairs = list(combinations(sorted(a.words)[:PURPOSE_WORDS], 2))
    yield from ((p, v, w, a.measure or "") for p in parties for v, w in pairs)


def raised_from(a: Account, b: Account) -> bool:
    """True when the report of `a` says that its sum takes the place of that of `b`."""
    earlier = a.finding.earlier if isinstance(a.finding, Pledge) else None
    if earlier is None or a.measure != b.measure or b.amount is None:
        return False
    before = a.published is None or b.published is None or b.published <= a.published
    return before and abs(earlier - b.amount) <= NEAR * max(earlier, b.amount)


def part_of(a: Account, b: Account) -> bool:
    """True when the report of `a` says that its sum is a share of a sum like that of `b`."""
    total = a.finding.total if isinstance(a.finding, Pledge) else None
    if total is None or b.amount is None or a.measure != b.measure:
        return False
    return abs(total - b.amount) <= NEAR * max(total, b.amount)


def _revised(a: Account, b: Account) -> bool:
    """True for sums of money of different days for what the same words, more than one of them, name."""
    if a.published is None or b.published is None or a.measure != b.measure:
        return False
    money = isinstance(a.finding, Pledge) and a.finding.currency is not None
    apart = abs((a.published - b.published).days) > ABOUT_THE_SAME_DAY
    return (
        money
        and apart
        and len(a.words & b.words) > 1
        and shared_words(a, b, ("most", "some", "none")) == "most"
    )


def _amounts(a: Account, b: Account) -> str:
    if a.measure != b.measure:
        return "other currency"
    one, other = a.amount or 0.0, b.amount or 0.0
    if abs(one - other) <= 1e-6 * max(abs(one), abs(other)):
        return "same amount"
    return "nearly the same amount" if _rounded(one, other) or _rounded(other, one) else "amounts differ"


def _rounded(exact: float, told: float) -> bool:
    """True when `told` is `exact` to one, two or three digits and less than a tenth away."""
    return abs(exact - told) < 0.1 * exact and any(float(f"{exact:.{n}g}") == told for n in (1, 2, 3))
