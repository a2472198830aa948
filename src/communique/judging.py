"""A person's judgements: checked, stored about findings, and settled into the record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from communique.errors import SettingsError, UnknownIdError
from communique.model.judgement import Judgement, Verdict
from communique.settle import actor_id, check_correction, find_actor
from communique.settle.links import newest_first
from communique.settle.names import fold

if TYPE_CHECKING:
    from communique.model.entry import SettledActor
    from communique.model.finding import Actor
    from communique.record.record import Record
    from communique.record.view import View

SHOWN = 5  # of what there is, in an error


def judge(
    record: Record,
    verdict: Verdict,
    ids: Sequence[str],
    *,
    who: str,
    reason: str | None = None,
    field: str | None = None,
    value: str | None = None,
) -> tuple[Judgement, ...]:
    """Store what a person decided about findings, entries or actors, named by their ids.

    A judgement about an entry is stored about its findings, since those stay when entries are made
    anew, and one about an actor about a name that reports give it (:func:`anchor`), since another
    reading may find other passages. Rejecting an entry or actor rejects all its findings.

    Raises:
        UnknownIdError: an id that is not in the record.
        SettingsError: a field that cannot be corrected, a value that does not fit it, or the same
            thing twice.
    """
    findings = [findings_of(record.view, id) for id in ids]
    if len(findings) == 2 and set(findings[0]) & set(findings[1]):
        raise SettingsError(f"{ids[0]} and {ids[1]} are one thing already")
    if verdict is Verdict.CORRECT:
        _check(record.view, findings[0][0], field or "", value or "")
    anchors = [_anchor_of(record.view, id) or findings[n][0] for n, id in enumerate(ids)]
    subjects = findings[0] if verdict is Verdict.REJECT else anchors[:1]
    stored = []
    with record.writer.batch():
        for subject in subjects:
            judgement = Judgement(
                verdict=verdict,
                subject=subject,
                object=anchors[1] if len(anchors) > 1 else None,
                who=who,
                at=datetime.now(UTC),
                field=field,
                value=value,
                reason=reason,
            )
            stored.append(record.writer.judge(judgement))
    return tuple(stored)


def findings_of(view: View, id: str) -> tuple[str, ...]:
    """The ids of the findings that an id stands for: a finding's own, an entry's or an actor's.

    Raises:
        UnknownIdError: when the record has nothing of this id.
    """
    try:
        return (view.finding(id).id,)
    except UnknownIdError:
        pass
    try:
        entry = view.entry(id)
        # a correction may have changed what the finding's own id is made of: only ids of the record count
        first = entry.finding.id if entry.finding.id in entry.findings else entry.findings[0]
        return (first, *(f for f in entry.findings if f != first))
    except UnknownIdError:
        pass
    try:
        return view.actor(id).findings
    except UnknownIdError:
        raise UnknownIdError(f"no finding, entry or actor has the id {id}") from None


def anchor(view: View, actor: SettledActor) -> str:
    """An id for a settled actor that another reading finds again: made from the name that most reports give.

    Where another actor has that name too, it is made from a finding as well.
    """
    return _anchor(view, actor, list(view.actor_findings(actor.id)))


def _anchor(view: View, actor: SettledActor, found: Sequence[Actor]) -> str:
    seated = {s.finding for s in actor.seated}
    found = [f for f in found if f.id not in seated] or found
    counts = Counter((f.name, f.actor_kind) for f in found)
    name, kind = min(counts, key=lambda n: (-counts[n], n))
    shared = any(
        a.id != actor.id and fold(name) in {fold(n) for n in (a.name, *a.aliases)} for a in view.actors()
    )
    first = min(f.id for f in found if (f.name, f.actor_kind) == (name, kind))
    return actor_id(name, kind, first if shared else "")


def _anchor_of(view: View, id: str) -> str | None:
    """The anchor of a settled actor; None when the id is another thing's."""
    try:
        return anchor(view, view.actor(id))
    except UnknownIdError:
        return None


def merge(
    record: Record, actors: Sequence[str], *, who: str, reason: str | None = None
) -> tuple[Judgement, ...]:
    """Store that several settled actors are one: the first and each of the others.

    Raises:
        UnknownIdError: an id or name that no actor has, or several.
        SettingsError: fewer than two actors.
    """
    known = list(record.view.actors())
    ids = list(dict.fromkeys(find_actor(known, given).id for given in actors))
    if len(ids) < 2:
        raise SettingsError("merging needs two actors; these are one already")
    anchors = [anchor(record.view, record.view.actor(id)) for id in ids]
    return _store(record, [(Verdict.SAME, anchors[0], other) for other in anchors[1:]], who, reason)


def split(
    record: Record,
    actor: str,
    *,
    articles: Sequence[str] = (),
    names: Sequence[str] = (),
    who: str,
    reason: str | None = None,
) -> tuple[Judgement, ...]:
    """Store that what these articles, or these names, speak of is another than the rest of a settled actor.

    Raises:
        UnknownIdError: an id or name that no actor has, or several; an article or name that is not its own.
        SettingsError: nothing to take out, or nothing that would be left.
    """
    view = record.view
    whole = find_actor(list(view.actors()), actor)
    found = list(view.actor_findings(whole.id))
    taken = _taken(whole, found, articles, names)
    if not taken:
        raise SettingsError("splitting needs --article or --name: what is to be taken out")
    out = {id for ids in taken.values() for id in ids}
    rest = [f for f in found if f.id not in out]
    if not rest:
        raise SettingsError(f"that is all of {whole.name}; nothing would be left to split from")
    left = _anchor(view, whole, rest)
    return _store(record, [(Verdict.DIFFERENT, id, left) for id in sorted(taken)], who, reason)


def _taken(
    whole: SettledActor, found: Sequence[Actor], articles: Sequence[str], names: Sequence[str]
) -> dict[str, list[str]]:
    """What is taken out of an actor: from an id that another reading finds again to the findings now."""
    taken: dict[str, list[str]] = {}
    for article in articles:
        mine = [f for f in found if f.article == article]
        if not mine:
            known = _some(f.article for f in found)
            raise UnknownIdError(f"{whole.name} is not in an article {article}; {known}")
        for f in mine:
            taken.setdefault(actor_id(f.name, f.actor_kind, f.article), []).append(f.id)
    for name in names:
        mine = [f for f in found if fold(f.name) == fold(name)]
        if not mine:
            raise UnknownIdError(f"{whole.name} is not called {name!r}; {_some(f.name for f in found)}")
        for f in mine:
            taken.setdefault(actor_id(f.name, f.actor_kind), []).append(f.id)
    return taken


def undo(record: Record, number: int, *, who: str, reason: str | None = None) -> Judgement:
    """Store that a judgement no longer counts; it stays in the record.

    Raises:
        UnknownIdError: no judgement has that number.
        SettingsError: it was taken back already.
    """
    judgements = list(record.view.judgements())
    known = next((j for j in judgements if j.id == number), None)
    if known is None:
        raise UnknownIdError(f"no judgement has the number {number}; {_some(str(j.id) for j in judgements)}")
    if number not in {j.id for j in newest_first(judgements)} and known.verdict is not Verdict.UNDO:
        raise SettingsError(f"judgement {number} was taken back already")
    return _store(record, [(Verdict.UNDO, str(number), None)], who, reason)[0]


def subjects(view: View) -> dict[str, tuple[str, str]]:
    """From every id that a judgement about actors may be stored with to a name and a finding of the actor."""
    found: dict[str, tuple[str, str]] = {}
    for id, article, name, kind in view.actor_names():
        found[id] = (name, id)
        found.setdefault(actor_id(name, kind), (name, id))
        found.setdefault(actor_id(name, kind, id), (name, id))
        found.setdefault(actor_id(name, kind, article), (f"{name} in {article}", id))
    return found


def about_actors(judgements: Iterable[Judgement], known: Mapping[str, tuple[str, str]]) -> list[Judgement]:
    """The judgements about actors, and those that take such a judgement back."""
    found: dict[str, Judgement] = {}
    for j in judgements:
        if j.subject in known or (j.verdict is Verdict.UNDO and j.subject in found):
            found[str(j.id)] = j
    return list(found.values())


def _store(
    record: Record, decided: Sequence[tuple[Verdict, str, str | None]], who: str, reason: str | None
) -> tuple[Judgement, ...]:
    now = datetime.now(UTC)
    with record.writer.batch():
        return tuple(
            record.writer.judge(
                Judgement(verdict=verdict, subject=subject, object=object, who=who, at=now, reason=reason)
            )
            for verdict, subject, object in decided
        )


def _some(values: Iterable[str]) -> str:
    """A few of what there is, for an error."""
    several = sorted(set(values))
    if not several:
        return "there is none"
    more = f" and {len(several) - SHOWN} more" if len(several) > SHOWN else ""
    return f"there is {', '.join(several[:SHOWN])}{more}"


def _check(view: View, finding: str, field: str, value: str) -> None:
    check_correction(view.finding(finding).kind, field, value)
