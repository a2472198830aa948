"""Interviews whose questions stand in paragraphs without labels."""

from __future__ import annotations

from communique.read.analysis.analysis import Analysis
from communique.read.analysis.build import analyse
from communique.read.find.actors import Actors
from communique.read.find.finder import run
from communique.read.find.statements.interviews import interview_drafts
from communique.read.ingest.article import make_article

INTRO = "Orla Quill led the talks for Norland. The Fjord Post met Quill in Riga on Monday."
TALK = """

**How long did you talk?**

I did not count the hours. We slept little.

We ate less.

Did your side give way?

I would not say so.

When will you go back?

Next week, I hope."""


def read(text: str) -> Analysis:
    a = analyse(make_article(text))
    run(a, [Actors()])
    return a


def answers(text: str) -> list[tuple[str, str]]:
    a = read(text)
    return [
        (a.text[d.source or 0], a.article.text[a.start[d.first] : a.end[d.last - 1]])
        for d in interview_drafts(a)
    ]


def test_answers_are_statements_of_the_one_who_is_interviewed() -> None:
    assert answers(INTRO + TALK) == [
        ("Quill", "I did not count the hours. We slept little.\n\nWe ate less."),
        ("Quill", "I would not say so."),
        ("Quill", "Next week, I hope."),
    ]


def test_questions_over_sections_make_no_interview() -> None:
    text = (
        INTRO
        + "\n\nWhat happened?\n\nThe talks broke down.\n\nWhy?\n\nNobody knows.\n\nWhat now?\n\nThey wait."
    )
    assert answers(text) == []


def test_nobody_is_interviewed_where_nobody_is_named() -> None:
    assert answers("A talk about the talks." + TALK) == []
