"""Two engines and two sets of tables: the directory (who can sign in) and the tenants (all else)."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, MetaData, create_engine
from sqlalchemy.orm import DeclarativeBase

from server.kernel.config import Settings

NAMES = {
    "ix": "%(table_name)s_%(column_0_N_name)s",
    "uq": "%(table_name)s_%(column_0_N_name)s_key",
    "fk": "%(table_name)s_%(column_0_N_name)s_fkey",
    "pk": "%(table_name)s_pkey",
}


class DirectoryTable(DeclarativeBase):
    """A table of the directory: accounts, credentials, sessions, which co-op is where."""

    metadata = MetaData(schema="directory", naming_convention=NAMES)


class TenantTable(DeclarativeBase):
    """A table of the tenants: every key starts with `coop_id`, Row-Level Security is forced."""

    metadata = MetaData(schema="tenant", naming_convention=NAMES)


# A database that a broken network has swallowed: without these a statement waits for it a quarter of an hour, and with
# it all that the co-op sends through this process.
GIVES_UP = {
    "connect_timeout": 5,  # seconds
    "tcp_user_timeout": 15_000,  # milliseconds until what was sent has to have arrived
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
}


@dataclass(frozen=True, slots=True)
class Engines:
    """One database by default, seen through two doors; no transaction writes through both.

    `at_once` is the tenants' again, with connections on which a statement is a transaction of its own.
    """

    directory: Engine
    tenant: Engine
    at_once: Engine


class _Opened:
    engines: Engines | None = None


def driver_url(url: str) -> str:
    """The URL with the driver that SQLAlchemy is to use (psycopg 3)."""
    scheme, rest = url.split("://", 1)
    return f"postgresql+psycopg://{rest}" if scheme in ("postgresql", "postgres") else url


def open_engines(settings: Settings, *, pool_size: int = 8) -> Engines:
    """Open both engines for this process. Call once, before the first unit of work."""

    def engine(url: str, **more: Any) -> Engine:
        return create_engine(
            driver_url(url),
            pool_size=pool_size,
            max_overflow=4,
            pool_timeout=5,
            pool_pre_ping=False,
            hide_parameters=True,  # what somebody wrote stays out of what an error says, wherever that is printed
            connect_args={"application_name": "ourpatch", "options": "-c timezone=UTC", **GIVES_UP},
            **more,
        )

    _Opened.engines = Engines(
        directory=engine(settings.directory_url),
        tenant=engine(settings.database_url),
        at_once=engine(settings.database_url, isolation_level="AUTOCOMMIT", pool_reset_on_return=None),
    )
    return _Opened.engines


def engines() -> Engines:
    """This process's engines."""
    if _Opened.engines is None:
        raise RuntimeError("open_engines() has not been called in this process")
    return _Opened.engines


def close_engines() -> None:
    """Give all connections back (after a fork, at the end of a test)."""
    if (opened := _Opened.engines) is not None:
        for engine in (opened.directory, opened.tenant, opened.at_once):
            engine.dispose()
        _Opened.engines = None
