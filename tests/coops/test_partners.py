"""Partner organisations and their people: written down, asked in, and no part of the co-op."""

from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from flask import Flask

from server.coops import queries
from server.coops.actions.memberships import begin_membership
from server.coops.rules import Place, kind_of
from server.kernel.errors import Conflict
from tests.world import CoopWorld, Member, World
from tests.world.build import new_email
from tests.world.fixtures import Heard, SignIn, told

API = "/api/v1"
NURSES = {
    "name": "Riverside District Nurses",
    "kind": "community nursing",
    "registered_for": ["Treatment of disease, disorder or injury"],
    "registration": "A regulator, number 1",
}


@pytest.fixture
def coop(world: World) -> CoopWorld:
    return world.coop()


@pytest.fixture
def ruth(coop: CoopWorld) -> Member:
    return coop.partner(coop.organisation(), email=new_email("ruth"))


def test_an_organisation_is_written_down_and_seen_by_every_member(coop: CoopWorld, sign_in: SignIn) -> None:
    sam, neighbour = coop.member(), coop.member("Ned", "community")
    made = sign_in(sam).post(f"{API}/organisations", json=NURSES)
    assert made.status_code == 201, made.text
    assert told(sign_in(neighbour).get(f"{API}/organisations"))["items"] == [told(made)]
    assert {name: told(made)[name] for name in NURSES} == NURSES
    again = sign_in(sam).post(f"{API}/organisations", json={**NURSES, "name": "RIVERSIDE district nurses"})
    assert (again.status_code, told(again)["field"]) == (409, "name")


def test_who_writes_organisations_down(coop: CoopWorld, sign_in: SignIn) -> None:
    edith, ann = coop.person("Edith Hughes"), coop.member("Ann", None)
    coop.helper(edith, ann)
    acting = {"Ourpatch-Acting-For": str(edith.person_id)}
    for number, (who, headers) in enumerate(((edith, {}), (coop.secretary(), {}), (ann, acting))):
        body = {"name": f"Practice {number}", "kind": "gp practice"}
        assert sign_in(who).post(f"{API}/organisations", json=body, headers=headers).status_code == 201
    refused = sign_in(coop.member("Ned", "community")).post(f"{API}/organisations", json=NURSES)
    assert (refused.status_code, told(refused)["type"]) == (403, "/problems/refused")


@pytest.mark.parametrize(
    "bad",
    [
        {"name": ""},
        {"name": "a\nb"},
        {"name": "x" * 81},
        {"kind": "vet"},
        {"registered_for": ["x"] * 21},
        {"registered_for": "all"},
        {"registration": "x" * 81},
        {"colour": "red"},
    ],
)
def test_bad_input_is_refused_by_its_field(coop: CoopWorld, sign_in: SignIn, bad: dict[str, Any]) -> None:
    answer = sign_in(coop.member()).post(f"{API}/organisations", json=NURSES | bad)
    assert answer.status_code == 422, answer.text
    assert str(told(answer)["field"]).split(".")[0] == next(iter(bad))


def test_a_partner_is_told_who_they_are(ruth: Member, sign_in: SignIn) -> None:
    me = told(sign_in(ruth).get(f"{API}/session"))["active"]
    assert me["organisation"]["name"] == "Riverside District Nurses"
    assert (me["organisation_role"], me["member_class"], me["hats"], me["patches"]) == ("district nurse", None, [], [])
    assert kind_of(None, gets_support=False, partner=True) == "partner"


def test_a_partner_has_a_face_with_the_organisations_name(coop: CoopWorld, ruth: Member) -> None:
    with coop.work() as work:
        face = queries.face(work, ruth.membership_id)
    assert (face.kind, face.organisation, face.name) == ("partner", "Riverside District Nurses", "Ruth Carey")


def test_a_partner_sees_the_own_organisation_alone(coop: CoopWorld, ruth: Member, sign_in: SignIn) -> None:
    coop.organisation("Mill Road Surgery", "gp practice")
    names = [item["name"] for item in told(sign_in(ruth).get(f"{API}/organisations"))["items"]]
    assert names == ["Riverside District Nurses"]


def test_a_partner_is_not_among_the_members(coop: CoopWorld, sign_in: SignIn) -> None:
    secretary = coop.secretary()
    before = told(sign_in(secretary).get(f"{API}/coop"))["members"]
    ruth = coop.partner(coop.organisation())
    after = sign_in(secretary)
    assert told(after.get(f"{API}/coop"))["members"] == before
    assert str(ruth.membership_id) not in after.get(f"{API}/members").text


def test_a_partner_finds_nothing_of_the_co_ops_own(coop: CoopWorld, ruth: Member, sign_in: SignIn) -> None:
    patch, edith, sam = coop.patch(), coop.person("Edith Hughes"), coop.member()
    client = sign_in(ruth)
    expected: dict[str, int] = {
        "/coop": 403,
        "/members": 403,
        f"/patches/{patch}": 404,
        f"/people/{edith.person_id}": 404,
        f"/people/{edith.person_id}/candidates": 404,
        f"/people/{edith.person_id}/partners": 404,
    }
    for path, status in expected.items():
        answer = client.get(f"{API}{path}")
        assert answer.status_code == status, path
        assert "Edith" not in answer.text
    for path in ("/conversations", "/caseload", "/care-team-invitations", "/invitations"):
        assert told(client.get(f"{API}{path}"))["items"] == [], path
    for path, body in (
        ("/invitations", {"email": new_email(), "name": "Somebody", "member_class": "community"}),
        ("/enrolment-cards", {"name": "Somebody", "member_class": "community"}),
        ("/patches", {"name": "Mine"}),
        (f"/patches/{patch}/team", {"membership_id": str(ruth.membership_id)}),
        ("/organisations", NURSES),
        ("/conversations/direct", {"membership_id": str(sam.membership_id)}),
    ):
        refused = client.post(f"{API}{path}", json=body)
        assert (refused.status_code, told(refused)["type"]) == (403, "/problems/refused"), path


def test_nobody_brings_a_partner_into_a_team(coop: CoopWorld, ruth: Member, sign_in: SignIn) -> None:
    patch, edith, them = coop.patch(), coop.person("Edith Hughes"), {"membership_id": str(ruth.membership_id)}
    for who, path in (
        (coop.secretary(), f"/patches/{patch}/team"),
        (edith, f"/people/{edith.person_id}/care-team"),
        (edith, f"/people/{edith.person_id}/helpers"),
    ):
        refused = sign_in(who).post(f"{API}{path}", json=them)
        assert (refused.status_code, told(refused)["type"]) == (403, "/problems/refused"), path
        assert "Ruth Carey" in told(refused)["detail"]
    for place in ("care_team", "helper"):
        found = sign_in(edith).get(f"{API}/people/{edith.person_id}/candidates?for={place}")
        assert found.status_code == 200
        assert "Ruth" not in found.text


def test_nobody_is_a_member_and_a_partner(coop: CoopWorld, ruth: Member) -> None:
    sam, nurses = coop.member(), coop.organisation("Other Nurses")
    for who, place in (
        (sam, Place(organisation_id=nurses, organisation_role="nurse")),
        (ruth, Place("carer")),
        (ruth, Place(organisation_id=nurses, organisation_role="nurse")),
    ):
        with pytest.raises(Conflict), coop.work() as work:
            begin_membership(work.actor, work, account_id=who.account_id, name=who.name, place=place)
    with coop.work() as work:
        assert queries.membership(work, sam.membership_id).organisation_id is None
        assert queries.membership(work, ruth.membership_id).member_class is None


def test_who_is_asked_again_for_the_same_organisation_stays(coop: CoopWorld, ruth: Member) -> None:
    with coop.work() as work:
        there = queries.membership(work, ruth.membership_id)
        place = Place(organisation_id=there.organisation_id, organisation_role="team leader")
        again = begin_membership(work.actor, work, account_id=ruth.account_id, name="Ruth", place=place)
        assert (again.id, again.organisation_role, again.name) == (there.id, "district nurse", "Ruth Carey")


def test_the_secretary_takes_a_partner_out_at_once(
    coop: CoopWorld, ruth: Member, sign_in: SignIn, heard: Heard
) -> None:
    client, secretary = sign_in(ruth), coop.secretary()
    assert sign_in(secretary).delete(f"{API}/members/{ruth.membership_id}").status_code == 204
    assert client.get(f"{API}/organisations").status_code == 404
    assert "seat_ended" in heard.to(ruth.membership_id)
    back = coop.member("Ruth Carey", "carer", account=ruth)
    with coop.work() as work:
        row = queries.membership(work, back.membership_id)
        assert (row.organisation_id, row.organisation_role, row.member_class) == (None, None, "carer")


def test_a_partner_of_two_co_ops_has_two_places(
    world: World, coop: CoopWorld, ruth: Member, app: Flask, sign_in: SignIn
) -> None:
    harbour = world.coop("Harbour")
    there = harbour.partner(harbour.organisation("Harbour Nurses"), account=ruth)
    client = sign_in(there)
    assert len(told(client.get(f"{API}/session"))["memberships"]) == 2
    for coop_id, name in ((coop.coop_id, "Riverside District Nurses"), (harbour.coop_id, "Harbour Nurses")):
        seen = told(client.get(f"{API}/organisations", headers={"Ourpatch-Coop": str(coop_id)}))["items"]
        assert [item["name"] for item in seen] == [name]


def test_an_organisation_of_another_co_op_is_not_here(world: World, coop: CoopWorld, sign_in: SignIn) -> None:
    edith = coop.person("Edith Hughes")
    foreign, unknown = world.coop("Harbour").organisation(), uuid4()

    def ask(organisation_id: UUID) -> tuple[int, bytes]:
        body = {"organisation_id": str(organisation_id), "email": new_email(), "name": "Ruth", "role": "nurse"}
        answer = sign_in(edith).post(f"{API}/people/{edith.person_id}/partners", json=body)
        return answer.status_code, answer.data

    assert ask(foreign) == ask(unknown)
    assert ask(foreign)[0] == 404


def test_the_directory_follows_a_partner(ruth: Member, owner: psycopg.Connection) -> None:
    row = owner.execute(
        "SELECT membership_id FROM directory.account_coop WHERE account_id = %s", [ruth.account_id]
    ).fetchone()
    assert row == (ruth.membership_id,)
