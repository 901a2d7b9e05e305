"""What kind of installation a database is, and whether it is the one that these settings mean.

The first start, founding or demo load stamps the database; afterwards nothing changes it, so the demo's open
doors never stand before real people's data.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import cast

from alembic.script import ScriptDirectory
from sqlalchemy import Connection, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import OperationalError, ProgrammingError

from server.kernel.config import Misconfigured, Mode, Settings
from server.kernel.db import engines
from server.kernel.errors import Unavailable
from server.kernel.models import Installation
from server.kernel.unit_of_work import directory_work

MIGRATIONS = Path(__file__).parents[2] / "migrations"
OLDEST_POSTGRESQL = 18

UNREACHABLE = "The database cannot be reached at DATABASE_URL."
NOT_MIGRATED = "The database has no Ourpatch tables yet, or older ones. Run: ourpatch db upgrade"
DEMO_ON_PRODUCTION = (
    "OURPATCH_MODE is demo, but this database serves a real co-op. A demo lets anyone in as anyone: "
    "give it a database of its own."
)
PRODUCTION_ON_DEMO = (
    "OURPATCH_MODE is production, but this database holds the demo. Give production a database of its own."
)
TOO_STRONG = "The role in DATABASE_URL may pass by Row-Level Security. Connect as ourpatch_app (ourpatch db prepare)."


@dataclass(frozen=True, slots=True)
class Fitness:
    """What a look at the database told."""

    version: int
    role_is_bound: bool
    migrated: bool


def too_old(server_version: int) -> str | None:
    """None, or the sentence for a PostgreSQL (by its number, as 180001) that is too old."""
    major = server_version // 10000
    if major >= OLDEST_POSTGRESQL:
        return None
    return f"The database is PostgreSQL {major}, and Ourpatch needs {OLDEST_POSTGRESQL} or newer."


def check_installation(settings: Settings) -> None:
    """Before a process serves anybody: Misconfigured, with one sentence, where the database is not fit for these
    settings. Stamps a database that is not stamped yet. Call after `open_engines`."""
    try:
        with engines().tenant.connect() as connection:
            fitness = look(connection)
    except OperationalError as problem:
        raise Misconfigured(UNREACHABLE) from problem
    if sentence := too_old(fitness.version):
        raise Misconfigured(sentence)
    if not fitness.migrated:
        raise Misconfigured(NOT_MIGRATED)
    if not fitness.role_is_bound:
        raise Misconfigured(TOO_STRONG)
    stamp(settings.mode)


def look(connection: Connection) -> Fitness:
    """PostgreSQL's version, whether our role is bound by the policies, and whether the tables are there."""
    version = int(connection.scalar(text("SHOW server_version_num")))
    bound = connection.scalar(
        text("SELECT NOT (rolsuper OR rolbypassrls) FROM pg_catalog.pg_roles WHERE rolname = current_user")
    )
    return Fitness(version, bool(bound), _is_migrated(connection))


def stamp(mode: Mode) -> None:
    """Say for ever what this database is for; Misconfigured where it is for something else already."""
    try:
        with directory_work() as work:
            work.session.execute(insert(Installation).values(mode=mode).on_conflict_do_nothing())
            stamped = cast(Mode, work.session.scalars(select(Installation.mode)).one())
    except Unavailable as problem:
        raise Misconfigured(UNREACHABLE) from problem
    if stamped != mode:
        raise Misconfigured(DEMO_ON_PRODUCTION if mode == "demo" else PRODUCTION_ON_DEMO)


class _Known:
    revisions: frozenset[str] = frozenset()
    head: str = ""


def _is_migrated(connection: Connection) -> bool:
    """At our head, or at one that we do not know: that is tomorrow's, and yesterday's code works with it."""
    if not _Known.head:
        scripts = ScriptDirectory(str(MIGRATIONS))
        _Known.head = scripts.get_current_head() or ""
        _Known.revisions = frozenset(script.revision for script in scripts.walk_revisions())
    try:
        stamped = connection.scalar(text("SELECT version_num FROM ourpatch.schema_version"))
    except ProgrammingError:
        connection.rollback()
        return False
    return stamped == _Known.head or bool(stamped and stamped not in _Known.revisions)
