"""Where the accounts of one thing differ; values that can both be true are one version."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from communique.model.entry import Difference, Version
from communique.model.finding import Meeting, Pledge
from communique.model.reference import PlaceRef
from communique.model.when import When
from communique.settle.accounts import Account, Party
from communique.settle.history import current, follows
from communique.settle.places import compatible, precision

DONE = frozenset({"held", "under way"})
OFF = frozenset({"cancelled", "postponed", "refused"})
AHEAD = frozenset({"planned", "proposed"})
# How far along a status is: of two reports of one day, or of one report, the further one is later.
ADVANCE = {
    "proposed": 0, "planned": 1, "postponed": 2, "refused": 2, "denied": 2, "cancelled": 3,
    "under way": 4, "held": 5,
    "called for": 0, "pledged": 1, "committed": 2, "suspended": 3, "delivered": 4,
    "floated": 0, "under discussion": 1, "rejected": 2, "accepted": 3, "signed": 4,
}  # fmt: skip
AGAINST = {
    "meeting": ((DONE, OFF), (AHEAD, frozenset({"cancelled", "refused"}))),
    "pledge": ((frozenset({"pledged", "committed", "delivered"}), frozenset({"refused", "suspended"})),),
    "proposal": ((frozenset({"accepted", "signed"}), frozenset({"rejected"})),),
}
VAGUE = 3  # days by which "last week" and "two weeks ago" may miss each other and mean one day
ABOUT_THE_SAME_DAY = 1  # days between two publications that cannot know of each other

Sources = Callable[[Sequence[Account]], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One account's value of a field, as text, with its typed self for comparing."""

    text: str
    account: Account
    typed: object


def differences(
    accounts: Sequence[Account], names: Mapping[str, str], sources: Sources, before: Sequence[Account] = ()
) -> tuple[Difference, ...]:
    """The fields on which accounts differ. `names` are the settled actors' names by id.

    `before` are accounts whose amount was true once and has been revised since.
    """
    found: list[Difference | None] = []
    if accounts[0].kind == "meeting":
        found.append(_field("who", _who(accounts, names), _same_who, _most_parties, sources))
        found.append(_field("date", _dates(current(accounts)), _same_date, _shortest, sources))
        found.append(_field("place", _places(accounts), _same_place, _most_precise, sources))
    elif accounts[0].kind == "pledge":
        found.append(_field("givers", _who(accounts, names), _same_who, _most_parties, sources))
        found.append(_field("receivers", _receivers(accounts, names), _same_who, _most_parties, sources))
        found.append(
            _field(
                "amount", _amounts([a for a in accounts if a not in before]), _same_amount, _first, sources
            )
        )
        found.append(_field("date", _dates(accounts), _same_date, _shortest, sources))
    else:
        found.append(_field("who", _who(accounts, names), _same_who, _most_parties, sources))
        found.append(_field("date", _dates(accounts), _same_date, _shortest, sources))
    found += _status(accounts, sources)
    return tuple(d for d in found if d is not None)


def _field(
    field: str,
    values: list[Value],
    same: Callable[[Value, Value], bool],
    rank: Callable[[Value], tuple[float, ...]],
    sources: Sources,
) -> Difference | None:
    """Values are taken the most precise first; each joins the first version with all of which it agrees."""
    versions: list[list[Value]] = []
    for value in sorted(values, key=lambda v: (rank(v), v.text, v.account.id)):
        home = next((v for v in versions if all(same(value, other) for other in v)), None)
        if home is None:
            versions.append([value])
        else:
            home.append(value)
    if len(versions) < 2:
        return None
    made = [_version(v[0].text, [x.account for x in v], sources) for v in versions]
    return Difference(field=field, versions=_ordered(made))


def _version(value: str, accounts: Sequence[Account], sources: Sources) -> Version:
    return Version(value=value, findings=tuple(sorted(a.id for a in accounts)), sources=sources(accounts))


def _ordered(versions: Sequence[Version]) -> tuple[Version, ...]:
    return tuple(sorted(versions, key=lambda v: (-v.sources, -len(v.findings), v.value)))


# --- who ---------------------------------------------------------------------------------------


def _who(accounts: Sequence[Account], names: Mapping[str, str]) -> list[Value]:
    return [Value(text=_listed(a.main, names), account=a, typed=a.main) for a in accounts if a.main]


def _receivers(accounts: Sequence[Account], names: Mapping[str, str]) -> list[Value]:
    return [Value(text=_listed(a.other, names), account=a, typed=a.other) for a in accounts if a.other]


def _listed(parties: Sequence[Party], names: Mapping[str, str]) -> str:
    return ", ".join(sorted(names.get(p.actor, p.actor.split("\x1f")[-1]) for p in parties))


def _same_who(a: Value, b: Value) -> bool:
    """False when each has a named party that the other has nothing for: a fuller list is no difference."""
    one, other = _parties(a), _parties(b)
    return not (_missing(one, other) and _missing(other, one))


def _parties(value: Value) -> tuple[Party, ...]:
    return value.typed if isinstance(value.typed, tuple) else ()


def _missing(one: Sequence[Party], other: Sequence[Party]) -> bool:
    return any(p.named and not any(_fits(p, q) for q in other) for p in one)


def _fits(p: Party, q: Party) -> bool:
    vague = p.official or q.official or not p.named or not q.named
    return p.actor == q.actor or (vague and bool(p.country) and p.country == q.country)


def _most_parties(value: Value) -> tuple[float, ...]:
    parties = _parties(value)
    return (-sum(p.person for p in parties), -len(parties))


# --- when, where, how much ---------------------------------------------------------------------


def _dates(accounts: Sequence[Account]) -> list[Value]:
    return [Value(text=days(a.date), account=a, typed=a.date) for a in accounts if a.date]


def days(when: When) -> str:
    """A day, or first and last day with a stroke between them."""
    return f"{when.first}" if when.is_day else f"{when.first}/{when.last}"


def _same_date(a: Value, b: Value) -> bool:
    one, other = a.typed, b.typed
    if not isinstance(one, When) or not isinstance(other, When):
        return False
    if one.overlaps(other) or (one.is_day and other.is_day) or None in (one.first, other.first):
        return one.overlaps(other)
    return _gap(one, other) <= VAGUE


def _gap(one: When, other: When) -> int:
    """Days between two intervals that do not overlap."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return 0
    return max((one.first - other.last).days, (other.first - one.last).days)


def _shortest(value: Value) -> tuple[float, ...]:
    when = value.typed
    if not isinstance(when, When) or when.first is None or when.last is None:
        return (0.0, 0.0)
    return (float((when.last - when.first).days), float(when.first.toordinal()))


def _places(accounts: Sequence[Account]) -> list[Value]:
    return [Value(text=a.place.name, account=a, typed=a.place) for a in accounts if a.place]


def _same_place(a: Value, b: Value) -> bool:
    return isinstance(a.typed, PlaceRef) and isinstance(b.typed, PlaceRef) and compatible(a.typed, b.typed)


def _most_precise(value: Value) -> tuple[float, ...]:
    return (-float(precision(value.typed)) if isinstance(value.typed, PlaceRef) else 0.0,)


def _amounts(accounts: Sequence[Account]) -> list[Value]:
    return [Value(text=sum_of(a), account=a, typed=None) for a in accounts if a.amount is not None]


def sum_of(account: Account) -> str:
    """An amount with its currency or unit, and per what."""
    per = account.finding.per if isinstance(account.finding, Pledge) else None
    number = f"{account.amount:,.10g}" if account.amount is not None else ""
    return " ".join(p for p in (number, account.measure or "", f"per {per}" if per else "") if p)


def _same_amount(a: Value, b: Value) -> bool:
    return same_amount(a.account, b.account)


def same_amount(a: Account, b: Account) -> bool:
    """True for amounts of one measure within a hundredth of each other."""
    one, other = a.amount or 0.0, b.amount or 0.0
    near = abs(one - other) <= 0.01 * max(abs(one), abs(other))
    return near and (a.measure == b.measure or not (a.measure and b.measure))


def _first(value: Value) -> tuple[float, ...]:
    return (0.0,) if value.account.measure else (1.0,)


# --- status ------------------------------------------------------------------------------------


def latest(account: Account) -> tuple[date, int]:
    """A key by which the account with the latest news of a status is the greatest."""
    return (account.published or date.min, ADVANCE.get(account.status, 0))


def _status(accounts: Sequence[Account], sources: Sources) -> list[Difference]:
    """A later status is news, no contradiction; a denial always is one."""
    by: dict[str, list[Account]] = {}
    for a in accounts:
        by.setdefault(a.status, []).append(a)
    versions = _ordered([_version(s, found, sources) for s, found in sorted(by.items())])
    if len(by) < 2:
        return []
    if "denied" in by and isinstance(accounts[0].finding, Meeting):
        return [Difference(field="whether at all", versions=versions)]
    if any(_against(a, b) for i, a in enumerate(accounts) for b in accounts[i + 1 :]):
        return [Difference(field="status", versions=versions)]
    return []


def _against(a: Account, b: Account) -> bool:
    """True when the two statuses exclude each other and neither report can be the other's sequel."""
    apart = abs((a.published - b.published).days) if a.published and b.published else 0
    if apart > ABOUT_THE_SAME_DAY or a.finding.article == b.finding.article:
        return False
    if follows(a, b) or follows(b, a):
        return False
    return any(
        (a.status in one and b.status in other) or (b.status in one and a.status in other)
        for one, other in AGAINST[a.kind]
    )
