"""What follows from a person's facts: asked for one member, and read and written whole when the facts change."""

from datetime import datetime
from uuid import UUID

import orjson
from sqlalchemy import delete, func, select, text

from server.consent.models import EffectiveAccess
from server.consent.rules.access import Access
from server.consent.rules.derive import AccessRow
from server.consent.rules.facts import Facts
from server.consent.rules.sections import PURPOSE_BITS, Section
from server.kernel import clock
from server.kernel.unit_of_work import Work

FACTS = text("SELECT ourpatch.consent_facts(:coop, :person_id)")
MINE = text("SELECT * FROM ourpatch.my_access(:coop, :person_id)")
ADD = text("""
    INSERT INTO tenant.effective_access (coop_id, membership_id, person_id, acting, purposes, valid_from, valid_to,
      read_mask, write_mask, disclose_mask, aggregate_mask, basis)
    SELECT :coop, r.membership_id, :person_id, r.acting, r.purposes, r.valid_from, r.valid_to,
           r.read, r.write, r.disclose, r.aggregate, r.basis
      FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r (membership_id uuid, acting boolean, purposes smallint,
        valid_from timestamptz, valid_to timestamptz, read integer, write integer, disclose integer,
        aggregate integer, basis jsonb)
""")


def access(work: Work, person_id: UUID) -> Access | None:
    """What the actor may do with this person's record now, for the purpose of this work; None for nothing at all."""
    row = work.session.execute(MINE, {"coop": work.coop_id, "person_id": person_id}).one_or_none()
    return None if row is None else Access(*row)


def facts(work: Work, person_id: UUID) -> Facts | None:
    """Everything that decides about this person's record, locked against other changes; None where none is opened."""
    told = work.session.execute(FACTS, {"coop": work.coop_id, "person_id": person_id}).scalar_one()
    return None if told is None else Facts.read(told)


def rows(work: Work, person_id: UUID) -> list[AccessRow]:
    """What has followed so far."""
    table = EffectiveAccess
    kept = work.session.execute(
        select(
            table.membership_id,
            table.acting,
            table.purposes,
            table.valid_from,
            table.valid_to,
            table.read_mask,
            table.write_mask,
            table.disclose_mask,
            table.aggregate_mask,
            table.basis,
        ).where(table.coop_id == work.coop_id, table.person_id == person_id)
    )
    return [AccessRow(*row) for row in kept]


def replace_rows(work: Work, person_id: UUID, now: list[AccessRow]) -> None:
    """Put these in the place of all there were."""
    table = EffectiveAccess
    work.session.execute(delete(table).where(table.coop_id == work.coop_id, table.person_id == person_id))
    if now:
        packed = orjson.dumps(now, option=orjson.OPT_PASSTHROUGH_SUBCLASS).decode()
        work.session.execute(ADD, {"coop": work.coop_id, "person_id": person_id, "rows": packed})


def records_of(work: Work, membership_id: UUID) -> set[UUID]:
    """The persons whose records are open to a member now or later, for whatever purpose."""
    table = EffectiveAccess
    return set(
        work.session.scalars(
            select(table.person_id).where(
                table.coop_id == work.coop_id, table.membership_id == membership_id, table.valid_to > clock.now()
            )
        )
    )


def readable_from_now_on(work: Work, person_id: UUID, membership_id: UUID) -> int:
    """The sections that a member may read for care now or later, acting for the person or not."""
    table = EffectiveAccess
    found = work.session.scalar(
        select(func.bit_or(table.read_mask)).where(
            table.coop_id == work.coop_id,
            table.person_id == person_id,
            table.membership_id == membership_id,
            table.purposes.op("&")(PURPOSE_BITS["care"]) != 0,
            table.valid_to > clock.now(),
        )
    )
    return found or 0


def readable_now(work: Work, person_id: UUID, at: datetime, purpose: str = "care") -> dict[tuple[UUID, bool], int]:
    """The sections that each member may read now for this purpose, when they act for the person and when they don't."""
    table = EffectiveAccess
    rows = work.session.execute(
        select(table.membership_id, table.acting, table.read_mask).where(
            table.coop_id == work.coop_id,
            table.person_id == person_id,
            table.purposes.op("&")(PURPOSE_BITS[purpose]) != 0,
            table.valid_from <= at,
            table.valid_to > at,
        )
    )
    return {(row.membership_id, row.acting): row.read_mask for row in rows}


def sharing_readers(readable: dict[tuple[UUID, bool], int]) -> set[UUID]:
    """Those who act for the person and may see who may see what, and who looked. They have sockets in the person's
    seat, as helpers have who may not: what is for these only is told to each by themselves."""
    return {member for (member, acting), sections in readable.items() if acting and sections >> Section.SHARING & 1}
