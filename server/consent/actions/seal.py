"""Sealing the access log: what it holds becomes leaves of a tree, the tree's root a link of a chain, and the roots of a
day one root that every member can keep."""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from itertools import groupby
from typing import Any

from sqlalchemy import Row, text

from server.consent.rules import merkle
from server.consent.rules.sealing import batch_root, count_hash, window_is_over
from server.kernel import clock
from server.kernel.actor import Actor
from server.kernel.unit_of_work import Work

AT_ONCE = 2000  # rows of each kind
ALONE = text("SELECT pg_try_advisory_xact_lock(hashtextextended('seal ' || CAST(:coop AS text), 0))")
NEW = text(
    "SELECT person_id, strand, seq, row_hash FROM tenant.look WHERE coop_id = :coop AND batch IS NULL"
    " ORDER BY person_id, strand, seq LIMIT :most FOR UPDATE SKIP LOCKED"
)
COUNTED = text(
    "SELECT person_id, strand, seq, row_hash, reads, last_at FROM tenant.look"
    " WHERE coop_id = :coop AND count_batch IS NULL AND window_at < :before AND batch IS NOT NULL"
    " ORDER BY window_at, person_id, strand, seq LIMIT :most FOR UPDATE SKIP LOCKED"
)
PLACE = text(
    "UPDATE tenant.look AS l SET batch = :n, place = p.place FROM unnest(CAST(:persons AS uuid[]),"
    " CAST(:strands AS text[]), CAST(:seqs AS bigint[]), CAST(:places AS integer[])) AS p (person, strand, seq, place)"
    " WHERE l.coop_id = :coop AND l.person_id = p.person AND l.strand = p.strand AND l.seq = p.seq"
)
COUNT = text(
    "UPDATE tenant.look AS l SET count_batch = :n, count_place = p.place, count_hash = p.hash"
    " FROM unnest(CAST(:persons AS uuid[]), CAST(:strands AS text[]), CAST(:seqs AS bigint[]),"
    " CAST(:places AS integer[]), CAST(:hashes AS bytea[])) AS p (person, strand, seq, place, hash)"
    " WHERE l.coop_id = :coop AND l.person_id = p.person AND l.strand = p.strand AND l.seq = p.seq"
)
LAST = text("SELECT n, chain, sealed_at FROM tenant.log_batch WHERE coop_id = :coop ORDER BY n DESC LIMIT 1")
BATCH = text(
    "INSERT INTO tenant.log_batch (coop_id, n, leaves, root, chain, sealed_at)"
    " VALUES (:coop, :n, :leaves, :root, :chain, :at)"
)
UNPUBLISHED = text(
    "SELECT n, leaves, root, sealed_at FROM tenant.log_batch WHERE coop_id = :coop AND sealed_at < :before"
    " AND n > coalesce((SELECT max(last_batch) FROM tenant.log_day WHERE coop_id = :coop), 0) ORDER BY n"
)
DAY = text(
    "INSERT INTO tenant.log_day (coop_id, day, first_batch, last_batch, leaves, root, published_at)"
    " VALUES (:coop, :day, :first, :last, :leaves, :root, :at) ON CONFLICT (coop_id, day) DO NOTHING"
)


def seal_log(actor: Actor, work: Work) -> int:
    """Seal what is not sealed yet, as one batch: first the new rows, then the counts of windows that are over. Says how
    many leaves it has; 0 where there was nothing, or somebody else is sealing this co-op's log."""
    coop = {"coop": actor.coop_id}
    if not work.session.scalar(ALONE, coop):
        return 0
    new = work.session.execute(NEW, {**coop, "most": AT_ONCE}).all()
    before = window_is_over(clock.now())
    counted = work.session.execute(COUNTED, {**coop, "most": AT_ONCE, "before": before}).all()
    if not new and not counted:
        return 0
    counts = [count_hash(row.row_hash, row.reads, row.last_at) for row in counted]
    last = work.session.execute(LAST, coop).one_or_none()
    n, chain = (last.n + 1, last.chain) if last else (1, merkle.NOTHING)
    root = batch_root([*(row.row_hash for row in new), *counts])
    work.session.execute(PLACE, {**coop, "n": n, **_keys(new, 0)})
    work.session.execute(COUNT, {**coop, "n": n, "hashes": counts, **_keys(counted, len(new))})
    leaves = len(new) + len(counted)
    at = max(clock.now(), last.sealed_at) if last else clock.now()  # the batches of a day lie next to each other
    batch = {"n": n, "leaves": leaves, "root": root, "chain": merkle.link(chain, root), "at": at}
    work.session.execute(BATCH, {**coop, **batch})
    return leaves


def publish_day(actor: Actor, work: Work) -> int:
    """Make the root of each day that is over, over the roots of its batches; says how many days that were."""
    coop = {"coop": actor.coop_id}
    if not work.session.scalar(ALONE, coop):
        return 0
    today = datetime.combine(clock.now().date(), time(), UTC)
    waiting = work.session.execute(UNPUBLISHED, {**coop, "before": today}).all()
    days = 0
    for day, batches in groupby(waiting, lambda batch: batch.sealed_at.date()):
        those = list(batches)
        work.session.execute(
            DAY,
            {
                **coop,
                "day": day,
                "first": those[0].n,
                "last": those[-1].n,
                "leaves": sum(batch.leaves for batch in those),
                "root": batch_root([batch.root for batch in those]),
                "at": clock.now(),
            },
        )
        days += 1
    return days


def _keys(rows: Sequence[Row[Any]], first: int) -> dict[str, list[Any]]:
    return {
        "persons": [row.person_id for row in rows],
        "strands": [row.strand for row in rows],
        "seqs": [row.seq for row in rows],
        "places": list(range(first, first + len(rows))),
    }
