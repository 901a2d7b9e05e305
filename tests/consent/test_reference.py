"""Each of the nine rules, and each sentence with which they are pinned down, by example: of the reference itself."""

from dataclasses import replace

import pytest

from tests.consent.facts import (
    ANNA,
    EDITH,
    EVERYTHING,
    GRACE,
    HOUR,
    INA,
    MAREK,
    NOW,
    PERSON,
    PRACTICE,
    PRIYA,
    READ,
    SAM,
    TICK,
    acting,
    authority,
    by,
    changed,
    deny,
    directive,
    emergency,
    opened,
    permit,
    visit,
    withheld,
    world,
)
from tests.consent.reference import (
    ACTIONS,
    ALL,
    CEILINGS,
    EMERGENCY,
    PURPOSES,
    STARTING_READ,
    STARTING_WRITE,
    VISIT_READ,
    VISIT_WRITE,
    Actor,
    mask,
    masks,
)

TEAM = "care team"


class TestRule1:
    def test_nothing_of_a_closed_record_not_even_for_the_person(self) -> None:
        facts = world(closed_at=NOW)
        assert by(facts, EDITH, 1, t=NOW - TICK) == 5
        assert by(facts, EDITH, 1) == -1
        assert by(replace(facts, directives=(directive(SAM),)), SAM, 1, purpose="safeguarding") == -1

    def test_whose_membership_has_ended(self) -> None:
        facts = changed(world(grants=(permit(TEAM),)), MAREK, ended_at=NOW)
        assert by(facts, MAREK, 1, t=NOW - TICK) == 8
        assert by(facts, MAREK, 1) == -1

    def test_a_partner_whose_organisation_has_ended(self) -> None:
        facts = world(grants=(permit("membership", of=GRACE.id),))
        assert by(facts, GRACE, 1) == 8
        assert by(changed(facts, GRACE, organisation=replace(PRACTICE, ended_at=NOW)), GRACE, 1) == -1

    def test_the_person_acting_for_somebody_else_reaches_no_other_record(self) -> None:
        facts = world(grants=(permit("membership", of=MAREK.id),))
        assert by(facts, MAREK, 1) == 8
        assert by(facts, Actor(MAREK.id, "another's record"), 1) == 0
        assert by(facts, Actor(EDITH.id, "another's record"), 1) == 0


class TestRule2:
    @pytest.mark.parametrize(
        ("role", "read", "write", "disclose"),
        [
            ("person", 30, 30, 30),
            ("representative", 30, 30, 30),
            ("carer", 29, 24, 10),
            ("community", 29, 9, 0),
            ("supported", 29, 9, 0),
            ("none", 29, 9, 0),
            ("investor", 0, 0, 0),
            ("gp practice", 25, 17, 10),
            ("hospital", 25, 17, 10),
            ("pharmacy", 25, 17, 10),
            ("community nursing", 26, 17, 10),
            ("council", 26, 11, 0),
            ("charity", 11, 4, 0),
            ("other", 11, 4, 0),
        ],
    )
    def test_the_table_has_so_many_sections(self, role: str, read: int, write: int, disclose: int) -> None:
        ceiling = CEILINGS[role]
        assert [len(ceiling[a]) for a in ACTIONS] == [read, write, disclose, read]
        assert len(CEILINGS) == 14

    def test_no_permit_reaches_above_it(self) -> None:
        facts = world(grants=(permit(TEAM, actions=EVERYTHING),))
        assert opened(facts, MAREK) == ALL - {28}
        assert opened(facts, MAREK, "write") == ALL - {9, 10, 13, 25, 28, 29}
        assert opened(facts, MAREK, "disclose") == EMERGENCY
        assert by(facts, MAREK, 28) == -2
        assert opened(facts, INA) == frozenset()

    def test_no_directive_either(self) -> None:
        facts = world(directives=(directive(SAM),))
        assert by(facts, SAM, 24, purpose="safeguarding") == -2
        assert by(facts, SAM, 14, purpose="safeguarding") == 3

    def test_whoever_acts_stands_under_a_representatives(self) -> None:
        facts = world(grants=(permit(TEAM),), authorities=(authority(MAREK, 25),))
        assert by(facts, MAREK, 28) == -2
        assert by(facts, acting(MAREK), 28) == 8

    def test_a_partner_stands_under_the_organisations_even_with_a_class(self) -> None:
        facts = changed(world(grants=(permit("membership", of=SAM.id),)), SAM, member_class="carer")
        assert by(facts, SAM, 24) == -2


class TestRule3:
    def test_a_directive_with_two_approvers(self) -> None:
        facts = world(directives=(directive(SAM, 14),))
        assert by(facts, SAM, 14, purpose="safeguarding") == 3
        assert by(facts, SAM, 14) == -9
        assert by(facts, SAM, 13, purpose="safeguarding") == -9
        assert by(facts, SAM, 14, "write", "safeguarding") == -9
        assert by(facts, GRACE, 14, purpose="safeguarding") == -9

    def test_one_approver_or_the_same_one_twice_is_none(self) -> None:
        for seconded in ({"second_by": None, "second_at": None}, {"second_by": "rita"}):
            assert by(world(directives=(directive(SAM, **seconded),)), SAM, 14, purpose="safeguarding") == -9

    def test_it_outranks_a_deny(self) -> None:
        facts = world(directives=(directive(SAM),), grants=(deny("membership", of=SAM.id),))
        assert by(facts, SAM, 14, purpose="safeguarding") == 3

    def test_it_is_live_from_its_first_moment_to_its_last(self) -> None:
        facts = world(directives=(directive(SAM, from_at=NOW, to_at=NOW + HOUR),))
        answers = [
            by(facts, SAM, 14, purpose="safeguarding", t=t) for t in (NOW - TICK, NOW, NOW + HOUR - TICK, NOW + HOUR)
        ]
        assert answers == [-9, 3, 3, -9]
        ended = world(directives=(directive(SAM, ended_at=NOW),))
        assert by(ended, SAM, 14, purpose="safeguarding") == -9


class TestRule4:
    def test_a_deny_by_name_holds_in_an_emergency_and_while_acting(self) -> None:
        facts = world(
            grants=(permit(TEAM), deny("membership", 5, of=MAREK.id)),
            emergencies=(emergency(MAREK),),
            authorities=(authority(MAREK),),
        )
        assert by(facts, MAREK, 5, purpose="emergency") == -4
        assert by(facts, acting(MAREK), 5) == -4
        assert by(facts, MAREK, 6, purpose="emergency") == 6
        assert by(facts, acting(MAREK), 6) == 5

    def test_for_its_own_purpose_action_and_time(self) -> None:
        facts = world(
            grants=(permit(TEAM), deny("membership", of=MAREK.id, purpose="care", actions=READ, to_at=NOW)),
            authorities=(authority(MAREK),),
        )
        assert by(facts, MAREK, 5, t=NOW - TICK) == -4
        assert by(facts, MAREK, 5) == 8
        assert by(facts, acting(MAREK), 5, "write", t=NOW - TICK) == 5
        assert by(facts, acting(MAREK), 5, purpose="planning", t=NOW - TICK) == 5

    def test_it_cannot_name_the_person(self) -> None:
        assert by(world(grants=(deny("membership", of=EDITH.id),)), EDITH, 5) == 5


class TestRule5:
    @pytest.mark.parametrize("purpose", PURPOSES)
    def test_the_person_may_do_everything_for_any_purpose(self, purpose: str) -> None:
        assert masks(world(), Actor(EDITH.id), purpose, NOW) == (mask(ALL),) * 4

    def test_no_deny_of_a_team_meets_the_person(self) -> None:
        assert by(changed(world(grants=(deny(TEAM),)), EDITH, in_care_team=True), EDITH, 1) == 5

    def test_a_representative_within_a_verified_living_authority(self) -> None:
        facts = world(authorities=(authority(ANNA, 25, actions=READ, from_at=NOW, to_at=NOW + HOUR),))
        times = [by(facts, acting(ANNA), 25, t=t) for t in (NOW - TICK, NOW, NOW + HOUR - TICK, NOW + HOUR)]
        assert times == [-9, 5, 5, -9]
        assert by(facts, acting(ANNA), 25, "write") == -9
        assert by(facts, acting(ANNA), 24) == -9
        assert by(facts, ANNA, 25) == -9

    def test_no_authority_that_was_not_verified_or_has_ended(self) -> None:
        for more in ({"verified_at": None}, {"ended_at": NOW}, {"verified_at": NOW + TICK}):
            assert by(world(authorities=(authority(**more),)), acting(ANNA), 1) == -9

    def test_jointly_reads_and_nothing_else(self) -> None:
        facts = world(authorities=(authority(jointly=True),))
        assert by(facts, acting(ANNA), 1) == 5
        assert {by(facts, acting(ANNA), 1, a) for a in ACTIONS[1:]} == {-9}
        severally = world(authorities=(authority(jointly=True), authority(ANNA, 1)))
        assert by(severally, acting(ANNA), 1, "write") == 5

    def test_what_is_withheld_goes_on_to_rule_6(self) -> None:
        facts = world(
            withholdings=(withheld(14),),
            authorities=(authority(),),
            grants=(permit("membership", 14, of=ANNA.id),),
        )
        assert by(facts, EDITH, 14) == -9
        assert by(facts, EDITH, 13) == 5
        assert by(facts, acting(ANNA), 14) == 8
        assert by(replace(facts, grants=()), acting(ANNA), 14) == -9
        assert by(replace(facts, withholdings=(withheld(14, ended_at=NOW),)), EDITH, 14) == 5
        assert by(replace(facts, withholdings=(withheld(14, from_at=NOW + TICK),)), EDITH, 14) == 5

    def test_what_is_withheld_from_the_person_no_permit_gives_back(self) -> None:
        facts = world(withholdings=(withheld(1),), grants=(permit(TEAM),), visits=(visit(EDITH),))
        assert by(changed(facts, EDITH, in_care_team=True), EDITH, 1) == -9


class TestRule6:
    def test_sections_of_e_for_reading_for_that_purpose(self) -> None:
        facts = world(emergencies=(emergency(PRIYA),))
        assert opened(facts, PRIYA, purpose="emergency") == EMERGENCY
        assert opened(facts, PRIYA) == frozenset()
        assert opened(facts, PRIYA, "write", "emergency") == frozenset()
        assert opened(facts, MAREK, purpose="emergency") == frozenset()

    def test_sixty_minutes_at_most_and_until_it_is_closed(self) -> None:
        facts = world(emergencies=(emergency(PRIYA, until_at=NOW + 3 * HOUR),))
        times = [by(facts, PRIYA, 5, "read", "emergency", t) for t in (NOW - TICK, NOW, NOW + HOUR - TICK, NOW + HOUR)]
        assert times == [-9, 6, 6, -9]
        assert by(world(emergencies=(emergency(PRIYA, closed_at=NOW),)), PRIYA, 5, "read", "emergency") == -9

    def test_a_deny_of_a_team_gives_way(self) -> None:
        facts = world(emergencies=(emergency(MAREK),), grants=(deny(TEAM),))
        assert by(facts, MAREK, 5, "read", "emergency") == 6
        assert by(facts, MAREK, 4, "read", "emergency") == -7


class TestRule7:
    def test_any_deny_outranks_any_permit(self) -> None:
        facts = world(grants=(permit("membership", of=MAREK.id), deny(TEAM, 5)), visits=(visit(MAREK),))
        assert by(facts, MAREK, 5) == -7
        assert by(facts, MAREK, 6) == 8

    def test_for_this_action_and_this_purpose_or_any(self) -> None:
        both = (permit(TEAM, purpose="planning"), permit(TEAM))
        facts = world(grants=(*both, deny(TEAM, purpose="planning", actions=READ)))
        assert by(facts, MAREK, 5) == 8
        assert by(facts, MAREK, 5, purpose="planning") == -7


class TestRule8:
    def test_for_exactly_this_purpose(self) -> None:
        facts = world(grants=(permit(TEAM, 5, purpose="planning"),))
        assert {p: by(facts, MAREK, 5, purpose=p) for p in PURPOSES} == {
            p: 8 if p == "planning" else -9 for p in PURPOSES
        }

    @pytest.mark.parametrize("action", ACTIONS)
    def test_no_action_implies_another(self, action: str) -> None:
        facts = world(grants=(permit(TEAM, 5, actions=frozenset({action})),))
        assert [a for a in ACTIONS if opened(facts, MAREK, a)] == [action]

    def test_half_open_and_until_it_is_revoked(self) -> None:
        facts = world(grants=(permit(TEAM, 5, from_at=NOW, to_at=NOW + HOUR),))
        assert [by(facts, MAREK, 5, t=t) for t in (NOW - TICK, NOW, NOW + HOUR - TICK, NOW + HOUR)] == [-9, 8, 8, -9]
        assert by(world(grants=(permit(TEAM, 5, revoked_at=NOW),)), MAREK, 5) == -9

    def test_the_audiences(self) -> None:
        who = (MAREK, PRIYA, ANNA, GRACE, SAM)
        for one, reached in (
            (permit("membership", 1, of=PRIYA.id), {"priya"}),
            (permit(TEAM, 1), {"marek"}),
            (permit("patch team", 1, of="riverside"), {"priya"}),
            (permit("patch team", 1, of="harbour"), set()),
            (permit("organisation", 1, of=PRACTICE.id), {"grace"}),
            (permit("organisation role", 1, of=PRACTICE.id, role="nurse"), {"grace"}),
            (permit("organisation role", 1, of=PRACTICE.id, role="Nurse"), set()),
        ):
            assert {m.id for m in who if by(world(grants=(one,)), m, 1) == 8} == reached

    def test_acting_changes_nothing_about_audiences(self) -> None:
        facts = world(grants=(permit(TEAM, 5), permit("membership", 25, of=ANNA.id)))
        assert by(facts, acting(MAREK), 5) == 8
        assert by(facts, acting(ANNA), 25) == 8

    def test_a_visits_door(self) -> None:
        facts = world(visits=(visit(PRIYA, NOW + HOUR),))
        shuts = NOW + HOUR + HOUR / 2 + HOUR
        assert [by(facts, PRIYA, 24, t=t) for t in (NOW - TICK, NOW, shuts - TICK, shuts)] == [-9, 8, 8, -9]
        assert opened(facts, PRIYA) == VISIT_READ
        assert opened(facts, PRIYA, "write") == VISIT_WRITE == frozenset({19})
        assert opened(facts, PRIYA, purpose="planning") == frozenset()
        assert opened(world(visits=(visit(PRIYA, closed_at=NOW),)), PRIYA) == frozenset()
        assert by(replace(facts, grants=(deny("membership", 24, of=PRIYA.id),)), PRIYA, 24) == -4

    def test_the_starting_arrangement(self) -> None:
        facts = world(
            grants=(
                permit(TEAM, *STARTING_READ),
                permit(TEAM, *STARTING_WRITE, actions=frozenset({"write"})),
            )
        )
        assert opened(facts, MAREK) == STARTING_READ == frozenset({1, 2, 3, 4, 5, 6, 11, 15, 16, 19})
        assert opened(facts, MAREK, "write") == STARTING_WRITE == frozenset({19})
        assert opened(facts, PRIYA) == frozenset()


def test_rule_9_nothing_is_open_by_itself() -> None:
    for member in (MAREK, PRIYA, ANNA, GRACE, SAM):
        assert {by(world(), member, s) for s in CEILINGS["charity"]["read"]} == {-9}
    assert by(world(), Actor(ANNA.id, PERSON), 1) == -9
