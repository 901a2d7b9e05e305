"""Who lives in the house: one co-op of four persons with their care teams, a patch team and the conversation of all.
The rows are written as the owner: what is tried here is what happens afterwards."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import psycopg
from psycopg import sql

from tests.load.device import Seat

PERSONS = 4
Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation and who is in it, by their number."""

    conversation_id: str
    kind: str
    members: list[int]
    person_id: str | None = None
    patch_id: str | None = None


@dataclass(frozen=True, slots=True)
class World:
    """What was made: seats by number (the persons first), conversations (care teams first, then patch and co-op)."""

    coop_id: str
    seats: list[Seat]
    talks: list[Talk]
    care_team_members: dict[tuple[str, str], str]


def build(owner_url: str, members: int) -> World:
    """Fill a migrated database in which nobody lives yet."""
    coop_id, patch_id = str(uuid4()), str(uuid4())
    memberships = [str(uuid4()) for _ in range(members)]
    talks = _talks(members, patch_id)
    seats = [
        Seat(coop_id, membership, secrets.token_urlsafe(32), [t.conversation_id for t in talks if n in t.members])
        for n, membership in enumerate(memberships)
    ]
    care = {
        (str(talk.person_id), memberships[n]): str(uuid4()) for talk in talks[:PERSONS] for n in talk.members if n >= 4
    }
    with psycopg.connect(owner_url) as connection:
        _write_members(connection, coop_id, seats)
        _write_teams(connection, coop_id, patch_id, memberships, talks, care)
        _write_talks(connection, coop_id, memberships, talks)
    return World(coop_id, seats, talks, care)


def _talks(members: int, patch_id: str) -> list[Talk]:
    carers = range(PERSONS, members)
    teams = [
        Talk(str(uuid4()), "care_team", [p, *(n for n in carers if n % PERSONS == p)], person_id=str(uuid4()))
        for p in range(PERSONS)
    ]
    patch = Talk(str(uuid4()), "patch_team", [n for n in carers if n % 2 == 0], patch_id=patch_id)
    return [*teams, patch, Talk(str(uuid4()), "coop", list(range(members)))]


def _write_members(connection: psycopg.Connection, coop_id: str, seats: Sequence[Seat]) -> None:
    accounts = [str(uuid4()) for _ in seats]
    _write(connection, "directory.coop", "id, name", [(coop_id, "Meadow Lane")])
    _write(connection, "directory.account", "id", [(account,) for account in accounts])
    both = list(zip(accounts, seats, strict=True))
    links = [(account, coop_id, seat.membership_id) for account, seat in both]
    _write(connection, "directory.account_coop", "account_id, coop_id, membership_id", links)
    sessions = [
        (str(uuid4()), account, hashlib.sha256(seat.token.encode()).digest(), "Phone", coop_id, "2100-01-01T00:00:00Z")
        for account, seat in both
    ]
    columns = "id, account_id, token_hash, device_name, coop_id, expires_at"
    _write(connection, "directory.session", columns, sessions)
    _write(connection, "tenant.coop", "coop_id, name", [(coop_id, "Meadow Lane")])
    rows = [
        (coop_id, seat.membership_id, account, f"Member {n}", "supported" if n < PERSONS else "carer", n < PERSONS)
        for n, (account, seat) in enumerate(both)
    ]
    _write(connection, "tenant.membership", "coop_id, id, account_id, name, member_class, gets_support", rows)


def _write_teams(
    connection: psycopg.Connection,
    coop_id: str,
    patch_id: str,
    memberships: Sequence[str],
    talks: Sequence[Talk],
    care: dict[tuple[str, str], str],
) -> None:
    _write(connection, "tenant.patch", "coop_id, id, name", [(coop_id, patch_id, "Riverside")])
    team = [(coop_id, str(uuid4()), patch_id, memberships[n]) for n in talks[PERSONS].members]
    _write(connection, "tenant.patch_member", "coop_id, id, patch_id, membership_id", team)
    persons = [(coop_id, talk.person_id, memberships[p], patch_id) for p, talk in enumerate(talks[:PERSONS])]
    _write(connection, "tenant.person", "coop_id, id, membership_id, patch_id", persons)
    asked = {str(person_id): membership for _, person_id, membership, _ in persons}
    rows = [(coop_id, at, person, carer, "in", asked[person], "now") for (person, carer), at in care.items()]
    columns = "coop_id, id, person_id, membership_id, state, asked_by, joined_at"
    _write(connection, "tenant.care_team_member", columns, rows)


def _write_talks(
    connection: psycopg.Connection, coop_id: str, memberships: Sequence[str], talks: Sequence[Talk]
) -> None:
    rows = [(coop_id, talk.conversation_id, talk.kind, talk.person_id, talk.patch_id) for talk in talks]
    _write(connection, "tenant.conversation", "coop_id, id, kind, person_id, patch_id", rows)
    places = [(coop_id, talk.conversation_id, memberships[n]) for talk in talks for n in talk.members]
    _write(connection, "tenant.conversation_member", "coop_id, conversation_id, membership_id", places)


def _write(connection: psycopg.Connection, table: str, columns: str, rows: Sequence[Row]) -> None:
    places = sql.SQL(", ").join(sql.Placeholder() * len(columns.split(",")))
    statement = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
        sql.Identifier(*table.split(".")), sql.SQL(", ").join(map(sql.Identifier, columns.split(", "))), places
    )
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)
