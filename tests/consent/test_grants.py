"""A person opens and closes sections, and what follows holds at once."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from server.consent.actions.begin_care import attest_start
from server.consent.actions.grants import Choice, choose_level
from server.consent.models import Record
from server.consent.rules.levels import WORDING, Audience
from server.consent.rules.sections import (
    SECTIONS,
    STARTING_SECTIONS,
    STARTING_WRITES,
    codes,
    mask,
)
from server.kernel import clock
from server.kernel.errors import Invalid, NotFound, Refused, SignInAgain
from tests.consent.choosing import grants_of, reads, talks, writes
from tests.consent.opening import rows
from tests.world import CARE_TEAM, World

YEAR = timedelta(days=366)


class TestStarting:
    def test_nobody_reads_before_care_begins_and_the_team_reads_what_it_needs_after(self, world: World) -> None:
        coop = world.coop()
        sam, priya = coop.member(), coop.member("Priya Shah")
        edith = coop.person(team=(sam,))
        assert reads(sam, edith) == 0
        coop.start(edith)
        coop.start(edith)
        assert (reads(sam, edith), writes(sam, edith)) == (STARTING_SECTIONS, STARTING_WRITES)
        assert len(grants_of(coop, edith)) == 2
        assert reads(priya, edith) == 0
        coop.care_team(edith, priya)
        assert reads(priya, edith) == STARTING_SECTIONS

    def test_the_team_starter_of_the_patch_and_a_coach_attest_it(self, world: World) -> None:
        coop = world.coop()
        riverside, harbour = coop.patch("Riverside"), coop.patch("Harbour")
        starter = coop.member("Dilys", hats=("team starter",), patch=riverside)
        other = coop.member("Owen", hats=("team starter",), patch=harbour)
        coach = coop.member("Bea", hats=("coach",))
        sam = coop.member()
        edith = coop.person(patch=riverside, team=(sam,))
        for member, problem in ((other, NotFound), (sam, Refused), (edith, Refused)):
            with pytest.raises(problem), member.work() as work:
                attest_start(work.actor, work, person_id=edith.person_id, basis="Because.")
        with pytest.raises(SignInAgain), starter.work(fresh=False) as work:
            attest_start(work.actor, work, person_id=edith.person_id, basis="The assessment.")
        with starter.work() as work:
            attest_start(work.actor, work, person_id=edith.person_id, basis="The assessment.")
        with coach.work() as work:
            attest_start(work.actor, work, person_id=edith.person_id, basis="Said again.")
        assert {(grant.granted_as, grant.basis) for grant in grants_of(coop, edith)} == {
            ("team starter", "starting arrangement")
        }
        with coop.work() as work:
            [record] = work.session.scalars(select(Record).where(Record.person_id == edith.person_id))
        assert (record.started_by, record.start_basis) == (starter.membership_id, "The assessment.")
        assert [row.kind for row in rows(coop, edith)] == ["refusal", "refusal", "refusal"]


class TestLevels:
    def test_closed_see_and_add_by_the_person(self, world: World) -> None:
        coop = world.coop()
        sam = coop.member()
        edith = coop.person(team=(sam,))
        coop.grant(edith, CARE_TEAM, "services", "social_context", level="add")
        assert (codes(reads(sam, edith)), codes(writes(sam, edith))) == (["social_context", "services"],) * 2
        coop.grant(edith, CARE_TEAM, "services")
        assert (codes(reads(sam, edith)), codes(writes(sam, edith))) == (
            ["social_context", "services"],
            ["social_context"],
        )
        coop.grant(edith, CARE_TEAM, "social_context", level="closed")
        assert (codes(reads(sam, edith)), writes(sam, edith)) == (["services"], 0)

    def test_what_was_granted_stays_written_and_is_split_by_section(self, world: World) -> None:
        coop = world.coop()
        edith = coop.person()
        coop.grant(edith, CARE_TEAM, "services", "money", "equipment")
        coop.grant(edith, CARE_TEAM, "money", level="closed")
        old, rest = grants_of(coop, edith, living=False)
        assert (codes(old.sections), old.revoked_by) == (["services", "equipment", "money"], edith.membership_id)
        assert (codes(rest.sections), rest.made_at, rest.granted_as) == (
            ["services", "equipment"],
            old.revoked_at,
            "self",
        )

    def test_opening_twice_is_opening_once(self, world: World) -> None:
        coop = world.coop()
        sam = coop.member()
        edith = coop.person(team=(sam,))
        until = clock.now() + timedelta(days=1)
        for _ in range(2):
            coop.grant(edith, CARE_TEAM, "services", "money", level="add", until=until)
        assert [grant.actions for grant in grants_of(coop, edith, living=False)] == [3, 1]
        coop.grant(edith, CARE_TEAM, "services", level="add")
        assert [grant.to_at for grant in grants_of(coop, edith) if grant.actions == 3] == [None]

    def test_closing_twice_is_closing_once(self, world: World) -> None:
        coop = world.coop()
        sam = coop.member()
        edith = coop.person(team=(sam,))
        coop.start(edith)
        for to in (sam, CARE_TEAM):
            coop.grant(edith, to, "allergies", level="closed")
            after = [(grant.id, grant.revoked_at) for grant in grants_of(coop, edith, living=False)]
            coop.grant(edith, to, "allergies", level="closed")
            assert [(grant.id, grant.revoked_at) for grant in grants_of(coop, edith, living=False)] == after
        assert talks(coop) == 2

    def test_closed_to_one_of_the_team_it_is_denied_by_name_in_an_emergency_too(self, world: World) -> None:
        coop = world.coop()
        marek, priya = coop.member("Marek Nowak"), coop.member("Priya Shah")
        edith = coop.person(team=(marek, priya))
        coop.start(edith)
        coop.grant(edith, marek, "allergies", "money", level="closed")
        assert "allergies" not in codes(reads(marek, edith))
        assert "allergies" in codes(reads(priya, edith))
        coop.grant(edith, CARE_TEAM, "money")
        assert "money" not in codes(reads(marek, edith))
        [deny] = [grant for grant in grants_of(coop, edith) if grant.effect == "deny"]
        assert (deny.purpose, deny.actions, deny.to_at, codes(deny.sections)) == (
            None,
            15,
            None,
            ["allergies", "money"],
        )
        coop.grant(edith, marek, "allergies")
        assert "allergies" in codes(reads(marek, edith))
        assert "money" not in codes(reads(marek, edith))

    def test_opened_again_no_talk_is_due(self, world: World) -> None:
        coop = world.coop()
        edith = coop.person(team=(coop.member(),))
        coop.start(edith)
        coop.grant(edith, CARE_TEAM, "allergies", "medicines", level="closed")
        coop.grant(edith, CARE_TEAM, "allergies")
        assert talks(coop) == 1
        coop.grant(edith, CARE_TEAM, "allergies", "medicines")
        assert talks(coop) == 0

    def test_see_given_to_one_of_the_team_and_taken_back_is_as_before(self, world: World) -> None:
        """No deny by name is left of it, which would hold in an emergency; and no talk is due."""
        coop = world.coop()
        sam = coop.member()
        edith = coop.person(team=(sam,))
        coop.grant(edith, sam, "allergies")
        coop.grant(edith, sam, "allergies", level="closed")
        assert (grants_of(coop, edith), talks(coop)) == ([], 0)

    def test_closed_to_who_has_nothing_else_the_permit_ends_and_no_deny_is_left(self, world: World) -> None:
        """A deny would hold in an emergency: nobody has asked for that."""
        coop = world.coop()
        sam, edith = coop.member(), coop.person()
        coop.grant(edith, sam, "allergies")
        coop.grant(edith, sam, "allergies", level="closed")
        assert reads(sam, edith) == 0
        assert grants_of(coop, edith) == []

    def test_closed_to_who_comes_tomorrow_the_visit_does_not_open_it(self, world: World) -> None:
        coop = world.coop()
        sam, edith = coop.member(), coop.person()
        tomorrow = clock.now() + timedelta(days=1)
        coop.visit(edith, sam, tomorrow, tomorrow + timedelta(hours=1))
        coop.grant(edith, sam, "home_access", level="closed")
        with clock.moved(timedelta(days=1)):
            assert "medicines" in codes(reads(sam, edith))
            assert "home_access" not in codes(reads(sam, edith))

    def test_closed_to_a_helper_it_is_closed_while_she_acts(self, world: World) -> None:
        coop = world.coop()
        edith = coop.person()
        ann = coop.helper(edith)
        coop.authority(edith, ann)
        assert reads(ann, edith, acting_for=edith) == mask(SECTIONS)
        coop.grant(edith, ann, "money", level="closed")
        assert codes(mask(SECTIONS) & ~reads(ann, edith, acting_for=edith)) == ["money"]

    def test_a_permit_ends_by_itself_at_its_moment(self, world: World) -> None:
        coop = world.coop()
        sam, edith = coop.member(), coop.person()
        coop.grant(edith, sam, "money", until=clock.now() + timedelta(hours=1))
        assert codes(reads(sam, edith)) == ["money"]
        with clock.moved(timedelta(minutes=59)):
            assert codes(reads(sam, edith)) == ["money"]
        with clock.moved(timedelta(hours=1)):
            assert reads(sam, edith) == 0

    def test_what_is_given_to_a_patch_team_follows_who_is_in_it(self, world: World) -> None:
        coop = world.coop()
        riverside = coop.patch()
        sam = coop.member(patch=riverside)
        edith = coop.person(patch=riverside)
        coop.grant(edith, Audience("patch team", riverside), "contingency")
        late = coop.member("Priya Shah", patch=riverside)
        assert codes(reads(sam, edith)) == codes(reads(late, edith)) == ["contingency"]
        coop.end(sam)
        with pytest.raises(NotFound):
            reads(sam, edith)

    def test_who_is_put_on_a_register_has_its_ceiling_at_once(self, world: World) -> None:
        """Ann was on no register; investors see nobody's record, whatever was given to them."""
        coop = world.coop()
        edith = coop.person()
        ann = coop.helper(edith)
        coop.grant(edith, ann, "services")
        assert codes(reads(ann, edith)) == ["services"]
        coop.member(ann.name, "investor", account=ann)
        assert reads(ann, edith) == 0


class TestPartners:
    def test_a_partner_reads_what_was_shared_as_soon_as_she_comes(self, world: World) -> None:
        coop = world.coop()
        edith, nurses = coop.person(), coop.organisation()
        until = clock.now() + timedelta(days=90)
        coop.grant(edith, Audience("organisation", nurses), "medicines", "observations", level="add", until=until)
        ruth = coop.partner(nurses)
        assert codes(reads(ruth, edith)) == ["medicines", "observations"]
        coop.grant(edith, Audience("organisation", nurses), "medicines", level="closed")
        assert codes(reads(ruth, edith)) == ["observations"]

    @pytest.mark.parametrize("until", [None, timedelta(days=367), timedelta(seconds=-1)])
    def test_it_has_to_end_within_twelve_months(self, world: World, until: timedelta | None) -> None:
        coop = world.coop()
        edith, nurses = coop.person(), coop.organisation()
        ruth = coop.partner(nurses)
        ends = None if until is None else clock.now() + until
        for to in (Audience("organisation", nurses), Audience("organisation role", nurses, "district nurse"), ruth):
            with pytest.raises(Invalid) as told_so:
                coop.grant(edith, to, "medicines", until=ends)
            assert told_so.value.field == "until"
        assert grants_of(coop, edith) == []

    def test_a_role_of_an_organisation_is_that_role_and_no_other(self, world: World) -> None:
        coop = world.coop()
        edith, nurses = coop.person(), coop.organisation()
        ruth, desk = coop.partner(nurses), coop.partner(nurses, "Tom Reilly", "receptionist")
        until = clock.now() + YEAR - timedelta(minutes=1)
        coop.grant(edith, Audience("organisation role", nurses, "district nurse"), "medicines", until=until)
        assert codes(reads(ruth, edith)) == ["medicines"]
        assert reads(desk, edith) == 0


class TestRefused:
    def test_without_a_fresh_sign_in_nothing_is_changed(self, world: World) -> None:
        coop = world.coop()
        edith = coop.person()
        choice = Choice(mask(("money",)), "see", None, WORDING, "en")
        with pytest.raises(SignInAgain), edith.work(fresh=False) as work:
            choose_level(work.actor, work, person_id=edith.person_id, audience=CARE_TEAM, choice=choice)
        assert grants_of(coop, edith) == []

    def test_nobody_else_decides(self, world: World) -> None:
        coop = world.coop()
        sam, ned = coop.member(), coop.member("Ned", "community")
        secretary = coop.secretary()
        edith = coop.person(team=(sam,))
        arthur = coop.person("Arthur Lowe")
        helper = coop.helper(edith)
        choice = Choice(mask(("money",)), "see", None, WORDING, "en")
        for member, problem in ((sam, Refused), (ned, NotFound), (secretary, NotFound), (arthur, NotFound)):
            with pytest.raises(problem), member.work() as work:
                choose_level(work.actor, work, person_id=edith.person_id, audience=CARE_TEAM, choice=choice)
        with pytest.raises(Refused, match="Edith Hughes decides"), helper.work(acting_for=edith) as work:
            choose_level(work.actor, work, person_id=edith.person_id, audience=CARE_TEAM, choice=choice)
        assert grants_of(coop, edith) == []
        assert [(row.kind, codes(row.sections)) for row in rows(coop, edith)] == [("refusal", ["sharing"])] * 5

    def test_to_oneself_to_nobody_and_beyond_what_such_a_role_can_ever_see(self, world: World) -> None:
        coop = world.coop()
        edith, ina = coop.person(), coop.member("Ina", "investor")
        gone = coop.member("Marek Nowak")
        coop.end(gone)
        for to, section, field in (
            (edith, "money", "audience"),
            (gone, "money", "audience"),
            (Audience("membership", uuid4()), "money", "audience"),
            (Audience("membership"), "money", "audience"),
            (Audience("patch team", uuid4()), "money", "audience"),
            (Audience("organisation", uuid4()), "money", "audience"),
            (Audience("care team", uuid4()), "money", "audience"),
            (ina, "about_me", "sections"),
            (CARE_TEAM, "sharing", "sections"),
        ):
            with pytest.raises(Invalid) as told_so:
                coop.grant(edith, to, section, until=clock.now() + timedelta(days=1))
            assert told_so.value.field == field
        assert grants_of(coop, edith) == []


class TestRepresentatives:
    def test_she_decides_within_her_authority_and_it_is_written_that_she_did(self, world: World) -> None:
        coop = world.coop()
        sam = coop.member()
        edith = coop.person(team=(sam,))
        ann = coop.helper(edith)
        authority = coop.authority(edith, ann, "money", "documents")
        coop.grant(edith, CARE_TEAM, "documents", by=ann)
        [grant] = grants_of(coop, edith)
        assert (grant.granted_as, grant.authority_id, grant.granted_by) == (
            "representative",
            authority,
            ann.membership_id,
        )
        with pytest.raises(Refused, match="does not reach as far as legal papers"):
            coop.grant(edith, CARE_TEAM, "legal", "documents", by=ann)
        with pytest.raises(Invalid) as told_so:
            coop.grant(edith, ann, "documents", by=ann)
        assert told_so.value.field == "audience"
        coop.grant(edith, CARE_TEAM, "documents", level="closed", by=ann)
        assert reads(sam, edith) == 0

    def test_what_ended_yesterday_and_what_is_held_jointly_decides_nothing(self, world: World) -> None:
        coop = world.coop()
        edith = coop.person()
        ann, bob = coop.helper(edith), coop.helper(edith, coop.member("Bob Hughes", None))
        coop.authority(edith, ann, until=clock.now() + timedelta(hours=1))
        coop.authority(edith, bob, may_decide=False)
        with clock.moved(timedelta(days=1)), pytest.raises(Refused, match="Edith Hughes decides"):
            coop.grant(edith, CARE_TEAM, "money", by=ann)
        with pytest.raises(Refused, match="Edith Hughes decides"):
            coop.grant(edith, CARE_TEAM, "money", by=bob)
        coop.end_helper(edith, ann)
        with pytest.raises(NotFound):
            coop.grant(edith, CARE_TEAM, "money", by=ann)
