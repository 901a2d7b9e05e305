"""The locks: hashes for all, addresses for none."""

import json
import re
from pathlib import Path

import pytest

from toolchain import locks
from toolchain.places import ROOT
from toolchain.python import REQUIREMENTS

NPM = sorted(ROOT.glob("*/package-lock.json")) + sorted(ROOT.glob("*/node/package-lock.json"))


def test_the_python_locks_are_in_step_and_name_no_address() -> None:
    assert locks.faults() == []


@pytest.mark.parametrize("name", sorted(locks.LOCKS))
def test_every_python_package_is_pinned_by_hash(name: str) -> None:
    text = (REQUIREMENTS / f"{name}.txt").read_text()
    entries = re.split(r"\n(?=[a-z])", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).strip())
    assert entries
    assert [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []


def test_a_lock_that_is_out_of_step_or_names_an_address_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = (REQUIREMENTS / "uv.txt").read_text()
    monkeypatch.setattr(locks, "LOCKS", {"uv": ("uv",)})
    monkeypatch.setattr(locks, "MARK", "# another fingerprint {sources} {print}\n")
    assert locks.faults() == ["requirements/uv.txt is out of step with its sources: run ./dev lock."]
    assert not locks.ADDRESS.search(text)
    assert locks.ADDRESS.search(text + "\n--index-url https://example.org/simple\n")


@pytest.mark.parametrize("lock", NPM, ids=lambda lock: str(lock.relative_to(ROOT)))
def test_every_npm_package_is_pinned_by_hash_and_names_no_address(lock: Path) -> None:
    text = lock.read_text()
    packages = {name: one for name, one in json.loads(text)["packages"].items() if name and not one.get("link")}
    assert packages
    assert [name for name, one in packages.items() if "integrity" not in one] == []
    assert [name for name, one in packages.items() if "resolved" in one] == []
