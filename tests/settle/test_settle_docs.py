from __future__ import annotations

from pathlib import Path

import pytest

from communique.settle import correctable
from communique.settle.actors import PERSONS
from communique.settle.features import FeatureTable
from communique.settle.pledges import PLEDGES
from communique.settle.same import MEETINGS, PROPOSALS

DOC = Path(__file__).parents[2] / "docs" / "settling.md"
TABLES = {"Persons": PERSONS, "Meetings": MEETINGS, "Pledges": PLEDGES, "Proposals": PROPOSALS}


def rendered(table: FeatureTable) -> str:
    rows = [f"| {f.name} | {f.weight:+.2f} | {f.why} |" for f in table.features]
    return "\n".join(
        [f"Needed: {table.threshold:.1f}", "", "| feature | weight | why |", "|---|---|---|", *rows]
    )


@pytest.mark.parametrize("name", TABLES)
def test_the_page_has_the_table_as_it_is(name: str) -> None:
    section = DOC.read_text(encoding="utf-8").split(f"### {name}\n\n")[1].split("\n\n#")[0]
    assert section.strip() == rendered(TABLES[name])


@pytest.mark.parametrize("kind", ["meeting", "pledge", "proposal", "actor"])
def test_the_page_says_what_can_be_corrected(kind: str) -> None:
    assert f"| {kind} | {', '.join(correctable(kind))} |" in DOC.read_text(encoding="utf-8")
