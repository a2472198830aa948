"""Where and when a meeting is, as its own clause tells."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from communique.knowledge import column
from communique.model.finding import Evidence, Place, Time
from communique.read.analysis.analysis import Analysis
from communique.read.find.status import governing_facet

WHERE = ("in", "at", "aboard", "outside", "inside", "near")
WHITHER = ("to", "in", "at", "into")
NOT_WHEN = ("since", "until", "till", "than", "before", "after", "for", "from", "of")
NOT_BOTH = tuple(w for w in NOT_WHEN if w != "from")  # "from March 3 to 5" tells both ends
PERFECT = ("has", "have", "'ve", "’ve", "'s", "’s")
UNDOING = ("postponed", "cancelled", "refused", "denied")  # their day is not the meeting's
BROAD = ("country", "region", "state", "continent")


def when(analysis: Analysis, core: Sequence[int]) -> Time | None:
    """The time expression that hangs on one of the `core` words of a meeting; the most exact one."""
    found: list[Time] = []
    sentence = analysis.sentence_of(core[0])
    undone = [w for w in core if governing_facet(analysis, w) in UNDOING]
    before = [w for w in core if w not in undone and not _deed_apart(analysis, w)]
    after = [w for w in core if w not in undone]
    for i in range(sentence.first, sentence.last):
        time = analysis.layers.time_at.get(i)
        if time is None or time in found or time.type in ("DURATION", "SET") or time.when.first is None:
            continue
        near, inside = before if i < core[0] else after, _inside(analysis.layers.time_at, time)
        banned = NOT_WHEN if days(time) == 0 else NOT_BOTH
        if _hangs(analysis, i, near, inside, banned) or _scheduled(analysis, i, inside, after):
            found.append(time)
    if not found and not undone:
        found = [
            t
            for i in _run(analysis, core)
            if (t := analysis.layers.time_at.get(i)) and _datable(t, analysis, i)
        ]
    return min(found, key=days, default=None)


def just_now(analysis: Analysis, verb: int) -> Time | None:
    """The day of the report, for what somebody "has just" done; None where the verb tells no such thing."""
    published = analysis.article.published
    beside = analysis.children[verb]
    just = next((c for c in beside if analysis.lower[c] == "just"), None)
    perfect = any(analysis.lower[c] in PERFECT and analysis.dep[c] == "aux" for c in beside)
    if just is None or not perfect or published is None or not published.is_day or published.first is None:
        return None
    span = analysis.span(just, just + 1)
    told = type(published).day(published.first, span=span, anchor="the day of the report", inferred=True)
    evidence = Evidence(spans=(span,), finder="meetings", version="1", notes=("what has just been done",))
    return Time(article=analysis.article.id, evidence=evidence, when=told)


def _deed_apart(analysis: Analysis, word: int) -> bool:
    """True of a verb that has a day of its own: "agreed on Monday to meet on Friday"."""
    if analysis.tag[word][0] != "V" or governing_facet(analysis, word) not in ("planned", "proposed"):
        return False
    passive = any(analysis.dep[c] == "auxpass" for c in analysis.children[word])
    return not passive and not (analysis.tag[word] == "VBN" and analysis.dep[word] == "acl")


def _scheduled(analysis: Analysis, word: int, inside: Callable[[int], bool], core: Sequence[int]) -> bool:
    """True of the day in "talks that were planned for Tuesday"."""
    link = analysis.head[_top(analysis, word, inside)]
    verb = analysis.head[link]
    return analysis.lower[link] == "for" and verb in core and governing_facet(analysis, verb) == "planned"


def _run(analysis: Analysis, core: Sequence[int]) -> range:
    """The words after a meeting's last core word up to the next mark or verb: they still speak of it.

    Used where the parse gives nothing, since it often hangs "on Tuesday" on the next clause.
    """
    first = max(core) + 1
    last = analysis.sentence_of(core[0]).last
    for i in range(first, last):
        known = analysis.layers.time_at.get(i) or analysis.layers.place_at.get(i) or analysis.ref(i)
        if analysis.tag[i][0] == "V" or (
            not known and not analysis.text[i][0].isalnum() and analysis.text[i] != "-"
        ):
            return range(first, i)
    return range(first, last)


def _datable(time: Time, analysis: Analysis, word: int) -> bool:
    """True when a time that stands after a meeting may date it."""
    if time.type in ("DURATION", "SET") or time.when.first is None or word == 0:
        return False
    inside = analysis.words(time.when.span) if time.when.span else range(word, word + 1)
    if inside.stop < len(analysis) and analysis.tag[inside.stop] == "POS":
        return False  # "discussed this year's trade"
    before = inside.start - 1
    return analysis.lower[before] not in NOT_WHEN and analysis.lower[before] not in ("the", "'s", "’s")


def days(time: Time) -> int:
    """How many days a time spans beyond the first."""
    first, last = time.when.first, time.when.last
    return (last - first).days if first and last else 100_000


def where(analysis: Analysis, core: Sequence[int], visit: bool, links: Sequence[str] = WHERE) -> Place | None:
    """The place that hangs on one of the `core` words by one of the `links`; the most specific one."""
    found: list[Place] = []
    sentence = analysis.sentence_of(core[0])
    for i in range(sentence.first, sentence.last):
        place = analysis.layers.place_at.get(i)
        if place is None or place in found:
            continue
        nouns = [w for w in core if analysis.tag[w][0] == "N"]
        if not _prepositional(analysis, i, place, core if visit else (), WHITHER if visit else links, nouns):
            continue
        if _hangs(
            analysis, i, core, _inside(analysis.layers.place_at, place), ("from", "of", "with"), topical=True
        ):
            found.append(place)
    if not found:
        found = [
            p
            for i in _run(analysis, core)
            if (p := analysis.layers.place_at.get(i)) and _after_in(analysis, p)
        ]
    return min(found, key=breadth, default=None)


def _after_in(analysis: Analysis, place: Place) -> bool:
    if place.place.span is None:
        return False
    before = analysis.words(place.place.span).start - 1
    before -= before > 0 and analysis.lower[before] == "the"
    if before < 0 or analysis.lower[before] not in ("in", "at"):
        return False
    held = analysis.head[before]  # "met A of X in Y": the parse may hang "in" on A, or on X
    return analysis.ref(held) is not None or analysis.ref(analysis.head[held]) is not None


def breadth(place: Place) -> int:
    """How broad a place is: 0 for a venue or city, 1 for a region, 2 for a country."""
    kind = place.place.kind or ""
    return 2 if kind in ("country", "continent") else 1 if kind in BROAD else 0


def _prepositional(
    analysis: Analysis,
    word: int,
    place: Place,
    visit: Sequence[int],
    links: Sequence[str],
    core: Sequence[int],
) -> bool:
    """True when one of the `links`, a word of visiting (`visit`) or a noun of the core is over the place."""
    at = _top(analysis, word, _inside(analysis.layers.place_at, place))
    if analysis.dep[at] in ("compound", "nmod", "amod"):
        if analysis.head[at] in visit:
            return True  # "his Arctic trip"
        return analysis.head[at] in core and breadth(place) == 0  # "the Geneva talks"
    while analysis.dep[at] in ("conj", "appos") and analysis.head[at] != at:
        at = analysis.head[at]
    if analysis.dep[at] == "pobj":
        return analysis.lower[analysis.head[at]] in links
    return analysis.dep[at] in ("dobj", "npadvmod") and bool(visit)


def _inside(layer: Mapping[int, object], thing: object) -> Callable[[int], bool]:
    """A test for the words of one time or place."""
    return lambda word: layer.get(word) is thing


def _top(analysis: Analysis, word: int, inside: Callable[[int], bool]) -> int:
    at = word
    while analysis.head[at] != at and inside(analysis.head[at]):
        at = analysis.head[at]
    return at


def _hangs(
    analysis: Analysis,
    word: int,
    core: Sequence[int],
    inside: Callable[[int], bool],
    banned: Sequence[str],
    topical: bool = False,
) -> bool:
    """True when the way up from a word reaches the core before it reaches another clause.

    With `topical`, nor may it pass a common noun: "talks on the situation in X" are not in X.
    """
    at = _top(analysis, word, inside)
    if at in core:
        return True
    link = analysis.head[at] if analysis.dep[at] == "pobj" else at
    if analysis.dep[link] == "prep" and analysis.lower[link] in banned:
        return False
    if analysis.dep[at] in ("nummod", "amod", "compound", "nmod", "poss"):
        return analysis.head[at] in core  # "Tuesday's talks", but not "talks on the 2015 deal"
    occasions = column("meeting_occasions", "lemma")
    for _ in range(8):
        up = analysis.head[at]
        if up == at:
            return False
        if analysis.dep[at] in ("relcl", "acl") or _listed(analysis, at):
            return False
        if up in core:
            return analysis.dep[at] not in ("ccomp", "advcl")
        about = topical and _common(analysis, up)
        if analysis.tag[up][0] in "VM" or (about and analysis.lemma[up] not in occasions):
            return False
        at = up
    return False


def _listed(analysis: Analysis, word: int) -> bool:
    """True for another thing in a list with the meeting: the visit of "talks with B, a visit next week"."""
    return analysis.dep[word] in ("conj", "appos") and _common(analysis, word)


def _common(analysis: Analysis, word: int) -> bool:
    """True for a noun that is no actor, time or place ("met B of Italy in Turin")."""
    layers = analysis.layers
    known = word in layers.time_at or word in layers.place_at or analysis.ref(word)
    return analysis.tag[word][0] == "N" and not known
