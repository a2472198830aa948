"""The learned finder: candidates agree with the marks and with one another, and know how sure they are."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from communique.knowledge import column
from communique.model.finding import Mode
from communique.model.text import Article
from communique.read.analysis.analysis import Analysis
from communique.read.analysis.build import analyse
from communique.read.find.statements.confidence import MOST, confidence, features, odds
from communique.read.find.statements.draft import Draft, Range
from communique.read.find.statements.heads import Candidate, heads
from communique.read.find.statements.learned import agreed, beside, candidates, learned_drafts
from communique.read.find.statements.quotations import locate

TEXT = "Ana Kovac said on Monday that the bridge “will not open this year” and blamed Orlan. Nobody was hurt."


def an_analysis(text: str = TEXT) -> Analysis:
    return analyse(Article(id="a", text=text))


def a_candidate(cue: Range, *content: Range, source: Range | None = None, sure: float = 0.9) -> Candidate:
    return Candidate(
        cue=cue,
        content=content,
        source=source,
        attributed=sure,
        spoken=sure,
        content_sure=sure,
        source_sure=sure,
        cue_role=sure,
        content_role=sure,
    )


def contents(a: Analysis, *found: Candidate) -> list[str]:
    return [
        " ".join(a.text[i] for low, high in d.content for i in range(low, high))
        for _, d in agreed(a, locate(a), list(found))
    ]


def test_heads_mark_cue_source_and_content() -> None:
    a = an_analysis()
    first = heads().candidates(a.vectors, 0.3)[0]
    assert first.source is not None
    assert a.text[slice(*first.source)] == ["Ana", "Kovac"]
    assert "said" in a.text[slice(*first.cue)]
    assert "bridge" in a.text[slice(*first.content[0])]
    assert min(first.attributed, first.spoken, first.content_sure, first.source_sure) > 0.5


def test_a_lower_floor_finds_no_fewer() -> None:
    vectors = an_analysis().vectors
    assert len(heads().candidates(vectors, 0.05)) >= len(heads().candidates(vectors, 0.5))


def test_no_words_no_candidates() -> None:
    assert candidates(an_analysis("\n"), locate(an_analysis("\n"))) == []
    assert heads().candidates(np.zeros((0, 384), dtype=np.float32), 0.1) == []


def test_a_content_that_holds_most_of_a_quotation_takes_it_whole() -> None:
    a = an_analysis()
    low = a.text.index("will")
    assert contents(a, a_candidate((2, 3), (low, low + 4))) == ["“ will not open this year ”"]


def test_a_content_that_touches_a_quotation_leaves_it() -> None:
    a = an_analysis()
    low = a.text.index("bridge")
    assert contents(a, a_candidate((2, 3), (low - 1, low + 3))) == ["the bridge “ will"]


def test_of_two_with_the_same_words_the_surer_stays() -> None:
    a = an_analysis()
    one, two = a_candidate((2, 3), (5, 8), sure=0.6), a_candidate((3, 4), (5, 8), sure=0.8)
    assert [d.cue for _, d in agreed(a, locate(a), [one, two])] == [(3, 4)]


def test_a_piece_that_two_hold_stays_with_the_surer() -> None:
    a = an_analysis()
    one, two = a_candidate((2, 3), (5, 8)), a_candidate((15, 16), (5, 8), (17, 18), sure=0.7)
    assert [d.content for _, d in agreed(a, locate(a), [one, two])] == [((5, 8),), ((17, 18),)]


def test_what_is_reported_inside_another_content_stays() -> None:
    a = an_analysis()
    outer, inner = a_candidate((2, 3), (5, 18)), a_candidate((16, 17), (17, 18), sure=0.5)
    assert len(agreed(a, locate(a), [outer, inner])) == 2


def test_a_content_ends_where_its_source_goes_on_to_another_cue() -> None:
    a = an_analysis()
    outer, inner = (
        a_candidate((2, 3), (5, 18), source=(0, 2)),
        a_candidate((16, 17), (17, 18), source=(0, 2), sure=0.8),
    )
    assert a.text[15:17] == ["and", "blamed"]
    assert [d.content for _, d in agreed(a, locate(a), [outer, inner])] == [((5, 15),), ((17, 18),)]


def test_surer_drafts_keep_their_words() -> None:
    d = Draft(anchor=2, cue=(2, 3), content=((5, 8),), source=None, mode=Mode.SPEECH, score=0.9)
    turn = replace(d, anchor=0, cue=(0, 1), content=((1, 12),))
    assert beside([d], [turn]) == [d]  # its cue stands in the turn: reported there
    assert beside([replace(d, cue=(13, 14))], [turn]) == []


def test_what_was_not_said_is_no_statement() -> None:
    for text in (
        "She would not say whether the bridge was safe.",
        "Kovac cannot confirm that the bridge is safe.",
    ):
        a = an_analysis(text)
        assert all(d.mode is Mode.THOUGHT for d in learned_drafts(a, locate(a)) if d.score >= 0.4)


def test_the_table_weighs_what_is_measured() -> None:
    a = an_analysis()
    found = candidates(a, locate(a))
    names = features(a, *found[0], reported=False)
    assert set(names) == column("statement_confidence", "feature")
    assert all(0 < p < 1 for p in confidence(names))


def test_surer_heads_make_a_surer_statement() -> None:
    a = an_analysis()
    c, d = candidates(a, locate(a))[0]
    weak = replace(c, attributed=0.2, spoken=0.2, content_sure=0.4)
    for strong_p, weak_p in zip(
        confidence(features(a, c, d, reported=False)),
        confidence(features(a, weak, d, reported=False)),
        strict=True,
    ):
        assert strong_p > weak_p


@pytest.mark.parametrize(("p", "expected"), [(0.5, 0.0), (0.0, -MOST), (1.0, MOST)])
def test_odds_are_bounded(p: float, expected: float) -> None:
    assert odds(p) == pytest.approx(expected)
