"""Whom somebody may have to come to: names and faces, for carers and offices, and for nobody else."""

import pytest

from server.consent.actions.authorities import Scope, enter_authority
from server.consent.queries.mine import people_here
from tests.world.build import CoopWorld, Member, World


def _names(member: Member) -> list[tuple[str, str | None, bool]]:
    with member.work() as work:
        return [(here.person.name, here.patch_name, here.papers) for here in people_here(work)]


@pytest.fixture
def coop(world: World) -> CoopWorld:
    return world.coop()


def test_a_carer_sees_the_people_of_the_own_patch_and_an_office_all(coop: CoopWorld) -> None:
    river, hill = coop.patch("Riverside"), coop.patch("Hilltop")
    coop.person("Edith Hughes", patch=river)
    coop.person("Jo Bevan", patch=hill)
    left = coop.person("Alma Gone", patch=river)
    coop.end(left)
    sam, rosa = coop.member("Sam", patch=river), coop.member("Rosa", patch=hill, hats=("coach",))
    assert _names(sam) == [("Edith Hughes", "Riverside", False)]
    assert _names(rosa) == [("Edith Hughes", "Riverside", False), ("Jo Bevan", "Hilltop", False)]


def test_nobody_else_sees_anybody(coop: CoopWorld) -> None:
    river = coop.patch("Riverside")
    edith = coop.person("Edith Hughes", patch=river)
    nurse = coop.partner(coop.organisation("Riverside Nurses", "community nursing"))
    for other in (edith, coop.member("Marek", "community"), nurse, coop.secretary()):
        assert _names(other) == []
    helper = coop.helper(edith, coop.member("Ann", "carer", patch=river))
    with helper.work(edith) as work:
        assert people_here(work) == []


def test_a_reviewer_sees_where_papers_wait(coop: CoopWorld) -> None:
    edith = coop.person("Edith Hughes")
    coop.person("Jo Bevan")
    marek, anna = coop.member("Marek", "community", hats=("reviewer",)), coop.member("Anna", None)
    scope = Scope(
        membership_id=anna.membership_id,
        kind="health and welfare LPA",
        sections=["care_plan"],
        level="see",
        may_decide=False,
        jointly=False,
        evidence="The office copy, with its stamp.",
    )
    with edith.work() as work:
        enter_authority(work.actor, work, person_id=edith.person_id, scope=scope)
    assert _names(marek) == [("Edith Hughes", None, True), ("Jo Bevan", None, False)]
