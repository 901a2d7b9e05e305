"""A mail arrives, once, whatever is killed on its way."""

import contextlib
import socket
from collections.abc import Callable, Iterator
from datetime import timedelta
from email.message import Message
from uuid import UUID, uuid4

import pytest
import redis
from sqlalchemy import func, select

from server.coops.events import InvitationMade
from server.identity.events import SignInCodeMade
from server.kernel import clock
from server.kernel.actor import the_coop
from server.kernel.config import Settings
from server.kernel.models import DirectoryOutbox, TenantOutbox
from server.kernel.unit_of_work import directory_work, unit_of_work
from server.notices import reactions as _reactions
from tests.load.late_processes import RELAY, WORKER, PostOffice, Process, open_office, wait_until
from tests.opened import opened, settings

Start = Callable[..., Process]
__all__ = ["_reactions", "opened", "settings"]  # reactions for what they react to, fixtures for being asked for


@pytest.fixture
def office() -> PostOffice:
    return PostOffice()


@pytest.fixture
def smtp_url(office: PostOffice) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    controller = open_office(office, port)
    yield f"smtp://127.0.0.1:{port}?tls=off"
    office.held = False
    controller.stop()


@pytest.fixture
def start(opened: Settings, emptied: object, valkey: redis.Redis, smtp_url: str) -> Iterator[Start]:
    """Start a process on this test's database, queue and mail server."""
    started: list[Process] = []

    def begin(*command: str) -> Process:
        process = Process(*command, SMTP_URL=smtp_url)
        started.append(process)
        return process

    yield begin
    for process in started:
        process.kill()


def _ask_for_code(address: str = "edith@example.org", minutes: int = 10) -> None:
    with directory_work() as work:
        work.publish(SignInCodeMade(email=address, code="123456", minutes=minutes))


def _waiting() -> int:
    with directory_work() as work:
        return work.session.scalar(select(func.count()).select_from(DirectoryOutbox)) or 0


def _waiting_in(coop_id: UUID) -> bool:
    with unit_of_work(the_coop(coop_id, "test")) as work:
        return work.session.scalar(select(TenantOutbox.id).where(TenantOutbox.coop_id == coop_id).limit(1)) is not None


def _text(mail: Message) -> str:
    payload = mail.get_payload(decode=True)
    assert isinstance(payload, bytes)
    return payload.decode()


def test_a_code_and_an_invitation_arrive(start: Start, office: PostOffice) -> None:
    coop_id = uuid4()
    _ask_for_code()
    with unit_of_work(the_coop(coop_id, "test")) as work:
        link = "http://localhost:4100/invitation#secret"
        work.publish(InvitationMade(uuid4(), "jo@example.org", "Jo Bevan", "Meadow Lane", link))
    start(*WORKER)
    relay = start(*RELAY)
    wait_until(lambda: len(office.taken) == 2, "both mails")
    mails = {mail["To"]: mail for mail in office.taken}
    assert "123456" in _text(mails["edith@example.org"])
    assert "123456" not in mails["edith@example.org"]["Subject"]
    assert link in _text(mails["jo@example.org"])
    assert "Jo" not in mails["jo@example.org"]["Subject"]
    wait_until(lambda: _waiting() == 0, "an empty outbox")
    wait_until(lambda: not _waiting_in(coop_id), "an empty outbox of the co-op")
    assert relay.stop() == 0


@pytest.mark.parametrize("whole", [True, False], ids=["with its children", "its first process alone"])
def test_a_worker_that_is_killed_while_it_sends_costs_no_mail_and_no_second_one(
    whole: bool, start: Start, office: PostOffice
) -> None:
    office.held = True
    worker = start(*WORKER)
    start(*RELAY)
    _ask_for_code()
    wait_until(lambda: office.asked == 1, "the worker at the mail server")
    if whole:
        worker.kill()
    else:
        worker.kill_main()
    start(*WORKER)
    office.held = False
    wait_until(lambda: _waiting() == 0, "an empty outbox")
    assert len(office.taken) == 1


def test_the_queue_holds_nothing_private_and_what_it_loses_is_sent_all_the_same(
    start: Start, office: PostOffice, valkey: redis.Redis
) -> None:
    relay = start(*RELAY)
    _ask_for_code()
    wait_until(lambda: valkey.keys("ourpatch:queue:*mail*"), "the mail's id in the queue")
    dump = b"".join(_values(valkey))
    assert b"send_mail" in dump
    assert b"edith" not in dump
    assert b"123456" not in dump
    valkey.flushdb()
    start(*WORKER)
    wait_until(lambda: office.taken, "the mail")
    assert relay.stop() == 0


def test_a_mail_server_that_says_later_is_asked_again(start: Start, office: PostOffice) -> None:
    office.answer = "451 Later"
    start(*WORKER)
    start(*RELAY)
    _ask_for_code()
    wait_until(lambda: office.asked >= 1, "a first try")
    assert office.taken == []
    office.answer = "250 OK"
    wait_until(lambda: len(office.taken) == 1, "the mail")


def test_a_code_that_is_too_old_is_not_sent(start: Start, office: PostOffice) -> None:
    with clock.moved(timedelta(minutes=-11)):
        _ask_for_code("late@example.org")
    _ask_for_code("timely@example.org")
    start(*WORKER)
    start(*RELAY)
    wait_until(lambda: _waiting() == 0, "an empty outbox")
    assert [mail["To"] for mail in office.taken] == ["timely@example.org"]


def _values(valkey: redis.Redis) -> Iterator[bytes]:
    for key in valkey.scan_iter("*"):
        with contextlib.suppress(redis.ResponseError):
            yield from map(_bytes, valkey.lrange(key, 0, -1))
        with contextlib.suppress(redis.ResponseError):
            yield from map(_bytes, valkey.hvals(key))


def _bytes(value: str | bytes) -> bytes:
    return value if isinstance(value, bytes) else value.encode()
