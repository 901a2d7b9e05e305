"""A co-op at the level of rows: members with sessions, conversations with members. For tests of the two functions
of the hot path, which know rows and nothing else."""

from dataclasses import dataclass, field
from uuid import UUID, uuid4

import psycopg


@dataclass(frozen=True, slots=True)
class Seat:
    """A member with a living session."""

    membership_id: UUID
    session_id: UUID
    account_id: UUID


@dataclass(slots=True)
class Ground:
    """One co-op, as the owner of the database makes it."""

    owner: psycopg.Connection
    coop_id: UUID = field(default_factory=uuid4)

    def __post_init__(self) -> None:
        self.owner.execute("INSERT INTO directory.coop (id, name) VALUES (%s, 'Ground')", [self.coop_id])
        self.owner.execute("INSERT INTO tenant.coop (coop_id, name) VALUES (%s, 'Ground')", [self.coop_id])

    def seat(self, name: str = "Sam") -> Seat:
        """A member, with a session that lives."""
        seat = Seat(uuid4(), uuid4(), uuid4())
        self.owner.execute("INSERT INTO directory.account (id) VALUES (%s)", [seat.account_id])
        self.owner.execute(
            "INSERT INTO directory.session (id, account_id, token_hash, device_name, expires_at)"
            " VALUES (%s, %s, sha256(%s), 'a phone', now() + interval '1 day')",
            [seat.session_id, seat.account_id, str(seat.session_id).encode()],
        )
        self.owner.execute(
            "INSERT INTO tenant.membership (coop_id, id, account_id, name) VALUES (%s, %s, %s, %s)",
            [self.coop_id, seat.membership_id, seat.account_id, name],
        )
        return seat

    def conversation(self, *seats: Seat) -> UUID:
        """A direct conversation (of any number: the log does not care)."""
        conversation_id = uuid4()
        self.owner.execute(
            "INSERT INTO tenant.conversation (coop_id, id, kind, pair) VALUES (%s, %s, 'direct', %s)",
            [self.coop_id, conversation_id, str(conversation_id)],
        )
        for seat in seats:
            self.owner.execute(
                "INSERT INTO tenant.conversation_member (coop_id, conversation_id, membership_id) VALUES (%s, %s, %s)",
                [self.coop_id, conversation_id, seat.membership_id],
            )
        return conversation_id

    def log(self, conversation_id: UUID) -> list[tuple[int, UUID, UUID, str]]:
        """(seq, author, client id, text) of a conversation, in order."""
        return self.owner.execute(
            "SELECT seq, author_id, client_id, body FROM tenant.event"
            " WHERE coop_id = %s AND conversation_id = %s ORDER BY seq",
            [self.coop_id, conversation_id],
        ).fetchall()

    def end_session(self, seat: Seat) -> None:
        self.owner.execute("UPDATE directory.session SET ended_at = now() WHERE id = %s", [seat.session_id])

    def leave(self, conversation_id: UUID, seat: Seat) -> None:
        self.owner.execute(
            "UPDATE tenant.conversation_member SET left_at = now()"
            " WHERE coop_id = %s AND conversation_id = %s AND membership_id = %s",
            [self.coop_id, conversation_id, seat.membership_id],
        )
