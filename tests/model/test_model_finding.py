"""Findings: their evidence, and ids that change only with what identifies them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from communique.model.entry import Version
from communique.model.finding import (
    FINDING_TYPES,
    Actor,
    Event,
    EventType,
    Evidence,
    Finding,
    Meeting,
    MeetingKind,
    MeetingStatus,
    Mode,
    Place,
    Pledge,
    PledgeStatus,
    Position,
    Proposal,
    ProposalStatus,
    Quoting,
    Statement,
    Time,
)
from communique.model.reference import ActorKind, ActorRef, Mention, MentionForm, PlaceRef
from communique.model.text import Article
from communique.model.when import When

TEXT = "Norland and Karsova met in Lima on Monday. “We will sign,” the Norland envoy said. Both pledged aid."
ARTICLE = Article(id="a1", text=TEXT)
NORLAND = ActorRef(name="Norland", kind=ActorKind.STATE)
KARSOVA = ActorRef(name="Karsova", kind=ActorKind.STATE)
MONDAY = When.day(date(2031, 3, 3))


def evidence(start: int = 0, end: int = 7, *more: tuple[int, int]) -> Evidence:
    spans = (ARTICLE.span(start, end), *(ARTICLE.span(*m) for m in more))
    return Evidence(spans=spans, finder="f", version="1")


QUOTE = (ARTICLE.span(43, 58),)
SAID = (ARTICLE.span(77, 81),)
TIME = Time(article="a1", evidence=evidence(), when=MONDAY)
PLACE = Place(article="a1", evidence=evidence(), place=PlaceRef(name="Lima"))
ACTOR = Actor(article="a1", evidence=evidence(), name="Norland")
STATEMENT = Statement(article="a1", evidence=evidence(), content=QUOTE, speaker=NORLAND, cue=SAID)
EVENT = Event(article="a1", evidence=replace(evidence(), cue=SAID), event_type=EventType.CONSULT)
MEETING = Meeting(article="a1", evidence=evidence(), who=((NORLAND,), (KARSOVA,)))
PLEDGE = Pledge(article="a1", evidence=evidence(), givers=(NORLAND,), what="aid", amount=5.0)
POSITION = Position(article="a1", evidence=evidence(), party=NORLAND, issue="border", stance="will sign")
PROPOSAL = Proposal(article="a1", evidence=evidence(), name="border plan")
ALL: tuple[Finding, ...] = (TIME, PLACE, ACTOR, STATEMENT, EVENT, MEETING, PLEDGE, POSITION, PROPOSAL)


def test_there_is_an_example_of_each_kind() -> None:
    assert tuple(type(f) for f in ALL) == FINDING_TYPES
    assert len({f.kind for f in ALL}) == len(FINDING_TYPES)


@pytest.mark.parametrize("finding", ALL, ids=lambda f: f.kind)
def test_ids_are_sixteen_hex_digits_and_stable(finding: Finding) -> None:
    assert finding.id == replace(finding).id
    assert len(finding.id) == 16
    assert int(finding.id, 16) >= 0


def test_each_kind_has_an_id_of_its_own() -> None:
    assert len({f.id for f in ALL}) == len(ALL)


@pytest.mark.parametrize("finding", ALL, ids=lambda f: f.kind)
def test_another_article_gives_another_id(finding: Finding) -> None:
    assert finding.id != replace(finding, article="a2").id


@pytest.mark.parametrize("finding", ALL, ids=lambda f: f.kind)
def test_a_better_version_keeps_the_id(finding: Finding) -> None:
    better = replace(finding.evidence, version="9", score=0.5, cue=SAID, notes=("read from the cue",))
    assert finding.id == replace(finding, evidence=better).id
    more = replace(finding.evidence, spans=(*finding.evidence.spans, *SAID))
    assert finding.id == replace(finding, evidence=more).id


@pytest.mark.parametrize(
    "changed",
    [
        replace(TIME, when=When.day(date(2031, 3, 4)), type="TIME"),
        replace(PLACE, place=PlaceRef(name="Lima", lat=-12.0, lon=-77.0)),
        replace(ACTOR, named=False, aliases=("the north",), country="NO", evidence=evidence(12, 19)),
        replace(ACTOR, mentions=(Mention(span=ARTICLE.span(0, 7), form=MentionForm.NAME),)),
        replace(STATEMENT, speaker=KARSOVA, mode=Mode.WRITING, quoting=Quoting.DIRECT),
        replace(STATEMENT, within="0" * 16, relay=KARSOVA, said_on=MONDAY, venue=ARTICLE.span(0, 7)),
        replace(MEETING, status=MeetingStatus.DENIED, date=MONDAY, place=PlaceRef(name="Lima")),
        replace(MEETING, meeting_kind=MeetingKind.CALL, mediators=(ActorRef(name="Fjordia"),)),
        replace(MEETING, who=((KARSOVA,), (NORLAND,))),
        replace(MEETING, who=((NORLAND, KARSOVA),)),
        replace(PLEDGE, status=PledgeStatus.REFUSED, receivers=(KARSOVA,), currency="EUR", by_when=MONDAY),
        replace(POSITION, stance="refuses", speaker=KARSOVA, date=MONDAY),
        replace(PROPOSAL, by=(NORLAND,), with_=(KARSOVA,), status=ProposalStatus.SIGNED),
    ],
    ids=lambda f: f.kind,
)
def test_what_does_not_identify_keeps_the_id(changed: Finding) -> None:
    assert changed.id == next(f for f in ALL if f.kind == changed.kind).id


@pytest.mark.parametrize(
    "changed",
    [
        replace(TIME, evidence=evidence(0, 11)),
        replace(PLACE, evidence=evidence(12, 19)),
        replace(ACTOR, name="Kingdom of Norland"),
        replace(STATEMENT, content=(ARTICLE.span(44, 56),)),
        replace(STATEMENT, cue=()),
        replace(MEETING, who=((NORLAND,), (ActorRef(name="Fjordia"),))),
        replace(MEETING, evidence=evidence(20, 23)),
        replace(PLEDGE, amount=6.0),
        replace(PLEDGE, what="grain"),
        replace(POSITION, party=KARSOVA),
        replace(POSITION, issue="prisoners"),
        replace(PROPOSAL, name="border treaty"),
        replace(PROPOSAL, evidence=evidence(83, 87)),
    ],
    ids=lambda f: f.kind,
)
def test_what_identifies_changes_the_id(changed: Finding) -> None:
    assert changed.id != next(f for f in ALL if f.kind == changed.kind).id


def test_content_and_cue_are_kept_apart() -> None:
    one = replace(STATEMENT, content=(*QUOTE, *SAID), cue=())
    assert one.id != STATEMENT.id


def test_evidence_needs_a_passage() -> None:
    with pytest.raises(ValueError, match="at least one passage"):
        Evidence(spans=(), finder="f", version="1")


@pytest.mark.parametrize("score", [-0.01, 1.01, float("inf"), float("nan")])
def test_a_score_outside_its_bounds_is_refused(score: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        replace(evidence(), score=score)


@pytest.mark.parametrize("score", [0.0, 0.5, 1.0])
def test_scores_within_bounds(score: float) -> None:
    assert replace(evidence(), score=score).score == score


def test_participants_leave_mediators_out() -> None:
    fjordia = ActorRef(name="Fjordia")
    meeting = Meeting(article="a1", evidence=evidence(), who=((NORLAND, KARSOVA),), mediators=(fjordia,))
    assert meeting.participants() == (NORLAND, KARSOVA)


def test_a_plural_actor_is_its_members() -> None:
    both = ActorRef(name="Norland and Karsova", members=(NORLAND, KARSOVA))
    assert both.each() == (NORLAND, KARSOVA)
    assert NORLAND.each() == (NORLAND,)


def test_an_id_survives_half_a_surrogate_pair() -> None:
    assert len(Actor(article="a1", evidence=evidence(), name="\ud83d").id) == 16


def test_versions_of_a_field_carry_their_findings() -> None:
    version = Version(value="held", findings=(MEETING.id,), sources=1)
    assert version.findings == (MEETING.id,)
