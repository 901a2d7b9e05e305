"""Co-ops, partner organisations, memberships, hats, patches, invitations."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Boolean, ForeignKeyConstraint, Index, LargeBinary, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from server.kernel.db import TenantTable
from server.kernel.models import NOW, Time

LIVING = text("ended_at IS NULL")
ORGANISATION_KEY = (["coop_id", "organisation_id"], ["tenant.organisation.coop_id", "tenant.organisation.id"])


class Coop(TenantTable):
    """The society itself."""

    __tablename__ = "coop"
    coop_id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    founded_at: Mapped[datetime] = mapped_column(Time, server_default=NOW)


class Organisation(TenantTable):
    """A partner organisation: no part of the co-op. `registered_for`: what a regulator has registered it for, in the
    regulator's words; `registration`: with whom, and under which number."""

    __tablename__ = "organisation"
    coop_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    registered_for: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default=text("'{}'"))
    registration: Mapped[str | None] = mapped_column(Text)
    made_by: Mapped[UUID | None]
    made_at: Mapped[datetime] = mapped_column(Time, server_default=NOW)
    ended_at: Mapped[datetime | None] = mapped_column(Time)
    # That `made_by` is a membership the database knows alone: said here too, the tables would go round in a circle.
    __table_args__ = (ForeignKeyConstraint(["coop_id"], ["tenant.coop.coop_id"]),)


class Membership(TenantTable):
    """An account's place in the co-op. `member_class` is empty for who is not on the members' register; with an
    organisation this is a partner's place, under the role that they have there."""

    __tablename__ = "membership"
    coop_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID]
    name: Mapped[str] = mapped_column(Text)
    portrait: Mapped[str] = mapped_column(Text, server_default="")
    phone: Mapped[str | None] = mapped_column(Text)
    member_class: Mapped[str | None] = mapped_column(Text)
    gets_support: Mapped[bool] = mapped_column(Boolean, server_default="false")
    joined_at: Mapped[datetime] = mapped_column(Time, server_default=NOW)
    ended_at: Mapped[datetime | None] = mapped_column(Time)
    organisation_id: Mapped[UUID | None]
    organisation_role: Mapped[str | None] = mapped_column(Text)
    __table_args__ = (
        UniqueConstraint("coop_id", "account_id"),
        ForeignKeyConstraint(["coop_id"], ["tenant.coop.coop_id"]),
        ForeignKeyConstraint(*ORGANISATION_KEY),
        Index(
            "membership_organisation",
            "coop_id",
            "organisation_id",
            postgresql_where=text("organisation_id IS NOT NULL"),
        ),
    )

    @property
    def is_partner(self) -> bool:
        """Here for another organisation, and no part of the co-op."""
        return self.organisation_id is not None

    @property
    def ended(self) -> bool:
        return self.ended_at is not None


class Hat(TenantTable):
    """A role that a member holds, from when to when."""

    __tablename__ = "hat"
    coop_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    membership_id: Mapped[UUID]
    hat: Mapped[str] = mapped_column(Text)
    given_at: Mapped[datetime] = mapped_column(Time, server_default=NOW)
    ended_at: Mapped[datetime | None] = mapped_column(Time)
    __table_args__ = (
        ForeignKeyConstraint(["coop_id", "membership_id"], ["tenant.membership.coop_id", "tenant.membership.id"]),
        Index("hat_now", "coop_id", "membership_id", "hat", unique=True, postgresql_where=LIVING),
    )


class Patch(TenantTable):
    """A neighbourhood. `conversation_id`: where its team writes."""

    __tablename__ = "patch"
    coop_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    conversation_id: Mapped[UUID | None]
    __table_args__ = (
        UniqueConstraint("coop_id", "name"),
        ForeignKeyConstraint(["coop_id"], ["tenant.coop.coop_id"]),
    )


class PatchMember(TenantTable):
    """A member of a patch team, from when to when."""

    __tablename__ = "patch_member"
    coop_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    patch_id: Mapped[UUID]
    membership_id: Mapped[UUID]
    joined_at: Mapped[datetime] = mapped_column(Time, server_default=NOW)
    ended_at: Mapped[datetime | None] = mapped_column(Time)
    __table_args__ = (
        ForeignKeyConstraint(["coop_id", "patch_id"], ["tenant.patch.coop_id", "tenant.patch.id"]),
        ForeignKeyConstraint(["coop_id", "membership_id"], ["tenant.membership.coop_id", "tenant.membership.id"]),
        Index("patch_member_now", "coop_id", "patch_id", "membership_id", unique=True, postgresql_where=LIVING),
        Index("patch_member_of", "coop_id", "membership_id", postgresql_where=LIVING),
    )


class Invitation(TenantTable):
    """Somebody was asked into the co-op by e-mail: as what, and until when the link works. A partner is asked for
    somebody's record (`person_id`; persons stand above, and their key with them); `membership_id` is what came of it.
    """

    __tablename__ = "invitation"
    coop_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    member_class: Mapped[str | None] = mapped_column(Text)
    hats: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default=text("'{}'"))
    patch_id: Mapped[UUID | None]
    gets_support: Mapped[bool] = mapped_column(Boolean, server_default="false")
    token_hash: Mapped[bytes] = mapped_column(LargeBinary)
    made_by: Mapped[UUID | None]
    made_at: Mapped[datetime] = mapped_column(Time, server_default=NOW)
    expires_at: Mapped[datetime] = mapped_column(Time)
    accepted_at: Mapped[datetime | None] = mapped_column(Time)
    accepted_key: Mapped[str | None] = mapped_column(Text)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Time)
    organisation_id: Mapped[UUID | None]
    organisation_role: Mapped[str | None] = mapped_column(Text)
    person_id: Mapped[UUID | None]
    membership_id: Mapped[UUID | None]
    __table_args__ = (
        UniqueConstraint("coop_id", "token_hash"),
        ForeignKeyConstraint(["coop_id", "patch_id"], ["tenant.patch.coop_id", "tenant.patch.id"]),
        ForeignKeyConstraint(["coop_id", "made_by"], ["tenant.membership.coop_id", "tenant.membership.id"]),
        ForeignKeyConstraint(*ORGANISATION_KEY),
    )

    @property
    def accepted(self) -> bool:
        return self.accepted_at is not None
