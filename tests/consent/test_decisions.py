"""Best-interests decisions, directives with two approvers, and what is withheld from the person."""

from datetime import date, timedelta
from typing import Any

import pytest

from server.consent.actions import decisions as actions
from server.consent.actions.authorities import Scope, enter_authority
from server.consent.actions.decisions import Order, Weighed
from server.consent.actions.looks import look
from server.consent.models import Directive
from server.consent.queries.decisions import best_interests, directives, withholdings
from server.consent.queries.looks import Asked, who_looked
from server.consent.rules.sections import codes, mask
from server.kernel import clock
from server.kernel.errors import Invalid, NotFound, Problem, Refused, SignInAgain
from tests.consent.opening import rows, seat
from tests.world.build import CoopWorld, Member, PersonMember, World
from tests.world.fixtures import SignIn, told


def soon(days: int = 30) -> date:
    return clock.now().date() + timedelta(days=days)


def order(*members: Member, **more: Any) -> Order:
    given: dict[str, Any] = {
        "kind": "safeguarding enquiry",
        "reference": "Enquiry 26/118 of the council",
        "sections": ["safeguarding", "incidents"],
        "level": "see",
        "members": [member.membership_id for member in members],
        "to_at": clock.now() + timedelta(days=30),
    }
    return Order(**{**given, **more})


def weighed(review_on: date | None = None) -> Weighed:
    return Weighed(
        about="Whether her daughter may see the medicines.",
        decision="She may.",
        consulted="Her daughter, the GP, Sam.",
        less_restrictive="Asking her each time, which frightened her.",
        review_on=review_on or soon(),
    )


def reads(member: Member, person: PersonMember, section: str, purpose: str, **seated: Any) -> bool:
    try:
        with seat(member, purpose, **seated) as work:
            look(work, person.person_id, mask((section,)))
    except Problem:
        return False
    return True


Cast = tuple[CoopWorld, PersonMember, Member, Member, Member]


@pytest.fixture
def cast(world: World) -> Cast:
    """A person, two reviewers, and the safeguarding lead."""
    coop = world.coop()
    ravi, rose = (coop.member(name, "community", hats=("reviewer",)) for name in ("Ravi Shah", "Rose Ali"))
    return coop, coop.person(), ravi, rose, coop.member("Lena Kay")


def entered(by: Member, person: PersonMember, of: Order, **seated: Any) -> Directive:
    with seat(by, **seated) as work:
        return actions.enter_directive(work.actor, work, person_id=person.person_id, order=of)


def approve(by: Member, row: Directive, **seated: Any) -> None:
    with seat(by, **seated) as work:
        actions.approve_directive(work.actor, work, directive_id=row.id)


def test_a_directive_counts_with_the_second_yes_for_its_purpose_alone(cast: Cast) -> None:
    _, edith, ravi, rose, lena = cast
    row = entered(ravi, edith, order(lena))
    assert not reads(lena, edith, "incidents", "safeguarding")
    with pytest.raises(Refused, match="Another reviewer"):
        approve(ravi, row)
    with pytest.raises(Refused):
        approve(lena, row)
    with pytest.raises(SignInAgain):
        approve(rose, row, fresh=False)
    approve(rose, row)
    approve(rose, row)
    assert reads(lena, edith, "incidents", "safeguarding")
    assert not reads(lena, edith, "incidents", "care")
    assert not reads(lena, edith, "money", "safeguarding")
    for _ in range(2):
        with seat(ravi) as work:
            actions.end_directive(work.actor, work, directive_id=row.id)
    assert not reads(lena, edith, "incidents", "safeguarding")


def test_what_is_looked_at_for_safeguarding_lies_apart(cast: Cast, sign_in: SignIn) -> None:
    coop, edith, ravi, rose, lena = cast
    approve(rose, entered(ravi, edith, order(lena)))
    assert reads(lena, edith, "incidents", "safeguarding")
    assert rows(coop, edith) == []
    (row,) = rows(coop, edith, "safeguarding")
    assert (row.seq, codes(row.sections), row.reason) == (1, ["incidents"], "Enquiry 26/118 of the council")
    assert row.review_on == soon()
    with seat(edith) as work:
        seen = who_looked(work, edith.person_id, Asked(own=True))
    assert (seen.items, seen.week.people) == ([], 0)
    path = f"/api/v1/people/{edith.person_id}/looks?strand=safeguarding"
    assert sign_in(edith).get(path).status_code == 403
    (told_row,) = told(sign_in(ravi).get(path))["items"]
    assert (told_row["seq"], told_row["purpose"], told_row["why"][0]["kind"]) == (1, "safeguarding", "directive")


def test_what_a_directive_can_not_be(cast: Cast) -> None:
    _, edith, ravi, _, lena = cast
    for wrong, field in (
        (order(lena, to_at=clock.now() - timedelta(days=1)), "until"),
        (order(edith), "members"),
        (order(lena, members=[edith.person_id]), "members"),
    ):
        with pytest.raises(Invalid) as problem:
            entered(ravi, edith, wrong)
        assert problem.value.field == field
    with pytest.raises(Refused):
        entered(lena, edith, order(lena))
    with pytest.raises(SignInAgain):
        entered(ravi, edith, order(lena), fresh=False)
    with seat(ravi) as work:
        assert directives(work) == []


def test_what_is_withheld_the_person_does_not_see_until_it_is_shown_again(cast: Cast) -> None:
    _, edith, ravi, _, lena = cast
    assert reads(edith, edith, "incidents", "care")
    with seat(ravi) as work:
        made = actions.withhold(
            work.actor,
            work,
            person_id=edith.person_id,
            sections=["incidents"],
            reason="Somebody else would be in danger.",
            review_on=soon(),
        )
        assert [view.sections for view in withholdings(work, edith.person_id)] == [["incidents"]]
    assert not reads(edith, edith, "incidents", "care")
    assert reads(edith, edith, "medicines", "care")
    with pytest.raises(Refused), seat(lena) as work:
        actions.end_withholding(work.actor, work, withholding_id=made)
    for _ in range(2):
        with seat(ravi) as work:
            actions.end_withholding(work.actor, work, withholding_id=made)
    assert reads(edith, edith, "incidents", "care")


def test_a_best_interests_decision_is_written_down_and_opens_nothing(cast: Cast) -> None:
    coop, edith, ravi, _, lena = cast
    with seat(ravi) as work:
        actions.decide_best_interests(work.actor, work, person_id=edith.person_id, weighed=weighed())
    with seat(edith) as work:
        (view,) = best_interests(work, edith.person_id)
    assert (view.decision, view.decided_by.name) == ("She may.", "Ravi Shah")
    assert not reads(lena, edith, "medicines", "care")
    with pytest.raises(NotFound), seat(lena) as work:
        actions.decide_best_interests(work.actor, work, person_id=edith.person_id, weighed=weighed())
    with pytest.raises(Refused, match="You decide for yourself"), seat(edith) as work:
        actions.decide_best_interests(work.actor, work, person_id=edith.person_id, weighed=weighed())
    with pytest.raises(Invalid), seat(ravi) as work:
        actions.decide_best_interests(work.actor, work, person_id=edith.person_id, weighed=weighed(soon(0)))
    assert [row.viewer_id for row in rows(coop, edith) if row.kind == "refusal"][:1] == [lena.membership_id]


def test_who_represents_the_person_writes_one_within_the_authority(cast: Cast) -> None:
    coop, edith, *_ = cast
    anna, beth = coop.member("Anna Hughes", None), coop.member("Beth Hughes", None)
    for member, sections in ((anna, ["sharing"]), (beth, ["medicines"])):
        of = Scope(
            membership_id=member.membership_id,
            kind="named helper",
            sections=sections,
            level="add",
            may_decide=False,
            jointly=False,
            evidence="She said so.",
        )
        with seat(edith) as work:
            enter_authority(work.actor, work, person_id=edith.person_id, scope=of)
    with seat(anna, acting_for=edith) as work:
        actions.decide_best_interests(work.actor, work, person_id=edith.person_id, weighed=weighed())
    with pytest.raises(Refused), seat(beth, acting_for=edith) as work:
        actions.decide_best_interests(work.actor, work, person_id=edith.person_id, weighed=weighed())


def test_over_http(cast: Cast, sign_in: SignIn) -> None:
    _, edith, ravi, rose, lena = cast
    row = entered(ravi, edith, order(lena))
    (item,) = told(sign_in(rose).get("/api/v1/directives"))["items"]
    assert (item["person"]["name"], item["second_by"], item["members"][0]["name"]) == ("Edith Hughes", None, "Lena Kay")
    assert sign_in(edith).get("/api/v1/directives").status_code == 403
    assert sign_in(ravi).delete(f"/api/v1/directives/{row.id}").status_code == 204
    assert told(sign_in(rose).get("/api/v1/directives")) == {"items": []}
    path = f"/api/v1/people/{edith.person_id}/best-interests"
    body = {"about": "A", "decision": "B", "consulted": "C", "less_restrictive": "D", "review_on": soon().isoformat()}
    assert sign_in(ravi).post(path, json=body).status_code == 201
    assert [each["decision"] for each in told(sign_in(edith).get(path))["items"]] == ["B"]
    assert sign_in(ravi).post(path, json={**body, "review_on": "9999-12-31"}).status_code == 422
