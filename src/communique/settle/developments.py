"""How a pledge developed: which of its amounts stood before it was raised or revised."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from communique.model.entry import Version
from communique.model.finding import Pledge
from communique.settle.accounts import Account
from communique.settle.differences import ABOUT_THE_SAME_DAY, same_amount, sum_of
from communique.settle.pledges import raised_from


def superseded(accounts: Sequence[Account]) -> list[Account]:
    """The accounts whose amount a later report, or the same one, replaces by another; oldest first.

    Reports of about the same day that give different amounts contradict each other, and none is
    superseded, unless one says that its sum takes the place of the other's.
    """
    sums = [a for a in accounts if a.amount is not None]
    if len(sums) < 2 or accounts[0].kind != "pledge":
        return []
    newest = max(sums, key=lambda a: (a.published or date.min, a.id))
    standing = [a for a in sums if same_amount(a, newest)]
    out = [a for a in sums if a not in standing and _before(a, standing)]
    return sorted(out, key=lambda a: (a.published or date.min, a.id))


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
