"""The tables of consent: what opens and shuts a record, what follows, and the access log."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, Date, ForeignKeyConstraint, Integer, LargeBinary, SmallInteger, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from server.kernel.db import TenantTable
from server.kernel.models import NOW, Time
from server.people.models import MEMBERSHIP_KEY, PERSON_KEY

RECORD_KEY = (["coop_id", "person_id"], ["tenant.record.coop_id", "tenant.record.person_id"])


class Record(TenantTable):
    """A person's record: whether it is closed, how care began, and the last numbers of its log."""

    __tablename__ = "record"
    coop_id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    opened_at: Mapped[datetime] = mapped_column(Time, server_default=NOW)
    closed_at: Mapped[datetime | None] = mapped_column(Time)
    started_by: Mapped[UUID | None]
    started_at: Mapped[datetime | None] = mapped_column(Time)
    start_basis: Mapped[str | None] = mapped_column(Text)
    questions_by: Mapped[UUID | None]
    questions_at: Mapped[datetime | None] = mapped_column(Time)
    log_seq: Mapped[int] = mapped_column(BigInteger, server_default="0")
    safeguarding_seq: Mapped[int] = mapped_column(BigInteger, server_default="0")
    digest_at: Mapped[datetime | None] = mapped_column(Time)
    data_key: Mapped[bytes | None] = mapped_column(LargeBinary)
    __table_args__ = (ForeignKeyConstraint(*PERSON_KEY),)


class ConsentGrant(TenantTable):
    """Consent given by or for a person. Only its revocation is ever set later."""

    __tablename__ = "consent_grant"
    coop_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID]
    effect: Mapped[str] = mapped_column(Text)
    audience: Mapped[str] = mapped_column(Text)
    membership_id: Mapped[UUID | None]
    patch_id: Mapped[UUID | None]
    organisation_id: Mapped[UUID | None]
    organisation_role: Mapped[str | None] = mapped_column(Text)
    sections: Mapped[int] = mapped_column(Integer)
    actions: Mapped[int] = mapped_column(SmallInteger)
    purpose: Mapped[str | None] = mapped_column(Text)
    from_at: Mapped[datetime] = mapped_column(Time)
    to_at: Mapped[datetime | None] = mapped_column(Time)
    basis: Mapped[str] = mapped_column(Text)
    basis_id: Mapped[UUID | None]
    granted_by: Mapped[UUID | None]
    granted_as: Mapped[str] = mapped_column(Text)
    authority_id: Mapped[UUID | None]
    wording: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(Time, server_default=NOW)
    revoked_at: Mapped[datetime | None] = mapped_column(Time)
    revoked_by: Mapped[UUID | None]
    __table_args__ = (
        ForeignKeyConstraint(*RECORD_KEY),
        ForeignKeyConstraint(*MEMBERSHIP_KEY),
        ForeignKeyConstraint(["coop_id", "patch_id"], ["tenant.patch.coop_id", "tenant.patch.id"]),
        ForeignKeyConstraint(["coop_id", "organisation_id"], ["tenant.organisation.coop_id", "tenant.organisation.id"]),
    )


class Authority(TenantTable):
    """By what right somebody acts for a person, how far, and who verified it."""

    __tablename__ = "authority"
    coop_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID]
    membership_id: Mapped[UUID]
    kind: Mapped[str] = mapped_column(Text)
    sections: Mapped[int] = mapped_column(Integer)
    actions: Mapped[int] = mapped_column(SmallInteger)
    may_decide: Mapped[bool] = mapped_column(Boolean, server_default="false")
    jointly: Mapped[bool] = mapped_column(Boolean, server_default="false")
    evidence: Mapped[str] = mapped_column(Text)
    from_at: Mapped[datetime] = mapped_column(Time)
    to_at: Mapped[datetime | None] = mapped_column(Time)
    made_by: Mapped[UUID | None]
    made_at: Mapped[datetime] = mapped_column(Time, server_default=NOW)
    verified_by: Mapped[UUID | None]
    verified_at: Mapped[datetime | None] = mapped_column(Time)
    ended_at: Mapped[datetime | None] = mapped_column(Time)
    ended_by: Mapped[UUID | None]
    __table_args__ = (
        ForeignKeyConstraint(*RECORD_KEY),
        ForeignKeyConstraint(*MEMBERSHIP_KEY),
    )


class BestInterestsDecision(TenantTable):
    """A decision for somebody who could not make it: what, why, who was asked, what was less restrictive."""

    __tablename__ = "best_interests_decision"
    coop_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID]
    about: Mapped[str] = mapped_column(Text)
    decision: Mapped[str] = mapped_column(Text)
    consulted: Mapped[str] = mapped_column(Text)
    less_restrictive: Mapped[str] = mapped_column(Text)
    decided_by: Mapped[UUID]
    decided_at: Mapped[datetime] = mapped_column(Time, server_default=NOW)
    review_on: Mapped[date] = mapped_column(Date)
    __table_args__ = (
        ForeignKeyConstraint(*RECORD_KEY),
        ForeignKeyConstraint(["coop_id", "decided_by"], ["tenant.membership.coop_id", "tenant.membership.id"]),
    )


class Directive(TenantTable):
    """A court order or a safeguarding enquiry: named people, dated, live once two have approved it."""

    __tablename__ = "directive"
    coop_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID]
    kind: Mapped[str] = mapped_column(Text)
    reference: Mapped[str] = mapped_column(Text)
    sections: Mapped[int] = mapped_column(Integer)
    actions: Mapped[int] = mapped_column(SmallInteger)
    purpose: Mapped[str] = mapped_column(Text)
    members: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid))
    from_at: Mapped[datetime] = mapped_column(Time)
    to_at: Mapped[datetime] = mapped_column(Time)
    made_at: Mapped[datetime] = mapped_column(Time, server_default=NOW)
    first_by: Mapped[UUID]
    second_by: Mapped[UUID | None]
    second_at: Mapped[datetime | None] = mapped_column(Time)
    ended_at: Mapped[datetime | None] = mapped_column(Time)
    ended_by: Mapped[UUID | None]
    __table_args__ = (ForeignKeyConstraint(*RECORD_KEY),)


class Withholding(TenantTable):
    """What the person is not shown, with a reason and a day on which it is looked at again."""

    __tablename__ = "withholding"
    coop_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID]
    sections: Mapped[int] = mapped_column(Integer)
    reason: Mapped[str] = mapped_column(Text)
    review_on: Mapped[date] = mapped_column(Date)
    from_at: Mapped[datetime] = mapped_column(Time, server_default=NOW)
    made_by: Mapped[UUID]
    ended_at: Mapped[datetime | None] = mapped_column(Time)
    ended_by: Mapped[UUID | None]
    __table_args__ = (ForeignKeyConstraint(*RECORD_KEY),)


class EmergencyAccess(TenantTable):
    """Somebody opened a record in an emergency: why, until when, and what the review said."""

    __tablename__ = "emergency_access"
    coop_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID]
    membership_id: Mapped[UUID]
    reason: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(Text)
    opened_at: Mapped[datetime] = mapped_column(Time)
    until_at: Mapped[datetime] = mapped_column(Time)
    closed_at: Mapped[datetime | None] = mapped_column(Time)
    review_due_at: Mapped[datetime] = mapped_column(Time)
    reviewed_at: Mapped[datetime | None] = mapped_column(Time)
    reviewed_by: Mapped[UUID | None]
    outcome: Mapped[str | None] = mapped_column(Text)
    review_words: Mapped[str | None] = mapped_column(Text)
    __table_args__ = (
        ForeignKeyConstraint(*RECORD_KEY),
        ForeignKeyConstraint(*MEMBERSHIP_KEY),
    )


class VisitDoor(TenantTable):
    """A visit, and the time for which it opens its door to the carer."""

    __tablename__ = "visit_door"
    coop_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID]
    membership_id: Mapped[UUID]
    starts_at: Mapped[datetime] = mapped_column(Time)
    ends_at: Mapped[datetime] = mapped_column(Time)
    opens_at: Mapped[datetime] = mapped_column(Time)
    shuts_at: Mapped[datetime] = mapped_column(Time)
    reason: Mapped[str | None] = mapped_column(Text)
    opened_by: Mapped[UUID | None]
    made_at: Mapped[datetime] = mapped_column(Time, server_default=NOW)
    closed_at: Mapped[datetime | None] = mapped_column(Time)
    closed_by: Mapped[UUID | None]
    __table_args__ = (
        ForeignKeyConstraint(*RECORD_KEY),
        ForeignKeyConstraint(*MEMBERSHIP_KEY),
    )


class AccessRequest(TenantTable):
    """Somebody asked a person to open something, and what the person said."""

    __tablename__ = "access_request"
    coop_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID]
    membership_id: Mapped[UUID]
    sections: Mapped[int] = mapped_column(Integer)
    actions: Mapped[int] = mapped_column(SmallInteger)
    reason: Mapped[str] = mapped_column(Text)
    until_at: Mapped[datetime | None] = mapped_column(Time)
    made_at: Mapped[datetime] = mapped_column(Time, server_default=NOW)
    state: Mapped[str] = mapped_column(Text, server_default="open")
    answered_at: Mapped[datetime | None] = mapped_column(Time)
    answered_by: Mapped[UUID | None]
    answer: Mapped[str | None] = mapped_column(Text)
    grant_id: Mapped[UUID | None]
    __table_args__ = (
        ForeignKeyConstraint(*RECORD_KEY),
        ForeignKeyConstraint(*MEMBERSHIP_KEY),
    )


class TalkDue(TenantTable):
    """Something that safe care needs was closed: the coach and the person are to talk."""

    __tablename__ = "talk_due"
    coop_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID]
    sections: Mapped[int] = mapped_column(Integer)
    grant_id: Mapped[UUID | None]
    made_at: Mapped[datetime] = mapped_column(Time, server_default=NOW)
    held_at: Mapped[datetime | None] = mapped_column(Time)
    held_by: Mapped[UUID | None]
    __table_args__ = (ForeignKeyConstraint(*RECORD_KEY),)


class EffectiveAccess(TenantTable):
    """What a member may do with a person's record, from one moment to the next. Derived, never written by hand."""

    __tablename__ = "effective_access"
    coop_id: Mapped[UUID] = mapped_column(primary_key=True)
    membership_id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    acting: Mapped[bool] = mapped_column(Boolean, primary_key=True)
    purposes: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    valid_from: Mapped[datetime] = mapped_column(Time, primary_key=True)
    valid_to: Mapped[datetime] = mapped_column(Time)
    read_mask: Mapped[int] = mapped_column(Integer)
    write_mask: Mapped[int] = mapped_column(Integer)
    disclose_mask: Mapped[int] = mapped_column(Integer)
    aggregate_mask: Mapped[int] = mapped_column(Integer)
    basis: Mapped[list[list[Any]]] = mapped_column(JSONB)


class Look(TenantTable):
    """A look, a write or a refusal: a row of the access log."""

    __tablename__ = "look"
    coop_id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    strand: Mapped[str] = mapped_column(Text, primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    kind: Mapped[str] = mapped_column(Text)
    viewer_id: Mapped[UUID]
    acting: Mapped[bool] = mapped_column(Boolean)
    role: Mapped[str] = mapped_column(Text)
    organisation_id: Mapped[UUID | None]
    purpose: Mapped[str] = mapped_column(Text)
    sections: Mapped[int] = mapped_column(Integer)
    channel: Mapped[str] = mapped_column(Text)
    basis: Mapped[list[list[Any]]] = mapped_column(JSONB)
    reason: Mapped[str | None] = mapped_column(Text)
    review_on: Mapped[date | None] = mapped_column(Date)
    window_at: Mapped[datetime] = mapped_column(Time)
    began_at: Mapped[datetime] = mapped_column(Time)
    last_at: Mapped[datetime] = mapped_column(Time)
    reads: Mapped[int] = mapped_column(Integer, server_default="1")
    row_hash: Mapped[bytes] = mapped_column(LargeBinary)
    batch: Mapped[int | None] = mapped_column(BigInteger)
    place: Mapped[int | None] = mapped_column(Integer)
    count_hash: Mapped[bytes | None] = mapped_column(LargeBinary)
    count_batch: Mapped[int | None] = mapped_column(BigInteger)
    count_place: Mapped[int | None] = mapped_column(Integer)
    __table_args__ = (ForeignKeyConstraint(*RECORD_KEY),)


class LogBatch(TenantTable):
    """A sealed batch of the log: the root of its Merkle tree, chained to the one before."""

    __tablename__ = "log_batch"
    coop_id: Mapped[UUID] = mapped_column(primary_key=True)
    n: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    leaves: Mapped[int] = mapped_column(Integer)
    root: Mapped[bytes] = mapped_column(LargeBinary)
    chain: Mapped[bytes] = mapped_column(LargeBinary)
    sealed_at: Mapped[datetime] = mapped_column(Time)


class LogDay(TenantTable):
    """The root of a day's batches, published to the members."""

    __tablename__ = "log_day"
    coop_id: Mapped[UUID] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    first_batch: Mapped[int] = mapped_column(BigInteger)
    last_batch: Mapped[int] = mapped_column(BigInteger)
    leaves: Mapped[int] = mapped_column(Integer)
    root: Mapped[bytes] = mapped_column(LargeBinary)
    published_at: Mapped[datetime] = mapped_column(Time)
