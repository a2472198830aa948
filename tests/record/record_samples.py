"""Generated findings and a small article for the tests of the record."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import strategies as st

from communique.model.entry import (
    Attestation,
    CopyGroup,
    Difference,
    Entry,
    HeldOffice,
    Seated,
    SettledActor,
    Settlement,
    Version,
)
from communique.model.finding import (
    Actor,
    Event,
    EventStatus,
    EventType,
    Evidence,
    Finding,
    Meeting,
    MeetingKind,
    MeetingStatus,
    Mode,
    Place,
    PlaceUse,
    Pledge,
    PledgeStatus,
    Position,
    Proposal,
    ProposalStatus,
    Quoting,
    Sourcing,
    Statement,
    Time,
)
from communique.model.outcome import Outcome, OutcomeKind
from communique.model.reference import ActorKind, ActorRef, Mention, MentionForm, Office, PlaceRef, Standing
from communique.model.text import Article, Block, BlockKind, Span
from communique.model.when import When

TEXT = (
    "Envoys meet in Port Hale\n\nPORT HALE, 3 March — Foreign Minister Ilda Marek of Ostrava met Teo Brandt, "
    "the Vellish envoy, on Monday. “We will send 40 million crowns,” she said. Brandt called the ceasefire "
    "plan a beginning.\n"
)
MONDAY = date(2025, 3, 3)
NOON = datetime(2025, 3, 4, 12, tzinfo=UTC)


def article(id: str = "port-hale", text: str = TEXT) -> Article:
    bare = Article(id=id, text=text)
    return Article(
        id=id,
        text=text,
        source="The Hale Courier",
        title="Envoys meet in Port Hale",
        url="https://courier.example/1",
        location="reports.jsonl:1",
        language="en",
        published=When(
            first=MONDAY, last=MONDAY, value="2025-03-03", span=find(bare, "3 March"), inferred=True
        ),
        dateline_place=find(bare, "PORT HALE"),
        blocks=(
            Block(span=bare.span(0, 24), kind=BlockKind.HEADLINE),
            Block(span=bare.span(26, len(text) - 1), kind=BlockKind.BODY, foreign=False, reason="prose"),
        ),
    )


def find(article: Article, words: str) -> Span:
    start = article.text.index(words)
    return article.span(start, start + len(words))


def outcome(article: Article) -> Outcome:
    return Outcome(
        kind=OutcomeKind.READ, location=article.location or "", article=article.id, words=40, findings=4
    )


def findings(article: Article) -> tuple[Finding, ...]:
    """An actor, a meeting, a statement, a pledge and an event, as a finder would give them."""

    def evidence(words: str) -> Evidence:
        return Evidence(spans=(find(article, words),), finder="test", version="1")

    marek = ActorRef(name="Ilda Marek", kind=ActorKind.PERSON, mention=find(article, "Ilda Marek"))
    brandt = ActorRef(name="Teo Brandt", kind=ActorKind.PERSON, mention=find(article, "Teo Brandt"))
    she = ActorRef(
        name="Ilda Marek", kind=ActorKind.PERSON, mention=find(article, "she"), form=MentionForm.PRONOUN
    )
    quote = find(article, "“We will send 40 million crowns,”")
    return (
        Actor(
            article=article.id,
            evidence=evidence("Ilda Marek"),
            name="Ilda Marek",
            actor_kind=ActorKind.PERSON,
            aliases=("Marek",),
            offices=(Office(title="foreign minister", of="Ostrava", span=find(article, "Foreign Minister")),),
            mentions=(Mention(span=find(article, "Ilda Marek"), form=MentionForm.NAME),),
        ),
        Meeting(
            article=article.id,
            evidence=evidence("Foreign Minister Ilda Marek of Ostrava met Teo Brandt"),
            who=((marek,), (brandt,)),
            meeting_kind=MeetingKind.IN_PERSON,
            place=PlaceRef(name="Port Hale", span=find(article, "PORT HALE")),
            date=When.day(MONDAY, span=find(article, "Monday"), anchor="publication"),
        ),
        Statement(
            article=article.id,
            evidence=evidence("“We will send 40 million crowns,” she said"),
            content=(quote,),
            speaker=she,
            cue=(find(article, "said"),),
            quoting=Quoting.DIRECT,
        ),
        Pledge(
            article=article.id,
            evidence=evidence("We will send 40 million crowns"),
            givers=(marek,),
            what="money",
            amount=40_000_000,
            currency="OSC",
        ),
        Event(
            article=article.id,
            evidence=replace(
                evidence("“We will send 40 million crowns,” she said"), cue=(find(article, "send"),)
            ),
            event_type=EventType.AGREE,
            status=EventStatus.PLANNED,
            actors=(she,),
            recipients=(brandt,),
            date=When.day(MONDAY, span=find(article, "Monday"), anchor="publication"),
            place=PlaceRef(name="Port Hale", span=find(article, "PORT HALE")),
            contexts=("economic", "diplomatic"),
        ),
    )


def settlement(article: Article) -> Settlement:
    """One actor, one entry in which a date is disputed, one group of copies."""
    actor, meeting, *_ = findings(article)
    assert isinstance(actor, Actor)
    return Settlement(
        actors=(
            SettledActor(
                id="actor-1",
                name="Ilda Marek",
                kind=ActorKind.PERSON,
                country=None,
                named=True,
                aliases=("Marek",),
                offices=(
                    HeldOffice(
                        title="foreign minister",
                        of="Ostrava",
                        first="2025-03-03",
                        last="2025-03-03",
                        reports=1,
                        attested=(Attestation(article=article.id, day=MONDAY, span=actor.mentions[0].span),),
                    ),
                ),
                findings=(actor.id,),
                articles=(article.id,),
                sector="GOV",
                seated=(Seated(article=article.id, name="the minister", reason="a file says so"),),
            ),
        ),
        copies=(
            CopyGroup(
                id="copy-1", original=article.id, articles=(article.id,), similarity=0.93, credit="Hale Wire"
            ),
        ),
        entries=(
            Entry(
                id="entry-1",
                kind="meeting",
                title="Marek and Brandt in Port Hale",
                finding=meeting,
                findings=(meeting.id,),
                articles=(article.id,),
                sources=1,
                differences=(
                    Difference(
                        field="date",
                        versions=(
                            Version(value="2025-03-03", findings=(meeting.id,), sources=1),
                            Version(value="2025-03-02", findings=("0" * 16,), sources=1),
                        ),
                    ),
                ),
                judged=True,
            ),
        ),
    )


# Generated findings: any text at all, also what a database would refuse to hold.

_TEXT = st.text(st.characters(exclude_categories=()), max_size=12)
_WORD = st.none() | _TEXT


@st.composite
def spans(draw: st.DrawFn) -> Span:
    text = draw(st.text(st.characters(exclude_categories=()), min_size=1, max_size=8))
    start = draw(st.integers(0, 10_000))
    return Span(start, start + len(text), text)


def several(of: st.SearchStrategy[object], least: int = 0) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(of, min_size=least, max_size=3).map(tuple)


@st.composite
def whens(draw: st.DrawFn) -> When:
    days = sorted(draw(st.lists(st.dates(), min_size=2, max_size=2)))
    known = draw(st.booleans())
    return When(
        first=days[0] if known else None,
        last=days[1] if known else None,
        value=draw(_WORD),
        span=draw(st.none() | spans()),
        anchor=draw(_WORD),
        inferred=draw(st.booleans()),
    )


_ACTOR = {
    "name": _TEXT,
    "kind": st.sampled_from(ActorKind),
    "mention": st.none() | spans(),
    "form": st.sampled_from(MentionForm),
    "country": _WORD,
    "named": st.booleans(),
    "inferred": _WORD,
}
_SINGLE = st.builds(ActorRef, **_ACTOR)
ACTORS = st.builds(ActorRef, **_ACTOR, members=several(_SINGLE))
_FLOAT = st.floats(allow_nan=False)
PLACES = st.builds(
    PlaceRef,
    name=_TEXT,
    span=st.none() | spans(),
    geonames_id=st.none() | st.integers(0, 2**31 - 1),
    lat=st.none() | _FLOAT,
    lon=st.none() | _FLOAT,
    country=_WORD,
    kind=_WORD,
)
EVIDENCE = st.builds(
    Evidence,
    spans=several(spans(), 1),
    cue=several(spans()),
    finder=_TEXT,
    version=_TEXT,
    method=st.sampled_from(["rule", "model"]),
    score=st.floats(0, 1),
    notes=several(_TEXT),
)
_SHARED = {"article": st.just("generated"), "evidence": EVIDENCE}
_DATE = st.none() | whens()
BY_KIND: dict[type[Finding], st.SearchStrategy[Finding]] = {
    Time: st.builds(Time, **_SHARED, when=whens(), type=st.sampled_from(["DATE", "TIME", "DURATION", "SET"])),
    Place: st.builds(Place, **_SHARED, place=PLACES, use=st.sampled_from(PlaceUse)),
    Actor: st.builds(
        Actor,
        **_SHARED,
        name=_TEXT,
        actor_kind=st.sampled_from(ActorKind),
        country=_WORD,
        named=st.booleans(),
        aliases=several(_TEXT),
        offices=several(
            st.builds(
                Office, title=_TEXT, of=_WORD, span=st.none() | spans(), standing=st.sampled_from(Standing)
            )
        ),
        mentions=several(st.builds(Mention, span=spans(), form=st.sampled_from(MentionForm))),
    ),
    Statement: st.builds(
        Statement,
        **_SHARED,
        content=several(spans(), 1),
        speaker=st.none() | ACTORS,
        cue=several(spans()),
        mode=st.sampled_from(Mode),
        quoting=st.sampled_from(Quoting),
        sourcing=st.sampled_from(Sourcing),
        addressee=st.none() | ACTORS,
        relay=st.none() | ACTORS,
        said_on=_DATE,
        within=st.none() | st.just("0123456789abcdef"),
        venue=st.none() | spans(),
    ),
    Event: st.builds(
        Event,
        **_SHARED,
        event_type=st.sampled_from(EventType),
        mode=_WORD,
        status=st.sampled_from(EventStatus),
        actors=several(ACTORS),
        recipients=several(ACTORS),
        date=_DATE,
        place=st.none() | PLACES,
        contexts=several(_TEXT),
    ),
    Meeting: st.builds(
        Meeting,
        **_SHARED,
        who=several(several(ACTORS)),
        mediators=several(ACTORS),
        meeting_kind=st.sampled_from(MeetingKind),
        place=st.none() | PLACES,
        date=_DATE,
        status=st.sampled_from(MeetingStatus),
    ),
    Pledge: st.builds(
        Pledge,
        **_SHARED,
        givers=several(ACTORS),
        receivers=several(ACTORS),
        what=_WORD,
        amount=st.none() | _FLOAT | st.integers(0, 10**12),
        upper=st.none() | _FLOAT,
        currency=_WORD,
        unit=_WORD,
        per=st.sampled_from([None, "month", "year"]),
        status=st.sampled_from(PledgeStatus),
        by_when=_DATE,
    ),
    Position: st.builds(
        Position,
        **_SHARED,
        party=ACTORS,
        issue=_TEXT,
        stance=_TEXT,
        speaker=st.none() | ACTORS,
        date=_DATE,
    ),
    Proposal: st.builds(
        Proposal,
        **_SHARED,
        name=_TEXT,
        by=several(ACTORS),
        with_=several(ACTORS),
        date=_DATE,
        status=st.sampled_from(ProposalStatus),
    ),
}
FINDINGS = st.one_of(*BY_KIND.values())
