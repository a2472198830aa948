"""Amounts in words, and totals that add only what can be added."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from communique.model.finding import Pledge
from communique.show.dates import when_text
from communique.show.lines import Total

BOUNDS = {"least": "at least", "most": "up to", "about": "about"}
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
    text = f"{BOUNDS[pledge.bound]} {text}" if pledge.bound else text
    text = f"{text} more" if pledge.additional else text
    text = f"{text} a {pledge.per}" if pledge.per else text
    if pledge.converted is None or pledge.converted_currency is None:
        return text
    return f"{text} ({money_text(pledge.converted_currency, pledge.converted)})"


def terms_text(pledge: Pledge) -> tuple[str, ...]:
    """What else a pledge says of itself: the sum it is a part of, the time it is for, its condition."""
    total = pledge.currency and pledge.total is not None and money_text(pledge.currency, pledge.total)
    period = when_text(pledge.period)
    told = (total and f"part of {total}", period and f"for {period}", pledge.condition)
    return tuple(x for x in told if x)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """A pledge of money with its settled parties, ready to be added up."""

    pledge: Pledge
    givers: tuple[str, ...]
    receivers: tuple[str, ...]

    def may_overlap(self, other: Sum) -> bool:
        """True when one may be a part, a revision or a repetition of the other: no party tells them apart."""
        return _meet(self.givers, other.givers) and _meet(self.receivers, other.receivers)


def _meet(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    return not a or not b or bool(set(a) & set(b))


def totals(sums: Iterable[Sum], *, by_giver: bool) -> tuple[Total, ...]:
    """Sums of money, each entry once: by currency, period and status, and by givers if asked.

    Currencies are never added to each other, nor amounts a year to those given once. What a report calls
    a part of another sum counts within it. Of pledges that may otherwise be parts or revisions of one
    another a giver's largest stands alone, and for all givers together there is no total. Givers who
    pledge together stay together. Most entries first.
    """
    groups: dict[tuple[str, str, str, str], list[Sum]] = {}
    for one in sums:
        p = one.pledge
        if p.amount is not None and p.currency:
            giver = (" and ".join(one.givers) or "giver not named") if by_giver else ""
            groups.setdefault((p.currency, p.per or "", p.status.value, giver), []).append(one)
    found = [t for key, group in groups.items() if (t := _total(key, group, by_giver)) is not None]
    return tuple(sorted(found, key=lambda t: (-t.entries, t.currency, t.per, -t.amount, t.status, t.giver)))


def _without_parts(group: list[Sum]) -> list[Sum]:
    """The sums that are no part of another of them: the whole stands for its parts."""
    return [
        s for s in group if not any(s.pledge.total == o.pledge.amount and s.may_overlap(o) for o in group)
    ]


def _total(key: tuple[str, str, str, str], group: list[Sum], by_giver: bool) -> Total | None:
    group = _without_parts(group)
    amounts = [s.pledge.amount or 0.0 for s in group]
    apart = not any(a.may_overlap(b) for n, a in enumerate(group) for b in group[n + 1 :])
    if not apart and not by_giver:
        return None
    currency, per, status, giver = key
    return Total(
        currency=currency, per=per, status=status, giver=giver,
        amount=sum(amounts) if apart else max(amounts),
        entries=len(group) if apart else 1,
        others=0 if apart else len(group) - 1,
    )  # fmt: skip


def earlier_text(value: str) -> str:
    """An earlier amount as settling writes it ("200,000,000 USD") in words: ``USD 200 million``."""
    number, _, rest = value.partition(" ")
    measure, _, per = rest.partition(" per ")
    try:
        amount = float(number.replace(",", ""))
    except ValueError:
        return value
    if len(measure) == 3 and measure.isupper():
        return money_text(measure, amount, per)
    return f"{number_text(amount)} {measure}".rstrip() + (f" a {per}" if per else "")
