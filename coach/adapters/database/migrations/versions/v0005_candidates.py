"""Keep with a report what its anchors and structure were chosen from, so that a person can choose otherwise."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a column that is empty for all that is there; SQLite adds it in place."""
    op.add_column("report", sa.Column("candidates", sa.Text()))
