"""Amounts in words, and totals that add only what can be added."""

from __future__ import annotations

from collections.abc import Iterable

from communique.model.finding import Pledge
from communique.show.lines import Total

SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


def number_text(amount: float) -> str:
    """A number as a newspaper writes it: ``1.35 billion``, ``25,000``."""
    for scale, word in SCALES:
        if abs(amount) >= scale:
            return f"{_plain(amount / scale)} {word}"
    return _plain(amount)


def _plain(amount: float) -> str:
    text = f"{amount:,.2f}"
    return text.rstrip("0").rstrip(".")


def money_text(currency: str, amount: float, per: str = "") -> str:
    """``EUR 1.35 billion a year``: the ISO code, so that no two dollars are confused."""
    text = f"{currency} {number_text(amount)}"
    return f"{text} a {per}" if per else text


def amount_text(pledge: Pledge) -> str:
    """The amount of a pledge in words; "" where the report gives none."""
    if pledge.amount is None:
        return ""
    text = number_text(pledge.amount)
    if pledge.upper is not None:
        text += f" to {number_text(pledge.upper)}"
    text = f"{pledge.currency} {text}" if pledge.currency else f"{text} {pledge.unit or ''}".rstrip()
    return f"{text} a {pledge.per}" if pledge.per else text


def totals(pledges: Iterable[tuple[Pledge, tuple[str, ...]]], *, by_giver: bool) -> tuple[Total, ...]:
    """Sums of money, each entry once: by currency, period and status, and by givers if asked.

    Currencies are never added to each other, nor amounts a year to those given once. Givers who
    pledge together stay together. The largest comes first.
    """
    sums: dict[tuple[str, str, str, str], list[float]] = {}
    for pledge, givers in pledges:
        if pledge.amount is None or not pledge.currency:
            continue
        giver = (" and ".join(givers) or "giver not named") if by_giver else ""
        key = (pledge.currency, pledge.per or "", pledge.status.value, giver)
        sums.setdefault(key, []).append(pledge.amount)
    found = [
        Total(currency=c, per=p, status=s, giver=g, amount=sum(a), entries=len(a))
        for (c, p, s, g), a in sums.items()
    ]
    return tuple(sorted(found, key=lambda t: (-t.entries, t.currency, t.per, -t.amount, t.status, t.giver)))
