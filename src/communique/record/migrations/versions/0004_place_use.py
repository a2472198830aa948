"""What the name of a place does where it stands; places read before were literal ones."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("places", sa.Column("use", sa.String(), nullable=False, server_default="literal"))
