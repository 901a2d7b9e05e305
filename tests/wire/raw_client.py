"""A WebSocket client that can misbehave: it writes any bytes, and reads frame by frame."""

import json
import socket
from collections.abc import Mapping
from typing import Any, Self

from websockets.client import ClientProtocol
from websockets.frames import Close, Frame, Opcode
from websockets.protocol import OPEN
from websockets.uri import parse_uri

KEY = "dGhlIHNhbXBsZSBub25jZQ=="


class RawClient:
    """One connection. Reads time out after `patience` seconds."""

    def __init__(
        self, port: int, patience: float = 8, receive_buffer: int = 0, headers: Mapping[str, str] | None = None
    ) -> None:
        self.sock = socket.socket()
        if receive_buffer:
            self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.sock.settimeout(patience)
        try:
            self.sock.connect(("127.0.0.1", port))
            self.head = self._shake_hands(port, headers or {})
        except OSError:
            self.sock.close()
            raise
        uri = parse_uri(f"ws://127.0.0.1:{port}/")
        self._protocol = ClientProtocol(uri, state=OPEN, max_size=None)
        self._frames: list[Frame] = []
        self.ended = False

    def _shake_hands(self, port: int, headers: Mapping[str, str]) -> str:
        sent = {
            "Host": f"127.0.0.1:{port}",
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": KEY,
        } | dict(headers)
        lines = "".join(f"{name}: {value}\r\n" for name, value in sent.items() if value)
        self.sock.sendall(f"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n{lines}\r\n".encode())
        head = b""
        while not head.endswith(b"\r\n\r\n") and (byte := self.sock.recv(1)):
            head += byte
        return head.decode()

    def write(
        self, opcode: int, data: bytes | str = b"", *, fin: bool = True, mask: bool = True, rsv1: bool = False
    ) -> Self:
        """Write one frame, correct or not."""
        raw = data.encode() if isinstance(data, str) else data
        length = len(raw)
        first = (0x80 if fin else 0) | (0x40 if rsv1 else 0) | opcode
        second = 0x80 if mask else 0
        if length < 126:
            header = bytes((first, second | length))
        elif length < 65536:
            header = bytes((first, second | 126)) + length.to_bytes(2)
        else:
            header = bytes((first, second | 127)) + length.to_bytes(8)
        key = b"\x01\x02\x03\x04"
        body = bytes(byte ^ key[n % 4] for n, byte in enumerate(raw)) if mask else raw
        self.sock.sendall(header + (key if mask else b"") + body)
        return self

    def say(self, text: str) -> None:
        self.write(Opcode.TEXT, text)

    def seat(self) -> Self:
        """Connect to the namespace: afterwards events are taken."""
        assert self.text().startswith("0{")
        self.say("40")
        assert self.text().startswith("40{")
        return self

    def frame(self) -> Frame | None:
        """The next frame; None at the end of the stream."""
        while not self._frames and not self.ended:
            try:
                data = self.sock.recv(65536)
            except ConnectionError:
                data = b""
            if not data:
                self.ended = True
                break
            self._protocol.receive_data(data)
            self._frames += [event for event in self._protocol.events_received() if isinstance(event, Frame)]
        return self._frames.pop(0) if self._frames else None

    def text(self) -> str:
        """The next text that is no ping of Engine.IO's (those are answered). EOFError at the end."""
        while True:
            frame = self.frame()
            if frame is None:
                raise EOFError
            if frame.opcode is Opcode.TEXT:
                text = bytes(frame.data).decode()
                if text != "2":
                    return text
                self.say("3")

    def text_or_end(self) -> str | None:
        """The next text; None at the end."""
        try:
            return self.text()
        except EOFError:
            return None

    def ask(self, event: str, payload: Any, number: int = 0) -> Any:
        """Emit and wait for the acknowledgement, past other events."""
        self.say(f"42{number}{json.dumps([event, payload])}")
        while not (text := self.text()).startswith(f"43{number}["):
            assert text.startswith("42")
        return json.loads(text[2 + len(str(number)) :])[0]

    def close_code(self) -> int | None:
        """Read to the end; the code of the close frame, None if there was none."""
        code = None
        while (frame := self.frame()) is not None:
            if frame.opcode is Opcode.CLOSE:
                code = Close.parse(bytes(frame.data)).code
        return code

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.sock.close()
