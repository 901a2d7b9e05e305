"""Founding, inviting, accepting, through the door."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.coops.rules import new_invitation_token
from server.kernel import clock
from tests.world import CoopWorld, Member, World
from tests.world.build import new_email
from tests.world.fixtures import SignIn, told

INVITATIONS, LOOK, ACCEPT = "/api/v1/invitations", "/api/v1/invitations/look", "/api/v1/invitations/accept"


@pytest.fixture
def coop(world: World) -> CoopWorld:
    return world.coop()


@pytest.fixture
def secretary(coop: CoopWorld) -> Member:
    return coop.secretary()


def mailed_token(owner: psycopg.Connection, email: str) -> str:
    row = owner.execute(
        "SELECT payload ->> 'text' FROM tenant.outbox WHERE topic = 'mail.send' AND payload ->> 'to' = %s", [email]
    ).fetchone()
    assert row is not None
    return str(row[0].split("/invitation#")[1].split()[0])


def accept(client: FlaskClient, token: str, key: str | None = None, **more: Any) -> TestResponse:
    headers = {"Idempotency-Key": key} if key else {}
    return client.post(ACCEPT, json={"token": token, "device_name": "a laptop", **more}, headers=headers)


def invite(client: FlaskClient, **place: Any) -> TestResponse:
    return client.post(INVITATIONS, json={"name": "Sam Osei", **place})


def test_a_co_op_is_founded_and_its_first_link_makes_a_secretary(client: FlaskClient, coop: CoopWorld) -> None:
    token = coop.link.split("/invitation#")[1]
    assert told(client.post(LOOK, json={"token": token})) == {
        "coop_name": coop.name,
        "name": "Olu Adebayo",
        "organisation": None,
    }
    answer = accept(client, token)
    assert answer.status_code == 201, answer.text
    assert told(answer)["active"]["hats"] == ["secretary"]
    assert told(answer)["active"]["coop_name"] == coop.name
    assert told(client.get("/api/v1/members"))["items"][0]["name"] == "Olu Adebayo"


def test_an_invitation_brings_a_carer_into_the_patch(
    app: Flask, coop: CoopWorld, secretary: Member, sign_in: SignIn, owner: psycopg.Connection
) -> None:
    patch, email = coop.patch(), new_email()
    answer = invite(sign_in(secretary), email=email, member_class="carer", hats=["on-call"], patch_id=str(patch))
    assert (answer.status_code, told(answer)) == (202, {"sent": True})
    me = told(accept(app.test_client(), mailed_token(owner, email), name="Samuel Osei"))
    assert me["active"]["name"] == "Samuel Osei"
    assert me["active"]["member_class"] == "carer"
    assert me["active"]["hats"] == ["on-call"]
    assert [place["patch_id"] for place in me["active"]["patches"]] == [str(patch)]
    assert me["account"]["email"] == email


def test_an_invitation_brings_in_a_person(
    app: Flask, coop: CoopWorld, secretary: Member, sign_in: SignIn, owner: psycopg.Connection
) -> None:
    patch, email, client = coop.patch(), new_email(), app.test_client()
    invite(sign_in(secretary), email=email, member_class="supported", gets_support=True, patch_id=str(patch))
    me = told(accept(client, mailed_token(owner, email)))
    person = told(client.get(f"/api/v1/people/{me['active']['person_id']}"))
    assert person["mine"] is True
    assert person["patch"]["patch_id"] == str(patch)
    assert me["active"]["patches"] == []  # where she lives, not a team that she works in


def test_a_known_address_is_answered_as_an_unknown_one_and_gets_one_account(
    app: Flask, world: World, coop: CoopWorld, secretary: Member, sign_in: SignIn, owner: psycopg.Connection
) -> None:
    email = new_email()
    priya = world.coop("Harbour").member("Priya Nair", email=email)
    client = sign_in(secretary)
    known, unknown = invite(client, email=email), invite(client, email=new_email())
    assert (known.status_code, known.data) == (unknown.status_code, unknown.data)
    me = told(accept(app.test_client(), mailed_token(owner, email)))
    assert me["account"]["id"] == str(priya.account_id)
    assert [place["coop_name"] for place in me["memberships"]] == ["Harbour", coop.name]
    assert me["active"]["coop_id"] == str(coop.coop_id)


def test_an_invitation_works_once_and_again_for_the_same_key(app: Flask, coop: CoopWorld) -> None:
    token, key = coop.link.split("#")[1], str(uuid4())
    first, again = accept(app.test_client(), token, key), accept(app.test_client(), token, key)
    assert (first.status_code, again.status_code) == (201, 201)
    assert told(first)["active"]["membership_id"] == told(again)["active"]["membership_id"]
    for other in (accept(app.test_client(), token), accept(app.test_client(), token, str(uuid4()))):
        assert other.status_code == 404


def test_a_link_that_opens_nothing_is_not_here(
    client: FlaskClient, world: World, coop: CoopWorld, sign_in: SignIn, secretary: Member, owner: psycopg.Connection
) -> None:
    email = new_email()
    invite(sign_in(secretary), email=email)
    withdrawn = mailed_token(owner, email)
    mine = told(sign_in(secretary).get(INVITATIONS))["items"][0]
    assert sign_in(secretary).delete(f"{INVITATIONS}/{mine['invitation_id']}").status_code == 204
    with clock.moved(timedelta(days=-15)):
        old = world.coop().link.split("#")[1]
    foreign = new_invitation_token(coop.coop_id)
    answers = [
        client.post(LOOK, json={"token": token}) for token in (withdrawn, old, foreign, "nonsense", "\u00e9" * 64)
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.data for answer in answers}) == 1


def test_invitations_are_listed_for_their_maker_and_the_secretary(
    coop: CoopWorld, secretary: Member, sign_in: SignIn
) -> None:
    sam, lin = coop.member(), coop.member("Lin Chen")
    assert invite(sign_in(sam), email=new_email(), member_class="community").status_code == 202
    assert len(told(sign_in(sam).get(INVITATIONS))["items"]) == 1
    assert told(sign_in(lin).get(INVITATIONS))["items"] == []
    everybodys = told(sign_in(secretary).get(INVITATIONS))["items"]
    assert [item["name"] for item in everybodys] == ["Sam Osei", "Olu Adebayo"]
    assert everybodys[0]["accepted"] is False
    refused = sign_in(lin).delete(f"{INVITATIONS}/{everybodys[0]['invitation_id']}")
    assert (refused.status_code, told(refused)["type"]) == (403, "/problems/refused")


def test_a_refusal_is_a_sentence_and_sends_nothing(coop: CoopWorld, sign_in: SignIn, owner: psycopg.Connection) -> None:
    email = new_email()
    answer = invite(sign_in(coop.member()), email=email, member_class="carer", hats=["secretary"])
    assert answer.status_code == 403
    assert told(answer)["detail"] == "The secretary gives out hats. Invite them without one."
    sent = owner.execute("SELECT count(*) FROM tenant.outbox WHERE payload ->> 'to' = %s", [email]).fetchone()
    assert sent == (0,)


@pytest.mark.parametrize(
    "bad",
    [
        {"email": "not an address"},
        {"email": 7},
        {"name": ""},
        {"name": "x" * 81},
        {"name": "a\u0000b"},
        {"member_class": "boss"},
        {"hats": ["crown"]},
        {"hats": "secretary"},
        {"gets_support": "yes"},
        {"patch_id": "here"},
        {"colour": "red"},
    ],
)
def test_bad_input_is_refused_by_its_field(secretary: Member, sign_in: SignIn, bad: dict[str, Any]) -> None:
    answer = sign_in(secretary).post(INVITATIONS, json={"email": new_email(), "name": "Sam", **bad})
    assert answer.status_code == 422, answer.text
    assert str(told(answer)["field"]).split(".")[0] == next(iter(bad))


def test_a_patch_of_another_co_op_is_not_here(world: World, secretary: Member, sign_in: SignIn) -> None:
    foreign = world.coop("Harbour").patch()
    answers = [
        invite(sign_in(secretary), email=new_email(), member_class="carer", patch_id=str(patch_id))
        for patch_id in (foreign, uuid4())
    ]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].data == answers[1].data
