"""Access as it stands in the table, for what reads it: looks, and whoever was turned away."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import text

from server.consent.rules.sections import mask
from server.kernel import clock
from server.kernel.actor import SignedIn
from server.kernel.unit_of_work import Work, take_seat
from tests.world.build import CoopWorld, Member, PersonMember

RECORD = text("INSERT INTO tenant.record (coop_id, person_id) VALUES (:coop, :person) ON CONFLICT DO NOTHING")
OPEN = text(
    "INSERT INTO tenant.effective_access (coop_id, membership_id, person_id, acting, purposes, valid_from, valid_to,"
    " read_mask, write_mask, disclose_mask, aggregate_mask, basis) VALUES (:coop, :member, :person, :acting, 63,"
    " '2020-01-01', '9999-01-01', :read, :write, 0, 0, CAST(:basis AS jsonb))"
    " ON CONFLICT (coop_id, membership_id, person_id, acting, purposes, valid_from)"
    " DO UPDATE SET read_mask = excluded.read_mask, write_mask = excluded.write_mask"
)


def open_to(
    coop: CoopWorld, person: PersonMember, member: Member, *read: str, write: tuple[str, ...] = (), acting: bool = False
) -> UUID:
    """These sections are open to this member, by a grant whose id is given back."""
    grant = uuid4()
    with coop.work() as work:
        key: dict[str, Any] = {"coop": coop.coop_id, "person": person.person_id}
        work.session.execute(RECORD, key)
        masks = {"read": mask(read), "write": mask(write)}
        basis = json.dumps([["grant", str(grant), mask({*read, *write})]])
        place = {"member": member.membership_id, "acting": acting, "basis": basis}
        work.session.execute(OPEN, {**key, **masks, **place})
    return grant


@contextmanager
def seat(
    member: Member, purpose: str = "care", acting_for: PersonMember | None = None, *, fresh: bool = True
) -> Iterator[Work]:
    """A unit of work of this member for a purpose, who has just shown who they are."""
    who = SignedIn(member.account_id, uuid4(), member.coop_id, clock.now() if fresh else None)
    with take_seat(who, member.coop_id, acting_for.person_id if acting_for else None, purpose) as work:
        yield work


def rows(coop: CoopWorld, person: PersonMember, strand: str = "ordinary") -> list[Any]:
    """The person's log as it is stored, in order."""
    with coop.work() as work:
        return list(
            work.session.execute(
                text(
                    "SELECT * FROM tenant.look WHERE coop_id = :coop AND person_id = :person AND strand = :strand"
                    " ORDER BY seq"
                ),
                {"coop": coop.coop_id, "person": person.person_id, "strand": strand},
            )
        )
