"""Care teams and helpers: who is in, who decides, what is told."""

from uuid import UUID, uuid4

import pytest

from server.kernel.actor import SignedIn
from server.kernel.errors import Conflict, NotFound, Refused
from server.kernel.events import Event, reacts_to
from server.kernel.unit_of_work import Work, take_seat
from server.people import queries
from server.people.actions.care_teams import accept_care_team, ask_into_care_team, decline_care_team
from server.people.actions.name_helper import name_helper
from server.people.actions.register_person import register_person
from server.people.events import CareTeamInvited, CareTeamJoined, CareTeamLeft, HelperEnded, HelperNamed
from tests.world import CoopWorld, Member, PersonMember, World

heard: list[Event] = []


def _hear(work: Work, event: Event) -> None:
    heard.append(event)


for _kind in (CareTeamInvited, CareTeamJoined, CareTeamLeft, HelperNamed, HelperEnded):
    reacts_to(_kind)(_hear)


@pytest.fixture(autouse=True)
def _nothing_heard() -> None:
    heard.clear()


@pytest.fixture
def coop(world: World) -> CoopWorld:
    return world.coop()


def share(coop: CoopWorld, one: Member, other: Member) -> bool:
    with coop.work() as work:
        shared = queries.share_a_team(work, one.membership_id, other.membership_id)
        assert shared == queries.share_a_team(work, other.membership_id, one.membership_id)
        assert shared == (other.membership_id in queries.teammates(work, one.membership_id))
        return shared


def test_who_is_asked_is_in_when_they_say_yes(coop: CoopWorld) -> None:
    edith, sam = coop.person(), coop.member()
    place = coop.ask(edith, sam)
    assert not share(coop, edith, sam)
    with sam.work() as work:
        assert [asked.person.name for asked in queries.asked_of(work)] == ["Edith Hughes"]
        assert accept_care_team(work.actor, work, team_member_id=place).state == "in"
    assert share(coop, edith, sam)
    with sam.work() as work:
        assert accept_care_team(work.actor, work, team_member_id=place).state == "in"  # said twice
        assert queries.asked_of(work) == []
        assert [person.name for person in queries.caseload(work)] == ["Edith Hughes"]
    assert [type(event) for event in heard] == [CareTeamInvited, CareTeamJoined]
    assert heard[1] == CareTeamJoined(edith.person_id, sam.membership_id, edith.membership_id)


def test_who_says_no_is_not_in_and_can_be_asked_again(coop: CoopWorld) -> None:
    edith, sam = coop.person(), coop.member()
    place = coop.ask(edith, sam)
    with sam.work() as work:
        decline_care_team(work.actor, work, team_member_id=place)
    with pytest.raises(NotFound), sam.work() as work:
        accept_care_team(work.actor, work, team_member_id=place)
    coop.care_team(edith, sam)
    assert share(coop, edith, sam)


def test_nobody_is_asked_twice(coop: CoopWorld) -> None:
    edith, sam = coop.person(), coop.member()
    coop.ask(edith, sam)
    with pytest.raises(Conflict):
        coop.ask(edith, sam)
    coop.remove_from_care_team(edith, _place(edith, sam))
    coop.care_team(edith, sam)
    with pytest.raises(Conflict):
        coop.ask(edith, sam)


def test_an_answer_is_given_by_who_was_asked(coop: CoopWorld) -> None:
    edith, sam, lin = coop.person(), coop.member(), coop.member("Lin Chen")
    place = coop.ask(edith, sam)
    for somebody in (lin, edith):
        with pytest.raises(NotFound), somebody.work() as work:
            accept_care_team(work.actor, work, team_member_id=place)


def test_who_is_taken_out_is_out_at_once(coop: CoopWorld) -> None:
    edith, sam = coop.person(), coop.member()
    [place] = coop.care_team(edith, sam)
    coop.remove_from_care_team(edith, place)
    assert heard[-1] == CareTeamLeft(edith.person_id, sam.membership_id, edith.membership_id)
    assert not share(coop, edith, sam)
    with pytest.raises(NotFound), sam.work() as work:
        queries.person_view(work, edith.person_id)


def test_an_invitation_that_is_taken_back_was_no_place(coop: CoopWorld) -> None:
    edith, sam = coop.person(), coop.member()
    coop.remove_from_care_team(edith, coop.ask(edith, sam))
    assert not any(isinstance(event, CareTeamLeft) for event in heard)


@pytest.mark.parametrize(
    ("member_class", "may"), [("carer", True), ("community", True), ("investor", False), (None, False)]
)
def test_carers_and_neighbours_can_be_asked(coop: CoopWorld, member_class: str | None, may: bool) -> None:
    edith, somebody = coop.person(), coop.member("Somebody", member_class)
    with edith.work() as work:
        row = queries.person(work, edith.person_id)
        faces = queries.candidates(work, row, ("carer", "community"))
        assert (somebody.membership_id in {face.membership_id for face in faces}) == may
        assert all(face.phone is None for face in faces)
    if may:
        coop.ask(edith, somebody)
    else:
        with pytest.raises(Refused, match="isn't a carer"):
            coop.ask(edith, somebody)


def test_a_person_does_not_ask_herself_and_nobody_asks_for_her(coop: CoopWorld) -> None:
    edith, sam, lin = coop.person(), coop.member(), coop.member("Lin Chen")
    coop.care_team(edith, sam)
    with pytest.raises(Refused, match="That's you"):
        coop.ask(edith, edith)
    for actor, refusal in ((sam, Refused), (lin, NotFound), (coop.secretary(), NotFound)):
        with pytest.raises(refusal), actor.work() as work:
            ask_into_care_team(work.actor, work, person_id=edith.person_id, membership_id=lin.membership_id)


def test_a_helper_acts_for_her(coop: CoopWorld) -> None:
    edith, sam = coop.person(), coop.member()
    ann = coop.helper(edith)
    with ann.work(acting_for=edith) as work:
        place = ask_into_care_team(work.actor, work, person_id=edith.person_id, membership_id=sam.membership_id)
        assert place.asked_by == ann.membership_id
        view = queries.person_view(work, edith.person_id)
        assert (view.mine, view.may_decide) == (False, True)
    with ann.work() as work:  # from her own place she sees, and does not decide
        assert not queries.person_view(work, edith.person_id).may_decide
        assert [person.name for person in queries.can_act_for(work)] == ["Edith Hughes"]
    with pytest.raises(Refused), ann.work() as work:
        ask_into_care_team(work.actor, work, person_id=edith.person_id, membership_id=ann.membership_id)
    coop.end_helper(edith, ann)
    with pytest.raises(NotFound), ann.work(acting_for=edith):
        pass
    assert isinstance(heard[-1], HelperEnded)


def test_a_helper_is_in_the_team_of_her_person(coop: CoopWorld) -> None:
    sam = coop.member()
    edith = coop.person(team=(sam,))
    ann = coop.helper(edith)
    assert share(coop, ann, sam)
    assert share(coop, ann, edith)
    with sam.work() as work:
        helpers = queries.helpers_of_memberships(work, [edith.membership_id, sam.membership_id])
        assert [face.kind for face in helpers[edith.membership_id]] == ["helper"]
        assert sam.membership_id not in helpers


def test_only_the_person_names_helpers_but_the_secretary_may_name_the_first(coop: CoopWorld) -> None:
    edith, sam, secretary = coop.person(), coop.member(), coop.secretary()
    ann, ben = coop.member("Ann Mercer", None), coop.member("Ben Mercer", None)
    coop.care_team(edith, sam)

    def name(actor: Member, who: Member, acting_for: PersonMember | None = None) -> None:
        with actor.work(acting_for) as work:
            name_helper(work.actor, work, person_id=edith.person_id, membership_id=who.membership_id)

    with pytest.raises(Refused):
        name(sam, ann)
    name(secretary, ann)
    with pytest.raises(Refused):
        name(secretary, ben)
    with pytest.raises(Refused):
        name(ann, ben, edith)
    with pytest.raises(Conflict):
        name(edith, ann)
    with pytest.raises(Refused):
        name(edith, edith)
    name(edith, ben)
    with pytest.raises(Refused):
        coop.end_helper(ann_as(edith, ann), ben)


def ann_as(person: PersonMember, member: Member) -> PersonMember:
    """The helper, from her own place, where the person is not."""
    return PersonMember(
        member.coop_id, member.membership_id, member.account_id, member.name, person_id=person.person_id
    )


def test_patch_teams_share_a_team(coop: CoopWorld) -> None:
    patch = coop.patch()
    sam, lin, priya = coop.member(patch=patch), coop.member("Lin", patch=patch), coop.member("Priya")
    assert share(coop, sam, lin)
    assert not share(coop, sam, priya)
    with coop.work() as work:
        assert queries.former_teammates_of_patch(work, patch) == {sam.membership_id, lin.membership_id}


def test_a_person_who_leaves_takes_her_team_apart(coop: CoopWorld) -> None:
    sam = coop.member()
    edith = coop.person(team=(sam,))
    ann = coop.helper(edith)
    heard.clear()
    coop.end(edith)
    assert {type(event) for event in heard} == {CareTeamLeft, HelperEnded}
    for somebody in (sam, ann):
        with pytest.raises(NotFound), somebody.work() as work:
            queries.person_view(work, edith.person_id)
    with sam.work() as work:
        assert queries.caseload(work) == []


def test_a_person_is_registered_once(coop: CoopWorld) -> None:
    edith, patch = coop.person(), coop.patch()
    with coop.work() as work:
        again = register_person(work.actor, work, membership_id=edith.membership_id, patch_id=patch)
        assert (again.id, again.patch_id) == (edith.person_id, patch)


def test_another_co_op_is_not_there(coop: CoopWorld, world: World) -> None:
    edith, harbour = coop.person(), world.coop("Harbour")
    nia = harbour.member("Nia")
    for person_id in (edith.person_id, uuid4()):
        with pytest.raises(NotFound), nia.work() as work:
            queries.person_view(work, person_id)
    with pytest.raises(NotFound):
        coop.ask(edith, nia)
    with pytest.raises(NotFound), take_seat(SignedIn(nia.account_id, uuid4()), coop.coop_id):
        pass


def _place(person: PersonMember, member: Member) -> UUID:
    with person.work() as work:
        place = queries.place_of(work, person.person_id, member.membership_id)
        assert place is not None
        return place.id


def test_nobody_names_themselves_as_a_helper(coop: CoopWorld) -> None:
    edith, olu = coop.person(), coop.secretary()

    def name_herself() -> None:
        with olu.work() as work:
            name_helper(work.actor, work, person_id=edith.person_id, membership_id=olu.membership_id)

    with pytest.raises(Refused, match="Nobody names themselves"):
        name_herself()
