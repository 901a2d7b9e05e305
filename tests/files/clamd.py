"""A scanner that speaks as clamd does, and can be told to wait or to talk nonsense."""

import socket
import threading
import time
from collections.abc import Callable

# The test of all scanners, in two halves so that none warns of this file.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class FakeClamd:
    """Knows EICAR, and answers at the end of what it is sent (while `held`, not yet); `always`: at once, this."""

    def __init__(self, always: bytes | None = None) -> None:
        self.always = always
        self.held = False
        self.seen: list[bytes] = []
        self._door = socket.create_server(("127.0.0.1", 0))
        self.url = f"tcp://127.0.0.1:{self._door.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        """Answer nobody any more."""
        self.held = False
        self._door.close()

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._door.accept()
            except OSError:
                return
            threading.Thread(target=self._speak, args=[line], daemon=True).start()

    def _speak(self, line: socket.socket) -> None:
        with line, line.makefile("rb") as said:
            try:
                line.sendall(self.always if self.always is not None else self._answer(said.read))
            except OSError:
                return  # who asked is gone

    def _answer(self, read: Callable[[int], bytes]) -> bytes:
        if read(10) != b"zINSTREAM\0":
            return b"UNKNOWN COMMAND\0"
        content = b""
        while size := int.from_bytes(read(4)):
            content += read(size)
        self.seen.append(content)
        while self.held:
            time.sleep(0.02)
        return b"stream: Eicar-Test-Signature FOUND\0" if EICAR in content else b"stream: OK\0"
