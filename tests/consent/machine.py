"""A co-op in which everything happens that can open or shut Edith's record; after each step all is compared."""

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from tests.consent import reference
from tests.consent.own_way import Choosing
from tests.consent.steps import STEPS, Step


class ConsentMachine(Choosing):
    """Its steps. What needs a row that there is not, does nothing."""

    @initialize(team=st.sets(st.integers(0, 2), min_size=1), started=st.booleans())
    def begin(self, team: set[int], started: bool) -> None:
        """Edith has a care team, and perhaps the starting arrangement."""
        for n in sorted(team):
            self.hands.join_care_team(self.around.carers[n])
        if started:
            for actions, reach in ((1, reference.STARTING_READ), (2, reference.STARTING_WRITE)):
                self._grant("permit", "care team", 0, None, sections=reference.mask(reach), actions=actions)

    @rule(step=STEPS)
    def happens(self, step: Step) -> None:
        """One of the steps below, by its name."""
        name, needs = step
        getattr(self, name)(**needs)

    # Grants.

    def permit(self, audience: str, n: int, lasts: timedelta | None, **what: Any) -> None:
        if audience.startswith("organisation") and lasts is None:
            lasts = timedelta(days=30)
        self._grant("permit", audience, n, lasts, **what)

    def deny(self, audience: str, n: int, lasts: timedelta | None, **what: Any) -> None:
        self._grant("deny", audience, n, lasts, **what)

    def _grant(self, effect: str, audience: str, n: int, lasts: timedelta | None, **what: Any) -> None:
        begins = self.hands.now() + what.pop("begins", timedelta(0))
        organised = audience.startswith("organisation")
        self.add(
            "consent_grant",
            effect=effect,
            audience=audience,
            from_at=begins,
            to_at=begins + lasts if lasts else None,
            membership_id=self.member(n).membership_id if audience == "membership" else None,
            patch_id=self.around.patches[n % 2] if audience == "patch team" else None,
            organisation_id=self.around.organisations[n % 4] if organised else None,
            organisation_role=("nurse", "social worker")[n % 2] if audience == "organisation role" else None,
            basis="consent",
            granted_by=self.around.edith.membership_id,
            granted_as="self",
            wording="2026-11",
            language="en",
            **{"purpose": "care", **what},
        )

    def revoke(self, n: int) -> None:
        if row := self.take("consent_grant", n):
            self.hands.change("consent_grant", row, revoked_at=self.hands.now())

    # Who stands where.

    def care_team(self, n: int, within: bool) -> None:
        carer = self.around.carers[n]
        facts = self.hands.facts()
        place = facts.by_id[carer.membership_id]
        if place.ended_at or facts.closed_at or place.in_care_team == within:
            return
        (self.hands.join_care_team if within else self.hands.leave_care_team)(carer)

    def patch_team(self, n: int, patch: int, within: bool) -> None:
        member, team = self.member(n), self.around.patches[patch]
        place = self.hands.facts().by_id[member.membership_id]
        if place.ended_at or (team in place.patches) == within:
            return
        (self.hands.join_patch if within else self.hands.leave_patch)(member, team)

    def helper(self, n: int, within: bool) -> None:
        member = self.member(n)
        if not self.whole(n) or (member.membership_id in self.hands.helping()) == within:
            return
        (self.hands.name_helper if within else self.hands.end_helper)(member)

    def membership(self, n: int, within: bool) -> None:
        if self.whole(n) == within:
            return
        (self.hands.come_back if within else self.hands.end_membership)(self.member(n))

    def organisation(self, n: int, ends: bool) -> None:
        ended_at = self.hands.now() if ends else None
        self.hands.change("organisation", self.around.organisations[n], ended_at=ended_at)

    def record(self, closes: bool) -> None:
        closed_at = self.hands.now() if closes else None
        self.hands.change("record", self.hands.ids["person"], key="person_id", closed_at=closed_at)

    # What opens beside grants, and what keeps shut.

    def authority(self, n: int, begins: timedelta, lasts: timedelta | None, verified: bool, **what: Any) -> None:
        now = self.hands.now()
        self.add(
            "authority",
            membership_id=self.member(n).membership_id,
            kind="health and welfare LPA",
            evidence="Seen.",
            from_at=now + begins,
            to_at=now + begins + lasts if lasts else None,
            verified_at=now if verified else None,
            **what,
        )

    def verify(self, n: int) -> None:
        if row := self.take("authority", n, stays=True):
            self.hands.change("authority", row, verified_at=self.hands.now())

    def end_authority(self, n: int) -> None:
        if row := self.take("authority", n):
            self.hands.change("authority", row, ended_at=self.hands.now())

    def directive(self, named: set[int], begins: timedelta, lasts: timedelta, approvers: int, **what: Any) -> None:
        now = self.hands.now()
        second = {"second_by": self.around.carers[1].membership_id, "second_at": now} if approvers == 2 else {}
        self.add(
            "directive",
            kind="court order",
            reference="7",
            members=[self.member(n).membership_id for n in named],
            from_at=now + begins,
            to_at=now + begins + lasts,
            first_by=self.around.carers[0].membership_id,
            **second,
            **what,
        )

    def approve(self, n: int) -> None:
        second = self.around.carers[1].membership_id
        if row := self.take("directive", n, stays=True):
            self.hands.change("directive", row, second_by=second, second_at=self.hands.now())

    def end_directive(self, n: int) -> None:
        if row := self.take("directive", n):
            self.hands.change("directive", row, ended_at=self.hands.now())

    def withhold(self, sections: int, begins: int) -> None:
        self.add(
            "withholding",
            sections=sections,
            reason="It would do harm.",
            review_on=self.hands.now().date() + timedelta(days=30),
            from_at=self.hands.now() + timedelta(minutes=begins),
            made_by=self.around.carers[0].membership_id,
        )

    def end_withholding(self, n: int) -> None:
        if row := self.take("withholding", n):
            self.hands.change("withholding", row, ended_at=self.hands.now())

    def emergency(self, n: int, minutes: int) -> None:
        now = self.hands.now()
        self.add(
            "emergency_access",
            membership_id=self.member(n).membership_id,
            reason="fall",
            words="On the kitchen floor.",
            opened_at=now,
            until_at=now + timedelta(minutes=minutes),
            review_due_at=now + timedelta(hours=72),
        )

    def close_emergency(self, n: int) -> None:
        if row := self.take("emergency_access", n):
            self.hands.change("emergency_access", row, closed_at=self.hands.now())

    def visit(self, n: int, begins: int, minutes: int) -> None:
        starts = self.hands.now() + timedelta(minutes=begins)
        ends = starts + timedelta(minutes=minutes)
        hour = timedelta(minutes=60)
        self.add(
            "visit_door",
            membership_id=self.member(n).membership_id,
            starts_at=starts,
            ends_at=ends,
            opens_at=starts - hour,
            shuts_at=ends + hour,
        )

    def close_visit(self, n: int) -> None:
        if row := self.take("visit_door", n):
            self.hands.change("visit_door", row, closed_at=self.hands.now())

    # The clock.

    def time_passes(self, minutes: int) -> None:
        self.hands.offset += timedelta(minutes=minutes)
