"""Doing the sums of the access log again, to find what is not as it was sealed."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import fields
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, select, text

from server.consent.models import Look
from server.consent.rules import merkle
from server.consent.rules.sealing import LookRow, batch_root, count_hash, words_hash
from server.kernel.unit_of_work import Work

NAMED = 20  # missing numbers that are told one by one
AT_A_TIME = 1000
LOOKS = (
    select(*(Look.__table__.c[field.name] for field in fields(LookRow)))
    .where(Look.coop_id == bindparam("coop"))
    .order_by(Look.person_id, Look.strand, Look.seq)
)
NAMES = text(
    "SELECT p.id, m.name, r.log_seq, r.safeguarding_seq FROM tenant.person AS p"
    " JOIN tenant.membership AS m ON m.coop_id = p.coop_id AND m.id = p.membership_id"
    " LEFT JOIN tenant.record AS r ON r.coop_id = p.coop_id AND r.person_id = p.id WHERE p.coop_id = :coop"
)
BATCHES = text("SELECT n, leaves, root, chain FROM tenant.log_batch WHERE coop_id = :coop ORDER BY n")
LEAVES = text(
    "SELECT batch, place, person_id, strand, seq, row_hash AS hash FROM tenant.look"
    " WHERE coop_id = :coop AND batch IS NOT NULL"
    " UNION ALL SELECT count_batch, count_place, person_id, strand, seq, count_hash FROM tenant.look"
    " WHERE coop_id = :coop AND count_batch IS NOT NULL ORDER BY 1, 2"
)
DAYS = text("SELECT day, first_batch, last_batch, leaves, root FROM tenant.log_day WHERE coop_id = :coop ORDER BY day")
Key = tuple[UUID, str, int]


class NotAsSealed(Exception):
    """A log that is not what was sealed."""


class Verifier:
    """One co-op's log, summed up again. `findings()` once; then `rows` and `batches` say how many there are."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._coop = {"coop": work.coop_id}
        self._names: dict[UUID, str] = {}
        self._blamed: set[int] = set()  # batches of which a row was named already
        self.rows = 0
        self.batches = 0

    def findings(self) -> Iterator[str]:
        """A sentence for each thing that is not as it was sealed; none where all is."""
        ends = {}
        for row in self._work.session.execute(NAMES, self._coop):
            self._names[row.id] = row.name
            ends[row.id, "ordinary"] = row.log_seq or 0
            ends[row.id, "safeguarding"] = row.safeguarding_seq or 0
        yield from self._each_row(ends)
        batches = self._work.session.execute(BATCHES, self._coop).all()
        self.batches = len(batches)
        yield from self._each_batch(batches)
        yield from self._each_day({batch.n: batch for batch in batches})

    def _each_row(self, ends: dict[tuple[UUID, str], int]) -> Iterator[str]:
        """The words and the count of each row, and the numbers of each person."""
        looks = self._work.session.execute(LOOKS, self._coop, execution_options={"yield_per": AT_A_TIME})
        for (person, strand), rows in groupby(looks, lambda row: (row.person_id, row.strand)):
            last = 0
            for row in rows:
                self.rows += 1
                yield from self._missing(person, strand, last + 1, row.seq)
                yield from self._one_row(LookRow(*row))
                last = row.seq
            yield from self._missing(person, strand, last + 1, ends.pop((person, strand), 0) + 1)
        for (person, strand), end in ends.items():
            yield from self._missing(person, strand, 1, end + 1)

    def _one_row(self, row: LookRow) -> Iterator[str]:
        label = self._label((row.person_id, row.strand, row.seq))
        if words_hash(row) != row.row_hash:
            self._blamed |= {row.batch or 0, row.count_batch or 0}
            yield f"{label}: its words are not what was sealed."
        elif row.count_batch is not None and count_hash(row.row_hash, row.reads, row.last_at) != row.count_hash:
            self._blamed.add(row.count_batch)
            yield f"{label}: its count is not what was sealed."

    def _missing(self, person: UUID, strand: str, first: int, before: int) -> Iterator[str]:
        for seq in range(first, min(before, first + NAMED)):
            yield f"{self._label((person, strand, seq))}: it is gone."
        if before > first + NAMED:
            yield f"{self._label((person, strand, first + NAMED))} to {before - 1}: they are gone."

    def _each_batch(self, batches: Sequence[Row[Any]]) -> Iterator[str]:
        """The tree of each batch, and the chain from one to the next."""
        held: dict[int, list[Row[Any]]] = defaultdict(list)
        leaves = self._work.session.execute(LEAVES, self._coop, execution_options={"yield_per": AT_A_TIME})
        for leaf in leaves:
            held[leaf.batch].append(leaf)
        chain, expected = merkle.NOTHING, 1
        for batch in batches:
            if batch.n != expected:
                yield f"Batches {expected} to {batch.n - 1}: they are gone."
            elif batch.chain != merkle.link(chain, batch.root):
                yield f"Batch {batch.n}: it does not hang on the one before it."
            chain, expected = batch.chain, batch.n + 1
            yield from self._one_batch(batch, held.pop(batch.n, []))
        for n, those in sorted(held.items()):
            yield f"Batch {n}: it is gone. It held {self._labels(those)}."

    def _one_batch(self, batch: Row[Any], leaves: list[Row[Any]]) -> Iterator[str]:
        places = [leaf.place for leaf in leaves]
        if places != list(range(batch.leaves)):
            yield f"Batch {batch.n}: {batch.leaves} leaves were sealed, and {len(places)} are there in their places."
        elif batch_root([leaf.hash or b"" for leaf in leaves]) != batch.root and batch.n not in self._blamed:
            yield f"Batch {batch.n}: what it holds is not what was sealed. It holds {self._labels(leaves)}."

    def _each_day(self, batches: dict[int, Row[Any]]) -> Iterator[str]:
        """The root of each day that was published."""
        expected = 1
        for day in self._work.session.execute(DAYS, self._coop):
            those = [batches[n] for n in range(day.first_batch, day.last_batch + 1) if n in batches]
            whole = day.first_batch == expected and len(those) == day.last_batch - day.first_batch + 1
            if not whole or batch_root([batch.root for batch in those]) != day.root:
                yield f"{day.day:%-d %B %Y}: its batches are not those whose root was published."
            expected = day.last_batch + 1

    def _labels(self, leaves: list[Row[Any]]) -> str:
        keys = list(dict.fromkeys((leaf.person_id, leaf.strand, leaf.seq) for leaf in leaves))
        more = f" and {len(keys) - NAMED} more" if len(keys) > NAMED else ""
        return "; ".join(self._label(key) for key in keys[:NAMED]) + more

    def _label(self, key: Key) -> str:
        person, strand, seq = key
        return f"{self._names.get(person, str(person))}, {strand} {seq}"
