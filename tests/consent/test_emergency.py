"""Emergency access: opened by who is there to help, told at once, an hour at most, and looked at afterwards."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from server.consent.actions.derive_access import derive_access
from server.consent.actions.emergency import close_emergency, open_emergency, review_emergency
from server.consent.actions.looks import look, written
from server.consent.models import ConsentGrant, EmergencyAccess
from server.consent.queries.emergency import reviews
from server.consent.rules.sections import EMERGENCY_SECTIONS, READ, bit, codes, mask
from server.kernel import clock
from server.kernel.errors import Conflict, NotFound, Problem, Refused, SignInAgain
from server.kernel.models import TenantOutbox
from server.people.actions.name_helper import name_helper
from tests.consent.opening import rows, seat
from tests.world.build import CoopWorld, Member, PersonMember, World
from tests.world.fixtures import Heard, SignIn, told

E = codes(EMERGENCY_SECTIONS)


def open_now(member: Member, person: PersonMember, **seated: Any) -> EmergencyAccess:
    with seat(member, **seated) as work:
        return open_emergency(work.actor, work, person_id=person.person_id, reason="fall", words="She is on the floor.")


def reads(member: Member, person: PersonMember, section: str, purpose: str = "emergency") -> bool:
    try:
        with seat(member, purpose) as work:
            look(work, person.person_id, mask((section,)))
    except Problem:
        return False
    return True


def test_a_carer_reads_what_is_needed_and_nothing_else_for_an_hour(world: World) -> None:
    coop = world.coop()
    sam, edith = coop.member(), coop.person()
    assert not reads(sam, edith, "allergies")
    row = open_now(sam, edith)
    assert row.until_at - row.opened_at == timedelta(minutes=60)
    assert row.review_due_at - row.opened_at == timedelta(hours=72)
    assert [
        section for section in ("allergies", "medicines", "money", "daily_notes") if reads(sam, edith, section)
    ] == [
        "allergies",
        "medicines",
    ]
    assert not reads(sam, edith, "allergies", "care")
    with pytest.raises(Problem), seat(sam, "emergency") as work:
        written(work, edith.person_id, bit("allergies"))
    with clock.moved(timedelta(minutes=59)):
        assert reads(sam, edith, "allergies")
    with clock.moved(timedelta(minutes=60)):
        assert not reads(sam, edith, "allergies")


def test_it_is_shut_at_once_by_who_is_done(world: World) -> None:
    coop = world.coop()
    sam, edith = coop.member(), coop.person()
    open_now(sam, edith)
    for _ in range(2):
        with seat(sam) as work:
            close_emergency(work.actor, work, person_id=edith.person_id)
    assert not reads(sam, edith, "allergies")


def test_twice_is_once_and_no_longer(world: World) -> None:
    coop = world.coop()
    sam, edith = coop.member(), coop.person()
    first = open_now(sam, edith)
    with clock.moved(timedelta(minutes=50)):
        again = open_now(sam, edith)
    assert (again.id, again.until_at) == (first.id, first.until_at)


def test_the_person_who_represents_them_and_the_reviewer_are_told(world: World, heard: Heard) -> None:
    coop = world.coop()
    sam, edith, ravi = coop.member(), coop.person(), coop.member("Ravi Shah", "community", hats=("reviewer",))
    open_now(sam, edith)
    assert "changed" in heard.to(edith.membership_id)
    assert "changed" in heard.to(ravi.membership_id)
    said = [news.payload for news in heard.news if edith.membership_id in news.memberships]
    assert {"what": "emergency"} in said
    with coop.work() as work:
        mails = work.session.scalars(
            select(TenantOutbox).where(TenantOutbox.coop_id == coop.coop_id, TenantOutbox.topic == "mail.send")
        ).all()
    assert {mail.payload["membership_id"] for mail in mails} == {str(edith.membership_id), str(ravi.membership_id)}
    assert all(mail.due_at <= clock.now() + timedelta(seconds=1) for mail in mails)
    assert "floor" not in str([mail.payload for mail in mails])


def test_it_needs_a_fresh_sign_in(world: World) -> None:
    coop = world.coop()
    sam, edith = coop.member(), coop.person()
    with pytest.raises(SignInAgain):
        open_now(sam, edith, fresh=False)


@pytest.mark.parametrize("member_class", ["community", None, "investor"])
def test_nobody_else_opens_it(world: World, member_class: str | None) -> None:
    coop = world.coop()
    ted, edith = coop.member("Ted Low", member_class), coop.person()
    with pytest.raises(NotFound):
        open_now(ted, edith)
    assert [(row.kind, row.viewer_id) for row in rows(coop, edith)] == [("refusal", ted.membership_id)]


def test_a_helper_is_told_why_not(world: World) -> None:
    coop = world.coop()
    edith = coop.person()
    anna = coop.helper(edith)
    with pytest.raises(Refused, match="Carers and health partners"):
        open_now(anna, edith)
    with pytest.raises(Refused, match="from your own place"):
        open_now(anna, edith, acting_for=edith)
    with pytest.raises(Refused, match="your own record"):
        open_now(edith, edith)


def test_whom_the_person_shut_out_by_name_stays_out(world: World) -> None:
    coop = world.coop()
    niece, edith = coop.member("Nia Pym"), coop.person()
    with coop.work() as work:
        deny = ConsentGrant(
            coop_id=coop.coop_id,
            id=edith.account_id,
            person_id=edith.person_id,
            effect="deny",
            audience="membership",
            membership_id=niece.membership_id,
            sections=mask(E),
            actions=READ,
            from_at=clock.now() - timedelta(days=1),
            basis="consent",
            granted_by=edith.membership_id,
            granted_as="self",
            wording="2026-11",
            language="en",
        )
        work.session.add(deny)
        derive_access(work.actor, work, person_id=edith.person_id)
    with pytest.raises(Refused, match="in an emergency too"):
        open_now(niece, edith)
    with coop.work() as work:
        found = select(EmergencyAccess).where(EmergencyAccess.coop_id == coop.coop_id)
        assert work.session.scalars(found).all() == []
    assert [row.kind for row in rows(coop, edith)] == ["refusal"]


@pytest.fixture
def opened_one(world: World) -> tuple[CoopWorld, Member, Member, EmergencyAccess]:
    coop = world.coop()
    sam, edith = coop.member(), coop.person()
    ravi = coop.member("Ravi Shah", "carer", hats=("reviewer",))
    row = open_now(sam, edith)
    reads(sam, edith, "allergies")
    reads(sam, edith, "medicines")
    reads(sam, edith, "allergies")
    return coop, sam, ravi, row


Opened = tuple[CoopWorld, Member, Member, EmergencyAccess]


def test_the_reviewer_sees_what_waits_and_what_is_overdue(opened_one: Opened) -> None:
    _, sam, ravi, row = opened_one
    with seat(ravi) as work:
        (waiting,) = reviews(work)
    assert (waiting.emergency_id, waiting.viewer.membership_id) == (row.id, sam.membership_id)
    assert (waiting.looks, waiting.overdue, waiting.person.name) == (2, False, "Edith Hughes")
    with clock.moved(timedelta(hours=72)), seat(ravi) as work:
        assert [each.overdue for each in reviews(work)] == [True]


def test_a_review_is_made_once(opened_one: Opened) -> None:
    _, _, ravi, row = opened_one
    with seat(ravi) as work:
        review_emergency(work.actor, work, emergency_id=row.id, outcome="in order", words="She had fallen.")
        assert [each.outcome for each in reviews(work)] == ["in order"]
    with pytest.raises(Conflict), seat(ravi) as work:
        review_emergency(work.actor, work, emergency_id=row.id, outcome="talk", words="Once more.")


def test_nobody_reviews_themselves(opened_one: Opened) -> None:
    coop, sam, ravi, _ = opened_one
    edith = coop.person("Harold Pym")
    own = open_now(ravi, edith)
    for who, sentence in ((ravi, "You opened this yourself"), (sam, "The reviewer of the co-op")):
        with pytest.raises(Refused, match=sentence), seat(who) as work:
            review_emergency(work.actor, work, emergency_id=own.id, outcome="in order", words="All was well.")


def test_over_http(opened_one: Opened, sign_in: SignIn) -> None:
    coop, sam, ravi, _ = opened_one
    harold = coop.person("Harold Pym")
    path = f"/api/v1/people/{harold.person_id}/emergency"
    body = {"reason": "found unwell", "words": "He is pale and cold."}
    with seat(harold) as work:
        name_helper(work.actor, work, person_id=harold.person_id, membership_id=ravi.membership_id)
    there = sign_in(sam)
    answer = there.post(path, json=body)
    assert (answer.status_code, told(answer).get("sections")) in ((201, E), (403, None))
    if answer.status_code == 201:
        assert there.delete(path).status_code == 204
    assert there.post(path, json={**body, "reason": "curious"}).status_code == 422
    assert there.get("/api/v1/reviews").status_code == 403
    reviewer = sign_in(ravi)
    items = told(reviewer.get("/api/v1/reviews"))["items"]
    assert items
    done = reviewer.post(
        f"/api/v1/reviews/{items[0]['emergency_id']}", json={"outcome": "talk", "words": "Let's talk."}
    )
    assert (done.status_code, told(done)["outcome"]) == (200, "talk")
