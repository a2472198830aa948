"""The heads of events: which words trigger, and that nothing depends on how an article is cut."""

from __future__ import annotations

import numpy as np
import pytest

from communique.read.analysis.build import analyse
from communique.read.find.events.heads import _peaks, heads
from communique.read.ingest.article import make_article


@pytest.mark.parametrize(
    ("own", "peaks"),
    [
        ([0.1, 0.2, 0.1], [1]),  # the likeliest, however unlikely
        ([0.9, 0.1, 0.8], [0, 2]),
        ([0.9, 0.8, 0.1], [0]),  # beside a likelier one
        ([0.6, 0.1, 0.9, 0.8], [0, 2]),
    ],
)
def test_triggers_are_peaks(own: list[float], peaks: list[int]) -> None:
    assert _peaks(np.array(own, dtype=np.float32), 0.5) == peaks


def test_no_sentences_no_triggers() -> None:
    assert heads().triggers(np.zeros((0, 384), dtype=np.float32), [], 0.5, 0.5) == []


def test_candidates_stand_in_the_order_of_their_triggers() -> None:
    a = analyse(
        make_article("Peru condemned Chile. The army shelled a village and a bridge near Lima.", id="one")
    )
    sentences = [(s.first, s.last) for s in a.sentences]
    found = heads().triggers(a.vectors, sentences, 0.3, 0.5)
    assert found
    assert [c.trigger for c in heads().candidates(a, found)] == found
    alone = [c for t in found for c in heads().candidates(a, [t])]
    assert [(c.actors, c.recipients) for c in alone] == [
        (c.actors, c.recipients) for c in heads().candidates(a, found)
    ]


def test_a_sentence_without_an_end_is_read() -> None:
    a = analyse(make_article("Troops shelled " + "the old village and " * 200 + "the bridge.", id="one"))
    triggers = heads().triggers(a.vectors, [(0, len(a))], 0.0, 0.0)
    assert len(heads().candidates(a, triggers)) == len(triggers) > 16
