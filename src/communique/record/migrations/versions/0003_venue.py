"""Where, or through what, a statement was made."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("statements", sa.Column("venue_start_char", sa.Integer(), nullable=True))
    op.add_column("statements", sa.Column("venue_end_char", sa.Integer(), nullable=True))
    op.add_column("statements", sa.Column("venue_text", sa.Text(), nullable=True))
