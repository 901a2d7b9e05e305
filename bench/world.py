"""A world to measure in: co-ops, members who are signed in, and conversations of five to eight people."""

import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import uuid4

import psycopg

CIRCLE_SIZES = (5, 6, 7, 8, 5, 6, 7, 6)  # of eight conversations: 50 members, 6.25 on average
MEMBERS = sum(CIRCLE_SIZES)
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Seat:
    """One client: who it is, how it is signed in, and where it writes."""

    coop_id: str
    membership_id: str
    token: str
    conversation_id: str


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows to be copied into one table."""

    table: str
    columns: str
    rows: Sequence[Row]


def circles(coops: int) -> Iterator[tuple[str, list[list[str]]]]:
    """(co-op, the memberships of each of its conversations)."""
    for _ in range(coops):
        yield str(uuid4()), [[str(uuid4()) for _ in range(size)] for size in CIRCLE_SIZES]


def build(owner_url: str, coops: int, token_hash: Callable[[str], bytes]) -> list[Seat]:
    """Fill an empty, migrated database; the owner's connection is not held back by Row-Level Security."""
    seats: list[Seat] = []
    with psycopg.connect(owner_url) as connection:
        for number, (coop_id, places) in enumerate(circles(coops)):
            seats += _build_coop(connection, number, coop_id, places, token_hash)
    return seats


def _build_coop(
    connection: psycopg.Connection,
    number: int,
    coop_id: str,
    places: list[list[str]],
    token_hash: Callable[[str], bytes],
) -> list[Seat]:
    name = f"Co-op {number + 1}"
    members = [member for place in places for member in place]
    accounts = {member: str(uuid4()) for member in members}
    tokens = {member: secrets.token_urlsafe(32) for member in members}
    people = [(str(uuid4()), place[0]) for place in places]
    conversations = [str(uuid4()) for _ in places]
    seats = [
        Seat(coop_id, member, tokens[member], conversation)
        for conversation, place in zip(conversations, places, strict=True)
        for member in place
    ]
    for rows in (
        Rows("directory.coop", "id, name", [(coop_id, name)]),
        Rows("directory.account", "id", [(accounts[member],) for member in members]),
        Rows(
            "directory.account_coop",
            "account_id, coop_id, membership_id",
            [(accounts[member], coop_id, member) for member in members],
        ),
        Rows(
            "directory.session",
            "id, account_id, token_hash, device_name, coop_id, expires_at",
            [
                (str(uuid4()), accounts[member], token_hash(tokens[member]), "Bench", coop_id, "2100-01-01T00:00:00Z")
                for member in members
            ],
        ),
        Rows("tenant.coop", "coop_id, name", [(coop_id, name)]),
        Rows(
            "tenant.membership",
            "coop_id, id, account_id, name, member_class",
            [(coop_id, member, accounts[member], f"Member {n + 1}", "carer") for n, member in enumerate(members)],
        ),
        Rows("tenant.person", "coop_id, id, membership_id", [(coop_id, *person) for person in people]),
        Rows(
            "tenant.conversation",
            "coop_id, id, kind, person_id",
            [(coop_id, c, "care_team", p[0]) for c, p in zip(conversations, people, strict=True)],
        ),
        Rows(
            "tenant.conversation_member",
            "coop_id, conversation_id, membership_id",
            [(coop_id, seat.conversation_id, seat.membership_id) for seat in seats],
        ),
    ):
        _copy(connection, rows)
    return seats


def _copy(connection: psycopg.Connection, rows: Rows) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {rows.table} ({rows.columns}) FROM STDIN") as copy:
        for row in rows.rows:
            copy.write_row(row)


def as_json(seats: Sequence[Seat]) -> list[dict[str, str]]:
    """The seats as the clients' process reads them."""
    return [asdict(seat) for seat in seats]
