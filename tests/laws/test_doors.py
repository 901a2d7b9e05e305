"""Every route and every socket event says what comes in and what goes out."""

from dataclasses import replace

from flask import Flask

from server.kernel.doors.fields import Body
from server.kernel.doors.http import ENDPOINTS, Endpoint
from server.kernel.doors.sockets import CLIENT_EVENTS, SERVER_EVENTS, ClientEvent, ServerEvent
from server.realtime import create_realtime  # noqa: F401 - it knows every domain, and so every event
from tests.laws.doors import (
    answers_without_schema,
    bodies_without_schema,
    events_without_schema,
    routes_beside_the_door,
)
from tests.world.fixtures import app, opened, settings

__all__ = ["app", "opened", "settings"]

SOUND = Endpoint("a", "POST", "/a", "member", Body, None, Body, 201)
EVENT = ClientEvent("a", Body, Body, "member", lambda _door, _seat, _body: {})


def test_every_route_says_what_it_answers() -> None:
    assert answers_without_schema(ENDPOINTS) == []


def test_a_route_without_schema_is_seen() -> None:
    assert answers_without_schema([SOUND, replace(SOUND, out=None), replace(SOUND, status=204)]) == ["POST /a"] * 2


def test_every_route_says_what_it_takes() -> None:
    assert bodies_without_schema(ENDPOINTS) == []


def test_a_route_that_takes_anything_is_seen() -> None:
    broken = [replace(SOUND, body=None), replace(SOUND, method="GET")]
    assert bodies_without_schema([SOUND, *broken]) == ["POST /a", "GET /a"]


def test_no_address_passes_by_the_door(app: Flask) -> None:
    assert routes_beside_the_door(app, ENDPOINTS) == []


def test_an_address_beside_the_door_is_seen() -> None:
    broken = Flask("broken")
    broken.add_url_rule("/api/v1/a", view_func=lambda: "")
    broken.add_url_rule("/api/v1/back-door", endpoint="b", view_func=lambda: "")
    assert routes_beside_the_door(broken, [SOUND]) == ["/api/v1/back-door"]


def test_every_socket_event_says_what_it_holds() -> None:
    assert events_without_schema(CLIENT_EVENTS.values(), SERVER_EVENTS.values()) == []


def test_a_socket_event_without_schema_is_seen() -> None:
    unsaid = ServerEvent("b", Body, "", "Somebody is there.")
    assert events_without_schema([replace(EVENT, ack=None)], [unsaid]) == ["a", "b"]
