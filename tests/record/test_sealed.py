"""How to get into the home: enciphered with the person's own key, and found by no search and in no dump."""

from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg import sql

from server.record.rules import sealing
from tests.record.ground import CARERS, Ground, ask, lay, let
from tests.world import World
from tests.world.fixtures import SignIn

WORDS = "Zanzibar"  # stands nowhere else


@pytest.fixture
def ground(world: World) -> Ground:
    return lay(world)


def everything(owner: psycopg.Connection[tuple[Any, ...]]) -> str:
    """Every row of every table, as text: what a dump holds."""
    tables = owner.execute(
        "SELECT schemaname, tablename FROM pg_tables WHERE schemaname IN ('directory', 'tenant')"
    ).fetchall()
    found = []
    for table in tables:
        found += owner.execute(sql.SQL("SELECT t::text FROM {} t").format(sql.Identifier(*table))).fetchall()
    return "\n".join(row[0] for row in found)


def test_no_dump_holds_the_words(ground: Ground, sign_in: SignIn, owner: psycopg.Connection[tuple[Any, ...]]) -> None:
    edith = ask(sign_in, ground.edith, ground.edith)

    def post(path: str, **body: str) -> dict[str, Any]:
        edith.headers["Idempotency-Key"] = str(uuid4())  # whose answers are kept, of other routes
        answer = edith.post(path, {"client_id": str(uuid4()), **body})
        assert answer.status_code == 201
        told: dict[str, Any] = answer.get_json()
        return told

    entry = post("/entries", section="home_access", text=f"The key safe says {WORDS} 1")
    path = f"/entries/{entry['entry_id']}"
    better = post(f"{path}/correct", text=f"It says {WORDS} 2", reason=f"No longer {WORDS} 1")
    post(f"{path}/replies", text=f"Was it {WORDS} 3?")
    post(f"/entries/{better['entry_id']}/error", reason=f"{WORDS} 4")
    dump = everything(owner)
    assert "Edith Hughes" in dump
    assert WORDS not in dump
    assert WORDS.encode().hex() not in dump
    versions = edith.get(f"/entries/{entry['entry_id']}").get_json()["versions"]
    assert [(row["text"], row["reason"]) for row in versions] == [
        (None, f"{WORDS} 4"),
        (f"It says {WORDS} 2", f"No longer {WORDS} 1"),
        (f"The key safe says {WORDS} 1", None),
    ]
    assert versions[0]["replies"][0]["text"] == f"Was it {WORDS} 3?"


def test_no_search_finds_them(ground: Ground, sign_in: SignIn) -> None:
    edith = ask(sign_in, ground.edith, ground.edith)
    edith.add(f"The key safe says {WORDS}", "home_access")
    edith.add(f"She told us of {WORDS}")
    found = edith.post("/search", {"text": WORDS}).get_json()["items"]
    assert [entry["section"] for entry in found] == ["daily_notes"]


def test_nothing_stands_beside_sealed_words(ground: Ground, sign_in: SignIn) -> None:
    answer = ask(sign_in, ground.edith, ground.edith).try_to_add("1234", "home_access", data={"name": "key safe"})
    assert answer.get_json()["field"] == "data.name"


def test_the_same_is_the_same_though_it_is_sealed(ground: Ground, sign_in: SignIn) -> None:
    edith = ask(sign_in, ground.edith, ground.edith)
    body = {"client_id": str(uuid4()), "section": "home_access", "text": "1234"}
    assert [edith.post("/entries", body).status_code for _ in range(2)] == [201, 200]
    assert edith.post("/entries", body | {"text": "4321"}).status_code == 409


def test_who_may_read_them_reads_them(ground: Ground, sign_in: SignIn) -> None:
    ask(sign_in, ground.edith, ground.edith).add("1234", "home_access")
    sam = ask(sign_in, ground.sam, ground.edith)
    assert sam.get("/sections/home_access").status_code == 403
    let(ground.coop, ground.edith, ground.sam, (*CARERS, "home_access"))
    assert sam.texts("/sections/home_access") == ["1234"]


def test_a_key_destroyed_is_its_words_gone(
    ground: Ground, sign_in: SignIn, owner: psycopg.Connection[tuple[Any, ...]]
) -> None:
    edith = ask(sign_in, ground.edith, ground.edith)
    edith.add("1234", "home_access")
    owner.execute("UPDATE tenant.record SET data_key = NULL WHERE person_id = %s", [ground.edith.person_id])
    assert edith.texts("/sections/home_access") == [None]


def test_what_is_sealed_opens_with_its_key_in_its_row_and_not_otherwise() -> None:
    key, row, coop, person = sealing.new_key(), uuid4(), uuid4(), uuid4()
    sealed = sealing.seal(key, row, text="1234", reason=None)
    assert sealing.unseal(key, row, sealed) == {"text": "1234", "reason": None}
    assert sealing.seal(key, row, text="1234", reason=None) != sealed
    wrapped = sealing.wrap(key, "secret one", coop, person)
    assert sealing.unwrap(wrapped, "secret one", coop, person) == key
    broken = bytes([*sealed[:-1], sealed[-1] ^ 1])
    other: UUID = uuid4()
    for wrong in (
        lambda: sealing.unseal(sealing.new_key(), row, sealed),
        lambda: sealing.unseal(key, other, sealed),
        lambda: sealing.unseal(key, row, broken),
        lambda: sealing.unseal(key, row, sealed[:5]),
        lambda: sealing.unwrap(wrapped, "secret two", coop, person),
        lambda: sealing.unwrap(wrapped, "secret one", coop, other),
    ):
        with pytest.raises(sealing.Unreadable):
            wrong()
