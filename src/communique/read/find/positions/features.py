"""What is known of a candidate: features by name, of the parse and the word lists, for the decision."""

from __future__ import annotations

from collections.abc import Iterator

from communique.knowledge import column, mapping
from communique.model.finding import Statement
from communique.model.reference import ActorKind
from communique.read.analysis.analysis import Analysis
from communique.read.find.clauses import FIRST_PERSON
from communique.read.find.positions.around import Around
from communique.read.find.positions.candidates import Candidate
from communique.read.find.positions.rules import asserted

MANY = 4  # words that mark a stance; more tell no more
LONG, LONGER = 20, 40  # words of a passage
SHORTEST = 3  # words: "Strong past." tells no stance
COMPARING = frozenset(("JJR", "JJS", "RBR", "RBS"))
TAGS = ("MD", "CD", "VBD", "VBZ", "VBP", "VBG", "VBN", "JJ", "NNP", "TO", "UH", "WP")


def features(c: Candidate, around: Around) -> dict[str, float]:
    """The features of a candidate by name; what is missing is 0."""
    a = around.analysis
    plain = dict.fromkeys(_of_party(c), 1.0)
    plain |= dict.fromkeys(_of_words(c, around), 1.0)
    told = _of_verb(c, around) if c.statement is None else _of_statement(a, c, c.statement)
    plain |= dict.fromkeys(told, 1.0)
    number = sum([a.text[i][0].isalnum() for i in c.words])
    plain["length"] = min(number, LONGER) / LONG
    plain["marks"] = min(len(around.marks.intersection(c.words)), MANY) / MANY
    plain["part"] = min(c.part, 5) / 5
    plain["parts"] = min(c.parts, 6) / 6
    plain["article on issues"] = around.density
    others = {around.side_at[i] for i in c.words if i in around.side_at} - {c.party.name}
    plain["others"] = min(len(others), 2) / 2
    if number < SHORTEST:
        plain["short"] = 1.0
    if around.official:
        plain["official"] = 1.0
    return plain


def _of_party(c: Candidate) -> Iterator[str]:
    yield "always"
    yield f"party {c.party.kind}"
    if c.shared:
        yield "shared"
    if c.party.inferred:
        yield "inferred"
    if not c.party.named:
        yield "unnamed"


def _of_words(c: Candidate, around: Around) -> Iterator[str]:
    """Which kinds of words the passage has."""
    a = around.analysis
    listed = around.issues.among(c.words[0], c.words[-1] + 1)
    yield "issue" if listed else "no issue"
    tags = {a.tag[i] for i in c.words}
    yield from (f"tag {tag}" for tag in TAGS if tag in tags)
    if not tags.isdisjoint(COMPARING):
        yield "comparison"
    if "neg" in [a.dep[i] for i in c.words]:
        yield "negation"
    words = {a.lower[i] for i in c.words}
    if not words.isdisjoint(FIRST_PERSON):
        yield "first person"
    if "?" in words:
        yield "question"
    directions = mapping("stance_verbs", "lemma", "direction")
    for i in c.words:
        if a.lemma[i] in directions and a.tag[i][:1] == "V":
            yield f"direction {directions[a.lemma[i]]}"


def _of_statement(a: Analysis, c: Candidate, s: Statement) -> Iterator[str]:
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
    yield f"speaker {c.actor.kind}"
    within = set(c.words)
    root = next((i for i in c.words if a.head[i] not in within or a.head[i] == i), c.words[0])
    yield f"root {a.tag[root]}"


def _of_verb(c: Candidate, around: Around) -> Iterator[str]:
    """What the verb and its clause are."""
    a, v = around.analysis, c.verb
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
    if (outer := around.statement_at.get(v)) is not None:
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
