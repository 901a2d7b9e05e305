"""Asking a virus scanner about a content, in the words of clamd: INSTREAM (clamd(8), "COMMANDS").

What is sent: `zINSTREAM`, NUL, then pieces, each behind its length in four bytes, then a length of nothing. What comes
back, up to a NUL: `stream: OK`, or `stream: <name> FOUND`, or an error.
"""

import socket
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

from server.kernel.config import Misconfigured

PORT = 3310
PATIENCE = 30.0  # seconds for each step; a scanner that reads its lists anew is slow to answer
PIECE = 65_536  # bytes
LONGEST_ANSWER = 4_096


class NotScanned(Exception):
    """The scanner can't be reached, or could not do it. The content is asked about again later."""


class Scanner(Protocol):
    """Whoever knows what is harmful."""

    def is_harmful(self, content: bytes) -> bool:
        """Whether it is. NotScanned where nobody can say just now."""


class NoScanner:
    """Where no scanner is set up, nothing is known to be harmful."""

    def is_harmful(self, content: bytes) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class Clamd:
    """clamd, on a socket of its own for each content."""

    host: str
    port: int

    def is_harmful(self, content: bytes) -> bool:
        try:
            with socket.create_connection((self.host, self.port), timeout=PATIENCE) as line:
                answer = _ask(line, content)
        except OSError as problem:
            raise NotScanned(type(problem).__name__) from problem
        if answer.endswith(" FOUND"):
            return True
        if answer == "stream: OK":
            return False
        raise NotScanned("The scanner could not read it.")


def scanner_at(url: str) -> Scanner:
    """The scanner at `tcp://host:port`; none for an empty address. Misconfigured for any other."""
    if not url:
        return NoScanner()
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port or PORT
    except ValueError:
        host, port = None, 0
    if not host or parts.scheme != "tcp":
        raise Misconfigured("CLAMAV_URL is not like tcp://host:3310.")
    return Clamd(host, port)


def _ask(line: socket.socket, content: bytes) -> str:
    line.sendall(b"zINSTREAM\0")
    try:
        for at in range(0, len(content), PIECE):
            piece = content[at : at + PIECE]
            line.sendall(len(piece).to_bytes(4) + piece)
        line.sendall(bytes(4))
    except (BrokenPipeError, ConnectionResetError):
        pass  # it has said why, and reads no further: that is what we read now
    said = b""
    while b"\0" not in said and len(said) < LONGEST_ANSWER and (more := line.recv(LONGEST_ANSWER)):
        said += more
    return said.partition(b"\0")[0].decode("ascii", "replace").strip()
