"""The locks of the Python packages: compiled by `./dev lock`, looked at by `./dev check`."""

import re
import sys
from pathlib import Path

from toolchain.places import Failed, fingerprint
from toolchain.python import REQUIREMENTS, uv

# Each is held to the versions of those before it, so that the tests run what is delivered.
LOCKS = {"run": ("run",), "local": ("run", "local"), "dev": ("run", "local", "dev"), "uv": ("uv",)}
MARK = "# Made by `./dev lock` from {sources}; their fingerprint: {print}\n"
ADDRESS = re.compile(r"https?://|file://|--(extra-)?index|--find-links")


def compile_all(more: list[str]) -> None:
    """Make every lock anew; `--upgrade` takes newer versions than those locked now."""
    for name, sources in LOCKS.items():
        lock = REQUIREMENTS / f"{name}.txt"
        earlier = [part for one in sources[:-1] for part in ("--constraints", str(REQUIREMENTS / f"{one}.txt"))]
        universal = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url"]
        quiet = ["--quiet", "--no-header", "--no-annotate"]
        source = str(REQUIREMENTS / f"{name}.in")
        uv("pip", "compile", source, "--output-file", lock, *universal, *quiet, *earlier, *more)
        lock.write_text(_mark(sources) + lock.read_text())
        print(f"requirements/{name}.txt is made.")


def faults() -> list[str]:
    """What is wrong with the locks, a sentence each: out of step with their sources, or an address in one."""
    found = []
    for name, sources in LOCKS.items():
        text = (REQUIREMENTS / f"{name}.txt").read_text()
        if not text.startswith(_mark(sources)):
            found.append(f"requirements/{name}.txt is out of step with its sources: run ./dev lock.")
        if ADDRESS.search(text):
            found.append(f"requirements/{name}.txt names an address.")
    return found


def _mark(sources: tuple[str, ...]) -> str:
    files: list[Path] = [REQUIREMENTS / f"{name}.in" for name in sources]
    return MARK.format(sources=", ".join(file.name for file in files), print=fingerprint(*files)[:16])


def main() -> None:
    """`--check` looks; anything else is for uv."""
    if sys.argv[1:] == ["--check"]:
        sys.exit("\n".join(faults()) or None)
    try:
        compile_all(sys.argv[1:])
    except Failed as failed:
        sys.exit(str(failed))


if __name__ == "__main__":
    main()
