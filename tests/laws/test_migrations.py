"""Migrations work with yesterday's code, and the models are what they make."""

import shutil
from pathlib import Path

from sqlalchemy import BigInteger, Column, MetaData, Table, Text

from server.kernel.db import DirectoryTable, TenantTable
from tests.conftest import Database
from tests.laws import modules
from tests.laws.migrated import SCRIPTS, differences, heads, imports_of_ours, not_taken_back

ONE_MORE = """
from alembic import op
import server.kernel.clock

revision, down_revision, branch_labels, depends_on = "{revision}", "{after}", None, None


def upgrade() -> None:
    op.execute("CREATE TABLE tenant.example (coop_id uuid)")


def downgrade() -> None:
    "Leaves the table behind."
"""


def _with_one_more(place: Path, after: str) -> Path:
    copied = shutil.copytree(SCRIPTS, place / "migrations", ignore=shutil.ignore_patterns("__pycache__"))
    (copied / "versions" / "9999_example.py").write_text(ONE_MORE.format(revision="9999", after=after))
    return copied


def test_the_models_are_what_the_migrations_make(database: Database) -> None:
    modules.import_models()
    assert differences(database.owner_url, DirectoryTable.metadata, TenantTable.metadata) == []


def test_a_model_that_is_not_what_the_migrations_make_is_seen(database: Database) -> None:
    broken = MetaData(schema="tenant")
    key = Column("coop_id", BigInteger, primary_key=True)
    Table("patch", broken, key, Column("name", Text), Column("x", Text))
    seen = differences(database.owner_url, broken)
    assert "remove_table tenant.membership" in seen
    assert "remove_column tenant patch patch.id" in seen
    assert "add_column tenant patch patch.x" in seen
    assert "modify_type tenant patch coop_id UUID() BigInteger()" in seen
    assert "modify_nullable tenant patch name False True" in seen


def test_there_is_one_head() -> None:
    assert len(heads()) == 1


def test_a_second_head_is_seen(tmp_path: Path) -> None:
    assert heads(_with_one_more(tmp_path, "0001")) == [*heads(), "9999"]


def test_migrations_import_no_code_of_ours() -> None:
    assert imports_of_ours() == []


def test_a_migration_that_imports_ours_is_seen(tmp_path: Path) -> None:
    assert imports_of_ours(_with_one_more(tmp_path, heads()[0])) == ["9999_example.py: server.kernel.clock"]


def test_every_migration_goes_down_and_up_again(empty_database: Database) -> None:
    assert not_taken_back(empty_database.owner_url) == []


def test_a_migration_that_leaves_something_behind_is_seen(empty_database: Database, tmp_path: Path) -> None:
    seen = not_taken_back(empty_database.owner_url, _with_one_more(tmp_path, heads()[0]))
    assert "9999 leaves column tenant.example.coop_id uuid false " in seen
    assert seen[-1] == "9999: ProgrammingError"
