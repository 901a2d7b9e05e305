"""Worlds of the reference, written into the tables as rows, each as a co-op of its own."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg import sql

from tests.consent.reference import ACTIONS, DOOR, Facts, Organisation, Sections, mask
from tests.consent.worlds import KINDS, PATCHES, SINCE, STEP

NOBODY = UUID(int=999)


def actions_mask(actions: Iterable[str]) -> int:
    """Actions as bits."""
    return sum(1 << ACTIONS.index(action) for action in actions)


class Planting:
    """One world's rows. `helpers`: who may take the person's seat besides those with an authority."""

    def __init__(self, owner: psycopg.Connection[Any], coop_id: UUID, facts: Facts, helpers: Iterable[Any]) -> None:
        self.add = self.adding(owner, coop_id)
        self.facts = facts
        self._ground()
        self._places(helpers)
        self._grants()
        self._others()

    @staticmethod
    def adding(owner: psycopg.Connection[Any], coop_id: UUID) -> Callable[..., None]:
        """What adds a row of a table, in this co-op."""

        def add(table: str, **values: Any) -> None:
            row = {"coop_id": coop_id, **values}
            owner.execute(
                sql.SQL("INSERT INTO tenant.{} ({}) VALUES ({})").format(
                    sql.Identifier(table),
                    sql.SQL(", ").join(map(sql.Identifier, row)),
                    sql.SQL(", ").join(map(sql.Placeholder, row)),
                ),
                row,
            )

        return add

    def about(self, table: str, **values: Any) -> None:
        """A row about the person."""
        self.add(table, person_id=self.facts.person, **values)

    def _ground(self) -> None:
        self.add("coop", name="Meadow Lane")
        for number, patch in enumerate(PATCHES):
            self.add("patch", id=patch, name=f"Patch {number}")
        ended = {m.organisation: None for m in self.facts.members if m.organisation}
        for number, kind in enumerate(KINDS):
            unseen = Organisation(UUID(int=601 + number), kind)
            found = next((o for o in ended if o.id == unseen.id), unseen)
            self.add("organisation", id=found.id, name=found.kind, kind=found.kind, ended_at=found.ended_at)
        for member in self.facts.members:
            self.add(
                "membership",
                id=member.id,
                account_id=uuid4(),
                name="Somebody",
                member_class=member.member_class,
                ended_at=member.ended_at,
                organisation_id=member.organisation.id if member.organisation else None,
                organisation_role=member.organisation_role,
            )
        self.add("person", id=self.facts.person, membership_id=self.facts.own)
        self.about("record", closed_at=self.facts.closed_at)

    def _places(self, helpers: Iterable[Any]) -> None:
        for number, member in enumerate(self.facts.members):
            for patch in PATCHES:
                ended = None if patch in member.patches else SINCE  # who left is not in the team any more
                self.add("patch_member", id=uuid4(), patch_id=patch, membership_id=member.id, ended_at=ended)
            state = "in" if member.in_care_team else ("left", "invited")[number % 2]
            self.about("care_team_member", id=uuid4(), membership_id=member.id, state=state, asked_by=self.facts.own)
        for helper in helpers:
            self.about("helper", id=uuid4(), membership_id=helper, named_by=self.facts.own)

    def _grants(self) -> None:
        whom = {"membership": "membership_id", "patch team": "patch_id", "organisation": "organisation_id"}
        whom["organisation role"] = "organisation_id"
        for grant in self.facts.grants:
            self.about(
                "consent_grant",
                id=uuid4(),
                effect=grant.effect,
                audience=grant.audience,
                **{whom[grant.audience]: grant.of} if grant.audience in whom else {},
                organisation_role=grant.role,
                **_reach(grant.sections, grant.actions),
                purpose=grant.purpose,
                from_at=grant.from_at,
                to_at=grant.to_at,
                revoked_at=grant.revoked_at,
                basis="consent",
                granted_as="self",
                wording="2026-11",
                language="en",
            )

    def _others(self) -> None:
        for authority in self.facts.authorities:
            self.about(
                "authority",
                id=uuid4(),
                membership_id=authority.member,
                kind="deputy",
                **_reach(authority.sections, authority.actions),
                jointly=authority.jointly,
                evidence="Seen.",
                from_at=authority.from_at,
                to_at=authority.to_at,
                verified_at=authority.verified_at,
                ended_at=authority.ended_at,
            )
        for directive in self.facts.directives:
            self.about(
                "directive",
                id=uuid4(),
                kind="court order",
                reference="7",
                **_reach(directive.sections, directive.actions),
                purpose=directive.purpose,
                members=list(directive.members),
                from_at=directive.from_at,
                to_at=directive.to_at,
                first_by=directive.first_by,
                second_by=directive.second_by,
                second_at=directive.second_at,
                ended_at=directive.ended_at,
            )
        for withholding in self.facts.withholdings:
            self.about(
                "withholding",
                id=uuid4(),
                sections=mask(withholding.sections),
                reason="Harm.",
                review_on=SINCE.date(),
                from_at=withholding.from_at,
                made_by=NOBODY,
                ended_at=withholding.ended_at,
            )
        self._doors()

    def _doors(self) -> None:
        for emergency in self.facts.emergencies:
            self.about(
                "emergency_access",
                id=uuid4(),
                membership_id=emergency.member,
                reason="fall",
                words="On the floor.",
                opened_at=emergency.opened_at,
                until_at=emergency.until_at,
                closed_at=emergency.closed_at,
                review_due_at=SINCE + 144 * STEP,
            )
        for visit in self.facts.visits:
            self.about(
                "visit_door",
                id=uuid4(),
                membership_id=visit.member,
                starts_at=visit.starts_at,
                ends_at=visit.ends_at,
                opens_at=visit.starts_at - DOOR,
                shuts_at=visit.ends_at + DOOR,
                closed_at=visit.closed_at,
            )


def _reach(sections: Sections, actions: frozenset[str]) -> dict[str, int]:
    return {"sections": mask(sections), "actions": actions_mask(actions)}
