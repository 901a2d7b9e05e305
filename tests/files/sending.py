"""Sending a file over HTTP as a device does, and looking at it as the worker does."""

import hashlib
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from server.files import tasks
from server.files.actions.scan import NoScanner, Scanner
from server.files.rules import sizes
from server.kernel.actor import the_coop
from server.kernel.models import TenantOutbox
from server.kernel.unit_of_work import unit_of_work
from tests.world.fixtures import told

FILES = "/api/v1/files"


def begin(client: FlaskClient, content: bytes, name: str = "photo.jpg", media_type: str = "image/jpeg") -> str:
    """Make room for it; gives back its id."""
    body: dict[str, Any] = {"name": name, "media_type": media_type, "size": len(content)}
    if media_type.startswith("image/"):
        body["people_agreed"] = True
    answer = client.post(FILES, json=body)
    assert answer.status_code == 201, answer.get_data()
    return str(told(answer)["file_id"])


def put(client: FlaskClient, file_id: str, n: int, piece: bytes) -> TestResponse:
    """Send one piece."""
    return client.put(f"{FILES}/{file_id}/chunks/{n}", data=piece, content_type="application/octet-stream")


def put_all(client: FlaskClient, file_id: str, content: bytes, order: Iterable[int] | None = None) -> None:
    """Send the pieces, in this order."""
    parts = dict(sizes.cut(content))
    for n in parts if order is None else order:
        assert put(client, file_id, n, parts[n]).status_code == 200


def complete(client: FlaskClient, file_id: str, content: bytes) -> TestResponse:
    """Say that this is all."""
    return client.post(f"{FILES}/{file_id}/complete", json={"sha256": hashlib.sha256(content).hexdigest()})


def check(coop_id: UUID, scanner: Scanner | None = None) -> int:
    """Check what waits in this co-op, as the worker does; says how many rows are left after it."""
    tasks.use(scanner or NoScanner())
    waiting = select(TenantOutbox.id).where(TenantOutbox.coop_id == coop_id, TenantOutbox.topic == "files.check")
    with unit_of_work(the_coop(coop_id, "test")) as work:
        rows = list(work.session.scalars(waiting))
    for row_id in rows:
        tasks.check(str(coop_id), str(row_id))
    with unit_of_work(the_coop(coop_id, "test")) as work:
        return len(list(work.session.scalars(waiting)))


def send(
    client: FlaskClient, coop_id: UUID, content: bytes, name: str = "photo.jpg", media_type: str = "image/jpeg"
) -> Any:
    """All of it, to the end of its check; gives back the file as its sender sees it."""
    file_id = begin(client, content, name, media_type)
    put_all(client, file_id, content)
    assert complete(client, file_id, content).status_code == 202
    assert check(coop_id) == 0
    return told(client.get(f"{FILES}/{file_id}"))
