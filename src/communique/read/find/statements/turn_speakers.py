"""Whom a label of a transcript or interview names: “MR. HALE” is the Jonas Hale of article or title."""

from __future__ import annotations

import re
from dataclasses import replace

from communique.knowledge import column
from communique.model.finding import Actor
from communique.model.reference import ActorKind, ActorRef, MentionForm
from communique.model.text import Span
from communique.read.analysis.analysis import Analysis, actor_ref
from communique.read.find.statements.labels import label_words
from communique.read.find.statements.turns import Turn, find_turns

ASKER = "a reporter"
_WORD = re.compile(r"[^\W\d_][\w.’'-]*")


def turn_speakers(a: Analysis) -> dict[int, ActorRef]:
    """The speaker of every turn, by the anchor of its draft; a headline's is like any other source."""
    return {t.cue[0]: turn_speaker(a, t) for t in find_turns(a).turns if not t.headline}


def turn_speaker(a: Analysis, t: Turn) -> ActorRef:
    """The speaker of a turn; not `named` where its label names nobody.

    A surname stands for the person whom the article names in full, or else its title; a bare office
    (“THE PRESIDENT”) for the one person to whom title or text gives it; “A” for whom the interview is with.
    """
    span = a.span(*t.name)
    if t.unnamed:
        return _without_name(a, t, span)
    surname = a.article.text[a.start[t.name[0]] : a.end[t.source]].split()[-1]
    if surname.lower() in column("offices", "noun"):
        return _in_office(a, span)
    return replace(_of_surname(a, surname, a.ref(t.source)), mention=span)


def _without_name(a: Analysis, t: Turn, span: Span) -> ActorRef:
    role = label_words().get(a.lower[t.source])
    if role == "asks":
        return ActorRef(
            name=ASKER,
            mention=span,
            form=MentionForm.NOMINAL,
            named=False,
            inferred="who asks in a transcript",
        )
    answers = role == "answers" and len(span.text) == 1
    found = _interviewed(a, t) if answers else None
    if found is not None:
        return _as(found, span, "the one whom the interview is with")
    return ActorRef(name=span.line, mention=span, form=MentionForm.NOMINAL, named=False)


def _of_surname(a: Analysis, surname: str, own: ActorRef | None) -> ActorRef:
    """The fullest name that article and title give to the bearer of a surname; `own` is the label's chain."""
    last = surname.lower()
    alike = [p for p in _persons(a) if _last(p.name) == last and p.name[0].isupper()]
    known = [_ref(p) for p in alike if not p.name.isupper()]
    best = max(known, key=lambda r: len(r.name), default=own) or ActorRef(name=surname, kind=ActorKind.PERSON)
    full = _full_name(a.article.title or "", last) or ""
    return replace(best, name=max(_written(best.name), full, key=len))


def _persons(a: Analysis) -> list[Actor]:
    return [p for p in a.layers.actors if p.actor_kind is ActorKind.PERSON and p.named]


def _ref(actor: Actor) -> ActorRef:
    return actor_ref(actor, actor.mentions[0])


def _as(actor: Actor, span: Span, inferred: str) -> ActorRef:
    return replace(_ref(actor), mention=span, inferred=inferred)


def _written(name: str) -> str:
    """A name in capitals as it is written elsewhere."""
    return name.title() if name.isupper() else name


def _interviewed(a: Analysis, t: Turn) -> Actor | None:
    """The person whom the words before the turn name most."""

    def before(p: Actor) -> int:
        return sum(m.span.end <= a.start[t.name[0]] for m in p.mentions)

    best = max(_persons(a), key=before, default=None)
    return best if best is not None and before(best) else None


def _full_name(title: str, last: str) -> str | None:
    """The name in a title that ends with `last`, with the given name before it."""
    words = [w.removesuffix("’s").removesuffix("'s") for w in _WORD.findall(title)]
    for n, word in enumerate(words):
        if word.lower() == last:
            return f"{words[n - 1]} {word}" if n and _given(words, n - 1) else word
    return None


def _given(words: list[str], n: int) -> bool:
    """True for a given name by the table, or for what stands between an office and a surname."""
    if words[n].lower() in column("given_name_genders", "name"):
        return True
    return n > 0 and words[n][0].isupper() and not _titular(words[n]) and _titular(words[n - 1])


def _titular(word: str) -> bool:
    return word.lower() in column("offices", "noun")


def _in_office(a: Analysis, span: Span) -> ActorRef:
    """The person whom the title, or else the text, calls by the office in the label."""
    office = " ".join(w for w in span.line.lower().split() if w != "the")
    name = _named_by(a.article.title or "", office)
    called = [p for p in _persons(a) if _called(p, office) and (name is None or _last(p.name) == _last(name))]
    if len({p.name for p in called}) == 1:
        return _as(called[0], span, f"called “{office}” in the article")
    if name is not None:
        called_so = ActorRef(name=name, kind=ActorKind.PERSON, mention=span, form=MentionForm.TITLE)
        return replace(called_so, inferred="the title of the article")
    return ActorRef(name=span.line, kind=ActorKind.PERSON, mention=span, form=MentionForm.TITLE, named=False)


def _called(person: Actor, office: str) -> bool:
    return any(m.span.line.lower().startswith(f"{office} ") for m in person.mentions)


def _named_by(title: str, office: str) -> str | None:
    """The name that follows an office in a title; not a vice president's for the president's."""
    words = _WORD.findall(title)
    low = [w.lower() for w in words]
    wanted = office.split()
    for n in range(len(words) - len(wanted)):
        behind = n + len(wanted)
        longer = n > 0 and low[n - 1] in column("title_modifiers", "word")
        if low[n:behind] == wanted and not longer and words[behind][0].isupper():
            given = low[behind] in column("given_name_genders", "name") and behind + 1 < len(words)
            return " ".join(words[behind : behind + 1 + given])
    return None


def _last(name: str) -> str:
    return name.rsplit(maxsplit=1)[-1].lower()
