"""Events: who did what to whom."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "events",
        sa.Column("finding_id", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("mode", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("quad", sa.String(), nullable=False),
        sa.Column("intensity", sa.Double(), nullable=False),
        sa.Column("contexts", sa.Text(), nullable=True),
        sa.Column("actors", sa.Text(), nullable=True),
        sa.Column("recipients", sa.Text(), nullable=True),
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
            ["finding_id"], ["findings.id"], name=op.f("fk_events_finding_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("finding_id", name=op.f("pk_events")),
        sqlite_with_rowid=False,
    )
