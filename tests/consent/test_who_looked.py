"""Who looked, as the person reads it: faces, times, sections, and why."""

from datetime import timedelta
from typing import Any

import pytest

from server.consent.actions.authorities import Scope, enter_authority
from server.consent.actions.emergency import open_emergency
from server.consent.actions.looks import look
from server.consent.actions.seal import publish_day, seal_log
from server.consent.rules.sections import mask
from server.kernel import clock
from server.kernel.errors import Problem
from tests.consent.opening import open_to, seat
from tests.world.build import CoopWorld, Member, PersonMember, World
from tests.world.fixtures import CountQueries, Heard, SignIn, told


def look_at(member: Member, person: PersonMember, *sections: str, **seated: Any) -> None:
    try:
        with seat(member, **seated) as work:
            look(work, person.person_id, mask(sections))
    except Problem:
        return


@pytest.fixture
def coop(world: World) -> CoopWorld:
    return world.coop()


def path(person: PersonMember, query: str = "") -> str:
    return f"/api/v1/people/{person.person_id}/looks{query}"


def test_faces_times_sections_and_why(coop: CoopWorld, sign_in: SignIn) -> None:
    edith, sam, marek = coop.person(), coop.member(), coop.member("Marek Nowak")
    with seat(sam) as work:
        made = open_emergency(work.actor, work, person_id=edith.person_id, reason="fall", words="On the floor.")
    look_at(sam, edith, "allergies", "medicines", purpose="emergency")
    look_at(marek, edith, "money")
    answer = told(sign_in(edith).get(path(edith)))
    refusal, seen = answer["items"]
    assert (refusal["kind"], refusal["viewer"]["name"], refusal["sections"]) == ("refusal", "Marek Nowak", ["money"])
    assert [why["kind"] for why in refusal["why"]] == ["none"]
    assert (seen["kind"], seen["viewer"]["name"], seen["reads"]) == ("look", "Sam Osei", 1)
    assert (seen["sections"], seen["purpose"], seen["role"]) == (["allergies", "medicines"], "emergency", "carer")
    assert seen["viewer"]["phone"] is None
    (why,) = seen["why"]
    assert (why["kind"], why["basis"]) == ("emergency", "fall")
    assert why["until"] == made.until_at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    week = answer["week"]
    assert (week["people"], week["refused"], [face["name"] for face in week["faces"]]) == (1, 1, ["Sam Osei"])
    with clock.moved(timedelta(days=8)):
        later = told(sign_in(edith).get(path(edith)))
    assert (later["week"]["people"], later["week"]["refused"], len(later["items"])) == (0, 0, 2)


def test_own_looks_are_there_for_who_asks(coop: CoopWorld, sign_in: SignIn) -> None:
    edith = coop.person()
    look_at(edith, edith, "money")
    there = sign_in(edith)
    assert told(there.get(path(edith)))["items"] == []
    items = told(there.get(path(edith, "?own=true")))["items"]
    assert {tuple(item["sections"]) for item in items} == {("money",), ("sharing",)}
    assert items[0]["why"][0]["kind"] == "self"


def test_who_represents_the_person_is_seen_and_sees(coop: CoopWorld, sign_in: SignIn) -> None:
    edith, anna, beth = coop.person(), coop.member("Anna Hughes", None), coop.member("Beth Hughes", None)
    for member, section in ((anna, "sharing"), (beth, "medicines")):
        of = Scope(
            membership_id=member.membership_id,
            kind="named helper",
            sections=[section],
            level="see",
            may_decide=False,
            jointly=False,
            evidence="She said so.",
        )
        with seat(edith) as work:
            enter_authority(work.actor, work, person_id=edith.person_id, scope=of)
    for_edith = {"Ourpatch-Acting-For": str(edith.person_id)}
    assert sign_in(beth).get(path(edith), headers=for_edith).status_code == 403
    assert sign_in(anna).get(path(edith), headers=for_edith).status_code == 200
    assert sign_in(anna).get(path(edith)).status_code == 403
    items = told(sign_in(edith).get(path(edith)))["items"]
    said = [(item["viewer"]["name"], item["kind"], item["acting"], item["role"]) for item in items]
    assert said == [
        ("Anna Hughes", "refusal", False, "helper"),
        ("Anna Hughes", "look", True, "representative"),
        ("Beth Hughes", "refusal", True, "representative"),
    ]


def test_nobody_else_sees_who_looked(coop: CoopWorld, sign_in: SignIn) -> None:
    sam = coop.member()
    edith = coop.person(team=(sam,))
    assert sign_in(sam).get(path(edith)).status_code == 403
    assert sign_in(coop.member("Marek Nowak")).get(path(edith)).status_code == 404
    assert sign_in(coop.member("Rose Ali", hats=("reviewer",))).get(path(edith)).status_code == 404


def test_page_by_page(coop: CoopWorld, sign_in: SignIn) -> None:
    edith, marek = coop.person(), coop.member("Marek Nowak")
    for _ in range(5):
        look_at(marek, edith, "money")
    there, seen, before = sign_in(edith), [], ""
    for _ in range(3):
        answer = told(there.get(path(edith, f"?limit=2{before}")))
        seen += [item["seq"] for item in answer["items"]]
        before = f"&before={seen[-1]}"
    assert (seen, answer["has_more"]) == ([5, 4, 3, 2, 1], False)
    for wrong in ("?limit=0", "?limit=201", "?before=-1", "?before=x", "?strand=all"):
        assert there.get(path(edith, wrong)).status_code == 422


def test_it_costs_the_same_for_one_row_and_for_many(
    coop: CoopWorld, count_queries: CountQueries, sign_in: SignIn
) -> None:
    edith = coop.person()
    there = sign_in(edith)
    costs = []
    for number in range(6):
        member = coop.member(f"Carer {number}")
        open_to(coop, edith, member, "money")
        look_at(member, edith, "money")
        costs.append(count_queries(lambda: there.get(path(edith))))
    assert len(set(costs[1:])) == 1


def test_the_person_is_told_of_a_new_row_and_not_of_each_read(coop: CoopWorld, heard: Heard) -> None:
    edith, sam = coop.person(), coop.member()
    open_to(coop, edith, sam, "money")
    for _ in range(3):
        look_at(sam, edith, "money")
    look_at(sam, edith, "medicines")
    said = [news for news in heard.news if edith.membership_id in news.memberships]
    assert [news.what for news in said if news.payload == {"what": "looks"}] == ["changed", "changed"]


def test_every_member_can_keep_the_roots(coop: CoopWorld, sign_in: SignIn) -> None:
    edith, sam = coop.person(), coop.member()
    open_to(coop, edith, sam, "money")
    look_at(sam, edith, "money")
    with coop.work() as work:
        assert seal_log(work.actor, work) == 1
    with clock.moved(timedelta(days=1)), coop.work() as work:
        assert publish_day(work.actor, work) == 1
    (item,) = told(sign_in(coop.member("Ted Low", "community")).get("/api/v1/log/roots"))["items"]
    assert (len(bytes.fromhex(item["root"])), item["leaves"], item["day"]) == (32, 1, clock.now().date().isoformat())
