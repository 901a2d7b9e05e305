"""What `./dev run` says when it cannot start: one clear sentence, and a non-zero exit."""

import os
import shlex
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.conftest import Database
from toolchain.children import free_port
from toolchain.home import Home
from toolchain.places import ROOT, Failed
from toolchain.postgres import check_server, check_version
from toolchain.processes import check_valkey

NOT_SET = ("DATABASE_URL", "REDIS_URL", "PORT", "RT_PORT", "SMTP_URL")
# A disk of our own, in a mount namespace of our own: nothing else on the machine sees it.
SMALL_DISK = "mount -t tmpfs -o size={size} small {home} && exec {python} -c {program}"


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def run(home: Path, settings: Mapping[str, str], *command: str) -> str:
    """Run it where it is meant to fail; gives back its one sentence."""
    environment = {name: value for name, value in os.environ.items() if name not in NOT_SET}
    done = subprocess.run(
        command or (sys.executable, "-m", "toolchain.run"),
        check=False,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        env=environment | {"OURPATCH_HOME": str(home), "PORT": str(free_port()), **settings},
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert done.stdout == ""
    sentence = done.stderr.strip()
    assert "\n" not in sentence, sentence
    return sentence


def on_a_small_disk(home: Path, size: str, program: str) -> str:
    home.mkdir()
    words = {"home": home, "python": sys.executable, "program": program}
    script = SMALL_DISK.format(size=size, **{name: shlex.quote(str(word)) for name, word in words.items()})
    return run(home, {}, "unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script)


def test_a_port_in_use(tmp_path: Path, taken_port: int) -> None:
    assert run(tmp_path, {"PORT": str(taken_port)}).startswith(f"Port {taken_port} cannot be used (Address already in")


def test_the_realtime_port_in_use(tmp_path: Path, taken_port: int) -> None:
    assert run(tmp_path, {"RT_PORT": str(taken_port)}).startswith(f"Port {taken_port} cannot be used")


def test_a_port_that_is_no_number(tmp_path: Path) -> None:
    assert run(tmp_path, {"PORT": "http"}) == "PORT is 'http', and a port is a number from 1 to 65535."


def test_a_disk_that_is_nearly_full(tmp_path: Path) -> None:
    said = on_a_small_disk(tmp_path / "home", "40m", "from toolchain import run; run.main()")
    assert said.startswith("The disk is full: ")
    assert said.endswith("and Ourpatch needs 300.")


def test_a_disk_that_fills_while_the_cluster_is_made(tmp_path: Path) -> None:
    program = "from toolchain import home, pwa, run; home.ENOUGH = 0; pwa.build = lambda: None; run.main()"
    assert "No space left on device" in on_a_small_disk(tmp_path / "home", "8m", program)


def test_a_home_that_cannot_be_written(tmp_path: Path) -> None:
    file = tmp_path / "home"
    file.write_text("not a folder")
    assert run(file, {}) == f"{file} cannot be written to: Not a directory."


def test_a_home_that_another_one_uses(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.take()
    try:
        assert run(tmp_path, {}).startswith("Another Ourpatch already runs from ")
    finally:
        home.leave()


def test_a_database_that_does_not_answer(tmp_path: Path) -> None:
    url = f"postgresql://somebody:secret@127.0.0.1:{free_port()}/ourpatch"
    said = run(tmp_path, {"DATABASE_URL": url})
    assert said.startswith("The database of DATABASE_URL cannot be reached: ")
    assert "Connection refused" in said
    assert "secret" not in said


def test_an_address_that_is_none(tmp_path: Path) -> None:
    assert run(tmp_path, {"DATABASE_URL": "mysql://nowhere"}).startswith("The database of DATABASE_URL cannot be")


def test_a_valkey_that_does_not_answer(tmp_path: Path) -> None:
    said = run(tmp_path, {"REDIS_URL": f"redis://:secret@127.0.0.1:{free_port()}/0"})
    assert said.startswith("The Valkey of REDIS_URL cannot be reached: ")
    assert "secret" not in said


@pytest.mark.parametrize(("number", "told"), [(170009, "17.9"), (150018, "15.18"), (90624, "9.624")])
def test_a_postgresql_that_is_too_old(number: int, told: str) -> None:
    with pytest.raises(Failed, match=rf"^The database is PostgreSQL {told}, and Ourpatch needs 18 or newer\.$"):
        check_version(number)


def test_what_is_fit_is_not_refused(database: Database, valkey_url: str) -> None:
    check_version(180000)
    check_version(190001)
    check_server(database.owner_url)
    check_valkey(valkey_url)
