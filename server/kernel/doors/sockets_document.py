"""The socket events, from the schemas that check them: name, payload, acknowledgement, who may receive it."""

from typing import Any

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin

from server.kernel.doors.fields import ProblemBody
from server.kernel.doors.sockets import CLIENT_EVENTS, SERVER_EVENTS


def socket_document() -> dict[str, Any]:
    """What `/api/v1/socket-events.json` answers; schemas are JSON Schema, as in the OpenAPI document."""
    spec = APISpec("Ourpatch sockets", "v1", "3.1.0", plugins=[MarshmallowPlugin()])
    schemas = {event.body for event in CLIENT_EVENTS.values()} | {event.body for event in SERVER_EVENTS.values()}
    schemas |= {event.ack for event in CLIENT_EVENTS.values() if event.ack} | {ProblemBody}
    for schema in sorted(schemas, key=lambda each: each.__name__):
        if schema.__name__ not in spec.components.schemas and _name(schema) not in spec.components.schemas:
            spec.components.schema(_name(schema), schema=schema)
    return {
        "path": "/socket.io",
        "transport": "websocket",
        "auth": {"coop_id": "uuid, optional", "acting_for": "uuid, optional", "client": "version, optional"},
        "acknowledgement": "{ok: true, …} or {ok: false, problem: ProblemBody}",
        "client_events": [
            {
                "name": event.name,
                "about": event.about,
                "payload": _name(event.body),
                "acknowledgement": _name(event.ack) if event.ack else None,
                "who": event.who,
            }
            for event in sorted(CLIENT_EVENTS.values(), key=lambda each: each.name)
        ],
        "server_events": [
            {"name": event.name, "about": event.about, "payload": _name(event.body), "receivers": event.receivers}
            for event in sorted(SERVER_EVENTS.values(), key=lambda each: each.name)
        ],
        "schemas": spec.to_dict()["components"]["schemas"],
    }


def _name(schema: type) -> str:
    """As apispec names it: without the ending `Schema`."""
    name = schema.__name__
    return name.removesuffix("Schema") or name
