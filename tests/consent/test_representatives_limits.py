"""Who decides for a person does so no further than they may see for that person."""

import pytest

from server.consent.actions.looks import look
from server.consent.rules.levels import Audience
from server.consent.rules.sections import mask
from server.kernel.errors import Refused
from tests.consent.opening import seat
from tests.world.build import World


def test_what_is_closed_to_a_representative_by_name_they_open_to_nobody_else(world: World) -> None:
    coop = world.coop()
    anna, bob, edith = coop.member("Anna Hughes", None), coop.member("Bob Tan"), coop.person()
    coop.authority(edith, anna)
    coop.grant(edith, anna, "money", level="closed")
    coop.grant(edith, bob, "medicines", by=anna)
    with pytest.raises(Refused, match="does not reach as far as money"):
        coop.grant(edith, bob, "money", by=anna)
    with pytest.raises(Refused, match="does not reach as far as money"):
        coop.grant(edith, Audience("care team"), "money", by=anna)
    with pytest.raises(Refused), seat(anna, acting_for=edith) as work:
        look(work, edith.person_id, mask(("money",)))
    coop.grant(edith, bob, "money")
