"""The status of events. The starred word names the event; the sentences are our own."""

from __future__ import annotations

import pytest

from communique.model.finding import EventStatus as S
from communique.model.finding import EventType as T
from communique.model.text import Article
from communique.read.analysis.build import analyse
from communique.read.find.event_status import event_status


def status(marked: str, event_type: T | None = None) -> S:
    """The status of the word between stars."""
    analysis = analyse(Article(id="t", text=marked.replace("*", "")))
    return event_status(analysis, analysis.start.index(marked.index("*")), event_type)


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("The rebels *shelled* the port.", S.HAPPENED),
        ("The navy is *shelling* the port.", S.ONGOING),
        ("New ships for the *siege* of the port.", S.ONGOING),
        ("The navy will *leave* the port.", S.PLANNED),
        ("The *vote* was postponed.", S.PLANNED),
        ("The navy might *leave* the port.", S.HYPOTHETICAL),
        ("The law would *ban* the party.", S.HYPOTHETICAL),
        ("Had it rained, the army would have *left*.", S.HYPOTHETICAL),
        ("The navy has not *left* the port.", S.DENIED),
        ("The *march* was cancelled.", S.DENIED),
        ("“I would like to *thank* the sailors,” Danek said.", S.HAPPENED),
        ("“I would like to *meet* the sailors,” Danek said.", S.HYPOTHETICAL),
    ],
)
def test_status(marked: str, expected: S) -> None:
    assert status(marked) is expected


@pytest.mark.parametrize(
    ("marked", "event_type", "expected"),
    [
        ("“We will *help* our friends,” Danek said.", T.AGREE, S.HAPPENED),
        ("“We will *help* our friends,” Danek said.", T.AID, S.PLANNED),
        ("“They should *leave* the port,” Danek said.", T.REQUEST, S.HAPPENED),
        ("“We will not *help* them,” Danek said.", T.REJECT, S.HAPPENED),
        ("“We will *help* our friends if they ask,” Danek said.", T.AGREE, S.HAPPENED),
        ("Danek will *urge* them to leave.", T.REQUEST, S.PLANNED),
        ("Danek is *urging* them to leave.", T.REQUEST, S.HAPPENED),
        ("Danek did not *threaten* anybody.", T.THREATEN, S.DENIED),
        ("Velta *buys* gas from Brunn.", T.COOPERATE, S.ONGOING),
        ("Velta *praises* Brunn.", T.SUPPORT, S.HAPPENED),
    ],
)
def test_acts_of_speech_and_deeds(marked: str, event_type: T, expected: S) -> None:
    assert status(marked, event_type) is expected
