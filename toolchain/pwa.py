"""The PWA as it is served: built into pwa/dist when its sources have changed."""

import sys
from pathlib import Path

from toolchain import node
from toolchain.places import ROOT, alone, fingerprint

PWA = ROOT / "pwa"
STAMP = PWA / "dist" / ".in-step-with"
SOURCES = ("src", "public", "scripts", "styles")


def build() -> None:
    """Afterwards pwa/dist holds what the sources say; costs nothing when it does already."""
    with alone("pwa"):
        now = fingerprint(*_files())
        if STAMP.exists() and STAMP.read_text() == now:
            return
        print("Building the app …", file=sys.stderr, flush=True)
        node.packages("pwa")
        node.run(["npm", "run", "--silent", "build"], PWA)
        STAMP.write_text(now)


def _files() -> list[Path]:
    top = [file for file in PWA.iterdir() if file.is_file() and not file.name.startswith(".")]
    below = [file for folder in SOURCES for file in (PWA / folder).rglob("*") if file.is_file()]
    return sorted(top) + sorted(below)
