"""What happened to sign-ins and sessions."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from server.kernel.events import Event


@dataclass(frozen=True, slots=True)
class SignInCodeMade(Event):
    """Somebody asked for a code with an address that has an account."""

    reveals: ClassVar[str] = "The code, to the address that it was asked for, and to nobody else."
    email: str
    code: str
    minutes: int


@dataclass(frozen=True, slots=True)
class SessionEnded(Event):
    """A device was signed out, there or from another one."""

    reveals: ClassVar[str] = "That this session is over, to its own sockets."
    session_id: UUID
    account_id: UUID
