"""Worlds made by hand, in each of which something can be told that a drawn one seldom tells."""

from datetime import timedelta
from uuid import UUID

from tests.consent.reference import (
    ACTIONS,
    ALL,
    Authority,
    Directive,
    Emergency,
    Facts,
    Grant,
    Member,
    Organisation,
    Visit,
    Withholding,
)
from tests.consent.worlds import KINDS, PATCHES, PERSON, SINCE, STEP

EVERYTHING = frozenset(ACTIONS)
BEFORE = SINCE - STEP
EDITH = UUID(int=101)


def crafted() -> list[tuple[Facts, list[UUID]]]:
    """Each with those who help the person."""
    everything, meeting = everything_to_everybody(), where_rules_meet()
    return [
        (everything, _others(everything)),
        (meeting, _others(meeting)),
        (what_is_over(), [UUID(int=102)]),
    ]


def _others(facts: Facts) -> list[UUID]:
    return [member.id for member in facts.members if isinstance(member.id, UUID) and member.id != EDITH]


def everything_to_everybody() -> Facts:
    """Somebody of each role, and all sections permitted to all of them for everything: what is left is the ceilings."""
    classes = ("supported", "carer", "community", "supported", "investor", None)
    members = [Member(UUID(int=101 + n), kept) for n, kept in enumerate(classes)]
    for n, kind in enumerate(KINDS):
        members.append(Member(UUID(int=201 + n), None, None, Organisation(UUID(int=601 + n), kind), "nurse"))
    grants = tuple(
        Grant("permit", "membership", ALL, EVERYTHING, BEFORE, SINCE + 4 * STEP, of=member.id) for member in members[1:]
    )
    return Facts(PERSON, members[0].id, tuple(members), grants=grants)


def where_rules_meet() -> Facts:
    """A carer who is a relative as well and is denied by name; a team that is denied a section; a person in a team."""
    marek, priya = UUID(int=102), UUID(int=103)
    receptionist = UUID(int=202)
    practice = Organisation(UUID(int=601), "gp practice")
    return Facts(
        PERSON,
        EDITH,
        (
            Member(EDITH, "supported", in_care_team=True),
            Member(marek, "carer", in_care_team=True),
            Member(priya, "carer", in_care_team=True),
            Member(UUID(int=201), None, None, practice, "nurse"),
            Member(receptionist, None, None, practice, "receptionist"),
        ),
        grants=(
            Grant("permit", "care team", ALL, EVERYTHING, BEFORE),
            Grant("permit", "organisation role", ALL, EVERYTHING, BEFORE, SINCE + STEP, of=practice.id, role="nurse"),
            Grant("permit", "membership", frozenset({21}), EVERYTHING, SINCE + STEP, of=receptionist),
            Grant("deny", "care team", frozenset({5}), EVERYTHING, BEFORE, purpose=None),
            Grant("deny", "membership", frozenset({6, 14}), EVERYTHING, BEFORE, purpose=None, of=marek),
            Grant("deny", "membership", frozenset({1}), EVERYTHING, BEFORE, purpose=None, of=EDITH),
        ),
        authorities=(Authority(marek, ALL, EVERYTHING, BEFORE, verified_at=BEFORE),),
        directives=(
            Directive(
                members=frozenset({marek, priya}),
                sections=frozenset({6, 14}),
                actions=EVERYTHING,
                purpose="safeguarding",
                from_at=BEFORE,
                to_at=SINCE + STEP,
                first_by=UUID(int=901),
                second_by=UUID(int=902),
                second_at=BEFORE,
            ),
        ),
        withholdings=(Withholding(frozenset({16}), BEFORE),),
        emergencies=(Emergency(marek, SINCE, SINCE + STEP), Emergency(priya, SINCE, SINCE + STEP)),
        visits=(Visit(receptionist, SINCE, SINCE + STEP, closed_at=SINCE),),
    )


def what_is_over() -> Facts:
    """Who had something and has it no more; a door that is open still; and some whom one fact alone reaches."""
    helper, carer, relief, officer, neighbour, clerk = (UUID(int=102 + n) for n in range(6))
    charity = Organisation(UUID(int=601 + KINDS.index("charity")), "charity")
    return Facts(
        PERSON,
        EDITH,
        (
            Member(EDITH, "supported"),
            Member(helper),
            Member(carer, "carer"),
            Member(relief, "carer"),
            Member(officer, "community"),
            Member(neighbour, "community", patches=frozenset({PATCHES[0]})),
            Member(clerk, None, None, charity, "clerk"),
        ),
        grants=(
            Grant("permit", "membership", ALL, EVERYTHING, BEFORE, of=carer, revoked_at=SINCE),
            Grant("permit", "patch team", ALL, EVERYTHING, BEFORE, of=PATCHES[0]),
            Grant("permit", "organisation", ALL, EVERYTHING, BEFORE, SINCE + STEP, of=charity.id),
        ),
        authorities=(
            Authority(helper, frozenset({1}), EVERYTHING, BEFORE, verified_at=BEFORE, ended_at=SINCE),
            Authority(helper, frozenset({2}), EVERYTHING, BEFORE),
            Authority(helper, frozenset({3}), EVERYTHING, BEFORE, verified_at=BEFORE, jointly=True),
        ),
        directives=(
            Directive(
                members=frozenset({officer}),
                sections=ALL,
                actions=EVERYTHING,
                purpose="legal",
                from_at=BEFORE,
                to_at=SINCE + STEP,
                first_by=UUID(int=901),
                second_by=UUID(int=902),
                second_at=BEFORE,
            ),
        ),
        emergencies=(Emergency(carer, BEFORE, SINCE + STEP, closed_at=SINCE),),
        visits=(Visit(relief, SINCE - 2 * STEP, SINCE - timedelta(minutes=10)),),
    )
