"""How an event is presented: as past, planned, proposed, refused, denied and so on.

From the word that names an event the reading climbs the dependency tree towards the root. Its own
modifiers and auxiliaries speak first, then every word that governs it ("plans to", "refused to",
"the possibility of"), until a clause of its own begins. Verbs of saying are transparent: what they
report keeps its own tense, save that "denied that" denies it. The facets follow the factuality
profiles of FactBank (Saurí and Pustejovsky 2009), cut down to what a record keeps.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from communique.errors import KnowledgeError
from communique.knowledge import column, mapping, table, values
from communique.read.analysis.analysis import Analysis


class Facet(StrEnum):
    """One thing that the words say of an event."""

    PAST = "past"
    PRESENT = "present"
    ONGOING = "ongoing"
    FUTURE = "future"
    PLANNED = "planned"
    POSSIBLE = "possible"
    PROPOSED = "proposed"
    CONDITIONAL = "conditional"
    ASKED = "asked"
    NEGATED = "negated"
    DENIED = "denied"
    REFUSED = "refused"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    UNREAL = "unreal"


TENSES = (Facet.PAST, Facet.PRESENT, Facet.ONGOING, Facet.FUTURE)
NOT = ("not", "n't", "n’t", "never", "nor")
NONE = ("no", "neither")
FOCUS = ("only", "just", "merely", "simply", "solely")  # "not only met" is no negation of meeting
WOULD = ("would", "should", "'d", "’d")
WORD_FORMS = ("VBD", "VBZ", "VBP")
ATTITUDES = ("planned", "proposed", "refused", "denied", "negated")
SUBJECTS = ("nsubj", "nsubjpass")
NOBODY = ("nobody", "none", "nothing")
STATE_LINKS = ("on", "in", "under", "at")  # "is on a visit", "is in talks", "is under attack"
BEFORE = (Facet.PLANNED, Facet.PROPOSED, Facet.POSTPONED, Facet.CANCELLED)  # gone by once it came about


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How one event is presented.

    `tense` is the tense of the first finite verb on the way out (None where none tells, as in
    "their meeting"); `weak` is True when only a preposition told it ("after talks"). `facets` are
    all others, each with the word that gave it, in the order in which they were met.
    """

    tense: Facet | None = None
    weak: bool = False
    facets: tuple[tuple[Facet, int], ...] = ()

    def has(self, *wanted: Facet) -> bool:
        """True when the event has any of these facets."""
        return any(f in wanted for f, _ in self.facets)

    @property
    def cues(self) -> tuple[int, ...]:
        """The words that gave the facets."""
        return tuple(i for _, i in self.facets)

    @property
    def past(self) -> bool:
        """It is told as having happened."""
        return self.tense is Facet.PAST

    @property
    def ongoing(self) -> bool:
        """It is told as going on."""
        return self.tense is Facet.ONGOING or self.has(Facet.ONGOING)

    @property
    def future(self) -> bool:
        """It is told as to come, by tense or by what governs it."""
        return self.tense is Facet.FUTURE or self.has(Facet.PLANNED)

    @property
    def planned(self) -> bool:
        """Something says that it is arranged ("set to", "agreed to", "upcoming")."""
        return self.has(Facet.PLANNED)

    @property
    def proposed(self) -> bool:
        """It is wanted, offered, asked for or merely possible."""
        return self.has(Facet.PROPOSED, Facet.POSSIBLE, Facet.CONDITIONAL, Facet.ASKED)

    @property
    def conditional(self) -> bool:
        """It hangs on a condition or a question."""
        return self.has(Facet.CONDITIONAL, Facet.ASKED)

    @property
    def negated(self) -> bool:
        """It is said not to be, or not to have been."""
        return self.has(Facet.NEGATED)

    @property
    def denied(self) -> bool:
        """Somebody denies it."""
        return self.has(Facet.DENIED)

    @property
    def refused(self) -> bool:
        """Somebody refuses it."""
        return self.has(Facet.REFUSED)

    @property
    def postponed(self) -> bool:
        """It is put off or suspended."""
        return self.has(Facet.POSTPONED)

    @property
    def cancelled(self) -> bool:
        """It is called off."""
        return self.has(Facet.CANCELLED)

    @property
    def unreal(self) -> bool:
        """It is told as what might have been, or as what nobody proposes: no event of any standing."""
        return self.has(Facet.UNREAL)


@dataclass(slots=True)
class _Walk:
    """The way from an event outwards."""

    analysis: Analysis
    tense: Facet | None = None
    weak: Facet | None = None
    aside: bool = False  # behind a preposition: what is denied of the verb is not denied of the event
    facets: list[tuple[Facet, int]] = field(default_factory=list)

    def cues(self) -> list[int]:
        return [word for _, word in self.facets]

    def add(self, facet: str | None, word: int) -> None:
        if not facet or facet == "none":
            return
        kind = Facet(facet)
        if kind in TENSES and kind is not Facet.ONGOING:
            self.weak = self.weak or kind
        else:
            self.facets.append((kind, word))

    def denied_facet(self, word: int) -> None:
        """A negation: it turns round what it governs ("has not ruled out"), else it negates."""
        if self.aside:
            return
        turned = (Facet.REFUSED, Facet.CANCELLED, Facet.POSTPONED, Facet.NEGATED)
        if self.facets and self.facets[-1][0] in turned:
            gone = self.facets.pop()[0]
            after = Facet.PROPOSED if gone is Facet.REFUSED else Facet.PLANNED
            if gone is not Facet.NEGATED:
                self.facets.append((after, word))
        else:
            self.facets.append((Facet.NEGATED, word))


@cache
def _governors() -> dict[str, tuple[tuple[str, str], ...]]:
    out: dict[str, list[tuple[str, str]]] = {}
    known = {"none", "achieved", "enjoyed", *(f.value for f in Facet)}
    for row in table("status_governors").rows:
        if row["facet"] not in known:
            raise KnowledgeError(f"status_governors.tsv: no facet {row['facet']}")
        out.setdefault(row["lemma"], []).append((row["particle"], row["facet"]))
    # With a particle before without: "call off" is not "call".
    return {k: tuple(sorted(v, reverse=True)) for k, v in out.items()}


def status_of(analysis: Analysis, trigger: int) -> Reading:
    """How the event that word `trigger` names (a verb or a noun) is presented."""
    walk = _Walk(analysis)
    _own(walk, trigger)
    _below(walk, trigger)
    if (verb := _misread(analysis, trigger)) is not None:
        walk.add(governing_facet(analysis, verb), verb)
    at, steps = trigger, 0
    while steps < 12:
        up = analysis.head[at]
        if up == at or not _step(walk, at, up):
            break
        at, steps = up, steps + 1
    if _asked(analysis, trigger):
        walk.facets.append((Facet.ASKED, trigger))
    tense = walk.tense or walk.weak
    return Reading(tense=tense, weak=walk.tense is None and tense is not None, facets=tuple(walk.facets))


def _asked(analysis: Analysis, word: int) -> bool:
    """True in a question that may be answered by yes or no ("Will they meet?")."""
    sentence = analysis.sentence_of(word)
    last = sentence.last - 1
    while last > sentence.first and not analysis.text[last][0].isalnum() and analysis.text[last] != "?":
        last -= 1
    if analysis.text[last] != "?":
        return False
    first = next((i for i in range(sentence.first, last) if analysis.text[i][0].isalnum()), last)
    return analysis.tag[first][:1] != "W"


def _focused(analysis: Analysis, negator: int) -> bool:
    """True of "not only" and "didn't just": what is denied is that this was all."""
    return negator + 1 < len(analysis) and analysis.lower[negator + 1] in FOCUS


def _of_manner(analysis: Analysis, negator: int) -> bool:
    """True of "has not publicly met": the manner is denied, and whether they met is not told."""
    verb = analysis.head[negator]
    return any(
        negator < c < verb
        and analysis.dep[c] == "advmod"
        and analysis.lower[c] in column("status_manner", "adverb")
        for c in analysis.children[verb]
    )


def _own(walk: _Walk, word: int, negation: bool = True, below: int = -1) -> None:
    """What the modifiers and auxiliaries of a word say; its negation only where that reaches the event.

    `below` is the child from which the way came: it has been read.
    """
    analysis = walk.analysis
    verbal = analysis.tag[word].startswith("V") or analysis.dep[word] == "aux"
    modifiers = mapping("status_modifiers", "word", "facet")
    for child in analysis.children[word]:
        low = analysis.lower[child]
        if verbal and negation and child != below and _nobody(analysis, child):
            walk.denied_facet(child)
        elif (low in NOT and analysis.dep[child] == "neg") or (low in NONE and not verbal):
            if negation and not _focused(analysis, child):
                walk.denied_facet(child)
                if _of_manner(analysis, child):
                    walk.facets.append((Facet.UNREAL, child))
        elif analysis.dep[child] in ("amod", "advmod", "acomp", "compound", "nmod", "attr", "prep"):
            if low in modifiers:
                walk.add(modifiers[low], child)
            elif low == "under" and child + 1 < len(analysis) and analysis.lower[child + 1] == "way":
                walk.add("ongoing", child)
    if verbal and walk.tense is None:
        walk.tense = _tense(walk, word)
    if verbal and _open(walk, word, below) and (condition := _condition(analysis, word)) is not None:
        walk.facets.append((Facet.CONDITIONAL, condition))


def _nobody(analysis: Analysis, word: int) -> bool:
    """True of a subject that denies its verb: "nobody", "no one", "neither side", "not one of them"."""
    if analysis.dep[word] not in SUBJECTS:
        return False
    return analysis.lower[word] in NOBODY or any(
        analysis.lower[c] in NONE or analysis.dep[c] == "neg" for c in analysis.children[word]
    )


def _open(walk: _Walk, verb: int, below: int) -> bool:
    """True where the deed may still hang on something: neither past nor done in saying it ("I call on")."""
    simple = below < 0 or governing_facet(walk.analysis, verb) is None
    return walk.tense is not Facet.PAST and not (walk.tense is Facet.PRESENT and simple)


def _inverted(analysis: Analysis, clause: int) -> int | None:
    """The auxiliary of "should it fail" and "had it failed", which stands before its subject."""
    for child in analysis.children[clause]:
        if analysis.dep[child] in SUBJECTS:
            return None
        if analysis.dep[child] in ("aux", "auxpass") and analysis.lower[child] in ("should", "had", "were"):
            return child
    return None


def _condition(analysis: Analysis, verb: int) -> int | None:
    """The "if", "unless" or "should it" on which a verb hangs; None for "even if" and "as if"."""
    links = mapping("status_links", "word", "facet")
    for clause in analysis.children[verb]:
        if analysis.dep[clause] != "advcl":
            continue
        if (inverted := _inverted(analysis, clause)) is not None:
            return inverted
        for child in analysis.children[clause]:
            conditional = links.get(analysis.lower[child]) == "conditional" and analysis.dep[child] == "mark"
            if conditional and analysis.lower[max(child - 1, 0)] not in ("even", "as"):
                return child
    return None


def _tense(walk: _Walk, word: int) -> Facet | None:
    """The tense of a verb with its auxiliaries; None for an infinitive or a bare participle."""
    analysis = walk.analysis
    aux = [c for c in analysis.children[word] if analysis.dep[c] in ("aux", "auxpass")]
    if not aux and analysis.dep[word] == "conj" and analysis.tag[word] in ("VB", "VBN", "VBG"):
        first = analysis.head[word]
        aux = [c for c in analysis.children[first] if analysis.dep[c] in ("aux", "auxpass")]
    for child in aux:
        facet = mapping("status_modals", "word", "facet").get(analysis.lower[child])
        if facet and analysis.tag[child] == "MD":
            if analysis.lower[child] in WOULD and any(analysis.lemma[c] == "have" for c in aux):
                return _counterfactual(walk, child)
            if facet == "future":
                if analysis.lower[child] == "would" and _drafted(analysis, word):
                    walk.facets.append((Facet.PROPOSED, child))
                return Facet.FUTURE
            walk.facets.append((Facet(facet), child))
            return Facet.FUTURE
    lows = [analysis.lower[c] for c in aux]
    if "to" in lows:
        return _infinitive(walk, word)
    if analysis.tag[word] == "VB" and _imperative(analysis, word):
        walk.facets.append((Facet.PROPOSED, word))
        return None
    return _simple(analysis, word, aux)


def _drafted(analysis: Analysis, verb: int) -> bool:
    """True of what a draft does: "the plan would ban", "a law that would ban"."""
    subject = next((c for c in analysis.children[verb] if analysis.dep[c] in SUBJECTS), verb)
    if analysis.tag[subject] == "WDT":
        subject = analysis.head[verb]
    noun = analysis.lemma[subject]
    return noun in column("status_drafts", "lemma") or noun in column("proposal_nouns", "lemma")


def _stopped(analysis: Analysis, word: int) -> bool:
    """True where the sentence of a word ends as sentences do, and headlines do not."""
    sentence = analysis.sentence_of(word)
    return any(analysis.text[i] in (".", "!", "?") for i in range(max(sentence.last - 2, 0), sentence.last))


def _misread(analysis: Analysis, trigger: int) -> int | None:
    """The verb of a headline that the parse takes for a noun: "scraps" in "Kestria scraps grain talks"."""
    first = analysis.sentence_of(trigger).first
    for word in analysis.children[trigger]:
        if first < word < trigger and analysis.dep[word] in ("compound", "nsubj", "aux"):
            told = analysis.tag[word] in ("NNS", "VBZ") and governing_facet(analysis, word) is not None
            if told and analysis.tag[word - 1] == "NNP" and not _stopped(analysis, trigger):
                return word
        if analysis.dep[word] == "compound" and (inner := _misread(analysis, word)) is not None:
            return inner
    return None


def _counterfactual(walk: _Walk, modal: int) -> Facet:
    """Of "would have met", which did not happen, and "would not have met", which did."""
    if walk.facets and walk.facets[-1][0] is Facet.NEGATED:
        walk.facets.pop()
        return Facet.PAST
    walk.facets.append((Facet.UNREAL, modal))
    return Facet.FUTURE


def _infinitive(walk: _Walk, word: int) -> Facet | None:
    """Of an infinitive: "X to meet Y" as a headline has it, "is to" and "is going to", are planned."""
    analysis = walk.analysis
    up = analysis.head[word]
    copula = analysis.dep[word] == "xcomp" and (
        (analysis.lemma[up] == "be" and analysis.dep[up] != "aux") or analysis.lower[up] == "going"
    )
    if copula or headline_infinitive(analysis, word) is not None:
        walk.facets.append((Facet.PLANNED, word))
        return Facet.FUTURE
    return None


def headline_infinitive(analysis: Analysis, verb: int) -> int | None:
    """The subject's word in "Orlo to meet Danek": a name before "to", and no finite verb around.

    Without a full stop any noun will do, save those that govern ("plan to meet").
    """
    sentence = analysis.sentence_of(verb)
    to = next((c for c in analysis.children[verb] if analysis.lower[c] == "to"), None)
    if to is None or to == sentence.first:
        return None
    named = analysis.text[to - 1][0].isupper()
    noun = analysis.tag[to - 1][0] == "N" and not _stopped(analysis, verb)
    if not named and (not noun or analysis.lemma[to - 1] in mapping("status_nouns", "lemma", "facet")):
        return None
    if any(analysis.tag[i] in ("MD", *WORD_FORMS) for i in range(sentence.first, sentence.last)):
        return None
    return to - 1


def _backshifted(analysis: Analysis, verb: int) -> bool:
    """True in the report of a past verb: who "said they were meeting" said "we are meeting"."""
    return analysis.dep[verb] == "ccomp" and analysis.tag[analysis.head[verb]] in ("VBD", "VBN")


def _imperative(analysis: Analysis, verb: int) -> bool:
    """True of a bare verb that begins its sentence, perhaps after "please" or "do not"."""
    if any(analysis.dep[c] in SUBJECTS for c in analysis.children[verb]):
        return False
    first = analysis.sentence_of(verb).first
    between = (analysis.lower[i] for i in range(first, verb) if analysis.text[i][0].isalpha())
    return all(low in ("please", "do", *NOT) for low in between)


def _simple(analysis: Analysis, word: int, aux: list[int]) -> Facet | None:
    tag = analysis.tag[word]
    tags = [analysis.tag[c] for c in aux]
    lows = [analysis.lower[c] for c in aux]
    perfect = any(analysis.lemma[c] in ("have", "'ve", "’ve") for c in aux)
    if tag == "VBG" or "being" in lows:
        if not aux:
            return None
        past = "VBD" in tags and not perfect and not _backshifted(analysis, word)
        return Facet.PAST if past else Facet.ONGOING
    if perfect or tag == "VBD" or "VBD" in tags or "did" in lows:
        return Facet.PAST
    if tag == "VBN" and not aux:
        return Facet.PAST if analysis.dep[word] in ("acl", "ROOT", "advcl") else None
    if tag in WORD_FORMS or any(t in WORD_FORMS for t in tags):
        return Facet.PRESENT
    return None


def _below(walk: _Walk, word: int) -> None:
    """Clauses that hang on an event noun: "talks scheduled for Friday", "the visit, which was put off"."""
    analysis = walk.analysis
    if analysis.tag[word].startswith("V"):
        return
    for child in analysis.children[word]:
        if analysis.dep[child] not in ("acl", "relcl"):
            continue
        # "a meeting to discuss", "a call urging restraint" tell what it was for, not whether it was.
        facet = governing_facet(analysis, child) if analysis.tag[child] == "VBN" else None
        if analysis.dep[child] == "relcl":
            _relative(walk, child)
        if facet == "negated":
            facet = None  # "a call that failed to bring peace" was made
        walk.add(facet, child)
        if facet is not None or walk.tense is not None or not analysis.tag[child].startswith("V"):
            continue
        passive = any(analysis.dep[c] == "auxpass" for c in analysis.children[child])
        if passive and analysis.dep[child] == "acl" and analysis.tag[child] == "VBN" and _to(analysis, child):
            walk.facets.append((Facet.PLANNED, child))  # "talks to be held"
        else:
            walk.tense = _tense(walk, child)


def _relative(walk: _Walk, verb: int) -> None:
    """A clause of which the event is the subject: "which is to begin", "which never took place"."""
    analysis = walk.analysis
    subject = next((c for c in analysis.children[verb] if analysis.dep[c] in SUBJECTS), verb)
    if analysis.tag[subject] != "WDT":
        return
    if (deed := _is_to(analysis, verb)) is not None:
        walk.add("planned", deed)
    if _negative(analysis, verb) and _reaches(walk, subject, verb):
        walk.denied_facet(verb)


def _to(analysis: Analysis, verb: int) -> bool:
    return any(analysis.lower[c] == "to" for c in analysis.children[verb] if analysis.dep[c] == "aux")


def governing_facet(analysis: Analysis, word: int) -> str | None:
    """The facet of a governing verb or adjective, with the particle it needs."""
    for particle, facet in _governors().get(analysis.lemma[word], ()):
        if not particle:
            return facet
        first, _, more = particle.partition(" ")
        near = range(word + 1, min(word + 8, len(analysis)))
        for i in near:
            # The parse hangs "for" of "called for both to leave", "us" of "let us leave" on what they do.
            inner = analysis.dep[i] in ("mark", "nsubj") and analysis.head[analysis.head[i]] == word
            if analysis.lower[i] == first and (analysis.head[i] == word or inner):
                if not more or (i + 1 < len(analysis) and analysis.lower[i + 1] == more):
                    return facet
                break
    return None


def _step(walk: _Walk, at: int, up: int) -> bool:
    """Read what the governor of `at` says; False where the way ends."""
    analysis = walk.analysis
    dep = analysis.dep[at]
    if dep in ("pobj", "pcomp", "prep", "agent"):
        return _link(walk, at, up, dep)
    if dep == "npadvmod":
        return False  # "a day after the call, it failed": the call is but a date
    if dep == "relcl" or (dep == "conj" and analysis.tag[up][0] == "V" and analysis.tag[at][0] == "N"):
        return False  # a noun joined to a verb is a slip of the parse
    if dep in ("ccomp", "parataxis"):
        return _reported(walk, up)
    if dep == "advcl" or (dep == "acl" and not analysis.tag[up].startswith("N")):
        return _adverbial(walk, at, up)
    tag = analysis.tag[up]
    if dep == "dobj" and "" in _attending().get(analysis.lemma[up], ()):
        return _attended(walk, at, up)
    if tag.startswith("V") or tag.startswith("J") or analysis.dep[at] == "xcomp":
        return _governed(walk, at, up)
    if dep in ("conj", "appos", "compound", "nmod", "poss", "acl"):
        return _nominal(walk, up)
    return False


def _link(walk: _Walk, at: int, up: int, dep: str) -> bool:
    analysis = walk.analysis
    if dep in ("pobj", "pcomp"):
        link = mapping("status_links", "word", "facet").get(analysis.lower[up])
        if link == "negated" and _negative(analysis, analysis.head[up]):
            link = "proposed"  # "cannot end it without talking": talking is what it takes
        walk.add(link, up)
        if analysis.lower[up] in STATE_LINKS and _is(analysis, analysis.head[up]):
            walk.facets.append((Facet.ONGOING, up))
        return True
    tag, low = analysis.tag[up], analysis.lower[at]
    if tag.startswith("N"):
        return _nominal(walk, up)
    if tag in ("RB", "IN", "RP"):  # "ahead of", "out of", "short of"
        walk.add(mapping("status_links", "word", "facet").get(analysis.lower[up]), up)
        return governing_facet(analysis, analysis.head[up]) is not None
    if low in ("after", "following", "ahead", "since"):
        return False
    if low == "before":  # "plans to rest before meeting them": the meeting is not what is planned
        walk.tense = walk.tense or _main_tense(analysis, up)
        return False
    if low in _attending().get(analysis.lemma[up], ()):
        return _attended(walk, at, up)
    # What a verb says is said of its object: "did not raise it at the talks" denies no talks.
    busy = any(analysis.dep[c] in ("dobj", "ccomp") for c in analysis.children[up])
    facet = governing_facet(analysis, up)
    aside = facet in ("refused", "cancelled", "negated") and low in ("in", "on", "at", "during")
    if facet is None or aside or (busy and low not in ("for", "to")):
        walk.tense, walk.aside = walk.tense or _tense(walk, up), True
        return walk.tense is None and analysis.dep[up] in ("xcomp", "ccomp", "conj", "acl", "advcl")
    return _governed(walk, at, up)


def _is(analysis: Analysis, verb: int) -> bool:
    """True of "is" and "remains", and of "was" in the report of a past verb."""
    if analysis.lemma[verb] not in ("be", "remain"):
        return False
    return _main_tense(analysis, verb) is Facet.PRESENT or _backshifted(analysis, verb)


def _attended(walk: _Walk, at: int, up: int) -> bool:
    """Of "did not attend the talks": he was not there, but they may well have been held."""
    on = _governed(walk, at, up)
    if walk.tense is Facet.PAST and _negative(walk.analysis, up):
        walk.facets.append((Facet.UNREAL, up))
    return on


def _negative(analysis: Analysis, verb: int) -> bool:
    return any(analysis.dep[c] == "neg" or _nobody(analysis, c) for c in analysis.children[verb])


@cache
def _attending() -> dict[str, tuple[str, ...]]:
    """Verbs of taking part, and the prepositions behind which they have the event ("take part in")."""
    rows = table("status_attending").rows
    return {r["lemma"]: values(r["preposition"]) or ("",) for r in rows}


@cache
def _happening() -> dict[str, tuple[tuple[str, str], ...]]:
    """Verbs of happening, with the particle they need, and what their negation says of the event."""
    out: dict[str, list[tuple[str, str]]] = {}
    for row in table("status_happening").rows:
        out.setdefault(row["lemma"], []).append((row["particle"], row["negated"]))
    return {k: tuple(v) for k, v in out.items()}


def _nominal(walk: _Walk, up: int) -> bool:
    facet = mapping("status_nouns", "lemma", "facet").get(walk.analysis.lemma[up])
    if facet is None:
        return False
    if facet == "proposed" and any(f is Facet.NEGATED for f, _ in walk.facets):
        facet = "unreal"  # "the idea that he cannot come": that he does not is itself but an idea
    walk.add(facet, up)
    _own(walk, up)
    return True


def _reported(walk: _Walk, up: int) -> bool:
    """What a verb says of the clause it reports: only denial and doubt reach into it."""
    facet = governing_facet(walk.analysis, up)
    if facet == "denied" and _negative(walk.analysis, up):
        facet = None
    for child in walk.analysis.children[up]:
        if walk.analysis.dep[child] == "attr":
            _nominal(walk, child)  # "it is a strange idea that they met"
    if facet in ("denied", "proposed", "refused", "negated") or (facet == "planned" and not walk.tense):
        walk.add(facet, up)
    return False


def _adverbial(walk: _Walk, at: int, up: int) -> bool:
    analysis = walk.analysis
    links = mapping("status_links", "word", "facet")
    for child in analysis.children[at]:
        if analysis.dep[child] in ("mark", "prep", "advmod") and analysis.lower[child] in links:
            walk.add(links[analysis.lower[child]], child)
            if links[analysis.lower[child]] == "conditional" and _had_not(analysis, at):
                walk.facets.clear()  # "if he had not met them": he did
                walk.tense = Facet.PAST
    if Facet.CONDITIONAL in (f for f, _ in walk.facets):
        return False  # what follows from a condition is not said of it
    if walk.tense is not None or walk.weak is not None:
        return False
    if analysis.tag[at] in ("VBG", "VBN"):  # "while attending": as the main verb, but not what governs that
        goes_on = analysis.tag[at] == "VBG" and _is(analysis, up)  # "is in Velta, meeting the queen"
        walk.tense = Facet.ONGOING if goes_on else _main_tense(analysis, up)
        return False
    return _governed(walk, at, up)


def _main_tense(analysis: Analysis, verb: int) -> Facet | None:
    """The tense of the nearest finite verb from `verb` outwards."""
    aside = _Walk(analysis)
    for _ in range(6):
        if (tense := _tense(aside, verb)) or analysis.head[verb] == verb:
            return tense
        verb = analysis.head[verb]
    return None


def _had_not(analysis: Analysis, verb: int) -> bool:
    had = any(analysis.lower[c] in ("had", "'d", "’d") for c in analysis.children[verb])
    return had and analysis.tag[verb] == "VBN" and _negative(analysis, verb)


def _governed(walk: _Walk, at: int, up: int) -> bool:
    analysis = walk.analysis
    if analysis.dep[at] == "xcomp" and analysis.tag[up][0] == "N" and _nominal(walk, up):
        return True  # "bid to ban"
    facet = _facet_over(analysis, up) if analysis.dep[at] != "conj" else None
    if analysis.dep[at] in (*SUBJECTS, "dobj") and at not in walk.cues() and _came_about(analysis, up):
        walk.facets = [f for f in walk.facets if f[0] not in BEFORE]
        walk.tense = None
    if analysis.dep[at] == "nsubj" and analysis.tag[up][0] == "V" and facet in ATTITUDES:
        facet = None  # "the call failed to", "the summit agreed to": the event did so
    if analysis.dep[at] == "nsubj" and (deed := _is_to(analysis, up)) is not None:
        walk.add("planned", deed)
    walk.add(facet, up)
    reach = facet != "none" and _reaches(walk, at, up)
    if facet in (*ATTITUDES, "postponed", "cancelled"):
        settled, walk.tense = walk.tense, Facet.PRESENT  # its own tense is the governor's, not the event's
        _own(walk, up, reach, at)
        walk.tense = settled
    else:
        _own(walk, up, reach, at)
    return walk.tense is None or analysis.dep[up] in ("xcomp", "acl", "aux", "ccomp", "conj")


def _facet_over(analysis: Analysis, up: int) -> str | None:
    """The facet of a governor, where its own tense matters with that tense.

    Who "was able to" did, who "is able to" may; who "is pleased to" does, who "would be" may; what
    "continued" is over.
    """
    facet = governing_facet(analysis, up)
    if facet not in ("achieved", "enjoyed", "ongoing"):
        return facet
    tense = _main_tense(analysis, up if analysis.tag[up][0] == "V" else analysis.head[up])
    if tense is Facet.PAST:
        return None
    if facet == "enjoyed" and tense is Facet.PRESENT:
        return "ongoing"
    return "ongoing" if facet == "ongoing" else "proposed"


def _came_about(analysis: Analysis, verb: int) -> bool:
    """True of "took place", "was not held", "ended": it is no longer planned or put off."""
    rows = _happening().get(analysis.lemma[verb], ())
    after = analysis.lower[verb + 1] if verb + 1 < len(analysis) else ""
    told = any(particle in ("", after) for particle, _ in rows)
    return told and _tense(_Walk(analysis), verb) is Facet.PAST


def _is_to(analysis: Analysis, verb: int) -> int | None:
    """The infinitive of "is to take place"; None where there is none."""
    if analysis.lemma[verb] != "be":
        return None
    return next((c for c in analysis.children[verb] if analysis.dep[c] == "xcomp" and _to(analysis, c)), None)


def _reaches(walk: _Walk, at: int, up: int) -> bool:
    """False where a negation of `up` leaves its subject be: "the call did not bring peace"."""
    analysis = walk.analysis
    if analysis.dep[at] != "nsubj" or not _negative(analysis, up):
        return True
    if analysis.tag[up][0] != "V":
        return governing_facet(analysis, up) is not None
    if analysis.lemma[up] == "be":
        modifiers = mapping("status_modifiers", "word", "facet")
        return any(
            analysis.lower[c] in modifiers or governing_facet(analysis, c)
            for c in analysis.children[up]
            if analysis.dep[c] in ("acomp", "advmod", "attr")
        )
    after = analysis.lower[up + 1] if up + 1 < len(analysis) else ""
    for particle, negated in _happening().get(analysis.lemma[up], ()):
        if particle in ("", after):
            if negated != "negated":
                walk.add(negated, up)
            return negated == "negated"
    return False
