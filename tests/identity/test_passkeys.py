"""Passkeys through the door: made, shown, shown again; and whatever pretends to be one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.identity import tasks
from server.identity.actions.passkeys import USED_UP
from server.kernel import clock
from server.kernel.config import Settings
from server.kernel.doors import credentials
from tests.identity.authenticator import Authenticator, authenticator_of, b64
from tests.identity.codes import last_code
from tests.world import Member, World
from tests.world.build import new_email
from tests.world.fixtures import SignIn, told

API = "/api/v1"
MakeKey = Callable[..., Authenticator]


@pytest.fixture
def edith(world: World) -> Member:
    return world.coop().member("Edith Hughes", email=new_email())


@pytest.fixture
def make_key(settings: Settings) -> MakeKey:
    """A passkey that is nowhere known yet."""

    def make(**bent: Any) -> Authenticator:
        return authenticator_of(settings, **bent)

    return make


def asked(client: FlaskClient, path: str) -> tuple[str, dict[str, Any]]:
    answer = client.post(f"{API}{path}/options", json={})
    assert answer.status_code == 200, answer.text
    return told(answer)["options_id"], told(answer)["options"]


def add(client: FlaskClient, key: Authenticator, name: str = "My phone") -> TestResponse:
    options_id, options = asked(client, "/passkeys")
    return client.post(
        f"{API}/passkeys", json={"options_id": options_id, "credential": key.make(options), "name": name}
    )


def sign_in_by(client: FlaskClient, key: Authenticator) -> TestResponse:
    options_id, options = asked(client, "/session/by-passkey")
    return client.post(
        f"{API}/session/by-passkey",
        json={"options_id": options_id, "credential": key.sign(options), "device_name": "a tablet"},
    )


def show(client: FlaskClient, key: Authenticator) -> TestResponse:
    options_id, options = asked(client, "/session/fresh")
    return client.post(f"{API}/session/fresh", json={"options_id": options_id, "credential": key.sign(options)})


def stale(app: Flask, member: Member) -> FlaskClient:
    """A device of theirs that was not asked for anything lately."""
    client = app.test_client()
    client.set_cookie(credentials.COOKIE, member.sign_in(strong=False).token)
    return client


def test_a_passkey_is_made_and_signs_another_device_in(
    app: Flask, edith: Member, sign_in: SignIn, make_key: MakeKey, settings: Settings
) -> None:
    phone, key = sign_in(edith), make_key()
    options = asked(phone, "/passkeys")[1]
    assert options["rp"]["id"] == urlsplit(settings.public_url).hostname
    assert options["user"]["id"] == b64(edith.account_id.bytes)
    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert options["authenticatorSelection"]["residentKey"] == "preferred"
    made = add(phone, key)
    assert made.status_code == 201, made.text
    assert (told(made)["name"], told(made)["last_used_at"]) == ("My phone", None)
    tablet = app.test_client()
    me = sign_in_by(tablet, key)
    assert me.status_code == 201, me.text
    assert told(me)["account"]["id"] == str(edith.account_id)
    assert told(me)["passkeys"] == 1
    assert told(me)["fresh_until"] is not None
    assert told(tablet.get(f"{API}/session"))["active"]["name"] == "Edith Hughes"
    assert told(phone.get(f"{API}/passkeys"))["items"][0]["last_used_at"] is not None
    assert asked(phone, "/passkeys")[1]["excludeCredentials"] == [
        {"id": b64(key.credential_id), "type": "public-key", "transports": ["internal"]}
    ]


def test_an_answer_works_once(app: Flask, edith: Member, sign_in: SignIn, make_key: MakeKey) -> None:
    key, client = make_key(), app.test_client()
    add(sign_in(edith), key)
    options_id, options = asked(client, "/session/by-passkey")
    body = {"options_id": options_id, "credential": key.sign(options), "device_name": "a tablet"}
    assert client.post(f"{API}/session/by-passkey", json=body).status_code == 201
    overheard = app.test_client()
    again = overheard.post(f"{API}/session/by-passkey", json=body)
    assert (again.status_code, told(again)["detail"], told(again)["field"]) == (422, USED_UP, "options_id")
    assert "Set-Cookie" not in again.headers
    other_id, _ = asked(overheard, "/session/by-passkey")
    moved = overheard.post(f"{API}/session/by-passkey", json={**body, "options_id": other_id})
    assert (moved.status_code, told(moved)["field"]) == (422, "credential")


def test_a_wrong_answer_uses_the_question_up(app: Flask, edith: Member, sign_in: SignIn, make_key: MakeKey) -> None:
    key, client = make_key(), app.test_client()
    add(sign_in(edith), key)
    options_id, options = asked(client, "/session/by-passkey")
    body = {"options_id": options_id, "device_name": "a tablet"}
    wrong = client.post(f"{API}/session/by-passkey", json={**body, "credential": make_key().sign(options)})
    right = client.post(f"{API}/session/by-passkey", json={**body, "credential": key.sign(options)})
    assert (wrong.status_code, told(wrong)["field"]) == (422, "credential")
    assert (right.status_code, told(right)["field"]) == (422, "options_id")


def test_a_question_waits_five_minutes(app: Flask, edith: Member, sign_in: SignIn, make_key: MakeKey) -> None:
    key, client = make_key(), app.test_client()
    add(sign_in(edith), key)
    options_id, options = asked(client, "/session/by-passkey")
    body = {"options_id": options_id, "credential": key.sign(options), "device_name": "a tablet"}
    with clock.moved(timedelta(minutes=5)):
        assert client.post(f"{API}/session/by-passkey", json=body).status_code == 422


@pytest.mark.parametrize(
    "bent",
    [
        {"origin": "https://elsewhere.example"},
        {"rp_id": "elsewhere.example"},
        {"verified": False},
        {"account": b"somebody else"},
        {"credential_id": b"another key"},
    ],
)
def test_what_only_looks_like_the_passkey_opens_nothing(
    app: Flask, edith: Member, sign_in: SignIn, make_key: MakeKey, bent: dict[str, Any]
) -> None:
    key = make_key()
    add(sign_in(edith), key)
    answer = sign_in_by(app.test_client(), replace(key, **bent))
    assert (answer.status_code, told(answer)["field"]) == (422, "credential")
    assert sign_in_by(app.test_client(), key).status_code == 201


def test_a_copy_whose_count_stands_still_opens_nothing(
    app: Flask, edith: Member, sign_in: SignIn, make_key: MakeKey
) -> None:
    key = make_key()
    add(sign_in(edith), key)
    copy = replace(key)
    assert sign_in_by(app.test_client(), key).status_code == 201
    assert sign_in_by(app.test_client(), copy).status_code == 422


def test_a_passkey_without_a_counter_works_again_and_again(
    app: Flask, edith: Member, sign_in: SignIn, make_key: MakeKey
) -> None:
    key = make_key(count=-1)
    key.count = 0
    add(sign_in(edith), key)
    for _ in range(2):
        key.count = -1  # it says nought when it signs
        assert sign_in_by(app.test_client(), key).status_code == 201


@pytest.mark.parametrize("bent", [{"origin": "https://elsewhere.example"}, {"verified": False}, {"rp_id": "x"}])
def test_a_passkey_for_another_site_or_shown_by_nobody_is_not_kept(
    edith: Member, sign_in: SignIn, make_key: MakeKey, bent: dict[str, Any]
) -> None:
    phone = sign_in(edith)
    assert add(phone, make_key(**bent)).status_code == 422
    assert told(phone.get(f"{API}/passkeys"))["items"] == []


@pytest.mark.parametrize(
    "credential",
    [
        {},
        {"id": "a"},
        {"id": 7, "rawId": None, "type": [], "response": "x"},
        {"id": "!", "rawId": "!", "type": "public-key", "response": {}},
        {"id": "YQ", "rawId": "YQ", "type": "public-key", "response": {"clientDataJSON": "e30", "signature": "\u0000"}},
    ],
)
def test_nonsense_is_answered_in_a_sentence(
    app: Flask, edith: Member, sign_in: SignIn, credential: dict[str, Any]
) -> None:
    phone, client = sign_in(edith), app.test_client()
    options_id, _ = asked(phone, "/passkeys")
    made = phone.post(f"{API}/passkeys", json={"options_id": options_id, "credential": credential, "name": "My phone"})
    options_id, _ = asked(client, "/session/by-passkey")
    signed = client.post(
        f"{API}/session/by-passkey",
        json={"options_id": options_id, "credential": credential, "device_name": "a tablet"},
    )
    assert [(a.status_code, told(a)["field"]) for a in (made, signed)] == [(422, "credential")] * 2


def test_a_question_is_good_for_what_it_was_asked_for_and_on_that_device(
    app: Flask, edith: Member, sign_in: SignIn, make_key: MakeKey
) -> None:
    phone, tablet, key = sign_in(edith), sign_in(edith), make_key()
    add(phone, key)
    options_id, options = asked(phone, "/session/fresh")
    body = {"options_id": options_id, "credential": key.sign(options)}
    assert tablet.post(f"{API}/session/fresh", json=body).status_code == 422
    stranger = app.test_client()
    elsewhere = stranger.post(f"{API}/session/by-passkey", json={**body, "device_name": "a tablet"})
    assert elsewhere.status_code == 422
    assert phone.post(f"{API}/session/fresh", json=body).status_code == 200


def test_the_same_passkey_is_kept_once(world: World, edith: Member, sign_in: SignIn, make_key: MakeKey) -> None:
    key, other = make_key(), world.coop("Harbour").member("Nia")
    assert add(sign_in(edith), key).status_code == 201
    assert add(sign_in(edith), key).status_code == 409
    assert add(sign_in(other), key).status_code == 409


def test_a_passkey_that_was_taken_away_opens_nothing(
    app: Flask, edith: Member, sign_in: SignIn, make_key: MakeKey
) -> None:
    phone, key = sign_in(edith), make_key()
    passkey_id = told(add(phone, key))["passkey_id"]
    idle = stale(app, edith)
    refused = idle.delete(f"{API}/passkeys/{passkey_id}")
    assert (refused.status_code, told(refused)["type"]) == (403, "/problems/sign-in-again")
    assert phone.delete(f"{API}/passkeys/{passkey_id}").status_code == 204
    assert phone.delete(f"{API}/passkeys/{passkey_id}").status_code == 404
    assert told(phone.get(f"{API}/session"))["passkeys"] == 0
    assert sign_in_by(app.test_client(), key).status_code == 422
    assert show(phone, key).status_code == 422


def test_nobody_takes_somebody_elses_passkey_away(
    world: World, edith: Member, sign_in: SignIn, make_key: MakeKey
) -> None:
    phone = sign_in(edith)
    passkey_id = told(add(phone, make_key()))["passkey_id"]
    stranger = sign_in(world.coop("Harbour").member("Nia"))
    theirs, unknown = (stranger.delete(f"{API}/passkeys/{each}") for each in (passkey_id, uuid4()))
    assert (theirs.status_code, theirs.data) == (404, unknown.data)
    assert len(told(phone.get(f"{API}/passkeys"))["items"]) == 1


def test_an_open_device_makes_no_passkey_by_itself(app: Flask, edith: Member) -> None:
    answer = stale(app, edith).post(f"{API}/passkeys/options", json={})
    assert (answer.status_code, told(answer)["type"]) == (403, "/problems/sign-in-again")


def test_showing_a_passkey_makes_this_device_fresh_for_ten_minutes(
    app: Flask, edith: Member, sign_in: SignIn, make_key: MakeKey
) -> None:
    key, idle = make_key(), stale(app, edith)
    add(sign_in(edith), key)
    assert told(idle.get(f"{API}/session"))["fresh_until"] is None
    answer = show(idle, key)
    assert answer.status_code == 200, answer.text
    assert told(idle.get(f"{API}/session"))["fresh_until"] == told(answer)["fresh_until"]
    with clock.moved(timedelta(minutes=9)):
        assert asked(idle, "/passkeys")
    with clock.moved(timedelta(minutes=11)):
        assert told(idle.get(f"{API}/session"))["fresh_until"] is None
        assert idle.post(f"{API}/passkeys/options", json={}).status_code == 403


def test_somebody_elses_passkey_shows_nothing(
    world: World, app: Flask, edith: Member, sign_in: SignIn, make_key: MakeKey
) -> None:
    theirs = make_key()
    add(sign_in(world.coop("Harbour").member("Nia")), theirs)
    idle = stale(app, edith)
    assert show(idle, theirs).status_code == 422
    assert told(idle.get(f"{API}/session"))["fresh_until"] is None


def test_a_code_to_ones_own_address_does_as_well(app: Flask, edith: Member, owner: psycopg.Connection) -> None:
    idle = stale(app, edith)
    sent = idle.post(f"{API}/session/fresh/code", json={})
    assert (sent.status_code, told(sent)) == (202, {"sent": True})
    assert edith.email
    code = last_code(owner, edith.email)
    wrong = idle.post(f"{API}/session/fresh", json={"code": "000000" if code != "000000" else "111111"})
    assert (wrong.status_code, told(wrong)["field"]) == (422, "code")
    right = idle.post(f"{API}/session/fresh", json={"code": code})
    assert right.status_code == 200, right.text
    assert told(idle.get(f"{API}/session"))["fresh_until"] == told(right)["fresh_until"]
    assert idle.post(f"{API}/session/fresh", json={"code": code}).status_code == 422


def test_who_has_no_address_is_told_so(app: Flask, world: World) -> None:
    idle = stale(app, world.coop().member("Sam"))
    sent = idle.post(f"{API}/session/fresh/code", json={})
    assert (sent.status_code, told(sent)["type"]) == (409, "/problems/conflict")
    assert idle.post(f"{API}/session/fresh", json={"code": "123456"}).status_code == 409


@pytest.mark.parametrize(
    "body",
    [{}, {"code": "1", "options_id": str(uuid4())}, {"options_id": str(uuid4())}, {"credential": {}}, {"code": 7}, []],
)
def test_showing_half_of_it_is_refused(edith: Member, sign_in: SignIn, body: Any) -> None:
    assert sign_in(edith).post(f"{API}/session/fresh", json=body).status_code == 422


def test_old_questions_are_forgotten(app: Flask, owner: psycopg.Connection, emptied: object) -> None:
    asked(app.test_client(), "/session/by-passkey")
    tasks.forget_ended()
    assert owner.execute("SELECT count(*) FROM directory.passkey_challenge").fetchone() == (1,)
    with clock.moved(timedelta(days=2)):
        tasks.forget_ended()
    assert owner.execute("SELECT count(*) FROM directory.passkey_challenge").fetchone() == (0,)
