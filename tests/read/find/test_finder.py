"""The protocol of finders: what is one, in what order they run, and what a failing one costs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint
from typing import Any

import pytest

from communique.errors import FinderError
from communique.model.finding import FINDING_TYPES, Actor, Evidence, Finding, Proposal
from communique.model.reference import Mention, MentionForm
from communique.model.text import Article
from communique.read.analysis.analysis import Analysis
from communique.read.analysis.build import analyse
from communique.read.find import finder as protocol
from communique.read.find.finder import BUILT_IN, Finder, check, finders, run

TEXT = "Norland proposed a border plan. Karsova refused it."


def proposal(a: Analysis, first: int, last: int, name: str = "plan", score: float = 1.0) -> Proposal:
    evidence = Evidence(spans=(a.span(first, last),), finder="test", version="1", score=score)
    return Proposal(article=a.article.id, evidence=evidence, name=name)


@dataclass
class Stub:
    """A finder that yields what it is told to."""

    name: str = "stub"
    provides: str = "proposal"
    requires: tuple[str, ...] = ()
    version: str = "1"
    ranges: tuple[tuple[int, int], ...] = ()
    make: Callable[[Analysis], Iterator[Any]] | None = None
    seen: list[dict[str, list[Finding]]] = field(default_factory=list)

    def __call__(self, analysis: Analysis, found: dict[str, list[Finding]]) -> Iterator[Finding]:
        self.seen.append({kind: list(some) for kind, some in found.items()})
        for first, last in self.ranges:
            yield proposal(analysis, first, last)
        if self.make is not None:
            yield from self.make(analysis)


def failing(analysis: Analysis) -> Iterator[Any]:
    yield proposal(analysis, 0, 1)
    raise RuntimeError("a word too many")


def impatient(analysis: Analysis) -> Iterator[Any]:
    raise KeyError(len(analysis))


def strange(analysis: Analysis) -> Iterator[Any]:
    yield analysis.text[0]


def twice(analysis: Analysis) -> Iterator[Any]:
    yield proposal(analysis, 3, 5, score=0.9)
    yield proposal(analysis, 2, 3)
    yield proposal(analysis, 3, 5, score=0.1)


def people(analysis: Analysis) -> Iterator[Any]:
    span = analysis.span(0, 1)
    yield Actor(
        article="t",
        evidence=Evidence(spans=(span,), finder="people", version="1"),
        name="Norland",
        mentions=(Mention(span=span, form=MentionForm.NAME),),
    )


@pytest.fixture(scope="module")
def parsed() -> Analysis:
    return analyse(Article(id="t", text=TEXT))


@pytest.fixture
def analysis(parsed: Analysis) -> Analysis:
    parsed.layers.__init__()  # type: ignore[misc]
    return parsed


def test_the_built_in_finders_fit_together() -> None:
    chosen = finders()
    check(chosen)
    assert len(chosen) >= len(BUILT_IN)
    assert all(isinstance(f, Finder) for f in chosen)
    assert len({f.name for f in chosen}) == len(chosen)
    assert {f.provides for f in chosen} == {t.kind for t in FINDING_TYPES}
    assert all(f.version for f in chosen)


def test_finders_of_references_run_first() -> None:
    assert [f.provides for f in finders()][:3] == ["time", "place", "actor"]


def test_a_need_is_met_by_what_runs_before() -> None:
    check([Stub(provides="actor"), Stub(name="second", requires=("actor",))])


@pytest.mark.parametrize(
    "chosen",
    [
        [Stub(requires=("actor",))],
        [Stub(requires=("actor",)), Stub(name="late", provides="actor")],
        [Stub(requires=("proposal",))],
        [Stub(provides="actor"), Stub(name="stub2", requires=("actor", "statement"))],
    ],
)
def test_a_need_that_is_not_met_is_refused_by_name(chosen: list[Stub]) -> None:
    with pytest.raises(FinderError, match=r"finder stub\d? requires .+; before it there are (none|actor)"):
        check(chosen)


@pytest.mark.parametrize("thing", [Stub(name=""), object(), len, "actors:Actors"])
def test_what_is_no_finder_is_refused(thing: Any) -> None:
    with pytest.raises(FinderError, match="is no finder"):
        check([thing])


def test_findings_come_by_kind_in_the_order_found(analysis: Analysis) -> None:
    first = Stub(name="a", provides="actor", ranges=((3, 5), (0, 1)))
    second = Stub(name="b", ranges=((5, 6), (2, 3)))
    found, failures = run(analysis, [first, second])
    assert failures == []
    assert [f.evidence.spans[0].text for f in found] == ["border plan", "Norland", ".", "a"]


def test_a_finder_sees_what_was_found_before_it(analysis: Analysis) -> None:
    first, second = Stub(name="a", provides="actor", ranges=((0, 1),)), Stub(name="b")
    run(analysis, [first, second])
    assert first.seen == [{}]
    assert [f.evidence.spans[0].text for f in second.seen[0]["actor"]] == ["Norland"]


@pytest.mark.parametrize("make", [failing, impatient, strange])
def test_a_failing_finder_costs_nothing_but_its_own(
    analysis: Analysis, make: Callable[[Analysis], Iterator[Any]]
) -> None:
    before, after = Stub(name="a", provides="actor", ranges=((3, 5),)), Stub(name="b", ranges=((6, 7),))
    found, failures = run(analysis, [before, Stub(name="broken", make=make), after])
    assert [f.evidence.spans[0].text for f in found] == ["border plan", "Karsova"]
    assert [f.finder for f in failures] == ["broken"]
    assert failures[0].error.partition(":")[0] in ("RuntimeError", "KeyError", "AttributeError")
    assert "proposal" not in after.seen[0]


def test_each_id_comes_once_and_the_first_stays(analysis: Analysis) -> None:
    found, _ = run(analysis, [Stub(make=twice)])
    assert [(f.evidence.spans[0].text, f.evidence.score) for f in found] == [("border plan", 0.9), ("a", 1.0)]


def test_two_finders_may_find_the_same_kind(analysis: Analysis) -> None:
    found, _ = run(analysis, [Stub(name="a", ranges=((0, 1),)), Stub(name="b", ranges=((0, 1), (6, 7)))])
    assert [f.evidence.spans[0].text for f in found] == ["Norland", "Karsova"]


def test_references_are_laid_for_those_that_follow(analysis: Analysis) -> None:
    run(analysis, [Stub(provides="actor", make=people)])
    reference = analysis.ref(0)
    assert reference is not None
    assert reference.name == "Norland"


def registered(monkeypatch: pytest.MonkeyPatch, *places: str) -> None:
    points = [EntryPoint(f"p{i}", place, protocol.ENTRY_POINTS) for i, place in enumerate(places)]

    def entry_points(*, group: str) -> list[EntryPoint]:
        assert group == "communique.finders"
        return points

    monkeypatch.setattr(protocol, "entry_points", entry_points)


def test_a_finder_of_another_package_runs_last(monkeypatch: pytest.MonkeyPatch) -> None:
    registered(monkeypatch, f"{__name__}:Stub")
    chosen = finders.__wrapped__()
    assert isinstance(chosen[-1], Stub)
    assert len(chosen) == len(BUILT_IN) + 1


@pytest.mark.parametrize(
    "place", ["no_such_module_of_ours:Finder", f"{__name__}:Missing", f"{__name__}:BUILT_IN"]
)
def test_one_that_cannot_be_loaded_is_named(monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    registered(monkeypatch, place)
    with pytest.raises(FinderError, match=f"finder {place} cannot be loaded"):
        finders.__wrapped__()
