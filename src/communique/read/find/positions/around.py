"""What positions need of an article, looked up once for the rules and the learned decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from communique.knowledge import column, mapping
from communique.model.finding import Finding, Statement
from communique.model.reference import ActorKind, ActorRef
from communique.read.analysis.analysis import Analysis
from communique.read.find.clauses import publisher_state
from communique.read.find.issues import ListedIssues
from communique.read.find.parties import is_onlooker, is_party, members_of, parties_of

SIDES = (ActorKind.STATE, ActorKind.ARMED_GROUP, ActorKind.GOVERNMENT, ActorKind.ORGANISATION)
HIGHEST = 12  # verbs above one that are looked at for a condition


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A statement with the words of its contents and of its cues."""

    statement: Statement
    words: Sequence[int]
    cue: Sequence[int]


class Around:
    """An article for finding positions: its statements, marks of stance, parties and conditions."""

    def __init__(self, a: Analysis, found: dict[str, list[Finding]]) -> None:
        self.analysis, self.found = a, found
        statements = [s for s in found.get("statement", ()) if isinstance(s, Statement)]
        self.told = [
            Told(
                statement=s,
                words=[i for c in s.content for i in a.words(c)],
                cue=[i for c in s.cue for i in a.words(c)],
            )
            for s in statements
        ]
        self.cues = {i for t in self.told for i in t.cue}
        self.statement_at: dict[int, Statement] = {}
        for t in self.told:
            self.statement_at.update(dict.fromkeys(t.words, t.statement))
        self.side_at = {
            i: actor.name for i, (actor, _) in a.layers.actor_at.items() if actor.actor_kind in SIDES
        }
        self.official = publisher_state(a) is not None
        self.marks = _marks(a)
        self.issues = ListedIssues(a)
        sentences = {s.index for s in a.readable_sentences()}
        on_issues = {a.sent[i] for i in self.issues.at} & sentences
        self.density = len(on_issues) / max(len(sentences), 1)
        self._conditions = _conditions(a)
        self._parties: dict[tuple[object, ...], tuple[list[ActorRef], list[ActorRef]]] = {}

    def conditional(self, verb: int) -> bool:
        """True when the clause of a verb, or of the verbs it is joined to, begins with "if"."""
        if not self._conditions:
            return False
        a = self.analysis
        for _ in range(HIGHEST):
            if verb in self._conditions:
                return True
            if a.dep[verb] not in ("conj", "xcomp"):
                return False
            verb = a.head[verb]
        return False

    def in_condition(self, told: Told) -> bool:
        """True for "if Peru rejects it", which nobody has said."""
        return any(self.analysis.tag[i][:1] == "V" and self.conditional(i) for i in told.cue)

    def members(self, actor: ActorRef) -> tuple[ActorRef, ...]:
        """The single actors of a plural."""
        return members_of(self.analysis, actor)

    def parties(self, actor: ActorRef) -> list[ActorRef]:
        """The states, bodies and people with an office that an actor acts for.

        Their mention may be an earlier one of the same actor: `as_mentioned` gives them this one.
        """
        return self._acts_for(actor)[0]

    def parties_or_groups(self, actor: ActorRef) -> list[ActorRef]:
        """Whom an actor acts for, onlookers left out, or the group of people that nobody sent."""
        return self._acts_for(actor)[1]

    def _acts_for(self, actor: ActorRef) -> tuple[list[ActorRef], list[ActorRef]]:
        mention = actor.mention
        if mention is None or actor.kind is ActorKind.GROUP:
            key: tuple[object, ...] = (actor.name, actor.kind, actor.inferred, mention)
        else:  # a mention that says more than the name may give a title
            key = (actor.name, actor.kind, actor.inferred, mention.text == actor.name)
        if key not in self._parties:
            a, acts_for = self.analysis, parties_of(self.analysis, actor)
            group = not acts_for and actor.kind is ActorKind.GROUP
            self._parties[key] = (
                [p for p in acts_for if is_party(a, p)],
                [actor] if group else [p for p in acts_for if not is_onlooker(a, p)],
            )
        return self._parties[key]


def as_mentioned(party: ActorRef, actor: ActorRef) -> ActorRef:
    """A party where an actor that acts for it is mentioned."""
    return replace(party, mention=actor.mention, form=actor.form)


def _conditions(a: Analysis) -> frozenset[int]:
    """The verbs whose clause begins with "if"."""
    links = mapping("status_links", "word", "facet")
    marking = (i for i, dep in enumerate(a.dep) if dep == "mark")
    return frozenset(a.head[i] for i in marking if links.get(a.lower[i]) == "conditional")


def _marks(a: Analysis) -> frozenset[int]:
    """The words that make a stance of what is said: obligation, will, refusal, judgement."""
    markers = column("stance_markers", "word")
    verbs = mapping("stance_verbs", "lemma", "direction")
    return frozenset(
        i
        for i, (word, lemma) in enumerate(zip(a.lower, a.lemma, strict=True))
        if (word in markers and _wants(a, i))
        or (word not in markers and lemma in verbs and a.tag[i][:1] == "V" and not _passive(a, i))
    )


def _wants(a: Analysis, i: int) -> bool:
    """False for "talks will be held on Monday", which announces and wants nothing."""
    if a.lower[i] not in ("will", "would"):
        return True
    verb = a.head[i]
    if a.lemma[verb] in column("stance_events", "lemma"):
        return False
    if a.lemma[verb] == "hold" and _passive(a, verb):
        return False
    return all(a.lower[c] != "place" for c in a.children[verb])


def _passive(a: Analysis, verb: int) -> bool:
    return any(a.dep[c] == "auxpass" for c in a.children[verb])
