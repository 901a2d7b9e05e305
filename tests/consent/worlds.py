"""Worlds by the number: everything that decides about a record, drawn from a seed, the same one each time.

Times lie on a coarse grid, so that beginnings and ends fall together; sections come few or many, so that grants meet.
"""

from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

from tests.consent.reference import (
    ACTIONS,
    ALL,
    PURPOSES,
    Actor,
    Authority,
    Directive,
    Emergency,
    Facts,
    Grant,
    Member,
    Organisation,
    Sections,
    Visit,
    Withholding,
)

SINCE = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
STEP = timedelta(minutes=30)
TICK = timedelta(milliseconds=1)
LATEST = 8  # steps after SINCE; nothing but what never ends reaches further
PERSON = UUID(int=1)
CLASSES = ("carer", "carer", "carer", "community", "supported", "investor", None)
KINDS = ("gp practice", "community nursing", "hospital", "pharmacy", "council", "charity", "other")
PATCHES = (UUID(int=501), UUID(int=502))
ROLES = ("nurse", "social worker")
AUDIENCES = ("membership", "care team", "patch team", "organisation", "organisation role")


def world(seed: int) -> Facts:
    """The world with this number."""
    return Draw(Random(seed)).facts()


def moments(facts: Facts) -> list[datetime]:
    """The times at which something of it may begin or end, a tick before each, and long after all."""
    steps = (SINCE + n * STEP for n in range(LATEST + 1))
    times = [t for step in steps for t in (step - TICK, step) if t >= SINCE]
    return [*times, SINCE + timedelta(days=3650)]


def actors(facts: Facts) -> list[Actor]:
    """Everybody, and everybody but the person acting for the person."""
    others = [member.id for member in facts.members if member.id != facts.own]
    return [*(Actor(member.id) for member in facts.members), *(Actor(other, facts.person) for other in others)]


class Draw:
    """Draws one world."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.organisations = [Organisation(UUID(int=601 + n), kind, self.shut(0.1)) for n, kind in enumerate(KINDS)]
        self.members = [Member(UUID(int=101), "supported")] + [self.member(n) for n in range(102, 110)]

    def facts(self) -> Facts:
        """Everything, each kind from none to a few."""
        few = self.random.randrange
        return Facts(
            person=PERSON,
            own=self.members[0].id,
            members=tuple(self.members),
            closed_at=self.shut(0.04),
            grants=tuple(self.grant() for _ in range(few(9))),
            authorities=tuple(self.authority() for _ in range(few(4))),
            directives=tuple(self.directive() for _ in range(few(3))),
            withholdings=tuple(self.withholding() for _ in range(few(3))),
            emergencies=tuple(self.emergency() for _ in range(few(3))),
            visits=tuple(self.visit() for _ in range(few(3))),
        )

    def chance(self, of: float) -> bool:
        return self.random.random() < of

    def shut(self, chance: float) -> datetime | None:
        """The moment in which something was shut, in the past if at all: nobody shuts ahead."""
        return SINCE - self.random.randrange(3) * STEP if self.chance(chance) else None

    def span(self, ends: float = 0.7) -> tuple[datetime, datetime | None]:
        """From when to when; what never ends is among them."""
        begins = self.random.randrange(-4, 5)
        lasts = self.random.randrange(1, 5)
        return SINCE + begins * STEP, SINCE + (begins + lasts) * STEP if self.chance(ends) else None

    def sections(self) -> Sections:
        """All, most, or a few."""
        if self.chance(0.25):
            return ALL
        many = self.random.choice((3, 8, 20))
        return frozenset(self.random.sample(sorted(ALL), many))

    def actions(self) -> frozenset[str]:
        if self.chance(0.4):
            return frozenset(ACTIONS)
        return frozenset(self.random.sample(ACTIONS, self.random.randrange(1, 4)))

    def other(self) -> UUID:
        """Somebody who is not the person."""
        chosen = self.random.choice(self.members[1:]).id
        assert isinstance(chosen, UUID)
        return chosen

    def member(self, number: int) -> Member:
        partner = self.random.choice(self.organisations) if self.chance(0.35) else None
        patches = frozenset(patch for patch in PATCHES if self.chance(0.3))
        return Member(
            UUID(int=number),
            None if partner else self.random.choice(CLASSES),
            self.shut(0.08),
            partner,
            self.random.choice(ROLES) if partner else None,
            patches,
            in_care_team=self.chance(0.4),
        )

    def grant(self) -> Grant:
        effect = self.random.choice(("permit", "permit", "deny"))
        audience = self.random.choice(AUDIENCES)
        any_purpose = effect == "deny" and self.chance(0.5)
        organised = audience in {"organisation", "organisation role"}
        begins, ends = self.span(1.0 if organised and effect == "permit" else 0.7)
        whom = {
            "membership": self.other(),
            "care team": None,
            "patch team": self.random.choice(PATCHES),
            "organisation": self.random.choice(self.organisations).id,
            "organisation role": self.random.choice(self.organisations).id,
        }
        return Grant(
            effect,
            audience,
            self.sections(),
            self.actions(),
            begins,
            ends,
            None if any_purpose else self.random.choice(("care", "care", *PURPOSES)),
            whom[audience],
            self.random.choice(ROLES) if audience == "organisation role" else None,
            self.shut(0.1),
        )

    def authority(self) -> Authority:
        begins, ends = self.span()
        verified = None if self.chance(0.15) else SINCE - STEP
        jointly = self.chance(0.25)
        return Authority(self.other(), self.sections(), self.actions(), begins, ends, verified, jointly, self.shut(0.1))

    def directive(self) -> Directive:
        begins, ends = self.span(1.0)
        assert ends is not None
        named = frozenset(self.random.sample([m.id for m in self.members], self.random.randrange(1, 4)))
        second = None if self.chance(0.2) else UUID(int=902)
        return Directive(
            named,
            self.sections(),
            self.actions(),
            self.random.choice(("legal", "safeguarding")),
            begins,
            ends,
            first_by=UUID(int=901),
            second_by=second,
            second_at=SINCE - STEP if second else None,
            ended_at=self.shut(0.1),
        )

    def withholding(self) -> Withholding:
        begins, _ = self.span()
        return Withholding(self.sections(), begins, self.shut(0.2))

    def emergency(self) -> Emergency:
        opened = SINCE + self.random.randrange(-3, 3) * STEP
        who = self.random.choice(self.members).id
        return Emergency(who, opened, opened + self.random.choice((STEP, 2 * STEP)), self.shut(0.15))

    def visit(self) -> Visit:
        starts = SINCE + self.random.randrange(-6, 4) * STEP
        return Visit(self.other(), starts, starts + STEP, self.shut(0.15))
