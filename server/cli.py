"""The `ourpatch` command: what an operator does. Whatever goes wrong ends in one sentence and exit code 1."""

import argparse
import os
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from uuid import UUID

import redis
from sqlalchemy.exc import OperationalError

from server import domains
from server.consent.queries.verifying import NotAsSealed, Verifier
from server.coops.actions.found_coop import found_coop
from server.coops.rules import NAME_LIMIT
from server.demo.actions.load_demo import load_demo
from server.demo.rules import stories, who_is_who
from server.identity.queries import all_coops
from server.kernel import outbox, preparation
from server.kernel.actor import the_coop
from server.kernel.config import Misconfigured, Settings
from server.kernel.db import close_engines, open_engines
from server.kernel.errors import Problem
from server.kernel.installation import UNREACHABLE, check_installation
from server.kernel.outbox import AnyWork
from server.kernel.unit_of_work import directory_work, unit_of_work

__all__ = ["domains", "main"]

ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+|[^@\s]+@localhost")
QUEUE_UNREACHABLE = "Valkey cannot be reached at REDIS_URL."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives back the exit code."""
    asked = _parser().parse_args(arguments)
    try:
        asked.command(asked)
    except (Misconfigured, Problem, NotAsSealed) as problem:
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
    _add_coop(groups.add_parser("coop", help="co-ops of this installation"))
    _add_outbox(groups.add_parser("outbox", help="what has not left yet"))
    _add_verify(groups.add_parser("verify-log", help="do the sums of the access log again"))
    _add_demo(groups.add_parser("demo", help="the demo's world of two made-up co-ops"))
    return parser


def _add_database(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    prepare = verbs.add_parser("prepare", help="make database and roles (OWNER_DATABASE_URL, APP_DATABASE_PASSWORD)")
    prepare.set_defaults(command=prepare_database)
    upgrade = verbs.add_parser("upgrade", help="run the migrations that are missing (OWNER_DATABASE_URL)")
    upgrade.set_defaults(command=upgrade_database)


def _add_coop(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    create = verbs.add_parser("create", help="found a co-op, and print the link for its first secretary")
    create.add_argument("--name", required=True, help="the co-op's name")
    create.add_argument("--admin-name", required=True, help="the first secretary's name")
    create.add_argument("--admin-email", required=True, help="their address, to sign in with later")
    create.set_defaults(command=create_coop)


def _add_outbox(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    retry = verbs.add_parser("retry", help="try what was given up once more")
    retry.set_defaults(command=retry_outbox)


def _add_verify(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--coop", type=UUID, help="this co-op's alone, by its id")
    parser.set_defaults(command=verify_log)


def _add_demo(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    verbs.add_parser("load", help="load it, if it is not there").set_defaults(command=load_demo_world)
    verbs.add_parser("people", help="list who can be signed in as").set_defaults(command=list_demo_people)


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
    if count := sum(_at_each_outbox(outbox.given_up)):
        print(f"Rows of the outbox that were given up: {count}. Mend the cause, then run: ourpatch outbox retry")


def retry_outbox(_asked: argparse.Namespace) -> None:
    _open()
    print(f"Rows of the outbox that are tried anew: {sum(_at_each_outbox(outbox.take_up))}.")


def verify_log(asked: argparse.Namespace) -> None:
    """Say of each co-op's access log whether it is as it was sealed, and name each row that is not."""
    _open()
    with directory_work() as work:
        coops = [coop for coop in all_coops(work) if asked.coop in (None, coop.id)]
    if asked.coop and not coops:
        raise Misconfigured("There is no co-op with this id.")
    found = 0
    for coop in coops:
        with unit_of_work(the_coop(coop.id, "operations")) as tenant:
            verifier = Verifier(tenant)
            for finding in verifier.findings():
                found += 1
                print(f"{coop.name}: {finding}")
        print(f"{coop.name}: {verifier.rows} rows and {verifier.batches} batches were looked through.")
    if found:
        raise NotAsSealed(f"The access log is not what was sealed. Findings: {found}.")


def create_coop(asked: argparse.Namespace) -> None:
    settings = _open()
    name, admin = _fit_name("--name", asked.name), _fit_name("--admin-name", asked.admin_name)
    if not ADDRESS.fullmatch(asked.admin_email):
        raise Misconfigured("--admin-email is not an e-mail address.")
    founded = found_coop(name=name, admin_name=admin, admin_email=asked.admin_email, settings=settings)
    print(f"{name} is founded. This link makes {admin} its secretary, once, for 14 days:")
    print(founded.link)


def load_demo_world(_asked: argparse.Namespace) -> None:
    loaded = load_demo(_open())
    print(f"Loaded: {', '.join(loaded)}." if loaded else "The demo is loaded already.")


def list_demo_people(_asked: argparse.Namespace) -> None:
    for story in stories():
        print(story.name)
        for name, what in who_is_who(story):
            print(f"  {name}, {what}")


def _at_each_outbox(do: Callable[[AnyWork], int]) -> Iterator[int]:
    """Do this at the directory's outbox and at each co-op's, one after another."""
    with directory_work() as work:
        yield do(work)
        coops = [coop.id for coop in all_coops(work)]
    for coop_id in coops:
        with unit_of_work(the_coop(coop_id, "operations")) as tenant:
            yield do(tenant)


def _fit_name(option: str, told: str) -> str:
    """A name as it is kept; Misconfigured for what is none."""
    fit = " ".join(unicodedata.normalize("NFC", told).split())
    if not 1 <= len(fit) <= NAME_LIMIT or not fit.isprintable():
        raise Misconfigured(f"{option} has to be 1 to {NAME_LIMIT} characters long, all of them printable.")
    return fit


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
