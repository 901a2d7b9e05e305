"""The `ourpatch` command: one sentence, and an exit code that is honest."""

from collections.abc import Callable

import psycopg
import pytest

from server import cli
from server.kernel import db
from tests.conftest import Database

Told = Callable[..., str]


@pytest.fixture(autouse=True)
def _engines_of_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command opens and closes its own."""
    monkeypatch.setattr(db._Opened, "engines", None)


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch, new_database: Callable[[], Database]) -> Database:
    """A new database, in the environment."""
    there = new_database()
    monkeypatch.setenv("DATABASE_URL", there.app_url)
    monkeypatch.setenv("OWNER_DATABASE_URL", there.owner_url)
    return there


@pytest.fixture
def failing(capsys: pytest.CaptureFixture[str]) -> Told:
    """Run a command that must fail; gives back its one sentence."""

    def run(*arguments: str) -> str:
        assert cli.main(arguments) == 1
        captured = capsys.readouterr()
        assert captured.out == ""
        lines = captured.err.strip().splitlines()
        assert len(lines) == 1
        return lines[0]

    return run


def _password(database: Database) -> str:
    return str(psycopg.conninfo.conninfo_to_dict(database.app_url)["password"])


def test_check_says_what_is_fit(on: Database, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check"]) == 0
    assert capsys.readouterr().out.startswith("Settings, database and queue are fit for demo.")


@pytest.mark.parametrize("name", ["DATABASE_URL", "REDIS_URL", "PUBLIC_URL", "SECRET_KEY"])
def test_a_missing_setting_is_named(name: str, on: Database, failing: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(name)
    assert failing("check") == f"ourpatch: {name} is not set."


def test_production_needs_a_mail_server(on: Database, failing: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OURPATCH_MODE", "production")
    assert "SMTP_URL" in failing("check")


def test_a_database_that_is_away(failing: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://ourpatch_app:x@127.0.0.1:9/none")
    monkeypatch.setenv("OWNER_DATABASE_URL", "postgresql://owner:x@127.0.0.1:9/none")
    monkeypatch.setenv("APP_DATABASE_PASSWORD", "x")
    assert "DATABASE_URL" in failing("check")
    assert "OWNER_DATABASE_URL" in failing("db", "prepare")
    assert "OWNER_DATABASE_URL" in failing("db", "upgrade")


def test_a_queue_that_is_away(on: Database, failing: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:9/0")
    assert "REDIS_URL" in failing("check")


def test_a_demo_setting_does_not_open_a_production_database(
    on: Database, failing: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OURPATCH_MODE", "production")
    monkeypatch.setenv("SMTP_URL", "smtp://localhost")
    assert cli.main(["check"]) == 0
    monkeypatch.setenv("OURPATCH_MODE", "demo")
    assert cli.main(["check"]) == 1


def test_an_empty_database_is_made_ready(
    empty_database: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", empty_database.app_url)
    monkeypatch.setenv("OWNER_DATABASE_URL", empty_database.owner_url)
    monkeypatch.setenv("APP_DATABASE_PASSWORD", _password(empty_database))
    for _ in range(2):  # as often as wanted
        assert cli.main(["db", "prepare"]) == 0
        assert cli.main(["db", "upgrade"]) == 0
    assert "The database is at" in capsys.readouterr().out
    assert cli.main(["check"]) == 0


def test_a_database_that_is_not_there_is_made(
    empty_database: Database, monkeypatch: pytest.MonkeyPatch, owner: psycopg.Connection
) -> None:
    name = f"{empty_database.name}_new"
    monkeypatch.setenv("OWNER_DATABASE_URL", empty_database.owner_url.replace(empty_database.name, name))
    monkeypatch.setenv("APP_DATABASE_PASSWORD", _password(empty_database))
    try:
        assert cli.main(["db", "prepare"]) == 0
        assert cli.main(["db", "upgrade"]) == 0
    finally:
        owner.execute(f"DROP DATABASE IF EXISTS {name}")


def test_the_roles_are_no_stronger_than_they_need(
    on: Database, owner: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    roles = owner.execute(
        "SELECT rolname, rolcanlogin, rolbypassrls, rolsuper, rolcreaterole, rolcreatedb FROM pg_roles"
        " WHERE rolname IN ('ourpatch_app', 'ourpatch_definer') ORDER BY rolname"
    ).fetchall()
    assert roles == [
        ("ourpatch_app", True, False, False, False, False),
        ("ourpatch_definer", False, True, False, False, False),
    ]


def test_a_co_op_is_founded_and_its_link_printed(
    on: Database, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OURPATCH_MODE", "production")
    monkeypatch.setenv("SMTP_URL", "smtp://localhost")
    told = ["coop", "create", "--name", " Quilt  Care ", "--admin-name", "Olu", "--admin-email", "olu@example.org"]
    assert cli.main(told) == 0
    sentence, link = capsys.readouterr().out.splitlines()
    assert sentence.startswith("Quilt Care is founded.")
    assert link.startswith("http://localhost:4100/invitation#")
    with psycopg.connect(on.owner_url) as owner:
        assert owner.execute("SELECT name FROM directory.coop").fetchall() == [("Quilt Care",)]
        assert owner.execute("SELECT mode FROM directory.installation").fetchall() == [("production",)]


@pytest.mark.parametrize(
    ("name", "email", "sentence"),
    [("  ", "olu@example.org", "--name"), ("x" * 81, "olu@example.org", "--name"), ("Quilt", "olu", "--admin-email")],
)
def test_a_co_op_without_name_or_address_is_not_founded(
    name: str, email: str, sentence: str, on: Database, failing: Told
) -> None:
    assert sentence in failing("coop", "create", "--name", name, "--admin-name", "Olu", "--admin-email", email)


def test_what_was_given_up_is_counted_and_tried_anew(on: Database, capsys: pytest.CaptureFixture[str]) -> None:
    with psycopg.connect(on.owner_url) as owner:
        owner.execute("INSERT INTO directory.outbox (topic, payload, due_at) VALUES ('x', '{}', '9999-01-01 00:00+00')")
    assert cli.main(["check"]) == 0
    assert "given up: 1." in capsys.readouterr().out
    assert cli.main(["outbox", "retry"]) == 0
    assert "anew: 1." in capsys.readouterr().out
    assert cli.main(["check"]) == 0
    assert "given up" not in capsys.readouterr().out


def test_the_demo_is_loaded_once(on: Database, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["demo", "load"]) == 0
    assert cli.main(["demo", "load"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Loaded: Meadow Lane Care Co-op, Harbour Co-op.",
        "The demo is loaded already.",
    ]
    assert cli.main(["demo", "people"]) == 0
    assert "Edith Hughes" in capsys.readouterr().out


def test_the_demo_is_not_loaded_in_production(on: Database, failing: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OURPATCH_MODE", "production")
    monkeypatch.setenv("SMTP_URL", "smtp://localhost")
    assert "made-up people" in failing("demo", "load")
