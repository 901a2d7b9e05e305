"""Who may bring in whom, as a table."""

from uuid import uuid4

import pytest

from server.coops import policies
from server.coops.rules import Place
from server.kernel.actor import Actor, the_coop

PATCH = uuid4()


def actor(*hats: str, acting: bool = False) -> Actor:
    return Actor(uuid4(), membership_id=uuid4(), hats=frozenset(hats), acting_for=uuid4() if acting else None)


@pytest.mark.parametrize(
    ("hats", "place", "mine", "may"),
    [
        ((), Place(), False, True),
        ((), Place("community"), False, True),
        ((), Place("carer"), False, False),
        ((), Place("investor"), False, False),
        ((), Place("supported"), False, False),
        ((), Place(gets_support=True), False, False),
        ((), Place("community", ("treasurer",)), False, False),
        ((), Place("community", (), PATCH), True, False),
        (("team starter",), Place("carer", (), PATCH), True, True),
        (("team starter",), Place("carer", (), PATCH), False, False),
        (("team starter",), Place("carer"), False, False),
        (("team starter",), Place("carer", ("secretary",), PATCH), True, False),
        (("secretary",), Place("carer", ("secretary",), PATCH), False, True),
        (("secretary",), Place("supported", gets_support=True), False, True),
    ],
)
def test_who_may_bring_in_whom(hats: tuple[str, ...], place: Place, mine: bool, may: bool) -> None:
    refusal = policies.can_invite(actor(*hats), place, mine)
    assert (refusal is None) == may
    assert may or (refusal or "").endswith(".")


def test_nobody_invites_while_acting_for_somebody() -> None:
    assert policies.can_invite(actor("secretary", acting=True), Place(), mine=False)


def test_the_co_op_itself_may() -> None:
    assert policies.can_invite(the_coop(uuid4(), "demo"), Place("supported", gets_support=True), mine=False) is None


def test_the_register_is_the_secretarys() -> None:
    assert policies.can_see_register(actor("secretary")) is None
    assert policies.can_see_register(actor("treasurer"))
    assert policies.can_see_register(actor("secretary", acting=True))


def test_a_secretary_does_not_end_their_own_membership() -> None:
    secretary = actor("secretary")
    assert policies.can_end_membership(secretary, uuid4()) is None
    assert policies.can_end_membership(secretary, secretary.member)
    assert policies.can_end_membership(actor(), uuid4())


def test_a_card_opens_only_what_has_no_other_door() -> None:
    secretary = actor("secretary")
    assert policies.can_make_card_for(secretary, "Edith", has_address=False, elsewhere=False) is None
    assert policies.can_make_card_for(secretary, "Edith", has_address=True, elsewhere=False)
    assert policies.can_make_card_for(secretary, "Edith", has_address=False, elsewhere=True)
    assert policies.can_make_card_for(actor(), "Edith", has_address=False, elsewhere=False)
