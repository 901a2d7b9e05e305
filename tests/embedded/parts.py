"""The servers of one test run, and the databases in them."""

import secrets
import shutil
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from server.kernel import preparation
from toolchain.postgres import Cluster
from toolchain.valkey import Valkey

APP = "ourpatch_app"
TEMPLATE = "ourpatch_template"


@dataclass(frozen=True, slots=True)
class Where:
    """How to reach the servers of this run; what the workers of pytest-xdist are handed."""

    owner_base: str
    app_base: str
    valkey_base: str

    def owner_url(self, database: str) -> str:
        return f"{self.owner_base}/{database}"

    def app_url(self, database: str) -> str:
        return f"{self.app_base}/{database}"

    def valkey_url(self, number: int) -> str:
        return f"{self.valkey_base}/{number}"

    def clone(self, name: str, template: str = TEMPLATE) -> None:
        """A new database as a copy of the migrated one."""
        with psycopg.connect(self.owner_url("postgres"), autocommit=True) as connection:
            command = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")
            connection.execute(command.format(sql.Identifier(name), sql.Identifier(template)))

    def drop(self, name: str) -> None:
        with psycopg.connect(self.owner_url("postgres"), autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def handed_on(self) -> dict[str, str]:
        return asdict(self)


class Parts:
    """Starts and stops them; belongs to the process that leads the run."""

    def __init__(self) -> None:
        self._place = Path(tempfile.mkdtemp(prefix="ourpatch-tests-"))
        self._app_password = secrets.token_hex(16)
        self.postgres = Cluster(self._place / "postgres", secrets.token_hex(16), throw_away=True)
        self.valkey = Valkey(self._place / "valkey", secrets.token_hex(16), throw_away=True)

    def start(self) -> Where:
        """Both servers, and the database of which each test's is a copy."""
        try:
            self.valkey.start()
            self.postgres.start()
            where = Where(
                owner_base=self.postgres.url("").rstrip("/"),
                app_base=self.postgres.url("", APP, self._app_password).rstrip("/"),
                valkey_base=self.valkey.url(0).removesuffix("/0"),
            )
            self.postgres.make_database(TEMPLATE)
            self._migrate(where.owner_url(TEMPLATE))
        except BaseException:
            self.stop()
            raise
        return where

    def stop(self) -> None:
        self.postgres.stop()
        self.valkey.stop()
        shutil.rmtree(self._place, ignore_errors=True)

    def _migrate(self, owner_url: str) -> None:
        """By what the operator's commands call."""
        preparation.prepare(owner_url, self._app_password)
        preparation.upgrade(owner_url)
