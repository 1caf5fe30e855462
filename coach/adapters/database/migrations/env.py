"""Run migrations on the connection that `migrate` hands over; alembic executes this file."""

from __future__ import annotations

from alembic import context

# SQLite can change few things in place: in batch mode, alembic builds the table anew and copies it.
context.configure(connection=context.config.attributes["connection"], render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
