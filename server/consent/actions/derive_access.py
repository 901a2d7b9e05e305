"""What follows from a person's facts is written again, in the transaction of whatever changed one."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from server.consent.events import AccessChanged
from server.consent.models import EffectiveAccess
from server.consent.queries import access as queries
from server.consent.rules.derive import AccessRow, derive
from server.kernel import clock
from server.kernel.actor import Actor
from server.kernel.unit_of_work import Work

Masks = dict[tuple[UUID, bool, int], tuple[int, int, int, int]]


def derive_access(actor: Actor, work: Work, *, person_id: UUID) -> None:
    """Put `effective_access` of this person in order. Whoever else changes a fact of the same person waits."""
    work.session.flush()
    facts = queries.facts(work, person_id)
    if facts is None:
        return
    now = clock.now()
    former = queries.rows(work, person_id)
    following = derive(facts, now)
    before = _masks(_former(former), now)
    after = _masks(following, now)
    queries.replace_rows(work, person_id, following)
    narrowed, widened = _compared(before, after)
    if narrowed or widened:
        work.publish(AccessChanged(person_id=person_id, narrowed=narrowed, widened=widened))


def derive_all(actor: Actor, work: Work, *, person_ids: Iterable[UUID]) -> None:
    """The same for several persons, in the one order that everybody takes them in."""
    for person_id in sorted(person_ids):
        derive_access(actor, work, person_id=person_id)


def _former(rows: Iterable[EffectiveAccess]) -> Iterable[AccessRow]:
    for row in rows:
        yield AccessRow(
            row.membership_id,
            row.acting,
            row.purposes,
            row.valid_from,
            row.valid_to,
            row.read_mask,
            row.write_mask,
            row.disclose_mask,
            row.aggregate_mask,
            (),
        )


def _masks(rows: Iterable[AccessRow], at: datetime) -> Masks:
    """What holds now, for each purpose by itself."""
    return {
        (row.membership_id, row.acting, 1 << bit): (row.read, row.write, row.disclose, row.aggregate)
        for row in rows
        if row.valid_from <= at < row.valid_to
        for bit in range(row.purposes.bit_length())
        if row.purposes >> bit & 1
    }


def _compared(before: Masks, after: Masks) -> tuple[frozenset[UUID], frozenset[UUID]]:
    """Who may do less than before, and who more."""
    nothing = (0, 0, 0, 0)
    narrowed, widened = set[UUID](), set[UUID]()
    for key in before.keys() | after.keys():
        for was, is_now in zip(before.get(key, nothing), after.get(key, nothing), strict=True):
            if was & ~is_now:
                narrowed.add(key[0])
            if is_now & ~was:
                widened.add(key[0])
    return frozenset(narrowed), frozenset(widened)
