"""Make ``docs/tables.md``: what every table of knowledge holds, from where, under what licence.

Usage: python training/make_table_sheet.py docs/tables.md
"""

from __future__ import annotations

import sys
from importlib import resources
from pathlib import Path

from communique.knowledge import Table, table

HEAD = """\
# Tables of knowledge

What reading and settling know beforehand stands in reviewed tables under
`src/communique/knowledge/data/`, and nowhere in code. Each has its source, licence and date on top.
To change one, edit the file, set its date, and run the tests: every value must be clean, and some code
must read every table.

This page is made by `python training/make_table_sheet.py docs/tables.md`; a test holds it to the tables.
"""


def main(path: Path) -> None:
    """Write the page to `path`."""
    path.write_text(page(), encoding="utf-8")


def page() -> str:
    """The whole page."""
    folder = resources.files("communique.knowledge") / "data"
    names = sorted(p.name.partition(".")[0] for p in folder.iterdir() if ".tsv" in p.name)
    return HEAD + "".join(_section(table(name)) for name in names)


def _section(t: Table) -> str:
    columns = ", ".join(f"`{c}`" for c in (t.rows[0] if t.rows else ()))
    lines = [f"\n## {t.name}\n", f"{len(t.rows):,} rows: {columns}.", *([t.note + "."] if t.note else [])]
    return "\n".join([*lines, f"Source: {t.source}. Licence: {t.licence}. Date: {t.date}.\n"])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
