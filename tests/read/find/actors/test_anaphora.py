"""Whom titles, nominals and pronouns take up."""

from __future__ import annotations

import pytest

from communique.model.finding import Actor
from communique.read.ingest.article import make_article
from communique.read.reader import read_article


def meant(text: str, mention: str) -> str | None:
    """The name of the actor whose longest mention covers the last occurrence of some words."""
    at = text.rindex(mention)
    found = [a for a in read_article(make_article(text, date="2026-03-12")).findings if isinstance(a, Actor)]
    over = [
        (m.span.end - m.span.start, a.name)
        for a in found
        for m in a.mentions
        if m.span.start <= at < m.span.end
    ]
    return max(over, default=(0, None))[1]


HEADS = "President Tomas Ruiz and Prime Minister Elena Soto of Peru met envoys. "

REGION = "Governor Luis Rojas toured the coastal region of Fjordland. "
BERGLAND = "the governor of the western region of Bergland"
THREE = "The three leaders came to Oslo. They were late. "
LISTED = "Ida Berg, Luis Rojas and Ada Moen"

CASES = [
    # The head of state is not the head of government.
    (HEADS + "The Peruvian head of state spoke first.", "The Peruvian head", "Tomas Ruiz"),
    (HEADS + "The Peruvian head of government spoke first.", "The Peruvian head", "Elena Soto"),
    # Any diplomat may be called one.
    ("Norwegian Deputy Foreign Minister Ida Berg came. The Norwegian diplomat left.", "The N", "Ida Berg"),
    # Who holds the office of one body does not hold it of another.
    (
        "UN envoy Luis Rojas flew to Lima. Norway's envoy to Peru said the flight was late.",
        "Norway's envoy",
        "Norway's envoy to Peru",
    ),
    # Two who met are the two officials.
    (
        "Security Adviser Ida Berg met with Director of Police Luis Rojas. The two officials spoke.",
        "The two",
        "Ida Berg and Luis Rojas",
    ),
    # Whoever is quoted at length becomes "the expert" of the report.
    ("Director Ida Berg said it was late. The expert saw no way out.", "The expert", "Ida Berg"),
    # A list is taken up whole, wherever it stands.
    (
        "Peru, Chile and Norway signed a text. They urged calm.",
        "They",
        "Peru, Chile and Norway",
    ),
    (
        "Envoys of Peru, Chile and Norway signed a text. The three countries urged calm.",
        "The three",
        "Peru, Chile and Norway",
    ),
    # An armed group may be a side of talks.
    ("Israel and Hamas sent envoys. Both sides spoke of progress.", "Both", "Israel and Hamas"),
    # A report is the outlet's that was just heard, and not that of one that was only told.
    ("The dam broke, Reuters reported. The report blamed rain.", "The report", "Reuters"),
    (
        "Ida Berg told Reuters that it rained. The report blamed wind.",
        "The report",
        "the report",
    ),
    # Whom the lead calls by office alone, and the next sentence by name.
    ("A federal judge halted the sale. Judge Ida Berg called it unfair.", "A federal judge", "Ida Berg"),
    ("A senior official halted the sale. Mayor Ida Berg called it unfair.", "A senior", "a senior official"),
    # A noun inside the name of a body heads nothing.
    ("The Lost Villages Forum met in Lima.", "The Lost", "the Lost Villages Forum"),
    (
        "The dam broke, Reuters said. The report blamed rain. Xinhua reported floods. The report blamed him.",
        "The report",
        "Reuters",
    ),
    # An untitled person may hold an office of whatever state, but not lead it.
    ("Ida Berg denied it. The Peruvian spokesman said it was late.", "The Peruvian s", "Ida Berg"),
    (
        "Ida Berg denied it. The Peruvian president said it was late.",
        "The Peruvian p",
        "the Peruvian president",
    ),
    # A body beside its name.
    (
        "Norway's spy agency, the Office of Quiet Affairs, was hit. The agency said so.",
        "Norway's spy",
        "the Office of Quiet Affairs",
    ),
    # The government of the state where something happens.
    ("Pressure grows in Peru, where the government wants peace.", "the gov", "the government of Peru"),
    # A body by its name and its noun.
    ("Hamas agreed. The Hamas movement said so.", "The Hamas movement", "Hamas"),
    # One community is not several.
    (
        "Communities suffered. The international community watched.",
        "The inter",
        "the international community",
    ),
    # The governor of the region that the clause opens with, not the one before.
    (REGION + "In the western region of Bergland, the governor said it rained.", "the governor", BERGLAND),
    (
        REGION + "In the coastal region of Fjordland, the governor said it rained.",
        "the governor",
        "Luis Rojas",
    ),
    (REGION + "The governor said it rained.", "The governor", "Luis Rojas"),
    # A list may come after those whom it names, if there is no other.
    (THREE + "Prime Minister Ida Berg, President Luis Rojas and President Ada Moen left.", "They", LISTED),
    (THREE + "Ida Berg, the mayor, left, and so did Luis Rojas.", "They", "the three leaders"),
]


@pytest.mark.parametrize(("text", "mention", "name"), CASES)
def test_what_points_back_means_one_of_those_before_it(text: str, mention: str, name: str) -> None:
    assert meant(text, mention) == name


def test_they_of_a_readout_are_the_two_whom_its_title_names() -> None:
    title = "Readout of President Ada Halvorsen's Call with Prime Minister Luis Rojas of Peru"
    text = "The President called Lima. The Prime Minister was pleased. They agreed to meet."
    reading = read_article(make_article(text, title=title, source="The White House", date="2026-03-12"))
    found = [a for a in reading.findings if isinstance(a, Actor) and a.members]
    assert [m.name for m in found[0].members] == ["Ada Halvorsen", "Luis Rojas"]


def test_a_pair_of_long_ago_is_not_they() -> None:
    text = "Ida Berg and Luis Rojas met." + " It rained in Lima." * 25 + " They say it will go on."
    assert meant(text, "They") != "Ida Berg and Luis Rojas"
