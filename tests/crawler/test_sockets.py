"""Every socket event for every role, through a real process; and who gets no socket at all."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
import requests

from server.kernel.doors.sockets import CLIENT_EVENTS
from server.realtime import create_realtime  # noqa: F401 - it knows every domain, and so every event
from tests.contract.document import Document
from tests.crawler.asks import Ask
from tests.crawler.conftest import Place
from tests.crawler.knock import knock
from tests.crawler.outcomes import CONNECTED, SOCKET, undeclared
from tests.crawler.roles import ROLES
from tests.crawler.test_http import NOT_IN_THE_CONVERSATION, OUTSIDE, WRITTEN
from tests.crawler.wire import PATIENCE, Socket, lines_of, realtime_process, slug

Ids = dict[str, UUID]
PAYLOADS: dict[str, Callable[[Ids], dict[str, Any]]] = {
    "send": lambda ids: {
        "conversation_id": str(ids["conversation_id"]),
        "client_id": str(uuid4()),
        "text": "Nobody is to read this",
    },
    "sync": lambda ids: {"cursors": {str(ids["conversation_id"]): 0}},
    "receipts": lambda ids: {"marks": [{"conversation_id": str(ids["conversation_id"]), "read_seq": 1}]},
    "typing": lambda ids: {"conversation_id": str(ids["conversation_id"])},
}
EVERY_EVENT = pytest.mark.parametrize("event", CLIENT_EVENTS)


@pytest.fixture(scope="module")
def process(place: Place, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The realtime process on this module's ground."""
    folder = tmp_path_factory.mktemp("realtime")
    with realtime_process(place.ground.database, place.ground.settings, folder) as started:
        yield started


@pytest.fixture
def address(process: tuple[str, Path]) -> str:
    return process[0]


@pytest.fixture
def socket_document(place: Place) -> Document:
    """The socket events' document, as it is served."""
    return Document(place.ground.app.test_client().get("/api/v1/socket-events.json").get_json())


def test_every_event_has_its_outcomes_declared() -> None:
    assert undeclared(["connect", *CLIENT_EVENTS], SOCKET) == []


def test_who_gets_a_socket(fresh: Place, address: str) -> None:
    for role, expected in zip(ROLES, SOCKET["connect"], strict=True):
        with Socket(address, fresh.world.roles[role]) as socket:
            assert (CONNECTED if socket.open else slug(socket.refusal)) == expected, role


@EVERY_EVENT
def test_each_role_is_acknowledged_as_declared(
    fresh: Place, address: str, socket_document: Document, event: str
) -> None:
    here = fresh.world.here
    complaints = []
    for role, connects, expected in zip(ROLES, SOCKET["connect"], SOCKET[event], strict=True):
        if connects != CONNECTED:
            assert expected == "", f"{role} has no socket to send {event} through"
            continue
        with Socket(address, fresh.world.roles[role]) as socket:
            said = socket.call(event, PAYLOADS[event](here.ids))
            outcome = "ok" if said.get("ok") else slug(said.get("problem"))
            if outcome != expected:
                complaints.append(f"{role}: {outcome}, not {expected}")
            complaints += [f"{role}: {line}" for line in not_as_documented(socket_document, event, said)]
            complaints += [f"{role} sees {secret}" for secret in seen(fresh, role, said)]
    assert complaints == []


def not_as_documented(document: Document, event: str, said: dict[str, Any]) -> list[str]:
    """Where an acknowledgement is not what the document says."""
    declared = CLIENT_EVENTS[event].ack
    if not said["ok"]:
        return document.named("ProblemBody", said["problem"])
    rest = {name: value for name, value in said.items() if name != "ok"}
    return document.named(declared.__name__, rest) if declared else []


def seen(place: Place, role: str, said: object) -> list[str]:
    """What somebody reads who is not to read it."""
    secrets = place.world.here.secrets if role in OUTSIDE else []
    secrets = [*secrets, f"{WRITTEN}. Ivy of Hereabouts"] if role in NOT_IN_THE_CONVERSATION else secrets
    return [secret for secret in secrets if secret in str(said)]


@EVERY_EVENT
def test_a_foreign_conversation_is_answered_like_one_that_is_not_there(fresh: Place, address: str, event: str) -> None:
    nothing = {"conversation_id": uuid4()}
    with Socket(address, fresh.world.roles["elsewhere"]) as socket:
        foreign = socket.call(event, PAYLOADS[event](fresh.world.here.ids))
        unknown = socket.call(event, PAYLOADS[event](nothing))
    assert foreign == unknown


def test_a_page_of_another_site_gets_no_socket(fresh: Place, address: str) -> None:
    with Socket(address, fresh.world.roles["person"], origin="https://evil.example") as socket:
        assert not socket.open


@pytest.mark.parametrize(
    ("headers", "status", "problem"),
    [({"Origin": "https://evil.example"}, 403, "foreign-origin"), ({}, 400, "malformed")],
)
def test_a_handshake_that_comes_to_nothing_is_refused_as_over_http(
    process: tuple[str, Path], document: Document, headers: dict[str, str], status: int, problem: str
) -> None:
    address, log = process
    before = len(lines_of(log))
    response = requests.get(
        f"{address}/socket.io/", params={"EIO": "4", "transport": "websocket"}, headers=headers, timeout=PATIENCE
    )
    assert (response.status_code, response.headers["Content-Type"]) == (status, "application/problem+json")
    assert slug(response.json()) == problem
    assert document.named("ProblemBody", response.json()) == []
    assert [line for line in lines_of(log)[before:].splitlines() if "refused" in line and problem in line]


def test_who_is_removed_is_out_at_once(fresh: Place, address: str) -> None:
    """Sam's socket is open when Ada takes him out of the co-op: it is told, and closed, and its next one is refused."""
    here, roles = fresh.world.here, fresh.world.roles
    with Socket(address, roles["carer"]) as sam, Socket(address, roles["person"]) as ivy:
        assert sam.open
        assert ivy.open
        done = knock(fresh.ground.app, roles["secretary"], Ask("DELETE", f"/api/v1/members/{here.ids['sam_id']}", None))
        assert done.status_code == 204
        assert sam.await_close()
        assert ("seat_ended", {"coop_id": str(here.coop_id)}) in sam.heard
        assert ivy.call("send", PAYLOADS["send"](here.ids))["ok"]
        assert not any("Nobody is to read this" in str(data) for _, data in sam.heard)
    with Socket(address, roles["carer"]) as again:
        assert slug(again.refusal) == "not-found"


def test_who_leaves_the_care_team_hears_nothing_more(fresh: Place, address: str) -> None:
    here, roles = fresh.world.here, fresh.world.roles
    path = f"/api/v1/people/{here.ids['person_id']}/care-team/{here.ids['team_member_id']}"
    with Socket(address, roles["carer"]) as sam, Socket(address, roles["person"]) as ivy:
        assert knock(fresh.ground.app, roles["person"], Ask("DELETE", path, None)).status_code == 204
        assert ivy.call("send", PAYLOADS["send"](here.ids))["ok"]
        assert slug(sam.call("send", PAYLOADS["send"](here.ids))["problem"]) == "not-found"
        assert slug(sam.call("typing", PAYLOADS["typing"](here.ids))["problem"]) == "not-found"
        assert not any("Nobody is to read this" in str(data) for _, data in sam.heard)
        assert ("left", {"conversation_id": str(here.ids["conversation_id"])}) in sam.heard


def test_a_session_that_was_shut_closes_its_sockets(fresh: Place, address: str) -> None:
    roles = fresh.world.roles
    with Socket(address, roles["person"]) as ivy:
        assert knock(fresh.ground.app, roles["person"], Ask("DELETE", "/api/v1/session", None)).status_code == 204
        assert ivy.await_close()
        assert ("signed_out", {}) in ivy.heard


def test_the_log_holds_nothing_that_anybody_wrote(process: tuple[str, Path], fresh: Place) -> None:
    with Socket(process[0], fresh.world.roles["person"]) as ivy:
        assert ivy.call("send", PAYLOADS["send"](fresh.world.here.ids))["ok"]
    said = lines_of(process[1])
    private = (WRITTEN, "Nobody is to read this", "@example.org", fresh.world.here.name)
    assert [word for word in private if word in said] == []
