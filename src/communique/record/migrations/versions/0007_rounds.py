"""The number of a meeting in a row, and the place line of an article."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("meetings", sa.Column("number", sa.Integer(), nullable=True))
    op.add_column("articles", sa.Column("place", sa.Text(), nullable=True))
