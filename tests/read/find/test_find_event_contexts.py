"""Contexts of sentences by their words."""

from __future__ import annotations

import pytest

from communique.knowledge import table, values
from communique.read.analysis.analysis import Analysis
from communique.read.analysis.build import analyse
from communique.read.find.events.contexts import contexts
from communique.read.ingest.article import make_article

SENTENCES = [
    ("Two brigades moved artillery to the front line.", "military"),
    ("The Intelligence Service said that it had caught a spy.", "intelligence"),
    ("She reshuffled the cabinet by executive order.", "executive"),
    ("Lawmakers sent the text back to Parliament.", "legislative"),
    ("Polling stations stayed open for the by-election.", "election"),
    ("They want to change the Constitution.", "political_institutions"),
    ("Pro-democracy groups ask for a return to civilian rule.", "pro_democracy"),
    ("The junta rules by itself since it seized power.", "pro_autocracy"),
    ("Norland raised tariffs on exports from Vessia.", "economic"),
    ("Prosecutors asked the court for an arrest warrant.", "legal"),
    ("Calder demands reparations for the long occupation.", "reparations"),
    ("They spoke of crimes against humanity.", "human_rights crime"),
    ("They defended freedom of expression.", "rights_freedoms"),
    ("The crackdown drove many dissidents out.", "repression"),
    ("Famine threatens the displaced.", "human_security"),
    ("They marched for women’s rights and against femicide.", "gender"),
    ("The capital held its first Pride parade.", "lgbt"),
    ("The archbishop met ethnic minorities.", "religion_ethnicity"),
    ("They protested against racism and poverty.", "inequality"),
    ("The ambassador handed a note to the Foreign Ministry.", "diplomatic"),
    ("Sel was annexed, and its sovereignty is disputed.", "territory"),
    ("Blue helmets of the peace-keeping mission left.", "peacekeeping"),
    ("The clinic ran out of cholera vaccines.", "health"),
    ("They asked for asylum in Calder.", "asylum"),
    ("Nine migrants were deported.", "migration"),
    ("An earthquake and landslides cut the road.", "disasters"),
    ("The pipeline carries natural gas.", "natural_resource"),
    ("They spoke on greenhouse-gas emissions and climate change.", "environment"),
    ("New rules for semiconductors and artificial intelligence.", "technology"),
    ("The suicide bomber belonged to a jihadist group.", "terrorism"),
    ("Inspectors found enriched uranium and a nerve agent.", "cbrn"),
    ("Hackers spread ransomware.", "cyber"),
    ("The ministry called it fake news and propaganda.", "misinformation"),
    ("The gang is wanted for robbery.", "crime"),
    ("He took bribes from two firms.", "corruption"),
    ("The boat carried cocaine.", "illegal_drugs"),
    ("Police broke a ring of human traffickers and smugglers.", "trafficking"),
]
NOTHING = [
    "She met him in Port Aven on Tuesday.",
    "Prices at the market rose in a climate of fear.",  # neither economic nor environment by these words
    "The president fell ill after dinner.",
    "They traded blame for the collapse.",
    "He took no offence at the bill for lunch.",
    "— ; «»",
]


def analysis(text: str) -> Analysis:
    return analyse(make_article(text, id="a"))


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=[e for _, e in SENTENCES])
def test_a_sentence_for_each_context(text: str, expected: str) -> None:
    a = analysis(text)
    assert sorted(contexts(a, 0, len(a))) == sorted(expected.split())


def test_every_context_has_its_sentence() -> None:
    assert {e for _, names in SENTENCES for e in names.split()} == {
        r["context"] for r in table("plover_contexts").rows
    }


@pytest.mark.parametrize("text", NOTHING)
def test_words_that_show_none(text: str) -> None:
    a = analysis(text)
    assert contexts(a, 0, len(a)) == ()


def test_only_the_words_asked_for_count_and_the_order_is_the_manuals() -> None:
    a = analysis("The traffickers met the army. A foreign minister spoke.")
    assert contexts(a, 0, len(a)) == ("military", "diplomatic", "trafficking")
    assert contexts(a, 0, 2) == ("trafficking",)
    minister = a.lower.index("minister")
    assert contexts(a, 0, minister) == ("military", "trafficking")


def test_words_are_lemmas_in_small_letters() -> None:
    for row in table("plover_contexts").rows:
        for phrase in values(row["words"]):
            assert phrase == phrase.lower()
            assert "-" not in phrase or phrase == "covid-19"
