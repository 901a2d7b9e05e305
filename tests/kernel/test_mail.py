"""Mail by SMTP, to a real server."""

import socket
from collections.abc import Iterator
from email.message import Message
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MessageHandler
from aiosmtpd.smtp import AuthResult, LoginPassword

from server.kernel import clock
from server.kernel.config import Misconfigured
from server.kernel.mail import Mail, NeverTaken, NotTaken, SmtpPost

SENDER = "Ourpatch <post@ourpatch.example>"
MAIL = Mail("0197", "edith@example.org", "Your code for Ourpatch", "Your code is 123456, für Édith.\n", clock.now())


class Box(MessageHandler):
    """Takes mail, except what `answers` says about an address."""

    def __init__(self) -> None:
        super().__init__()
        self.taken: list[Message] = []
        self.answers: dict[str, str] = {}

    def handle_message(self, message: Message) -> None:
        self.taken.append(message)

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        envelope.rcpt_tos.append(address)
        return self.answers.get(address, "250 OK")


@pytest.fixture
def box() -> Box:
    return Box()


@pytest.fixture
def port(box: Box) -> Iterator[int]:
    server = Controller(box, hostname="127.0.0.1", port=_free_port(), ready_timeout=10)
    server.start()
    yield server.port
    server.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _post(port: int, more: str = "?tls=off", who: str = "") -> SmtpPost:
    return SmtpPost.at(f"smtp://{who}127.0.0.1:{port}{more}", SENDER)


def test_a_mail_arrives_whole(box: Box, port: int) -> None:
    _post(port).send(MAIL)
    (taken,) = box.taken
    assert taken["To"] == "edith@example.org"
    assert taken["From"] == SENDER
    assert taken["Message-ID"] == "<0197@ourpatch>"
    assert taken["Auto-Submitted"] == "auto-generated"
    payload = taken.get_payload(decode=True)
    assert isinstance(payload, bytes)
    assert payload.decode().strip() == MAIL.text.strip()


def test_an_address_that_is_not_there_is_never_taken(box: Box, port: int) -> None:
    box.answers["edith@example.org"] = "550 No such box"
    with pytest.raises(NeverTaken) as raised:
        _post(port).send(MAIL)
    assert "edith" not in str(raised.value)


def test_a_full_box_may_take_it_later(box: Box, port: int) -> None:
    box.answers["edith@example.org"] = "452 Full"
    with pytest.raises(NotTaken):
        _post(port).send(MAIL)


def test_a_server_that_is_away_may_take_it_later() -> None:
    with pytest.raises(NotTaken):
        _post(_free_port()).send(MAIL)


def test_without_tls_nothing_is_sent_in_the_clear(box: Box, port: int) -> None:
    with pytest.raises(NotTaken):
        _post(port, "").send(MAIL)
    assert box.taken == []


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
def test_name_and_password_are_given(box: Box) -> None:
    asked: list[tuple[bytes, bytes]] = []

    def authenticate(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        assert isinstance(data, LoginPassword)
        asked.append((data.login, data.password))
        return AuthResult(success=True)

    server = Controller(
        box,
        hostname="127.0.0.1",
        port=_free_port(),
        authenticator=authenticate,
        auth_required=True,
        auth_require_tls=False,
    )
    server.start()
    try:
        _post(server.port, who="o%40urpatch:p%3Aw@").send(MAIL)
    finally:
        server.stop()
    assert asked == [(b"o@urpatch", b"p:w")]
    assert len(box.taken) == 1


@pytest.mark.parametrize(
    "url", ["mail.example.org", "http://a.example", "smtp://a.example:x", "smtp://a.example?tls=no"]
)
def test_what_is_no_address_is_told_in_a_sentence(url: str) -> None:
    with pytest.raises(Misconfigured, match="SMTP_URL"):
        SmtpPost.at(url, SENDER)


@pytest.mark.parametrize(("more", "port"), [("", 587), ("?tls=ssl", 465), ("?tls=off", 25)])
def test_each_kind_has_its_port(more: str, port: int) -> None:
    assert SmtpPost.at(f"smtp://mail.example.org{more}", SENDER).port == port
