"""Clients of one record, each in a thread: the person who opens and closes, a carer who reads, a carer who uploads.

Each writes down what it was told, and nothing else: what the server did with an unanswered call, nobody knows.
"""

import hashlib
import secrets
import threading
import time
from dataclasses import dataclass, field
from uuid import uuid4

import requests

from server.kernel.doors import credentials

CLOSED, OPEN = "closed", "see"
SECTION = "daily_notes"


@dataclass(slots=True)
class Told:
    """What one client knows: (what, when it was sent, when it was answered, the answer's status or None)."""

    calls: list[tuple[str, float, float, int | None]] = field(default_factory=list)

    def answered(self, what: str, status: int) -> list[tuple[float, float]]:
        return [(sent, at) for name, sent, at, got in self.calls if name == what and got == status]


class Client:
    """Somebody signed in, who tries again for as long as nobody answers."""

    def __init__(self, api: str, token: str, told: Told) -> None:
        self._api = f"{api}/api/v1"
        self._http = requests.Session()
        self._http.cookies.set(credentials.COOKIE, token)
        self.told = told

    def call(self, what: str, method: str, path: str, **more: object) -> requests.Response | None:
        sent, answer = time.monotonic(), None
        try:
            answer = self._http.request(method, self._api + path, timeout=3, **more)  # type: ignore[arg-type]
        except requests.RequestException:
            time.sleep(0.05)
        status = answer.status_code if answer is not None else None
        self.told.calls.append((what, sent, time.monotonic(), status))
        return answer


def open_and_close(client: Client, person_id: str, carer_id: str, over: threading.Event) -> None:
    """One deed after another, each until it is acknowledged, so that after a revoke nothing can be open."""
    level = CLOSED
    while not over.is_set():
        body = {
            "audience": {"audience": "membership", "id": carer_id},
            "sections": [SECTION],
            "level": level,
            "wording": "2026-11",
            "language": "en",
        }
        answer = client.call(level, "POST", f"/people/{person_id}/grants", json=body)
        if answer is not None and answer.status_code == 200:
            level = OPEN if level == CLOSED else CLOSED
            time.sleep(0.02)


def read(client: Client, person_id: str, over: threading.Event) -> None:
    while not over.is_set():
        client.call("read", "GET", f"/people/{person_id}/record/sections/{SECTION}")


@dataclass(slots=True)
class Uploaded:
    """Files whose every byte the server said it has."""

    whole: dict[str, bytes] = field(default_factory=dict)
    begun: int = 0


def upload(client: Client, uploaded: Uploaded, over: threading.Event) -> None:
    """One text after another, in pieces, each piece until it is acknowledged."""
    while not over.is_set():
        words = secrets.token_hex(200_000).encode()
        asked = {"name": "notes.txt", "media_type": "text/plain", "size": len(words)}
        begun = client.call("begin", "POST", "/files", json=asked, headers={"Idempotency-Key": str(uuid4())})
        if begun is None or begun.status_code != 201:
            continue
        uploaded.begun += 1
        _send(client, begun.json()["file_id"], begun.json()["chunk_size"], words, uploaded, over)
        over.wait(0.5)  # some dozen files are enough


def _send(client: Client, file_id: str, size: int, words: bytes, uploaded: Uploaded, over: threading.Event) -> None:
    for number, start in enumerate(range(0, len(words), size)):
        piece = words[start : start + size]
        while not over.is_set():
            kept = client.call(
                "piece",
                "PUT",
                f"/files/{file_id}/chunks/{number}",
                data=piece,
                headers={"Content-Type": "application/octet-stream"},
            )
            if kept is not None and kept.status_code == 200:
                break
    while not over.is_set():
        whole = {"sha256": hashlib.sha256(words).hexdigest()}
        done = client.call("complete", "POST", f"/files/{file_id}/complete", json=whole)
        if done is not None and done.status_code == 202:
            uploaded.whole[file_id] = words
            return
