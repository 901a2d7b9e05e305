"""Whoever left and comes back, as the same or as somebody else, finds nothing of what was given to them by name."""

from datetime import timedelta

import pytest

from server.consent.actions.authorities import Scope, enter_authority, verify_authority
from server.consent.actions.emergency import open_emergency
from server.consent.actions.looks import look
from server.consent.actions.requests import answer_request, ask_for_access
from server.consent.rules.sections import codes, mask
from server.kernel import clock
from server.kernel.errors import Conflict, NotFound, Problem, Refused
from server.people.actions.name_helper import seat_representative
from tests.consent.opening import seat
from tests.world.build import Member, PersonMember, World


def reads(member: Member, person: PersonMember, purpose: str = "care") -> list[str]:
    try:
        with seat(member, purpose) as work:
            return codes(look(work, person.person_id, mask(("money", "medicines", "observations"))).read)
    except Problem:
        return []


def test_a_carer_who_comes_back_for_a_partner_finds_no_grant_door_or_emergency(world: World) -> None:
    coop = world.coop()
    marek, edith = coop.member("Marek Nowak"), coop.person()
    nurses = coop.organisation()
    coop.grant(edith, marek, "observations")
    coop.visit(edith, marek, clock.now(), clock.now() + timedelta(hours=1))
    with seat(marek) as work:
        open_emergency(work.actor, work, person_id=edith.person_id, reason="fall", words="She fell.")
    assert "observations" in reads(marek, edith)
    assert "medicines" in reads(marek, edith, "emergency")
    coop.end(marek)
    assert reads(marek, edith) == []
    back = coop.partner(nurses, "Marek Nowak", account=marek)
    assert back.membership_id == marek.membership_id
    assert reads(back, edith) == reads(back, edith, "emergency") == []
    coop.grant(edith, back, "medicines", until=clock.now() + timedelta(days=1))
    assert reads(back, edith) == ["medicines"]


def test_what_was_denied_by_name_stays_denied(world: World) -> None:
    coop = world.coop()
    marek = coop.member("Marek Nowak")
    edith = coop.person(team=(marek,))
    coop.start(edith)
    coop.grant(edith, marek, "medicines", level="closed")
    coop.end(marek)
    coop.member("Marek Nowak", account=marek)
    coop.care_team(edith, marek)
    assert "medicines" not in reads(marek, edith)


def test_what_they_asked_for_is_taken_back(world: World) -> None:
    coop = world.coop()
    marek = coop.member("Marek Nowak")
    edith = coop.person(team=(marek,))
    with seat(marek) as work:
        asked = ask_for_access(
            work.actor,
            work,
            person_id=edith.person_id,
            sections=mask(("money",)),
            level="see",
            reason="Her rent.",
            until=None,
        )
    coop.end(marek)
    coop.partner(coop.organisation(), "Marek Nowak", account=marek)
    with pytest.raises(Conflict), seat(edith) as work:
        answer_request(work.actor, work, request_id=asked.request_id, yes=True, words=None, until=None)


def test_an_authority_that_waited_is_not_verified_for_who_came_back_for_a_partner(world: World) -> None:
    coop = world.coop()
    anna, edith = coop.member("Anna Hughes", None), coop.person()
    ravi = coop.member("Ravi Shah", "community", hats=("reviewer",))
    scope = Scope(
        membership_id=anna.membership_id,
        kind="deputy",
        sections=["medicines"],
        level="see",
        may_decide=False,
        jointly=False,
        evidence="The order of the court.",
    )
    with seat(edith) as work:
        row = enter_authority(work.actor, work, person_id=edith.person_id, scope=scope)
    coop.end(anna)
    coop.partner(coop.organisation(), "Anna Hughes", account=anna)
    with pytest.raises(NotFound), seat(ravi) as work:
        verify_authority(work.actor, work, authority_id=row.id)


def test_nobody_of_a_partner_gets_the_seat_of_a_person(world: World) -> None:
    coop = world.coop()
    edith, ruth = coop.person(), coop.partner(coop.organisation())
    with pytest.raises(Refused, match="another organisation"), seat(edith) as work:
        seat_representative(work.actor, work, person_id=edith.person_id, membership_id=ruth.membership_id)
    with pytest.raises(NotFound), seat(ruth, acting_for=edith):
        pass
