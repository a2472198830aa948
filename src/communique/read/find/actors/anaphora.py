"""Titles, nominals and pronouns: which chain of the article they most probably mean.

A light version of what the field calls mention ranking: candidates are filtered by number, gender, office
and binding, and ranked by their salience.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.model.reference import ActorKind, MentionForm
from communique.model.text import BlockKind
from communique.read.analysis.analysis import Analysis
from communique.read.find.actors.belonging import Belonging
from communique.read.find.actors.chains import bare, plain
from communique.read.find.actors.draft import Chain, Draft, Title
from communique.read.find.actors.lexicon import Lexicon, Noun, match
from communique.read.find.actors.nominals import definite
from communique.read.find.actors.salience import OBLIQUE, SPEAKER, SUBJECTS, Salience
from communique.read.find.actors.titles import HIGH, fits, loosely, may_be, narrower
from communique.read.find.clauses import publisher_state

SINGULAR = {
    "he": "m",
    "him": "m",
    "his": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
    "herself": "f",
}
PLURAL = frozenset(("they", "them", "their", "themselves"))
NEUTER = frozenset(("it", "its", "itself"))
RELATIVE = frozenset(("who", "which", "whose", "that"))
PRONOUNS = frozenset((*SINGULAR, *PLURAL, *NEUTER, *RELATIVE))
PRONOUN_TAGS = frozenset(("PRP", "PRP$", "WP", "WDT", "WP$"))
WINDOW = 5  # sentences that a pronoun may look back
BODIES = frozenset(
    (
        ActorKind.STATE,
        ActorKind.GOVERNMENT,
        ActorKind.ORGANISATION,
        ActorKind.ARMED_GROUP,
        ActorKind.OUTLET,
        ActorKind.DOCUMENT,
    )
)
PERSONS = frozenset((ActorKind.PERSON,))
STATES = frozenset((ActorKind.STATE,))
SIDES = frozenset((ActorKind.STATE, ActorKind.ARMED_GROUP))  # of a war or its talks
ARMY = "army"  # in the tables, what armies and their forces may resume
PARTNERS = frozenset(("with", "by", "to", "between"))  # before those who are spoken of as taking part
COUNTS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5}


class Resolver:
    """Resolves the mentions of one article in text order; `chains` grows by what is first met here.

    `told` are those whom the title of an official text tells about.
    """

    def __init__(self, a: Analysis, chains: list[Chain], lex: Lexicon, told: Sequence[Chain] = ()) -> None:
        self.a = a
        self.chains = chains
        self.lexicon = lex
        self.belonging = Belonging(a, chains)
        self.persons = [c for c in chains if c.kind is ActorKind.PERSON]
        self.past: list[Draft] = []
        self.by_text: dict[str, Chain] = {}
        self.at: dict[int, Draft] = {}
        self.salience = Salience(a)
        self.pair: Chain | None = None  # the last several spoken of as one, and the step where
        self.paired = 0.0
        self.told = self._together(tuple(told)) if len(told) == 2 else None
        publisher = publisher_state(a)
        self.home = None if publisher is None else publisher.country

    def run(self, drafts: list[Draft]) -> None:
        """Give every draft a chain, or none where no candidate is good enough."""
        for draft in drafts:
            if draft.chain is None:
                if draft.form is MentionForm.PRONOUN:
                    self._pronoun(draft)
                else:
                    self._nominal(draft)
            if draft.chain is not None:
                if draft.chain.members and self.salience.role(draft) > OBLIQUE:
                    self.pair, self.paired = draft.chain, self.salience.step[draft.head]
                self.past.append(draft)
                self.at[draft.head] = draft
                if self.a.quoted[draft.head] < 0 and self.salience.role(draft) >= SPEAKER:
                    self.salience.speaker = draft.chain

    def name_later(self) -> None:
        """Join an office in the lead to the name that the next sentences give, as news leads have it."""
        steps = self.salience.step
        for chain in [c for c in self.chains if c.titles and self._nameless(c)]:
            lead = chain.drafts[0]
            after = [c for c in self.persons if c.key and c.drafts and self._introduced(c.drafts[0])]
            after = [c for c in after if 0 < steps[c.drafts[0].head] - steps[lead.head] <= 3]
            heir = min(after, key=lambda c: c.drafts[0].first, default=None)
            if heir is not None and self._may_hold(heir, chain.titles[0]):
                heir.titles.extend(chain.titles)
                for draft in chain.drafts:
                    heir.add(draft)
                chain.drafts = []

    def list_later(self) -> None:
        """Join "the three leaders" to the only list of so many people, where it comes after them."""
        for chain in [c for c in self.chains if c.plural and not c.members and c.drafts]:
            draft = chain.drafts[0]
            words = (self.a.lower[k] for k in range(draft.first, draft.head))
            count = next((COUNTS[w] for w in words if w in COUNTS), 0)
            if draft.noun is None or draft.noun.role not in HIGH or not count:
                continue
            lists = [m for past in self.past if len(m := self._coordinated(past)) == count]
            fitting = [m for m in lists if all(c.named and c in self.persons and may_be(c, draft) for c in m)]
            if fitting and all(set(map(id, m)) == set(map(id, fitting[0])) for m in fitting):
                several = self._together(fitting[0])
                for mention in chain.drafts:
                    several.add(mention)
                chain.drafts = []

    def _nameless(self, chain: Chain) -> bool:
        """True for somebody whom the lead introduces by office alone ("a federal judge")."""
        lead = chain.drafts[0] if chain.drafts else None
        if lead is None or chain.key or self.a.sent[lead.head] > 1:
            return False
        if chain.kind is ActorKind.PERSON:
            return chain.titles[0].of is not None
        role = chain.titles[0].noun.role
        return not chain.plural and role not in ("", "official", "aide") and self.a.dep[lead.head] in SUBJECTS

    def _introduced(self, first: Draft) -> bool:
        """True for a first mention that tells who acts, in full or with a title ("Dr. Holm")."""
        full = first.form is MentionForm.NAME or (
            first.form is MentionForm.SHORT and first.first < first.last - 1
        )
        return full and self.a.dep[first.head] in SUBJECTS

    def _may_hold(self, person: Chain, title: Title) -> bool:
        titles = (*person.titles, *person.held)
        return not titles or any(fits(title, t) or t.noun is title.noun for t in titles)

    # -- nominals

    def _nominal(self, draft: Draft) -> None:
        noun = draft.noun
        if noun is None:
            if (known := self.by_text.get(bare(plain(self.a, draft)))) is not None:
                known.add(draft)
            else:
                self._new(draft, draft.kind)
            return
        if (told := self._called(draft, noun) or self.belonging.local(draft)) is not None:
            told.add(draft)
            return
        owner = self._owner(draft)
        if owner is not None and (own := self.belonging.resolve(draft, owner)) is not None:
            own.add(draft)
            return
        back = self._points_back(draft)
        found: Chain | None = None
        if noun.plural:
            found = self._pair(draft, owner) if back else None
        elif noun.role and back:
            holder = self._holder(draft)
            found = self.belonging.of_region(draft, holder) or holder
        if found is None and back and not self.belonging.untold(draft, owner):
            found = self._resumed(draft)
        if found is None and noun.role and not noun.plural and self.a.lower[draft.first] == "the":
            found = self._untitled(draft)
        found = found or self.by_text.get(bare(plain(self.a, draft)))
        if found is not None:
            found.add(draft)
        else:
            self._new(draft, noun.kind, owner)

    def _called(self, draft: Draft, noun: Noun) -> Chain | None:
        """The body whose name stands before its noun ("the Herald newspaper", "the Orvan movement")."""
        if noun.kind is not ActorKind.OUTLET and ActorKind.ARMED_GROUP not in noun.resumes:
            return None
        for c in self.a.children[draft.head]:
            hit = self.at.get(c) if self.a.dep[c] in ("compound", "nmod") else None
            if hit is not None and hit.chain is not None and hit.chain.kind in (noun.kind, *noun.resumes):
                return hit.chain
        return None

    def _owner(self, draft: Draft) -> Chain | None:
        """Whose it is: the possessor of "her office", "the country's leader", where it has a chain."""
        a = self.a
        for c in a.children[draft.head]:
            if a.dep[c] == "poss" and (hit := self.at.get(c)) is not None:
                return hit.chain
        return None

    def _points_back(self, draft: Draft) -> bool:
        a, title = self.a, draft.title
        if definite(a, draft) or self._headlined(draft):
            return True
        return title is not None and title.of is not None and a.tag[draft.first] not in ("DT", "CD")

    def _headlined(self, draft: Draft) -> bool:
        """True for an office without an article in a headline ("President meets envoy")."""
        a, noun = self.a, draft.noun
        bare_office = noun is not None and noun.role in HIGH and draft.first == draft.head
        return bare_office and a.sentence_of(draft.head).block.kind is BlockKind.HEADLINE

    def _new(self, draft: Draft, kind: ActorKind, owner: Chain | None = None) -> None:
        noun, text = draft.noun, plain(self.a, draft)
        chain = Chain(name=text, kind=kind, owner=owner)
        if noun is not None:
            high = noun.role in ("head", "minister") and not noun.plural and self._points_back(draft)
            people = bool(noun.role) or noun.kind is ActorKind.GROUP
            chain.plural = noun.plural or noun.noun in ("police", "media", "forces")
            chain.named = not people or high
            chain.kind = ActorKind.PERSON if high else ActorKind.GROUP if people else kind
            title = draft.title
            chain.country = title.of if title is not None and title.of and len(title.of) == 2 else None
            if owner is not None and noun.kind in BODIES and chain.country is None:
                state = self.belonging.state_of(owner)
                chain.country = state.country if state is not None else None
            chain.country = chain.country or self.belonging.administration(draft)
        chain.add(draft)
        self.chains.append(chain)
        if chain.kind is ActorKind.PERSON:
            self.persons.append(chain)
        self.by_text.setdefault(bare(text), chain)

    def _holder(self, draft: Draft) -> Chain | None:
        """The person who holds the office, as the article has it."""
        title = draft.title
        if title is None:
            return None
        holders = [c for c in self.persons if any(fits(title, t) for t in (*c.titles, *c.held))]
        of = title.of or self.home
        if of is not None:
            exact = [c for c in holders if any(t.of == of and fits(title, t) for t in (*c.titles, *c.held))]
            holders = exact or [c for c in holders if not self._elsewhere(c, title)]
        if (
            not holders
            and title.noun.role == "head"
            and draft.last == draft.head + 1
            and len(title.narrow) < 2
        ):
            holders = [c for c in self.persons if any(loosely(title, t) for t in (*c.titles, *c.held))]
        return self._latest(holders, draft) if holders else None

    def _elsewhere(self, person: Chain, title: Title) -> bool:
        """True when the person holds this office of another state or body."""
        held = (t.of for t in (*person.titles, *person.held) if t.noun.noun == title.noun.noun)
        return title.of is not None and any(of not in (None, title.of) for of in held)

    def _untitled(self, draft: Draft) -> Chain | None:
        """The person just spoken of, when nothing that the article says of them stands against it."""
        title = draft.title
        if title is None or self._described(draft):
            return None
        office = title.noun.role in ("head", "minister")
        if office and title.of is not None:
            return None
        for past in reversed(self.past):
            if self.salience.step[draft.head] - self.salience.step[past.head] > 4:
                return None
            chain = past.chain
            if chain is None or chain.kind is not ActorKind.PERSON or not chain.named:
                continue
            if chain.gender and draft.gender and chain.gender != draft.gender:
                continue
            if title.of is not None and (chain.titles or chain.held or chain.country not in (None, title.of)):
                continue
            held = any(t.noun.role in ("head", "minister") for t in (*chain.titles, *chain.held))
            if (
                self.a.quoted[past.head] < 0
                and self.salience.role(past) >= 1.6
                and not held
                and not (office and chain.titles)
            ):
                return chain
        return None

    def _described(self, draft: Draft) -> bool:
        """True when words behind the noun tell who is meant ("the man suspected of the attack")."""
        a = self.a
        if draft.last > draft.head + 1:
            return True
        return any(c > draft.head and a.dep[c] in ("acl", "relcl", "prep") for c in a.children[draft.head])

    def _latest(self, chains: list[Chain], draft: Draft) -> Chain:
        """The chain spoken of last before the draft, else the one that comes first after it."""
        best: tuple[float, Chain] | None = None
        for past in reversed(self.past):
            if past.chain in chains:
                score = self.salience.score(draft, past)
                if best is None or score > best[0]:
                    best = (score, past.chain)
        if best is not None:
            return best[1]
        # None is spoken of before: whom only the title of the article names, else who comes next.
        return min(chains, key=lambda c: min((d.first for d in c.drafts if d.first > draft.first), default=0))

    def _pair(self, draft: Draft, owner: Chain | None) -> Chain | None:
        """For "both leaders", "the three countries": as many actors as were lately spoken of together."""
        a, noun, title = self.a, draft.noun, draft.title
        lower = [a.lower[k] for k in range(draft.first, draft.head)] or [a.lower[draft.head]]
        if lower == ["the"] and a.lower[draft.head] == "two":
            lower = ["two"]
        if noun is None or title is None:
            return None
        if (
            noun.role not in ("", "official", "expert")
            and (title.narrow or "and" in lower or self._headlined(draft))
            and (found := self._holders(draft, title, owner))
        ):
            return found
        if title.of is not None and "and" not in lower:
            return None
        count = next((COUNTS[w] for w in lower if w in COUNTS), 0)
        states = ActorKind.STATE in noun.resumes or noun.noun == "government"
        plain_plural = ("and" in lower or len(lower) == 1) and not title.narrow
        if not count and not (plain_plural and (states or noun.role in HIGH)):
            return None
        wanted = (SIDES if noun.noun in ("side", "party") else STATES) if states else PERSONS
        if count and (found := self._counted(draft, noun, count)):
            return found
        if found := self._listed(draft, wanted, count):
            return found
        if states:
            return self._sides(draft, wanted, count)
        return self._last_two(draft, wanted) if count in (0, 2) else None

    def _counted(self, draft: Draft, noun: Noun, count: int) -> Chain | None:
        """For "the two officials" once more: those whom the same words meant before."""
        for past in reversed(self.past):
            if self.salience.step[draft.head] - self.salience.step[past.head] > 2 * WINDOW:
                return None
            if past.noun is noun and past.chain is not None and len(past.chain.members) == count:
                return past.chain
        return None

    def _sides(self, draft: Draft, wanted: frozenset[ActorKind], count: int) -> Chain | None:
        """For "the two countries": those of the last two states, else of the people just spoken of."""
        if count == 2 and (found := self._last_two(draft, wanted)):
            return found
        near: list[Chain] = []
        for past in reversed(self.past):
            if self.salience.step[draft.head] - self.salience.step[past.head] > 1:
                break
            if past.chain is not None:
                near.append(past.chain)
        sides = self.belonging.sides(near[::-1], count)
        return self._together(sides) if sides else None

    def _holders(self, draft: Draft, title: Title, owner: Chain | None) -> Chain | None:
        """For "the foreign ministers", "the Russian and Indian leaders": exactly two hold such an office."""
        a = self.a
        words = [a.text[k] for k in range(draft.first, draft.head)]
        hits = (match(self.lexicon, words, k, len(words)) for k in range(len(words)))
        of = {hit[1].country for hit in hits if hit is not None}
        if owner is not None and not of:
            of = {m.country for m in owner.members if m.kind is ActorKind.STATE}
        asked = Title(title.noun, title.narrow - {"and", "both", "two"}, None, title.first, title.last)
        found = tuple(
            c
            for c in self.persons
            if any(fits(asked, t) and (not of or t.of in of) for t in (*c.titles, *c.held))
        )
        return self._together(found) if len(found) == 2 else None

    def _listed(self, draft: Draft, wanted: frozenset[ActorKind], count: int) -> Chain | None:
        """The last list of so many actors ("Britain, France and Canada")."""
        for past in reversed(self.past):
            if self.salience.step[draft.head] - self.salience.step[past.head] > 2 * WINDOW:
                return None
            chain = past.chain
            if chain is None or chain.kind not in wanted or past.last > draft.first:
                continue
            members = self._coordinated(past)
            fitting = len(members) > 1 and len(members) == (count or len(members))
            if fitting and all(m.kind in wanted and may_be(m, draft) for m in members):
                return self._together(members)
        return None

    def _coordinated(self, past: Draft) -> tuple[Chain, ...]:
        """The actors of the list that a mention stands in, in text order."""
        a, found, first = self.a, list[Chain](), past.head
        while a.dep[first] == "conj" and a.head[first] in self.at:
            first = a.head[first]
        todo = [first]
        while todo:
            k = todo.pop()
            hit = self.at.get(k)
            if hit is None or hit.chain is None:
                continue
            found.append(hit.chain)
            todo.extend(c for c in reversed(a.children[k]) if a.dep[c] == "conj")
        return tuple(dict.fromkeys(found))

    def _last_two(self, draft: Draft, wanted: frozenset[ActorKind]) -> Chain | None:
        found: list[Chain] = []
        for past in reversed(self.past):
            chain = past.chain
            if self.salience.step[draft.head] - self.salience.step[past.head] > 3 * WINDOW:
                break
            if chain is None or chain.kind not in wanted or not chain.named or past.head >= draft.first:
                continue
            if self.salience.role(past) < 0.8 and self._governor(past) not in PARTNERS:
                continue
            if chain not in found and may_be(chain, draft):
                found.append(chain)
            if len(found) == 2:
                return self._together((found[1], found[0]))
        return None

    def _governor(self, past: Draft) -> str:
        """The word outside of a mention that governs it, past the title within it."""
        heads = (self.a.head[k] for k in range(past.first, past.last))
        outer = next((h for h in heads if not past.first <= h < past.last), past.head)
        return self.a.lower[outer]

    def _together(self, members: tuple[Chain, ...]) -> Chain:
        """The chain of several actors spoken of as one, made at the first call."""
        ids = {id(m) for m in members}
        for chain in self.chains:
            if {id(m) for m in chain.members} == ids:
                return chain
        name = ", ".join(m.name for m in members[:-1]) + f" and {members[-1].name}"
        chain = Chain(name=name, kind=ActorKind.GROUP, plural=True, members=members)
        self.chains.append(chain)
        return chain

    def _resumed(self, draft: Draft) -> Chain | None:
        """The last chain that bears the same noun, or a kind of body that the noun takes up."""
        noun, title = draft.noun, draft.title
        if noun is None or title is None:
            return None
        if noun.noun in ("side", "party") and title.of is not None and not noun.plural:
            return next((c for c in self.chains if c.kind is ActorKind.STATE and c.country == title.of), None)
        free = title.of is None and self._plain_words(title)
        heard: Chain | None = None
        for past in reversed(self.past):
            chain = past.chain
            if self.salience.step[draft.head] - self.salience.step[past.head] > 8 * WINDOW:
                break
            if chain is None or (chain.plural != noun.plural and chain.kind in (ActorKind.GROUP, noun.kind)):
                continue
            if self._same_noun(noun, title, past, chain, free):
                return chain
            if heard is None and free and not noun.plural and chain.kind in noun.resumes:
                if noun.kind is not ActorKind.DOCUMENT and past.form is not MentionForm.PRONOUN:
                    return chain
                # "The report" is that of an outlet just heard, unless there is one before it.
                heard = chain if self.salience.role(past) >= SPEAKER else None
        return heard

    def _same_noun(self, noun: Noun, title: Title, past: Draft, chain: Chain, free: bool) -> bool:
        """True when a mention bears the noun of a later one, and nothing in their words parts them."""
        same = noun.noun in chain.nouns or (noun.role == "" and noun.noun in chain.key)
        if ARMY in noun.resumes and chain.kind is ActorKind.ARMED_GROUP and not same:
            same = self._is_army(chain) and not (past.title is not None and past.title.narrow)
        if same and past.noun is not None and past.title is not None:
            return noun.plural == past.noun.plural and narrower(title, past.title)
        return same and (free or (title.of is not None and title.of == chain.country))

    def _is_army(self, chain: Chain) -> bool:
        nouns = self.lexicon.nouns
        return any(w in nouns and ARMY in nouns[w].resumes for w in (*chain.key, *sorted(chain.nouns)))

    def _plain_words(self, title: Title) -> bool:
        """True when only adjectives stand with the noun ("the armed group")."""
        a = self.a
        words = (k for k in range(title.first, title.last) if a.lower[k] in title.narrow)
        return all(a.tag[k] == "JJ" and a.text[k].islower() for k in words)

    # -- pronouns

    def _pronoun(self, draft: Draft) -> None:
        word = self.a.lower[draft.head]
        if word in RELATIVE:
            chain = self._antecedent(draft.head)
        elif word in PLURAL:
            chain = self._plural(draft)
        else:
            chain = self._ranked(draft, SINGULAR.get(word, ""))
        if chain is not None:
            chain.add(draft)
            if word in SINGULAR and not chain.gender:
                chain.gender = SINGULAR[word]

    def _antecedent(self, i: int) -> Chain | None:
        """The noun that a relative clause hangs on."""
        a, k = self.a, i
        for _ in range(4):
            if a.dep[k] == "relcl":
                hit = self.at.get(a.head[k])
                return hit.chain if hit is not None else None
            k = a.head[k]
        return None

    def _ranked(self, draft: Draft, gender: str) -> Chain | None:
        best: dict[int, tuple[float, Chain]] = {}
        for past, chain in self._recent(draft):
            if gender:
                if chain.kind not in (ActorKind.PERSON, ActorKind.GROUP) or chain.plural or chain.members:
                    continue
                if chain.kind is ActorKind.GROUP and not any(d.noun and d.noun.role for d in chain.drafts):
                    continue
                if chain.gender and chain.gender != gender:
                    continue
            elif chain.kind not in BODIES or chain.plural:
                continue
            score = self.salience.score(draft, past)
            if chain.kind is ActorKind.DOCUMENT:
                score -= 1.0
            if gender and not chain.gender:
                score -= 0.3 if gender == "m" else 1.0
            if score > best.get(id(chain), (-99.0, chain))[0]:
                best[id(chain)] = (score, chain)
        floor = -9.0 if gender else -1.0
        top = max(best.values(), key=lambda p: p[0], default=None)
        return top[1] if top is not None and top[0] >= floor else None

    def _plural(self, draft: Draft) -> Chain | None:
        best: tuple[float, Chain] | None = None
        for past, chain in self._recent(draft):
            if chain.kind is ActorKind.DOCUMENT or self.a.dep[past.head] in ("amod", "compound"):
                continue
            candidate = chain if chain.plural else self._conjoined(past, draft)
            score = self.salience.score(draft, past)
            if candidate is not None and chain.kind is ActorKind.STATE and self.salience.role(past) < 1:
                score -= 2.0
            if candidate is None:
                collective = chain.kind is ActorKind.GROUP and not any(
                    d.noun and d.noun.role for d in chain.drafts
                )
                if chain.kind not in BODIES and not collective:
                    continue
                candidate, score = chain, score - (0.5 if collective else 2.5)
            if best is None or score > best[0]:
                best = (score, candidate)
        near = self.salience.step[draft.head] - self.paired <= 2 * WINDOW
        pair = self.pair if self.pair is not None and near else self.told
        return best[1] if best is not None and best[0] >= (0.0 if pair is not None else -4.0) else pair

    def _conjoined(self, past: Draft, draft: Draft) -> Chain | None:
        """The actors of "Berg and Moen", from the first of them."""
        if past.chain is None or not past.chain.named or past.form is MentionForm.PRONOUN:
            return None
        members = self._coordinated(past)
        subject = self.a.dep[past.head] in SUBJECTS
        if len(members) > 1 and all(subject or (m.named and m.kind is past.chain.kind) for m in members):
            return self._together(members)
        return self._met_with(past, draft)

    def _met_with(self, past: Draft, draft: Draft) -> Chain | None:
        """The two of "X spoke with Y": the subject, and who hangs on its verb by "with"."""
        a = self.a
        if past.chain is None or a.dep[past.head] != "nsubj" or past.chain.kind is not ActorKind.PERSON:
            return None
        for k in range(past.last, min(draft.first, a.sentence_of(past.head).last)):
            other = self.at.get(k)
            if other is None or other.chain is None or other.chain is past.chain:
                continue
            if a.dep[k] == "pobj" and a.lower[a.head[k]] == "with" and other.chain.kind is ActorKind.PERSON:
                return self._together((past.chain, other.chain))
        return None

    def _recent(self, draft: Draft) -> Iterator[tuple[Draft, Chain]]:
        step = self.salience.step[draft.head]
        for past in reversed(self.past):
            if step - self.salience.step[past.head] > WINDOW:
                return
            if past.chain is not None and past.last <= draft.first and not self.salience.bound(draft, past):
                yield past, past.chain
