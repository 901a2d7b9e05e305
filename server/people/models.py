"""Persons, helpers, care teams."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from server.kernel.db import TenantTable
from server.kernel.models import NOW, Time

PERSON_KEY = (["coop_id", "person_id"], ["tenant.person.coop_id", "tenant.person.id"])
MEMBERSHIP_KEY = (["coop_id", "membership_id"], ["tenant.membership.coop_id", "tenant.membership.id"])
LIVING = text("ended_at IS NULL")
CURRENT = text("state IN ('invited', 'in')")


class Person(TenantTable):
    """A member who gets support."""

    __tablename__ = "person"
    coop_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    membership_id: Mapped[UUID]
    patch_id: Mapped[UUID | None]
    made_at: Mapped[datetime] = mapped_column(Time, server_default=NOW)
    __table_args__ = (
        UniqueConstraint("coop_id", "membership_id"),
        ForeignKeyConstraint(*MEMBERSHIP_KEY),
        ForeignKeyConstraint(["coop_id", "patch_id"], ["tenant.patch.coop_id", "tenant.patch.id"]),
    )


class Helper(TenantTable):
    """A member whom a person named to act for them, from when to when."""

    __tablename__ = "helper"
    coop_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID]
    membership_id: Mapped[UUID]
    named_by: Mapped[UUID]
    named_at: Mapped[datetime] = mapped_column(Time, server_default=NOW)
    ended_at: Mapped[datetime | None] = mapped_column(Time)
    __table_args__ = (
        ForeignKeyConstraint(*PERSON_KEY),
        ForeignKeyConstraint(*MEMBERSHIP_KEY),
        Index("helper_now", "coop_id", "person_id", "membership_id", unique=True, postgresql_where=LIVING),
        Index("helper_of", "coop_id", "membership_id", postgresql_where=LIVING),
    )


class CareTeamMember(TenantTable):
    """A member's way into a person's care team and out of it: invited → in → left or removed; or declined."""

    __tablename__ = "care_team_member"
    coop_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID]
    membership_id: Mapped[UUID]
    state: Mapped[str] = mapped_column(Text)
    asked_by: Mapped[UUID]
    asked_at: Mapped[datetime] = mapped_column(Time, server_default=NOW)
    joined_at: Mapped[datetime | None] = mapped_column(Time)
    ended_at: Mapped[datetime | None] = mapped_column(Time)
    ended_by: Mapped[UUID | None]
    __table_args__ = (
        ForeignKeyConstraint(*PERSON_KEY),
        ForeignKeyConstraint(*MEMBERSHIP_KEY),
        Index("care_team_member_now", "coop_id", "person_id", "membership_id", unique=True, postgresql_where=CURRENT),
        Index("care_team_member_of", "coop_id", "membership_id", postgresql_where=CURRENT),
    )

    @property
    def waits(self) -> bool:
        """Invited, and has not answered."""
        return self.state == "invited"
