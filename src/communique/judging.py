"""A person's judgements: checked, stored about findings, and settled into the record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from communique.errors import SettingsError, UnknownIdError
from communique.model.judgement import Judgement, Verdict

if TYPE_CHECKING:
    from communique.record.record import Record
    from communique.record.view import View


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

    A judgement about an entry or an actor is stored about its findings, since those stay when
    entries are made anew. Rejecting an entry rejects all of them.

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
    subjects = findings[0] if verdict is Verdict.REJECT else findings[0][:1]
    stored = []
    with record.writer.batch():
        for subject in subjects:
            judgement = Judgement(
                verdict=verdict,
                subject=subject,
                object=findings[1][0] if len(findings) > 1 else None,
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
    for actor in view.actors():
        if actor.id == id:
            return actor.findings
    raise UnknownIdError(f"no finding, entry or actor has the id {id}")


def _check(view: View, finding: str, field: str, value: str) -> None:
    from communique.settle import check_correction

    check_correction(view.finding(finding).kind, field, value)
