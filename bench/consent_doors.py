"""The same through the application: HTTP, and how soon an open screen hears that something was closed."""

import secrets
import threading
import time
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import psycopg
import requests
import socketio

from bench.consent_world import WORDS, Seat
from server.identity.rules import token_hash
from server.kernel.doors.credentials import COOKIE
from toolchain.processes import Stack

SIGN_IN = (
    "INSERT INTO directory.session (id, account_id, token_hash, device_name, coop_id, expires_at, strong_at)"
    " VALUES (%s, %s, %s, 'Bench', %s, '2100-01-01T00:00:00Z', '2099-01-01T00:00:00Z')"
)
LISTENERS = 20


class Doors:
    """Times in milliseconds, by what was done."""

    def __init__(self, stack: Stack, owner_url: str, people: Sequence[Seat]) -> None:
        self._stack = stack
        self._owner_url = owner_url
        self._people = people
        self._api = f"http://127.0.0.1:{stack.ports.api}/api/v1"
        self.figures: dict[str, list[float]] = defaultdict(list)

    def measure(self, rounds: int) -> None:
        """Reads by as many carers; then revokes, each heard by a carer's open socket."""
        for number in range(rounds):
            seat = self._people[number % len(self._people)]
            carer = self._signed_in(seat.coop_id, seat.carer_account_id)
            record = f"/people/{seat.person_id}/record"
            self._timed("http_open", carer, "GET", f"{record}/sections/daily_notes")
            self._timed("http_caseload", carer, "GET", "/records")
            self._timed("http_search", carer, "POST", f"{record}/search", json={"text": WORDS[number % len(WORDS)]})
        for number in range(rounds):
            self._revoke(self._people[number % min(LISTENERS, len(self._people))])

    def _timed(self, figure: str, client: requests.Session, method: str, path: str, **more: Any) -> None:
        began = time.perf_counter()
        answer = client.request(method, self._api + path, timeout=30, **more)
        answer.raise_for_status()
        self.figures[figure].append((time.perf_counter() - began) * 1000)

    def _revoke(self, seat: Seat) -> None:
        """From the person's POST to the event on the carer's socket."""
        person = self._signed_in(seat.coop_id, self._own_account(seat))
        heard, at = threading.Event(), list[float]()
        socket = socketio.Client(reconnection=False)

        def hear(_news: object) -> None:
            at.append(time.perf_counter())
            heard.set()

        socket.on("access", hear)
        cookie = self._signed_in(seat.coop_id, seat.carer_account_id).cookies[COOKIE]
        socket.connect(
            self._stack.realtime_url,
            headers={"Cookie": f"{COOKIE}={cookie}"},
            transports=["websocket"],
        )
        try:
            for level in ("closed", "add"):
                heard.clear()
                at.clear()
                began = time.perf_counter()
                answer = person.post(
                    f"{self._api}/people/{seat.person_id}/grants",
                    json={
                        "audience": {"audience": "care team"},
                        "sections": ["daily_notes"],
                        "level": level,
                        "wording": "2026-11",
                        "language": "en",
                    },
                    timeout=30,
                )
                answer.raise_for_status()
                took = time.perf_counter() - began
                if not heard.wait(10):
                    raise RuntimeError("a revoke was not told to an open socket")
                if level == "closed":
                    self.figures["http_revoke"].append(took * 1000)
                    self.figures["socket_revoke"].append((at[0] - began) * 1000)
        finally:
            socket.disconnect()

    def _own_account(self, seat: Seat) -> UUID:
        with psycopg.connect(self._owner_url) as owner:
            row = owner.execute(
                "SELECT account_id FROM tenant.membership WHERE coop_id = %s AND id = %s",
                (seat.coop_id, seat.person_membership_id),
            ).fetchone()
        assert row is not None
        account: UUID = row[0]
        return account

    def _signed_in(self, coop_id: UUID, account_id: UUID) -> requests.Session:
        token = secrets.token_urlsafe(32)
        with psycopg.connect(self._owner_url) as owner:
            owner.execute("INSERT INTO directory.account (id) VALUES (%s) ON CONFLICT DO NOTHING", (account_id,))
            owner.execute(SIGN_IN, (uuid4(), account_id, token_hash(token), coop_id))
            owner.execute(
                "UPDATE directory.session SET strong_at = %s WHERE token_hash = %s",
                (datetime.now(UTC), token_hash(token)),
            )
        client = requests.Session()
        client.cookies.set(COOKIE, token)
        return client
