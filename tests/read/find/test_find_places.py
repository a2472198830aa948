import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.model.finding import Place, PlaceUse
from communique.model.text import Article
from communique.read.analysis.build import analyse
from communique.read.find.finder import run
from communique.read.find.places import Places
from communique.read.find.places.gazetteer import lookup
from communique.read.find.places.head import shipped
from communique.read.find.places.mentions import known_names, mentions
from communique.read.find.places.tagger import askable, features
from communique.read.find.places.uses import features as use_features


def places(text: str, dateline: str | None = None) -> list[Place]:
    article = Article(id="p", text=text)
    if dateline:
        article = Article(id="p", text=text, dateline_place=article.span(0, len(dateline)))
    return [p for p in Places()(analyse(article), {}) if isinstance(p, Place)]


def shown(p: Place) -> str:
    return f"{p.place.name} {p.place.kind} {p.place.country}"


SENTENCES = [
    ("The envoys met in Kyiv on Tuesday.", ["Kyiv city UA"]),
    ("The envoys met in Kiev on Tuesday.", ["Kiev city UA"]),
    ("He was born in Paris, Texas.", ["Paris city US", "Texas region US"]),
    ("The talks were held in Paris.", ["Paris city FR"]),
    ("The storm hit Tampa, Fla., on Monday.", ["Tampa city US", "Fla. region US"]),
    ("They met at the White House and later flew to Camp David.",
     ["White House residence US", "Camp David residence US"]),
    ("The men met at the Dolmabahce Palace in Istanbul.", ["Dolmabahce Palace venue TR", "Istanbul city TR"]),
    ("The ministers gathered in Muscat, Oman.", ["Muscat city OM", "Oman country OM"]),
    ("Troops shelled the Sumy region and the Gaza Strip.", ["Sumy region region UA", "Gaza Strip area PS"]),
    ("The ship crossed the Black Sea.", ["Black Sea sea None"]),
    ("Talks took place in the Italian capital.", ["Rome city IT"]),
    ("The leaders will gather in New York for the assembly.", ["New York city US"]),
    ("The court sits in The Hague.", ["The Hague city NL"]),
    ("The minister visited Egypt.", ["Egypt country EG"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_sentence(sentence: str, expected: list[str]) -> None:
    assert [shown(p) for p in places(sentence)] == expected


NAMES = [
    ("A Tampa resident was arrested in Georgia.", ["Tampa", "Georgia"]),
    (
        "The Toledo-based bank closed offices in Boston, Dallas and Denver.",
        ["Toledo", "Boston", "Dallas", "Denver"],
    ),
    ("FLOODS HIT PRAGUE SUBURBS", ["PRAGUE"]),
    ("Texas Governor Ann Price resigned.", ["Texas"]),
    ("They met at the Hotel Lindenhof and then in Bellagio.", ["Hotel Lindenhof", "Bellagio"]),
    ("The delegations arrived in Quillhaven late on Sunday.", ["Quillhaven"]),
    ("Italy's capital was quiet.", ["Italy's capital"]),
    # persons
    ("Jordan Pickford saved a penalty.", []),
    ("Mr. Washington declined to comment.", []),
    ("Denzel Washington arrived late. Washington said he was tired.", []),
    ("Ms. Jackson of Jackson, Miss., won.", ["Jackson", "Miss."]),
    ("Sydney said her brother Dallas was ill.", []),
    # organisations, directions, peoples
    ("The UN and Hamas welcomed the plan.", []),
    ("Western and Arab leaders in the north were silent.", []),
    # a postal code stands behind a place
    ("Officials of the PA met in Ramallah.", ["Ramallah"]),
    # nothing at all
    ("The minister smiled.", []),
    ("“”—", []),
]


@pytest.mark.parametrize(("sentence", "expected"), NAMES)
def test_names(sentence: str, expected: list[str]) -> None:
    assert [p.evidence.spans[0].text for p in places(sentence)] == expected


def test_a_demonym_is_of_its_country() -> None:
    first, second = places("The Russian envoy spoke to two Iraqis.")
    assert (first.place.name, first.place.country, first.use) == ("Russia", "RU", "demonym")
    assert (second.place.name, second.place.country, second.use) == ("Iraq", "IQ", "demonym")
    assert first.place.lat is not None


USES = [
    ("The envoys met in Kyiv on Tuesday.", {"Kyiv": "literal"}),
    ("They met in Cairo's old town.", {"Cairo": "literal"}),
    ("Moscow said it would not send a delegation.", {"Moscow": "metonym"}),
    ("Washington urged Tehran to sign.", {"Washington": "metonym", "Tehran": "metonym"}),
    ("Talks with Iran have failed.", {"Iran": "metonym"}),
    ("Ukraine's parliament voted.", {"Ukraine": "associative"}),
    ("The Texas governor resigned.", {"Texas": "associative"}),
]


@pytest.mark.parametrize(("sentence", "expected"), USES)
def test_use(sentence: str, expected: dict[str, str]) -> None:
    assert {p.place.name: p.use.value for p in places(sentence)} == expected


def test_only_the_place_itself_says_where_something_is() -> None:
    analysis = analyse(Article(id="p", text="Moscow and Peru's president met in Quito."))
    run(analysis, [Places()])
    assert [p.place.name for p in analysis.layers.places] == ["Quito"]


def test_dateline_in_capitals() -> None:
    found = places("KYIV, Ukraine — The president spoke on Tuesday.", dateline="KYIV, Ukraine")
    assert [shown(p) for p in found] == ["Kyiv city UA", "Ukraine country UA"]


def test_one_sense_in_an_article() -> None:
    found = places("He was born in London, Ontario. He went to school in London.")
    assert {p.place.country for p in found} == {"CA"}


def test_resolved_places_have_coordinates_and_identifiers() -> None:
    (p,) = places("The envoys met in Geneva.")
    assert p.place.geonames_id == 2660646
    assert p.place.lat == pytest.approx(46.2, abs=0.1)
    assert p.place.lon == pytest.approx(6.15, abs=0.1)


def test_an_unknown_hall_has_no_coordinates() -> None:
    for p in places("They met at the Hotel Lindenhof Palace."):
        assert p.place.lat is None
        assert p.place.country is None


@pytest.mark.parametrize("name", ["Zürich", "zurich", "ZURICH"])
def test_lookup_ignores_case_and_diacritics(name: str) -> None:
    assert "CH" in {c.country for c in lookup(name)}


def test_lookup_of_a_name_that_is_none() -> None:
    assert lookup("Xanadu-on-Nowhere") == ()


def test_features_are_as_wide_as_the_heads_that_ship() -> None:
    analysis = analyse(Article(id="p", text="The envoys of Peru met in Quito."))
    words = askable(analysis)
    names, of_use = shipped("names"), shipped("uses")
    x = features(analysis, words, known_names(analysis))
    assert x.shape == (len(words), len(names.hidden))
    found = [(n, None) for n in mentions(analysis, names)]
    told = use_features(analysis, found, [PlaceUse.LITERAL] * len(found))
    assert told.shape == (2, len(of_use.hidden))


def test_words_that_may_belong_to_a_name() -> None:
    analysis = analyse(Article(id="p", text="The Isle of Man is small and green."))
    assert [analysis.text[i] for i in askable(analysis)] == ["The", "Isle", "of", "Man"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("They live in Laurel County.", ["Laurel County"]),
        ("Shells fell on the Sumy region.", ["Sumy region"]),
        ("Envoys went north.\nParis was calm. Texas was not.", ["Paris", "Texas"]),
        ("Western leaders met.", []),
        ("nothing here", []),
    ],
)
def test_the_longest_names_that_the_gazetteer_knows(text: str, names: list[str]) -> None:
    analysis = analyse(Article(id="p", text=text))
    assert [analysis.span(i, j).text for i, j, _ in known_names(analysis)] == names


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    if text:
        for p in places(text):
            assert text[p.evidence.spans[0].start : p.evidence.spans[0].end] == p.evidence.spans[0].text
