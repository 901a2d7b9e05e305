"""A visit opens its door to the carer who comes: an hour before, an hour after, and nothing of it stays."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from server.consent import tasks
from server.consent.actions.derive_access import TURNS
from server.consent.actions.visit_doors import close_visit_door, open_visit_door
from server.consent.rules.sections import VISIT_SECTIONS, VISIT_WRITES, codes, mask
from server.kernel import clock, outbox
from server.kernel.models import TenantOutbox
from tests.consent.choosing import reads, writes
from tests.consent.opening import rows
from tests.world import CoopWorld, Member, PersonMember, World
from tests.world.fixtures import CountQueries, Heard, SignIn, told

HOUR, MINUTE, SECOND = timedelta(hours=1), timedelta(minutes=1), timedelta(seconds=1)
CARRIER = tasks.tell_that_time_has_come  # imported for what it registers


def cover(client: FlaskClient, person: PersonMember, carer: Member, starts_at: datetime, **more: Any) -> Any:
    headers = more.pop("headers", {})
    asked = {
        "membership_id": str(carer.membership_id),
        "starts_at": starts_at.isoformat(),
        "ends_at": (starts_at + HOUR).isoformat(),
        **more,
    }
    return client.post(f"/api/v1/people/{person.person_id}/cover", json=asked, headers=headers)


def carry_turns(coop: CoopWorld) -> int:
    """The relay's round."""
    count = 0
    while outbox.carry_one(coop.work):
        count += 1
    return count


def turns(coop: CoopWorld) -> list[datetime]:
    with coop.work() as work:
        rows = work.session.query(TenantOutbox).where(TenantOutbox.coop_id == coop.coop_id, TenantOutbox.topic == TURNS)
        return sorted(row.due_at for row in rows)


def test_cover_at_ten_minutes_notice_and_shut_out_an_hour_after(world: World) -> None:
    coop = world.coop()
    marek, edith = coop.member("Marek Nowak"), coop.person()
    starts = clock.now() + 10 * MINUTE
    assert reads(marek, edith) == 0
    coop.visit(edith, marek, starts, starts + HOUR)
    assert (reads(marek, edith), writes(marek, edith)) == (VISIT_SECTIONS, VISIT_WRITES)
    assert reads(marek, edith, "emergency") == reads(marek, edith, "planning") == 0
    with clock.moved(starts + 2 * HOUR - 3 * SECOND - clock.now()):
        assert reads(marek, edith) == VISIT_SECTIONS
    with clock.moved(starts + 2 * HOUR - clock.now()):
        assert reads(marek, edith) == 0


def test_it_opens_an_hour_before_and_not_earlier(world: World) -> None:
    coop = world.coop()
    marek, edith = coop.member("Marek Nowak"), coop.person()
    starts = clock.now() + timedelta(days=2)
    coop.visit(edith, marek, starts, starts + HOUR)
    assert reads(marek, edith) == 0
    with clock.moved(starts - HOUR - MINUTE - clock.now()):
        assert reads(marek, edith) == 0
    with clock.moved(starts - HOUR - clock.now()):
        assert reads(marek, edith) == VISIT_SECTIONS


def test_a_deny_keeps_its_section_and_the_door_opens_the_rest(world: World) -> None:
    coop = world.coop()
    marek, edith = coop.member("Marek Nowak"), coop.person()
    coop.visit(edith, marek, clock.now(), clock.now() + HOUR)
    coop.grant(edith, marek, "home_access", level="closed")
    assert reads(marek, edith) == VISIT_SECTIONS & ~mask(("home_access",))


def test_open_screens_hear_when_it_shuts_by_itself(world: World, heard: Heard) -> None:
    """Two carers at the same visit: each hears it, at the moment and not before."""
    coop = world.coop()
    marek, priya = coop.member("Marek Nowak"), coop.member("Priya Shah")
    edith = coop.person(team=(priya,))
    coop.grant(edith, priya, "money")
    starts = clock.now() + 10 * MINUTE
    for carer in (marek, priya):
        coop.visit(edith, carer, starts, starts + HOUR)
    assert turns(coop) == [starts + 2 * HOUR] * 2
    carry_turns(coop)
    heard.news.clear()
    with clock.moved(starts + 2 * HOUR - clock.now() + SECOND):
        assert carry_turns(coop) == 2
        for carer, left in ((marek, []), (priya, ["money"])):
            told_them = [news for news in heard.news if carer.membership_id in news.memberships]
            assert {news.what for news in told_them} == {"access"}
            assert all(news.payload == {"person_id": str(edith.person_id), "sections": left} for news in told_them)


def test_shut_again_it_is_shut_at_once_and_only_once(world: World, heard: Heard) -> None:
    coop = world.coop()
    marek, edith = coop.member("Marek Nowak"), coop.person()
    door = coop.visit(edith, marek, clock.now(), clock.now() + HOUR)
    for _ in range(2):
        heard.news.clear()
        with edith.work() as work:
            close_visit_door(work.actor, work, door_id=door)
    assert heard.news == []
    assert reads(marek, edith) == 0


def test_the_co_op_itself_opens_doors_for_its_rota(world: World) -> None:
    coop = world.coop()
    marek, edith = coop.member("Marek Nowak"), coop.person()
    with coop.work() as work:
        door = open_visit_door(
            work.actor,
            work,
            person_id=edith.person_id,
            membership_id=marek.membership_id,
            starts_at=clock.now(),
            ends_at=clock.now() + HOUR,
        )
    assert reads(marek, edith) == VISIT_SECTIONS
    with coop.work() as work:
        close_visit_door(work.actor, work, door_id=door.id)
    assert reads(marek, edith) == 0


def test_who_opens_it(world: World, sign_in: SignIn) -> None:
    coop = world.coop()
    riverside, harbour = coop.patch("Riverside"), coop.patch("Harbour")
    marek = coop.member("Marek Nowak")
    sam, ned = coop.member(), coop.member("Ned", "community")
    edith = coop.person(patch=riverside, team=(sam, ned))
    starter = coop.member("Dilys", hats=("team starter",), patch=riverside)
    on_call = coop.member("Owen", hats=("on-call",), patch=riverside)
    elsewhere = coop.member("Bea", hats=("on-call",), patch=harbour)
    coach = coop.member("Cat", hats=("coach",))
    stranger = coop.member("Tom")
    ann, bob = coop.helper(edith), coop.helper(edith, coop.member("Bob Hughes", None))
    cleo, dee = (coop.helper(edith, coop.member(name, None)) for name in ("Cleo Hughes", "Dee Hughes"))
    coop.authority(edith, ann)
    coop.authority(edith, cleo, may_decide=False, jointly=True)
    coop.authority(edith, dee, may_decide=False)
    acting = {"headers": {"Ourpatch-Acting-For": str(edith.person_id)}}
    starts = clock.now() + 10 * MINUTE
    for member, status, more in (
        (edith, 201, {}),
        (sam, 201, {}),
        (starter, 201, {}),
        (on_call, 201, {}),
        (ann, 201, acting),
        (bob, 403, acting),
        (cleo, 403, acting),
        (dee, 403, acting),
        (ann, 403, {}),
        (ned, 403, {}),
        (coach, 403, {}),
        (elsewhere, 404, {}),
        (stranger, 404, {}),
        (marek, 404, {}),
    ):
        assert cover(sign_in(member), edith, marek, starts, **more).status_code == status, member.name
    assert [row.kind for row in rows(coop, edith)] == ["refusal"] * 9


def test_nobody_opens_it_to_themselves_but_who_is_on_call_or_starts_the_team(world: World, sign_in: SignIn) -> None:
    coop = world.coop()
    riverside, harbour = coop.patch("Riverside"), coop.patch("Harbour")
    sam, niece = coop.member(), coop.member("Anna Hughes")
    edith = coop.person(patch=riverside, team=(sam,))
    coop.helper(edith, niece)
    coop.authority(edith, niece)
    acting = {"headers": {"Ourpatch-Acting-For": str(edith.person_id)}}
    on_call = coop.member("Owen", hats=("on-call",), patch=riverside)
    starter = coop.member("Dilys", hats=("team starter",), patch=riverside)
    coop.member("Bea", hats=("on-call",), patch=harbour)
    starts = clock.now() + 10 * MINUTE
    for member, status, more in ((sam, 403, {}), (niece, 403, acting), (on_call, 201, {}), (starter, 201, {})):
        assert cover(sign_in(member), edith, member, starts, **more).status_code == status, member.name
    assert cover(sign_in(niece), edith, sam, starts, **acting).status_code == 201


def test_who_is_on_call_sees_the_doors_of_their_own_patch(world: World, sign_in: SignIn) -> None:
    coop = world.coop()
    riverside, harbour = coop.patch("Riverside"), coop.patch("Harbour")
    edith, arthur = coop.person(patch=riverside), coop.person("Arthur Lowe", patch=harbour)
    on_call = coop.member("Owen", hats=("on-call",), patch=riverside)
    coop.helper(arthur, on_call)
    client, path = sign_in(on_call), "/api/v1/people/{}/cover"
    assert client.get(path.format(edith.person_id)).status_code == 200
    acting = {"Ourpatch-Acting-For": str(arthur.person_id)}
    assert client.get(path.format(edith.person_id), headers=acting).status_code == 404
    elsewhere = coop.member("Bea", hats=("on-call",), patch=harbour)
    assert sign_in(elsewhere).get(path.format(edith.person_id)).status_code == 404


def test_doors_are_seen_and_shut_over_http(world: World, sign_in: SignIn, heard: Heard) -> None:
    coop = world.coop()
    sam, marek = coop.member(), coop.member("Marek Nowak")
    edith = coop.person(team=(sam,))
    client = sign_in(sam)
    starts = clock.now() + 10 * MINUTE
    made = told(cover(client, edith, marek, starts, reason="Sam is ill."))
    assert made["carer"]["name"] == "Marek Nowak"
    assert {"access", "changed"} <= set(heard.to(marek.membership_id))
    path = f"/api/v1/people/{edith.person_id}/cover"
    [seen] = told(client.get(path))["items"]
    assert seen == made
    assert sign_in(marek).get(path).status_code == 404
    shut = f"/api/v1/cover/{made['cover_id']}"
    assert sign_in(marek).delete(shut).status_code == 404
    assert sign_in(edith).delete(shut).status_code == 204
    assert told(client.get(path))["items"] == []
    assert client.delete(f"/api/v1/cover/{uuid4()}").status_code == 404


@pytest.mark.parametrize(
    ("starts", "lasts", "field"),
    [
        (timedelta(0), timedelta(0), "ends_at"),
        (timedelta(0), -HOUR, "ends_at"),
        (timedelta(0), timedelta(hours=24, minutes=1), "ends_at"),
        (-3 * HOUR, HOUR, "ends_at"),
        (timedelta(days=61), HOUR, "starts_at"),
    ],
)
def test_a_visit_that_can_t_be(world: World, sign_in: SignIn, starts: timedelta, lasts: timedelta, field: str) -> None:
    coop = world.coop()
    marek, edith = coop.member("Marek Nowak"), coop.person()
    begins = clock.now() + starts
    answer = cover(sign_in(edith), edith, marek, begins, ends_at=(begins + lasts).isoformat())
    assert (answer.status_code, told(answer)["field"]) == (422, field)
    assert codes(reads(marek, edith)) == []


def test_only_carers_of_the_co_op_cover(world: World, sign_in: SignIn) -> None:
    coop = world.coop()
    edith = coop.person()
    client = sign_in(edith)
    gone = coop.member("Marek Nowak")
    coop.end(gone)
    for member in (edith, coop.member("Ned", "community"), coop.partner(coop.organisation()), gone):
        answer = cover(client, edith, member, clock.now())
        assert (answer.status_code, told(answer)["field"]) == (422, "membership_id")


def test_the_list_costs_the_same_for_one_and_for_many(
    world: World, sign_in: SignIn, count_queries: CountQueries
) -> None:
    coop = world.coop()
    edith = coop.person()
    client, path = sign_in(edith), f"/api/v1/people/{edith.person_id}/cover"

    def another(n: int) -> None:
        coop.visit(edith, coop.member(f"Carer {n}"), clock.now(), clock.now() + HOUR)

    another(0)
    few = count_queries(lambda: client.get(path))
    for n in range(1, 5):
        another(n)
    assert count_queries(lambda: client.get(path)) == few
