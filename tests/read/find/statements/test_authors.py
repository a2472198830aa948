"""Whose voice a text is: "I" and "we", and the authors of documents."""

from __future__ import annotations

import pytest

from communique.model.finding import Sourcing
from communique.model.reference import ActorRef
from communique.read.analysis.analysis import Analysis, lay
from communique.read.analysis.build import analyse
from communique.read.find.actors import Actors
from communique.read.find.statements.sources import head_of, sourcing_of, speaker_of_range
from communique.read.ingest.article import make_article


def read(text: str, mention: str, **about: str) -> tuple[ActorRef, Sourcing]:
    """The speaker that the last occurrence of `mention` stands for, and the sourcing."""
    a: Analysis = analyse(make_article(text, date="2026-03-12", **about))
    lay(a, list(Actors()(a, {})))
    at = text.rindex(mention)
    words = a.words(a.article.span(at, at + len(mention)))
    found = speaker_of_range(a, words.start, words.stop)
    return found, sourcing_of(a, head_of(a, words.start, words.stop), found)


DOCUMENTS = [
    (
        "In a statement, Ida Berg said talks went on. The statement called them hard.",
        "The statement",
        "Ida Berg",
    ),
    ("Ida Berg issued a statement. The statement called the talks hard.", "The statement", "Ida Berg"),
    ("A letter signed by Ida Berg went out. The letter was sharp.", "The letter", "Ida Berg"),
    ("A notice posted on NATO's website was short.", "A notice", "NATO"),
    ("A NATO statement called the talks hard.", "A NATO statement", "NATO"),
    ("Ida Berg sent birthday greetings to Luis Rojas. The message was short.", "The message", "Ida Berg"),
    ("Ida Berg met Luis Rojas. The message was short.", "The message", "the message"),
    (
        "Ida Berg wrote on Truth Social that it was late. Luis Rojas came. The social media post was short.",
        "The social media post",
        "Ida Berg",
    ),
    ("Ida Berg wrote that it was late. The post was short.", "The post", "the post"),
    ("Ida Berg issued a statement. A statement called the talks hard.", "A statement", "a statement"),
    ("Norway was named in a report. The report called the talks hard.", "The report", "a report"),
]


@pytest.mark.parametrize(("text", "source", "name"), DOCUMENTS)
def test_a_document_stands_for_its_author_where_one_is_told(text: str, source: str, name: str) -> None:
    found, sourcing = read(text, source)
    assert found.name.lower() == name.lower()
    assert sourcing is Sourcing.DOCUMENT


def test_the_first_person_in_a_quotation_is_who_is_quoted() -> None:
    for text in (
        "Ida Berg met Luis Rojas. “In May I promised to come,” Rojas said.",
        "Ida Berg met Luis Rojas. “In May I promised to come. Here we are,” Rojas said.",
    ):
        assert read(text, "I")[0].name == "Luis Rojas"


def test_the_first_person_of_a_transcript_is_whose_turn_it_is() -> None:
    turns = ("Foreign Minister Ida Berg: Hello.", "Foreign Minister Luis Rojas: Yes.", "As I said, we stay.")
    found, sourcing = read("\n\n".join(turns), "I")
    assert found.name == "Luis Rojas"
    assert sourcing is Sourcing.NAMED


@pytest.mark.parametrize(
    ("text", "source"),
    [("Today, I am announcing a new plan.", "I"), ("My message is clear: stay.", "My message")],
)
def test_the_first_person_of_an_authored_text_is_its_author(text: str, source: str) -> None:
    title = "Statement by President Ida Berg Welcoming Peru to the Talks"
    found, sourcing = read(text, source, title=title, source="The White House")
    assert found.name == "Ida Berg"
    assert sourcing is Sourcing.DOCUMENT


@pytest.mark.parametrize(
    ("title", "members"),
    [
        (
            "Joint Statement by President Ida Berg and President Luis Rojas on It",
            ["Ida Berg", "Luis Rojas"],
        ),
        ("Norway-Peru Joint Statement", ["Norway", "Peru"]),
        (
            "Joint Statement of the Leaders of Norway, Peru and the European Union",
            ["Norway", "Peru", "European Union"],
        ),
        ("Joint Statement on Talks between Norway and Peru", []),
    ],
)
def test_we_of_a_joint_statement_are_those_whom_its_title_names(title: str, members: list[str]) -> None:
    found, _ = read("Today, we announce a new plan.", "we", title=title, source="The White House")
    assert [m.name for m in found.members] == members


def test_the_first_person_of_a_report_is_nobody_the_report_tells() -> None:
    found, sourcing = read("Ida Berg met Luis Rojas. I was told to wait.", "I", title="Berg meets Rojas")
    assert found.name == "I"
    assert sourcing is Sourcing.UNNAMED
