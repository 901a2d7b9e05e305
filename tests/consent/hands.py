"""A co-op around Edith, and hands that change what decides about her record.

What has an action of its own below the doors goes through it, and what follows from that is the product's business.
What has none is written as the owner, and derived anew as every action does.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg import sql

from server.consent.actions.derive_access import derive_access
from server.coops.actions.patches import bring_into_patch, take_out_of_patch
from server.kernel import clock
from tests.consent import asked, stored
from tests.consent.reference import Facts
from tests.world import CoopWorld, Member, PersonMember, World

PARTNERS = (
    ("Grace Bello", "community nursing", "nurse"),
    ("Tom Reilly", "gp practice", "receptionist"),
    ("Sam Osei", "council", "social worker"),
    ("June Park", "charity", "nurse"),
)


class Around:
    """Who there is. `others` are all but Edith, in an order that stays."""

    def __init__(self, world: World, owner: stored.Owner) -> None:
        self.coop: CoopWorld = world.coop()
        self.patches = (self.coop.patch("Riverside"), self.coop.patch("Harbour"))
        self.edith: PersonMember = self.coop.person()
        self.arthur: PersonMember = self.coop.person("Arthur Lowe")
        member = self.coop.member
        carers = [member(name, patch=self.patches[n % 2]) for n, name in enumerate(("Marek", "Priya", "Dilys"))]
        helpers = [member("Ann Mercer", None), member("Joan Hughes", "community")]
        investor = member("Ina Clark", "investor")
        partners = [member(name, None) for name, _, _ in PARTNERS]
        self.others: list[Member] = [*carers, *helpers, investor, self.arthur, *partners]
        self.carers, self.helpers = carers, helpers
        self.reviewer = member("Rita Moss", "community", hats=("reviewer",))
        self.organisations = [self._organisation(owner, kind) for _, kind, _ in PARTNERS]
        for partner, organisation, (_, _, role) in zip(partners, self.organisations, PARTNERS, strict=True):
            owner.execute(
                "UPDATE tenant.membership SET organisation_id = %s, organisation_role = %s"
                " WHERE coop_id = %s AND id = %s",
                (organisation, role, self.coop.coop_id, partner.membership_id),
            )

    def _organisation(self, owner: stored.Owner, kind: str) -> UUID:
        made = uuid4()
        owner.execute(
            "INSERT INTO tenant.organisation (coop_id, id, name, kind) VALUES (%s, %s, %s, %s)",
            (self.coop.coop_id, made, f"The {kind}", kind),
        )
        return made


class Hands:
    """Changes the facts about Edith's record, at a time that can be moved on."""

    def __init__(self, owner: psycopg.Connection[Any], around: Around) -> None:
        self.owner = owner
        self.around = around
        self.coop = around.coop
        self.ids = {"coop": self.coop.coop_id, "person": around.edith.person_id}
        self.offset = timedelta(0)
        owner.execute(asked.ENTRIES.encode(), {**self.ids, "author": around.edith.membership_id})

    @contextmanager
    def time(self) -> Iterator[None]:
        """As late as it is by now."""
        with clock.moved(self.offset):
            yield

    def now(self) -> datetime:
        with self.time():
            return clock.now()

    def facts(self) -> Facts:
        """As they lie in the tables."""
        return stored.facts_of(self.owner, self.ids["coop"], self.ids["person"])

    def helping(self) -> set[UUID]:
        """Who can take Edith's seat as her helper."""
        found = self.owner.execute(
            "SELECT membership_id FROM tenant.helper WHERE coop_id = %(coop)s AND person_id = %(person)s"
            " AND ended_at IS NULL",
            self.ids,
        )
        return {row[0] for row in found}

    def derive(self) -> None:
        """What every action does that changes a fact."""
        with self.time(), self.coop.work() as work:
            derive_access(work.actor, work, person_id=self.ids["person"])

    def add(self, table: str, **values: Any) -> UUID:
        """A row of a table about Edith's record."""
        made = uuid4()
        row = {"coop_id": self.ids["coop"], "person_id": self.ids["person"], "id": made, **values}
        self.owner.execute(
            sql.SQL("INSERT INTO tenant.{} ({}) VALUES ({})").format(
                sql.Identifier(table),
                sql.SQL(", ").join(map(sql.Identifier, row)),
                sql.SQL(", ").join(map(sql.Placeholder, row)),
            ),
            row,
        )
        self.derive()
        return made

    def change(self, table: str, row_id: UUID, *, key: str = "id", **values: Any) -> None:
        """Set what may be set later of a row."""
        self.owner.execute(
            sql.SQL("UPDATE tenant.{} SET {} WHERE coop_id = %(coop)s AND {} = %(row)s").format(
                sql.Identifier(table),
                sql.SQL(", ").join(
                    sql.SQL("{} = {}").format(sql.Identifier(name), sql.Placeholder(name)) for name in values
                ),
                sql.Identifier(key),
            ),
            {**values, "coop": self.ids["coop"], "row": row_id},
        )
        self.derive()

    def join_care_team(self, member: Member) -> None:
        """Edith asks, and the member says yes."""
        with self.time():
            self.coop.care_team(self.around.edith, member)

    def leave_care_team(self, member: Member) -> None:
        """Edith takes the member out."""
        [place] = self.owner.execute(
            "SELECT id FROM tenant.care_team_member WHERE coop_id = %s AND person_id = %s AND membership_id = %s"
            " AND state = 'in'",
            (self.ids["coop"], self.ids["person"], member.membership_id),
        ).fetchone() or [None]
        assert place is not None
        with self.time():
            self.coop.remove_from_care_team(self.around.edith, place)

    def join_patch(self, member: Member, patch: UUID) -> None:
        with self.time(), self.coop.work() as work:
            bring_into_patch(work.actor, work, patch_id=patch, membership_id=member.membership_id)

    def leave_patch(self, member: Member, patch: UUID) -> None:
        with self.time(), self.coop.work() as work:
            take_out_of_patch(work.actor, work, patch_id=patch, membership_id=member.membership_id)

    def name_helper(self, member: Member) -> None:
        with self.time():
            self.coop.helper(self.around.edith, member)

    def end_helper(self, member: Member) -> None:
        with self.time():
            self.coop.end_helper(self.around.edith, member)

    def end_membership(self, member: Member) -> None:
        with self.time():
            self.coop.end(member)

    def come_back(self, member: Member) -> None:
        """The account joins again, as a carer."""
        with self.time():
            self.coop.member(member.name, "carer", account=member)
