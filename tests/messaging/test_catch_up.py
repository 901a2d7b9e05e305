"""A device that comes back gets what it lacks, in pages, and nothing else."""

import pytest

from tests.messaging.talking import Talker
from tests.world.build import CoopWorld, World
from tests.world.fixtures import CountQueries, SignIn, told


@pytest.fixture
def pair(world: World, sign_in: SignIn) -> tuple[CoopWorld, Talker, Talker, str]:
    coop = world.coop()
    sam = coop.member()
    edith = Talker.of(sign_in, coop.person(team=(sam,)))
    return coop, edith, Talker.of(sign_in, sam), edith.direct(sam)


Pair = tuple[CoopWorld, Talker, Talker, str]


def _write(who: Talker, talk: str, count: int) -> None:
    for number in range(count):
        assert who.send(talk, f"{number}").status_code == 201


def test_after_the_cursor_and_nothing_before(pair: Pair) -> None:
    _, edith, sam, talk = pair
    _write(edith, talk, 5)
    answer = told(sam.sync({talk: 3}))
    assert [event["seq"] for event in answer["events"][talk]] == [4, 5]
    assert answer["more"] == []


def test_a_device_that_is_new_begins_with_the_last_page(pair: Pair) -> None:
    _, edith, sam, talk = pair
    _write(edith, talk, 60)
    first = told(sam.sync({}))["events"][talk]
    assert [event["seq"] for event in first] == list(range(11, 61))
    earlier = told(sam.get(f"/conversations/{talk}/events?before=11&limit=4"))
    assert ([event["seq"] for event in earlier["items"]], earlier["has_more"]) == ([7, 8, 9, 10], True)


def test_more_than_a_page_says_so(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    _, edith, sam, talk = pair
    monkeypatch.setattr("server.messaging.queries.log.PAGE", 3)
    _write(edith, talk, 7)
    cursor, seen = 0, []
    for _ in range(5):
        answer = told(
            sam.sync(
                {talk: cursor}
                | {t["conversation_id"]: t["last_seq"] for t in sam.conversations() if t["conversation_id"] != talk}
            )
        )
        page = answer["events"].get(talk, [])
        seen += [event["seq"] for event in page]
        if talk not in answer["more"]:
            break
        cursor = seen[-1]
    assert seen == list(range(1, 8))


def test_a_cursor_from_the_future_is_refused(pair: Pair) -> None:
    _, edith, sam, talk = pair
    _write(edith, talk, 1)
    future = sam.sync({talk: 2})
    assert (future.status_code, told(future)["field"]) == (422, "cursors")
    page = sam.get(f"/conversations/{talk}/events?after=2")
    assert (page.status_code, told(page)["field"]) == (422, "after")


def test_unread_is_what_others_wrote_since(pair: Pair) -> None:
    _, edith, sam, talk = pair
    _write(edith, talk, 3)
    sam.send(talk, "mine does not count")

    def unread(who: Talker) -> int:
        return int(told(who.get(f"/conversations/{talk}"))["unread"])

    assert (unread(sam), unread(edith)) == (3, 1)
    sam.post("/receipts", marks=[{"conversation_id": talk, "read_seq": 2}])
    assert unread(sam) == 1
    sam.post("/receipts", marks=[{"conversation_id": talk, "read_seq": 99}])
    assert unread(sam) == 0
    member = next(m for m in told(edith.get(f"/conversations/{talk}"))["members"] if not m["me"])
    assert (member["delivered_seq"], member["read_seq"]) == (4, 4)


def test_the_list_costs_the_same_for_one_and_for_many(
    world: World, sign_in: SignIn, count_queries: CountQueries
) -> None:
    coop = world.coop()
    riverside = coop.patch()
    sam = Talker.of(sign_in, coop.member(patch=riverside))
    few = count_queries(sam.conversations)
    for number in range(12):
        other = coop.member(f"Carer {number}", patch=riverside)
        sam.send(sam.direct(other), "Hello")
    assert count_queries(sam.conversations) == few
    assert len(sam.conversations()) == 14
