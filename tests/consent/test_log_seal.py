"""The seal of the access log: what it holds, and that whatever is done to a row afterwards is found and named."""

from datetime import timedelta
from typing import Any

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server import cli
from server.consent import tasks
from server.consent.actions.looks import look
from server.consent.actions.seal import publish_day, seal_log
from server.consent.queries.verifying import Verifier
from server.consent.rules import merkle
from server.consent.rules.sections import mask
from server.kernel import clock, db
from tests.consent.opening import open_to, rows, seat
from tests.world.build import CoopWorld, PersonMember, World

Owner = psycopg.Connection[tuple[Any, ...]]
LEAVES = st.lists(st.binary(max_size=40).map(merkle.leaf), min_size=1, max_size=70)


def by_the_book(leaves: list[bytes]) -> bytes:
    """RFC 6962, 2.1, as it is written: split at the largest power of two that is smaller than all."""
    if len(leaves) == 1:
        return leaves[0]
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return merkle.node(by_the_book(leaves[:split]), by_the_book(leaves[split:]))


@given(LEAVES)
def test_the_root_is_the_one_of_the_book(leaves: list[bytes]) -> None:
    assert merkle.root(leaves) == by_the_book(leaves)


@given(LEAVES, st.data())
def test_any_change_changes_the_root(leaves: list[bytes], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(leaves) - 1))
    changed = [*leaves]
    changed[place] = merkle.leaf(b"something else, longer than any other leaf of these")
    assert merkle.root(changed) != merkle.root(leaves)
    assert merkle.root(leaves[:place] + leaves[place + 1 :]) != merkle.root(leaves)
    assert merkle.root([*leaves, leaves[place]]) != merkle.root(leaves)


def test_a_leaf_is_no_node() -> None:
    left, right = merkle.leaf(b"left"), merkle.leaf(b"right")
    assert merkle.leaf(left + right) != merkle.node(left, right)
    assert merkle.root([]) == merkle.NOTHING


@pytest.fixture
def sealed(world: World) -> tuple[CoopWorld, PersonMember]:
    """A log of five rows, sealed with their counts, and its day's root."""
    coop = world.coop()
    sam, marek, edith = coop.member(), coop.member('Marek "Mo" Nowąk\\'), coop.person()
    open_to(coop, edith, sam, "medicines", "money", "alerts")
    open_to(coop, edith, marek, "alerts")
    for member, section in ((sam, "medicines"), (marek, "alerts"), (sam, "money"), (sam, "medicines")):
        with seat(member) as work:
            look(work, edith.person_id, mask((section,)))
    assert seal(coop) == 3
    with seat(sam) as work:
        look(work, edith.person_id, mask(("alerts",)))
    assert seal(coop) == 1
    with clock.moved(timedelta(hours=1)), seat(sam) as work:
        look(work, edith.person_id, mask(("alerts",)))
    with clock.moved(timedelta(hours=2)):
        assert seal(coop) == 1 + 4  # the new row, and the counts of those that were sealed already
        assert seal(coop) == 1
        assert seal(coop) == 0
    with clock.moved(timedelta(days=2)), coop.work() as work:
        assert publish_day(work.actor, work) >= 1
        assert publish_day(work.actor, work) == 0
    assert findings(coop) == []
    return coop, edith


def seal(coop: CoopWorld) -> int:
    with coop.work() as work:
        return seal_log(work.actor, work)


def findings(coop: CoopWorld) -> list[str]:
    with coop.work() as work:
        return list(Verifier(work).findings())


Sealed = tuple[CoopWorld, PersonMember]
ROW = " WHERE coop_id = %(coop)s AND person_id = %(person)s AND seq = %(seq)s"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE tenant.look SET sections = 1" + ROW, "ordinary 2: its words are not what was sealed."),
        ("UPDATE tenant.look SET viewer_id = gen_random_uuid()" + ROW, "ordinary 2: its words are not"),
        ("UPDATE tenant.look SET began_at = began_at + interval '1 ms'" + ROW, "ordinary 2: its words are not"),
        ("UPDATE tenant.look SET basis = '[]'" + ROW, "ordinary 2: its words are not"),
        ("UPDATE tenant.look SET row_hash = sha256('forged')" + ROW, "ordinary 2: its words are not"),
        ("UPDATE tenant.look SET reads = 1" + ROW.replace("%(seq)s", "1"), "ordinary 1: its count is not what was"),
        ("UPDATE tenant.look SET last_at = now()" + ROW, "ordinary 2: its count is not what was sealed."),
        ("DELETE FROM tenant.look" + ROW, "ordinary 2: it is gone."),
        ("DELETE FROM tenant.look" + ROW.replace("%(seq)s", "5"), "ordinary 5: it is gone."),
        ("UPDATE tenant.look SET seq = 6" + ROW, "ordinary 6: its words are not what was sealed."),
        (
            "UPDATE tenant.look SET place = 1 - place WHERE coop_id = %(coop)s AND seq IN (1, 2)",
            "Batch 1: what it holds",
        ),
        ("UPDATE tenant.look SET batch = NULL, place = NULL" + ROW, "Batch 1: 3 leaves were sealed, and 2 are there"),
        ("DELETE FROM tenant.log_batch WHERE coop_id = %(coop)s AND n = 1", "Batches 1 to 1: they are gone."),
        ("UPDATE tenant.log_batch SET chain = root WHERE coop_id = %(coop)s AND n = 2", "Batch 2: it does not hang"),
        ("UPDATE tenant.log_batch SET root = chain WHERE coop_id = %(coop)s AND n = 2", "Batch 2: it does not hang"),
        (
            "DELETE FROM tenant.log_batch WHERE coop_id = %(coop)s AND n = 4",
            "Batch 4: it is gone. It held Edith Hughes,",
        ),
        (
            "UPDATE tenant.log_day SET root = sha256('forged') WHERE coop_id = %(coop)s",
            "its batches are not those whose",
        ),
    ],
)
def test_what_is_done_to_the_log_is_named(sealed: Sealed, owner: Owner, change: str, said: str) -> None:
    coop, edith = sealed
    owner.execute(change.encode(), _key(coop, edith, 2))
    found = findings(coop)
    assert any(said in line for line in found), found
    assert not any("ordinary 3" in line and "Batch" not in line for line in found), found


def test_a_forger_who_does_the_sums_is_found_by_the_tree(sealed: Sealed, owner: Owner) -> None:
    coop, edith = sealed
    owner.execute(
        b"UPDATE tenant.look SET role = 'coach', row_hash = ourpatch.look_hash(coop_id, person_id, strand, seq, kind,"
        b" viewer_id, acting, 'coach', organisation_id, purpose, sections, channel, basis, reason, review_on,"
        b" window_at, began_at), count_hash = NULL, count_batch = NULL" + ROW.encode(),
        _key(coop, edith, 2),
    )
    found = findings(coop)
    assert any(line.startswith("Batch 1: what it holds") and "Edith Hughes, ordinary 2" in line for line in found), (
        found
    )


def test_who_comes_after_the_count_was_sealed_is_counted_apart(world: World) -> None:
    coop = world.coop()
    sam, edith = coop.member(), coop.person()
    open_to(coop, edith, sam, "money")
    for _ in range(2):
        with seat(sam) as work:
            look(work, edith.person_id, mask(("money",)))
        with clock.moved(timedelta(hours=1)):
            assert seal(coop) + seal(coop) == 2
    assert [(row.seq, row.reads) for row in rows(coop, edith)] == [(1, 1), (2, 1)]
    assert findings(coop) == []


def test_the_worker_seals_every_co_op(world: World) -> None:
    logs = []
    coops = [world.coop(f"{name} Co-op") for name in ("North", "South")]
    for coop in coops:
        sam, edith = coop.member(), coop.person()
        open_to(coop, edith, sam, "money")
        with seat(sam) as work:
            look(work, edith.person_id, mask(("money",)))
        logs.append((coop, edith))
    tasks.seal_logs()
    assert [[row.batch for row in rows(*log)] for log in logs] == [[1], [1]]
    with clock.moved(timedelta(days=1)):
        tasks.publish_days()
        tasks.publish_days()
    assert [findings(coop) for coop in coops] == [[], []]


def test_the_command_names_the_row(sealed: Sealed, owner: Owner, capsys: pytest.CaptureFixture[str]) -> None:
    coop, edith = sealed
    there = ["verify-log", "--coop", str(coop.coop_id)]
    assert _run(there) == 0
    assert capsys.readouterr().out == f"{coop.name}: 5 rows and 4 batches were looked through.\n"
    owner.execute(f"UPDATE tenant.look SET sections = 1{ROW}".encode(), _key(coop, edith, 3))
    assert _run(there) == 1
    said = capsys.readouterr()
    assert f"{coop.name}: Edith Hughes, ordinary 3: its words are not what was sealed.\n" in said.out
    assert said.err == "ourpatch: The access log is not what was sealed. Findings: 1.\n"
    assert _run(["verify-log", "--coop", str(edith.person_id)]) == 1


def _run(arguments: list[str]) -> int:
    """The command as the shell has it, with engines of its own."""
    before, db._Opened.engines = db._Opened.engines, None
    try:
        return cli.main(arguments)
    finally:
        db._Opened.engines = before


def _key(coop: CoopWorld, person: PersonMember, seq: int) -> dict[str, Any]:
    return {"coop": coop.coop_id, "person": person.person_id, "seq": seq}
