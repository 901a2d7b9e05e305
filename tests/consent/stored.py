"""The facts about one record as they lie in the tables, read for the reference: by its own queries, as the owner."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import psycopg
from psycopg.rows import dict_row

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
    Sections,
    Visit,
    Withholding,
)

Owner = psycopg.Connection[Any]
Row = Mapping[str, Any]


def sections_of(bits: int) -> Sections:
    """Bits as sections."""
    return frozenset(section for section in ALL if bits >> section & 1)


def actions_of(bits: int) -> frozenset[str]:
    """Bits as actions: read 1, write 2, disclose 4, aggregate 8."""
    return frozenset(action for place, action in enumerate(ACTIONS) if bits >> place & 1)


def facts_of(owner: Owner, coop_id: UUID, person_id: UUID) -> Facts:
    """Everything that decides about this person's record, whether it is live or not."""
    return _Reader(owner, coop_id, person_id).facts()


class _Reader:
    def __init__(self, owner: Owner, coop_id: UUID, person_id: UUID) -> None:
        self.owner = owner
        self.ids = {"coop": coop_id, "person": person_id}

    def rows(self, query: str) -> list[dict[str, Any]]:
        with self.owner.cursor(row_factory=dict_row) as cursor:
            return cursor.execute(query.encode(), self.ids).fetchall()

    def of_person(self, table: str) -> list[dict[str, Any]]:
        return self.rows(f"SELECT * FROM tenant.{table} WHERE coop_id = %(coop)s AND person_id = %(person)s")

    def facts(self) -> Facts:
        [record] = self.rows("""
          SELECT r.closed_at, p.membership_id AS own FROM tenant.record r
            JOIN tenant.person p ON p.coop_id = r.coop_id AND p.id = r.person_id
           WHERE r.coop_id = %(coop)s AND r.person_id = %(person)s""")
        return Facts(
            person=self.ids["person"],
            own=record["own"],
            closed_at=record["closed_at"],
            members=self.members(),
            grants=tuple(_grant(row) for row in self.of_person("consent_grant")),
            authorities=tuple(_authority(row) for row in self.of_person("authority")),
            directives=tuple(_directive(row) for row in self.of_person("directive")),
            withholdings=tuple(
                Withholding(sections_of(row["sections"]), row["from_at"], row["ended_at"])
                for row in self.of_person("withholding")
            ),
            emergencies=tuple(
                Emergency(row["membership_id"], row["opened_at"], row["until_at"], row["closed_at"])
                for row in self.of_person("emergency_access")
            ),
            visits=tuple(
                Visit(row["membership_id"], row["starts_at"], row["ends_at"], row["closed_at"])
                for row in self.of_person("visit_door")
            ),
        )

    def members(self) -> tuple[Member, ...]:
        team = {row["membership_id"] for row in self.of_person("care_team_member") if row["state"] == "in"}
        patches: dict[UUID, set[UUID]] = {}
        for row in self.rows("SELECT * FROM tenant.patch_member WHERE coop_id = %(coop)s AND ended_at IS NULL"):
            patches.setdefault(row["membership_id"], set()).add(row["patch_id"])
        organisations = {
            row["id"]: Organisation(row["id"], row["kind"], row["ended_at"])
            for row in self.rows("SELECT * FROM tenant.organisation WHERE coop_id = %(coop)s")
        }
        return tuple(
            Member(
                row["id"],
                row["member_class"],
                row["ended_at"],
                organisations.get(row["organisation_id"]),
                row["organisation_role"],
                frozenset(patches.get(row["id"], ())),
                in_care_team=row["id"] in team,
            )
            for row in self.rows("SELECT * FROM tenant.membership WHERE coop_id = %(coop)s ORDER BY joined_at, id")
        )


def _grant(row: Row) -> Grant:
    return Grant(
        row["effect"],
        row["audience"],
        sections_of(row["sections"]),
        actions_of(row["actions"]),
        row["from_at"],
        row["to_at"],
        row["purpose"],
        row["membership_id"] or row["patch_id"] or row["organisation_id"],
        row["organisation_role"],
        row["revoked_at"],
    )


def _authority(row: Row) -> Authority:
    return Authority(
        row["membership_id"],
        sections_of(row["sections"]),
        actions_of(row["actions"]),
        row["from_at"],
        row["to_at"],
        row["verified_at"],
        row["jointly"],
        row["ended_at"],
    )


def _directive(row: Row) -> Directive:
    return Directive(
        frozenset(row["members"]),
        sections_of(row["sections"]),
        actions_of(row["actions"]),
        row["purpose"],
        row["from_at"],
        row["to_at"],
        row["first_by"],
        row["second_by"],
        row["second_at"],
        row["ended_at"],
    )
