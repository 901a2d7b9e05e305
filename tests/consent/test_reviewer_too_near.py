"""A reviewer has no say about their own record, nor about that of somebody for whom they act: what is kept from the
person and from who represents them is not theirs to see, to open or to end."""

from datetime import timedelta

import pytest

from server.consent.actions import decisions as actions
from server.consent.actions.decisions import Order
from server.consent.models import Directive
from server.consent.queries.decisions import directives
from server.kernel import clock
from server.kernel.errors import NotFound, Refused
from tests.consent.opening import seat
from tests.world.build import Member, PersonMember, World, actor_of
from tests.world.fixtures import SignIn

SOON = timedelta(days=30)


def enquiry(about: PersonMember, by: Member, named: Member) -> Directive:
    order = Order(
        kind="safeguarding enquiry",
        reference="26/118",
        sections=["incidents"],
        level="see",
        members=[named.membership_id],
        to_at=clock.now() + SOON,
    )
    with seat(by) as work:
        return actions.enter_directive(work.actor, work, person_id=about.person_id, order=order)


@pytest.mark.parametrize("near", ["the person", "who acts for them"])
def test_what_is_kept_from_them_they_neither_see_nor_end(world: World, sign_in: SignIn, near: str) -> None:
    coop = world.coop()
    ravi, rose = (coop.member(name, "community", hats=("reviewer",)) for name in ("Ravi Shah", "Rose Ali"))
    edith, lena = coop.person(), coop.member("Lena Kay")
    if near == "the person":
        too_near: Member = coop.member("Edith Hughes", hats=("reviewer",), account=edith)
    else:
        too_near = coop.member("Anna Hughes", "community", hats=("reviewer",))
        coop.authority(edith, too_near)
    assert "reviewer" in actor_of(too_near).hats
    row = enquiry(edith, ravi, lena)
    with seat(ravi) as work:
        kept = actions.withhold(
            work.actor,
            work,
            person_id=edith.person_id,
            sections=["incidents"],
            reason="It would put somebody in danger.",
            review_on=(clock.now() + SOON).date(),
        )
    with seat(too_near) as work:
        assert directives(work) == []
    with seat(rose) as work:
        assert [view.directive_id for view in directives(work)] == [row.id]
    with pytest.raises(NotFound), seat(too_near) as work:
        actions.approve_directive(work.actor, work, directive_id=row.id)
    with pytest.raises(NotFound), seat(too_near) as work:
        actions.end_directive(work.actor, work, directive_id=row.id)
    with pytest.raises(NotFound), seat(too_near) as work:
        actions.end_withholding(work.actor, work, withholding_id=kept)
    with pytest.raises(Refused, match="Another reviewer"):
        enquiry(edith, too_near, lena)
    device, path = sign_in(too_near), f"/api/v1/people/{edith.person_id}"
    assert device.get(f"{path}/withholdings").status_code == 403
    assert device.get(f"{path}/looks?strand=safeguarding").status_code == 403
    assert sign_in(rose).get(f"{path}/withholdings").status_code == 200
    assert sign_in(rose).get(f"{path}/looks?strand=safeguarding").status_code == 200
