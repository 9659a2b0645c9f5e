"""Which state of the original a translation was made from."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Adds the digest to translations; those that are there do not say."""
    op.add_column("translation", sa.Column("made_from", sa.String()))
