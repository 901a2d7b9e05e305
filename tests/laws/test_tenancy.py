"""Another tenant's rows do not exist, and without a context nobody's do."""

from collections.abc import Callable
from uuid import uuid4

import psycopg
import pytest

from tests.conftest import Database
from tests.laws.tenancy import (
    ENTER,
    WITHOUT_ACCESS,
    Asked,
    changed_without_right,
    hidden_from_its_own,
    open_without_access,
    shown_without_right,
    used_connection,
    with_rows,
)

GRANT = "GRANT SELECT, INSERT, UPDATE, DELETE ON tenant.example TO ourpatch_app"
OPEN = f"CREATE TABLE tenant.example (coop_id uuid NOT NULL, id uuid, PRIMARY KEY (coop_id, id)); {GRANT}"
CAST_TOO_SOON = f"""
{OPEN}; ALTER TABLE tenant.example ENABLE ROW LEVEL SECURITY; ALTER TABLE tenant.example FORCE ROW LEVEL SECURITY;
CREATE POLICY see ON tenant.example FOR SELECT USING (coop_id = current_setting('ourpatch.coop', true)::uuid);
"""
NewDatabase = Callable[[], Database]


@pytest.fixture
def asked(new_database: NewDatabase) -> Asked:
    return with_rows(new_database())


def test_a_tenant_sees_its_own_row_in_every_table(asked: Asked) -> None:
    assert hidden_from_its_own(asked) == []


def test_without_a_context_a_used_connection_shows_no_row_of_any_table(asked: Asked) -> None:
    assert shown_without_right(asked, None) == []
    assert changed_without_right(asked, None) == []


def test_another_tenant_sees_and_changes_no_row_of_any_table(asked: Asked) -> None:
    assert shown_without_right(asked, uuid4()) == []
    assert changed_without_right(asked, uuid4()) == []


@pytest.mark.parametrize("enter", WITHOUT_ACCESS, ids=["the co-op", "another member", "another purpose", "acting"])
def test_within_a_co_op_a_section_is_open_to_whoever_has_access_to_it_and_to_nobody_else(
    asked: Asked, enter: str
) -> None:
    assert open_without_access(asked, enter) == []


def test_a_section_that_is_open_is_seen(asked: Asked) -> None:
    assert {"tenant.entry", "tenant.entry_reply", "tenant.entry_file"} <= set(open_without_access(asked, ENTER))


def test_a_tenant_cannot_write_a_row_for_another(asked: Asked) -> None:
    with used_connection(asked) as connection, connection.transaction(force_rollback=True):
        connection.execute(ENTER, [uuid4()])
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("INSERT INTO tenant.coop (coop_id, name) VALUES (%s, 'x')", [uuid4()])


def test_a_table_without_row_level_security_is_seen(new_database: NewDatabase) -> None:
    broken = with_rows(new_database(), OPEN)
    assert shown_without_right(broken, None) == ["example: 1"]
    assert shown_without_right(broken, uuid4()) == ["example: 1"]
    assert changed_without_right(broken, None) == ["example: UPDATE 1", "example: DELETE 1"]


def test_a_policy_that_breaks_on_an_empty_context_is_seen(new_database: NewDatabase) -> None:
    broken = with_rows(new_database(), CAST_TOO_SOON)
    assert shown_without_right(broken, None) == ["example: InvalidTextRepresentation"]


def test_a_table_that_nobody_can_read_is_seen(new_database: NewDatabase) -> None:
    broken = with_rows(new_database(), f"{OPEN}; ALTER TABLE tenant.example ENABLE ROW LEVEL SECURITY")
    assert hidden_from_its_own(broken) == ["example: 0"]
