"""What of the accounts of one meeting still holds, when it was put off and took another day."""

from __future__ import annotations

from collections.abc import Sequence

from communique.settle.accounts import Account

COMING = ("planned", "proposed")


def current(accounts: Sequence[Account]) -> list[Account]:
    """The accounts without a postponement that another day has replaced, and without the day before it.

    Planned for the 18th, postponed, planned for the 24th, held on the 24th is one meeting with its
    history: the last two accounts hold.
    """
    replaced = [a for a in accounts if a.status == "postponed" and any(follows(a, b) for b in accounts)]
    if not replaced:
        return list(accounts)
    newest = max(
        b.date.first for a in replaced for b in accounts if follows(a, b) and b.date and b.date.first
    )
    gone = {a.id for a in replaced}
    for b in accounts:
        if b.status in COMING and b.date and b.date.last and b.date.last < newest:
            gone.add(b.id)
    return [a for a in accounts if a.id not in gone]


def follows(postponed: Account, other: Account) -> bool:
    """True when `other` gives the day to which a postponed meeting was moved."""
    if postponed.status != "postponed" or other.status not in (*COMING, "held", "under way"):
        return False
    if other.date is None or other.date.first is None:
        return False
    same = postponed.finding.article == other.finding.article
    if postponed.published and other.published and other.published < postponed.published:
        return False
    if postponed.date and postponed.date.last:
        return other.date.first > postponed.date.last
    later = bool(postponed.published and other.published and other.published > postponed.published)
    return (same or later) and bool(postponed.published and other.date.first > postponed.published)
