from __future__ import annotations

import random

from settle_view import Memory, meeting, nation, story

from communique.settle import settle
from communique.settle.copies import copies, credit, shingles, similarity

WORDS = ["envoy", "river", "treaty", "harbour", "grain", "council", "border", "letter", "evening", "road"]


def prose(seed: int, words: int = 220) -> str:
    chosen = random.Random(seed)
    return " ".join(chosen.choice(WORDS) + str(chosen.randint(0, 40)) for _ in range(words))


WIRE = "TAVIRA (Reuters) - " + prose(1)


def test_a_reprint_is_a_copy_and_the_agency_is_credited() -> None:
    (group,) = copies([
        story("b", "2031-03-05", WIRE.replace("harbour", "Harbour") + " More on this soon."),
        story("a", "2031-03-04", WIRE),
        story("c", "2031-03-04", prose(2)),
    ])  # fmt: skip
    assert (group.original, group.articles, group.credit) == ("a", ("a", "b"), "Reuters")
    assert group.similarity > 0.9


def test_most_of_a_wire_story_in_a_longer_report_is_a_copy() -> None:
    long = prose(3, 400) + " " + WIRE
    (group,) = copies([story("a", text=WIRE), story("b", text=long)])
    assert group.articles == ("a", "b")


def test_a_shared_quotation_is_no_copy() -> None:
    quotation = prose(4, 40)
    texts = [prose(5) + quotation, prose(6) + quotation]
    assert copies([story("a", text=texts[0]), story("b", text=texts[1])]) == ()
    assert similarity(shingles(texts[0]), shingles(texts[1])) == 0.0


def test_an_outlets_furniture_makes_no_copy() -> None:
    appeal = prose(8, 150)
    stories = [story(str(n), text=prose(10 + n, 80) + " " + appeal, source="Tavira Post") for n in range(4)]
    assert copies(stories) == ()


def test_the_agency_itself_is_the_original() -> None:
    own = story("z", "2031-03-06", WIRE, source="Reuters")
    (group,) = copies([story("a", "2031-03-04", WIRE), own])
    assert group.original == "z"


def test_credits() -> None:
    assert credit(story("a", text="TAVIRA (AP) — The council met.")) == "Associated Press"
    assert credit(story("a", text="TAVIRA, March 3. /TASS/. The council met.")) == "TASS"
    assert (
        credit(story("a", text="Talks resume\nBy The Associated Press\nThe council met."))
        == "Associated Press"
    )
    assert credit(story("a", text="The council told Reuters that it met.")) is None


def test_copies_count_as_one_source() -> None:
    texts = {"a": WIRE, "b": WIRE, "c": prose(7)}
    stories = [story(i, text=t) for i, t in texts.items()]
    found = [meeting(i, [nation("Norway", "NO"), nation("Sweden", "SE")], "2031-03-03") for i in texts]
    (entry,) = settle(Memory(stories, list(found))).entries
    assert (len(entry.articles), entry.sources) == (3, 2)
