"""Who acts for a person: named by the person, or verified by a reviewer; within a scope; ended quietly and at once."""

from datetime import timedelta
from typing import Any

import pytest

from server.consent.actions.authorities import Scope, end_authority, enter_authority, verify_authority
from server.consent.actions.looks import look
from server.consent.models import Authority
from server.consent.queries.authorities import authority_views, living_authorities
from server.consent.rules.sections import mask
from server.kernel import clock
from server.kernel.errors import Conflict, Invalid, NotFound, Problem, Refused, SignInAgain
from tests.consent.opening import seat
from tests.world.build import Member, PersonMember, World
from tests.world.fixtures import SignIn, told

LPA = "health and welfare LPA"


def scope(member: Member, kind: str = "named helper", **more: Any) -> Scope:
    given: dict[str, Any] = {
        "membership_id": member.membership_id,
        "kind": kind,
        "sections": ["medicines", "sharing"],
        "level": "see",
        "may_decide": False,
        "jointly": False,
        "evidence": "She said so at the kitchen table.",
    }
    return Scope(**{**given, **more})


def enter(by: Member, person: PersonMember, of: Scope, **seated: Any) -> Authority:
    with seat(by, **seated) as work:
        return enter_authority(work.actor, work, person_id=person.person_id, scope=of)


def reads(member: Member, person: PersonMember, section: str = "medicines") -> bool:
    try:
        with seat(member, acting_for=person) as work:
            look(work, person.person_id, mask((section,)))
    except Problem:
        return False
    return True


def test_a_helper_whom_the_person_names_reads_within_the_scope_at_once(world: World) -> None:
    coop = world.coop()
    anna, edith = coop.member("Anna Hughes", None), coop.person()
    row = enter(edith, edith, scope(anna))
    assert row.verified_by == edith.membership_id
    assert reads(anna, edith)
    assert not reads(anna, edith, "money")


def test_an_lpa_opens_nothing_until_another_has_seen_the_papers(world: World) -> None:
    coop = world.coop()
    anna, edith = coop.member("Anna Hughes", None), coop.person()
    ravi, rose = (coop.member(name, "community", hats=("reviewer",)) for name in ("Ravi Shah", "Rose Ali"))
    row = enter(ravi, edith, scope(anna, LPA))
    assert not reads(anna, edith)
    with pytest.raises(Refused, match="entered this yourself"), seat(ravi) as work:
        verify_authority(work.actor, work, authority_id=row.id)
    with pytest.raises(NotFound), seat(anna) as work:
        verify_authority(work.actor, work, authority_id=row.id)
    for _ in range(2):
        with seat(rose) as work:
            verify_authority(work.actor, work, authority_id=row.id)
    assert reads(anna, edith)


@pytest.mark.parametrize("who", ["edith", "anna", "ravi"])
def test_it_is_ended_quietly_and_at_once(world: World, who: str) -> None:
    coop = world.coop()
    anna, edith = coop.member("Anna Hughes", None), coop.person()
    ravi = coop.member("Ravi Shah", "community", hats=("reviewer",))
    row = enter(edith, edith, scope(anna))
    ender = {"edith": edith, "anna": anna, "ravi": ravi}[who]
    for _ in range(2):
        with seat(ender) as work:
            end_authority(work.actor, work, authority_id=row.id)
    assert not reads(anna, edith)


def test_nobody_else_ends_it(world: World) -> None:
    coop = world.coop()
    anna, sam = coop.member("Anna Hughes", None), coop.member()
    edith = coop.person(team=(sam,))
    marek = coop.member("Marek Nowak")
    row = enter(edith, edith, scope(anna))
    with pytest.raises(Refused), seat(sam) as work:
        end_authority(work.actor, work, authority_id=row.id)
    with pytest.raises(NotFound), seat(marek) as work:
        end_authority(work.actor, work, authority_id=row.id)
    assert reads(anna, edith)


def test_it_ends_with_its_day(world: World) -> None:
    coop = world.coop()
    anna, edith = coop.member("Anna Hughes", None), coop.person()
    enter(edith, edith, scope(anna, to_at=clock.now() + timedelta(days=1)))
    assert reads(anna, edith)
    with clock.moved(timedelta(days=1)):
        assert not reads(anna, edith)


def test_what_can_not_be(world: World) -> None:
    coop = world.coop()
    anna, edith = coop.member("Anna Hughes", None), coop.person()
    gone = coop.member("Gone Away", None)
    coop.end(gone)
    for wrong, field in (
        (scope(edith), "membership_id"),
        (scope(gone), "membership_id"),
        (scope(anna, to_at=clock.now() - timedelta(minutes=1)), "until"),
        (scope(anna, may_decide=True, jointly=True), "may_decide"),
    ):
        with pytest.raises(Invalid) as problem:
            enter(edith, edith, wrong)
        assert problem.value.field == field
    enter(edith, edith, scope(anna))
    with pytest.raises(Conflict):
        enter(edith, edith, scope(anna))


def test_who_may_enter_one(world: World) -> None:
    coop = world.coop()
    anna, sam = coop.member("Anna Hughes", None), coop.member()
    patch = coop.patch()
    edith = coop.person(team=(sam,), patch=patch)
    starter = coop.member("Tess Obi", hats=("team starter",), patch=patch)
    other = coop.member("Otto Fry", hats=("team starter",), patch=coop.patch("Hillside"))
    coach = coop.member("Cleo Day", hats=("coach",))
    with pytest.raises(SignInAgain):
        enter(edith, edith, scope(anna), fresh=False)
    for member, problem in ((sam, Refused), (other, NotFound), (coop.member("Marek Nowak"), NotFound)):
        with pytest.raises(problem):
            enter(member, edith, scope(anna, LPA))
    with pytest.raises(Refused, match="says who helps"):
        enter(coach, edith, scope(anna))
    with pytest.raises(Refused, match="Nobody names themselves"):
        enter(coach, edith, scope(coach, LPA))
    enter(starter, edith, scope(anna, LPA))
    enter(coach, edith, scope(anna, "deputy"))


def test_over_http(world: World, sign_in: SignIn) -> None:
    coop = world.coop()
    anna, edith, marek = coop.member("Anna Hughes", None), coop.person(), coop.member("Marek Nowak")
    enter(edith, edith, scope(anna))
    path = f"/api/v1/people/{edith.person_id}/authorities"
    (item,) = told(sign_in(edith).get(path))["items"]
    assert (item["kind"], item["sections"], item["level"]) == ("named helper", ["medicines", "sharing"], "see")
    assert sign_in(marek).get(path).status_code == 404
    assert sign_in(anna).get(path, headers={"Ourpatch-Acting-For": str(edith.person_id)}).status_code == 200
    assert sign_in(edith).delete(f"/api/v1/authorities/{item['authority_id']}").status_code == 204
    assert told(sign_in(edith).get(path)) == {"items": []}
    body = {**item, "membership_id": str(anna.membership_id), "sections": ["all"]}
    assert sign_in(edith).post(path, json=body).status_code == 422


def test_the_list_costs_the_same_for_many(world: World, count_queries: Any) -> None:
    coop = world.coop()
    edith = coop.person()

    def listed() -> None:
        with coop.work() as work:
            authority_views(work, living_authorities(work, edith.person_id))

    enter(edith, edith, scope(coop.member("Anna Hughes", None)))
    one = count_queries(listed)
    for number in range(4):
        enter(edith, edith, scope(coop.member(f"Helper {number}", None)))
    assert count_queries(listed) == one
