"""The Python environment `.dev/venv`, made from hash-locked requirements and kept in step with them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Literal

from toolchain.places import ROOT, TOOLS, Failed, fingerprint

Level = Literal["local", "dev"]

UV_HOME = TOOLS / "uv"
VENV = TOOLS / "venv"
PYTHON = VENV / "bin" / "python"
REQUIREMENTS = ROOT / "requirements"
STAMP = VENV / "in-step-with"


def environment() -> dict[str, str]:
    """The caller's environment, with the project's own tools first in PATH.

    Compiled modules are kept even where the machine says otherwise: each of our processes starts twice as fast.
    """
    ours = f"{VENV / 'bin'}{os.pathsep}{TOOLS / 'node' / 'bin'}"
    unwanted = ("PYTHONHOME", "PYTHONDONTWRITEBYTECODE", "VIRTUAL_ENV")
    found = {name: value for name, value in os.environ.items() if name not in unwanted}
    return found | {
        "PATH": f"{ours}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "VIRTUAL_ENV": str(VENV),
        "PYTHONPATH": str(ROOT),
        "UV_SYSTEM_CERTS": "1",
        "UV_PYTHON_DOWNLOADS": "never",
        "NODE_USE_SYSTEM_CA": "1",
    }


def uv(*arguments: str | Path) -> None:
    """Run uv, fetching it first if need be: bare Debian has pip, but neither venv nor ensurepip."""
    lock = REQUIREMENTS / "uv.txt"
    stamp = UV_HOME / "in-step-with"
    if not stamp.exists() or stamp.read_text() != fingerprint(lock):
        shutil.rmtree(UV_HOME, ignore_errors=True)
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        _run([*pip, "--no-compile", "--target", str(UV_HOME), "--require-hashes", "-r", str(lock)])
        stamp.write_text(fingerprint(lock))
    _run([str(UV_HOME / "bin" / "uv"), *map(str, arguments)])


def ensure(level: Level) -> None:
    """Afterwards `.dev/venv` holds what `requirements/LEVEL.txt` names; costs nothing when it does already."""
    if _in_step(level):
        return
    print(f"Putting the Python packages of requirements/{level}.txt into .dev/venv …", file=sys.stderr, flush=True)
    if not PYTHON.exists() or not _starts():
        shutil.rmtree(VENV, ignore_errors=True)
        uv("venv", "--quiet", "--no-project", "--python", sys.executable, VENV)
    STAMP.unlink(missing_ok=True)
    lock = REQUIREMENTS / f"{level}.txt"
    uv("pip", "sync", "--quiet", "--python", PYTHON, "--require-hashes", lock)
    STAMP.write_text(f"{level} {fingerprint(lock)}")


def _in_step(level: Level) -> bool:
    """The packages for tests hold the packages to run with as well: they are never taken away for less."""
    if not STAMP.exists() or not _starts():
        return False
    have, _, print_of_lock = STAMP.read_text().partition(" ")
    enough = have in (level, "dev")
    return enough and print_of_lock == fingerprint(REQUIREMENTS / f"{have}.txt")


def _starts() -> bool:
    """Whether the environment's Python still runs: one on the machine may have been taken away."""
    try:
        return subprocess.run([PYTHON, "-c", ""], check=False, timeout=30).returncode == 0
    except OSError:
        return False


def _run(command: list[str]) -> None:
    done = subprocess.run(command, check=False, env=environment(), stdout=sys.stderr)
    if done.returncode != 0:
        raise Failed(f"{Path(command[0]).name} could not finish; what it said stands above.")
