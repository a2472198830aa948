"""What is known of a candidate: features by name, of the parse and the word lists, for the decision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.knowledge import column, mapping
from communique.model.finding import Statement
from communique.model.reference import ActorKind
from communique.read.analysis.analysis import Analysis
from communique.read.find.clauses import FIRST_PERSON, publisher_state
from communique.read.find.issues import issue_of
from communique.read.find.positions.candidates import Candidate
from communique.read.find.positions.verbs import asserted, marks

MANY = 4  # words that mark a stance; more tell no more
LONG, LONGER = 20, 40  # words of a passage
SHORTEST = 3  # words: "Strong past." tells no stance
SIDES = (ActorKind.STATE, ActorKind.ARMED_GROUP, ActorKind.GOVERNMENT, ActorKind.ORGANISATION)
COMPARING = ("JJR", "JJS", "RBR", "RBS")


class Around:
    """What is the same for all candidates of an article: who publishes it, and which words are reported."""

    def __init__(self, a: Analysis, statements: Sequence[Statement]) -> None:
        self.official = publisher_state(a) is not None
        sentences = list(a.readable_sentences())
        on_issues = sum(issue_of(a.span(x.first, x.last).text) is not None for x in sentences)
        self.density = on_issues / max(len(sentences), 1)
        self.cues = {i for s in statements for c in s.cue for i in a.words(c)}
        self.told: dict[int, Statement] = {}
        for s in statements:
            self.told.update(dict.fromkeys((i for c in s.content for i in a.words(c)), s))


def features(a: Analysis, c: Candidate, around: Around) -> dict[str, float]:
    """The features of a candidate by name; what is missing is 0."""
    kind = "verb" if c.statement is None else "statement"
    plain = dict.fromkeys(_marks_of(a, c), 1.0)
    if c.statement is not None:
        plain |= dict.fromkeys(_telling(a, c, c.statement), 1.0)
    else:
        plain |= dict.fromkeys(_of_verb(a, c, around), 1.0)
    number = sum(a.text[i][0].isalnum() for i in c.words)
    plain["length"] = min(number, LONGER) / LONG
    plain["marks"] = min(sum(marks(a, i) for i in c.words), MANY) / MANY
    plain["part"] = min(c.part, 5) / 5
    plain["parts"] = min(c.parts, 6) / 6
    plain["article on issues"] = around.density
    named = (a.layers.actor_at[i][0] for i in c.words if i in a.layers.actor_at)
    others = {actor.name for actor in named if actor.actor_kind in SIDES} - {c.party.name}
    plain["others"] = min(len(others), 2) / 2
    if number < SHORTEST:
        plain["short"] = 1.0
    if around.official:
        plain["official"] = 1.0
    return {f"{kind} {name}": value for name, value in plain.items()}


def _marks_of(a: Analysis, c: Candidate) -> Iterator[str]:
    """The party, and which kinds of words the passage has."""
    directions = mapping("stance_verbs", "lemma", "direction")
    yield "always"
    yield f"party {c.party.kind}"
    if c.shared:
        yield "shared"
    if c.party.inferred:
        yield "inferred"
    if not c.party.named:
        yield "unnamed"
    issue = issue_of(a.article.text[a.start[c.words[0]] : a.end[c.words[-1]]])
    yield "issue" if issue else "no issue"
    for i in c.words:
        tag = a.tag[i]
        if a.dep[i] == "neg":
            yield "negation"
        if tag in COMPARING:
            yield "comparison"
        if a.lower[i] in FIRST_PERSON:
            yield "first person"
        if a.text[i] == "?":
            yield "question"
        if tag in ("MD", "CD", "VBD", "VBZ", "VBP", "VBG", "VBN", "JJ", "NNP", "TO", "UH", "WP"):
            yield f"tag {tag}"
        if tag[:1] == "V" and a.lemma[i] in directions:
            yield f"direction {directions[a.lemma[i]]}"


def _telling(a: Analysis, c: Candidate, s: Statement) -> Iterator[str]:
    """How a statement is told."""
    stances, cues = mapping("stance_verbs", "lemma", "direction"), mapping("stance_cues", "lemma", "told")
    cue = [i for span in s.cue for i in a.words(span)]
    yield f"{s.mode}"
    yield f"{s.quoting}"
    yield f"{s.sourcing} source"
    yield "first" if c.part == 0 else "later"
    if not cue:
        yield "no cue"
    if any(a.lemma[i] in stances or cues.get(a.lemma[i]) == "yes" for i in cue):
        yield "cue of stance"
    if any(a.lemma[i] in cues for i in cue):
        yield "cue that holds"
    if s.within is not None:
        yield "within"
    if c.speaker is not None:
        yield f"speaker {c.speaker.kind}"
    within = set(c.words)
    root = next((i for i in c.words if a.head[i] not in within or a.head[i] == i), c.words[0])
    yield f"root {a.tag[root]}"


def _of_verb(a: Analysis, c: Candidate, around: Around) -> Iterator[str]:
    """What the verb and its clause are."""
    v = c.verb
    directions = mapping("stance_verbs", "lemma", "direction")
    if a.lemma[v] in directions:
        yield f"stands {directions[a.lemma[v]]}"
    if a.lemma[v] in mapping("stance_cues", "lemma", "told"):
        yield "holds"
    if a.dep[c.subject] == "nsubjpass":
        yield "passive"
    yield "asserted" if asserted(a, v) else "not asserted"
    yield f"verb {a.tag[v]}"
    yield f"as {a.dep[v]}"
    if v in around.cues:
        yield "cue"
    if (outer := around.told.get(v)) is not None:
        yield "told"
        if outer.speaker is not None and outer.speaker.name != c.party.name:
            yield "told by another"
    for child in a.children[v]:
        yield f"with {a.dep[child]}"
        if a.dep[child] == "aux":
            yield f"auxiliary {a.lemma[child]}"
        if a.dep[child] == "acomp" and a.lower[child] in column("stance_adjectives", "word"):
            yield "predicate of stance"
    if c.party.kind is ActorKind.GROUP:
        yield "group"
