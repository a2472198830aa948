"""Reading one text from Python."""

import subprocess
import sys

import pytest

import communique

TEXT = (
    "TALVIK, Ostmark (ONA) — Foreign Minister Lena Brandt of Ostmark met Norland's envoy Karl Dahl in Talvik "
    "on Monday, officials said.\n“We are closer to a treaty,” Brandt told reporters.\n"
)


def test_read_gives_typed_findings() -> None:
    found = communique.read(TEXT, date="2031-03-03", source="ONA")
    assert found.article.published is not None
    assert any("closer to a treaty" in s.content[0].text for s in found.statements)
    assert any(a.name == "Lena Brandt" for a in found.actors)
    assert {f.kind for f in found.all} >= {"statement", "actor", "time"}
    assert found.failures == ()
    assert all(isinstance(t, communique.Time) for t in found.times)
    assert len(found.all) == sum(
        len(part)
        for part in (
            found.statements,
            found.events,
            found.meetings,
            found.pledges,
            found.positions,
            found.proposals,
            found.times,
            found.places,
            found.actors,
        )
    )


def test_reading_is_pure() -> None:
    assert communique.read(TEXT).all == communique.read(TEXT).all


@pytest.mark.parametrize("text", ["", "  \n"])
def test_no_text(text: str) -> None:
    with pytest.raises(communique.CommuniqueError):
        communique.read(text)


@pytest.mark.parametrize("text", ["“", "\ud83d said", '"', "a", "\x00", "“A,” he said, “"])
def test_odd_texts_cost_nothing(text: str) -> None:
    assert communique.read(text).failures == ()


def test_names_are_all_there() -> None:
    for name in communique.__all__:
        assert getattr(communique, name) is not None
    with pytest.raises(AttributeError):
        _ = communique.nothing
    assert set(communique.__all__) == set(dir(communique))


def test_import_is_quick() -> None:
    code = "import sys, communique; print(sorted(m for m in sys.modules if m.startswith('communique')))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "['communique']"
