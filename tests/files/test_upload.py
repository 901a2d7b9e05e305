"""A file comes in: in pieces, in any order, again and again, and only what was announced."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.files import queries, tasks
from server.files.actions import upload
from server.files.rules import sizes
from server.kernel import clock
from tests.files import samples
from tests.files.sending import FILES, begin, check, complete, put, put_all, send
from tests.world import CoopWorld, Member, World
from tests.world.build import actor_of
from tests.world.fixtures import SignIn, told

THREE = bytes(range(256)) * 2048 + b"the end"  # two pieces and a short one


@pytest.fixture
def coop(world: World) -> CoopWorld:
    return world.coop()


@pytest.fixture
def sam(coop: CoopWorld) -> Member:
    return coop.member()


def _text(pieces: int) -> bytes:
    """A text of so many pieces, the last one short; each begins with something else."""
    length = sizes.CHUNK * (pieces - 1) + 400
    return "".join(f"{n:04} {n * n:06}\n" for n in range(length // 12 + 1)).encode()[:length]


def test_a_photo_goes_in_and_comes_out_made_anew(coop: CoopWorld, sam: Member, sign_in: SignIn) -> None:
    his = sign_in(sam)
    file = send(his, coop.coop_id, samples.photo())
    assert (file["state"], file["kind"], file["why"], file["received"]) == ("ready", "image", None, [])
    content = his.get(f"{FILES}/{file['file_id']}/content")
    assert (content.status_code, content.mimetype) == (200, "image/jpeg")
    assert content.content_length == file["size"] == len(content.data)
    assert samples.PLACE.encode() not in content.data
    assert his.get(f"{FILES}/{file['file_id']}/thumbnail").data[:2] == b"\xff\xd8"


@pytest.mark.parametrize("pieces", [1, 3])
def test_what_it_says_about_itself_on_its_way(pieces: int, sam: Member, sign_in: SignIn) -> None:
    his, content = sign_in(sam), _text(pieces)
    file_id = begin(his, content, "notes.txt", "text/plain")
    file = told(put(his, file_id, pieces - 1, content[(pieces - 1) * sizes.CHUNK :]))
    assert file == {
        "file_id": file_id,
        "name": "notes.txt",
        "media_type": "text/plain",
        "kind": None,
        "size": len(content),
        "state": "uploading",
        "why": None,
        "chunk_size": 262_144,
        "received": [pieces - 1],
        "people_agreed": None,
    }


def test_a_line_that_breaks_goes_on_where_it_was(coop: CoopWorld, sam: Member, sign_in: SignIn) -> None:
    his, content = sign_in(sam), _text(3)
    file_id = begin(his, content, "notes.txt", "text/plain")
    put_all(his, file_id, content, [2, 0])
    refused = complete(his, file_id, content)
    assert (refused.status_code, "1 of the 3" in told(refused)["detail"]) == (409, True)
    missing = set(range(3)) - set(told(his.get(f"{FILES}/{file_id}"))["received"])
    put_all(his, file_id, content, missing)
    assert complete(his, file_id, content).status_code == 202
    assert complete(his, file_id, content).status_code == 202  # its answer was lost on the way
    assert put(his, file_id, 0, content[: sizes.CHUNK]).status_code == 409
    assert check(coop.coop_id) == 0
    assert his.get(f"{FILES}/{file_id}/content").data == content
    assert complete(his, file_id, content).status_code == 202
    assert complete(his, file_id, b"another").status_code == 409


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.lists(st.integers(0, 3), max_size=8), end=st.permutations(range(4)))
def test_any_order_and_any_repetition_is_the_same_file(
    order: list[int], end: list[int], coop: CoopWorld, sam: Member
) -> None:
    content = _text(4)
    actor = actor_of(sam)
    with sam.work() as work:
        row = upload.begin_upload(
            actor, work, name="notes.txt", media_type="text/plain", size=len(content), people_agreed=None
        )
    for n in (*order, *end):
        with sam.work() as work:
            piece = content[n * sizes.CHUNK : (n + 1) * sizes.CHUNK]
            upload.take_piece(actor, work, file_id=row.id, n=n, content=piece)
    with sam.work() as work:
        assert queries.whole(work, row.id, "upload") == content
        upload.throw_away(actor, work, file_id=row.id)


@pytest.mark.parametrize(
    ("n", "piece", "status"),
    [
        (0, THREE[:100], 422),  # too short
        (2, THREE[-8:], 422),  # too long for the last one
        (3, b"more", 422),
        (0, bytes(sizes.CHUNK + 1), 413),
        (0, b"", 422),
        (2**40, b"x", 422),
    ],
)
def test_a_piece_of_the_wrong_length_is_refused(
    n: int, piece: bytes, status: int, sam: Member, sign_in: SignIn
) -> None:
    his = sign_in(sam)
    file_id = begin(his, THREE, "a.txt", "text/plain")
    answer = put(his, file_id, n, piece)
    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")
    assert told(his.get(f"{FILES}/{file_id}"))["received"] == []


def test_the_same_piece_with_something_else_in_it_is_a_conflict(sam: Member, sign_in: SignIn) -> None:
    his = sign_in(sam)
    file_id = begin(his, THREE, "a.txt", "text/plain")
    assert put(his, file_id, 2, THREE[2 * sizes.CHUNK :]).status_code == 200
    assert put(his, file_id, 2, b"the END").status_code == 409


def test_a_piece_is_bytes(sam: Member, sign_in: SignIn) -> None:
    his = sign_in(sam)
    file_id = begin(his, b"x", "a.txt", "text/plain")
    assert his.put(f"{FILES}/{file_id}/chunks/0", json={"x": 1}).status_code == 415


def test_what_arrived_has_to_be_what_was_sent(sam: Member, sign_in: SignIn) -> None:
    his = sign_in(sam)
    file_id = begin(his, b"one", "a.txt", "text/plain")
    put_all(his, file_id, b"one")
    refused = complete(his, file_id, b"two")
    assert (refused.status_code, told(refused)["field"]) == (422, "sha256")
    assert told(his.get(f"{FILES}/{file_id}"))["state"] == "uploading"


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"size": 300 * 1024 * 1024}, "size", "300 MB; 20 MB fit"),
        ({"size": sizes.MOST + 1}, "size", "21 MB; 20 MB fit"),
        ({"size": 0}, "size", "nothing in this file"),
        ({"media_type": "application/x-msdownload"}, "media_type", "Photos, recordings"),
        ({"media_type": "video/mp4"}, "media_type", "Photos, recordings"),
        ({"media_type": "image/jpeg"}, "people_agreed", "agreed"),
        ({"name": "two\nlines.txt"}, "name", "one line"),
        ({"people_agreed": "perhaps"}, "people_agreed", ""),
    ],
)
def test_what_is_never_kept_is_refused_before_it_is_sent(
    wrong: dict[str, Any], field: str, words: str, sam: Member, sign_in: SignIn
) -> None:
    answer = sign_in(sam).post(FILES, json={"name": "a.txt", "media_type": "text/plain", "size": 3} | wrong)
    assert (answer.status_code, told(answer)["field"]) == (422, field)
    assert words in told(answer)["detail"]


def test_nobody_fills_the_house_with_what_is_in_no_record(sam: Member, sign_in: SignIn) -> None:
    his = sign_in(sam)
    body = {"name": "a.txt", "media_type": "text/plain", "size": sizes.MOST}
    answers = [his.post(FILES, json=body).status_code for _ in range(11)]
    assert answers == [201] * 10 + [403]


def test_somebody_elses_file_is_not_there(coop: CoopWorld, sam: Member, sign_in: SignIn) -> None:
    his, hers = sign_in(sam), sign_in(coop.member("Lin Chen"))
    file = send(his, coop.coop_id, b"mine alone", "a.txt", "text/plain")
    place = f"{FILES}/{file['file_id']}"
    nothing = hers.get(f"{FILES}/{uuid4()}/content").data
    for answer in (
        hers.get(place),
        hers.get(f"{place}/content"),
        hers.delete(place),
        put(hers, file["file_id"], 0, b"x"),
    ):
        assert (answer.status_code, answer.data) == (404, nothing)


def test_one_throws_away_what_is_ones_own(coop: CoopWorld, sam: Member, sign_in: SignIn, owner: Any) -> None:
    his = sign_in(sam)
    file = send(his, coop.coop_id, samples.photo())
    assert his.delete(f"{FILES}/{file['file_id']}").status_code == 204
    assert his.get(f"{FILES}/{file['file_id']}").status_code == 404
    assert _pieces(owner, file["file_id"]) == 0


def test_what_belongs_to_nothing_is_gone_after_a_day(
    coop: CoopWorld, sam: Member, sign_in: SignIn, owner: psycopg.Connection
) -> None:
    his = sign_in(sam)
    with clock.moved(timedelta(hours=-25)):
        old = begin(his, b"old", "a.txt", "text/plain")
        put_all(his, old, b"old")
    new = begin(his, b"new", "a.txt", "text/plain")
    tasks.throw_away()
    assert his.get(f"{FILES}/{old}").status_code == 404
    assert his.get(f"{FILES}/{new}").status_code == 200
    assert _pieces(owner, old) == 0


def _pieces(owner: psycopg.Connection, file_id: str) -> int:
    row = owner.execute("SELECT count(*) FROM tenant.file_chunk WHERE file_id = %s", [file_id]).fetchone()
    assert row is not None
    return int(row[0])
