"""That there is a safeguarding enquiry shows in nothing that the person, or who represents them, gets to see."""

from datetime import timedelta
from typing import Any

import pytest

from server.consent.actions.decisions import Order, approve_directive, end_directive, enter_directive
from server.consent.actions.derive_access import TURNS
from server.consent.models import Directive
from server.consent.queries.quilt import quilt
from server.consent.tasks import tell_that_time_has_come
from server.kernel import clock
from server.kernel.models import TenantOutbox
from server.kernel.outbox import Carried
from tests.consent.opening import seat
from tests.world.build import CoopWorld, Member, PersonMember, World
from tests.world.fixtures import Heard

Cast = tuple[CoopWorld, PersonMember, Member, Member, Member]


@pytest.fixture
def cast(world: World) -> Cast:
    """A person, two reviewers, and whoever is named."""
    coop = world.coop()
    ravi, rose = (coop.member(name, "community", hats=("reviewer",)) for name in ("Ravi Shah", "Rose Ali"))
    return coop, coop.person(), ravi, rose, coop.member("Lena Kay")


def directed(cast: Cast, kind: str, **more: Any) -> Directive:
    """A directive with both approvals."""
    _, edith, ravi, rose, lena = cast
    order = Order(
        kind=kind,
        reference="26/118",
        sections=["incidents"],
        level="see",
        members=[lena.membership_id],
        to_at=clock.now() + timedelta(days=30),
        **more,
    )
    with seat(ravi) as work:
        row = enter_directive(work.actor, work, person_id=edith.person_id, order=order)
    with seat(rose) as work:
        approve_directive(work.actor, work, directive_id=row.id)
    return row


def turn(cast: Cast) -> None:
    """Let the time come of whatever was ordered for later."""
    coop = cast[0]
    with coop.work() as work:
        mine = (TenantOutbox.coop_id == coop.coop_id, TenantOutbox.topic == TURNS)
        for row in work.session.query(TenantOutbox).where(*mine):
            tell_that_time_has_come(work, Carried(row.id, row.topic, row.payload, clock.now(), 0))


@pytest.mark.parametrize(("kind", "hears"), [("safeguarding enquiry", False), ("court order", True)])
def test_the_person_hears_of_a_court_and_never_of_an_enquiry(cast: Cast, heard: Heard, kind: str, hears: bool) -> None:
    _, edith, ravi, *_, lena = cast
    row = directed(cast, kind)
    assert heard.to(lena.membership_id) == ["access"]
    assert ("changed" in heard.to(edith.membership_id)) is hears
    with seat(ravi) as work:
        end_directive(work.actor, work, directive_id=row.id)
    assert heard.to(lena.membership_id) == ["access", "access"]
    assert ("changed" in heard.to(edith.membership_id)) is hears


def test_nor_when_one_begins_and_ends_by_itself(cast: Cast, heard: Heard) -> None:
    _, edith, *_, lena = cast
    directed(cast, "safeguarding enquiry", from_at=clock.now() + timedelta(days=1))
    turn(cast)
    assert heard.to(lena.membership_id) == ["access", "access"]
    assert "changed" not in heard.to(edith.membership_id)


@pytest.mark.parametrize(("kind", "shows"), [("safeguarding enquiry", False), ("court order", True)])
def test_the_picture_says_what_a_court_holds_open_and_nothing_of_an_enquiry(cast: Cast, kind: str, shows: bool) -> None:
    _, edith, *_ = cast
    with seat(edith) as work:
        before = quilt(work, edith.person_id)
    directed(cast, kind)
    with seat(edith) as work:
        after = quilt(work, edith.person_id)
    assert any(square.held for view in after.audiences for square in view.squares) is shows
    assert (before == after) is not shows
