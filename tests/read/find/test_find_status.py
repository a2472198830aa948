"""How an event is presented. The starred word names the event; the sentences are our own."""

from __future__ import annotations

import csv
import sys
from collections import Counter
from pathlib import Path

import pytest

from communique.model.finding import MeetingStatus as S
from communique.model.text import Article
from communique.read.analysis.analysis import Analysis
from communique.read.analysis.build import analyse
from communique.read.find.event_status import event_status
from communique.read.find.meetings.verdict import status
from communique.read.find.status import Reading, status_of

TABLE: list[tuple[str, S | None]] = [
    # held
    ("The envoy *met* the minister in Velta on Monday.", S.HELD),
    ("President Orlo has *met* the queen three times.", S.HELD),
    ("The two had *met* in spring.", S.HELD),
    ("The delegations held *talks* in Brunn.", S.HELD),
    ("Negotiators held a second *round* of talks on Friday.", S.HELD),
    ("The *talks* took place behind closed doors.", S.HELD),
    ("The *meeting* was held in a hotel.", S.HELD),
    ("The *summit* ended without a statement.", S.HELD),
    ("She said that she had *spoken* with the chancellor.", S.HELD),
    ("Orlo said he *spoke* by phone with Premier Danek.", S.HELD),
    ("Officials said the ministers *discussed* grain exports.", S.HELD),
    ("He was *received* by the king at the palace.", S.HELD),
    ("The foreign minister *visited* the port last week.", S.HELD),
    ("The minister spoke after *talks* with the general.", S.HELD),
    ("After *meeting* the mediators, Danek flew home.", S.HELD),
    ("The envoy flew to Velta to *meet* the rebels.", S.HELD),
    ("Following the *call*, both leaders issued statements.", S.HELD),
    ("The sides concluded *negotiations* on the border.", S.HELD),
    ("Danek hosted a *dinner* for the visiting ministers.", S.HELD),
    ("The *talks*, which lasted six hours, ended at dawn.", S.HELD),
    ("Orlo held a *meeting* with Danek to discuss plans for the port.", S.HELD),
    ("Orlo had a *call* with Danek urging restraint.", S.HELD),
    ("He has never wasted time in *talks* with the rebels.", S.HELD),
    # planned
    ("The *talks* to be held in Velta worry the markets.", S.PLANNED),
    ("The envoy will *meet* the minister on Thursday.", S.PLANNED),
    ("The envoy would *meet* the minister on Thursday, the ministry said.", S.PLANNED),
    ("They are going to *meet* in Brunn.", S.PLANNED),
    ("Orlo is set to *meet* Danek next week.", S.PLANNED),
    ("Orlo was due to *meet* Danek on Sunday.", S.PLANNED),
    ("The ministers are scheduled to *meet* on Friday.", S.PLANNED),
    ("She is expected to *visit* Brunn in May.", S.PLANNED),
    ("The premier plans to *visit* the capital.", S.PLANNED),
    ("Both sides agreed to *meet* again.", S.PLANNED),
    ("The parties agreed on another *round* of talks.", S.PLANNED),
    ("The *talks* are scheduled for Friday.", S.PLANNED),
    ("A *meeting* is planned for June.", S.PLANNED),
    ("Envoys are preparing for *talks* in Velta.", S.PLANNED),
    ("Danek announced plans for a *visit* to the islands.", S.PLANNED),
    ("The upcoming *summit* worries investors.", S.PLANNED),
    ("The *talks* will resume on Tuesday.", S.PLANNED),
    ("Orlo to *meet* Danek in Brunn", S.PLANNED),
    ("Orlo is to *meet* Danek in Brunn on Friday.", S.PLANNED),
    ("The president intends to *call* the premier.", S.PLANNED),
    ("I look forward to *meeting* the president.", S.PLANNED),
    ("The ministers decided to *meet* every month.", S.PLANNED),
    ("The planned *meeting* drew protests.", S.PLANNED),
    ("The *talks* scheduled for Monday drew protests.", S.PLANNED),
    ("They will travel to Brunn and *meet* the mediators.", S.PLANNED),
    # proposed
    ("Danek wants to *meet* the president.", S.PROPOSED),
    ("Danek offered to *meet* the president in person.", S.PROPOSED),
    ("The minister proposed a *meeting* in Velta.", S.PROPOSED),
    ("The minister called for direct *talks* between the parties.", S.PROPOSED),
    ("Orlo said he was ready to *meet* his rival.", S.PROPOSED),
    ("The leaders could *meet* in autumn.", S.PROPOSED),
    ("The leaders may *meet* on the margins of the assembly.", S.PROPOSED),
    ("The sides should *negotiate* directly.", S.PROPOSED),
    ("Will the two presidents *meet* this year?", S.PROPOSED),
    ("If they *meet*, the border will be discussed.", S.PROPOSED),
    ("He urged the parties to *meet* without delay.", S.PROPOSED),
    ("The king invited the president to *visit* his country.", S.PROPOSED),
    ("He raised the possibility of *talks* in summer.", S.PROPOSED),
    ("The proposal for a *summit* came from Brunn.", S.PROPOSED),
    ("A possible *meeting* was on the agenda.", S.PROPOSED),
    ("Danek is seeking a *meeting* with the general.", S.PROPOSED),
    ("The premier hopes to *visit* the islands.", S.PROPOSED),
    ("She has not ruled out *talks* with the rebels.", S.PROPOSED),
    # under way
    ("The ministers are *meeting* in Brunn.", S.UNDER_WAY),
    ("The *talks* are under way in Velta.", S.UNDER_WAY),
    ("Ongoing *negotiations* have calmed the markets.", S.UNDER_WAY),
    ("The delegations are holding *talks* in a hotel.", S.UNDER_WAY),
    ("The two governments have been *negotiating* for months.", S.UNDER_WAY),
    # postponed, cancelled
    ("The *meeting* was postponed.", S.POSTPONED),
    ("Brunn postponed the *talks* until June.", S.POSTPONED),
    ("The government is suspending trade *talks* with Velta.", S.POSTPONED),
    ("They put off the *summit* by a week.", S.POSTPONED),
    ("The planned *visit* was delayed by fog.", S.POSTPONED),
    ("The *summit* has been cancelled.", S.CANCELLED),
    ("Orlo called off the *meeting* at the last minute.", S.CANCELLED),
    ("The premier scrapped a planned *visit* to Velta.", S.CANCELLED),
    ("The rebels broke off *negotiations* in March.", S.CANCELLED),
    # refused, denied
    ("The general refused to *meet* the mediators.", S.REFUSED),
    ("Danek declined to *meet* his rival.", S.REFUSED),
    ("The rebels rejected *talks* with the government.", S.REFUSED),
    ("Velta has ruled out direct *negotiations*.", S.REFUSED),
    ("We will not *negotiate* with them.", S.REFUSED),
    ("The premier won't *meet* the general.", S.REFUSED),
    ("The ministry denied that the envoy *met* the rebels.", S.DENIED),
    ("The spokesman denied holding *talks* with the rebels.", S.DENIED),
    ("He denied that *talks* had taken place.", S.DENIED),
    ("The two did not *meet*.", S.DENIED),
    ("The presidents have never *met*.", S.DENIED),
    ("No *talks* took place on Sunday.", S.DENIED),
    # a negation or refusal of something else
    ("The *call* failed to calm the markets.", S.HELD),
    ("The banks closed, a day after a *call* between Orlo and Danek failed to calm them.", S.HELD),
    ("The *call* did not calm the markets.", S.HELD),
    ("Orlo did not only *meet* the premier, he dined with him.", S.HELD),
    ("Orlo didn't just *meet* the premier.", S.HELD),
    ("Otherwise Orlo would not have *met* him.", S.HELD),
    ("It would be war if Danek had not *met* the general.", S.HELD),
    ("We cannot end the strike without *talking* to the owners.", S.PROPOSED),
    ("The *talks* have not begun.", S.PROPOSED),
    ("The *meeting* did not take place.", S.DENIED),
    ("The rebels would not take part in *talks* unless the guns fell silent.", S.REFUSED),
    ("The *meeting* is to take place in Velta.", S.PLANNED),
    ("The *talks* that failed last year will resume.", S.HELD),
    # the words alone do not tell
    ("Their *meeting*, once more.", None),
    ("What the *talks* are about is no secret.", None),
]


def analysed(marked: str) -> tuple[Analysis, int]:
    """A sentence and the word between stars."""
    analysis = analyse(Article(id="t", text=marked.replace("*", "")))
    return analysis, analysis.start.index(marked.index("*"))


def read(marked: str) -> Reading:
    """The reading of the word between stars."""
    return status_of(*analysed(marked))


def found(kind: str, marked: str) -> str:
    """The status in words: of a meeting (one of which no word tells counts as held) or of another event."""
    if kind != "meeting":
        return event_status(*analysed(marked)).value
    reading = read(marked)
    return "none" if reading.unreal else (status(reading) or S.HELD).value


@pytest.mark.parametrize(("marked", "expected"), TABLE)
def test_status(marked: str, expected: S | None) -> None:
    assert status(read(marked)) is expected


def test_status_of_many_sentences() -> None:
    """The accuracy over status.tsv by form and by kind; with -s they are printed, with every error."""
    lines = (Path(__file__).parent / "status.tsv").read_text(encoding="utf-8").splitlines()
    rows = list(csv.DictReader((x for x in lines if x[0] != "#"), delimiter="\t", quoting=csv.QUOTE_NONE))
    right: Counter[str] = Counter()
    out = ["\n"]
    for row in rows:
        got = found(row["kind"], row["sentence"])
        right.update(dict.fromkeys(("all", row["form"], row["kind"]), got == row["status"]))
        if got != row["status"]:
            out.append(f"{row['status']}, found {got}: {row['sentence']}\n")
    of = Counter(name for r in rows for name in ("all", r["form"], r["kind"]))
    out += [f"{name:12} {right[name]:4} of {n:4}  {right[name] / n:.3f}\n" for name, n in sorted(of.items())]
    sys.stdout.write("".join(out))
    assert len(rows) >= 300
    assert right["all"] / len(rows) >= 0.94


@pytest.mark.parametrize(
    "marked",
    [
        "Orlo would have *met* the premier if the roads had been open.",
        "Danek did not attend the *talks* in Velta.",
        "Danek did not take part in the *talks* in Velta.",
        "The idea that he cannot *visit* the islands is absurd.",
        "Brunn has not publicly *met* the rebels.",
    ],
)
def test_unreal(marked: str) -> None:
    assert read(marked).unreal


@pytest.mark.parametrize(
    "marked",
    ["Orlo *met* the premier.", "Orlo did not *meet* the premier.", "Orlo would *meet* the premier."],
)
def test_not_unreal(marked: str) -> None:
    assert not read(marked).unreal


def test_denial_is_not_negation() -> None:
    reading = read("The ministry denied that the envoy *met* the rebels.")
    assert reading.denied
    assert not reading.negated


def test_saying_is_transparent() -> None:
    reading = read("The ministry will say that the envoy *met* the rebels.")
    assert reading.past
    assert not reading.future


def test_cues_are_words_of_the_sentence() -> None:
    reading = read("Orlo is set to *meet* Danek next week.")
    assert reading.planned
    assert reading.cues


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("The plan for a *summit*, which is to begin on Monday, was his.", "planned"),
        ("The *talks*, which never took place, were his idea.", "denied"),
        ("The planned *talks* took place in Velta.", "held"),
        ("The envoys held further *talks*.", "held"),
        ("Orlo was able to *meet* the premier.", "held"),
        ("Orlo is able to *meet* the premier.", "proposed"),
        ("Orlo was not able to *meet* the premier.", "denied"),
        ("Danek is in *talks* with the miners.", "under way"),
        ("The *talks* continue.", "under way"),
        ("The miners confirmed that they were *negotiating*.", "under way"),
        ("Even if it rains, Orlo will *meet* the premier.", "planned"),
        ("Orlo scraps grain *talks*", "cancelled"),
        ("Orlo pulled out of the *talks*.", "cancelled"),
        ("The mayor resigned because of the *talks*.", "held"),
        ("Please *meet* the envoy.", "proposed"),
    ],
)
def test_reach(marked: str, expected: str) -> None:
    assert found("meeting", marked) == expected
