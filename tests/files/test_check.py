"""A file is looked at before it is kept: by its content, by a scanner, and never by what it says of itself alone."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID, uuid4

import psycopg
import pytest
from sqlalchemy import select

from server.files import tasks
from server.files.actions import check as checking
from server.files.actions import scan
from server.files.rules import kinds, pictures
from server.kernel.actor import the_coop
from server.kernel.config import Misconfigured
from server.kernel.models import TenantOutbox
from server.kernel.outbox import Carried
from server.kernel.unit_of_work import unit_of_work
from tests.files import samples
from tests.files.clamd import EICAR, FakeClamd
from tests.files.sending import FILES, begin, check, complete, put_all, send
from tests.world import CoopWorld, Member, World
from tests.world.fixtures import SignIn, told

PDF = "application/pdf"


@pytest.fixture
def clamd() -> Iterator[FakeClamd]:
    server = FakeClamd()
    yield server
    server.close()


@pytest.fixture
def coop(world: World) -> CoopWorld:
    return world.coop()


@pytest.fixture
def sam(coop: CoopWorld) -> Member:
    return coop.member()


@pytest.mark.parametrize(
    ("content", "media_type", "why"),
    [
        (b"MZ\x90\x00" + bytes(60), PDF, kinds.OTHER),
        (samples.photo(), PDF, kinds.OTHER),
        (samples.docx(), PDF, kinds.OTHER),
        (b"Not a picture", "image/jpeg", kinds.OTHER),
        (bytes(60), "application/octet-stream", kinds.UNKNOWN),
        (samples.bomb(), "image/png", pictures.TOO_MANY_POINTS),
        (samples.photo(noisy=True)[:20_000], "image/jpeg", pictures.BROKEN),
        (samples.photo(), "application/octet-stream", checking.PHOTO),
        (samples.webm(b"A_OPUS", b"V_VP8"), "audio/webm", kinds.OTHER),
    ],
)
def test_it_is_refused_in_a_sentence_and_nothing_of_it_is_kept(
    content: bytes, media_type: str, why: str, coop: CoopWorld, sam: Member, sign_in: SignIn, owner: psycopg.Connection
) -> None:
    his = sign_in(sam)
    file = send(his, coop.coop_id, content, "a file", media_type)
    assert (file["state"], file["why"], file["kind"]) == ("refused", why, None)
    assert his.get(f"{FILES}/{file['file_id']}/content").status_code == 404
    left = owner.execute("SELECT count(*) FROM tenant.file_chunk WHERE file_id = %s", [file["file_id"]]).fetchone()
    assert left == (0,)


@pytest.mark.parametrize(
    ("content", "media_type", "served"),
    [
        (samples.PDF, PDF, PDF),
        (samples.odt(), "application/octet-stream", "application/vnd.oasis.opendocument.text"),
        (samples.webm(b"A_OPUS"), "audio/webm;codecs=opus", "audio/webm"),
        (samples.mp4(b"soun"), "audio/x-m4a", "audio/mp4"),
    ],
)
def test_it_is_kept_as_it_is(
    content: bytes, media_type: str, served: str, coop: CoopWorld, sam: Member, sign_in: SignIn
) -> None:
    his = sign_in(sam)
    file = send(his, coop.coop_id, content, "Brief für Löwe.pdf", media_type)
    assert (file["state"], file["media_type"]) == ("ready", served)
    answer = his.get(f"{FILES}/{file['file_id']}/content")
    assert (answer.data, answer.mimetype) == (content, served)
    assert his.get(f"{FILES}/{file['file_id']}/thumbnail").status_code == 404


def test_a_scanner_that_warns_is_heard(coop: CoopWorld, sam: Member, sign_in: SignIn, clamd: FakeClamd) -> None:
    his, scanner = sign_in(sam), scan.scanner_at(clamd.url)
    good, bad = b"hello\n" * 30_000, b"hello\n" * 30_000 + EICAR
    for content, state in ((good, "ready"), (bad, "refused")):
        file_id = begin(his, content, "a.txt", "text/plain")
        put_all(his, file_id, content)
        complete(his, file_id, content)
        assert check(coop.coop_id, scanner) == 0
        assert told(his.get(f"{FILES}/{file_id}"))["state"] == state
    assert told(his.get(f"{FILES}/{file_id}"))["why"] == checking.HARMFUL
    assert clamd.seen == [good, bad]


def test_a_scanner_that_is_away_is_asked_again(coop: CoopWorld, sam: Member, sign_in: SignIn) -> None:
    his = sign_in(sam)
    file_id = begin(his, b"hello", "a.txt", "text/plain")
    put_all(his, file_id, b"hello")
    complete(his, file_id, b"hello")
    assert check(coop.coop_id, scan.Clamd("127.0.0.1", 1)) == 1
    assert told(his.get(f"{FILES}/{file_id}"))["state"] == "checking"
    assert check(coop.coop_id) == 0
    assert told(his.get(f"{FILES}/{file_id}"))["state"] == "ready"
    assert his.get(f"{FILES}/{file_id}/content").data == b"hello"


@pytest.mark.parametrize("answer", [b"", b"stream: ", b"INSTREAM size limit exceeded. ERROR\0", b"x" * 10_000])
def test_a_scanner_that_says_something_else_has_said_nothing(answer: bytes) -> None:
    server = FakeClamd(always=answer)
    with pytest.raises(scan.NotScanned):
        scan.scanner_at(server.url).is_harmful(b"x" * 3_000_000)
    server.close()


@pytest.mark.parametrize("url", ["localhost:3310", "http://localhost", "tcp://", "tcp://host:port"])
def test_an_address_of_no_scanner_is_a_sentence(url: str) -> None:
    with pytest.raises(Misconfigured, match="CLAMAV_URL"):
        scan.scanner_at(url)
    assert scan.scanner_at("tcp://scanner") == scan.Clamd("scanner", 3310)
    assert scan.scanner_at("").is_harmful(EICAR) is False


def test_what_nobody_can_check_is_refused_in_the_end(coop: CoopWorld, sam: Member, sign_in: SignIn) -> None:
    his = sign_in(sam)
    file_id = begin(his, b"hello", "a.txt", "text/plain")
    put_all(his, file_id, b"hello")
    complete(his, file_id, b"hello")
    assert _handed_on(coop.coop_id, tasks.LAST_TRY - 1) == timedelta(seconds=512)
    assert told(his.get(f"{FILES}/{file_id}"))["state"] == "checking"
    assert _handed_on(coop.coop_id, tasks.LAST_TRY) is None
    file = told(his.get(f"{FILES}/{file_id}"))
    assert (file["state"], file["why"]) == ("refused", checking.NOT_CHECKED)


def _handed_on(coop_id: UUID, attempts: int) -> timedelta | None:
    with unit_of_work(the_coop(coop_id, "test")) as work:
        row = work.session.scalars(select(TenantOutbox).where(TenantOutbox.topic == "files.check")).one()
        waits = tasks.hand_on(work, Carried(row.id, row.topic, row.payload, row.made_at, attempts))
        work._after.clear()  # no queue here
        return waits


def test_a_file_that_is_gone_is_no_reason_to_stop(coop: CoopWorld, sam: Member, sign_in: SignIn) -> None:
    his = sign_in(sam)
    file_id = begin(his, b"hello", "a.txt", "text/plain")
    put_all(his, file_id, b"hello")
    complete(his, file_id, b"hello")
    assert his.delete(f"{FILES}/{file_id}").status_code == 204
    assert check(coop.coop_id) == 0
    tasks.check(str(coop.coop_id), str(uuid4()))
