"""An entry from all accounts of one thing: the fullest account, the versions beside it, and a title."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from communique.model.entry import Entry
from communique.model.finding import Finding, Meeting, Pledge, Proposal
from communique.model.reference import ActorKind, ActorRef
from communique.model.when import When
from communique.settle.accounts import Account
from communique.settle.corrections import check_correction, corrected, sides
from communique.settle.developments import earlier_amounts, earlier_states, superseded
from communique.settle.differences import DONE, differences, latest
from communique.settle.history import current
from communique.settle.places import compatible, precision

STATES = (ActorKind.STATE, ActorKind.GOVERNMENT)
FEW = 5
MANY = 3  # names of one side that a title holds


def entry_id(kind: str, finding: str) -> str:
    """The id of an entry: a hash of its kind and its smallest finding's id, so that it outlives re-runs."""
    return hashlib.sha256(f"entry\x1f{kind}\x1f{finding}".encode()).hexdigest()[:16]


def assemble(
    accounts: Sequence[Account],
    names: Mapping[str, str],
    group: Mapping[str, str],
    given: Mapping[str, str],
    judged: bool,
) -> Entry:
    """One entry.

    `names` are settled actors' names by id, and by article and name with a unit
    separator between them; `group` tells copies.

    `given` are corrected fields; the versions that reports give stay listed beside them.

    Raises:
        SettingsError: when a correction is invalid.
    """

    def sources(some: Sequence[Account]) -> int:
        return len({group.get(a.finding.article, a.finding.article) for a in some})

    before = superseded(accounts)
    holding = current(accounts)
    best = representative([a for a in holding if a not in before])
    finding = corrected(filled(best, holding), given)
    title = check_correction(best.kind, "title", given["title"]) if "title" in given else None
    return Entry(
        id=entry_id(best.kind, min(a.id for a in accounts)),
        kind=best.kind,
        title=title or titled(finding, names),
        finding=finding,
        findings=tuple(sorted(a.id for a in accounts)),
        articles=tuple(sorted({a.finding.article for a in accounts})),
        sources=sources(accounts),
        differences=differences(accounts, names, sources, before),
        earlier=earlier_states(accounts, best, sources)
        if best.kind == "proposal"
        else earlier_amounts(accounts, sources),
        judged=judged,
    )


def representative(accounts: Sequence[Account]) -> Account:
    """The fullest of the accounts with the latest status, of those whose day most reports give."""
    status = max(accounts, key=lambda a: (*latest(a), a.id)).status
    rare = _rare(accounts)
    dated = {(_day(a), a.finding.article) for a in accounts if a.date is not None}
    reports = Counter(day for day, _ in dated)
    return max(
        (a for a in accounts if a.status == status),
        key=lambda a: (-len(rare & _actors(a)), reports[_day(a)] > 1, *_fullness(a), a.id),
    )


def _day(account: Account) -> tuple[str, str] | None:
    """The interval of an account as a key; None where it tells no day."""
    when = account.date
    return None if when is None or when.first is None else (str(when.first), str(when.last))


def _rare(accounts: Sequence[Account]) -> set[str]:
    """Who is named by fewer than a fifth of the accounts of a meeting: no account of its own names them."""
    if accounts[0].kind != "meeting" or len(accounts) < FEW:
        return set()
    counted = Counter(actor for a in accounts for actor in _actors(a))
    return {actor for actor, times in counted.items() if times <= len(accounts) // FEW}


def _actors(account: Account) -> set[str]:
    return {p.actor for p in account.main}


def _fullness(account: Account) -> tuple[float, ...]:
    exact = 0.0
    if account.date and account.date.first and account.date.last:
        exact = 1 / (1 + (account.date.last - account.date.first).days)
    place = 0.5 + precision(account.place) / 4 if account.place else 0.0
    people = min(sum(1.0 if p.named else 0.3 for p in (*account.main, *account.other)), 6.0)
    words = min(len(account.words), 3) / 3
    amount = 1.0 if account.amount is not None else 0.0
    return (people + exact + place + words + amount, account.finding.evidence.score)


def filled(best: Account, accounts: Sequence[Account]) -> Finding:
    """The best account with date, place and parties from the others where it has none, or a vaguer one.

    What comes from another article keeps no span, since a span belongs to one text; the evidence's
    notes say where it came from.
    """
    finding = best.finding
    changes: dict[str, Any] = {}
    notes: list[str] = []
    for other in sorted(accounts, key=lambda a: (tuple(-x for x in _fullness(a)), a.id)):
        if other.status in ("denied",) and best.status != "denied":
            continue
        if other.status == "proposed" and best.status in DONE:
            continue  # where and when it was once proposed to be is not where it was
        for field, value in _better(best, other, changes).items():
            changes[field] = value
            notes.append(
                f"{field.replace('_', ' ')} from finding {other.id} of article {other.finding.article}"
            )
    if not changes:
        return finding
    evidence = replace(finding.evidence, notes=(*finding.evidence.notes, *notes))
    return replace(finding, evidence=evidence, **changes)


def _better(best: Account, other: Account, already: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    date = "by_when" if isinstance(best.finding, Pledge) else "date"
    if other.date and date not in already and _sharper(best.date, other.date):
        same = other.finding.article == best.finding.article
        found[date] = other.date if same else replace(other.date, span=None)
    if isinstance(best.finding, Meeting) and other.place and "place" not in already:
        mine = best.place
        if mine is None or (compatible(mine, other.place) and precision(other.place) > precision(mine)):
            same = other.finding.article == best.finding.article
            found["place"] = other.place if same else replace(other.place, span=None)
    return found | _parties(best, other, already)


def _parties(best: Account, other: Account, already: Mapping[str, Any]) -> dict[str, Any]:
    """Givers and receivers of another account of a pledge, where the best names none."""
    if not isinstance(best.finding, Pledge) or not isinstance(other.finding, Pledge):
        return {}
    found: dict[str, Any] = {}
    for field in ("givers", "receivers"):
        refs = getattr(other.finding, field)
        if refs and not getattr(best.finding, field) and field not in already:
            same = other.finding.article == best.finding.article
            found[field] = refs if same else tuple(replace(r, mention=None) for r in refs)
    return found


def _sharper(mine: When | None, theirs: When) -> bool:
    if mine is None:
        return True
    if None in (mine.first, mine.last, theirs.first, theirs.last) or not mine.overlaps(theirs):
        return False
    return _length(theirs) < _length(mine)


def _length(when: When) -> int:
    return (when.last - when.first).days if when.first and when.last else 0


# --- titles ------------------------------------------------------------------------------------


def titled(finding: Finding, names: Mapping[str, str]) -> str:
    """A short title from names, place and date, such as "Ilya Sen – Mara Dov, Tavira, 3 March 2031"."""
    listed = sides(finding)
    if isinstance(finding, Meeting):
        named = [_delegation(finding.article, side, names) for side in by_state(listed)]
    else:
        named = [_side(finding.article, side, names) for side in listed]
    if isinstance(finding, Proposal):
        by = f" ({' – '.join(n for n in named if n)})" if any(named) else ""
        return finding.name + by
    who = (" → " if isinstance(finding, Pledge) else " – ").join(n for n in named if n)
    if isinstance(finding, Pledge):
        return ": ".join(p for p in (who, _goods(finding)) if p) or "Pledge"
    parts = [who or "Meeting"]
    if isinstance(finding, Meeting):
        parts += [finding.place.name] if finding.place else []
        parts += [spoken(finding.date)] if finding.date and finding.date.first else []
    return ", ".join(parts)


def _side(article: str, side: Sequence[Any], names: Mapping[str, str]) -> str:
    singles = [one for ref in side for one in ref.each()]
    listed = list(dict.fromkeys(names.get(f"{article}\x1f{one.name}", one.name) for one in singles))
    more = " and others" if len(listed) > MANY else ""
    return ", ".join(listed[:MANY]) + more


def by_state(listed: Sequence[Sequence[ActorRef]]) -> list[list[ActorRef]]:
    """The sides of a meeting with each state's people on its side, and without nameless titles."""
    out: list[list[ActorRef]] = []
    for side in listed:
        for ref in side:
            home = next((s for s in out if _home(ref, s)), None)
            if home is not None:
                home.append(ref)
        fresh = [r for r in side if all(r not in s for s in out)]
        if fresh:
            out.append(fresh)
    named = [s for s in out if any(not _bare(r) for r in s)]
    return named or out


def _home(ref: ActorRef, side: Sequence[ActorRef]) -> bool:
    """True for a person and the side of his state, or a state and the side of its people."""
    kinds = {ref.kind in STATES, *(r.kind in STATES for r in side)}
    return ref.country is not None and len(kinds) == 2 and all(r.country == ref.country for r in side)


def _bare(ref: ActorRef) -> bool:
    """True for a title alone, nobody's name and no state's: "President"."""
    return not ref.named and ref.country is None and ref.kind in (ActorKind.PERSON, ActorKind.UNKNOWN)


def _delegation(article: str, side: Sequence[ActorRef], names: Mapping[str, str]) -> str:
    """One side: people behind their state, as in "United States (A. Name)"."""
    states = [r for r in side if r.kind in STATES]
    people = [r for r in side if r.kind not in STATES]
    if len(states) != 1 or not people or any(p.country not in (None, states[0].country) for p in people):
        return _side(article, side, names)
    return f"{_side(article, states, names)} ({_side(article, people, names)})"


def _goods(pledge: Pledge) -> str:
    if pledge.amount is None:
        return pledge.what or ""
    number = f"{pledge.amount:,.10g}"
    if pledge.amount >= 1e6:
        size, word = (1e9, "billion") if pledge.amount >= 1e9 else (1e6, "million")
        number = f"{pledge.amount / size:,.6g} {word}"
    measure = " ".join(p for p in (number, pledge.currency or pledge.unit) if p)
    per = f" per {pledge.per}" if pledge.per else ""
    named = pledge.what and not (pledge.unit and pledge.what in pledge.unit)
    return measure + per + (f" ({pledge.what})" if named else "")


def spoken(when: When) -> str:
    """Days as people write them: "3 March 2031", "3–5 March 2031", "March 2031"."""
    first, last = when.first, when.last
    if first is None or last is None:
        return when.value or ""
    if first == last:
        return f"{first.day} {first:%B %Y}"
    if (first.year, first.month) != (last.year, last.month):
        return f"{first.day} {first:%B %Y} – {last.day} {last:%B %Y}"
    whole = first.day == 1 and last.day >= 28
    return f"{first:%B %Y}" if whole else f"{first.day}–{last.day} {first:%B %Y}"
