"""Members, cards, patches: through the door."""

from datetime import datetime
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from flask import Flask

from server.coops import queries
from server.coops.reactions import follow_in_directory
from server.identity import queries as identity
from server.kernel import clock
from server.kernel.errors import NotFound
from server.kernel.outbox import Carried
from server.kernel.unit_of_work import directory_work
from tests.world import CoopWorld, Member, World
from tests.world.fixtures import Heard, SignIn, told

CARDS = "/api/v1/enrolment-cards"


@pytest.fixture
def coop(world: World) -> CoopWorld:
    return world.coop()


@pytest.fixture
def secretary(coop: CoopWorld) -> Member:
    return coop.secretary()


def test_the_co_op_is_told_to_its_members(coop: CoopWorld, sign_in: SignIn) -> None:
    riverside, station = coop.patch("Riverside"), coop.patch("Station Road")
    sam = coop.member(patch=riverside)
    assert told(sign_in(sam).get("/api/v1/coop")) == {
        "coop_id": str(coop.coop_id),
        "name": coop.name,
        "members": 1,
        "patches": [
            {"patch_id": str(riverside), "name": "Riverside", "me": True},
            {"patch_id": str(station), "name": "Station Road", "me": False},
        ],
    }


def test_i_change_how_the_co_op_shows_me(coop: CoopWorld, sign_in: SignIn) -> None:
    client = sign_in(coop.member())
    change = {"name": " Samuel Osei ", "phone": "07700 900199", "portrait": {"parts": "1.2.3.4.5.0.1"}}
    assert client.patch("/api/v1/membership", json=change).status_code == 200
    me = told(client.get("/api/v1/session"))["active"]
    assert (me["name"], me["phone"], me["portrait"]) == ("Samuel Osei", "07700 900199", {"parts": "1.2.3.4.5.0.1"})
    assert told(client.patch("/api/v1/membership", json={"phone": None}))["phone"] is None
    assert told(client.patch("/api/v1/membership", json={}))["name"] == "Samuel Osei"


@pytest.mark.parametrize(
    "bad",
    [
        {"name": ""},
        {"name": None},
        {"phone": "call me"},
        {"phone": "0" * 31},
        {"portrait": {"parts": "9.9.9.9.9.9.9"}},
        {"portrait": "1.2.3.4.5.0.1"},
        {"portrait": {"parts": "1.2.3.4.5.0.1", "hat": "1"}},
        {"hats": ["secretary"]},
        {"member_class": "carer"},
    ],
)
def test_what_does_not_fit_is_refused(coop: CoopWorld, sign_in: SignIn, bad: dict[str, Any]) -> None:
    assert sign_in(coop.member()).patch("/api/v1/membership", json=bad).status_code == 422


def test_the_register_is_the_secretarys(coop: CoopWorld, secretary: Member, sign_in: SignIn) -> None:
    coop.person("Edith Hughes")
    card = sign_in(secretary).post(CARDS, json={"name": "Jo Bevan", "member_class": "supported", "gets_support": True})
    assert card.status_code == 201, card.text
    items = told(sign_in(secretary).get("/api/v1/members"))["items"]
    assert [(item["name"], item["kind"], item["invited"]) for item in items] == [
        ("Edith Hughes", "person", False),
        ("Jo Bevan", "person", True),
        ("Olu Adebayo", "member", False),
    ]
    assert items[0]["person_id"] is not None
    assert items[0]["phone"] is None  # no team of theirs is shared
    assert sign_in(coop.member()).get("/api/v1/members").status_code == 403


def test_the_register_costs_the_same_for_fifty(coop: CoopWorld, secretary: Member, count_queries: Any) -> None:
    with secretary.work() as work:
        few = count_queries(lambda: queries.living_members(work) and queries.all_hats(work))
    for n in range(10):
        coop.member(f"Member {n}", hats=("coach",))
    with secretary.work() as work:
        many = count_queries(lambda: queries.living_members(work) and queries.all_hats(work))
    assert few == many


def test_a_member_who_is_taken_out_is_out_of_everything(
    coop: CoopWorld, secretary: Member, sign_in: SignIn, heard: Heard, owner: psycopg.Connection
) -> None:
    patch = coop.patch()
    sam = coop.member(patch=patch, hats=("on-call",))
    edith = coop.person(team=(sam,))
    client = sign_in(sam)
    assert client.get("/api/v1/coop").status_code == 200
    assert sign_in(secretary).delete(f"/api/v1/members/{sam.membership_id}").status_code == 204
    for path in ("/coop", "/caseload", f"/people/{edith.person_id}", f"/patches/{patch}", "/conversations"):
        assert client.get(f"/api/v1{path}").status_code == 404, path
    me = told(client.get("/api/v1/session"))
    assert (me["active"], me["memberships"]) == (None, [])
    assert "seat_ended" in heard.to(sam.membership_id)
    for table in ("hat", "patch_member", "care_team_member"):
        left = owner.execute(
            f"SELECT count(*) FROM tenant.{table} WHERE membership_id = %s AND ended_at IS NULL", [sam.membership_id]
        ).fetchone()
        assert left == (0,), table
    person = told(sign_in(edith).get(f"/api/v1/people/{edith.person_id}"))
    assert person["care_team"] == []


def test_who_comes_back_is_the_same_member(coop: CoopWorld, sign_in: SignIn) -> None:
    edith = coop.person()
    coop.end(edith)
    with pytest.raises(NotFound), edith.work():
        pass
    back = coop.member("Edith Hughes", "supported", account=edith)
    assert back.membership_id == edith.membership_id
    assert told(sign_in(back).get("/api/v1/session"))["active"]["person_id"] == str(edith.person_id)


def test_only_the_secretary_takes_members_out(coop: CoopWorld, secretary: Member, sign_in: SignIn) -> None:
    sam, lin = coop.member(), coop.member("Lin Chen")
    assert sign_in(sam).delete(f"/api/v1/members/{lin.membership_id}").status_code == 403
    assert sign_in(secretary).delete(f"/api/v1/members/{secretary.membership_id}").status_code == 403
    assert sign_in(secretary).delete(f"/api/v1/members/{uuid4()}").status_code == 404


def test_a_new_card_is_for_who_has_no_other_way_in(
    app: Flask, world: World, coop: CoopWorld, secretary: Member, sign_in: SignIn
) -> None:
    client, edith = sign_in(secretary), coop.person()
    first = told(client.post(CARDS, json={"name": "Edith", "membership_id": str(edith.membership_id)}))
    second = told(client.post(CARDS, json={"name": "Edith", "membership_id": str(edith.membership_id)}))
    assert first["name"] == "Edith Hughes"
    enter = "/api/v1/session/by-card"
    tries = [
        app.test_client().post(enter, json={"words": card["words"], "device_name": "a tablet"})
        for card in (first, second)
    ]
    assert [answer.status_code for answer in tries] == [422, 201]
    assert told(tries[1])["active"]["membership_id"] == str(edith.membership_id)
    with_address = coop.member(email=f"{uuid4().hex}@example.org")
    both = coop.member("Priya Nair", account=world.coop("Harbour").member("Priya Nair"))
    for member in (with_address, both):
        answer = client.post(CARDS, json={"name": "x", "membership_id": str(member.membership_id)})
        assert answer.status_code == 403
    assert sign_in(edith).post(CARDS, json={"name": "x", "membership_id": str(both.membership_id)}).status_code == 403


def test_a_card_can_be_stopped(app: Flask, world: World, secretary: Member, sign_in: SignIn) -> None:
    client = sign_in(secretary)
    card = told(client.post(CARDS, json={"name": "Jo Bevan"}))
    stranger = sign_in(world.coop("Harbour").secretary())
    assert stranger.delete(f"{CARDS}/{card['card_id']}").status_code == 404
    assert client.delete(f"{CARDS}/{card['card_id']}").status_code == 204
    assert client.delete(f"{CARDS}/{card['card_id']}").status_code == 404
    entered = app.test_client().post("/api/v1/session/by-card", json={"words": card["words"], "device_name": "x"})
    assert entered.status_code == 422


def test_the_relay_mends_what_a_crash_left_undone(coop: CoopWorld, owner: psycopg.Connection) -> None:
    sam = coop.member()
    owner.execute("DELETE FROM directory.account_coop WHERE account_id = %s", [sam.account_id])
    payload = {"membership_id": str(sam.membership_id)}
    with coop.work() as work:
        follow_in_directory(work, Carried(uuid4(), "directory.link", payload, _now(), 0))
    assert _coops(sam) == [coop.coop_id]
    coop.end(sam)
    with coop.work() as work:  # an old row, carried late, does not bring anybody back
        follow_in_directory(work, Carried(uuid4(), "directory.link", payload, _now(), 0))
    assert _coops(sam) == []


def test_patches_and_their_teams(coop: CoopWorld, secretary: Member, sign_in: SignIn) -> None:
    client, sam, lin = sign_in(secretary), coop.member(), coop.member("Lin Chen")
    made = client.post("/api/v1/patches", json={"name": "Riverside"})
    assert made.status_code == 201
    team = f"/api/v1/patches/{told(made)['patch_id']}/team"
    assert client.post("/api/v1/patches", json={"name": "RIVERSIDE"}).status_code == 409
    assert sign_in(sam).post("/api/v1/patches", json={"name": "Mine"}).status_code == 403
    assert sign_in(sam).post(team, json={"membership_id": str(sam.membership_id)}).status_code == 403
    for member in (sam, lin, lin):
        assert client.post(team, json={"membership_id": str(member.membership_id)}).status_code == 201
    patch = told(sign_in(sam).get(f"/api/v1/patches/{told(made)['patch_id']}"))
    assert [face["name"] for face in patch["team"]] == ["Lin Chen", "Sam Osei"]
    assert patch["conversation_id"] is not None
    assert sign_in(lin).delete(f"{team}/{sam.membership_id}").status_code == 403
    assert sign_in(lin).delete(f"{team}/{lin.membership_id}").status_code == 204
    assert sign_in(lin).delete(f"{team}/{lin.membership_id}").status_code == 404
    assert told(sign_in(lin).get(f"/api/v1/patches/{told(made)['patch_id']}"))["conversation_id"] is None


def test_numbers_are_for_who_shares_a_team(coop: CoopWorld, sign_in: SignIn) -> None:
    patch = coop.patch()
    sam, lin = coop.member(patch=patch), coop.member("Lin Chen", patch=patch)
    marek = coop.member("Marek Nowak", "community")

    def numbers(member: Member) -> list[str | None]:
        return [face["phone"] for face in told(sign_in(member).get(f"/api/v1/patches/{patch}"))["team"]]

    assert numbers(sam) == numbers(lin) == ["07700 900111", "07700 900111"]
    assert numbers(marek) == [None, None]


def _coops(member: Member) -> list[Any]:
    with directory_work() as directory:
        return [row.coop_id for row in identity.coops_of_account(directory, member.account_id)]


def _now() -> datetime:
    return clock.now()
