"""Persons, care teams, `/session` and the demo's door, over HTTP."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from limits.storage import MemoryStorage

from server.app import create_app
from server.kernel import db, limits
from server.kernel.config import Settings
from server.people import queries
from tests.conftest import Database
from tests.world import CoopWorld, World
from tests.world.fixtures import CountQueries, Heard, SignIn, told

BASE = "/api/v1"


@pytest.fixture
def coop(world: World) -> CoopWorld:
    return world.coop()


def test_a_care_team_is_put_together(coop: CoopWorld, sign_in: SignIn, heard: Heard) -> None:
    patch = coop.patch()
    sam, lin = coop.member(patch=patch), coop.member("Lin Chen")
    edith = coop.person(patch=patch)
    her, his, person = sign_in(edith), sign_in(sam), f"{BASE}/people/{edith.person_id}"
    names = [face["name"] for face in told(her.get(f"{person}/candidates"))["items"]]
    assert names == ["Sam Osei", "Lin Chen"]  # her own patch first
    asked = her.post(f"{person}/care-team", json={"membership_id": str(sam.membership_id)})
    assert (asked.status_code, told(asked)["state"], told(asked)["phone"]) == (201, "invited", None)
    [invitation] = told(his.get(f"{BASE}/care-team-invitations"))["items"]
    assert invitation["person"]["name"] == "Edith Hughes"
    assert his.get(person).status_code == 404
    answer = his.post(f"{BASE}/care-team-invitations/{invitation['team_member_id']}/accept")
    assert (answer.status_code, told(answer)) == (200, {"state": "in"})
    assert told(his.get(person))["care_team"][0]["phone"] == sam_phone(told(her.get(person)))
    assert told(his.get(f"{BASE}/caseload"))["items"][0]["patch_name"] == "Riverside"
    assert told(his.get(f"{BASE}/patches/{patch}"))["people"][0]["name"] == "Edith Hughes"
    assert told(sign_in(lin).get(f"{BASE}/patches/{patch}"))["people"] == []
    assert {"changed", "joined"} <= set(heard.to(sam.membership_id))
    place = told(asked)["team_member_id"]
    assert his.delete(f"{person}/care-team/{place}").status_code == 204
    assert his.get(person).status_code == 404
    assert "left" in heard.to(sam.membership_id)


def sam_phone(person: Any) -> str:
    return str(person["care_team"][0]["phone"])


def test_a_refusal_names_the_person_who_decides(coop: CoopWorld, sign_in: SignIn) -> None:
    sam, lin = coop.member(), coop.member("Lin Chen")
    edith = coop.person(team=(sam, lin))
    person = f"{BASE}/people/{edith.person_id}"
    place = told(sign_in(sam).get(person))["care_team"][1]["team_member_id"]
    answers = [
        sign_in(sam).post(f"{person}/care-team", json={"membership_id": str(lin.membership_id)}),
        sign_in(sam).delete(f"{person}/care-team/{place}"),
        sign_in(sam).get(f"{person}/candidates"),
    ]
    for answer in answers:
        assert (answer.status_code, told(answer)["detail"]) == (403, "Edith Hughes decides who is in the team.")


def test_helpers_over_http(coop: CoopWorld, sign_in: SignIn) -> None:
    edith, ann = coop.person(), coop.member("Ann Mercer", None)
    her, helpers = sign_in(edith), f"{BASE}/people/{edith.person_id}/helpers"
    could = f"{BASE}/people/{edith.person_id}/candidates?for=helper"
    assert [face["name"] for face in told(her.get(could))["items"]] == ["Ann Mercer"]
    named = her.post(helpers, json={"membership_id": str(ann.membership_id)})
    assert (named.status_code, told(named)["kind"]) == (201, "helper")
    acting = {"Ourpatch-Acting-For": str(edith.person_id)}
    assert told(her.get(could))["items"] == []
    assert sign_in(ann).get(could, headers=acting).status_code == 403
    me = told(sign_in(ann).get(f"{BASE}/session", headers=acting))
    assert me["acting_for"] == {"person_id": str(edith.person_id), "name": "Edith Hughes"}
    assert [person["name"] for person in me["can_act_for"]] == ["Edith Hughes"]
    assert me["active"]["name"] == "Ann Mercer"
    assert sign_in(ann).patch(f"{BASE}/membership", json={"name": "x"}, headers=acting).status_code == 403
    assert her.delete(f"{helpers}/{ann.membership_id}").status_code == 204
    assert her.delete(f"{helpers}/{ann.membership_id}").status_code == 404
    assert sign_in(ann).get(f"{BASE}/session", headers=acting).status_code == 404
    assert sign_in(ann).get(f"{BASE}/caseload", headers=acting).status_code == 404


def test_foreign_and_unknown_ids_are_answered_with_the_same_bytes(
    coop: CoopWorld, world: World, sign_in: SignIn
) -> None:
    foreign = world.coop("Harbour").person()
    client = sign_in(coop.person())
    answers = [client.get(f"{BASE}/people/{person_id}") for person_id in (foreign.person_id, uuid4())]
    answers += [client.get(f"{BASE}/session", headers={"Ourpatch-Coop": str(foreign.coop_id)})]
    answers += [client.get(f"{BASE}/coop", headers={"Ourpatch-Coop": value}) for value in (str(uuid4()), "nonsense")]
    answers += [client.get(f"{BASE}/session", headers={"Ourpatch-Acting-For": str(foreign.person_id)})]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.data for answer in answers}) == 1


def test_one_account_acts_in_one_of_its_co_ops(coop: CoopWorld, world: World, sign_in: SignIn) -> None:
    harbour = world.coop("Harbour")
    priya = coop.member("Priya Nair")
    there = harbour.member("Priya N.", account=priya)
    client = sign_in(priya)
    me = told(client.get(f"{BASE}/session"))
    assert [(place["coop_name"], place["name"]) for place in me["memberships"]] == [
        ("Harbour", "Priya N."),
        (coop.name, "Priya Nair"),
    ]
    assert me["active"]["membership_id"] == str(priya.membership_id)
    once = told(client.get(f"{BASE}/session", headers={"Ourpatch-Coop": str(harbour.coop_id)}))
    assert once["active"]["membership_id"] == str(there.membership_id)
    moved = client.put(f"{BASE}/session/coop", json={"coop_id": str(harbour.coop_id)})
    assert told(moved)["active"]["coop_id"] == str(harbour.coop_id)
    assert told(client.get(f"{BASE}/coop"))["name"] == "Harbour"
    assert client.put(f"{BASE}/session/coop", json={"coop_id": str(uuid4())}).status_code == 404
    foreign = world.coop("Third")
    assert client.put(f"{BASE}/session/coop", json={"coop_id": str(foreign.coop_id)}).status_code == 404


def test_the_demo_lets_anyone_in_as_anyone(client: FlaskClient, world: World) -> None:
    coop = world.coop("A demo of its own")
    patch = coop.patch()
    coop.member("Sam Osei", patch=patch, hats=("on-call",))
    edith = coop.person()
    coop.helper(edith)
    coop.partner(coop.organisation())
    people = told(client.get(f"{BASE}/demo/people"))["items"]
    mine = {item["name"]: item["what"] for item in people if item["coop_name"] == coop.name}
    assert mine["Edith Hughes"] == "gets support at home"
    assert "carer in Riverside, on-call" in mine.values()
    assert "helps Edith Hughes" in mine.values()
    assert mine["Ruth Carey"] == "district nurse, Riverside District Nurses"
    body = {"membership_id": str(edith.membership_id), "device_name": "a browser"}
    answer = client.post(f"{BASE}/demo/session", json=body)
    assert told(answer)["fresh_until"] is not None
    assert (answer.status_code, told(answer)["active"]["name"]) == (201, "Edith Hughes")
    assert told(client.get(f"{BASE}/session"))["demo"] is True
    body["membership_id"] = str(uuid4())
    assert client.post(f"{BASE}/demo/session", json=body).status_code == 404
    assert client.get(f"{BASE}/demo/mail").status_code == 200


def test_the_demos_door_is_not_there_in_production(settings: Settings, new_database: Any) -> None:
    database: Database = new_database()
    production = replace(settings, mode="production", smtp_url="smtp://localhost:25", database_url=database.app_url)
    before = db._Opened.engines
    try:
        client = create_app(production).test_client()
        limits.use(MemoryStorage())
        body = {"membership_id": str(uuid4()), "device_name": "x"}
        answers = [
            client.get(f"{BASE}/demo/people"),
            client.get(f"{BASE}/demo/mail"),
            client.post(f"{BASE}/demo/session", json=body),
        ]
        nowhere = [client.get(f"{BASE}/nowhere"), client.post(f"{BASE}/nowhere", json=body)]
        assert [answer.data for answer in answers] == [nowhere[0].data, nowhere[0].data, nowhere[1].data]
        assert {answer.status_code for answer in answers} <= {404, 405}
        assert "/demo/" not in client.get(f"{BASE}/openapi.json").text
    finally:
        db.close_engines()
        db._Opened.engines = before


def test_cookies_are_secure_over_https(settings: Settings, opened: Settings, world: World) -> None:
    edith = world.coop().person()
    before = db._Opened.engines
    secure = create_app(replace(settings, public_url="https://ourpatch.example"))
    db.close_engines()
    db._Opened.engines = before
    body = {"membership_id": str(edith.membership_id), "device_name": "x"}
    answer = secure.test_client().post(f"{BASE}/demo/session", json=body)
    assert "Secure" in answer.headers["Set-Cookie"].split("; ")


def test_lists_cost_the_same_for_one_as_for_many(coop: CoopWorld, count_queries: CountQueries) -> None:
    patch, sam = coop.patch(), coop.member()
    coop.person("Edith", patch=patch, team=(sam,))
    edith = coop.person("Edith Two", patch=patch, team=(sam,))

    def cost() -> list[int]:
        counts = []
        with sam.work() as work:
            counts.append(count_queries(lambda: queries.caseload(work)))
            counts.append(count_queries(lambda: queries.asked_of(work)))
            counts.append(count_queries(lambda: queries.person_view(work, edith.person_id)))
        with edith.work() as work:
            row = queries.person(work, edith.person_id)
            counts.append(count_queries(lambda: queries.candidates(work, row, ("carer",))))
        return counts

    few = cost()
    for n in range(2):
        carer = coop.member(f"Carer {n}", patch=patch, hats=("coach",))
        coop.person(f"Person {n}", patch=patch, team=(sam,))
        coop.ask(coop.person(f"Asking {n}"), sam)
        coop.care_team(edith, carer)
    assert cost() == few


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("post", "/people/{person}/care-team", {}),
        ("post", "/people/{person}/care-team", {"membership_id": "me"}),
        ("post", "/people/{person}/care-team", {"membership_id": str(uuid4()), "more": 1}),
        ("post", "/people/{person}/helpers", []),
        ("put", "/session/coop", {"coop_id": None}),
        ("post", "/session/codes", {"email": "\ud800@example.org"}),
        ("post", "/session/by-code", {"email": "a@example.org", "code": "1" * 21, "device_name": "x"}),
        ("post", "/session/by-card", {"words": "a\u0000b", "device_name": "x"}),
        ("post", "/session/by-card", {"words": "a", "device_name": "x" * 100_000}),
        ("post", "/invitations/accept", {"token": "x", "device_name": ""}),
    ],
)
def test_bad_input_is_refused(coop: CoopWorld, sign_in: SignIn, method: str, path: str, body: object) -> None:
    edith = coop.person()
    answer = getattr(sign_in(edith), method)(BASE + path.format(person=edith.person_id), json=body)
    assert answer.status_code in {413, 422}, answer.text
    assert answer.content_type == "application/problem+json"


def test_what_is_no_json_is_refused(app: Flask, coop: CoopWorld, sign_in: SignIn) -> None:
    client = sign_in(coop.member())
    broken = client.patch(f"{BASE}/preferences", data="{", content_type="application/json")
    assert (broken.status_code, broken.content_type) == (400, "application/problem+json")
    assert client.post(f"{BASE}/session").status_code == 405
