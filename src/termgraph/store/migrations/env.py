"""What Alembic runs around the steps: they share the connection and the transaction they are given.

SQLite can change tables inside a transaction as PostgreSQL can, so an upgrade that is killed leaves the old tables.
"""

from alembic import context

from termgraph.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transactional_ddl=True,
    render_as_batch=True,
)
context.run_migrations()
