"""How salient a mention is when a later one may point back to it.

The weights follow Lappin and Leass 1994 ("An algorithm for pronominal anaphora resolution", Computational
Linguistics 20:4) in kind: recency, then subjects before objects, then what stands in another phrase; what
they lack for news is who speaks. They were set on annotated training articles (docs/actors.md).
"""

from __future__ import annotations

from communique.read.analysis.analysis import Analysis
from communique.read.find.actors.draft import Chain, Draft

SUBJECTS = frozenset(("nsubj", "nsubjpass"))
SPEAKING = frozenset(("ccomp", "parataxis"))
MAIN = frozenset(("ROOT", "ccomp", "parataxis", "conj"))
OTHER_ROLES = {"conj": 1.0, "poss": 0.6, "dobj": 0.8, "appos": 0.8, "agent": 1.0, "ROOT": 1.0}
OBLIQUE = 0.2  # the role of what stands behind a preposition
PER_SENTENCE = 1.6
SPEAKER = 3.0  # the role of who is reported to say something


class Salience:
    """Salience over one article; `speaker` is the last chain that was reported to say something."""

    def __init__(self, a: Analysis) -> None:
        self.a = a
        self.step = _steps(a)
        self.quotes = [any(q >= 0 for q in a.quoted[s.first : s.last]) for s in a.sentences]
        self.speaker: Chain | None = None

    def bound(self, draft: Draft, past: Draft) -> bool:
        """True when grammar forbids it: "he" met "him" are two."""
        a, p, c = self.a, draft.head, past.head
        if a.sent[p] != a.sent[c] or a.dep[p] == "poss" or a.lower[p].endswith("self"):
            return False
        said, acts = _verb(a, p), _verb(a, c)
        # "X is doing it, he said": whoever speaks is not the subject of what is said.
        cue = a.dep[c] in SUBJECTS and (
            a.head[acts] == said or (a.head[said] == acts and a.dep[said] in SPEAKING)
        )
        return said == acts or (cue and a.dep[p] in SUBJECTS and self._after_comma(p))

    def _after_comma(self, i: int) -> bool:
        return self.a.text[i - 1] in (",", "”", '"') if i else False

    def score(self, draft: Draft, past: Draft) -> float:
        """How well `past` serves as antecedent of `draft`; only the order of scores means anything."""
        a = self.a
        distance = self.step[draft.head] - self.step[past.head]
        score = self.role(past) - PER_SENTENCE * distance
        inside, was = a.quoted[draft.head], a.quoted[past.head]
        if was >= 0 and inside != was:
            score -= 2.5  # what a quotation speaks of is seldom what the report goes on with
        if inside >= 0 and was < 0 and self.role(past) >= 2 and distance <= 1:
            score -= 2.0  # a speaker says "I", not "he"
        if a.dep[draft.head] in SUBJECTS and a.dep[past.head] in SUBJECTS:
            score += 0.5
            if past.chain is self.speaker and inside < 0 and self._after_comma(draft.first):
                score += 0.5  # a cue behind what is said: mostly the one who spoke last
        return score

    def _speaks(self, head: int) -> bool:
        a = self.a
        if any(a.dep[c] in SPEAKING for c in a.children[a.head[head]]):
            return True
        main = a.dep[a.head[head]] in ("ROOT", "conj", "parataxis")
        return main and a.quoted[head] < 0 and self.quotes[a.sent[head]]

    def role(self, past: Draft) -> float:
        """The weight of the grammatical role of a mention, from 0.2 to 3."""
        a, head = self.a, past.head
        dep = a.dep[head]
        if dep == "poss" and a.dep[a.head[head]] in SUBJECTS:
            return 2.0  # "Putin's reaction was sober. He ..."
        if dep in SUBJECTS:
            if a.dep[a.head[head]] not in MAIN:
                return 1.6
            return SPEAKER if self._speaks(head) else 2.2
        if dep == "pobj" and a.lower[a.head[a.head[head]]] == "according":
            return SPEAKER
        return OTHER_ROLES.get(dep, OBLIQUE)


def _steps(a: Analysis) -> list[float]:
    """For each word, how far the report itself has gone: sentences wholly in quotation marks hardly count."""
    out: list[float] = []
    at = 0.0
    for s in a.sentences:
        inside = a.quoted[s.first] >= 0 and all(q >= 0 for q in a.quoted[s.first : s.last])
        at += 0.2 if inside else 1.0
        out.extend([at] * (s.last - s.first))
    return out


def _verb(a: Analysis, i: int) -> int:
    """The word that governs word `i`, past prepositions and coordination."""
    k = a.head[i]
    while a.dep[k] in ("prep", "conj", "agent") and a.head[k] != k and a.tag[k][:1] != "V":
        k = a.head[k]
    return k
