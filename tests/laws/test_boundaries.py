"""Calls go down, news goes up: import-linter's contracts, on the house and on a copy of it that breaks them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from toolchain.places import ROOT

DOMAINS = "Calls go down, from domain to domain"
ROOMS = "Calls go down within a domain too"
DOORS = "What a domain knows and does has no door in it"
HEART = "Neither has the kernel's heart"
WORKER = "The server knows neither the worker"


def broken_contracts(root: Path) -> list[str]:
    """The contracts that the house under this root does not keep."""
    linter = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run(
        [linter, "--config", root / "pyproject.toml", "--no-cache"],
        check=False, cwd=root, capture_output=True, text=True, env=os.environ | {"PYTHONPATH": str(root)},
    )  # fmt: skip
    lines = done.stdout.splitlines()
    broken = [line.removesuffix(" BROKEN").rstrip() for line in lines if line.endswith(" BROKEN")]
    if (done.returncode == 0) != (not broken):
        raise AssertionError(done.stdout + done.stderr)
    return broken


def with_added(place: Path, path: str, line: str) -> Path:
    """A copy of the house in which this line stands at the end of this file."""
    for folder in ("server", "worker", "toolchain"):
        shutil.copytree(ROOT / folder, place / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", place)
    file = place / path
    file.parent.mkdir(exist_ok=True)
    (file.parent / "__init__.py").touch()
    with file.open("a") as opened:
        opened.write(f"\n{line}\n")
    return place


def test_the_house_keeps_its_boundaries() -> None:
    assert broken_contracts(ROOT) == []


@pytest.mark.parametrize(
    ("path", "line", "contract"),
    [
        ("server/identity/queries.py", "from server.people import models", DOMAINS),
        ("server/kernel/clock.py", "from server.coops import rules", DOMAINS),
        ("server/shop/models.py", "PRICE = 1", DOMAINS),
        ("server/coops/queries.py", "from server.coops import actions", ROOMS),
        ("server/coops/helpers.py", "NAMES = 1", ROOMS),
        ("server/coops/rules.py", "import flask", DOORS),
        ("server/people/queries.py", "from marshmallow import fields", DOORS),
        ("server/messaging/actions/begin_direct.py", "from celery import shared_task", DOORS),
        ("server/kernel/events.py", "from server.kernel.doors import http", HEART),
        ("server/coops/actions/__init__.py", "from worker import queues", WORKER),
    ],
)
def test_an_import_upwards_is_seen(tmp_path: Path, path: str, line: str, contract: str) -> None:
    seen = broken_contracts(with_added(tmp_path, path, line))
    assert any(broken.startswith(contract) for broken in seen), seen
