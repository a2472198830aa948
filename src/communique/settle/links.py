"""What people decided: which findings belong together, which apart, which are rejected or corrected."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from communique.model.judgement import Judgement, Verdict

Resolve = Callable[[str], tuple[str, ...]]


@dataclass(slots=True, kw_only=True)
class Links:
    """Constraints on a clustering: `root` names a finding's group, `apart` whom it must not meet."""

    root: dict[str, str] = field(default_factory=dict)
    apart: dict[str, set[str]] = field(default_factory=dict)

    def find(self, id: str) -> str:
        """The name of the group that `id` must be in (itself when nobody decided)."""
        while self.root.get(id, id) != id:
            id = self.root[id]
        return id

    def touches(self, id: str) -> bool:
        """True when somebody decided about `id`."""
        return id in self.root or id in self.apart

    def group(self, id: str) -> set[str]:
        """All ids that must be with `id`."""
        top = self.find(id)
        return {i for i in self.root if self.find(i) == top} | {id}

    def parted(self, one: Iterable[str], other: Iterable[str]) -> bool:
        """True when somebody decided that a member of `one` and a member of `other` are different."""
        if not self.apart:
            return False
        others = set(other)
        return any(not others.isdisjoint(self.apart.get(i, ())) for i in one)

    def join(self, a: str, b: str) -> None:
        """Put `a` and `b` together, unless a newer decision holds them apart."""
        if self.find(a) == self.find(b):
            return
        if self.apart and self.parted(self.group(a), self.group(b)):
            return
        self.root.setdefault(a, a)
        self.root.setdefault(b, b)
        low, high = sorted((self.find(a), self.find(b)))
        self.root[high] = low

    def part(self, a: str, b: str) -> None:
        """Hold `a` and `b` apart, unless a newer decision puts them together."""
        if a == b or self.find(a) == self.find(b):
            return
        self.apart.setdefault(a, set()).add(b)
        self.apart.setdefault(b, set()).add(a)


def newest_first(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Judgements that stand, the latest first; of one instant, the one recorded later."""
    numbered = list(enumerate(judgements))
    numbered.sort(key=lambda n: (n[1].at.timestamp(), n[1].id or 0, n[0]), reverse=True)
    return standing([j for _, j in numbered])


def standing(judgements: Sequence[Judgement]) -> list[Judgement]:
    """Judgements (newest first) without those taken back; taking back can be taken back as well."""
    kept: list[Judgement] = []
    undone: set[str] = set()
    for judgement in judgements:
        if str(judgement.id) in undone:
            continue
        if judgement.verdict is Verdict.UNDO:
            undone.add(judgement.subject)
        else:
            kept.append(judgement)
    return kept


def links(judgements: Sequence[Judgement], resolve: Resolve, own: Resolve | None = None) -> Links:
    """The constraints from `judgements` (newest first); `resolve` gives the findings behind an id.

    A judgement about an id that nothing is known of any more is passed over. A later judgement beats
    an earlier one. Where what is to be held apart has since become one, `own` gives the narrower
    findings that the subject's id itself names, and they are held apart from the rest.
    """
    found = Links()
    for judgement in judgements:
        if judgement.object is None or judgement.verdict not in (Verdict.SAME, Verdict.DIFFERENT):
            continue
        ones, others = resolve(judgement.subject), resolve(judgement.object)
        if not ones or not others:
            continue
        if judgement.verdict is Verdict.SAME:
            together = sorted({*ones, *others}, key=lambda i: (len(found.apart.get(i, ())), i))
            for id in together[1:]:  # to one that no newer decision took out
                found.join(together[0], id)
            continue
        if not set(ones).isdisjoint(others):
            ones = (own or resolve)(judgement.subject)
        apart = set(ones)
        for one in ones:
            for other in others:
                if other not in apart:
                    found.part(one, other)
    return found


def rejected(judgements: Sequence[Judgement]) -> set[str]:
    """The ids whose latest judgement (of REJECT, SAME and CORRECT) is REJECT (newest come first)."""
    latest: dict[str, Verdict] = {}
    for judgement in judgements:
        if judgement.verdict is Verdict.DIFFERENT:
            continue
        latest.setdefault(judgement.subject, judgement.verdict)
        if judgement.verdict is Verdict.SAME and judgement.object is not None:
            latest.setdefault(judgement.object, judgement.verdict)
    return {id for id, verdict in latest.items() if verdict is Verdict.REJECT}
