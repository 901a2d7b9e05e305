"""Choosing who may see what over HTTP: the picture, what open screens hear, and the lists that follow."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from server.consent.rules.levels import WORDING
from server.consent.rules.sections import SECTIONS, STARTING_SECTIONS, mask
from server.kernel import clock
from tests.consent.opening import rows
from tests.world import CARE_TEAM, PersonMember, World
from tests.world.fixtures import CountQueries, Heard, SignIn, told

TEAM = {"audience": "care team"}


def body(audience: dict[str, Any], *sections: str, level: str = "see", **more: Any) -> dict[str, Any]:
    return {
        "audience": audience,
        "sections": list(sections),
        "level": level,
        "wording": WORDING,
        "language": "easy",
        **more,
    }


def choose(client: FlaskClient, person: PersonMember, chosen: dict[str, Any], **headers: str) -> Any:
    return client.post(f"/api/v1/people/{person.person_id}/grants", json=chosen, headers=headers)


def level(quilt: Any, audience: str, section: str, which: str | None = None) -> str:
    """The square of this audience (of this id) for a section."""
    column = next(each for each in quilt["audiences"] if each["audience"] == audience and each["id"] in (which, None))
    found: str = column["squares"][SECTIONS.index(section)]["level"]
    return found


class TestDoors:
    def test_the_picture_follows_what_is_chosen(self, world: World, sign_in: SignIn) -> None:
        coop = world.coop()
        sam = coop.member()
        edith = coop.person(team=(sam,))
        coop.start(edith)
        client = sign_in(edith)
        quilt = told(client.get(f"/api/v1/people/{edith.person_id}/access"))
        assert (level(quilt, "care team", "medicines"), level(quilt, "care team", "daily_notes")) == ("see", "add")
        assert (quilt["may_decide"], quilt["acting"], quilt["talk_due"], quilt["questions_at"]) == (
            True,
            False,
            False,
            None,
        )
        assert quilt["started_at"] is not None
        assert [face["name"] for face in quilt["audiences"][0]["faces"]] == ["Sam Osei"]
        quilt = told(choose(client, edith, body(TEAM, "medicines", level="closed")))
        assert (level(quilt, "care team", "medicines"), quilt["talk_due"]) == ("closed", True)
        to_sam = {"audience": "membership", "id": str(sam.membership_id)}
        quilt = told(choose(client, edith, body(to_sam, "money")))
        assert level(quilt, "membership", "money", str(sam.membership_id)) == "see"
        answer = client.post(f"/api/v1/people/{edith.person_id}/questions", json={"wording": WORDING, "language": "cy"})
        assert answer.status_code == 204
        assert told(client.get(f"/api/v1/people/{edith.person_id}/access"))["questions_at"] is not None

    def test_the_picture_is_for_who_decides_and_seeing_it_is_a_look(self, world: World, sign_in: SignIn) -> None:
        coop = world.coop()
        sam = coop.member()
        edith = coop.person(team=(sam,))
        ann = coop.helper(edith)
        coop.authority(edith, ann)
        path = f"/api/v1/people/{edith.person_id}/access"
        assert sign_in(sam).get(path).status_code == 403
        assert sign_in(coop.member("Ned", "community")).get(path).status_code == 404
        quilt = told(sign_in(ann).get(path, headers={"Ourpatch-Acting-For": str(edith.person_id)}))
        assert (quilt["may_decide"], quilt["acting"]) == (True, True)
        assert level(quilt, "membership", "money", str(ann.membership_id)) == "add"
        assert [(row.kind, row.acting) for row in rows(coop, edith)] == [
            ("refusal", False),
            ("refusal", False),
            ("look", True),
        ]

    @pytest.mark.parametrize(
        ("chosen", "field"),
        [
            (body(TEAM), "sections"),
            (body(TEAM, "nonsense"), "sections"),
            (body(TEAM, "money", level="everything"), "level"),
            (body({"audience": "everybody"}, "money"), "audience"),
            (body(TEAM, "money", wording=""), "wording"),
            (body(TEAM, "money", until="yesterday"), "until"),
            (body(TEAM, "money") | {"language": "fr"}, "language"),
        ],
    )
    def test_bad_input_is_told_by_its_field(
        self, world: World, sign_in: SignIn, chosen: dict[str, Any], field: str
    ) -> None:
        edith = world.coop().person()
        answer = choose(sign_in(edith), edith, chosen)
        assert answer.status_code == 422
        assert told(answer)["field"].startswith(field)

    def test_who_was_let_in_or_shut_out_hears_it_and_nobody_else(self, world: World, heard: Heard) -> None:
        coop = world.coop()
        sam, ned = coop.member(), coop.member("Ned", "community")
        edith = coop.person(team=(sam,))
        coop.grant(edith, CARE_TEAM, "money", "services")
        heard.news.clear()
        coop.grant(edith, CARE_TEAM, "money", level="closed")
        [news] = [each for each in heard.news if each.what == "access" and sam.membership_id in each.memberships]
        assert news.payload == {"person_id": str(edith.person_id), "sections": ["services"]}
        assert "changed" in heard.to(edith.membership_id)
        assert heard.to(ned.membership_id) == []

    def test_coaches_are_told_that_a_talk_is_due_and_say_that_it_was_had(self, world: World, sign_in: SignIn) -> None:
        coop = world.coop()
        sam, coach = coop.member(), coop.member("Bea", hats=("coach",))
        edith = coop.person(team=(sam,))
        coop.start(edith)
        coop.grant(edith, CARE_TEAM, "allergies", "social_context", level="closed")
        client = sign_in(coach)
        [talk] = told(client.get("/api/v1/talks-due"))["items"]
        assert (talk["person"]["name"], talk["sections"]) == ("Edith Hughes", ["allergies"])
        assert sign_in(sam).get("/api/v1/talks-due").status_code == 403
        held = f"/api/v1/talks-due/{talk['talk_id']}/held"
        assert sign_in(sam).post(held).status_code == 403
        assert [client.post(held).status_code for _ in range(2)] == [204, 204]
        assert told(client.get("/api/v1/talks-due"))["items"] == []
        assert client.post(f"/api/v1/talks-due/{uuid4()}/held").status_code == 404

    def test_my_records_are_those_that_are_open_to_me_now(self, world: World, sign_in: SignIn) -> None:
        coop = world.coop()
        sam, nurses = coop.member(), coop.organisation()
        ruth = coop.partner(nurses)
        edith, arthur = coop.person(team=(sam,)), coop.person("Arthur Lowe")
        coop.person("Nobody's business")
        coop.start(edith)
        later = clock.now() + timedelta(days=1)
        coop.visit(arthur, sam, later, later + timedelta(hours=1))
        until = clock.now() + timedelta(days=30)
        coop.grant(arthur, ruth, "medicines", until=until)
        [record] = told(sign_in(sam).get("/api/v1/records"))["items"]
        assert (record["person"]["name"], record["organisation"], record["until"]) == ("Edith Hughes", None, None)
        assert (mask(record["sections"]), record["write"]) == (STARTING_SECTIONS, ["daily_notes"])
        [record] = told(sign_in(ruth).get("/api/v1/records"))["items"]
        assert (record["person"]["name"], record["organisation"]) == ("Arthur Lowe", "Riverside District Nurses")
        assert record["until"] == until.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        assert told(sign_in(edith).get("/api/v1/records"))["items"] == []
        assert rows(coop, edith) == rows(coop, arthur) == []
        with clock.moved(timedelta(days=1)):
            names = [each["person"]["name"] for each in told(sign_in(sam).get("/api/v1/records"))["items"]]
        assert names == ["Arthur Lowe", "Edith Hughes"]

    def test_lists_cost_the_same_for_one_and_for_many(
        self, world: World, sign_in: SignIn, count_queries: CountQueries
    ) -> None:
        coop = world.coop()
        sam, coach = coop.member(), coop.member("Bea", hats=("coach",))
        client, coachs = sign_in(sam), sign_in(coach)

        def another(n: int) -> PersonMember:
            person = coop.person(f"Person {n}", team=(sam,))
            coop.start(person)
            coop.grant(person, CARE_TEAM, "allergies", level="closed")
            return person

        edith = another(0)
        hers = sign_in(edith)
        asked = [(client, "/records"), (coachs, "/talks-due"), (hers, f"/people/{edith.person_id}/access")]
        few = [count_queries(lambda c=c, p=p: c.get(f"/api/v1{p}")) for c, p in asked]  # type: ignore[misc]
        for n in range(1, 4):
            another(n)
            coop.grant(edith, coop.member(f"Carer {n}"), "services")
        many = [count_queries(lambda c=c, p=p: c.get(f"/api/v1{p}")) for c, p in asked]  # type: ignore[misc]
        assert many == few
