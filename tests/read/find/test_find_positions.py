from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.model.finding import Finding, Position
from communique.read.analysis.build import analyse
from communique.read.find.issues import ListedIssues, issue_of
from communique.read.find.positions.decision import likelihood, weights
from communique.read.ingest.article import make_article

ReadKind = Callable[..., list[Finding]]

POSITIONS = [
    ("Peru rejects any inspection of its nuclear sites.", "Peru", "nuclear programme"),
    ("Chile supports new sanctions against Norway.", "Chile", "sanctions"),
    ("Chile demanded that Peru withdraw its troops from the border.", "Chile", "territory"),
    (
        "Norwegian Foreign Minister Ida Berg said the hostages must be freed.",
        "Norway",
        "prisoners and hostages",
    ),
]
NEGATIVES = [
    "The train from Oslo was late.",
    "Chile played Peru on Sunday.",
    "The minister said it was raining.",
]


@pytest.mark.parametrize(("text", "party", "issue"), POSITIONS)
def test_position(read_kind: ReadKind, text: str, party: str, issue: str) -> None:
    found = [p for p in read_kind("position", text) if isinstance(p, Position)]
    assert (party, issue) in [(p.party.name, p.issue) for p in found]


@pytest.mark.parametrize("text", NEGATIVES)
def test_no_position(read_kind: ReadKind, text: str) -> None:
    assert read_kind("position", text) == []


def test_condition_is_no_position(read_kind: ReadKind) -> None:
    text = "Oslo will be quiet if Peru rejects the sanctions on Chile."
    assert "Peru" not in [p.party.name for p in read_kind("position", text) if isinstance(p, Position)]


# what the rules leave: people who hold no office, groups
LEARNED = [
    ("Aid groups said the blockade must end.", "aid groups"),
]


@pytest.mark.parametrize(("text", "party"), LEARNED)
def test_position_of_a_group(read_kind: ReadKind, text: str, party: str) -> None:
    assert party in [p.party.name.lower() for p in read_kind("position", text) if isinstance(p, Position)]


def test_likelihood_is_of_known_features_only() -> None:
    assert likelihood({"marks": 1.0}, {"marks": 0.0}) == 0.5
    assert likelihood({"unheard of": 9.0}, {"marks": 1.0}) == 0.5


def test_each_kind_of_candidate_has_weights() -> None:
    assert set(weights()) == {"statement", "verb"}


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("Peru wants a ceasefire line.", "ceasefire"),
        ("İ İ İ Peru wants security guarantees.", "security guarantees"),
        ("A charming speech.", None),
    ],
)
def test_listed_issues_are_those_of_the_passage(text: str, issue: str | None) -> None:
    a = analyse(make_article(text))
    assert ListedIssues(a).among(0, len(a)) == issue_of(text) == issue
    assert ListedIssues(a).among(0, 1) is None


def test_issue_of_takes_whole_words() -> None:
    assert issue_of("the ceasefire line") == "ceasefire"
    assert issue_of("a charming speech") is None


STANCES = [
    (
        "Peruvian Foreign Minister Ana Ruiz said Peru would not discuss the border until June.",
        "would not discuss the border until June",
    ),
    (
        "Chilean President Luis Soto demanded that Peru withdraw its troops from the border.",
        "demanded that Peru withdraw its troops from the border",
    ),
    (
        "Chilean President Luis Soto said Chile was ready to halt strikes, but rejected any ceasefire.",
        "rejected any ceasefire",
    ),
    ("Chile is not ready to lift its sanctions on Norway.", "is not ready to lift its sanctions on Norway"),
]


@pytest.mark.parametrize(("text", "stance"), STANCES)
def test_stance_begins_with_its_verb(read_kind: ReadKind, text: str, stance: str) -> None:
    assert stance in [p.stance for p in read_kind("position", text) if isinstance(p, Position)]


def test_demand_is_about_the_issue_spoken_of_before(read_kind: ReadKind) -> None:
    text = "Peru called for a ceasefire on Monday. Chile rejected the demand."
    found = [p for p in read_kind("position", text) if isinstance(p, Position)]
    assert ("Chile", "ceasefire", "rejected the demand") in [(p.party.name, p.issue, p.stance) for p in found]


NO_ISSUES = [
    "Chilean President Luis Soto declined to comment.",
    "Chile's foreign minister said the talks would be held on Monday.",
]


@pytest.mark.parametrize("text", NO_ISSUES)
def test_announcement_is_no_position(read_kind: ReadKind, text: str) -> None:
    assert read_kind("position", text) == []


def test_scholar_speaks_for_nobody(read_kind: ReadKind) -> None:
    text = "“The ceasefire must hold,” said Ida Berg, a professor of history in Oslo."
    assert read_kind("position", text) == []
