"""What the report of one statement tells about another: of the same speaker, in the same breath.

Newsrooms name day, place and outlet once, and let the speaker go on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from communique.model.reference import ActorKind
from communique.model.when import When
from communique.read.analysis.analysis import Analysis
from communique.read.find.clauses import publisher_state
from communique.read.find.statements.circumstances.days import is_past_day
from communique.read.find.statements.circumstances.own import Circumstances
from communique.read.find.statements.circumstances.tables import apart, occasions
from communique.read.find.statements.circumstances.telling import Telling

PERSON_REACH = 10  # sentences over which a person goes on speaking
OTHER_REACH = 3  # the same for states and bodies, which speak through many mouths
LOOK_BACK = 2  # sentences before a statement that may tell of the occasion that it was made on
OPENING = 4  # first sentences of an official text, which tell its day
FRESH = 7  # days between such a day and publication, at most
FIELDS = {"said_on": "day", "addressee": "addressee", "relay": "relay", "venue": "venue"}  # and their names


def carried(a: Analysis, tellings: Sequence[Telling], own: Sequence[Circumstances]) -> list[Circumstances]:
    """The circumstances of all statements, each with what others tell about it."""
    found = [_occasion_before(t, c) for t, c in zip(tellings, _published(a, tellings, own), strict=True)]
    last: dict[str, int] = {}
    for n, t in enumerate(tellings):
        speaker = t.speaker
        if speaker is None or t.within is not None:
            continue
        before = last.get(speaker)
        if before is not None and _goes_on(tellings[before], t):
            found[n] = _filled(found[n], found[before], same_sentence=t.sentence == tellings[before].sentence)
        if found[n].said_on is not None or not _apart(t):
            last[speaker] = n
    return found


def _filled(c: Circumstances, before: Circumstances, *, same_sentence: bool) -> Circumstances:
    """What a statement lacks, from the one before it, unless another day parts them."""
    if c.said_on is not None and before.said_on is not None and c.said_on.first != before.said_on.first:
        return c
    filled = replace(
        c,
        said_on=c.said_on or before.said_on,
        addressee=c.addressee or (before.addressee if same_sentence and before.audience else None),
        relay=c.relay or (before.relay if same_sentence else None),
        venue=c.venue or before.venue,
    )
    taken = [name for field, name in FIELDS.items() if getattr(filled, field) is not getattr(c, field)]
    return _noted(filled, f"{' and '.join(taken)} from what the speaker said before") if taken else c


def _noted(c: Circumstances, note: str) -> Circumstances:
    return replace(c, notes=(*c.notes, note))


def _goes_on(before: Telling, t: Telling) -> bool:
    found = t.a.layers.actor_at.get(t.draft.source) if t.draft.source is not None else None
    person = found is not None and found[0].actor_kind is ActorKind.PERSON
    return t.sentence - before.sentence <= (PERSON_REACH if person else OTHER_REACH) and not _apart(t)


def _apart(t: Telling) -> bool:
    """True where a statement was made at another time than the story goes: “has said”, “earlier”, “says”."""
    tag = "" if t.main < 0 else t.a.tag[t.main]
    return tag[:1] == "N" or tag in ("VBZ", "VBP") or _before_now(t)


def _before_now(t: Telling) -> bool:
    """“Has said”, “earlier”, “repeatedly”."""
    a = t.a
    if t.main < 0:
        return False
    perfect = any(a.dep[c] == "aux" and a.lemma[c] == "have" for c in a.children[t.main])
    return perfect or any(a.lower[i] in apart() for i in t.frame)


def _occasion_before(t: Telling, c: Circumstances) -> Circumstances:
    """With the day of an occasion that was told before: “They met on Monday. At the meeting, she said …”."""
    a = t.a
    if c.said_on is not None or t.speaker is None or t.within is not None or t.main < 0 or _apart(t):
        return c
    if not any(a.lemma[i] in occasions() and a.tag[i][0] == "N" for i in t.frame):
        return c
    for s in reversed(a.sentences[max(0, t.sentence - LOOK_BACK) : t.sentence]):
        words = [i for i in range(s.first, s.last) if t.inner[i] < 0]
        days = _days(a, words)
        if days:
            mentions = (a.layers.actor_at.get(i) for i in range(s.first, s.last))
            speaks = any(m is not None and m[0].name == t.speaker for m in mentions)
            one = speaks and len({d.first for d in days}) == 1
            return _noted(replace(c, said_on=days[0]), "day of the occasion told before") if one else c
    return c


def _days(a: Analysis, words: Sequence[int]) -> list[When]:
    times = (a.layers.time_at.get(i) for i in words)
    return [time.when for time in times if time is not None and is_past_day(a, time)]


def _published(
    a: Analysis, tellings: Sequence[Telling], own: Sequence[Circumstances]
) -> Sequence[Circumstances]:
    """With the day of an official text: what its opening names; for a transcript that of its publication."""
    if publisher_state(a) is None or a.article.published is None:
        return own
    opening = _opening_day(a, a.article.published)
    transcript = any(t.labelled for t in tellings)
    found = []
    for t, c in zip(tellings, own, strict=True):
        spoken = transcript and (t.draft.cue is None or t.labelled)
        day = opening or (a.article.published if spoken else None)
        note = "day that the official text opens with" if opening else "day of publication"
        undated = day is not None and c.said_on is None and t.within is None and not _before_now(t)
        found.append(_noted(replace(c, said_on=day), note) if undated else c)
    return found


def _opening_day(a: Analysis, published: When) -> When | None:
    for s in islice(a.readable_sentences(), OPENING):
        days = [d for d in _days(a, range(s.first, s.last)) if _fresh(d, published)]
        if days:
            return max(days, key=lambda d: str(d.first))  # ISO days sort as text
    return None


def _fresh(day: When, published: When) -> bool:
    return day.first is not None and published.last is not None and (published.last - day.first).days <= FRESH
