"""The `ourpatch` command: what an operator does. Whatever goes wrong ends in one sentence and exit code 1."""

import argparse
import os
import sys
from collections.abc import Sequence

import redis
from sqlalchemy.exc import OperationalError

from server.kernel import preparation
from server.kernel.config import Misconfigured, Settings
from server.kernel.db import close_engines, open_engines
from server.kernel.errors import Problem
from server.kernel.installation import UNREACHABLE, check_installation

QUEUE_UNREACHABLE = "Valkey cannot be reached at REDIS_URL."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives back the exit code."""
    asked = _parser().parse_args(arguments)
    try:
        asked.command(asked)
    except (Misconfigured, Problem) as problem:
        print(f"ourpatch: {problem}", file=sys.stderr)
        return 1
    except OperationalError:
        print(f"ourpatch: {UNREACHABLE}", file=sys.stderr)
        return 1
    finally:
        close_engines()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ourpatch", description="Ourpatch for whoever runs it.")
    groups = parser.add_subparsers(required=True, metavar="COMMAND")
    check = groups.add_parser("check", help="say whether settings, database and queue are fit")
    check.set_defaults(command=check_all)
    _add_database(groups.add_parser("db", help="make the database ready"))
    return parser


def _add_database(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    prepare = verbs.add_parser("prepare", help="make database and roles (OWNER_DATABASE_URL, APP_DATABASE_PASSWORD)")
    prepare.set_defaults(command=prepare_database)
    upgrade = verbs.add_parser("upgrade", help="run the migrations that are missing (OWNER_DATABASE_URL)")
    upgrade.set_defaults(command=upgrade_database)


def prepare_database(_asked: argparse.Namespace) -> None:
    preparation.prepare(_need("OWNER_DATABASE_URL"), _need("APP_DATABASE_PASSWORD"))
    print("The database and its roles are there.")


def upgrade_database(_asked: argparse.Namespace) -> None:
    revision = preparation.upgrade(_need("OWNER_DATABASE_URL"))
    print(f"The database is at {revision}.")


def check_all(_asked: argparse.Namespace) -> None:
    settings = _open()
    try:
        redis.Redis.from_url(settings.redis_url, socket_timeout=5, socket_connect_timeout=5).ping()
    except redis.RedisError as problem:
        raise Misconfigured(QUEUE_UNREACHABLE) from problem
    print(f"Settings, database and queue are fit for {settings.mode}.")


def _open() -> Settings:
    """Settings read, engines open, and the database fit for them."""
    settings = Settings.from_environment()
    open_engines(settings)
    check_installation(settings)
    return settings


def _need(name: str) -> str:
    """A variable that only the command line needs."""
    if value := os.environ.get(name, "").strip():
        return value
    raise Misconfigured(f"{name} is not set.")


if __name__ == "__main__":
    sys.exit(main())
