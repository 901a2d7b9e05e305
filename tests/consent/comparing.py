"""What the machine is built on: the co-op, and the comparison of every answer with the reference's."""

from datetime import datetime, timedelta
from typing import Any, ClassVar
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.consent import reference
from tests.consent.asked import Database, Masks, Question
from tests.consent.hands import Around, Hands
from tests.consent.reference import ACTIONS, ALL, PURPOSES, Actor, Facts
from tests.consent.stored import Owner
from tests.world import Member, World

TICK = timedelta(milliseconds=1)


class Disagreement(AssertionError):
    """The database says otherwise than the reference."""


class Tally:
    """How many decisions were compared."""

    def __init__(self) -> None:
        self.decisions = 0


class Comparing(RuleBasedStateMachine):
    """Whoever runs it sets what the class needs."""

    world: ClassVar[World]
    owner: ClassVar[Owner]
    database: ClassVar[Database]
    tally: ClassVar[Tally]

    def __init__(self) -> None:
        super().__init__()
        self.around = Around(self.world, self.owner)
        self.hands = Hands(self.owner, self.around)
        self.live: dict[str, list[UUID]] = {}
        self.looks_at = 0  # which purpose and which later moment are asked about beside care and now

    def member(self, n: int) -> Member:
        return self.around.others[n % len(self.around.others)]

    def whole(self, n: int) -> bool:
        """Whether the member is still in."""
        return self.hands.facts().member(self.member(n).membership_id).ended_at is None

    def add(self, table: str, **values: Any) -> None:
        self.live.setdefault(table, []).append(self.hands.add(table, **values))

    def take(self, table: str, n: int) -> UUID:
        """One of the rows that are still to be ended, and from now on not among them."""
        rows = self.live[table]
        return rows.pop(n % len(rows))

    @rule(n=st.integers(0, 10_000))
    def look_elsewhere(self, n: int) -> None:
        """Ask from now on about another purpose, and another moment."""
        self.looks_at = n

    @invariant()
    def no_answer_differs(self) -> None:
        """Every member, acting or not; care and one more purpose; now, and one moment later."""
        facts = self.hands.facts()
        now = self.hands.now()
        moments = (now, _later(facts, now, self.looks_at))
        purposes = ("care", PURPOSES[self.looks_at % len(PURPOSES)])
        questions = [
            Question(actor, purpose, t)
            for t in moments
            for actor in self.actors(facts, t)
            for purpose in dict.fromkeys(purposes)
        ]
        answers = self.database.answers(self.hands.ids["coop"], self.hands.ids["person"], questions)
        for question, (said, seen) in zip(questions, answers, strict=True):
            right = reference.masks(facts, question.actor, question.purpose, question.t)
            if said != right or seen != right[0]:
                raise Disagreement(_explained(facts, question, said, right, seen))
        self.tally.decisions += len(questions) * len(ACTIONS) * len(ALL)
        self.looks_at += 1

    def actors(self, facts: Facts, t: datetime) -> list[Actor]:
        """Everybody; whoever can take Edith's seat, in it; and a carer who acts for somebody else."""
        seats = self.hands.helping() | {
            a.member for a in facts.authorities if a.verified_at and reference.live(t, a.from_at, a.to_at, a.ended_at)
        }
        return [
            *(Actor(member.id) for member in facts.members),
            *(Actor(seat, facts.person) for seat in sorted(seats, key=str)),
            Actor(self.around.carers[0].membership_id, self.around.arthur.person_id),
        ]


def _later(facts: Facts, now: datetime, n: int) -> datetime:
    """One of the moments still to come at which something begins or ends, or the one just before it."""
    hour = reference.DOOR
    times = [
        time for row in (*facts.grants, *facts.authorities, *facts.directives) for time in (row.from_at, row.to_at)
    ]
    times += [time for row in facts.emergencies for time in (row.opened_at, row.until_at)]
    times += [time for row in facts.visits for time in (row.starts_at - hour, row.ends_at + hour)]
    times += [row.from_at for row in facts.withholdings]
    ahead = sorted({time for time in times if time is not None and time - TICK > now})
    if not ahead:
        return now + timedelta(days=400)
    return ahead[n // 2 % len(ahead)] - (TICK if n % 2 else timedelta(0))


def _explained(facts: Facts, question: Question, said: Masks, right: Masks, seen: int) -> str:
    """The first section in which they differ, in words."""
    lines = [f"{question}", f"{facts}", f"said {said}, right {right}, seen {seen}"]
    for action, mine, theirs in zip(ACTIONS, right, said, strict=True):
        for section in ALL:
            if (mine ^ theirs) >> section & 1:
                answer = reference.decide(facts, question.actor, section, action, question.purpose, question.t)
                lines.append(f"{action} {section}: the reference says {answer}")
                break
    return "\n".join(lines)
