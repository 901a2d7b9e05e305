"""The decision about a record a second time, as plainly as it can be said.

Written from `docs/decisions/0060-the-decision-pinned-down.md` and the list of the nine rules, by somebody who had not
read the product's. It shares no code with it, not even the tables of sections and ceilings: where the two disagree,
one of them is wrong.
"""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

Id = Hashable
Sections = frozenset[int]

ACTIONS = ("read", "write", "disclose", "aggregate")
PURPOSES = ("care", "emergency", "safeguarding", "legal", "planning", "research")
ALL: Sections = frozenset(range(30))
NOTHING: Sections = frozenset()
EMERGENCY: Sections = frozenset({0, 1, 2, 3, 5, 6, 8, 11, 12, 16})
STARTING_READ: Sections = frozenset({1, 2, 3, 4, 5, 6, 11, 15, 16, 19})
STARTING_WRITE: Sections = frozenset({19})
VISIT_READ: Sections = frozenset({1, 2, 3, 5, 6, 7, 11, 15, 16, 19, 24})
VISIT_WRITE: Sections = frozenset({19})
DOOR = timedelta(minutes=60)  # before a visit, and after it
EMERGENCY_LASTS = timedelta(minutes=60)


@dataclass(frozen=True)
class Organisation:
    """A partner organisation."""

    id: Id
    kind: str
    ended_at: datetime | None = None


@dataclass(frozen=True)
class Member:
    """A membership, and where it is now."""

    id: Id
    member_class: str | None = None
    ended_at: datetime | None = None
    organisation: Organisation | None = None
    organisation_role: str | None = None
    patches: frozenset[Id] = frozenset()
    in_care_team: bool = False


@dataclass(frozen=True)
class Grant:
    """`audience` is one of the five kinds; `of` the membership, patch or organisation; `role` the organisation role.

    `purpose` None is whatever it is for: a deny's alone.
    """

    effect: str
    audience: str
    sections: Sections
    actions: frozenset[str]
    from_at: datetime
    to_at: datetime | None = None
    purpose: str | None = "care"
    of: Id = None
    role: str | None = None
    revoked_at: datetime | None = None


@dataclass(frozen=True)
class Authority:
    member: Id
    sections: Sections
    actions: frozenset[str]
    from_at: datetime
    to_at: datetime | None = None
    verified_at: datetime | None = None
    jointly: bool = False
    ended_at: datetime | None = None


@dataclass(frozen=True)
class Directive:
    members: frozenset[Id]
    sections: Sections
    actions: frozenset[str]
    purpose: str
    from_at: datetime
    to_at: datetime
    first_by: Id
    second_by: Id = None
    second_at: datetime | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True)
class Withholding:
    sections: Sections
    from_at: datetime
    ended_at: datetime | None = None


@dataclass(frozen=True)
class Emergency:
    member: Id
    opened_at: datetime
    until_at: datetime
    closed_at: datetime | None = None


@dataclass(frozen=True)
class Visit:
    """The visit itself; the door around it follows."""

    member: Id
    starts_at: datetime
    ends_at: datetime
    closed_at: datetime | None = None


@dataclass(frozen=True)
class Facts:
    """All that decides about one person's record. `own` is the person's membership."""

    person: Id
    own: Id
    members: tuple[Member, ...] = ()
    closed_at: datetime | None = None
    grants: tuple[Grant, ...] = ()
    authorities: tuple[Authority, ...] = ()
    directives: tuple[Directive, ...] = ()
    withholdings: tuple[Withholding, ...] = ()
    emergencies: tuple[Emergency, ...] = ()
    visits: tuple[Visit, ...] = ()

    @cached_property
    def by_id(self) -> dict[Id, Member]:
        """Everybody of the co-op."""
        return {member.id: member for member in self.members}


@dataclass(frozen=True)
class Actor:
    """A membership, and for which person it acts, if it does."""

    member: Id
    acting_for: Id = None


@dataclass(frozen=True)
class Answer:
    """Permitted or not, and by which of the nine rules. Rule 0: acting for somebody else."""

    permitted: bool
    rule: int


@dataclass(frozen=True)
class Question:
    """Everything that the decision looks at, for the rules to ask."""

    facts: Facts
    actor: Actor
    section: int
    action: str
    purpose: str
    t: datetime

    @cached_property
    def member(self) -> Member:
        return self.facts.by_id[self.actor.member]

    @property
    def is_acting(self) -> bool:
        return self.actor.acting_for is not None

    @cached_property
    def is_the_person(self) -> bool:
        return self.actor.member == self.facts.own and not self.is_acting


def live(t: datetime, begins: datetime, ends: datetime | None, shut: datetime | None = None) -> bool:
    """Half-open: from its first moment on, until its end; and until the moment in which somebody shut it."""
    return begins <= t and (ends is None or t < ends) and not over(t, shut)


def over(t: datetime, ended_at: datetime | None) -> bool:
    """Whether what was ended, revoked or closed then is so at `t`."""
    return ended_at is not None and ended_at <= t


# The ceilings: what such a role may ever do.
_COMMUNITY_WRITES: Sections = frozenset({1, 2, 3, 16, 18, 19, 21, 22, 27})
_HEALTH_WRITES: Sections = frozenset({4, 5, 6, 7, 8, 9, 10, 11, 12, 16, 17, 18, 19, 20, 22, 23, 27})
_COUNCIL_WRITES: Sections = frozenset({4, 13, 14, 15, 16, 17, 18, 19, 22, 25, 27})
_CHARITY_READS: Sections = frozenset({1, 2, 3, 11, 15, 16, 18, 19, 21, 22, 27})


def _ceiling(reads: Sections, writes: Sections, discloses: Sections) -> dict[str, Sections]:
    return {"read": reads, "aggregate": reads, "write": writes, "disclose": discloses}


_OWN = _ceiling(ALL, ALL, ALL)
_CARER = _ceiling(ALL - {28}, ALL - {9, 10, 13, 25, 28, 29}, EMERGENCY)
_COMMUNITY = _ceiling(ALL - {28}, _COMMUNITY_WRITES, NOTHING)
_INVESTOR = _ceiling(NOTHING, NOTHING, NOTHING)
_HEALTH = _ceiling(ALL - {24, 25, 26, 28, 29}, _HEALTH_WRITES, EMERGENCY)
_NURSING = _ceiling(ALL - {25, 26, 28, 29}, _HEALTH_WRITES, EMERGENCY)
_COUNCIL = _ceiling(ALL - {7, 24, 26, 28}, _COUNCIL_WRITES, NOTHING)
_CHARITY = _ceiling(_CHARITY_READS, frozenset({18, 19, 21, 22}), NOTHING)

CEILINGS: dict[str, dict[str, Sections]] = {
    "person": _OWN,
    "representative": _OWN,
    "carer": _CARER,
    "community": _COMMUNITY,
    "supported": _COMMUNITY,
    "none": _COMMUNITY,
    "investor": _INVESTOR,
    "gp practice": _HEALTH,
    "hospital": _HEALTH,
    "pharmacy": _HEALTH,
    "community nursing": _NURSING,
    "council": _COUNCIL,
    "charity": _CHARITY,
    "other": _CHARITY,
}


def role_of(q: Question) -> str:
    """Under which ceiling the actor stands."""
    if q.is_the_person:
        return "person"
    if q.is_acting:
        return "representative"
    if q.member.organisation is not None:
        return q.member.organisation.kind
    return q.member.member_class or "none"


def decide(facts: Facts, actor: Actor, section: int, action: str, purpose: str, t: datetime) -> Answer:
    """The first rule that matches decides."""
    q = Question(facts, actor, section, action, purpose, t)
    if q.is_acting and actor.acting_for != facts.person:
        return Answer(permitted=False, rule=0)
    rules = (
        (1, not_there_any_more, False),
        (2, above_the_ceiling, False),
        (3, by_directive, True),
        (4, denied_by_name, False),
        (5, in_their_own_right, True),
        (6, in_an_emergency, True),
        (7, denied, False),
        (8, permitted, True),
    )
    for number, matches, result in rules:
        if matches(q):
            return Answer(result, number)
    return Answer(permitted=False, rule=9)


def not_there_any_more(q: Question) -> bool:
    """Rule 1."""
    if over(q.t, q.facts.closed_at) or over(q.t, q.member.ended_at):
        return True
    return q.member.organisation is not None and over(q.t, q.member.organisation.ended_at)


def above_the_ceiling(q: Question) -> bool:
    """Rule 2."""
    return q.section not in CEILINGS[role_of(q)][q.action]


def by_directive(q: Question) -> bool:
    """Rule 3."""
    return any(
        live(q.t, d.from_at, d.to_at, d.ended_at)
        and d.second_by is not None
        and d.second_by != d.first_by
        and over(q.t, d.second_at)
        and q.actor.member in d.members
        and q.section in d.sections
        and q.action in d.actions
        and q.purpose == d.purpose
        for d in q.facts.directives
    )


def denied_by_name(q: Question) -> bool:
    """Rule 4."""
    if q.is_the_person:
        return False
    return any(g.audience == "membership" and g.of == q.actor.member and _denies(g, q) for g in q.facts.grants)


def in_their_own_right(q: Question) -> bool:
    """Rule 5: the person, or whoever acts for them with an authority; less what is withheld."""
    if any(live(q.t, w.from_at, None, w.ended_at) and q.section in w.sections for w in q.facts.withholdings):
        return False
    if q.is_the_person:
        return True
    return q.is_acting and any(_holds(a, q) for a in q.facts.authorities)


def _holds(authority: Authority, q: Question) -> bool:
    return (
        authority.member == q.actor.member
        and over(q.t, authority.verified_at)
        and live(q.t, authority.from_at, authority.to_at, authority.ended_at)
        and q.section in authority.sections
        and q.action in authority.actions
        and (not authority.jointly or q.action == "read")
    )


def in_an_emergency(q: Question) -> bool:
    """Rule 6."""
    return (
        q.action == "read"
        and q.purpose == "emergency"
        and q.section in EMERGENCY
        and any(
            e.member == q.actor.member
            and live(q.t, e.opened_at, min(e.until_at, e.opened_at + EMERGENCY_LASTS), e.closed_at)
            for e in q.facts.emergencies
        )
    )


def denied(q: Question) -> bool:
    """Rule 7."""
    return any(_hears(g, q) and _denies(g, q) for g in q.facts.grants)


def permitted(q: Question) -> bool:
    """Rule 8: a permit for exactly this purpose, or a visit's open door."""
    return any(_hears(g, q) and _permits(g, q) for g in q.facts.grants) or _door_is_open(q)


def _door_is_open(q: Question) -> bool:
    opens = {"read": VISIT_READ, "write": VISIT_WRITE}.get(q.action, NOTHING)
    if q.is_the_person or q.purpose != "care" or q.section not in opens:
        return False
    return any(
        v.member == q.actor.member and live(q.t, v.starts_at - DOOR, v.ends_at + DOOR, v.closed_at)
        for v in q.facts.visits
    )


def _hears(grant: Grant, q: Question) -> bool:
    """Whether the actor is in the grant's audience. The person never is."""
    member = q.member
    if q.is_the_person:
        return False
    if grant.audience == "membership":
        return grant.of == member.id
    if grant.audience == "care team":
        return member.in_care_team
    if grant.audience == "patch team":
        return grant.of in member.patches
    if member.organisation is None or grant.of != member.organisation.id:
        return False
    return grant.audience == "organisation" or grant.role == member.organisation_role


def _matches(grant: Grant, q: Question) -> bool:
    return (
        live(q.t, grant.from_at, grant.to_at, grant.revoked_at)
        and q.section in grant.sections
        and q.action in grant.actions
    )


def _denies(grant: Grant, q: Question) -> bool:
    return grant.effect == "deny" and grant.purpose in {None, q.purpose} and _matches(grant, q)


def _permits(grant: Grant, q: Question) -> bool:
    return grant.effect == "permit" and grant.purpose == q.purpose and _matches(grant, q)


def open_sections(facts: Facts, actor: Actor, action: str, purpose: str, t: datetime) -> Sections:
    """The sections in which the actor may do this."""
    return frozenset(s for s in ALL if decide(facts, actor, s, action, purpose, t).permitted)


def mask(sections: Sections) -> int:
    """Sections as bits."""
    return sum(1 << section for section in sections)


def masks(facts: Facts, actor: Actor, purpose: str, t: datetime) -> tuple[int, int, int, int]:
    """Read, write, disclose, aggregate: 120 decisions."""
    read, write, disclose, aggregate = (mask(open_sections(facts, actor, a, purpose, t)) for a in ACTIONS)
    return read, write, disclose, aggregate
