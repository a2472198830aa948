"""Actors: small reports, and who should be found in them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.model.finding import Actor, Finding
from communique.model.reference import ActorKind, MentionForm
from communique.model.text import Article
from communique.read.analysis.analysis import lay
from communique.read.analysis.build import analyse
from communique.read.find.actors import Actors
from communique.read.find.actors.lexicon import alike, name_key, split
from communique.read.find.finder import Finder
from communique.read.ingest.article import make_article

ReadKind = Callable[..., list[Finding]]


def read(text: str) -> dict[str, Actor]:
    analysis = analyse(Article(id="a", text=text))
    found = list(Actors()(analysis, {}))
    lay(analysis, found)
    for actor in found:
        assert isinstance(actor, Actor)
        for m in actor.mentions:
            assert text[m.span.start : m.span.end] == m.span.text
    return {a.name: a for a in found if isinstance(a, Actor)}


def texts(actor: Actor) -> list[str]:
    return [m.span.text for m in actor.mentions]


def who(text: str, word: str, nth: int = 0) -> str | None:
    """The name of the actor that the nth `word` of `text` stands for."""
    analysis = analyse(Article(id="a", text=text))
    lay(analysis, Actors()(analysis, {}))
    places = [i for i, t in enumerate(analysis.text) if t == word]
    ref = analysis.ref(places[nth])
    return None if ref is None else ref.name


def test_it_is_a_finder() -> None:
    assert isinstance(Actors(), Finder)


@pytest.mark.parametrize(
    ("text", "name", "kind", "country"),
    [
        ("Finnish President Alexander Stubb arrived on Monday.", "Alexander Stubb", ActorKind.PERSON, "FI"),
        ("Kenya's prime minister, Peter Otieno, left early.", "Peter Otieno", ActorKind.PERSON, "KE"),
        ("Marta Silva, the foreign minister of Portugal, agreed.", "Marta Silva", ActorKind.PERSON, "PT"),
        ("Mr. Hargreave said nothing.", "Hargreave", ActorKind.PERSON, None),
        (
            "The envoy, Khalid bin Rashid al-Mansoori, nodded.",
            "Khalid bin Rashid al-Mansoori",
            ActorKind.PERSON,
            None,
        ),
        ("The Kremlin said it would wait.", "the Kremlin", ActorKind.GOVERNMENT, "RU"),
        ("Norway signed the treaty.", "Norway", ActorKind.STATE, "NO"),
        ("NATO will send observers.", "NATO", ActorKind.ORGANISATION, None),
        ("Hezbollah rejected the terms.", "Hezbollah", ActorKind.ARMED_GROUP, "LB"),
        ("Reuters reported the talks.", "Reuters", ActorKind.OUTLET, "GB"),
        (
            "The Chilean foreign ministry protested.",
            "the Chilean foreign ministry",
            ActorKind.GOVERNMENT,
            "CL",
        ),
    ],
)
def test_named_actors(text: str, name: str, kind: ActorKind, country: str | None) -> None:
    actors = read(text)
    assert name in actors
    assert (actors[name].actor_kind, actors[name].country, actors[name].named) == (kind, country, True)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A senior Danish official said the plan was dead.", "a senior Danish official"),
        ("Two people familiar with the matter described the offer.", "two people familiar with the matter"),
        ("Residents said they heard shots.", "residents"),
    ],
)
def test_people_without_a_name(text: str, name: str) -> None:
    actor = read(text)[name]
    assert (actor.actor_kind, actor.named) == (ActorKind.GROUP, False)


def test_offices_with_state_and_passage() -> None:
    actor = read("Egyptian Foreign Minister Nabil Sabry met Anna Berg, the bloc's special envoy.")[
        "Nabil Sabry"
    ]
    office = actor.offices[0]
    assert (office.title, office.of) == ("foreign minister", "Egypt")
    assert office.span is not None
    assert "Foreign Minister" in office.span.text


@pytest.mark.parametrize(
    ("text", "word", "nth", "name"),
    [
        # Surnames, whatever spelling.
        ("Volodymyr Hlushko spoke first. Hlushko was brief.", "Hlushko", 1, "Volodymyr Hlushko"),
        # Offices.
        (
            "Polish President Jan Kowal met Czech President Petr Novy. The Czech president smiled.",
            "president",
            0,
            "Petr Novy",
        ),
        ("Irish Prime Minister Sean Daly rose. The prime minister said no.", "minister", 0, "Sean Daly"),
        (
            "Deputy Foreign Minister Ola Lind and Foreign Minister Per Ek met. The foreign minister said no.",
            "minister",
            0,
            "Per Ek",
        ),
        # Pronouns.
        ("Maria Lopez met Paul Renard. She said the deal was close.", "She", 0, "Maria Lopez"),
        ("Paul Renard met Maria Lopez. He said the deal was close.", "He", 0, "Paul Renard"),
        ('"We will sign," said Paul Renard. "There is time." He left for Oslo.', "He", 0, "Paul Renard"),
        ("Paul Renard said Maria Lopez had asked him to stay.", "him", 0, "Paul Renard"),
        ("Paul Renard, who chaired the talks, was pleased.", "who", 0, "Paul Renard"),
        ("The European Union said it would pay.", "it", 0, "the European Union"),
        # Nominals that point back.
        (
            "A Swedish diplomat spoke on Friday. The diplomat gave no date.",
            "diplomat",
            1,
            "a Swedish diplomat",
        ),
        (
            "The Omani foreign ministry denied it. The ministry gave no reason.",
            "ministry",
            1,
            "the Omani foreign ministry",
        ),
    ],
)
def test_coreference(text: str, word: str, nth: int, name: str) -> None:
    assert who(text, word, nth) == name


def test_two_persons_are_taken_up_together() -> None:
    text = "Paul Renard and Maria Lopez arrived on Friday. They said the talks had failed."
    assert who(text, "They") == "Paul Renard and Maria Lopez"
    pair = read(text)["Paul Renard and Maria Lopez"]
    assert pair.actor_kind is ActorKind.GROUP
    assert [s.text for s in pair.evidence.spans[:2]] == ["Paul Renard", "Maria Lopez"]


def test_both_leaders() -> None:
    text = (
        "Polish President Jan Kowal met Czech President Petr Novy in Brno. Both leaders praised the pipeline."
    )
    assert who(text, "leaders") == "Jan Kowal and Petr Novy"


def test_a_list_is_taken_up_again() -> None:
    text = "Chile, Peru and Bolivia signed the pact on Monday. The three countries will meet again in May."
    assert who(text, "countries") == "Chile, Peru and Bolivia"


def test_an_office_in_the_lead_is_named_in_the_next_sentence() -> None:
    text = "Peru's deputy foreign minister said talks go on. Rosa Quispe, who is also a judge, left."
    assert who(text, "minister") == "Rosa Quispe"


def test_the_last_subject_does_not_inherit_a_strange_office() -> None:
    text = "Finance Minister Rosa Quispe spoke first. The defense minister said nothing."
    assert who(text, "minister") != "Rosa Quispe"


def test_the_subject_of_what_is_said_is_not_who_says_it() -> None:
    text = "Paul Renard wrote to Karl Vogt. Vogt is wrong, he said."
    assert who(text, "he") != "Karl Vogt"


@pytest.mark.parametrize(
    "text",
    [
        "It rained in Norway all week.",  # where, not who
        "The talks were held near Lisbon.",
    ],
)
def test_a_place_is_no_actor(text: str) -> None:
    assert not [a for a in read(text).values() if a.actor_kind is ActorKind.STATE]


def test_a_capital_acts_where_it_is_a_subject() -> None:
    actors = read("Lisbon rejected the offer. The envoy flew to Portugal in May.")
    assert MentionForm.METONYM in {m.form for a in actors.values() for m in a.mentions}


def test_a_credit_is_no_actor() -> None:
    assert "Ilya Petrov" not in read("The two men shake hands. Ilya Petrov/Agency Pool")


def test_title_words_belong_to_the_person() -> None:
    text = "Ukrainian Foreign Minister Andrii Bondar wrote a letter."
    assert who(text, "Ukrainian") == who(text, "Bondar") == "Andrii Bondar"


def test_a_full_name_without_its_title() -> None:
    actors = read("Gov. Ellen Marsh spoke. Later Marsh left.")
    assert texts(actors["Ellen Marsh"])[-1] == "Marsh"


def test_same_text_same_chains() -> None:
    text = "Paul Renard met Maria Lopez. She said he was late. Both denied it."
    assert read(text) == read(text)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("zelensky", "zelenskyy", True),
        ("araghchi", "araqchi", True),
        ("merkel", "merz", False),
        ("macron", "macrons", False),
        ("bush", "busk", False),
    ],
)
def test_spellings_of_a_surname(a: str, b: str, same: bool) -> None:
    assert alike(a, b) is same


def test_comparable_names() -> None:
    assert name_key("Badr al-Busaidi") == ("badr", "busaidi")
    assert name_key("José Muñoz’s") == ("jose", "munoz")
    assert split("the Guinea-Bissau") == ("Guinea", "-", "Bissau")


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Chile met Kenya. Kenyan President Ada Otu said her country was glad.", "country", "Kenya"),
        ("Chile met Kenya. Chilean envoy Ana Paz said her country was glad.", "country", "Chile"),
        ("Kenyan President Ada Otu left. Her office said she was ill.", "office", "Ada Otu’s office"),
        (
            "The Kenyan government waited. Chile left. President Ada Otu of Kenya said her government knew.",
            "government",
            "the Kenyan government",
        ),
    ],
)
def test_what_belongs_to_whom(text: str, word: str, name: str) -> None:
    nth = 1 if text.lower().split().count(word) > 1 and word == "government" else 0
    assert who(text, word, nth) == name


def test_the_top_diplomat_of_the_country_spoken_of() -> None:
    text = "Foreign Minister Ada Otu of Kenya left. Kenya rested. The country's top diplomat slept."
    assert who(text, "diplomat") == "Ada Otu"


def test_her_country_stays_open_when_nobody_tells_it() -> None:
    assert who("Peru waited. Ana Paz said her country was glad.", "country") == "her country"


def test_the_two_sides_of_two_ministers_are_their_states() -> None:
    text = "Kenyan minister Ada Otu met Chilean minister Ana Paz, but the two sides agreed on nothing."
    both = read(text)["Kenya and Chile"]
    assert [m.name for m in both.members] == ["Kenya", "Chile"]
    assert all(m.country for m in both.members)


def test_a_plural_reference_has_its_members() -> None:
    analysis = analyse(Article(id="a", text="Ada Otu met Ana Paz. The two leaders shook hands."))
    lay(analysis, Actors()(analysis, {}))
    ref = analysis.ref(analysis.text.index("leaders"))
    assert ref is not None
    assert [m.name for m in ref.each()] == ["Ada Otu", "Ana Paz"]
    assert all(m.mention == ref.mention for m in ref.members)


POLITY = "Vastran President Ilo Karn met Prime Minister Ada Dunn of Orlia. Vastra was glad. "


def test_a_polity_that_no_table_lists() -> None:
    found = read(POLITY + "The Vastran army left.")
    assert found["Vastra"].actor_kind is ActorKind.STATE
    assert "Vastran" not in found
    assert [(o.title, o.of) for o in found["Ilo Karn"].offices] == [("president", "Vastra")]
    assert who(POLITY + "Vastra's leader slept.", "leader") == "Ilo Karn"


def test_given_names_make_no_polity() -> None:
    assert "Maria" not in {a.name for a in read("Marian officials came. Maria slept.").values()} - {"Maria"}
    found = read("Marian President Ilo Karn came. Maria slept.")
    assert all(a.actor_kind is not ActorKind.STATE for a in found.values())


HEADLINE = "President meets Kenya's leader\n\nOSLO, June 1, 2026 - President Ilo Karn received "


def test_an_office_in_a_headline_is_whose_the_report_tells() -> None:
    text = HEADLINE + "Kenyan Prime Minister Ada Otu in Oslo on Monday."
    analysis = analyse(make_article(text, date="2026-06-02"))
    lay(analysis, Actors()(analysis, {}))
    refs = [analysis.ref(i) for i in (0, analysis.text.index("leader"))]
    assert [r.name for r in refs if r] == ["Ilo Karn", "Ada Otu"]


@pytest.mark.parametrize(
    ("text", "name", "title", "of"),
    [
        ("Otu's spokesman Jan Druz spoke. Ada Otu slept.", "Jan Druz", "spokesman", "Ada Otu"),
        ("Ada Otu slept while Otu's lawyer Jan Druz spoke.", "Jan Druz", "lawyer", "Ada Otu"),
        ("Ann Bell, adviser to President Ilo Karn, spoke.", "Ann Bell", "adviser", None),
        ("Secretary of State Ann Bell spoke.", "Ann Bell", "secretary of state", None),
        ("FBI Director Ann Bell spoke.", "Ann Bell", "director", "FBI"),
        ("Kenyan Foreign Minister Ada Otu spoke.", "Ada Otu", "foreign minister", "Kenya"),
        ("The pro-Russian president Ilo Karn spoke.", "Ilo Karn", "president", None),
        ("The BBC correspondent Jo Lee spoke.", "Jo Lee", "correspondent", "BBC"),
    ],
)
def test_offices(text: str, name: str, title: str, of: str | None) -> None:
    assert [(o.title, o.of) for o in read(text)[name].offices] == [(title, of)]


def test_relations_are_no_offices() -> None:
    assert read("Ilo Karn, a close friend of the family, spoke.")["Ilo Karn"].offices == ()


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("President Ada Otu of Kenya left.", "Ada Otu", "KE"),
        ("Prime Minister Otu of the Netherlands left.", "Otu", "NL"),
        ("Ada Otu of Kenya won the race.", "Ada Otu", None),
        ("The Kremlin's Ivan Petrov spoke.", "Ivan Petrov", "RU"),
        ("Treasury Secretary Ann Bell spoke.", "Ann Bell", "US"),
        ("Home Secretary Ann Bell spoke.", "Ann Bell", "GB"),
        ("Foreign Secretary Ann Bell spoke.", "Ann Bell", None),
        ("Andri Port, a US-sanctioned former aide, spoke.", "Andri Port", None),
        ("The BBC's Ann Bell spoke.", "Ann Bell", None),
    ],
)
def test_countries_of_persons(text: str, name: str, country: str | None) -> None:
    assert read(text)[name].country == country


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ann Bell spoke in the capital, Norhavn.", "Norhavn"),
        ("The photo is by A. Lee/Snapwell Pictures.", "Snapwell Pictures"),
        ("I told them to Tell Putin.", "Tell Putin"),
    ],
)
def test_no_actors(text: str, name: str) -> None:
    assert name not in read(text)


def test_aliases_are_names_without_titles() -> None:
    found = read("Kenyan President Ada Otu spoke. Mrs Otu left. President Otu slept.")
    assert found["Ada Otu"].aliases == ("Otu",)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("NATO foreign ministers in Brussels said no.", "NATO foreign ministers"),
        ("A statement on Monday said so.", "a statement"),
        ("Residents of Kyiv left.", "residents of Kyiv"),
    ],
)
def test_where_and_when_are_no_part_of_a_name(read_kind: ReadKind, text: str, name: str) -> None:
    assert name in [a.name for a in read_kind("actor", text) if isinstance(a, Actor)]
