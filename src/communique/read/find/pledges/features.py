"""What is known of a candidate: features by name, of the parse and the word lists, for the decision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.knowledge import column, mapping
from communique.model.finding import Finding, Pledge
from communique.model.reference import ActorRef
from communique.read.analysis.analysis import Analysis
from communique.read.find.clauses import publisher_state, speaker_at
from communique.read.find.pledges.candidates import Candidate
from communique.read.find.pledges.triggers import excluded, pledge_nouns, pledge_verbs

MANY = 4  # pledges of an article; more tell no more
EARLY = 3  # sentences: what an article is about comes first


class Around:
    """What is the same for all candidates of an article: its publisher, the pledges of the rules."""

    def __init__(self, a: Analysis, ruled: Sequence[Pledge]) -> None:
        self.official = publisher_state(a) is not None
        self.number = len(ruled)
        self.givers = {g.name for p in ruled for g in p.givers}
        self.receivers = {r.name for p in ruled for r in p.receivers}


def features(a: Analysis, c: Candidate, around: Around, found: dict[str, list[Finding]]) -> dict[str, float]:
    """The features of a candidate by name; what is missing is 0."""
    told = (*_of_anchor(a, c), *_of_trigger(a, c), *_of_parties(a, c, around, found))
    plain = dict.fromkeys(told, 1.0)
    plain["always"] = 1.0
    plain["pledges"] = min(around.number, MANY) / MANY
    if around.official:
        plain["official"] = 1.0
    if c.sentence.index < EARLY:
        plain["early"] = 1.0
    return plain


def _of_anchor(a: Analysis, c: Candidate) -> Iterator[str]:
    i = c.anchor
    if a.tag[i][:1] == "V":
        yield "verb"
        yield "helping" if a.lemma[i] in column("pledge_helping", "lemma") else "giving"
    else:
        yield f"goods {mapping('pledge_goods', 'word', 'class').get(a.lower[i], 'none')}"
        if a.lemma[i] in pledge_nouns():
            yield f"noun {pledge_nouns()[a.lemma[i]] or 'open'}"
        if a.lemma[i] in column("pledge_giving", "lemma"):
            yield "help"
        yield f"as {a.dep[i]}"
    below = a.children[i]
    if any(a.lower[k] in column("pledge_modifiers", "word") for k in below):
        yield "modified"
    if any(a.dep[k] == "poss" for k in below):
        yield "possessed"
    if any(a.lower[k] in ("to", "for") for k in below):
        yield "to or for"
    if any(a.tag[k] == "CD" for k in below):
        yield "counted"
    if c.goods is not None:
        yield "with goods"


def _of_trigger(a: Analysis, c: Candidate) -> Iterator[str]:
    word = c.trigger.word
    verb = pledge_verbs().get(a.lemma[word])
    yield "by table" if c.ruled else "by next verb"
    yield f"status {c.trigger.status}"
    if c.ruled:
        yield f"table {c.trigger.status}"
        yield f"role {verb.role if verb else 'none'}"
        yield "transfer" if c.trigger.transfer is not None else "no transfer"
    yield f"tag {a.tag[word][:2]}"
    modals = mapping("pledge_modals", "word", "status")
    for k in a.children[word]:
        if a.dep[k] == "aux" and a.lower[k] in modals:
            yield f"modal {modals[a.lower[k]]}"
        if a.dep[k] == "neg":
            yield "negated"
        if a.dep[k] == "mark" and a.lower[k] in ("if", "unless", "until"):
            yield "conditional"
    if excluded(a, c.anchor, c.anchor, c.trigger):
        yield "excluded"
    if a.quoted[word] >= 0:
        yield "quoted"


def _of_parties(a: Analysis, c: Candidate, around: Around, found: dict[str, list[Finding]]) -> Iterator[str]:
    yield from _side("giver", c.givers)
    yield from _side("receiver", c.receivers)
    if c.givers and c.receivers:
        yield "both"
    if c.givers and not c.own:
        yield "giver further up"
    if any(g.name in around.givers for g in c.givers):
        yield "giver gives"
    if any(r.name in around.receivers for r in c.receivers):
        yield "receiver gets"
    if speaker_at(a, c.anchor, found) is not None:
        yield "said"


def _side(name: str, refs: Sequence[ActorRef]) -> Iterator[str]:
    if not refs:
        yield f"no {name}"
        return
    yield f"{name} {'named' if any(r.named for r in refs) else 'unnamed'}"
    yield f"{name} {refs[0].kind}"
    if refs[0].inferred:
        yield f"{name} inferred"
