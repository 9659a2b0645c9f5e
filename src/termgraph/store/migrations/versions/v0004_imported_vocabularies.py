"""What an imported vocabulary calls a term, and what it says that nothing else has room for."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Adds the IRI to terms, and a table for statements; what is there was not imported."""
    op.add_column("term", sa.Column("source_iri", sa.String()))
    op.create_table(
        "extra_statement",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("statement", sa.String(), nullable=False),
        sa.Column("terms", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
