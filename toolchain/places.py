"""Where things lie, and the one kind of error that people are shown."""

import contextlib
import fcntl
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".dev"


class Failed(Exception):
    """Something that whoever typed the command can act on. The text is one clear sentence."""


def home() -> Path:
    """The folder with this installation's data: `.ourpatch/`, unless OURPATCH_HOME says otherwise."""
    return Path(os.environ.get("OURPATCH_HOME") or ROOT / ".ourpatch").absolute()


def fingerprint(*files: Path) -> str:
    """A digest of what these files say; missing files count as empty."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + b"\0")
        digest.update(file.read_bytes() if file.exists() else b"")
    return digest.hexdigest()


@contextlib.contextmanager
def alone(name: str) -> Iterator[None]:
    """Only one process at a time does this; others wait."""
    TOOLS.mkdir(exist_ok=True)
    with (TOOLS / f"{name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
