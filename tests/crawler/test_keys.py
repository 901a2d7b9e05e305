"""Every POST takes an Idempotency-Key: the same key is the same deed, and the same key with another body is a 409."""

import copy
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from flask import json
from werkzeug.test import TestResponse

from server.coops.actions.invitations import draw_invitation
from server.coops.rules import Place as AsWhat
from server.identity.actions import passkeys
from server.identity.actions.cards import add_card, draw_card
from server.identity.actions.codes import request_code, request_fresh_code
from server.kernel import clock
from server.kernel.actor import SignedIn
from server.kernel.doors.http import Endpoint
from server.kernel.unit_of_work import directory_work
from tests.crawler.asks import Ask, ask, endpoints, name_of
from tests.crawler.conftest import Place
from tests.crawler.knock import knock
from tests.crawler.outcomes import HTTP
from tests.crawler.roles import ROLES
from tests.identity.authenticator import authenticator_of

POSTS = [endpoint for endpoint in endpoints().values() if endpoint.method == "POST"]
# What an answer says of itself rather than of the deed: who signs in twice by the same key has one new session.
OF_THE_ANSWER = frozenset({"session_id", "fresh_until"})
# A passkey signs a question once: by the same key again it is told so, and signs another one.
SIGNED_ONCE = frozenset({"POST /session/by-passkey"})
# Their answer holds what is shown once: it is not kept, and the same key again is refused.
SHOWN_ONCE = frozenset({"POST /enrolment-cards"})
# Their answer holds what is in a record, so it is not kept: the same again is told as it may be seen now, with a 200.
TOLD_ANEW = frozenset(
    name_of(post) for post in POSTS if "/record/entries" in post.rule or post.rule.endswith("<int:seq>/file")
)


@pytest.mark.parametrize("endpoint", POSTS, ids=name_of)
def test_the_same_key_is_the_same_deed(fresh: Place, endpoint: Endpoint) -> None:
    role = who_may(endpoint)
    asked = right(fresh, endpoint, role)
    key = {"Idempotency-Key": str(uuid4())}
    first = knock(fresh.ground.app, fresh.world.roles[role], asked, **key)
    assert first.status_code < 300, first.get_data()
    stored = fresh.ground.rows()
    again = knock(fresh.ground.app, fresh.world.roles[role], asked, **key)
    if name_of(endpoint) in SHOWN_ONCE:
        assert again.status_code == 409
    elif name_of(endpoint) in SIGNED_ONCE:
        assert again.status_code == 422
    elif name_of(endpoint) in TOLD_ANEW:
        assert (again.status_code, deed(again)) == (200, deed(first))
    else:
        assert (again.status_code, deed(again)) == (first.status_code, deed(first))
    assert grown(stored, fresh.ground.rows()) <= {"directory.session"}


@pytest.mark.parametrize("endpoint", [post for post in POSTS if post.body], ids=name_of)
def test_the_same_key_with_another_body_is_a_conflict(fresh: Place, endpoint: Endpoint) -> None:
    role = who_may(endpoint)
    asked = right(fresh, endpoint, role)
    key = {"Idempotency-Key": str(uuid4())}
    assert knock(fresh.ground.app, fresh.world.roles[role], asked, **key).status_code < 300
    stored = fresh.ground.rows()
    other = knock(fresh.ground.app, fresh.world.roles[role], changed(asked), **key)
    assert other.status_code == 409
    assert other.get_json()["type"] == "/problems/conflict"
    assert grown(stored, fresh.ground.rows()) == set()


def who_may(endpoint: Endpoint) -> str:
    """Somebody who is let in; where only a secret lets in, whoever may try one."""
    row = dict(zip(ROLES, HTTP[name_of(endpoint)], strict=True))
    let_in = [role for role, status in row.items() if status < 300]
    may_try = [role for role, status in row.items() if status == 422]
    return next(iter(let_in + may_try), "nobody")


def right(place: Place, endpoint: Endpoint, role: str) -> Ask:
    """The request that succeeds: the secrets of those that open a door are real ones."""
    asked = ask(endpoint, place.world.here)
    if not isinstance(asked.body, dict):
        return asked
    secret = SECRETS.get(name_of(endpoint))
    return Ask(asked.method, asked.path, secret(place, role, dict(asked.body)) if secret else asked.body)


def _code(place: Place, role: str, body: dict[str, Any]) -> dict[str, Any]:
    ivy = place.world.here.devices["Ivy"].who
    place.ground.owner.execute("UPDATE directory.account SET email = %s WHERE id = %s", [body["email"], ivy.account_id])
    with directory_work() as directory:
        request_code(directory, email=body["email"], settings=place.ground.settings)
    return {**body, "code": _last_code(place)}


def _fresh_code(place: Place, role: str, body: dict[str, Any]) -> dict[str, Any]:
    with directory_work() as directory:
        request_fresh_code(device_of(place, role), directory, settings=place.ground.settings)
    return {"code": _last_code(place)}


def _last_code(place: Place) -> str:
    row = place.ground.owner.execute("SELECT payload->>'text' FROM directory.outbox").fetchall()[-1]
    found = re.search(r"\b\d{6}\b", row[0])
    return found[0] if found else ""


def _card(place: Place, role: str, body: dict[str, Any]) -> dict[str, Any]:
    here, card = place.world.here, draw_card(place.ground.settings, None)
    with directory_work() as directory:
        add_card(directory, account_id=here.devices["Ivy"].who.account_id, coop_id=here.coop_id, kept=card.kept)
    return {**body, "words": card.words}


def _link(place: Place, role: str, body: dict[str, Any]) -> dict[str, Any]:
    as_what, settings = AsWhat("community"), place.ground.settings
    with place.world.here.seat("Ada") as work:
        _, link = draw_invitation(
            work.actor, work, email="new@example.org", name="New", place=as_what, settings=settings
        )
    return {**body, "token": link.partition("#")[2]}


def _signed(place: Place, role: str, body: dict[str, Any]) -> dict[str, Any]:
    with directory_work() as directory:
        asked = passkeys.ask_to_sign_in(directory, settings=place.ground.settings)
    signed = place.world.here.keys["Ivy"].sign(asked.options)
    return {**body, "options_id": str(asked.options_id), "credential": signed}


def _made(place: Place, role: str, body: dict[str, Any]) -> dict[str, Any]:
    settings = place.ground.settings
    with directory_work() as directory:
        asked = passkeys.ask_for_passkey(device_of(place, role), directory, settings=settings)
    made = authenticator_of(settings).make(asked.options)
    return {**body, "options_id": str(asked.options_id), "credential": made}


def device_of(place: Place, role: str) -> SignedIn:
    """Who holds this role's device, and has just shown it."""
    device = place.world.roles[role].device
    assert device is not None
    return replace(device.who, strong_at=clock.now())


SECRETS: dict[str, Callable[[Place, str, dict[str, Any]], dict[str, Any]]] = {
    "POST /session/by-code": _code,
    "POST /session/by-card": _card,
    "POST /session/by-passkey": _signed,
    "POST /session/fresh": _fresh_code,
    "POST /passkeys": _made,
    "POST /invitations/accept": _link,
    "POST /invitations/look": _link,
}


def changed(asked: Ask) -> Ask:
    """The same with something else in it, that is as right by itself."""
    body: dict[str, Any] = copy.deepcopy(asked.body) if isinstance(asked.body, dict) else {}
    for name, value in (
        ("email", "other@example.org"), ("text", "Something else"), ("name", "Another name"), ("calm", False),
        ("device_name", "another phone"), ("marks", []), ("cursors", {}), ("membership_id", str(uuid4())),
        ("token", "another token"), ("sha256", "0" * 64), ("code", "another code"), ("reason", "Another reason"),
        ("answer", "no"), ("level", "add"), ("language", "cy"), ("basis", "Another basis"), ("about", "Money"),
        ("words", "Other words"),
    ):  # fmt: skip
        if name in body:
            body[name] = value
            break
    return Ask(asked.method, asked.path, json.loads(json.dumps(body)))


def deed(response: TestResponse) -> Any:
    """What was done, as the answer tells it."""
    said = response.get_json(silent=True)
    return {name: value for name, value in said.items() if name not in OF_THE_ANSWER} if said else said


def grown(before: dict[str, int], after: dict[str, int]) -> set[str]:
    """Tables with more rows than before."""
    return {table for table, count in after.items() if count > before.get(table, 0)}
