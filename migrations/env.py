"""Alembic's door: migrations run as the owner, with a lock timeout, and never import application code."""

import os

from alembic import context
from sqlalchemy import Connection, MetaData, create_engine, pool, text

# Yesterday's code goes on running: a migration that cannot get its lock, or holds one for long, gives way.
TIMEOUTS = "SET lock_timeout = '5s'; SET statement_timeout = '300s'"


def _url() -> str:
    url = os.environ["OWNER_DATABASE_URL"]
    return url.replace("postgresql://", "postgresql+psycopg://", 1)


def _migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=context.config.attributes.get("metadata", MetaData()),
        version_table="schema_version",
        version_table_schema="ourpatch",
        include_schemas=True,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        connection.execute(text(TIMEOUTS))
        context.run_migrations()


def _online() -> None:
    if connection := context.config.attributes.get("connection"):
        _migrate(connection)
        return
    engine = create_engine(_url(), poolclass=pool.NullPool)
    with engine.connect() as connection:
        connection.execute(text("CREATE SCHEMA IF NOT EXISTS ourpatch"))
        connection.commit()
        _migrate(connection)
        connection.commit()


def _offline() -> None:
    context.configure(
        url="postgresql://",
        literal_binds=True,
        version_table="schema_version",
        version_table_schema="ourpatch",
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.execute(TIMEOUTS)
        context.run_migrations()


if context.is_offline_mode():
    _offline()
else:
    _online()
