"""docs/record.md names every table and column, no others, and its questions can be asked."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
import record_samples as samples
from alembic.config import Config
from alembic.script import ScriptDirectory

from communique.record import migrations, schema
from communique.record.record import Record

DOCS = Path(__file__).parents[2] / "docs" / "record.md"
SECTIONS = dict(re.findall(r"^### (\w+)\n(.*?)(?=^##)", DOCS.read_text(encoding="utf-8"), re.M | re.S))
QUESTIONS = re.findall(r"```sql\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.S)


@pytest.mark.parametrize("table", schema.metadata.sorted_tables, ids=lambda t: t.name)
def test_every_column_is_documented(table) -> None:  # type: ignore[no-untyped-def]
    named = set(re.findall(r"`(\w+)`", SECTIONS[table.name]))
    assert {c.name for c in table.c} - named == set()


def test_no_table_is_documented_that_is_not_there() -> None:
    assert set(SECTIONS) == {*schema.metadata.tables, schema.VERSION_TABLE}


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_questions_have_answers(tmp_path: Path, question: str) -> None:
    path = tmp_path / "talks.db"
    with Record(path, create=True) as record:
        article = samples.article()
        record.writer.store(article, samples.findings(article), None, "v1")
        record.writer.settle(samples.settlement(article))
    connection = sqlite3.connect(path)
    assert connection.execute(question).fetchall()
    connection.close()


def test_the_newest_revision_is_the_schemas_version() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_current_head() == schema.SCHEMA_VERSION
