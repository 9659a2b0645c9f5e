"""How a publisher's pages look."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Adds the look of the pages to the glossary; that of one that is there is ours."""
    op.add_column("glossary", sa.Column("site", sa.JSON()))
