"""Statements with a reporting verb: clause, infinitive, object or quotation as content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from communique.model.finding import Mode
from communique.read.analysis.analysis import Analysis, Sentence
from communique.read.find.statements.draft import Draft, Range
from communique.read.find.statements.lexicon import Cue, documents, occasions, verbs
from communique.read.find.statements.quotations import Quotations, same_paragraph, snap
from communique.read.find.statements.sources import SUBJECTS, hangs_on, phrase, source_of

NO_CUE = frozenset(("aux", "auxpass", "amod", "compound"))
CLAUSE_EDGE = frozenset((*SUBJECTS, "aux", "auxpass", "advmod", "neg"))
STRONG = 0.8  # a verb that hardly has another use than to report
MODALS = frozenset(("can", "could", "may", "might", "must", "should", "ca"))
READER = frozenset(("you", "us", "me"))
WRITER = frozenset(("i", "you", "we"))
COMMAS = frozenset((",", "-", "–", "—", "--"))
INTRODUCES = frozenset((",", ":"))
STOPS = frozenset(("conj", "cc", "advcl", "parataxis"))


def verb_drafts(a: Analysis, q: Quotations, sentence: Sentence) -> Iterator[Draft]:
    """The statements of one sentence that a reporting verb introduces."""
    table = verbs()
    for v in range(sentence.first, sentence.last):
        cue = (table.get(a.lemma[v]) or _two_words(a, v)) if a.tag[v][:2] == "VB" else None
        if cue is None or a.dep[v] in NO_CUE or _unsaid(a, v, cue):
            continue
        reading = _Reading(a, q, sentence, v, cue)
        if a.quoted[v] >= 0:
            yield from reading.inside_quotation()
        elif not cue.text or (reading.source is not None and a.lemma[reading.source] in documents()):
            yield from reading.drafts()


def _two_words(a: Analysis, v: int) -> Cue | None:
    """A cue of two words with an object between: made it clear."""
    for i in range(v + 1, min(v + 4, len(a))):
        cue = verbs().get(f"{a.lemma[v]} {a.lower[i]}")
        if cue is not None:
            return cue
    return None


def trails(a: Analysis, v: int) -> bool:
    """True for a reporting clause that ends its sentence, whatever the parser made it depend on.

    “The town has agreed to a truce, an aide told the Herald”: a comma, a source, a strong cue, no “that”.
    """
    cue = verbs().get(a.lemma[v])
    if cue is None or cue.that < STRONG or a.dep[v] != "ccomp" or a.head[v] > v or a.quoted[v] >= 0:
        return False
    low = a.subtree(v)[0]
    if low == 0 or a.text[low - 1] != "," or a.sent[low - 1] != a.sent[v]:
        return False
    kinds = {a.dep[c] for c in a.children[v]}
    return "nsubj" in kinds and not kinds & {"ccomp", "mark"}


def _unsaid(a: Analysis, v: int, cue: Cue) -> bool:
    """True for what was not said ("would not say", "cannot tell"); a doubt or wish stays a thought."""
    negated = modal = False
    for c in a.children[v]:
        negated = negated or a.dep[c] == "neg"
        modal = modal or (a.tag[c] == "MD" and a.lower[c] in MODALS)
    return (negated or modal) and cue.mode is not Mode.THOUGHT


class _Reading:
    """One reporting verb in its sentence."""

    __slots__ = (
        "a",
        "cue",
        "factor",
        "high",
        "low",
        "passive",
        "q",
        "repaired",
        "s",
        "source",
        "trailing",
        "v",
    )

    def __init__(self, a: Analysis, q: Quotations, s: Sentence, v: int, cue: Cue) -> None:
        self.a, self.q, self.s, self.v, self.cue = a, q, s, v, cue
        self.low, self.high = self._edges()
        self.passive = self._participle() or any(a.dep[c] in ("auxpass", "nsubjpass") for c in a.children[v])
        self.source = self._source()
        self.factor = self._factor()
        self.trailing = self.cue.that >= STRONG and trails(a, v)
        self.repaired = self._repair()

    def _factor(self) -> float:
        """Less sure: what the writer thinks, and what the reader is made to say or think."""
        a = self.a
        if self.source is not None and a.lower[self.source] in READER:
            return 0.5
        if self.cue.mode is Mode.THOUGHT and self._writer():
            return 0.5
        return 1.0

    def _participle(self) -> bool:
        """True for a passive participle: Asked about the map, he said …; a bill called so."""
        a, v = self.a, self.v
        if a.tag[v] != "VBN" or a.dep[v] not in ("advcl", "acl"):
            return False
        return not any(a.dep[c] in ("aux", *SUBJECTS) for c in a.children[v])

    def _writer(self) -> bool:
        return self.source is not None and self.a.lower[self.source] in WRITER

    def _about_to(self) -> bool:
        a = self.a
        return any(a.lower[c] == "to" and a.dep[c] == "aux" for c in a.children[self.v])

    def _source(self) -> int | None:
        found = source_of(self.a, self.v)
        if self.passive and found is not None and not self._agent(found):
            return None
        return found

    def _agent(self, i: int) -> bool:
        """True for the “by” phrase of the passive itself."""
        a = self.a
        return a.dep[a.head[i]] == "agent" and a.head[a.head[i]] == self.v

    def _repair(self) -> bool:
        """Find the subject where the parser read it as something else: “…,” Kovac posted.

        True when the noun phrase right before the cue follows a quotation or a comma, so that the
        sentence has the form: content, source, cue.
        """
        a, v = self.a, self.v
        if self.cue.that < STRONG or self.trailing:
            return self.trailing
        if any(a.dep[c] in SUBJECTS for c in a.children[v]):
            return False
        if a.dep[v] == "acl" and a.head[v] == v - 1 and a.tag[v] in ("VBN", "VBD"):
            head, low = v - 1, phrase(a, v - 1)[0]
            fits = low > self.s.first and a.quoted[low - 1] >= 0
        else:
            head = self._apposition()
            low = a.subtree(head)[0] if head >= 0 else v
            fits = head >= 0
        if fits:
            self.source, self.low = head, low
        return fits

    def _apposition(self) -> int:
        """The head of a misread subject: The alert lasted for hours, Orla Bell, the mayor, said."""
        a, v = self.a, self.v
        if a.tag[v] not in ("VBD", "VBZ", "VBP"):
            return -1
        for k in range(self.s.first + 2, v):
            if a.dep[k] == "appos" and a.quoted[k] < 0:
                low, high = a.subtree(k)
                if a.text[low - 1] == "," and (high == v or (high == v - 1 and a.text[high] == ",")):
                    return self._first_in_row(k, low - 1)
        return -1

    def _first_in_row(self, k: int, comma: int) -> int:
        """Of appositions in a row (Orla Bell, the mayor) the first, which names the person."""
        a = self.a
        for j in range(self.s.first + 2, comma):
            if a.dep[j] == "appos" and a.head[j] == a.head[k] and a.subtree(j)[1] == comma:
                return j if a.text[a.subtree(j)[0] - 1] == "," else k
        return k

    def _edges(self) -> Range:
        """The cue clause without its content: subject, auxiliaries and adverbs around the verb."""
        a, v = self.a, self.v
        low, high = v, v + 1
        for c in reversed(a.children[v]):
            if c < v and a.dep[c] in CLAUSE_EDGE:
                low = min(low, a.subtree(c)[0])
        for c in a.children[v]:
            if c > v and c == high and a.dep[c] in (*SUBJECTS, "prt", "advmod"):
                high = a.subtree(c)[1]
        return low, high

    # -- patterns, the surest first ---------------------------------------------------------------

    def drafts(self) -> Iterator[Draft]:
        if self._participle() and self.source is None and not self.repaired:
            return  # what was asked or called, and nobody named who did
        if self.a.lemma[self.v] not in verbs():  # a cue of two words: made it clear that …
            yield from self._colon() or self._that()
            return
        yield from (
            self._quotation_before() or self._colon() or self._around() or self._clause_before()
            or self._quotation_after() or self._clause() or self._infinitive() or self._that()
            or self._passive_object() or self._phrase() or self._object()
        )  # fmt: skip

    def _draft(
        self, score: float, *content: Range, cue: Range | None = None, to: int | None = None
    ) -> list[Draft]:
        score *= self.factor
        if score <= 0 or not all(lo < hi for lo, hi in content):
            return []
        return [
            Draft(
                anchor=self.v, cue=cue or (self.v, self.v + 1), content=content, source=self.source,
                mode=self.cue.mode, score=score, addressee=to,
            )
        ]  # fmt: skip

    def inside_quotation(self) -> list[Draft]:
        """What somebody quoted reports of a third: “The minister said that …,” the agency noted."""
        a = self.a
        if self.cue.that < STRONG or self.cue.mode is Mode.THOUGHT or self.source is None:
            return []
        if a.lemma[self.v] not in verbs():
            return []
        third = a.tag[self.source] in ("NNP", "NNPS", "NN", "NNS") and self._own_subject()
        return [replace(d, score=d.score * 0.8) for d in self._clause()] if third else []

    def _own_subject(self) -> bool:
        return (
            self.repaired
            or any(self.a.dep[c] in SUBJECTS for c in self.a.children[self.v])
            or self.source == self.v + 1
        )

    def _child(self, *deps: str) -> int | None:
        return next((c for c in self.a.children[self.v] if self.a.dep[c] in deps), None)

    def _quotation_before(self) -> list[Draft]:
        a, q = self.a, self.q
        k = self.low - 1
        while k >= self.s.first and a.text[k] in COMMAS and a.quoted[k] < 0:
            k -= 1
        if k < 0 or a.quoted[k] < 0 or not self._own_subject() or not self._reaches(k):
            return []
        pieces = list(q.chain(a.quoted[k]))
        first = pieces[0][0]
        tail = self._tail()
        if len(pieces) == 1 and first > self.s.first:
            start = self._mixed_start(first)
            if tail and start < first and a.dep[a.head[first]] == "advcl":
                return self._draft(self.cue.quote, *tail)  # Asked about the ‘map’, he said, “…”
            pieces[0] = (start, pieces[0][1])
        return self._draft(self.cue.quote or self.cue.that, *pieces, *tail)

    def _reaches(self, k: int) -> bool:
        """True when the cue can belong to a quotation that ends at word `k`: “Why now?” he asked."""
        a = self.a
        if k >= self.s.first:
            return True
        asks = a.text[k - 1][-1] in "?!…" or a.text[k][-1] in "?!…"
        return asks and self.low == self.s.first and same_paragraph(a, k, self.v)

    def _mixed_start(self, first: int) -> int:
        """Where a content begins whose last words are a quotation that starts inside the sentence."""
        a = self.a
        if a.text[first - 1] == ":" or (a.text[first - 1] == "," and self._capital(first)):
            return first
        for c in a.children[self.v]:
            if a.dep[c] in ("ccomp", "dobj", "dep", "parataxis") and c < self.v:
                return min(first, a.subtree(c)[0])
        return first if a.text[first - 1] in INTRODUCES else self.s.first

    def _capital(self, first: int) -> bool:
        """True when the quotation's first word begins with a capital: it is a sentence of its own."""
        a = self.a
        return (
            first + 1 < len(a) and a.text[first + 1][0].isupper() and a.tag[first + 1] not in ("NNP", "NNPS")
        )

    def _tail(self) -> tuple[Range, ...]:
        """What goes on behind a cue that breaks a content: “A,” he said, “B”."""
        a, i = self.a, self.high
        while i < self.s.last and a.quoted[i] < 0:
            if a.text[i] in COMMAS and i + 1 < len(a) and a.quoted[i + 1] >= 0:
                k = a.quoted[i + 1]
                return ((self.q.first[k], self.q.last[k]),)
            if a.tag[i][:2] == "VB" and i > self.v:
                return ()
            i += 1
        return ()

    def _around(self) -> list[Draft]:
        """The talks, he said, had failed: the cue clause stands inside its content."""
        a, v = self.a, self.v
        host = a.head[v]
        if a.dep[v] != "parataxis" or host == v or (a.quoted[host] >= 0 and not self._own_subject()):
            return []
        low, high = a.subtree(host)
        first, last = a.subtree(v)
        pieces = [(low, first)]
        if not self._aside(host, last):
            pieces.append((last, high))
        pieces = [snap(a, self.q, x, y, -1) for x, y in pieces if x < y]
        return self._draft(self.cue.that * 0.95, *(p for p in pieces if self._worded(p)))

    def _aside(self, host: int, last: int) -> bool:
        """True when what stands behind the cue clause is the writer's: …, he said, as talks went on."""
        a = self.a
        return any(
            c > last and a.dep[c] in ("advcl", "prep") and a.subtree(c)[0] <= last + 1
            for c in a.children[host]
        )

    def _worded(self, piece: Range) -> bool:
        return any(self.a.text[i][0].isalnum() for i in range(*piece))

    def _clause_before(self) -> list[Draft]:
        a, v = self.a, self.v
        if self.repaired:
            return self._draft(self.cue.that * 0.8, snap(a, self.q, self.s.first, self.low, -1))
        c = next((c for c in a.children[v] if a.dep[c] in ("ccomp", "dep") and c < self.low), None)
        if c is None or not self._own_subject():
            return []
        low, high = a.subtree(c)
        if high > self.low:  # the parser's clause runs across the cue
            last = max(self.high, v + 1)
            pieces = [(low, self.low), (last, high)]
            return self._draft(self.cue.that * 0.9, *(p for p in pieces if self._worded(p)))
        low, high = snap(a, self.q, low, min(high, self.low), -1)
        return self._draft(self.cue.that * 0.95, (low, min(high, self.low)), *self._tail())

    def _colon(self) -> list[Draft]:
        """said: “…” — a colon binds the quotation to its cue whatever else the parser made of it."""
        start = self._next_quotation()
        return self._quotation_after() if start is not None and self.a.text[start - 1] == ":" else []

    def _quotation_after(self) -> list[Draft]:
        a = self.a
        start = self._next_quotation()
        if start is None:
            return []
        clause = self._complement()
        if clause is not None and self.v < a.subtree(clause)[0] < start - 1 and not self._detached(start):
            return []
        k = a.quoted[start]
        high = self.q.last[k]
        if clause is not None and a.text[start - 1] not in INTRODUCES:
            high = max(high, self._end(a.subtree(clause)[1]))
        return self._draft(self.cue.quote or self.cue.that, (start, high), to=self._addressee())

    def _detached(self, start: int) -> bool:
        return self.a.text[start - 1] == ":" and self.cue.quote >= 0.7

    def _next_quotation(self) -> int | None:
        """The first word of the quotation that the cue introduces: said, “…”; told him: “…”."""
        a, v, last = self.a, self.v, self.s.last
        if a.text[last - 1] == ":" and last < len(a) and a.quoted[last] >= 0 and same_paragraph(a, v, last):
            return last
        for i in range(v + 1, last):
            if a.quoted[i] >= 0:
                return i if i == v + 1 or a.text[i - 1] in INTRODUCES else None
            if i > v + 1 and a.tag[i] in ("VBD", "VBZ") and a.text[last - 1] != ":":
                return None
        return None

    def _complement(self) -> int | None:
        a = self.a
        return next((c for c in a.children[self.v] if a.dep[c] == "ccomp" and c > self.v), None)

    def _clause(self) -> list[Draft]:
        a, v = self.a, self.v
        c = self._complement()
        if c is None or trails(a, c):
            return []
        low, high = a.subtree(c)
        low = max(low, v + 1)
        if self.cue.person and self._infinitival(c) and not any(a.tag[x] == "MD" for x in a.children[c]):
            return self._told_to(c)
        score = self.cue.that or (self.cue.to if self._infinitival(c) else 0.0)
        if score <= 0:
            return []
        low, high = snap(a, self.q, low, self._end(high), v)
        first, second = self._split(c, low, high)
        out = self._draft(score, first, to=self._addressee())
        return out + (self._draft(score * 0.9, second) if second else [])

    def _told_to(self, c: int) -> list[Draft]:
        a = self.a
        to = next(x for x in a.children[c] if a.lower[x] == "to" and a.dep[x] == "aux")
        subject = next((x for x in a.children[c] if a.dep[x] in SUBJECTS and x < to), None)
        low, high = snap(a, self.q, to, self._end(a.subtree(c)[1]), self.v)
        return self._draft(self.cue.to, (low, high), to=subject)

    def _infinitival(self, c: int) -> bool:
        a = self.a
        return any(a.lower[x] == "to" and a.dep[x] == "aux" for x in a.children[c] if x < c)

    def _split(self, c: int, low: int, high: int) -> tuple[Range, Range | None]:
        """“said that A, and that B” are two statements: the second has its own “that”."""
        a = self.a
        for d in a.children[c]:
            if a.dep[d] != "conj":
                continue
            that = next((m for m in a.children[d] if a.dep[m] == "mark" and a.lower[m] == "that"), None)
            if that is not None and low < that - 2 and that < high and self._parted(that):
                return (low, that - 1), (that, high)
        return (low, high), None

    def _parted(self, that: int) -> bool:
        """True when a comma or a closing quotation mark stands before “and that”."""
        a = self.a
        return a.tag[that - 1] == "CC" and (a.text[that - 2] == "," or a.quoted[that - 2] >= 0)

    def _end(self, high: int) -> int:
        """The end of a content behind its cue: the clause, and what the parser hung on the cue instead.

        Adverbials of the cue stand before a clause, so a phrase right behind one belongs to it unless
        it names an occasion of speaking ("in an interview").
        """
        a = self.a
        for c in a.children[self.v]:
            low, end = a.subtree(c)
            if c < high or end <= high:
                continue
            if low != high or a.dep[c] in STOPS or a.dep[c] == "punct":
                break
            if a.dep[c] == "prep" and any(a.lemma[x] in occasions() for x in a.children[c]):
                break
            high = end
        return self._closed(high)

    def _closed(self, high: int) -> int:
        """Cut before a participle that reports on (", adding …") and before a cue that hangs on ours."""
        a, v = self.a, self.v
        high = min(high, self.s.last)
        table = verbs()
        for i in range(v + 3, high):
            if a.tag[i][:2] != "VB" or a.lemma[i] not in table or a.quoted[i] >= 0:
                continue
            if a.tag[i] == "VBG" and a.text[i - 1] == "," and a.dep[i] in ("advcl", "acl"):
                return i - 1
            if hangs_on(a, i) == v:
                k = i
                while k > v + 2 and a.tag[k] != "CC":
                    k -= 1
                return k if k > v + 2 else high
            low = self._another(i)
            if low > v + 3:
                return low
        return high

    def _another(self, i: int) -> int:
        """Where a clause with a cue and a source of its own parts from ours (", while others said"), or 0."""
        a = self.a
        if a.dep[i] not in ("conj", "advcl") or not any(a.dep[c] in SUBJECTS for c in a.children[i]):
            return 0
        low = a.subtree(i)[0]
        if a.dep[i] == "advcl" and a.lower[low] != "while":
            return 0
        while low > 0 and a.tag[low - 1] == "CC":
            low -= 1
        return low - 1 if low > 0 and a.text[low - 1] == "," else 0

    def _infinitive(self) -> list[Draft]:
        a, v = self.a, self.v
        c = next((c for c in a.children[v] if a.dep[c] in ("xcomp", "advcl") and c > v), None)
        if c is None:
            return []
        if self._infinitival(c):
            low = next(x for x in a.children[c] if a.lower[x] == "to" and a.dep[x] == "aux")
            score = self.cue.to
            if a.dep[c] == "advcl" and not self.cue.person:
                return []
        elif a.tag[c] == "VBG" and a.dep[c] == "xcomp":
            low, score = max(v + 1, a.subtree(c)[0]), max(self.cue.object, self.cue.that * 0.8)
        else:
            return []
        obj = self._child("dobj", "nsubjpass") if self.cue.person else None
        low, high = snap(a, self.q, low, self._end(a.subtree(c)[1]), v)
        return self._draft(score, (low, high), to=obj)

    def _that(self) -> list[Draft]:
        """A “that” clause which the parser hung on a noun between: told a meeting in Oslo that it ended."""
        a, v = self.a, self.v
        if self.cue.that < STRONG or self._unfit():
            return []
        for i in range(v + 1, min(self.s.last - 3, v + 30)):
            if a.tag[i][:2] == "VB" and a.lemma[i] in verbs():
                return []
            if (
                a.lower[i] != "that"
                or a.tag[i] not in ("IN", "WDT")
                or a.dep[i] in SUBJECTS
                or a.quoted[i] >= 0
            ):
                continue
            clause = a.head[i]
            if not any(a.dep[c] in SUBJECTS for c in a.children[clause]):
                return []
            low, high = snap(a, self.q, i, self._closed(a.subtree(clause)[1]), v)
            return self._draft(self.cue.that * 0.9, (low, high), to=self._addressee())
        return []

    def _unfit_for_phrases(self) -> bool:
        """An object or phrase alone says too little without a source, or where nothing was said yet."""
        return self.source is None or self.passive or self._about_to() or self._writer()

    def _unfit(self) -> bool:
        return self.passive and self.source is None

    def _passive_object(self) -> list[Draft]:
        a = self.a
        subject = self._child("nsubjpass")
        if subject is None or self.source is None or self.cue.object < 0.5:
            return []
        low, high = a.subtree(subject)
        return self._draft(self.cue.object * 0.9, (low, min(high, self.v)))

    def _phrase(self) -> list[Draft]:
        """Called for an end; warned of famine; asked them for help."""
        a, v = self.a, self.v
        if not self.cue.prepositions or self._unfit_for_phrases():
            return []
        for c in a.children[v]:
            if c < v or a.lower[c] not in self.cue.prepositions or a.dep[c] not in ("prep", "prt", "dative"):
                continue
            obj = self._child("dobj") if self.cue.person else None
            if obj is not None and obj < c:
                return self._draft(self.cue.phrase, snap(a, self.q, c, a.subtree(c)[1], v), to=obj)
            low, high = c + 1, self._vp_end(max(a.subtree(c)[1], c + 1))
            if low < high and high > low:
                low, high = snap(a, self.q, low, high, v)
                return self._draft(self.cue.phrase, (low, high), cue=(v, c + 1 if c <= v + 2 else v + 1))
        return []

    def _object(self) -> list[Draft]:
        a, v = self.a, self.v
        if self.cue.object <= 0 or self._unfit_for_phrases():
            return []
        c = next((c for c in a.children[v] if a.dep[c] in ("dobj", "oprd", "ccomp") and c > v), None)
        if c is None:
            return []
        low, high = a.subtree(c)
        low, high = snap(a, self.q, max(low, v + 1), self._vp_end(high), v)
        return self._draft(self.cue.object, (low, high))

    def _vp_end(self, high: int) -> int:
        """The end of the verb phrase: objects and phrases in a row, up to a comma or a new clause."""
        a = self.a
        for c in a.children[self.v]:
            if c <= self.v or a.subtree(c)[1] <= high:
                continue
            if a.subtree(c)[0] != high or a.dep[c] in STOPS or a.dep[c] == "punct":
                break
            if a.dep[c] == "npadvmod" or c in a.layers.time_at:
                break
            high = a.subtree(c)[1]
        if high < self.s.last and a.quoted[high] >= 0 and a.quoted[high - 1] < 0:
            high = self.q.last[a.quoted[high]]
        return high

    def _addressee(self) -> int | None:
        a = self.a
        for c in a.children[self.v]:
            if c > self.v and a.dep[c] in ("dobj", "dative") and a.tag[c][0] in "NP" and self.cue.person:
                return c
            if c > self.v and a.dep[c] in ("prep", "dative") and a.lower[c] == "to":
                return next((p for p in a.children[c] if a.dep[p] == "pobj"), None)
        return None
