"""The page of tables says what the tables say."""

from __future__ import annotations

import importlib.util
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_of_tables_is_up_to_date() -> None:
    """To write it anew: python training/make_table_sheet.py docs/tables.md."""
    spec = importlib.util.spec_from_file_location("sheet", ROOT / "training" / "make_table_sheet.py")
    assert spec is not None
    assert spec.loader is not None
    sheet = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sheet)
    assert (ROOT / "docs" / "tables.md").read_text(encoding="utf-8") == sheet.page()
