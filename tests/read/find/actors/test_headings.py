"""Persons whom only the title of an official text names."""

from __future__ import annotations

from communique.model.finding import Actor
from communique.read.analysis.build import analyse
from communique.read.find.actors import Actors
from communique.read.ingest.article import make_article

TEXT = "The President spoke today with Prime Minister Rojas. The President thanked the Prime Minister."


def names(text: str, title: str, source: str | None = "The White House") -> dict[str, int]:
    """The named persons of a text, with the number of their mentions."""
    found = Actors()(analyse(make_article(text, title=title, source=source, date="2026-03-12")), {})
    return {a.name: len(a.mentions) for a in found if isinstance(a, Actor) and a.actor_kind == "person"}


def test_the_title_names_whom_the_text_calls_by_office() -> None:
    title = "Readout of President Ada B. Halvorsen, Jr. Call with Prime Minister Luis Rojas of Peru"
    assert names(TEXT, title) == {"Ada B. Halvorsen": 2, "Rojas": 2}


def test_a_name_ends_before_what_the_title_goes_on_with() -> None:
    title = "Statement from President Ada Halvorsen Welcoming Peru to the Talks"
    assert "Ada Halvorsen" in names(TEXT, title)


def test_the_office_before_a_name_may_have_a_state() -> None:
    title = "Meeting with Prime Minister of Norway Ida Berg"
    text = "The President met the Prime Minister of Norway. The Prime Minister stayed for lunch."
    assert names(text, title)["Ida Berg"] == 2


def test_only_official_texts_are_titled_so() -> None:
    assert "Ada Halvorsen" not in names(TEXT, "President Ada Halvorsen calls Rojas", source="Fjord Post")


def test_whoever_the_text_never_speaks_of_is_no_actor_of_it() -> None:
    assert names("Rain fell in Lima.", "Readout of President Ada Halvorsen's Trip") == {}


def test_a_name_is_the_same_with_or_without_its_generation() -> None:
    text = "President Olaf P. Dahlberg Jr. spoke. Dahlberg left early."
    assert names(text, "Readout of President Olaf Dahlberg's Call") == {"Olaf P. Dahlberg Jr.": 2}
