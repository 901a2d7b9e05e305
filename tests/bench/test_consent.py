"""The bench of consent runs, and prints what the README of bench/ promises."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from bench.consent_world import Size, build, seats
from tests.conftest import Database

NewDatabase = Callable[[], Database]
ROOT = Path(__file__).parents[2]
PAIRED = ("open", "open_with_access", "caseload", "search")
TIMED = ("look", "revoke", "http_open", "http_caseload", "http_search", "http_revoke", "socket_revoke")
FIGURES = {f"{name}_ratio" for name in PAIRED} | {
    f"{name}_{part}_ms"
    for name in (*PAIRED, *(f"{name}_plain" for name in PAIRED), *TIMED)
    for part in ("p50", "p95", "p99")
}


@pytest.fixture(scope="module")
def lines() -> list[dict[str, object]]:
    command = [sys.executable, "-m", "bench.consent", "--quick"]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=110, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_every_figure_is_told_once_with_its_machine(lines: list[dict[str, object]]) -> None:
    assert {line["bench"] for line in lines} == {"consent"}
    assert sorted(str(line["figure"]) for line in lines) == sorted(FIGURES)
    assert all(line["machine"] and isinstance(line["value"], float | int) and line["value"] > 0 for line in lines)


def test_the_readme_explains_every_figure(lines: list[dict[str, object]]) -> None:
    readme = (ROOT / "bench" / "README.md").read_text()
    quoted = set(readme.split("`")[1::2])
    for name in (*PAIRED, *TIMED):
        assert name in quoted or f"{name}_ratio" in quoted, name


def test_the_same_seed_is_the_same_world(new_database: NewDatabase) -> None:
    def made(database: Database, seed: int) -> tuple[object, ...]:
        build(database.owner_url, Size(coops=1, persons=3, entries=5, seed=seed))
        with psycopg.connect(database.owner_url) as owner:
            words = owner.execute(
                "SELECT md5(string_agg(id::text || body, ',' ORDER BY id)) FROM tenant.entry"
            ).fetchone()
        return (words, [seat.person_id for seat in seats(database.owner_url, 9)])

    first, again, other = (made(new_database(), seed) for seed in (1, 1, 2))
    assert first == again != other
