"""How things developed: the amounts of a pledge before it was raised, what a proposal was before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from communique.model.entry import Version
from communique.model.finding import Pledge, Proposal
from communique.settle.accounts import Account
from communique.settle.differences import ABOUT_THE_SAME_DAY, same_amount, sum_of
from communique.settle.pledges import raised_from


def superseded(accounts: Sequence[Account]) -> list[Account]:
    """The accounts whose amount or number a later report, or the same one, replaces; oldest first.

    Reports of about the same day that give different amounts contradict each other, and none is
    superseded, unless one says that its sum takes the place of the other's.
    """
    if accounts[0].kind == "proposal":
        return _renumbered(accounts)
    sums = [a for a in accounts if a.amount is not None]
    if len(sums) < 2 or accounts[0].kind != "pledge":
        return []
    newest = max(sums, key=lambda a: (a.published or date.min, a.id))
    standing = [a for a in sums if same_amount(a, newest)]
    out = [a for a in sums if a not in standing and _before(a, standing)]
    return sorted(out, key=lambda a: (a.published or date.min, a.id))


def _renumbered(accounts: Sequence[Account]) -> list[Account]:
    """The accounts of a proposal under a number that a later report gives another of: 28 points, then 19."""
    numbered = [a for a in accounts if _state(a)[1] and a.published is not None]
    newest = max(numbered, key=lambda a: (a.published or date.min, a.id), default=None)
    if newest is None:
        return []
    return [a for a in numbered if _state(a)[1] != _state(newest)[1] and _before(a, [newest])]


def _before(a: Account, standing: Sequence[Account]) -> bool:
    if any(raised_from(b, a) for b in standing):
        return True
    days = [b.published for b in standing if b.published is not None]
    return a.published is not None and bool(days) and (min(days) - a.published).days > ABOUT_THE_SAME_DAY


def earlier_amounts(
    accounts: Sequence[Account], sources: Callable[[Sequence[Account]], int]
) -> tuple[Version, ...]:
    """The amounts that a pledge had before, the newest first, each with the accounts that give it."""
    groups: list[list[Account]] = []
    for account in superseded(accounts):
        home = next((g for g in groups if same_amount(g[0], account)), None)
        if home is None:
            groups.append([account])
        else:
            home.append(account)
    found = [_version(sum_of(g[0]), g, sources) for g in reversed(groups)]
    return tuple(found + _told(accounts, groups, sources))


def _told(
    accounts: Sequence[Account],
    groups: Sequence[Sequence[Account]],
    sources: Callable[[Sequence[Account]], int],
) -> list[Version]:
    """Earlier sums of which only the later report tells."""
    told: dict[str, list[Account]] = {}
    for a in accounts:
        earlier = a.finding.earlier if isinstance(a.finding, Pledge) else None
        if earlier is not None and not any(raised_from(a, b) for g in groups for b in g):
            told.setdefault(f"{earlier:,.10g} {a.measure or ''}".strip(), []).append(a)
    return [_version(value, found, sources) for value, found in told.items()]


def _version(value: str, accounts: Sequence[Account], sources: Callable[[Sequence[Account]], int]) -> Version:
    return Version(value=value, findings=tuple(sorted(a.id for a in accounts)), sources=sources(accounts))


def earlier_states(
    accounts: Sequence[Account], current: Account, sources: Callable[[Sequence[Account]], int]
) -> tuple[Version, ...]:
    """What a proposal was before, the newest first: "floated", or "28-point plan, floated" by another name.

    Only what was reported before the present state was counts; reports of one day may contradict each
    other, and their difference stands elsewhere.
    """
    days = [a.published for a in accounts if _state(a) == _state(current) and a.published is not None]
    groups: dict[tuple[str, frozenset[str]], list[Account]] = {}
    for a in sorted(accounts, key=lambda a: (a.published or date.min, a.id)):
        if days and a.published is not None and a.published < min(days):
            groups.setdefault(_state(a), []).append(a)
    found = []
    for (status, numbers), told in groups.items():
        first = told[0].finding
        name = f"{first.name}, " if isinstance(first, Proposal) and numbers != _state(current)[1] else ""
        found.append(_version(name + status, told, sources))
    return tuple(reversed(found))


def _state(a: Account) -> tuple[str, frozenset[str]]:
    """The status of a proposal, and the numbers in its name: a plan may lose points."""
    return a.status, frozenset(w for w in a.words if w[0].isdigit())
