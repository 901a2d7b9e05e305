"""Migrations, as the SQL that they are, do nothing that would stop a co-op at work: squawk reads them."""

import io
import subprocess
from pathlib import Path

from alembic import command
from alembic.config import Config

from toolchain.places import ROOT

# Of counters that stay small, and of sections and purposes, which are bits; of the transaction and the table of
# versions, which are Alembic's.
ASIDE = ("prefer-bigint-over-int", "prefer-bigint-over-smallint", "transaction-nesting", "prefer-text-field")
SLOW = (
    "CREATE INDEX event_body ON tenant.event (coop_id, body);\nALTER TABLE tenant.patch ADD COLUMN size int NOT NULL;\n"
)


def _rendered() -> str:
    written = io.StringIO()
    config = Config(ROOT / "migrations" / "alembic.ini", output_buffer=written)
    command.upgrade(config, "head", sql=True)
    return written.getvalue()


def _found(sql: str, folder: Path) -> list[str]:
    file = folder / "migrations.sql"
    file.write_text(sql)
    asked = [
        "squawk",
        "--pg-version",
        "18",
        "--assume-in-transaction",
        "--reporter",
        "gcc",
        "--exclude",
        ",".join(ASIDE),
    ]
    done = subprocess.run([*asked, str(file)], check=False, capture_output=True, text=True)
    return [line for line in done.stdout.splitlines() if ": warning: " in line or ": error: " in line]


def test_no_migration_holds_a_lock_for_long(tmp_path: Path) -> None:
    assert _found(_rendered(), tmp_path) == []


def test_one_that_does_is_seen(tmp_path: Path) -> None:
    found = _found(_rendered() + SLOW, tmp_path)
    assert [rule for rule in ("require-concurrent-index-creation", "adding-required-field") if rule in str(found)]
