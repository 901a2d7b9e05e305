"""Codes, passkeys, devices and preferences over HTTP. What tells a device who it is (`/session`) stands above, in
`people`: it takes co-ops and persons to say so."""

from typing import Any
from uuid import UUID

from flask import current_app, request
from flask_smorest import Blueprint

from server.identity import queries, schemas
from server.identity.actions import passkeys
from server.identity.actions.accounts import change_preferences
from server.identity.actions.codes import request_code, request_fresh_code, show_code
from server.identity.actions.passkeys import Asked
from server.identity.actions.sessions import end_session
from server.identity.models import Account, Passkey
from server.identity.rules import fresh_until
from server.kernel import clock, limits
from server.kernel.actor import SignedIn
from server.kernel.config import Settings
from server.kernel.doors.http import endpoint
from server.kernel.unit_of_work import DirectoryWork

TRIES = "10 per minute"
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
    request_code(work, email=body["email"], settings=_settings())
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


@endpoint(blueprint, "POST", "/session/by-passkey/options", who="anyone", out=schemas.PasskeyAsked)
def passkey_options(work: DirectoryWork) -> Asked:
    """Begin to sign in with a passkey."""
    limits.check("passkeys of a caller", request.remote_addr or "", "30 per minute")
    return passkeys.ask_to_sign_in(work, settings=_settings())


@endpoint(blueprint, "POST", "/passkeys/options", who="account", out=schemas.PasskeyAsked)
def new_passkey_options(who: SignedIn, work: DirectoryWork) -> Asked:
    """Begin to make a passkey. Needs a fresh sign-in."""
    return passkeys.ask_for_passkey(who, work, settings=_settings())


@endpoint(blueprint, "POST", "/passkeys", who="account", body=schemas.PasskeyMade, out=schemas.PasskeyOut, status=201)
def new_passkey(who: SignedIn, work: DirectoryWork, body: dict[str, Any]) -> Passkey:
    """Keep the passkey that was made."""
    return passkeys.add_passkey(who, work, **body, settings=_settings())


@endpoint(blueprint, "GET", "/passkeys", who="account", out=schemas.Passkeys)
def passkey_list(who: SignedIn, work: DirectoryWork) -> dict[str, list[Passkey]]:
    """My passkeys."""
    return {"items": queries.passkeys(work, who.account_id)}


@endpoint(blueprint, "DELETE", "/passkeys/<uuid:passkey_id>", who="account")
def former_passkey(who: SignedIn, work: DirectoryWork, passkey_id: UUID) -> None:
    """Let one of my passkeys open nothing any more. Needs a fresh sign-in."""
    passkeys.end_passkey(who, work, passkey_id=passkey_id)


@endpoint(blueprint, "POST", "/session/fresh/options", who="account", out=schemas.PasskeyAsked)
def fresh_options(who: SignedIn, work: DirectoryWork) -> Asked:
    """Begin to show one of my passkeys."""
    return passkeys.ask_to_show(who, work, settings=_settings())


@endpoint(
    blueprint,
    "POST",
    "/session/fresh/code",
    who="account",
    out=schemas.CodeSent,
    status=202,
)
def fresh_code(who: SignedIn, work: DirectoryWork) -> dict[str, bool]:
    """Send a code to my own address."""
    limits.check("codes of an account", str(who.account_id), "5 per hour")
    request_fresh_code(who, work, settings=_settings())
    return {"sent": True}


@endpoint(blueprint, "POST", "/session/fresh", who="account", body=schemas.Shown, out=schemas.Fresh)
def fresh(who: SignedIn, work: DirectoryWork, body: dict[str, Any]) -> dict[str, Any]:
    """Show that it is me, with a passkey or a code: for ten minutes, on this device."""
    limits.check("tries of an account", str(who.account_id), TRIES)
    show = show_code if "code" in body else passkeys.show_passkey
    shown = show(who, work, **body, settings=_settings())
    return {"fresh_until": fresh_until(shown.strong_at, clock.now())}


def _settings() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings
