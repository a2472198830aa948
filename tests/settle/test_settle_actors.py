from __future__ import annotations

from dataclasses import replace

import pytest
from settle_view import Memory, actor, judge, meeting, nation, person, story

from communique.errors import SettingsError
from communique.model.entry import SettledActor
from communique.model.finding import Actor
from communique.model.judgement import Judgement
from communique.model.reference import ActorKind, Office
from communique.settle import settle
from communique.settle.actors import PERSONS, Profile, compare
from communique.settle.names import person_name, sound

STATE, BODY, GROUP = ActorKind.STATE, ActorKind.ORGANISATION, ActorKind.GROUP


def settled(*actors: Actor, judgements: tuple[Judgement, ...] = ()) -> tuple[SettledActor, ...]:
    stories = [story(a) for a in sorted({a.article for a in actors})]
    return settle(Memory(stories, list(actors), list(judgements))).actors


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Andrii Sybiha", "Andriy Sibiga"),
        ("Volodymyr Zelensky", "Vladimir Zelenskiy"),
        ("Volodymyr Zelenskyy", "Volodymyr Zelensky"),
        ("Vladimir Putin", "Vladimir V. Putin"),
        ("Steve Witkoff", "Steven Witkoff"),
        ("Abbas Araghchi", "Abbas Araqchi"),
        ("Ursula von der Leyen", "Ursula Leyen"),
        ("Ahmed al-Sharaa", "Ahmed Sharaa"),
        ("J. Tarrow", "Julian Tarrow"),
        ("President Mara Dov", "Mara Dov"),
        ("Kim Jong-un", "Kim Jong Un"),
    ],
)
def test_spellings_of_one_person(one: str, other: str) -> None:
    assert len(settled(actor("a", one), actor("b", other))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mara Dov", "Ilya Dov"),
        ("George Lind", "Gerald Lind"),
        ("Mara Dov", "Mara Don"),
        ("K. Tarrow", "Julian Tarrow"),
        ("Kim Jong-un", "Kim Yo-jong"),
    ],
)
def test_different_people(one: str, other: str) -> None:
    assert len(settled(actor("a", one), actor("b", other))) == 2


def test_namesakes_of_two_states_stay_apart() -> None:
    found = settled(
        actor("a", "Ivan Petrov", country="BG", office=("finance minister", "Bulgaria")),
        actor("b", "Ivan Petrov", country="RU", office=("envoy", "Russia")),
    )
    assert len(found) == 2
    assert len({a.id for a in found}) == 2


def test_lone_surname_joins_the_only_one_who_can_be_meant() -> None:
    found = settled(actor("a", "Mara Dov"), actor("b", "Dov"), actor("c", "President Dov"))
    assert [(a.name, len(a.articles)) for a in found] == [("Mara Dov", 3)]


def test_lone_surname_joins_nobody_when_two_can_be_meant() -> None:
    found = settled(actor("a", "Mara Dov"), actor("b", "Ilya Dov"), actor("c", "Dov"))
    assert len(found) == 3


def test_lone_surname_with_an_office_joins_its_holder() -> None:
    office = ("foreign minister", "Norway")
    found = settled(
        actor("a", "Mara Dov", country="NO", office=office),
        actor("b", "Ilya Dov", country="SE"),
        actor("c", "Dov", country="NO", office=office),
    )
    assert sorted(len(a.articles) for a in found) == [1, 2]


def test_states_and_bodies_go_by_their_names() -> None:
    found = settled(
        actor("a", "the United States", STATE, "US"),
        actor("b", "U.S.", STATE, "US"),
        actor("c", "United Nations", BODY),
        actor("d", "UN", BODY),
        actor("e", "Tavira Concord Council", BODY, aliases=("TCC",)),
        actor("f", "TCC", BODY),
    )
    assert {(a.name, len(a.articles)) for a in found} == {
        ("United States", 2), ("United Nations", 2), ("Tavira Concord Council", 2),
    }  # fmt: skip


def test_unnamed_people_never_join() -> None:
    found = settled(
        actor("a", "a senior official", GROUP, named=False),
        actor("b", "a senior official", GROUP, named=False),
    )
    assert len(found) == 2


def test_people_decide() -> None:
    a, b, c = actor("a", "Mara Dov"), actor("b", "Mara Dov"), actor("c", "Ilya Sen")
    assert len(settled(a, b, judgements=(judge("different", a.id, b.id),))) == 2
    assert len(settled(a, c, judgements=(judge("same", a.id, c.id),))) == 1
    later = (judge("same", a.id, c.id, hour=10), judge("different", a.id, c.id, hour=11))
    assert len(settled(a, c, judgements=later)) == 2
    whole = settled(a, b, c)
    ids = [x.id for x in whole]
    assert len(settled(a, b, c, judgements=(judge("same", ids[0], ids[1]),))) == 1
    assert len(settled(a, c, judgements=(judge("reject", a.id),))) == 1
    assert len(settled(a, c, judgements=(judge("same", a.id, "gone"),))) == 2


def test_a_corrected_name() -> None:
    a = actor("a", "Mara Dow")
    (found,) = settled(a, judgements=(judge("correct", a.id, field="name", value="Mara Dov"),))
    assert found.name == "Mara Dov"
    with pytest.raises(SettingsError, match="name, kind, country"):
        settled(a, judgements=(judge("correct", a.id, field="age", value="7"),))


def test_references_without_a_finding_count_in_meetings() -> None:
    a = meeting("a", [person("Mara Dov"), nation("Norway", "NO")], "2031-03-03")
    b = meeting("b", [person("Dov"), nation("Norway", "NO")], "2031-03-03")
    (entry,) = settle(Memory([story("a"), story("b")], [a, b])).entries
    assert entry.title == "Mara Dov – Norway, 3 March 2031"


def test_a_decision_explains_itself() -> None:
    one, other = (
        Profile(name=person_name(n), country=None, offices=frozenset())
        for n in ("Andrii Sybiha", "Andriy Sibiga")
    )
    sentence = compare(one, other).sentence()
    assert sentence == (
        "the same person: surname spelled otherwise (+1.8), same given name (+2.0); 3.8 of 3.0 needed."
    )
    assert PERSONS.weight("given names differ") < 0


def test_many_actors_settle_fast() -> None:
    names = [f"{g}ena {s}ov" for g in "BDFLMNPRST" for s in ("Bar", "Tim", "Gol", "Rud", "Vas", "Mel", "Kor")]
    found = settled(*(actor(f"a{i}", names[i % len(names)]) for i in range(3000)))
    assert len(found) == len(names)
    assert sound("zelenskyy") == sound("zelensky")


def test_a_lone_surname_joins_the_far_most_reported_bearer() -> None:
    many = [actor(f"a{i}", "Mara Dov") for i in range(10)]
    found = settled(*many, actor("b", "Ilya Dov"), actor("c", "Dov"))
    assert [(a.name, len(a.articles)) for a in found] == [("Mara Dov", 11), ("Ilya Dov", 1)]


def test_brackets_are_no_part_of_a_name() -> None:
    assert len(settled(actor("a", "[Mara] Dov"), actor("b", "Mara Dov"))) == 1


GOVERNMENT = ActorKind.GOVERNMENT


def test_a_government_is_apart_from_its_state_and_of_its_country() -> None:
    found = settled(
        actor("a", "Russia", STATE, "RU"),
        actor("b", "the Kremlin", GOVERNMENT, "RU"),
        actor("c", "the Russian government", GOVERNMENT, "RU"),
    )
    assert sorted((a.kind, a.country, len(a.articles)) for a in found) == [
        (GOVERNMENT, "RU", 2), (STATE, "RU", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("the Russian Defence Ministry", "Russia's Ministry of Defense", True),
        ("the Russian Defence Ministry", "the Russian Foreign Ministry", False),
        ("the Dov administration", "President Mara Dov's administration", True),
        ("the Dov administration", "the Sen administration", False),
    ],
)
def test_bodies_of_a_state_under_several_names(one: str, other: str, same: bool) -> None:
    found = settled(actor("a", one, GOVERNMENT, "RU"), actor("b", other, GOVERNMENT, "RU"))
    assert len(found) == (1 if same else 2)


def test_what_only_common_nouns_name_never_joins() -> None:
    found = settled(actor("a", "police", ActorKind.ARMED_GROUP), actor("b", "police", ActorKind.ARMED_GROUP))
    assert [a.named for a in found] == [False, False]


def test_several_spoken_of_as_one_are_no_actor() -> None:
    pair = replace(actor("a", "Mara Dov and Ilya Sen", GROUP), members=(person("Mara Dov"),))
    assert settled(pair) == ()


def test_offices_given_far_less_often_are_left_out() -> None:
    many = [actor(f"a{i}", "Mara Dov", office=("president", "Norway")) for i in range(30)]
    (found,) = settled(*many, actor("b", "Mara Dov", office=("judge orders", "Europe")))
    assert [o.title for o in found.offices] == ["president"]


def test_persons_told_by_an_office_alone_stay_in_their_article() -> None:
    found = settled(actor("a", "the Orlian foreign minister"), actor("b", "the Vastran foreign minister"))
    assert len(found) == 2
    assert len(settled(actor("a", "the prime minister"), actor("b", "the prime minister"))) == 2


def test_an_office_with_an_adjective_is_told_by_the_polity() -> None:
    one = actor("a", "Mara Dov", office=("president", "Orlia"))
    other = actor("b", "Mara Dov")
    other = replace(other, offices=(Office(title="orlian president"), Office(title="vice president")))
    (found,) = settled(one, other)
    assert [o.title for o in found.offices] == ["president", "vice president"]
