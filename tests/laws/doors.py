"""Laws about the doors as they were declared: schemas, answers, and no address beside them."""

from collections.abc import Iterable

from flask import Flask

from server.kernel.doors.http import Endpoint
from server.kernel.doors.sockets import ClientEvent, ServerEvent

# The API's document and its page: they are made of the declarations, and declare nothing themselves.
ABOUT_THE_API = frozenset(
    {"/api/v1/openapi.json", "/api/v1/socket-events.json", "/api/v1/docs", "/api/v1/docs.css"}
)  # fmt: skip
WITH_A_BODY = frozenset({"POST", "PUT", "PATCH"})
# What is said by the address alone.
NOTHING_TO_SAY = frozenset(
    {
        "POST /passkeys/options",
        "POST /session/by-passkey/options",
        "POST /session/fresh/options",
        "POST /session/fresh/code",
        "POST /care-team-invitations/<uuid:team_member_id>/accept",
        "POST /care-team-invitations/<uuid:team_member_id>/decline",
        "POST /authorities/<uuid:authority_id>/verify",
        "POST /directives/<uuid:directive_id>/approve",
        "POST /talks-due/<uuid:talk_id>/held",
    }
)  # fmt: skip


def answers_without_schema(endpoints: Iterable[Endpoint]) -> list[str]:
    """Routes that answer something, and do not say what."""
    return [_named(each) for each in endpoints if (each.out is None) != (each.status == 204)]


def bodies_without_schema(endpoints: Iterable[Endpoint]) -> list[str]:
    """Routes that could be sent anything; and those that take a body where none is read."""
    return [
        _named(each)
        for each in endpoints
        if (each.body is not None) != (each.method in WITH_A_BODY and _named(each) not in NOTHING_TO_SAY)
    ]


def routes_beside_the_door(app: Flask, endpoints: Iterable[Endpoint]) -> list[str]:
    """Addresses under /api/ that were not declared as endpoints, and so passed no check of the door."""
    declared = {f"/api/v1{each.rule}" for each in endpoints} | ABOUT_THE_API
    return sorted(
        rule.rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/api/") and rule.rule not in declared
    )


def events_without_schema(client: Iterable[ClientEvent], server: Iterable[ServerEvent]) -> list[str]:
    """Socket events whose payload, acknowledgement, purpose or receivers nobody said."""
    sent = [each.name for each in client if not (each.body and each.ack and each.about and each.who)]
    told = [each.name for each in server if not (each.body and each.about and each.receivers)]
    return sent + told


def _named(endpoint: Endpoint) -> str:
    return f"{endpoint.method} {endpoint.rule}"
