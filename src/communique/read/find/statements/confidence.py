"""How sure a statement is: a logistic model over a readable table of features and weights.

The weights stand in ``statement_confidence``, fitted by ``training/attribution/calibrate.py`` on development
data: of `attributed`, that a reader marks it as somebody's words or thoughts with this content and
source, and of `spoken`, that a reader marks it as said or written.
"""

from __future__ import annotations

import math
from functools import cache

from communique.knowledge import table
from communique.model.finding import Mode
from communique.read.analysis.analysis import Analysis
from communique.read.find.statements.draft import Draft, Range
from communique.read.find.statements.heads import Candidate
from communique.read.find.statements.lexicon import nouns, verbs

MODALS = frozenset(("can", "could", "may", "might", "must", "should", "ca"))
MOST = 6.0  # log odds beyond which a head's own probability is not believed


def features(a: Analysis, c: Candidate, d: Draft, *, reported: bool) -> dict[str, float]:
    """What the table weighs: log odds of the heads, and what is plain from the words.

    `reported` is True for a statement that another one reports.
    """
    words = [i for low, high in d.content for i in range(low, high) if a.text[i][0].isalnum()]
    known = cue_modes(a, c.cue)
    count = max(1, len(words))
    return {
        "constant": 1.0,
        "attributed": odds(c.attributed),
        "spoken": odds(c.spoken),
        "cue role": odds(c.cue_role),
        "content": odds(c.content_sure),
        "content role": odds(c.content_role),
        "source": odds(c.source_sure),
        "no source": float(c.source is None),
        "share quoted": sum(a.quoted[i] >= 0 for i in words) / count,
        "words": math.log(count),
        "fewer than three words": float(count < 3),
        "several pieces": float(len(d.content) > 1),
        "reporting word": float(bool(known)),
        "word of thought": float(Mode.THOUGHT in known),
        "reported": float(reported),
        "cue in a quotation": float(a.quoted[c.cue[0]] >= 0),
        "cue behind content": float(c.cue[0] >= d.last),
        "unsaid": float(any(_unsaid(a, i) for i in range(*c.cue))),
    }


def _unsaid(a: Analysis, i: int) -> bool:
    """True for what was not said, or could be: would not say, cannot tell."""
    if a.tag[i][:2] != "VB" or a.quoted[i] >= 0:
        return False
    return any(a.dep[c] == "neg" or (a.tag[c] == "MD" and a.lower[c] in MODALS) for c in a.children[i])


def odds(p: float) -> float:
    """Log odds of a probability, at most `MOST` either way."""
    p = min(max(p, 1e-6), 1 - 1e-6)
    return max(-MOST, min(MOST, math.log(p / (1 - p))))


def confidence(values: dict[str, float]) -> tuple[float, float]:
    """The probabilities `attributed` and `spoken` that features stand for."""
    one = two = 0.0
    for name, (attributed, spoken) in weights().items():
        one += attributed * values[name]
        two += spoken * values[name]
    return 1 / (1 + math.exp(-one)), 1 / (1 + math.exp(-two))


@cache
def weights() -> dict[str, tuple[float, float]]:
    """Weights of `attributed` and `spoken` by feature."""
    return {
        r["feature"]: (float(r["attributed"]), float(r["spoken"])) for r in table("statement_confidence").rows
    }


def cue_modes(a: Analysis, cue: Range) -> set[Mode]:
    """How those words of a cue report that the tables know: as speech, writing or thought."""
    modes = {verb.mode for i in range(*cue) if a.tag[i][:2] == "VB" and (verb := verbs().get(a.lemma[i]))}
    return modes | {noun for i in range(*cue) if a.tag[i][0] == "N" and (noun := nouns().get(a.lemma[i]))}
