"""Actors across articles: whose names are one person's, state's or organisation's, and whose are not.

Persons are compared only with those who have a like-sounding word in their names; states and
organisations go by the tables of knowledge; people without a name are never joined. See docs/settling.md.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from communique.knowledge import column
from communique.knowledge.offices import OfficeBook, office_book, state_code
from communique.knowledge.sectors import sector
from communique.model.entry import SettledActor
from communique.model.finding import Actor
from communique.model.reference import ActorKind, ActorRef, Office
from communique.settle.features import Decision, Feature, FeatureTable
from communique.settle.linkage import average_linkage
from communique.settle.links import Links
from communique.settle.names import (
    PersonName,
    bare,
    body_words,
    bones,
    by_office,
    fold,
    given_names,
    of_leader,
    organisations,
    person_name,
    plain,
    same_name,
    sounds,
    state,
)
from communique.settle.offices import Seat, give_seats, held_offices, known_office, seated

PERSONS = FeatureTable(
    what="person",
    threshold=3.0,
    features=(
        Feature(name="same surname", weight=2.0, why="a surname is shared by few in one body of news"),
        Feature(
            name="surname spelled otherwise", weight=1.75, why="it sounds the same in the usual romanisations"
        ),
        Feature(name="same given name", weight=2.0, why="or a known form of it: Steve and Steven"),
        Feature(name="initial fits", weight=1.25, why="V. may be Vladimir, and nothing speaks against it"),
        Feature(name="a further name alone", weight=1.5, why="Lula, Abiy: some are called by it"),
        Feature(name="given names differ", weight=-5.0, why="namesakes are kept apart"),
        Feature(name="middle names differ", weight=-5.0, why="George W. is not George H. W."),
        Feature(
            name="names in the other order", weight=3.5, why="in some languages the family name is first"
        ),
        Feature(name="cut into words otherwise", weight=3.5, why="Amirabdollahian, Amir-Abdollahian"),
        Feature(name="one has a further name", weight=-0.5, why="the mother's, the clan's or a married name"),
        Feature(name="one is a junior", weight=-2.0, why="the son of that name, or the same left short"),
        Feature(name="nobody else has the name", weight=1.0, why="a lone surname can mean one person only"),
        Feature(
            name="also a given name", weight=-0.5, why="Martin, Abbas: as a lone name it may be anybody's"
        ),
        Feature(
            name="far the most reported", weight=1.0, why="five times the articles of all namesakes together"
        ),
        Feature(name="same office", weight=1.0, why="two foreign ministers of one name are one"),
        Feature(name="same country", weight=0.5, why="a weak sign: many share it"),
        Feature(name="countries differ", weight=-0.5, why="or one of the articles has it wrong"),
        Feature(name="offices at odds", weight=-2.0, why="no office in common, and of different states"),
    ),
)
VETO = -1.0
FORCES = "armed forces"  # what spelling_variants.tsv has for a state's own
FAMED = 5  # times the articles of all namesakes together
PARTIES = (ActorKind.STATE, ActorKind.GOVERNMENT, ActorKind.UNKNOWN)
BODIES = (ActorKind.ORGANISATION, ActorKind.ARMED_GROUP, ActorKind.OUTLET, ActorKind.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalActor:
    """One article's actor: its finding, or only a reference to it (id None)."""

    article: str
    name: str
    kind: ActorKind
    country: str | None
    named: bool
    aliases: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    id: str | None = None
    day: date | None = None
    seat: Seat | None = None

    @property
    def key(self) -> str:
        """What constraints speak of: the finding's id, else article and name."""
        return self.id or f"{self.article}\x1f{self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """The settled actors, and which of them an article's name belongs to."""

    actors: tuple[SettledActor, ...]
    by_name: Mapping[tuple[str, str], SettledActor] = field(repr=False)

    def of(self, article: str, ref: ActorRef) -> SettledActor | None:
        """The settled actor that a reference in an article belongs to."""
        return self.by_name.get((article, ref.name))


@dataclass(slots=True, kw_only=True)
class Profile:
    """All articles' actors of one written name and country: compared once, not once an article."""

    name: PersonName
    country: str | None
    offices: frozenset[str]
    locals: list[LocalActor] = field(default_factory=list)


def local_actors(
    found: Iterable[Actor],
    refs: Iterable[tuple[str, ActorRef]],
    days: Mapping[str, date | None] | None = None,
) -> list[LocalActor]:
    """Each article's actors once: its actor findings, and the references that have none.

    `days` are the days of the articles by id; without one, an office has no holder.

    Several spoken of as one are no actor of their own; their members are.
    """
    actors: dict[tuple[str, str], LocalActor] = {}
    for a in sorted((a for a in found if not a.members), key=lambda a: (a.article, a.name)):
        local = LocalActor(
            article=a.article, name=a.name, kind=a.actor_kind, country=a.country, named=a.named,
            aliases=a.aliases, offices=a.offices, id=a.id, day=(days or {}).get(a.article),
        )  # fmt: skip
        actors.setdefault((a.article, a.name), local)
    for article, ref in refs:
        for one in ref.each():
            local = LocalActor(
                article=article, name=one.name, kind=one.kind, country=one.country, named=one.named
            )
            actors.setdefault((article, one.name), local)
    return [actors[key] for key in sorted(actors)]


def settle_actors(
    local: Sequence[LocalActor],
    constraints: Links | None = None,
    corrections: Mapping[str, Mapping[str, str]] | None = None,
    book: OfficeBook | None = None,
) -> Roster:
    """Join the articles' actors that are one. Near linear: only like-sounding persons are compared.

    `corrections` hold a person's "name", "kind" or "country" by the key of a local actor. `book` says who
    is known to hold an office; without it the shipped file does.
    """
    book = book or office_book()
    held = constraints or Links()
    groups: dict[str, list[LocalActor]] = {}
    persons: list[LocalActor] = []
    short = _acronyms(local)
    for actor in local:
        if actor.kind is ActorKind.PERSON and actor.named and not by_office(actor.name):
            persons.append(actor)
        else:
            groups.setdefault(_key(actor, short), []).append(actor)
    clusters = [g for _, g in sorted(groups.items())] + _persons(persons, held)
    clusters = give_seats(_unknowns(clusters), book, held)
    return _roster(_constrained(clusters, held), corrections or {}, book)


def _acronyms(local: Sequence[LocalActor]) -> dict[str, str]:
    """From an acronym to the one long name that articles give it; ambiguous ones are left out."""
    found: dict[str, set[str]] = {}
    for a in local:
        if a.kind in BODIES and a.named and " " in a.name:
            for alias in a.aliases:
                if alias.isupper() and 2 <= len(alias) <= 7:
                    found.setdefault(plain(alias), set()).add(plain(a.name))
    return {short: min(names) for short, names in found.items() if len(names) == 1}


def _key(actor: LocalActor, short: Mapping[str, str]) -> str:
    """The name of the group that an actor without a given name and surname belongs to."""
    name = plain(actor.name)
    person = actor.kind is ActorKind.PERSON  # told by an office only, which may be another's elsewhere
    if not actor.named or person or actor.kind is ActorKind.GROUP or _generic(actor):
        return f"unnamed\x1f{actor.article}\x1f{name}"
    known = state(actor.name) if actor.kind in PARTIES else None
    if known and actor.kind is not ActorKind.GOVERNMENT:
        return f"state\x1f{known.name}"
    if known:
        return f"government\x1f{known.country}"
    if body := organisations().get(name) or organisations().get(bare(name)):
        if body.country:
            return f"government\x1f{body.country}\x1f{body_words(body.name, body.country)}"
        return _body_key(plain(body.name), actor, known=True)
    if actor.kind is ActorKind.ARMED_GROUP and name not in short:
        return _body_key(name, actor)
    if actor.kind in BODIES:
        return f"body\x1f{body_words(short.get(name, bare(name)), None)}"
    if actor.kind is ActorKind.GOVERNMENT and actor.country is None:
        return f"unnamed\x1f{actor.article}\x1f{name}"  # "the Foreign Ministry": whose is not told
    if actor.kind is ActorKind.GOVERNMENT and actor.country:
        words = of_leader(actor.name) or body_words(actor.name, actor.country)
        whole = words in ("government", "administration")
        return f"government\x1f{actor.country}" if whole else f"government\x1f{actor.country}\x1f{words}"
    return f"{actor.kind.value}\x1f{name}\x1f{actor.country or ''}"


def _body_key(name: str, actor: LocalActor, known: bool = False) -> str:
    """The group of a body; a state's own forces are one, whatever they are called: army, military, troops."""
    words = body_words(name, actor.country) if actor.country else ""
    if actor.kind is ActorKind.ARMED_GROUP and words and (not known or words == FORCES):
        return f"body\x1f{actor.country}\x1f{words}"
    return f"body\x1f{body_words(name, None)}"


def _generic(actor: LocalActor) -> bool:
    """True for a body or document that only common nouns name: "police", "the Army" of a state not told."""
    if actor.kind in (ActorKind.PERSON, ActorKind.STATE):
        return False
    words = body_words(actor.name, None) if actor.kind in BODIES and not actor.country else ""
    return actor.name.islower() or words == FORCES or words in column("bodies", "noun")


# --- persons -----------------------------------------------------------------------------------


def compare(a: Profile, b: Profile, *, unique: bool = False, famed: bool = False) -> Decision:
    """Whether two names are one person's.

    `unique` when nobody else could be meant by a lone surname; `famed` when hardly anybody else is.
    """
    found = same_name(a.name, b.name)
    alike = bool(found)
    if alike and not (a.name.given and b.name.given) and (unique or famed):
        found.append("nobody else has the name" if unique else "far the most reported")
    if alike and a.offices & b.offices:
        found.append("same office")
    if a.country and b.country:
        found.append("same country" if a.country == b.country else "countries differ")
        if a.country != b.country and a.offices and b.offices and not a.offices & b.offices:
            found.append("offices at odds")
    return PERSONS.decide(tuple((f, 1.0) for f in found))


def _profiles(persons: Sequence[LocalActor], held: Links) -> list[Profile]:
    found: dict[tuple[str, str, str], Profile] = {}
    for p in persons:
        offices = frozenset(fold(o.title) for o in p.offices)
        country = p.country or _office_country(p.offices)
        alone = _judged(p.key, held)
        key = (fold(p.name), country or "", alone)
        profile = found.get(key)
        if profile is None:
            found[key] = profile = Profile(name=person_name(p.name), country=country, offices=offices)
        profile.offices |= offices
        profile.locals.append(p)
    return [found[k] for k in sorted(found)]


def _judged(key: str, held: Links) -> str:
    """The same for those about whom people decided the same; empty where nobody did."""
    if not held.touches(key):
        return ""
    return "\x1f".join((held.find(key) if key in held.root else "", *sorted(held.apart.get(key, ()))))


def _office_country(offices: Sequence[Office]) -> str | None:
    known = [s.country for o in offices if o.of and (s := state(o.of))]
    return known[0] if known else None


def _persons(persons: Sequence[LocalActor], held: Links) -> list[list[LocalActor]]:
    profiles = _profiles(persons, held)
    full = [p for p in profiles if p.name.given]
    lone = [p for p in profiles if not p.name.given]
    return _attach(_clusters(full, held), lone, held)


def _clusters(profiles: Sequence[Profile], held: Links) -> list[list[Profile]]:
    """Persons with a given name; compared are those who meet under a key of :func:`names.sounds`."""
    blocks: dict[str, list[int]] = {}
    for i, profile in enumerate(profiles):
        for key in sounds(profile.name):
            blocks.setdefault(key, []).append(i)
    pairs = {pair for block in blocks.values() for pair in combinations(block, 2)}
    scores = {(i, j): compare(profiles[i], profiles[j]).score for i, j in pairs}
    members = [[p.key for p in profile.locals] for profile in profiles]
    groups = average_linkage(members, scores, PERSONS.threshold, VETO, held)
    return [[profiles[i] for i in group] for group in groups]


def _attach(clusters: list[list[Profile]], lone: Sequence[Profile], held: Links) -> list[list[LocalActor]]:
    """Give each lone surname to the one person who can be meant; otherwise it stands by itself."""
    groups = [[a for p in c for a in p.locals] for c in clusters]
    bearers: dict[str, dict[int, None]] = {}
    for i, cluster in enumerate(clusters):
        for key in (bones(w) for p in cluster for w in p.name.words):
            bearers.setdefault(key, {})[i] = None
    rest: list[Profile] = []
    for profile in lone:
        fitting = list(bearers.get(bones(profile.name.surname), ()))
        home = _home(profile, clusters, groups, fitting)
        if home is not None and not held.parted(_keys(profile.locals), _keys(groups[home])):
            groups[home] += profile.locals
        else:
            rest.append(profile)
    return groups + _alone(rest, held)


def _alone(rest: Sequence[Profile], held: Links) -> list[list[LocalActor]]:
    """Lone surnames that belong to nobody: one of a country each, and those of no country to the only one."""
    countries: dict[str, set[str]] = {}
    for profile in rest:
        if profile.country:
            countries.setdefault(profile.name.surname, set()).add(profile.country)
    found: dict[tuple[str, str, str], list[LocalActor]] = {}
    for profile in rest:
        known = countries.get(profile.name.surname, set())
        country = profile.country or (min(known) if len(known) == 1 else "")
        judged = _judged(profile.locals[0].key, held)
        given_only = len(profile.name.whole) == 1 and profile.name.surname in given_names()
        anybody = given_only and not profile.offices
        for local in profile.locals:
            apart = local.article if anybody else judged
            found.setdefault((profile.name.surname, country, apart), []).append(local)
    return [found[k] for k in sorted(found)]


def _home(
    lone: Profile,
    clusters: Sequence[Sequence[Profile]],
    groups: Sequence[Sequence[LocalActor]],
    fitting: Sequence[int],
) -> int | None:
    """The cluster that a lone surname belongs to: one that reaches the threshold, and no other as well."""
    named = _nearest(lone, clusters, fitting)
    famed = _famed(groups, named)
    only = len(named) == 1

    def score(i: int) -> float:
        return max(compare(lone, p, unique=only, famed=i == famed).score for p in clusters[i])

    scores = sorted(((score(i), -i) for i in named), reverse=True)
    if not scores or scores[0][0] < PERSONS.threshold or (len(scores) > 1 and scores[0][0] == scores[1][0]):
        return None
    return -scores[0][1]


def _nearest(lone: Profile, clusters: Sequence[Sequence[Profile]], fitting: Sequence[int]) -> list[int]:
    """Those who have the very surname; if none, who have it in another spelling; if none, as another name."""
    found = {i: {f for p in clusters[i] for f in same_name(lone.name, p.name)} for i in fitting}
    for feature in ("same surname", "surname spelled otherwise", "a further name alone"):
        if near := [i for i in fitting if feature in found[i]]:
            return near
    return []


def _keys(locals: Sequence[LocalActor]) -> list[str]:
    return [a.key for a in locals]


def _famed(groups: Sequence[Sequence[LocalActor]], fitting: Sequence[int]) -> int:
    """The group that fills five times the articles of all others that fit, or -1."""
    counts = {i: len({a.article for a in groups[i]}) for i in fitting}
    most = max(counts, key=lambda i: counts[i], default=-1)
    return most if most >= 0 and counts[most] >= FAMED * (sum(counts.values()) - counts[most]) else -1


# --- groups into settled actors ----------------------------------------------------------------


def _unknowns(clusters: list[list[LocalActor]]) -> list[list[LocalActor]]:
    """What reports take for several kinds of actor under one name is of the kind that most take it for.

    An actor of unknown kind joins the one group of a known kind that has exactly its name; so does a
    person of one word and no office whom more reports take for a body or a state (Telegram), and a body
    of one word that is the surname of somebody far more reported.
    """
    names: dict[str, set[int]] = {}
    short: dict[str, set[int]] = {}
    for i, cluster in enumerate(clusters):
        if not _doubtful(cluster) and any(a.kind is not ActorKind.UNKNOWN for a in cluster):
            for a in cluster:
                if a.named:
                    names.setdefault(plain(a.name), set()).add(i)
        if cluster[0].kind is ActorKind.PERSON:
            for n in {plain(n) for a in cluster if a.named for n in (a.name, *a.aliases)}:
                short.setdefault(n, set()).add(i)
    kept: dict[int, list[LocalActor]] = {}
    for i, cluster in enumerate(clusters):
        name, size, target = plain(cluster[0].name), len(cluster), None
        if all(a.kind is ActorKind.UNKNOWN and a.named for a in cluster):
            target = _only(names.get(name), clusters, 1)
        elif _doubtful(cluster):
            target = _only(names.get(name), clusters, size + 1)
        elif _surname_alone(cluster):
            target = _only(short.get(name), clusters, FAMED * size)
        kept.setdefault(i if target is None else target, []).extend(cluster)
    return [kept[i] for i in sorted(kept)]


def _only(homes: set[int] | None, clusters: Sequence[Sequence[LocalActor]], least: int) -> int | None:
    """The one group, if there is one and it has as many members."""
    if homes is None or len(homes) != 1:
        return None
    (home,) = homes
    return home if len(clusters[home]) >= least else None


def _doubtful(cluster: Sequence[LocalActor]) -> bool:
    return all(
        a.kind is ActorKind.PERSON and a.named and not a.offices and " " not in plain(a.name) for a in cluster
    )


def _surname_alone(cluster: Sequence[LocalActor]) -> bool:
    return all(
        a.kind is ActorKind.ORGANISATION
        and a.named
        and not a.country
        and a.name.isalpha()
        and a.name.istitle()
        and plain(a.name) not in organisations()
        for a in cluster
    )


def _constrained(clusters: list[list[LocalActor]], held: Links) -> list[list[LocalActor]]:
    """Carry out what people decided and the comparison did not already keep to."""
    if not held.root and not held.apart:
        return clusters
    parts = [part for c in clusters for part in _split(c, held)]
    found: list[list[LocalActor]] = []
    judged: list[list[LocalActor]] = []
    for part in parts:
        roots = _roots(part, held)
        if not roots:
            found.append(part)
            continue
        for other in [j for j in judged if roots & _roots(j, held) and not _parted(held, j, part)]:
            judged.remove(other)
            part = other + part
        judged.append(part)
    return found + judged


def _split(cluster: list[LocalActor], held: Links) -> list[list[LocalActor]]:
    """Who is held apart from others leaves; those of whom nothing was decided stay with the most."""
    parts: list[list[LocalActor]] = []
    for a in sorted(cluster, key=lambda a: (len(held.apart.get(a.key, ())), a.id is None, a.key)):
        home = next((p for p in parts if not _parted(held, [a], p)), None)
        if home is None:
            parts.append([a])
        else:
            home.append(a)
    return parts


def _roots(part: Sequence[LocalActor], held: Links) -> set[str]:
    return {held.find(a.key) for a in part if a.key in held.root}


def _parted(held: Links, one: Sequence[LocalActor], other: Sequence[LocalActor]) -> bool:
    return held.parted([a.key for a in one], [a.key for a in other])


def actor_id(name: str, kind: ActorKind, apart: str = "") -> str:
    """The id of a settled actor: a hash of canonical name and kind; `apart` tells namesakes apart."""
    raw = "\x1f".join(("settled actor", fold(name), kind.value, apart))
    return hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _roster(
    clusters: Sequence[Sequence[LocalActor]], corrections: Mapping[str, Mapping[str, str]], book: OfficeBook
) -> Roster:
    drafts = [(_canonical(c, corrections), c) for c in clusters]
    taken = Counter((fold(name), kind) for (name, kind), _ in drafts)
    actors: list[SettledActor] = []
    by_name: dict[tuple[str, str], SettledActor] = {}
    for (name, kind), cluster in drafts:
        alone = taken[fold(name), kind] == 1
        actor = _settled(name, kind, cluster, alone, corrections, book)
        if actor.findings:
            actors.append(actor)
        for a in cluster:
            by_name[a.article, a.name] = actor
    actors.sort(key=lambda a: (-len(a.articles), a.name, a.id))
    return Roster(actors=tuple(actors), by_name=by_name)


def _settled(
    name: str, kind: ActorKind, cluster: Sequence[LocalActor], alone: bool,
    corrections: Mapping[str, Mapping[str, str]], book: OfficeBook,
) -> SettledActor:  # fmt: skip
    known = state(name) if kind is ActorKind.STATE else None
    countries = Counter(a.country or _office_country(a.offices) for a in cluster)
    countries.pop(None, None)
    country = known.country if known else _most(countries)
    others = {n for a in cluster if a.seat is None for n in (a.name, *a.aliases)} - {name}
    offices = held_offices(cluster, name, book)
    office = known_office(cluster, name, book) if kind is ActorKind.PERSON else None
    if office is not None and office.of is not None and country is None:
        country = state_code(office.of)
    country = _corrected(cluster, corrections, "country") or country
    named = any((a.named and not _generic(a)) or a.seat for a in cluster)
    given = [Office(title=o.title, of=o.of, standing=o.standing) for o in offices]
    return SettledActor(
        id=actor_id(name, kind, "" if alone else min(a.key for a in cluster)),
        name=name,
        kind=kind,
        country=country,
        named=named,
        aliases=tuple(sorted(others)),
        offices=offices,
        findings=tuple(sorted(a.id for a in cluster if a.id)),
        articles=tuple(sorted({a.article for a in cluster})),
        sector=sector(kind, name, given or ([office] if office else []), named, country),
        seated=seated(cluster),
    )


def _most(counts: Counter[str | None]) -> str | None:
    """What more articles say than anything else; None when they are at odds."""
    best = counts.most_common(2)
    return best[0][0] if best and (len(best) < 2 or best[0][1] > best[1][1]) else None


def _corrected(
    cluster: Sequence[LocalActor], corrections: Mapping[str, Mapping[str, str]], what: str
) -> str | None:
    given = [corrections[a.key][what] for a in cluster if what in corrections.get(a.key, {})]
    return given[0] if given else None


def _canonical(
    cluster: Sequence[LocalActor], corrections: Mapping[str, Mapping[str, str]]
) -> tuple[str, ActorKind]:
    """The name and kind that stand for a group: the table's, else the fullest name that is written most."""
    kinds: Counter[ActorKind] = Counter(a.kind for a in cluster if a.kind is not ActorKind.UNKNOWN)
    kind = min(kinds, key=lambda k: (-kinds[k], k.value)) if kinds else ActorKind.UNKNOWN
    if given := _corrected(cluster, corrections, "kind"):
        kind = ActorKind(given)
    named = [a.name for a in cluster if a.seat is None]  # a holder whom no report names has the file's name
    names = Counter(named or [a.seat.holder for a in cluster if a.seat])
    party = kind is not ActorKind.GOVERNMENT and kind in PARTIES and all(a.named for a in cluster)
    if party and (known := state(cluster[0].name)):
        name, kind = known.name, ActorKind.STATE
    elif kind is ActorKind.PERSON:
        name = min(names, key=lambda n: (not person_name(n).given, -names[n], -len(n), n))
    else:
        bodies = (organisations().get(plain(a.name)) for a in cluster if a.named)
        body = next((k for k in bodies if k), None)
        name = body.name if body else min(names, key=lambda n: (-names[n], n.isupper(), -len(n), n))
    return _corrected(cluster, corrections, "name") or name, kind
