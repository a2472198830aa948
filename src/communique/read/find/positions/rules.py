"""Positions by rule: verbs of stance with a party as subject, and statements that say what must be or judge.

What the rules find is certain enough to be told first; `decision` adds what they miss.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.knowledge import column, mapping
from communique.model.finding import Evidence, Mode, Position, Sourcing
from communique.model.reference import ActorRef
from communique.read.analysis.analysis import Analysis, Sentence
from communique.read.find.clauses import actors_of, subject_of
from communique.read.find.issues import own_issue, taken_up
from communique.read.find.positions.around import Around, Told, as_mentioned
from communique.read.find.stances import of_statement, passage, with_auxiliary

NAME, VERSION = "positions", "3"
SHORTEST = 3  # words: "Strong past." tells no stance


def by_rule(around: Around) -> Iterator[Position]:
    """The positions that the rules find: those of statements, then those of verbs."""
    yield from _from_statements(around)
    yield from _from_verbs(around)


def _from_statements(around: Around) -> Iterator[Position]:
    for told in around.told:
        s = told.statement
        if s.speaker is None or s.mode is Mode.THOUGHT or s.sourcing is Sourcing.DOCUMENT:
            continue
        parties = [(p, m) for m in around.members(s.speaker) for p in around.parties(m)]
        if parties and told.words and not around.in_condition(told):
            yield from _told(around, told, parties)


def _told(around: Around, told: Told, parties: list[tuple[ActorRef, ActorRef]]) -> Iterator[Position]:
    """The positions that a statement of these parties, each with its speaker, tells, if it tells a stance."""
    a, s, words = around.analysis, told.statement, told.words
    stances = mapping("stance_verbs", "lemma", "direction")
    cues = mapping("stance_cues", "lemma", "told")
    cue = [a.lemma[i] for i in told.cue]
    by_cue = any(w in stances or cues.get(w) == "yes" for w in cue)
    telling = [i for i in words if i in around.marks]
    if not (telling or by_cue or any(w in cues for w in cue)):
        return
    if not by_cue and sum(a.text[i][0].isalnum() for i in words) < SHORTEST:
        return
    sentence, listed = _sentence(around, words, telling)
    issue = listed or taken_up(a, sentence) or own_issue(a, sentence) or own_issue(a, words)
    if issue is None:
        return
    score = 0.35 + 0.2 * (listed is not None) + 0.2 * bool(telling) + 0.2 * by_cue
    for party, speaker in parties:
        yield Position(
            article=a.article.id,
            evidence=Evidence(
                spans=s.content, cue=s.cue, finder=NAME, version=VERSION,
                score=score, notes=(party.inferred,) if party.inferred else (),
            ),
            party=as_mentioned(party, speaker),
            issue=issue,
            stance=of_statement(a, s, sentence, (party, speaker), by_cue),
            speaker=speaker,
            date=s.said_on,
        )  # fmt: skip


def _sentence(around: Around, words: Sequence[int], telling: list[int]) -> tuple[list[int], str | None]:
    """Of a content, the words of the first sentence that tells a stance on a listed issue, and the issue.

    Failing that, the first that tells a stance, or the first.
    """
    a, issues = around.analysis, around.issues
    by: dict[int, list[int]] = {}
    for i in words:
        by.setdefault(a.sent[i], []).append(i)
    told = [by[n] for n in sorted({a.sent[i] for i in telling})] or [by[a.sent[words[0]]]]
    for sentence in told:
        if (issue := issues.among(sentence[0], sentence[-1] + 1)) is not None:
            return sentence, issue
    return told[0], issues.among(words[0], words[-1] + 1)


def _from_verbs(around: Around) -> Iterator[Position]:
    a = around.analysis
    stances, predicates = mapping("stance_verbs", "lemma", "direction"), column("stance_adjectives", "word")
    for s in a.readable_sentences():
        for i in range(s.first, s.last):
            if a.quoted[i] >= 0:
                continue
            if a.lemma[i] in stances and a.tag[i][:1] == "V":
                if asserted(a, i) and not around.conditional(i):
                    yield from _stance(around, s, i, i)
            elif a.lower[i] in predicates and (copula := _copula(a, i)) is not None:
                yield from _stance(around, s, i, copula)


def _copula(a: Analysis, predicate: int) -> int | None:
    """The "is" or "remains" of a predicate: "Peru is ready to …", "Chile remained opposed to …"."""
    above = a.head[predicate]
    if a.dep[predicate] == "acomp" and a.lemma[above] in ("be", "remain"):
        return above
    return next((c for c in a.children[predicate] if a.dep[c] == "auxpass" and a.lemma[c] == "be"), None)


def asserted(a: Analysis, verb: int) -> bool:
    """True when a verb says what its subject does; no bare infinitive ("urged him to accept")."""
    if a.tag[verb] not in ("VB", "VBG"):
        return True
    return any(a.dep[c] in ("aux", "neg") and a.lower[c] != "to" for c in a.children[verb])


def _stance(around: Around, s: Sentence, verb: int, first: int) -> Iterator[Position]:
    """The position that a verb or predicate of stance tells; its words begin with word `first`."""
    a = around.analysis
    objects = [
        c for c in a.children[verb] if c > verb and a.dep[c] in ("dobj", "xcomp", "ccomp", "prep", "prt")
    ]
    subject = subject_of(a, first if a.dep[verb] == "acomp" else verb)
    if not objects or subject is None or (a.dep[subject] == "nsubjpass" and first == verb):
        return
    high = min(max(a.subtree(o)[1] for o in objects), s.last)
    span = a.span(verb, high)
    words = list(range(verb + 1, high))
    issue = around.issues.among(verb, high) or taken_up(a, words)
    if issue is None and not any(a.ref(i) for i in words):
        return
    named = issue or own_issue(a, words)
    if named is None:
        return
    for actor in actors_of(a, subject, around.found):
        for party in around.parties(actor):
            yield Position(
                article=a.article.id,
                evidence=Evidence(
                    spans=(span,), cue=(a.span(verb, verb + 1),),
                    finder=NAME, version=VERSION,
                    score=0.5 + 0.2 * (issue is not None),
                    notes=(party.inferred,) if party.inferred else (),
                ),
                party=as_mentioned(party, actor),
                issue=named,
                stance=passage(a, range(with_auxiliary(a, verb, first), high)),
                speaker=None,
            )  # fmt: skip
