"""Judgements and what settling makes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "entries",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("status", sa.String(), nullable=True),
        sa.Column("date_first", sa.Date(), nullable=True),
        sa.Column("date_last", sa.Date(), nullable=True),
        sa.Column("sources", sa.Integer(), nullable=False),
        sa.Column("judged", sa.Boolean(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entries")),
    )
    op.create_index(op.f("ix_entries_kind_ordinal"), "entries", ["kind", "ordinal"], unique=False)
    op.create_table(
        "judgements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("object", sa.String(), nullable=True),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("field", sa.String(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judgements")),
    )
    op.create_index(op.f("ix_judgements_subject"), "judgements", ["subject"], unique=False)
    op.create_table(
        "settled_actors",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_settled_actors")),
    )
    op.create_index(op.f("ix_settled_actors_name"), "settled_actors", ["name"], unique=False)
    op.create_index(op.f("ix_settled_actors_ordinal"), "settled_actors", ["ordinal"], unique=False)
    op.create_table(
        "copy_groups",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("original", sa.String(), nullable=False),
        sa.Column("similarity", sa.Double(), nullable=False),
        sa.Column("credit", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["original"], ["articles.id"], name=op.f("fk_copy_groups_original")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_copy_groups")),
    )
    op.create_table(
        "entry_articles",
        sa.Column("entry_id", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("article_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name=op.f("fk_entry_articles_article_id")),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entries.id"], name=op.f("fk_entry_articles_entry_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("entry_id", "ordinal", name=op.f("pk_entry_articles")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_entry_articles_article_id"), "entry_articles", ["article_id"], unique=False)
    op.create_table(
        "entry_findings",
        sa.Column("entry_id", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("finding_id", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entries.id"], name=op.f("fk_entry_findings_entry_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("entry_id", "ordinal", name=op.f("pk_entry_findings")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_entry_findings_finding_id"), "entry_findings", ["finding_id"], unique=False)
    op.create_table(
        "entry_versions",
        sa.Column("entry_id", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("sources", sa.Integer(), nullable=False),
        sa.Column("finding_ids", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entries.id"], name=op.f("fk_entry_versions_entry_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("entry_id", "field", "ordinal", name=op.f("pk_entry_versions")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "settled_aliases",
        sa.Column("actor_id", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("alias", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["settled_actors.id"], name=op.f("fk_settled_aliases_actor_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("actor_id", "ordinal", name=op.f("pk_settled_aliases")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_settled_aliases_alias"), "settled_aliases", ["alias"], unique=False)
    op.create_table(
        "settled_findings",
        sa.Column("actor_id", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("finding_id", sa.String(length=16), nullable=False),
        sa.Column("article_id", sa.String(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["settled_actors.id"], name=op.f("fk_settled_findings_actor_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("actor_id", "ordinal", name=op.f("pk_settled_findings")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_settled_findings_article_id_name"), "settled_findings", ["article_id", "name"], unique=False
    )
    op.create_index(op.f("ix_settled_findings_finding_id"), "settled_findings", ["finding_id"], unique=False)
    op.create_table(
        "settled_offices",
        sa.Column("actor_id", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("of_whom", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["settled_actors.id"], name=op.f("fk_settled_offices_actor_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("actor_id", "ordinal", name=op.f("pk_settled_offices")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "copy_articles",
        sa.Column("group_id", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("article_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name=op.f("fk_copy_articles_article_id")),
        sa.ForeignKeyConstraint(
            ["group_id"], ["copy_groups.id"], name=op.f("fk_copy_articles_group_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("group_id", "ordinal", name=op.f("pk_copy_articles")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_copy_articles_article_id"), "copy_articles", ["article_id"], unique=False)
