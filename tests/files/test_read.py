"""A file is read by whoever its owner lets, asked for each piece of it."""

from collections.abc import Callable, Iterator
from uuid import UUID, uuid4

import psycopg
import pytest
from flask.testing import FlaskClient

from server.files import queries
from server.files.actions import attach
from server.files.rules import owners, sizes
from server.kernel.errors import Invalid, Refused
from server.kernel.unit_of_work import Work
from tests.files import samples
from tests.files.sending import FILES, begin, check, complete, put_all, send
from tests.world import CoopWorld, Member, World
from tests.world.fixtures import SignIn

KIND = "quilt"
KEPT_TO_HERSELF = "Edith keeps this to herself."


class Quilt:
    """An owner that lets some in, and remembers what it was asked."""

    def __init__(self) -> None:
        self.lets: set[UUID] = set()
        self.asked: list[bool] = []

    def opens(self, work: Work, owner_id: UUID, begins: bool) -> None:
        self.asked.append(begins)
        if work.actor.membership_id not in self.lets:
            raise Refused(KEPT_TO_HERSELF)


@pytest.fixture
def quilt() -> Iterator[Quilt]:
    made = Quilt()
    owners.owner(KIND)(made.opens)
    yield made
    del owners._owners[KIND]


@pytest.fixture
def coop(world: World) -> CoopWorld:
    return world.coop()


@pytest.fixture
def sam(coop: CoopWorld) -> Member:
    return coop.member()


@pytest.fixture
def lin(coop: CoopWorld) -> Member:
    return coop.member("Lin Chen")


def _long(client: FlaskClient, coop: CoopWorld) -> tuple[str, bytes]:
    """A text of three pieces, checked."""
    content = b"Left foot, right foot.\n" * 26_000
    assert sizes.pieces(len(content)) == 3
    return str(send(client, coop.coop_id, content, "steps.txt", "text/plain")["file_id"]), content


def _give(sam: Member, *file_ids: str, owner_id: UUID | None = None) -> None:
    with sam.work() as work:
        attach(work, [UUID(file_id) for file_id in file_ids], KIND, owner_id or uuid4())


def test_the_owner_is_asked_for_each_piece(
    coop: CoopWorld, sam: Member, lin: Member, sign_in: SignIn, quilt: Quilt
) -> None:
    file_id, content = _long(sign_in(sam), coop)
    _give(sam, file_id)
    quilt.lets = {lin.membership_id}
    answer = sign_in(lin).get(f"{FILES}/{file_id}/content")
    assert answer.data == content
    assert quilt.asked == [True, False, False]


def test_it_is_the_owners_alone_even_from_who_sent_it(
    coop: CoopWorld, sam: Member, sign_in: SignIn, quilt: Quilt
) -> None:
    his = sign_in(sam)
    file_id, _ = _long(his, coop)
    _give(sam, file_id)
    for answer in (his.get(f"{FILES}/{file_id}"), his.get(f"{FILES}/{file_id}/content")):
        assert (answer.status_code, answer.get_json()["detail"]) == (403, KEPT_TO_HERSELF)
    assert his.delete(f"{FILES}/{file_id}").status_code == 403


def _stops(client: FlaskClient, file_id: str, between: Callable[[], object]) -> int:
    """Read until it stops; how many bytes came before `between`, which is done after the first piece."""
    answer = client.get(f"{FILES}/{file_id}/content", buffered=False)
    pieces = iter(answer.iter_encoded())
    came = len(next(pieces))
    between()
    with pytest.raises(ConnectionResetError):
        list(pieces)
    answer.close()
    return came


def test_what_is_taken_back_stops_in_the_middle(
    coop: CoopWorld, sam: Member, lin: Member, sign_in: SignIn, quilt: Quilt
) -> None:
    file_id, content = _long(sign_in(sam), coop)
    _give(sam, file_id)
    quilt.lets = {lin.membership_id}
    assert _stops(sign_in(lin), file_id, quilt.lets.clear) < len(content)


def test_a_device_that_is_shut_out_stops_in_the_middle(
    coop: CoopWorld, sam: Member, sign_in: SignIn, owner: psycopg.Connection
) -> None:
    his = sign_in(sam)
    file_id, content = _long(his, coop)

    def shut() -> None:
        owner.execute("UPDATE directory.session SET ended_at = now() WHERE account_id = %s", [sam.account_id])

    assert _stops(his, file_id, shut) < len(content)


def test_who_is_taken_out_of_the_co_op_stops_in_the_middle(coop: CoopWorld, sam: Member, sign_in: SignIn) -> None:
    his = sign_in(sam)
    file_id, content = _long(his, coop)
    assert _stops(his, file_id, lambda: coop.end(sam)) < len(content)


def test_nothing_of_it_runs_and_nobody_keeps_it(coop: CoopWorld, sam: Member, sign_in: SignIn) -> None:
    his = sign_in(sam)
    photo = send(his, coop.coop_id, samples.photo(), 'K\u00fcche "1".jpg')
    paper = send(his, coop.coop_id, samples.PDF, "letter.pdf", "application/pdf")
    shown = his.get(f"{FILES}/{photo['file_id']}/content").headers
    saved = his.get(f"{FILES}/{paper['file_id']}/content").headers
    assert shown["Content-Disposition"] == "inline; filename*=UTF-8''K%C3%BCche%20%221%22.jpg"
    assert saved["Content-Disposition"] == "attachment; filename*=UTF-8''letter.pdf"
    for headers in (shown, saved):
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Content-Security-Policy"].startswith("sandbox;")
        assert headers["Cache-Control"] == "private, no-store"


def test_what_is_shown_beside_its_owner(coop: CoopWorld, sam: Member, sign_in: SignIn) -> None:
    his = sign_in(sam)
    photo = UUID(send(his, coop.coop_id, samples.photo())["file_id"])
    refused = UUID(send(his, coop.coop_id, b"x", "a.jpg")["file_id"])
    with sam.work() as work:
        rows = queries.files_by_id(work, [photo, refused, uuid4()])
        assert queries.files_by_id(work, []) == {}
    assert set(rows) == {photo}
    assert (rows[photo].kind, rows[photo].thumbnail, rows[photo].people_agreed) == ("image", True, True)


def test_only_ones_own_loose_and_ready_files_get_an_owner(
    coop: CoopWorld, sam: Member, lin: Member, sign_in: SignIn
) -> None:
    his = sign_in(sam)
    ready = send(his, coop.coop_id, b"one", "a.txt", "text/plain")["file_id"]
    given = send(his, coop.coop_id, b"two", "a.txt", "text/plain")["file_id"]
    hers = send(sign_in(lin), coop.coop_id, b"three", "a.txt", "text/plain")["file_id"]
    waiting = begin(his, b"four", "a.txt", "text/plain")
    put_all(his, waiting, b"four")
    complete(his, waiting, b"four")
    _give(sam, given)
    for wrong in (given, hers, waiting, str(uuid4())):
        with pytest.raises(Invalid):
            _give(sam, ready, wrong)
    _give(sam)
    _give(sam, ready, ready)
    assert check(coop.coop_id) == 0


def test_an_owner_has_one_word(quilt: Quilt) -> None:
    with pytest.raises(RuntimeError, match=KIND):
        owners.owner(KIND)(quilt.opens)
