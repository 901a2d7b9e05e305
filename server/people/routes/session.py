"""`/session`: signing in and out, and what a device is told about who it is. Here, above identity and co-ops,
because it takes all three domains to say so."""

from typing import Any
from uuid import UUID

from flask import current_app, request
from flask_smorest import Blueprint
from werkzeug.http import dump_cookie

from server.coops import queries as coops
from server.coops.actions import invitations
from server.coops.schemas import InvitationLook, InvitationSeen
from server.identity import queries as identity
from server.identity import schemas as sign_in
from server.identity.actions import cards, codes, passkeys, sessions
from server.identity.actions.sessions import Opened
from server.identity.rules import SESSION_LIFE, fresh_until
from server.kernel import clock, limits
from server.kernel.actor import SignedIn
from server.kernel.config import Settings
from server.kernel.doors import credentials
from server.kernel.doors.http import endpoint
from server.kernel.errors import NotFound
from server.kernel.unit_of_work import DirectoryWork, Work, take_seat
from server.people import queries
from server.people.schemas import Acceptance, MeOut

blueprint = Blueprint("session", __name__, description="Who I am on this device.")
TRIES = "10 per minute"


@endpoint(blueprint, "GET", "/session", who="account", out=MeOut)
def session(who: SignedIn, work: DirectoryWork) -> dict[str, Any]:
    """Who I am, in which co-op I act, whom I act for, and for whom I could."""
    return me(who, work, coop_id=_header_id("Ourpatch-Coop"), acting_for=_header_id("Ourpatch-Acting-For"))


@endpoint(blueprint, "POST", "/session/by-code", who="anyone", body=sign_in.ByCode, out=MeOut, status=201)
def session_by_code(work: DirectoryWork, body: dict[str, str]) -> Any:
    """Sign this device in with a one-time code."""
    limits.check("tries of a caller", request.remote_addr or "", TRIES)
    opened = codes.sign_in_by_code(work, **body, key=_key(), settings=_settings())
    return signed_in(opened, work)


@endpoint(blueprint, "POST", "/session/by-card", who="anyone", body=sign_in.ByCard, out=MeOut, status=201)
def session_by_card(work: DirectoryWork, body: dict[str, str]) -> Any:
    """Sign this device in with an enrolment card, which works once."""
    limits.check("cards of a caller", request.remote_addr or "", TRIES)
    device = body["device_name"]
    if "words" in body:
        words = body["words"]
        opened = cards.sign_in_by_words(work, words=words, device_name=device, key=_key(), settings=_settings())
    else:
        opened = cards.sign_in_by_card_token(work, token=body["token"], device_name=device, key=_key())
    return signed_in(opened, work)


@endpoint(blueprint, "POST", "/session/by-passkey", who="anyone", body=sign_in.ByPasskey, out=MeOut, status=201)
def session_by_passkey(work: DirectoryWork, body: dict[str, Any]) -> Any:
    """Sign this device in with a passkey."""
    limits.check("passkeys shown by a caller", request.remote_addr or "", TRIES)
    return signed_in(passkeys.sign_in_by_passkey(work, **body, settings=_settings()), work)


@endpoint(blueprint, "DELETE", "/session", who="account")
def former_session(who: SignedIn, work: DirectoryWork) -> Any:
    """Sign this device out."""
    sessions.end_session(who, work, session_id=who.session_id)
    return None, 204, {"Set-Cookie": _cookie("", 0)}


@endpoint(blueprint, "PUT", "/session/coop", who="account", body=sign_in.CoopChosen, out=MeOut)
def session_coop(who: SignedIn, work: DirectoryWork, body: dict[str, UUID]) -> dict[str, Any]:
    """Act in another of my co-ops from now on, on this device."""
    moved = sessions.choose_coop(who, work, coop_id=body["coop_id"])
    return me(moved, work, coop_id=moved.coop_id)


@endpoint(blueprint, "POST", "/invitations/look", who="anyone", body=InvitationLook, out=InvitationSeen, anew=True)
def invitation_look(work: DirectoryWork, body: dict[str, str]) -> invitations.Asked:
    """Who asks me in, before I say yes."""
    limits.check("links of a caller", request.remote_addr or "", TRIES)
    return invitations.look_at_invitation(token=body["token"])


@endpoint(blueprint, "POST", "/invitations/accept", who="anyone", body=Acceptance, out=MeOut, status=201)
def invitation_acceptance(work: DirectoryWork, body: dict[str, str]) -> Any:
    """Say yes to an invitation, and be signed in on this device."""
    limits.check("links of a caller", request.remote_addr or "", TRIES)
    accepted = invitations.accept_invitation(token=body["token"], name=body.get("name"), key=_key())
    opened = sessions.open_session(
        work,
        account_id=accepted.account_id,
        device_name=body["device_name"],
        coop_id=accepted.coop_id,
        opened_by=accepted.opened_by,
    )
    return signed_in(opened, work)


def signed_in(opened: Opened, work: DirectoryWork) -> tuple[dict[str, Any], int, dict[str, str]]:
    """The answer to a sign-in: who I am, and the cookie."""
    cookie = _cookie(opened.token, int(SESSION_LIFE.total_seconds()))
    return me(opened.who, work), 201, {"Set-Cookie": cookie}


def me(
    who: SignedIn, directory: DirectoryWork, *, coop_id: UUID | None = None, acting_for: UUID | None = None
) -> dict[str, Any]:
    """What a device is told about itself. A co-op that is asked for by name has to be one of the account's, and
    there the account has to have a seat: NotFound. The session's own co-op may have ended: `active` is null."""
    account, settings = identity.account(directory, who.account_id), _settings()
    told: dict[str, Any] = {"active": None, "acting_for": None, "can_act_for": [], "memberships": []}
    active = coop_id or who.coop_id
    for row in identity.coops_of_account(directory, who.account_id):
        here = row.coop_id == active
        try:
            with take_seat(who, row.coop_id, acting_for if here else None) as work:
                told["memberships"].append(_place(work, row.coop_name))
                if here:
                    told.update(_active(work))
        except NotFound:
            if here and (coop_id or acting_for):
                raise
    if told["active"] is None and (coop_id or acting_for):
        raise NotFound
    return {
        **told,
        "account": account,
        "preferences": account,
        "session_id": who.session_id,
        "fresh_until": fresh_until(who.strong_at, clock.now()),
        "passkeys": len(identity.passkeys(directory, who.account_id)),
        "demo": settings.demo,
        "realtime_url": settings.realtime_url,
    }


def _place(work: Work, coop_name: str) -> dict[str, Any]:
    mine = coops.membership(work, work.actor.member)
    return {"coop_id": work.coop_id, "coop_name": coop_name, "membership_id": mine.id, "name": mine.name}


def _active(work: Work) -> dict[str, Any]:
    persons = queries.can_act_for(work)
    return {
        "active": coops.own_membership(work),
        "can_act_for": persons,
        "acting_for": next((person for person in persons if person.person_id == work.actor.acting_for), None),
    }


def _cookie(token: str, seconds: int) -> str:
    return dump_cookie(
        credentials.COOKIE, token, max_age=seconds, path="/", httponly=True, samesite="Lax", secure=_settings().https
    )


def _key() -> str | None:
    key = request.headers.get("Idempotency-Key")
    return key if key and len(key) <= 200 else None


def _header_id(name: str) -> UUID | None:
    raw = request.headers.get(name)
    try:
        return UUID(raw) if raw else None
    except ValueError as problem:
        raise NotFound from problem


def _settings() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings
