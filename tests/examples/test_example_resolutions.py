"""The example of docs/adding-a-finder.md works as that page says."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from communique.errors import FinderError
from communique.model.finding import Proposal
from communique.read.find.finder import Finder, check, finders
from communique.read.ingest.article import make_article
from communique.read.reader import read_article

SOURCE = Path("examples/resolutions/src/communique_resolutions/__init__.py")
TEXT = (
    "The envoy said Security Council resolution 1701 must be carried out.\n\n"
    "Resolution 242 of the Security Council came first, and UNSC Resolution 1701 later."
)


def example() -> ModuleType:
    spec = importlib.util.spec_from_file_location("communique_resolutions", SOURCE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_it_is_a_finder_and_fits_behind_the_built_in_ones() -> None:
    resolutions = example().Resolutions()
    assert isinstance(resolutions, Finder)
    check((*finders(), resolutions))


def test_it_finds_each_resolution_once_with_all_passages() -> None:
    reading = read_article(make_article(TEXT), (*finders(), example().Resolutions()))
    mine = [f for f in reading.findings if isinstance(f, Proposal) and f.evidence.finder == "resolutions"]
    assert [(p.name, len(p.evidence.spans)) for p in mine] == [
        ("Security Council resolution 1701", 2),
        ("Security Council resolution 242", 1),
    ]


@pytest.mark.parametrize("text", ["The resolution was firm.", "Resolution 12 of the city council passed."])
def test_it_leaves_other_resolutions_alone(text: str) -> None:
    reading = read_article(make_article(text), (example().Resolutions(),))
    assert reading.findings == ()


def test_a_finder_that_needs_what_nothing_provides_is_refused_by_name() -> None:
    needy = example().Resolutions()
    needy.requires = ("tea",)
    with pytest.raises(FinderError, match="resolutions requires tea; before it there are"):
        check((*finders(), needy))
