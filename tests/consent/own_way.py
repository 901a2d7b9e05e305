"""Steps that go the product's own way: Edith, and those who act for her, choose and say; a carer opens in an emergency.

What they are refused changes nothing, and that is compared too. What they are granted holds at once: after each
choice the facts themselves say what was chosen.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from server.consent.actions.authorities import end_authority
from server.consent.actions.decisions import withhold
from server.consent.actions.emergency import close_emergency, open_emergency
from server.consent.rules.levels import Audience
from server.consent.rules.sections import codes
from server.kernel.errors import Problem
from tests.consent import reference
from tests.consent.comparing import Comparing
from tests.consent.reference import Actor, Facts
from tests.consent.stored import sections_of
from tests.world import Member


class Choosing(Comparing):
    """The machine's steps through actions."""

    @contextmanager
    def perhaps(self) -> Iterator[list[bool]]:
        """At the machine's time; refused is refused. What it gives is true at the end if it was done."""
        done = [False]
        try:
            with self.hands.time():
                yield done
                done[0] = True
        except Problem:
            return

    def choose(self, audience: str, n: int, sections: int, level: str, days: int | None, acting: int | None) -> None:
        """Edith, or a helper who acts for her, lets somebody see, add, or neither."""
        until = self.hands.now() + timedelta(days=days) if days else None
        by = None if acting is None else self.member(acting)
        with self.perhaps() as done:
            to = self._audience(audience, n)
            self.hands.coop.grant(self.around.edith, to, *codes(sections), level=level, until=until, by=by)
        if done[0]:
            self._holds(audience, n, sections, level)

    def _audience(self, audience: str, n: int) -> Audience:
        ids = {
            "membership": self.member(n).membership_id,
            "care team": None,
            "patch team": self.around.patches[n % 2],
            "organisation": self.around.organisations[n % 4],
            "organisation role": self.around.organisations[n % 4],
        }
        return Audience(audience, ids[audience], "nurse" if audience == "organisation role" else None)

    def _holds(self, audience: str, n: int, sections: int, level: str) -> None:
        """What was chosen, in the facts."""
        facts, now, to = self.hands.facts(), self.hands.now(), self._audience(audience, n)
        chosen = sections_of(sections)
        permits = {
            section
            for g in facts.grants
            if (g.effect, g.audience, g.of, g.role, g.purpose) == ("permit", audience, to.id, to.role, "care")
            and "read" in g.actions
            and reference.live(now, g.from_at, g.to_at, g.revoked_at)
            for section in g.sections & chosen
        }
        assert permits == (set() if level == "closed" else chosen)
        if audience == "membership" and level == "closed":
            self._is_shut_out(facts, self.member(n), chosen)

    def _is_shut_out(self, facts: Facts, member: Member, chosen: frozenset[int]) -> None:
        """Closed to somebody is closed: by whatever way they come, but for a directive."""
        now = self.hands.now()
        seats = (Actor(member.membership_id), Actor(member.membership_id, facts.person))
        for actor in seats[: 1 + (member.membership_id in self.hands.helping())]:
            for section in chosen:
                answer = reference.decide(facts, actor, section, "read", "care", now)
                assert not answer.permitted or answer.rule == 3, (actor, section, answer, facts)

    def start(self) -> None:
        """The starting arrangement is attested, once."""
        with self.perhaps():
            self.hands.coop.start(self.around.edith)

    def says_who_acts(self, n: int, sections: int, level: str, jointly: bool) -> None:
        """Edith says that a helper acts for her."""
        with self.perhaps() as done:
            found = self.hands.coop.authority(
                self.around.edith, self.member(n), *codes(sections), level=level, jointly=jointly
            )
        if done[0]:
            self.live.setdefault("authority", []).append(found)

    def takes_it_back(self, n: int) -> None:
        """Edith ends an authority."""
        if row := self.take("authority", n, stays=True):
            with self.perhaps(), self.around.edith.work() as work:
                end_authority(work.actor, work, authority_id=row)

    def opens_in_an_emergency(self, n: int) -> None:
        with self.perhaps(), self.member(n).work() as work:
            open_emergency(
                work.actor, work, person_id=self.around.edith.person_id, reason="fall", words="On the floor."
            )

    def is_done(self, n: int) -> None:
        """Whoever opened in an emergency needs it no more."""
        with self.perhaps(), self.member(n).work() as work:
            close_emergency(work.actor, work, person_id=self.around.edith.person_id)

    def is_to_come(self, n: int, begins: int) -> None:
        """Edith asks a carer to come."""
        starts = self.hands.now() + timedelta(minutes=begins)
        with self.perhaps():
            self.hands.coop.visit(self.around.edith, self.member(n), starts, starts + timedelta(minutes=30))

    def reviewer_withholds(self, sections: int) -> None:
        with self.perhaps(), self.around.reviewer.work() as work:
            withhold(
                work.actor,
                work,
                person_id=self.around.edith.person_id,
                sections=codes(sections),
                reason="It would do harm.",
                review_on=self.hands.now().date() + timedelta(days=30),
            )
