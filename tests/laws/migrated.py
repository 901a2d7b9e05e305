"""Laws about migrations: the models are what they make, each can be taken back, none knows today's code."""

import ast
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, create_engine, pool
from sqlalchemy.types import TypeEngine

from server.kernel.db import driver_url
from toolchain.places import ROOT

SCRIPTS = ROOT / "migrations"
OURS = ("server", "worker", "toolchain", "tests", "bench")

# A constraint or an index may be known to the database alone: policies and partial indexes are plain SQL, and a
# model that repeated them would decide nothing. What a model does say of them has to be so.
KNOWN_TO_THE_DATABASE = ("remove_index", "remove_constraint", "remove_fk")

# Everything that a migration can make, in one text: equal before and after, it was taken back whole.
SHAPE = """
SELECT 'column ' || a.attrelid::regclass || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
       || ' ' || a.attnotnull || ' ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '')
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'v', 'm', 'p')
  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
 WHERE c.relnamespace IN (SELECT oid FROM ours) AND a.attnum > 0 AND NOT a.attisdropped
UNION ALL SELECT 'constraint ' || c.conrelid::regclass || ' ' || pg_get_constraintdef(c.oid)
  FROM pg_constraint c WHERE c.connamespace IN (SELECT oid FROM ours) AND c.conrelid <> 0
UNION ALL SELECT 'index ' || pg_get_indexdef(i.indexrelid)
  FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid WHERE c.relnamespace IN (SELECT oid FROM ours)
UNION ALL SELECT 'policy ' || p.schemaname || '.' || p.tablename || ' ' || p.policyname || ' ' || p.cmd || ' '
       || coalesce(p.qual, '') || ' ' || coalesce(p.with_check, '') FROM pg_policies p
UNION ALL SELECT 'function ' || pg_get_functiondef(p.oid) || ' ' || p.proowner::regrole || ' '
       || coalesce(p.proacl::text, '')
  FROM pg_proc p WHERE p.pronamespace IN (SELECT oid FROM ours)
UNION ALL SELECT 'trigger ' || pg_get_triggerdef(t.oid) FROM pg_trigger t
  JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal AND c.relnamespace IN (SELECT oid FROM ours)
UNION ALL SELECT 'rights ' || c.oid::regclass || ' ' || c.relrowsecurity || ' ' || c.relforcerowsecurity || ' '
       || coalesce((SELECT string_agg(a::text, ' ' ORDER BY a::text) FROM unnest(c.relacl) a), '')
  FROM pg_class c WHERE c.relnamespace IN (SELECT oid FROM ours) AND c.relkind IN ('r', 'v', 'm', 'p', 'S')
UNION ALL SELECT 'type ' || t.oid::regtype FROM pg_type t
 WHERE t.typnamespace IN (SELECT oid FROM ours) AND t.typtype = 'e'
"""
OF_ANY_SCHEMA = "WITH ours AS (SELECT oid FROM pg_namespace WHERE nspname IN ('directory', 'tenant', 'ourpatch'))"


def differences(owner_url: str, *metadata: MetaData) -> list[str]:
    """Where the migrated database is not what these models say."""
    engine = create_engine(driver_url(owner_url), poolclass=pool.NullPool)
    found: list[str] = []
    with engine.connect() as connection:
        for models in metadata:
            schema = models.schema

            def ours(name: str | None, kind: str, _parents: Any, schema: str | None = schema) -> bool:
                return kind != "schema" or name == schema

            options = {"compare_type": True, "compare_server_default": True}
            context = MigrationContext.configure(
                connection, opts=options | {"include_schemas": True, "include_name": ours}
            )
            found += [_told(change) for change in _flat(compare_metadata(context, models)) if _counts(change)]
    return found


def _flat(changes: list[Any]) -> Iterator[tuple[Any, ...]]:
    """Alembic nests what belongs to one column in a list."""
    for change in changes:
        if isinstance(change, list):
            yield from _flat(change)
        else:
            yield change


def _counts(change: tuple[Any, ...]) -> bool:
    return change[0] not in KNOWN_TO_THE_DATABASE


def _told(change: tuple[Any, ...]) -> str:
    """In one line; what Alembic found out by the way (a dict) is left out."""
    return " ".join(repr(part) if isinstance(part, TypeEngine) else str(part) for part in change if _said(part))


def _said(part: Any) -> bool:
    return part is not None and not isinstance(part, dict)


def heads(scripts: Path = SCRIPTS) -> list[str]:
    """The migrations that none follows."""
    return list(ScriptDirectory(str(scripts)).get_heads())


def imports_of_ours(scripts: Path = SCRIPTS) -> list[str]:
    """Migrations, or their environment, that import what may be gone when they run."""
    found = []
    for file in sorted(scripts.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            found += [f"{file.name}: {name}" for name in names if name.partition(".")[0] in OURS]
    return found


def not_taken_back(owner_url: str, scripts: Path = SCRIPTS) -> list[str]:
    """Migrations whose way down does not lead back to what was there, or that can't go up a second time."""
    found = []
    with _alembic(owner_url, scripts) as config:
        steps = list(ScriptDirectory(str(scripts)).walk_revisions())[::-1]
        for step in steps:
            before = _shape(owner_url)
            command.upgrade(config, step.revision)
            after = _shape(owner_url)
            try:
                command.downgrade(config, "-1")
                found += [f"{step.revision} leaves {line}" for line in _shape(owner_url) ^ before]
                command.upgrade(config, step.revision)
                found += [f"{step.revision} makes another {line}" for line in _shape(owner_url) ^ after]
            except Exception as problem:  # noqa: BLE001 - whatever it is, it is what we look for
                return [*found, f"{step.revision}: {type(problem).__name__}"]
    return found


@contextmanager
def _alembic(owner_url: str, scripts: Path) -> Iterator[Config]:
    config = Config(str(SCRIPTS / "alembic.ini"))
    config.set_main_option("script_location", str(scripts))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OWNER_DATABASE_URL", owner_url)
        yield config


def _shape(owner_url: str) -> set[str]:
    with psycopg.connect(owner_url) as connection:
        rows = connection.execute(f"{OF_ANY_SCHEMA} {SHAPE}".encode()).fetchall()
    return {row[0] for row in rows if row[0] and "schema_version" not in row[0]}
