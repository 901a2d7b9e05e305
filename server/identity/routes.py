"""Codes, devices and preferences over HTTP. What tells a device who it is (`/session`) stands above, in `people`:
it takes co-ops and persons to say so."""

from typing import Any
from uuid import UUID

from flask import current_app, request
from flask_smorest import Blueprint

from server.identity import queries, schemas
from server.identity.actions.accounts import change_preferences
from server.identity.actions.codes import request_code
from server.identity.actions.sessions import end_session
from server.identity.models import Account
from server.kernel import limits
from server.kernel.actor import SignedIn
from server.kernel.doors.http import endpoint
from server.kernel.unit_of_work import DirectoryWork

blueprint = Blueprint("sign-in", __name__, description="Signing in, and the devices that are signed in.")


@endpoint(
    blueprint,
    "POST",
    "/session/codes",
    who="anyone",
    body=schemas.CodeAsked,
    out=schemas.CodeSent,
    status=202,
)
def code(work: DirectoryWork, body: dict[str, str]) -> dict[str, bool]:
    """Send a one-time code to this address, if it belongs to an account. The answer is the same if not."""
    limits.check("codes of an address", body["email"], "5 per hour")
    limits.check("codes of a caller", request.remote_addr or "", "20 per hour")
    request_code(work, email=body["email"], settings=current_app.config["SETTINGS"])
    return {"sent": True}


@endpoint(blueprint, "GET", "/devices", who="account", out=schemas.Devices)
def devices(who: SignedIn, work: DirectoryWork) -> dict[str, Any]:
    """The devices that are signed in to my account."""
    return {"items": queries.devices(work, who)}


@endpoint(blueprint, "DELETE", "/devices/<uuid:session_id>", who="account")
def device(who: SignedIn, work: DirectoryWork, session_id: UUID) -> None:
    """Shut one of my devices, at once; its sockets close."""
    end_session(who, work, session_id=session_id)


@endpoint(blueprint, "PATCH", "/preferences", who="account", body=schemas.Preferences, out=schemas.PreferencesOut)
def preferences(who: SignedIn, work: DirectoryWork, body: dict[str, Any]) -> Account:
    """Change how the screens look, on each of my devices."""
    return change_preferences(who, work, changes=body)
