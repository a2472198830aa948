"""Tables of a record as pandas data frames, for notebooks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, Table, select

from communique.errors import SettingsError
from communique.record import schema
from communique.record.view import StoredView

if TYPE_CHECKING:
    import pandas as pd

_TABLES: dict[str, Table] = {
    "statement": schema.statements,
    "event": schema.events,
    "meeting": schema.meetings,
    "pledge": schema.pledges,
    "position": schema.positions,
    "proposal": schema.proposals,
}


def articles(view: StoredView) -> pd.DataFrame:
    """One row for each article, without its text."""
    a = schema.articles.c
    columns = (a.id, a.source, a.title, a.url, a.published_first, a.published_last, a.read_at)
    return _frame(view, select(*columns).order_by(a.id))


def findings(view: StoredView, kind: str) -> pd.DataFrame:
    """One row for each finding of a kind: article and source, its fields, the exact words, score, id.

    Days are datetime.date objects; None where the report says nothing. Findings that a person
    rejected are in it, marked in the column `rejected`.
    """
    table = _TABLES[kind]
    a, f = schema.articles.c, schema.findings.c
    own = [c for c in table.c if c.name != "finding_id" and not c.name.endswith(("_char", "_anchor"))]
    query = (
        select(
            f.article_id.label("article"),
            a.source,
            a.published_first.label("published"),
            *own,
            f.text.label("words"),
            f.start_char,
            f.end_char,
            f.score,
            f.id,
        )
        .select_from(schema.findings.join(schema.articles).join(table))
        .order_by(f.article_id, f.ordinal)
    )
    frame = _frame(view, query)
    frame["rejected"] = frame["id"].isin(sorted(view.rejected()))
    return frame


def actors(view: StoredView) -> pd.DataFrame:
    """One row for each settled actor; aliases, offices and articles are tuples."""
    rows = [
        {
            "id": actor.id,
            "name": actor.name,
            "kind": actor.kind.value,
            "country": actor.country,
            "named": actor.named,
            "sector": actor.sector,
            "aliases": actor.aliases,
            "offices": tuple(f"{o.title}, {o.of}" if o.of else o.title for o in actor.offices),
            "articles": actor.articles,
        }
        for actor in view.actors()
    ]
    columns = ["id", "name", "kind", "country", "named", "sector", "aliases", "offices", "articles"]
    frame: pd.DataFrame = _pandas().DataFrame(rows, columns=columns)
    return frame


def _frame(view: StoredView, query: Select[Any]) -> pd.DataFrame:
    columns = [c.name for c in query.selected_columns]
    frame: pd.DataFrame = _pandas().DataFrame([tuple(r) for r in view.rows(query)], columns=columns)
    return frame


def _pandas() -> Any:
    try:
        import pandas
    except ImportError as error:
        raise SettingsError(
            'data frames need pandas; install it with: pip install "communique[frames]"'
        ) from error
    return pandas
