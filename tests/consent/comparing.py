"""What the machine is built on: the co-op, and the comparison of every answer with the reference's."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any, ClassVar
from uuid import UUID

from hypothesis.stateful import RuleBasedStateMachine, invariant

from tests.consent import reference
from tests.consent.asked import Database, Masks, Question
from tests.consent.hands import Around, Hands
from tests.consent.reference import ACTIONS, ALL, PURPOSES, Actor, Authority, Directive, Facts, Grant
from tests.consent.stored import Owner
from tests.world import Member, World

TICK = timedelta(milliseconds=1)


class Disagreement(AssertionError):
    """The database says otherwise than the reference."""


class Tally:
    """How many decisions were compared, and which of the rules made them."""

    def __init__(self) -> None:
        self.rules: Counter[int] = Counter()

    @property
    def decisions(self) -> int:
        return self.rules.total()

    def masks(self, facts: Facts, q: Question) -> Masks:
        """What the reference says: read, write, disclose, aggregate; 120 decisions."""
        found = dict.fromkeys(ACTIONS, 0)
        for action in ACTIONS:
            for section in ALL:
                answer = reference.decide(facts, q.actor, section, action, q.purpose, q.t)
                self.rules[answer.rule] += 1
                found[action] |= answer.permitted << section
        return found["read"], found["write"], found["disclose"], found["aggregate"]


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
        return self.hands.facts().by_id[self.member(n).membership_id].ended_at is None

    def add(self, table: str, **values: Any) -> None:
        self.live.setdefault(table, []).append(self.hands.add(table, **values))

    def take(self, table: str, n: int, *, stays: bool = False) -> UUID | None:
        """One of the rows that were not ended yet, if there is one; from now on it is not among them."""
        rows = self.live.get(table)
        if not rows:
            return None
        return rows[n % len(rows)] if stays else rows.pop(n % len(rows))

    @invariant()
    def no_answer_differs(self) -> None:
        """Every member, acting or not: for care and for another purpose now, for one of them a moment later."""
        facts = self.hands.facts()
        now = self.hands.now()
        later = _later(facts, now, self.looks_at)
        other = _other_purpose(facts, self.looks_at)
        asked = {("care", now), (other, now), (("care", other)[self.looks_at % 2], later)}
        questions = [Question(actor, purpose, t) for purpose, t in sorted(asked) for actor in self.actors(facts, t)]
        answers = self.database.answers(self.hands.ids["coop"], self.hands.ids["person"], questions)
        for question, (said, seen) in zip(questions, answers, strict=True):
            right = self.tally.masks(facts, question)
            if said != right or seen != right[0]:
                raise Disagreement(_explained(facts, question, said, right, seen))
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


def _other_purpose(facts: Facts, n: int) -> str:
    """A purpose that something is about, most of the time; any of them otherwise."""
    about = [d.purpose for d in facts.directives] + [g.purpose for g in facts.grants if g.purpose not in {None, "care"}]
    about += ["emergency"] * bool(facts.emergencies)
    among = sorted(set(filter(None, about))) if n % 4 else PURPOSES
    return among[n // 4 % len(among)] if among else "emergency"


def _later(facts: Facts, now: datetime, n: int) -> datetime:
    """One of the moments still to come at which something begins or ends, or the one just before it."""
    hour = reference.DOOR
    spans: list[Grant | Authority | Directive] = [*facts.grants, *facts.authorities, *facts.directives]
    times = [time for row in spans for time in (row.from_at, row.to_at)]
    times += [time for row in facts.emergencies for time in (row.opened_at, row.until_at)]
    times += [time for row in facts.visits for time in (row.starts_at - hour, row.ends_at + hour)]
    times += [row.from_at for row in facts.withholdings]
    ahead = sorted({time for time in times if time is not None and time - TICK > now})
    if not ahead:
        return now + timedelta(days=400)
    return ahead[n // 4 % len(ahead)] - (TICK if n // 2 % 2 else timedelta(0))


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
