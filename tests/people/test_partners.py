"""A person asks somebody of another organisation to see part of her record."""

from typing import Any
from uuid import UUID

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.coops import queries as coops
from server.kernel.config import Settings
from server.people import queries as people
from tests.identity.codes import last_code
from tests.world import CoopWorld, PersonMember, World
from tests.world.build import new_email
from tests.world.fixtures import CountQueries, Heard, SignIn, told

API = "/api/v1"


@pytest.fixture
def coop(world: World) -> CoopWorld:
    return world.coop()


@pytest.fixture
def edith(coop: CoopWorld) -> PersonMember:
    return coop.person("Edith Hughes", patch=coop.patch())


def patch_of(coop: CoopWorld, edith: PersonMember) -> UUID | None:
    with coop.work() as work:
        return people.person(work, edith.person_id).patch_id


def ask(client: FlaskClient, edith: PersonMember, coop: CoopWorld, email: str, **more: Any) -> TestResponse:
    with coop.work() as work:
        there = {row.name: row.organisation_id for row in coops.organisations(work)}
    organisation = there.get("Riverside District Nurses") or coop.organisation()
    body = {"organisation_id": str(organisation), "email": email, "name": "Ruth Carey", "role": "district nurse"}
    return client.post(f"{API}/people/{edith.person_id}/partners", json=body | more)


def mail_to(owner: psycopg.Connection, email: str) -> tuple[str, str]:
    row = owner.execute(
        "SELECT payload ->> 'subject', payload ->> 'text' FROM tenant.outbox"
        " WHERE topic = 'mail.send' AND payload ->> 'to' = %s",
        [email],
    ).fetchone()
    assert row is not None
    return str(row[0]), str(row[1])


def come(app: Flask, owner: psycopg.Connection, email: str) -> tuple[FlaskClient, TestResponse]:
    token = mail_to(owner, email)[1].split("/invitation#")[1].split()[0]
    client = app.test_client()
    return client, client.post(f"{API}/invitations/accept", json={"token": token, "device_name": "a laptop"})


def listed(client: FlaskClient, edith: PersonMember) -> list[dict[str, Any]]:
    answer = client.get(f"{API}/people/{edith.person_id}/partners")
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = told(answer)["items"]
    return items


def test_a_nurse_is_asked_and_comes(
    app: Flask,
    coop: CoopWorld,
    edith: PersonMember,
    sign_in: SignIn,
    owner: psycopg.Connection,
    heard: Heard,
) -> None:
    email, client = new_email("ruth"), sign_in(edith)
    sent = ask(client, edith, coop, email)
    assert (sent.status_code, told(sent)) == (202, {"sent": True})
    waiting = listed(client, edith)[0]
    assert (waiting["membership"], waiting["email"], waiting["accepted"]) == (None, email, False)
    nurse, answer = come(app, owner, email)
    assert answer.status_code == 201, answer.text
    me = told(answer)
    assert me["active"]["organisation"]["name"] == "Riverside District Nurses"
    assert (me["active"]["member_class"], me["fresh_until"]) == (None, None)
    there = listed(client, edith)[0]
    assert (there["membership"]["kind"], there["membership"]["organisation"], there["accepted"]) == (
        "partner",
        "Riverside District Nurses",
        True,
    )
    assert "changed" in heard.to(edith.membership_id)
    assert told(nurse.get(f"{API}/conversations"))["items"] == []
    assert nurse.get(f"{API}/people/{edith.person_id}").status_code == 404


def test_the_mail_says_who_asks_and_nothing_more(
    coop: CoopWorld, edith: PersonMember, sign_in: SignIn, owner: psycopg.Connection, settings: Settings
) -> None:
    email = new_email("ruth")
    ask(sign_in(edith), edith, coop, email)
    subject, text = mail_to(owner, email)
    assert "Edith" not in subject
    assert text.startswith("Hello Ruth Carey,\n")
    assert "Edith Hughes asks you to see part of their record" in text
    assert f"\n{settings.public_url}/sign-in\n" in text
    assert email not in text


def test_a_link_for_a_partner_says_for_which_organisation(
    app: Flask, coop: CoopWorld, edith: PersonMember, sign_in: SignIn, owner: psycopg.Connection
) -> None:
    email = new_email("ruth")
    ask(sign_in(edith), edith, coop, email)
    token = mail_to(owner, email)[1].split("/invitation#")[1].split()[0]
    seen = told(app.test_client().post(f"{API}/invitations/look", json={"token": token}))
    assert seen == {"coop_name": coop.name, "name": "Ruth Carey", "organisation": "Riverside District Nurses"}


def test_later_a_code_lets_them_in(
    app: Flask, coop: CoopWorld, edith: PersonMember, sign_in: SignIn, owner: psycopg.Connection
) -> None:
    email, client = new_email("ruth"), app.test_client()
    ask(sign_in(edith), edith, coop, email)
    come(app, owner, email)
    client.post(f"{API}/session/codes", json={"email": email})
    body = {"email": email, "code": last_code(owner, email), "device_name": "a laptop"}
    me = told(client.post(f"{API}/session/by-code", json=body))
    assert me["active"]["organisation_role"] == "district nurse"
    assert me["fresh_until"] is not None


def test_who_asks_for_a_person(coop: CoopWorld, edith: PersonMember, sign_in: SignIn) -> None:
    ann, sam, ned = coop.member("Ann", None), coop.member(), coop.member("Ned", "community")
    starter = coop.member("Bethan", hats=("team starter",), patch=patch_of(coop, edith))
    stranger = coop.member("Rosa", hats=("team starter",))
    coop.helper(edith, ann)
    coop.care_team(edith, sam)
    acting = sign_in(ann)
    acting.environ_base["HTTP_OURPATCH_ACTING_FOR"] = str(edith.person_id)
    expected = (
        (acting, 202),
        (sign_in(starter), 202),
        (sign_in(sam), 403),
        (sign_in(ned), 404),
        (sign_in(stranger), 404),
    )
    for client, status in expected:
        answer = ask(client, edith, coop, new_email())
        assert answer.status_code == status, answer.text
        got = client.get(f"{API}/people/{edith.person_id}/partners").status_code
        assert got == (200 if status == 202 else status)


def test_the_address_is_for_the_person_and_for_who_asked(coop: CoopWorld, edith: PersonMember, sign_in: SignIn) -> None:
    patch = patch_of(coop, edith)
    one, other = (coop.member(name, hats=("team starter",), patch=patch) for name in ("Bethan", "Rosa"))
    email = new_email("ruth")
    ask(sign_in(one), edith, coop, email)
    addresses = [listed(sign_in(who), edith)[0]["email"] for who in (edith, one, other)]
    assert addresses == [email, email, None]


def test_whom_somebody_asked_is_not_in_the_secretarys_list(
    coop: CoopWorld, edith: PersonMember, sign_in: SignIn
) -> None:
    client, secretary = sign_in(edith), sign_in(coop.secretary())
    email = new_email("ruth")
    ask(client, edith, coop, email)
    assert email not in secretary.get(f"{API}/invitations").text
    mine = told(client.get(f"{API}/invitations"))["items"]
    assert [item["email"] for item in mine] == [email]
    assert client.delete(f"{API}/invitations/{mine[0]['invitation_id']}").status_code == 204
    assert listed(client, edith) == []


def test_a_member_who_is_asked_as_a_partner_is_told_why_not(
    app: Flask, coop: CoopWorld, edith: PersonMember, sign_in: SignIn, owner: psycopg.Connection
) -> None:
    email = new_email("sam")
    coop.member("Sam Osei", email=email)
    assert ask(sign_in(edith), edith, coop, email).status_code == 202
    _, answer = come(app, owner, email)
    assert (answer.status_code, told(answer)["type"]) == (409, "/problems/conflict")
    assert listed(sign_in(edith), edith)[0]["accepted"] is False


def test_a_nurse_who_is_here_already_comes_for_another_person_too(
    app: Flask, coop: CoopWorld, edith: PersonMember, sign_in: SignIn, owner: psycopg.Connection
) -> None:
    email, ron = new_email("ruth"), coop.person("Ron Price")
    ask(sign_in(edith), edith, coop, email)
    _, first = come(app, owner, email)
    owner.execute("DELETE FROM tenant.outbox WHERE payload ->> 'to' = %s", [email])
    ask(sign_in(ron), ron, coop, email)
    _, second = come(app, owner, email)
    assert told(first)["active"]["membership_id"] == told(second)["active"]["membership_id"]
    assert listed(sign_in(ron), ron)[0]["accepted"] is True
    assert len(listed(sign_in(ron), ron)) == 1


def test_who_was_taken_out_is_in_the_list_no_more(
    app: Flask, coop: CoopWorld, edith: PersonMember, sign_in: SignIn, owner: psycopg.Connection
) -> None:
    email, client = new_email("ruth"), sign_in(edith)
    for _ in range(2):
        ask(client, edith, coop, email)
        _, answer = come(app, owner, email)
        owner.execute("DELETE FROM tenant.outbox WHERE payload ->> 'to' = %s", [email])
    assert len(listed(client, edith)) == 1
    membership_id = told(answer)["active"]["membership_id"]
    assert sign_in(coop.secretary()).delete(f"{API}/members/{membership_id}").status_code == 204
    assert listed(client, edith) == []


@pytest.mark.parametrize(
    "bad", [{"email": "nobody"}, {"name": ""}, {"role": ""}, {"role": "x" * 81}, {"organisation_id": "7"}, {"x": 1}]
)
def test_bad_input_is_refused_by_its_field(
    coop: CoopWorld, edith: PersonMember, sign_in: SignIn, bad: dict[str, Any]
) -> None:
    answer = ask(sign_in(edith), edith, coop, **{"email": new_email(), **bad})
    assert (answer.status_code, told(answer)["field"]) == (422, next(iter(bad)))


def test_the_lists_cost_the_same_however_many_there_are(
    app: Flask,
    coop: CoopWorld,
    edith: PersonMember,
    sign_in: SignIn,
    owner: psycopg.Connection,
    count_queries: CountQueries,
) -> None:
    client = sign_in(edith)

    def one_more() -> None:
        email, organisation_id = new_email(), coop.organisation(f"Practice {new_email()}", "gp practice")
        assert ask(client, edith, coop, email, organisation_id=str(organisation_id)).status_code == 202
        come(app, owner, email)

    def look() -> None:
        listed(client, edith)
        assert client.get(f"{API}/organisations").status_code == 200

    one_more()
    few = count_queries(look)
    for _ in range(3):
        one_more()
    assert len(listed(client, edith)) == 4
    assert count_queries(look) == few
