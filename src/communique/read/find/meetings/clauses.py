"""Who does what in a clause: subjects, objects and prepositional phrases of the parse."""

from __future__ import annotations

from communique.read.analysis.analysis import Analysis
from communique.read.find.status import governing_facet, headline_infinitive

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
OBJECTS = ("dobj", "dative", "oprd")
RELATIVES = ("who", "whom", "which", "that", "whose")


def conjuncts(analysis: Analysis, word: int) -> list[int]:
    """A word and all words joined to it ("France, Germany and Britain"), in text order."""
    out, todo = [], [word]
    while todo:
        i = todo.pop()
        out.append(i)
        todo.extend(c for c in analysis.children[i] if analysis.dep[c] == "conj")
    return sorted(out)


def subject(analysis: Analysis, verb: int, depth: int = 0) -> int | None:
    """The head word of the (active or passive) subject, by control and co-ordination if need be."""
    for child in reversed(analysis.children[verb]):  # the nearest, where the parse gives two
        if analysis.dep[child] in SUBJECTS:
            return _antecedent(analysis, verb, child)
    up = analysis.head[verb]
    if depth == 0 and (name := headline_infinitive(analysis, verb)) is not None:
        return name
    if up == verb or depth > 4:
        return None
    dep = analysis.dep[verb]
    if dep == "acl":
        return _of_noun(analysis, verb, up)
    if dep == "relcl":
        return None if _finite(analysis, verb) else up
    if dep in ("xcomp", "ccomp", "advcl", "conj", "auxpass", "dep") and analysis.tag[up][0] in "VJM":
        if dep == "xcomp" and (controlled := objects(analysis, up)):
            return controlled[0]
        if dep == "ccomp" and analysis.tag[verb] not in ("VB", "VBG"):
            return None
        ready = governing_facet(analysis, up) == "proposed"  # "A is willing to meet B" tells of no meeting
        of = analysis.head[up] if analysis.dep[up] == "acomp" and not ready else up  # "A is due to meet B"
        return subject(analysis, of, depth + 1)
    if dep == "pcomp":
        above = analysis.head[up]
        if analysis.tag[above].startswith("V"):
            return subject(analysis, above, depth + 1)
        return possessor(analysis, above)
    return None


def _finite(analysis: Analysis, verb: int) -> bool:
    return analysis.tag[verb] in ("VBD", "VBZ", "VBP")


def _antecedent(analysis: Analysis, verb: int, child: int) -> int | None:
    if analysis.lower[child] not in RELATIVES:
        return child
    at = verb
    while analysis.dep[at] in ("conj", "xcomp", "ccomp") and analysis.head[at] != at:
        at = analysis.head[at]
    return analysis.head[at] if analysis.dep[at] == "relcl" else None


def _of_noun(analysis: Analysis, verb: int, noun: int) -> int | None:
    """Whose "plan to meet" it is, or who is "meeting X" in "the envoy meeting X"."""
    if analysis.tag[verb] == "VBG":
        return noun
    if owner := possessor(analysis, noun):
        return owner
    up = analysis.head[noun]
    if analysis.tag[up].startswith("V") and analysis.dep[noun] in OBJECTS:
        return subject(analysis, up, 1)
    return None


def possessor(analysis: Analysis, noun: int) -> int | None:
    """The head word of a possessive ("Trump's call", "their talks")."""
    return next((c for c in analysis.children[noun] if analysis.dep[c] == "poss"), None)


def objects(analysis: Analysis, verb: int) -> list[int]:
    """The direct objects of a verb; a relative pronoun stands for what it refers to."""
    found = []
    for child in analysis.children[verb]:
        if analysis.dep[child] in OBJECTS:
            word = _antecedent(analysis, verb, child)
            if word is not None:
                found.append(word)
    return found


def complements(analysis: Analysis, word: int) -> list[tuple[str, int, int]]:
    """The prepositional phrases of a word: preposition, its word, the head word of what follows it."""
    out = []
    for prep in analysis.children[word]:
        if analysis.dep[prep] == "advcl":
            out.extend(_lost(analysis, word, prep))
        if analysis.dep[prep] not in ("prep", "agent", "dative"):
            continue
        again = [c for c in analysis.children[prep] if analysis.dep[c] == "conj" and analysis.tag[c] == "IN"]
        out.extend(  # "with A and with B"
            (analysis.lower[c], c, x)
            for c in again
            for x in analysis.children[c]
            if analysis.dep[x] == "pobj"
        )
        for child in analysis.children[prep]:
            if analysis.dep[child] in ("pobj", "pcomp"):
                inner = [c for c in analysis.children[child] if analysis.dep[c] == "nsubj"]
                # "with volunteers helping": the parse makes the verb what follows the preposition
                lost = inner and _next_to(analysis, word, prep) and analysis.dep[child] == "pcomp"
                head = inner[0] if lost else child
                out.append((analysis.lower[prep], prep, head))
            elif analysis.dep[child] == "prep":  # "ahead of talks"
                out.extend(
                    (analysis.lower[prep], prep, c)
                    for c in analysis.children[child]
                    if analysis.dep[c] == "pobj"
                )
    return out


def _next_to(analysis: Analysis, word: int, prep: int) -> bool:
    """True when nothing, or only adverbs and times, stand between a verb and a preposition."""
    between = [c for c in range(word + 1, prep) if analysis.head[c] == word]
    covered = prep == word + 1 or (len(between) > 0 and prep - word <= 4)
    return covered and all(analysis.dep[c] in ("npadvmod", "advmod") for c in between)


def _lost(analysis: Analysis, verb: int, clause: int) -> list[tuple[str, int, int]]:
    """Of "spoke with A to thank him", where the parse made A the subject of thanking: with A."""
    marks = [
        c for c in analysis.children[clause] if analysis.dep[c] == "mark" and analysis.lower[c] == "with"
    ]
    inner = [c for c in analysis.children[clause] if analysis.dep[c] in SUBJECTS]
    infinitive = any(analysis.lower[c] == "to" for c in analysis.children[clause])
    if not marks or not inner or not infinitive or not _next_to(analysis, verb, marks[0]):
        return []
    return [("with", marks[0], inner[0])]


def phrase(analysis: Analysis, head: int) -> tuple[int, int]:
    """First and last (exclusive) word of a noun phrase up to its head, determiner left out."""
    first = head
    for child in analysis.children[head]:
        if child < first and analysis.dep[child] in (
            "amod",
            "compound",
            "nmod",
            "poss",
            "nummod",
            "quantmod",
        ):
            first = min(first, analysis.subtree(child)[0])
    return first, head + 1
