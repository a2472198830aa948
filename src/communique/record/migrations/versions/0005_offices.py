"""Offices by day with their reports, sectors of actors, and a user's own offices."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("actors", sa.Column("sector", sa.String(), nullable=True))
    op.add_column("actor_offices", sa.Column("standing", sa.String(), nullable=True))
    op.add_column("settled_actors", sa.Column("sector", sa.String(), nullable=True))
    op.add_column("settled_offices", sa.Column("standing", sa.String(), nullable=True))
    op.add_column("settled_offices", sa.Column("first", sa.String(), nullable=True))
    op.add_column("settled_offices", sa.Column("last", sa.String(), nullable=True))
    op.add_column("settled_offices", sa.Column("source", sa.Text(), nullable=True))
    op.add_column("settled_offices", sa.Column("reports", sa.Integer(), nullable=True))
    op.create_table(
        "known_offices",
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("of_whom", sa.Text(), nullable=False),
        sa.Column("first", sa.String(), nullable=True),
        sa.Column("last", sa.String(), nullable=True),
        sa.Column("wikidata", sa.String(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("ordinal", name=op.f("pk_known_offices")),
    )
    op.create_table(
        "office_reports",
        sa.Column("actor_id", sa.String(), nullable=False),
        sa.Column("office", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("start_char", sa.Integer(), nullable=True),
        sa.Column("end_char", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["settled_actors.id"], name=op.f("fk_office_reports_actor_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name=op.f("fk_office_reports_article_id")),
        sa.PrimaryKeyConstraint("actor_id", "office", "ordinal", name=op.f("pk_office_reports")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_office_reports_article_id"), "office_reports", ["article_id"], unique=False)
    op.create_table(
        "settled_seats",
        sa.Column("actor_id", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("finding_id", sa.String(length=16), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["settled_actors.id"], name=op.f("fk_settled_seats_actor_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name=op.f("fk_settled_seats_article_id")),
        sa.PrimaryKeyConstraint("actor_id", "ordinal", name=op.f("pk_settled_seats")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_settled_seats_article_id"), "settled_seats", ["article_id"], unique=False)
