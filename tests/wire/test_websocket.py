"""The wire: what a browser does works, what no browser does is refused with the right code, and the slow are cut."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from websockets.frames import Opcode

from tests.wire.raw_client import RawClient
from toolchain.children import free_port

LIMIT = 64 * 1024
ROOT = Path(__file__).parents[2]
GUNICORN = "-m gunicorn -k gevent -w 1 --graceful-timeout 1 --no-control-socket --log-level critical --bind"


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    number = free_port()
    application = "tests.wire.sockets_alone:application"
    child = subprocess.Popen([sys.executable, *GUNICORN.split(), f"127.0.0.1:{number}", application], cwd=ROOT)
    for _ in range(100):
        try:
            RawClient(number).sock.close()
            break
        except OSError:
            time.sleep(0.1)
    yield number
    child.terminate()
    child.wait(10)


@pytest.fixture
def client(port: int) -> Iterator[RawClient]:
    with RawClient(port) as opened:
        yield opened.seat()


def test_an_event_is_acknowledged(client: RawClient) -> None:
    assert client.ask("echo", {"text": "Bore da, Siân 😀"}, number=12) == {"text": "Bore da, Siân 😀"}


def test_a_message_in_fragments_with_a_ping_between_them(client: RawClient) -> None:
    whole = '420["echo","pâté"]'.encode()
    cut = whole.index("â".encode()) + 1  # within a character
    client.write(Opcode.TEXT, whole[:cut], fin=False)
    client.write(Opcode.PING, b"still there?")
    client.write(Opcode.CONT, b"", fin=False)
    client.write(Opcode.CONT, whole[cut:])
    first = client.frame()
    assert first is not None
    assert first.opcode is Opcode.PONG
    assert bytes(first.data) == b"still there?"
    assert json.loads(client.text().removeprefix("430")) == ["pâté"]


def test_bytes_that_come_one_by_one(client: RawClient) -> None:
    sock, written = client.sock, bytearray()
    client.sock = _Catch(written)  # type: ignore[assignment]
    client.say('420["echo",1]')
    client.sock = sock
    for byte in written:
        sock.sendall(bytes((byte,)))
    assert client.text() == "430[1]"


class _Catch:
    """Takes what would have been written."""

    def __init__(self, into: bytearray) -> None:
        self._into = into

    def sendall(self, data: bytes) -> None:
        self._into += data


def test_many_messages_in_one_packet_are_answered_in_order(client: RawClient) -> None:
    sock, written = client.sock, bytearray()
    client.sock = _Catch(written)  # type: ignore[assignment]
    for n in range(40):
        client.say(f'42{n}["echo",{n}]')
    client.sock = sock
    sock.sendall(bytes(written))
    assert [client.text() for _ in range(40)] == [f"43{n}[{n}]" for n in range(40)]


@pytest.mark.parametrize("length", [125, 126, 65_000])
def test_every_length_of_frame(client: RawClient, length: int) -> None:
    assert client.ask("echo", "x" * length) == "x" * length


def test_nothing_is_compressed(port: int) -> None:
    with RawClient(port, headers={"Sec-WebSocket-Extensions": "permessage-deflate"}) as client:
        assert "101" in client.head.splitlines()[0]
        assert "permessage-deflate" not in client.head


def test_a_ping_comes_and_who_answers_stays(client: RawClient) -> None:
    until = time.monotonic() + 3.2
    answered = 0
    while time.monotonic() < until:
        frame = client.frame()
        assert frame is not None
        if bytes(frame.data) == b"2":
            client.say("3")
            answered += 1
    assert answered >= 1
    assert client.ask("echo", 1) == 1


def test_who_does_not_answer_is_cut(client: RawClient) -> None:
    started = time.monotonic()
    client.close_code()
    assert 1 < time.monotonic() - started < 6


def test_who_does_not_say_who_it_is_is_cut(port: int) -> None:
    with RawClient(port) as client:
        said = list(iter(client.text_or_end, None))
    assert [text[:1] for text in said] == ["0", "1"]


def test_who_is_shown_out_hears_it_and_is_out(client: RawClient) -> None:
    client.say('42["out"]')
    assert [client.text(), client.text()] == ["41", "1"]
    assert client.close_code() == 1000


def test_who_leaves_their_seat_and_takes_no_other_is_cut(client: RawClient) -> None:
    client.say("41")
    assert list(iter(client.text_or_end, None)) == ["1"]


def test_who_leaves_their_seat_may_take_another(client: RawClient) -> None:
    client.say("41")
    client.say("40")
    assert client.text().startswith("40{")
    assert client.ask("echo", 1) == 1


def test_closing_from_the_client(client: RawClient) -> None:
    client.write(Opcode.CLOSE, (1000).to_bytes(2))
    assert client.close_code() == 1000


def test_closing_by_socket_io(client: RawClient) -> None:
    client.say("1")  # Engine.IO: close
    assert client.close_code() == 1000


BREACHES: dict[str, tuple[Callable[[RawClient], object], int]] = {
    "a frame without mask": (lambda c: c.write(Opcode.TEXT, "2", mask=False), 1002),
    "a reserved bit": (lambda c: c.write(Opcode.TEXT, "2", rsv1=True), 1002),
    "an unknown opcode": (lambda c: c.write(3, "2"), 1002),
    "a continuation of nothing": (lambda c: c.write(Opcode.CONT, "2"), 1002),
    "text in the middle of text": (
        lambda c: c.write(Opcode.TEXT, "4", fin=False).write(Opcode.TEXT, "2"),
        1002,
    ),
    "a ping in fragments": (lambda c: c.write(Opcode.PING, b"", fin=False), 1002),
    "a ping that is too long": (lambda c: c.write(Opcode.PING, b"x" * 126), 1002),
    "a close code that may not be sent": (lambda c: c.write(Opcode.CLOSE, (1005).to_bytes(2)), 1002),
    "bytes that are no text": (lambda c: c.write(Opcode.TEXT, b"42\xff\xfe"), 1007),
    "half a character at the end": (lambda c: c.write(Opcode.TEXT, b"42\xc3"), 1007),
    "binary": (lambda c: c.write(Opcode.BINARY, b"\x00"), 1003),
    "a message over the limit": (lambda c: c.write(Opcode.TEXT, "4" * (LIMIT + 1)), 1009),
    "fragments over the limit": (
        lambda c: c.write(Opcode.TEXT, "4" * LIMIT, fin=False).write(Opcode.CONT, "4"),
        1009,
    ),
    "a packet of no kind": (lambda c: c.say("x"), 1008),
    "an empty packet": (lambda c: c.say(""), 1008),
    "an event that is no JSON": (lambda c: c.say('42["echo",'), 1008),
    "an event without a name": (lambda c: c.say("42[]"), 1008),
    "an event with a name that is none": (lambda c: c.say("42[{}]"), 1008),
    "an attachment": (lambda c: c.say('451-["echo",{"_placeholder":true,"num":0}]'), 1008),
    "an acknowledgement of nothing": (lambda c: c.say("431[]"), 1008),
    "a number that is too long": (lambda c: c.say(f'42{"9" * 200}["echo",1]'), 1008),
}


@pytest.mark.parametrize("what", BREACHES)
def test_what_no_browser_does_is_refused(port: int, what: str) -> None:
    breach, code = BREACHES[what]
    with RawClient(port) as other, RawClient(port) as client:
        other.seat()
        client.seat()
        breach(client)
        assert client.close_code() == code
        assert other.ask("echo", "undisturbed") == "undisturbed"


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-WebSocket-Key": ""},
        {"Sec-WebSocket-Key": "short"},
        {"Sec-WebSocket-Version": "8"},
        {"Connection": "close"},
        {"Upgrade": "h3"},
    ],
)
def test_a_handshake_that_is_none(port: int, headers: dict[str, str]) -> None:
    with RawClient(port, headers=headers) as client:
        assert client.head.startswith("HTTP/1.1 400")


def test_a_page_of_somebody_else_gets_no_handshake(port: int) -> None:
    with RawClient(port, headers={"Origin": "http://theirs.example"}) as client:
        assert client.head.startswith("HTTP/1.1 403")


def test_who_falls_behind_is_cut_and_nobody_waits_for_them(port: int) -> None:
    with RawClient(port, receive_buffer=4096) as slow, RawClient(port, patience=20) as quick:
        slow.seat()
        quick.seat()
        assert quick.ask("flood", 400) == 400  # 20 MB; the slow one reads nothing of it
        for _ in range(50):
            if quick.ask("count", 0) == 1:
                break
            time.sleep(0.1)
        assert quick.ask("count", 0) == 1
        read = 0
        while slow.frame() is not None:
            read += 1
        assert read < 400
