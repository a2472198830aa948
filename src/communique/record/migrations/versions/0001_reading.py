"""Articles, findings and outcomes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "articles",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("location", sa.Text(), nullable=True),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("published_first", sa.Date(), nullable=True),
        sa.Column("published_last", sa.Date(), nullable=True),
        sa.Column("published_value", sa.String(), nullable=True),
        sa.Column("published_start_char", sa.Integer(), nullable=True),
        sa.Column("published_end_char", sa.Integer(), nullable=True),
        sa.Column("published_text", sa.Text(), nullable=True),
        sa.Column("published_anchor", sa.Text(), nullable=True),
        sa.Column("published_inferred", sa.Boolean(), nullable=True),
        sa.Column("dateline_start_char", sa.Integer(), nullable=True),
        sa.Column("dateline_end_char", sa.Integer(), nullable=True),
        sa.Column("dateline_text", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("text_hash", sa.String(length=64), nullable=False),
        sa.Column("replaced", sa.Text(), nullable=True),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_articles")),
    )
    op.create_index(op.f("ix_articles_published_first"), "articles", ["published_first"], unique=False)
    op.create_table(
        "outcomes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("location", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("article_id", sa.String(), nullable=True),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("message", sa.Text(), nullable=True),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("findings", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcomes")),
        sa.UniqueConstraint("location", name=op.f("uq_outcomes_location")),
    )
    op.create_table(
        "blocks",
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("start_char", sa.Integer(), nullable=False),
        sa.Column("end_char", sa.Integer(), nullable=False),
        sa.Column("is_foreign", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_blocks_article_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", "ordinal", name=op.f("pk_blocks")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "finder_failures",
        sa.Column("location", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("finder", sa.String(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["location"], ["outcomes.location"], name=op.f("fk_finder_failures_location"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("location", "ordinal", name=op.f("pk_finder_failures")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "findings",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("start_char", sa.Integer(), nullable=True),
        sa.Column("end_char", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("finder", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("first_seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_findings_article_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_findings")),
    )
    op.create_index(
        op.f("ix_findings_article_id_ordinal"), "findings", ["article_id", "ordinal"], unique=False
    )
    op.create_index(
        op.f("ix_findings_kind_article_id_ordinal"),
        "findings",
        ["kind", "article_id", "ordinal"],
        unique=False,
    )
    op.create_table(
        "actor_aliases",
        sa.Column("finding_id", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("alias", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["findings.id"], name=op.f("fk_actor_aliases_finding_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("finding_id", "ordinal", name=op.f("pk_actor_aliases")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "actor_offices",
        sa.Column("finding_id", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("of_whom", sa.Text(), nullable=True),
        sa.Column("start_char", sa.Integer(), nullable=True),
        sa.Column("end_char", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["findings.id"], name=op.f("fk_actor_offices_finding_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("finding_id", "ordinal", name=op.f("pk_actor_offices")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "actors",
        sa.Column("finding_id", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["findings.id"], name=op.f("fk_actors_finding_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("finding_id", name=op.f("pk_actors")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_actors_name"), "actors", ["name"], unique=False)
    op.create_table(
        "meetings",
        sa.Column("finding_id", sa.String(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("mediators", sa.Text(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("place_geonames_id", sa.Integer(), nullable=True),
        sa.Column("place_lat", sa.Double(), nullable=True),
        sa.Column("place_lon", sa.Double(), nullable=True),
        sa.Column("place_country", sa.String(), nullable=True),
        sa.Column("place_start_char", sa.Integer(), nullable=True),
        sa.Column("place_end_char", sa.Integer(), nullable=True),
        sa.Column("place_text", sa.Text(), nullable=True),
        sa.Column("date_first", sa.Date(), nullable=True),
        sa.Column("date_last", sa.Date(), nullable=True),
        sa.Column("date_value", sa.String(), nullable=True),
        sa.Column("date_start_char", sa.Integer(), nullable=True),
        sa.Column("date_end_char", sa.Integer(), nullable=True),
        sa.Column("date_text", sa.Text(), nullable=True),
        sa.Column("date_anchor", sa.Text(), nullable=True),
        sa.Column("date_inferred", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["findings.id"], name=op.f("fk_meetings_finding_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("finding_id", name=op.f("pk_meetings")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "mentions",
        sa.Column("finding_id", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("start_char", sa.Integer(), nullable=True),
        sa.Column("end_char", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["findings.id"], name=op.f("fk_mentions_finding_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("finding_id", "ordinal", name=op.f("pk_mentions")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "places",
        sa.Column("finding_id", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("geonames_id", sa.Integer(), nullable=True),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("start_char", sa.Integer(), nullable=True),
        sa.Column("end_char", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["findings.id"], name=op.f("fk_places_finding_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("finding_id", name=op.f("pk_places")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "pledges",
        sa.Column("finding_id", sa.String(), nullable=False),
        sa.Column("givers", sa.Text(), nullable=True),
        sa.Column("receivers", sa.Text(), nullable=True),
        sa.Column("what", sa.Text(), nullable=True),
        sa.Column("amount", sa.Double(), nullable=True),
        sa.Column("upper", sa.Double(), nullable=True),
        sa.Column("currency", sa.String(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("per", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("by_when_first", sa.Date(), nullable=True),
        sa.Column("by_when_last", sa.Date(), nullable=True),
        sa.Column("by_when_value", sa.String(), nullable=True),
        sa.Column("by_when_start_char", sa.Integer(), nullable=True),
        sa.Column("by_when_end_char", sa.Integer(), nullable=True),
        sa.Column("by_when_text", sa.Text(), nullable=True),
        sa.Column("by_when_anchor", sa.Text(), nullable=True),
        sa.Column("by_when_inferred", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["findings.id"], name=op.f("fk_pledges_finding_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("finding_id", name=op.f("pk_pledges")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "positions",
        sa.Column("finding_id", sa.String(), nullable=False),
        sa.Column("party", sa.Text(), nullable=False),
        sa.Column("issue", sa.Text(), nullable=False),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=True),
        sa.Column("date_first", sa.Date(), nullable=True),
        sa.Column("date_last", sa.Date(), nullable=True),
        sa.Column("date_value", sa.String(), nullable=True),
        sa.Column("date_start_char", sa.Integer(), nullable=True),
        sa.Column("date_end_char", sa.Integer(), nullable=True),
        sa.Column("date_text", sa.Text(), nullable=True),
        sa.Column("date_anchor", sa.Text(), nullable=True),
        sa.Column("date_inferred", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["findings.id"], name=op.f("fk_positions_finding_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("finding_id", name=op.f("pk_positions")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "proposals",
        sa.Column("finding_id", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("by_whom", sa.Text(), nullable=True),
        sa.Column("with_whom", sa.Text(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("date_first", sa.Date(), nullable=True),
        sa.Column("date_last", sa.Date(), nullable=True),
        sa.Column("date_value", sa.String(), nullable=True),
        sa.Column("date_start_char", sa.Integer(), nullable=True),
        sa.Column("date_end_char", sa.Integer(), nullable=True),
        sa.Column("date_text", sa.Text(), nullable=True),
        sa.Column("date_anchor", sa.Text(), nullable=True),
        sa.Column("date_inferred", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["findings.id"], name=op.f("fk_proposals_finding_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("finding_id", name=op.f("pk_proposals")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "roles",
        sa.Column("finding_id", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("side", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("member", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("inferred", sa.Text(), nullable=True),
        sa.Column("start_char", sa.Integer(), nullable=True),
        sa.Column("end_char", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["findings.id"], name=op.f("fk_roles_finding_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("finding_id", "role", "side", "ordinal", "member", name=op.f("pk_roles")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_roles_name"), "roles", ["name"], unique=False)
    op.create_table(
        "spans",
        sa.Column("finding_id", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("start_char", sa.Integer(), nullable=True),
        sa.Column("end_char", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["findings.id"], name=op.f("fk_spans_finding_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("finding_id", "role", "ordinal", name=op.f("pk_spans")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "statements",
        sa.Column("finding_id", sa.String(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=True),
        sa.Column("cue", sa.Text(), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("quoting", sa.String(), nullable=False),
        sa.Column("sourcing", sa.String(), nullable=False),
        sa.Column("addressee", sa.Text(), nullable=True),
        sa.Column("relay", sa.Text(), nullable=True),
        sa.Column("said_on_first", sa.Date(), nullable=True),
        sa.Column("said_on_last", sa.Date(), nullable=True),
        sa.Column("said_on_value", sa.String(), nullable=True),
        sa.Column("said_on_start_char", sa.Integer(), nullable=True),
        sa.Column("said_on_end_char", sa.Integer(), nullable=True),
        sa.Column("said_on_text", sa.Text(), nullable=True),
        sa.Column("said_on_anchor", sa.Text(), nullable=True),
        sa.Column("said_on_inferred", sa.Boolean(), nullable=True),
        sa.Column("within_finding_id", sa.String(length=16), nullable=True),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["findings.id"], name=op.f("fk_statements_finding_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("finding_id", name=op.f("pk_statements")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "times",
        sa.Column("finding_id", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("first", sa.Date(), nullable=True),
        sa.Column("last", sa.Date(), nullable=True),
        sa.Column("value", sa.String(), nullable=True),
        sa.Column("start_char", sa.Integer(), nullable=True),
        sa.Column("end_char", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("anchor", sa.Text(), nullable=True),
        sa.Column("inferred", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["findings.id"], name=op.f("fk_times_finding_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("finding_id", name=op.f("pk_times")),
        sqlite_with_rowid=False,
    )
