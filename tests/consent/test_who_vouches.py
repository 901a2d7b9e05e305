"""Who is asked in as somebody of an organisation sees what is shared with it where who asked them may say so."""

from datetime import timedelta
from uuid import UUID

import pytest

from server.consent.actions.emergency import open_emergency
from server.consent.actions.looks import look
from server.consent.rules.levels import Audience
from server.consent.rules.sections import mask
from server.coops.actions.invitations import accept_invitation, draw_invitation
from server.coops.rules import Place
from server.kernel import clock
from server.kernel.errors import Problem
from tests.consent.opening import seat
from tests.world.build import CoopWorld, Member, PersonMember, World, new_email

YEAR = timedelta(days=300)


def came(coop: CoopWorld, world: World, by: Member, of: UUID, person: PersonMember, *, acting: bool = False) -> Member:
    """Somebody whom this member asked in for the organisation, and who has said yes."""
    email, place = new_email("nurse"), Place(organisation_id=of, organisation_role="nurse")
    with seat(by, acting_for=person if acting else None) as work:
        _, link = draw_invitation(
            work.actor,
            work,
            email=email,
            name="Nell Moss",
            place=place,
            settings=world.settings,
            person_id=person.person_id,
        )
    accepted = accept_invitation(token=link.partition("#")[2], name=None, key=None)
    return Member(coop.coop_id, accepted.membership_id, accepted.account_id, "Nell Moss", email)


def reads(member: Member, person: PersonMember) -> bool:
    try:
        with seat(member) as work:
            return bool(look(work, person.person_id, mask(("medicines",))).read)
    except Problem:
        return False


def opens(member: Member, person: PersonMember) -> bool:
    try:
        with seat(member) as work:
            open_emergency(work.actor, work, person_id=person.person_id, reason="fall", words="She fell.")
    except Problem:
        return False
    return True


Scene = tuple[CoopWorld, UUID, PersonMember, PersonMember]


@pytest.fixture
def scene(world: World) -> Scene:
    """Edith and Harold both share with the surgery."""
    coop = world.coop()
    surgery = coop.organisation("Mill Road Surgery", "gp practice")
    patch = coop.patch()
    edith, harold = coop.person(patch=patch), coop.person("Harold Finch", patch=patch)
    for person in (edith, harold):
        coop.grant(person, Audience("organisation", surgery), "medicines", until=clock.now() + YEAR)
    return coop, surgery, edith, harold


def test_whom_a_person_asks_in_sees_that_persons_record_and_nobody_elses(scene: Scene, world: World) -> None:
    coop, surgery, edith, harold = scene
    nell = came(coop, world, harold, surgery, harold)
    assert (reads(nell, harold), reads(nell, edith)) == (True, False)
    assert (opens(nell, harold), opens(nell, edith)) == (True, False)
    coop.grant(edith, nell, "medicines", until=clock.now() + YEAR)
    assert reads(nell, edith)


def test_whom_a_team_starter_asks_in_sees_what_is_shared_with_the_organisation(scene: Scene, world: World) -> None:
    coop, surgery, edith, harold = scene
    bethan = coop.member("Bethan Price", hats=("team starter",))
    nell = came(coop, world, bethan, surgery, edith)
    assert (reads(nell, harold), reads(nell, edith), opens(nell, harold)) == (True, True, True)


def test_a_helper_vouches_as_far_as_they_decide(scene: Scene, world: World) -> None:
    coop, surgery, edith, _ = scene
    ann, anna = coop.helper(edith), coop.member("Anna Hughes", None)
    coop.authority(edith, anna)
    assert not reads(came(coop, world, ann, surgery, edith, acting=True), edith)
    assert reads(came(coop, world, anna, surgery, edith, acting=True), edith)
