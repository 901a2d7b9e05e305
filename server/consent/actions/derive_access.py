"""What follows from a person's facts is written again, in the transaction of whatever changed one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from server.consent.events import AccessChanged
from server.consent.queries import access as queries
from server.consent.rules.derive import AccessRow, derive
from server.consent.rules.sections import FOREVER, PURPOSE_BITS
from server.kernel import clock
from server.kernel.actor import Actor
from server.kernel.unit_of_work import Work

TURNS = "consent.access_turns"  # the topic of what changes by itself, when its time has come
LEEWAY = timedelta(minutes=1)
A_MOMENT = timedelta(microseconds=1)
Masks = dict[tuple[UUID, bool, int], tuple[int, int, int, int]]


@dataclass(frozen=True, slots=True)
class Changed:
    """Who may do less than before, and who more. `quiet`: for a safeguarding enquiry, and for nothing else."""

    narrowed: frozenset[UUID]
    widened: frozenset[UUID]
    quiet: bool

    @property
    def anything(self) -> bool:
        return bool(self.narrowed or self.widened)


def derive_access(actor: Actor, work: Work, *, person_id: UUID) -> None:
    """Put `effective_access` of this person in order. Whoever else changes a fact of the same person waits."""
    work.session.flush()
    facts = queries.facts(work, person_id)
    if facts is None:
        return
    now = clock.now()
    former, following = queries.rows(work, person_id), [_a_little_earlier(row, now) for row in derive(facts, now)]
    if _contents(former, now) == _contents(following, now):
        return
    queries.replace_rows(work, person_id, following)
    ordered = _turns(former, now)
    for at, changed in sorted(_turns(following, now).items()):
        if ordered.get(at) != changed:
            _order_turn(work, person_id, at, changed)
    changed = _compared(_masks(former, now), _masks(following, now))
    if changed.anything:
        work.publish(AccessChanged(person_id, changed.narrowed, changed.widened, changed.quiet))


def derive_all(actor: Actor, work: Work, *, person_ids: Iterable[UUID]) -> None:
    """The same for several persons, in the one order that everybody takes them in."""
    for person_id in sorted(person_ids):
        derive_access(actor, work, person_id=person_id)


def _a_little_earlier(row: AccessRow, now: datetime) -> AccessRow:
    """What holds now holds for a unit of work too that has begun before this one ends, or where the clock is behind:
    the rows that it would go by are gone."""
    return replace(row, valid_from=now - LEEWAY) if row.valid_from == now else row


def _contents(rows: Iterable[AccessRow], now: datetime) -> set[tuple[Any, ...]]:
    """What these rows say from now on, in whatever order."""
    return {
        (row.membership_id, row.acting, row.purposes, max(row.valid_from, now), row.valid_to, row.masks, _opens(row))
        for row in rows
        if row.valid_to > now
    }


def _opens(row: AccessRow) -> frozenset[tuple[str, str, int]]:
    return frozenset((kind, str(which), sections) for kind, which, sections in row.basis)


def _turns(rows: Sequence[AccessRow], now: datetime) -> dict[datetime, Changed]:
    """When anything changes by itself later, and for whom."""
    moments = {at for row in rows for at in (row.valid_from, row.valid_to) if now < at < FOREVER}
    return {at: _compared(_masks(rows, at - A_MOMENT), _masks(rows, at)) for at in moments}


def _order_turn(work: Work, person_id: UUID, at: datetime, changed: Changed) -> None:
    """Whoever may do less or more from then on is told then. What is told is what is open by then: if something has
    changed meanwhile, nothing wrong is said."""
    narrowed, widened = (sorted(map(str, members)) for members in (changed.narrowed, changed.widened))
    told = {"person_id": str(person_id), "narrowed": narrowed, "widened": widened, "quiet": changed.quiet}
    work.enqueue(TURNS, told, at)


def _masks(rows: Iterable[AccessRow], at: datetime) -> Masks:
    """What holds then, for each purpose by itself."""
    held: Masks = defaultdict(lambda: (0, 0, 0, 0))
    for row in rows:
        if row.valid_from <= at < row.valid_to:
            for bit in range(row.purposes.bit_length()):
                if row.purposes >> bit & 1:
                    held[row.membership_id, row.acting, 1 << bit] = row.masks
    return held


def _compared(before: Masks, after: Masks) -> Changed:
    """Who may do less than before, and who more."""
    narrowed, widened, purposes = set[UUID](), set[UUID](), set[int]()
    for key in before.keys() | after.keys():
        for was, is_now in zip(before[key], after[key], strict=True):
            if was & ~is_now:
                narrowed.add(key[0])
            if is_now & ~was:
                widened.add(key[0])
            purposes |= {key[2]} if was != is_now else set()
    return Changed(frozenset(narrowed), frozenset(widened), quiet=purposes == {PURPOSE_BITS["safeguarding"]})
