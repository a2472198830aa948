"""Terms of pledges: earlier sums, bounds, conversions, totals and conditions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("pledges", sa.Column("period_first", sa.Date(), nullable=True))
    op.add_column("pledges", sa.Column("period_last", sa.Date(), nullable=True))
    op.add_column("pledges", sa.Column("period_value", sa.String(), nullable=True))
    op.add_column("pledges", sa.Column("period_start_char", sa.Integer(), nullable=True))
    op.add_column("pledges", sa.Column("period_end_char", sa.Integer(), nullable=True))
    op.add_column("pledges", sa.Column("period_text", sa.Text(), nullable=True))
    op.add_column("pledges", sa.Column("period_anchor", sa.Text(), nullable=True))
    op.add_column("pledges", sa.Column("period_inferred", sa.Boolean(), nullable=True))
    op.add_column("pledges", sa.Column("earlier", sa.Double(), nullable=True))
    op.add_column("pledges", sa.Column("bound", sa.String(), nullable=True))
    op.add_column("pledges", sa.Column("additional", sa.Boolean(), nullable=True))
    op.add_column("pledges", sa.Column("converted", sa.Double(), nullable=True))
    op.add_column("pledges", sa.Column("converted_currency", sa.String(), nullable=True))
    op.add_column("pledges", sa.Column("total", sa.Double(), nullable=True))
    op.add_column("pledges", sa.Column("condition", sa.Text(), nullable=True))
