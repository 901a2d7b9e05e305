"""The embedded PostgreSQL: as whom it runs, what a kill leaves, that a half-made cluster is made again."""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from toolchain import postgres
from toolchain.children import alive, identity
from toolchain.places import Failed
from toolchain.postgres import Cluster

Makes = Callable[[Path], Cluster]


@pytest.fixture
def make() -> Iterator[Makes]:
    made: list[Cluster] = []

    def cluster(place: Path) -> Cluster:
        one = Cluster(place, "a-password", throw_away=True)
        made.append(one)
        return one

    yield cluster
    for one in made:
        one.stop()


def test_a_cluster_keeps_its_data_when_it_is_killed(make: Makes, tmp_path: Path) -> None:
    cluster = make(tmp_path / "one")
    cluster.start()
    cluster.make_database("kept")
    port = cluster.port
    cluster.kill()
    cluster.start()
    assert cluster.port == port
    with psycopg.connect(cluster.url("kept")) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_cluster_that_was_half_made_is_made_anew(make: Makes, tmp_path: Path) -> None:
    (tmp_path / "one" / "data.new" / "base").mkdir(parents=True)
    cluster = make(tmp_path / "one")
    cluster.start()
    assert not (tmp_path / "one" / "data.new").exists()


def test_the_password_is_asked_for_and_is_in_no_file(make: Makes, tmp_path: Path) -> None:
    cluster = make(tmp_path / "one")
    cluster.start()
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(cluster.url(password="another"))
    assert not (tmp_path / "one" / "password").exists()


def test_it_listens_on_this_machine_alone(make: Makes, tmp_path: Path) -> None:
    cluster = make(tmp_path / "one")
    cluster.start()
    with psycopg.connect(cluster.url()) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("127.0.0.1",)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """One that another user can reach: pytest keeps its own to itself."""
    with tempfile.TemporaryDirectory(prefix="ourpatch-open-") as name:
        Path(name).chmod(0o711)
        yield Path(name)


@pytest.mark.parametrize("namespaces", [True, False])
def test_it_never_runs_as_root(
    make: Makes, open_folder: Path, monkeypatch: pytest.MonkeyPatch, namespaces: bool
) -> None:
    """Where root may not make user namespaces, a copy runs as another user; for who is not root nothing changes."""
    monkeypatch.setattr(postgres, "_may_unshare", lambda: namespaces)
    cluster = make(open_folder / "one")
    cluster.start()
    assert cluster.child
    name = identity(cluster.child.pid)
    owner = Path(f"/proc/{cluster.child.pid}").stat().st_uid
    assert name
    assert alive(name)
    assert os.geteuid() or namespaces or owner == postgres.NOBODY
    cluster.stop()
    until = time.monotonic() + 5
    while alive(name) and time.monotonic() < until:
        time.sleep(0.05)
    assert not alive(name)


def test_a_folder_that_only_root_may_enter(make: Makes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "_may_unshare", lambda: False)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    (tmp_path / "closed").mkdir(mode=0o700)
    with pytest.raises(Failed, match=r"nobody else may enter .*/closed: set OURPATCH_HOME"):
        make(tmp_path / "closed" / "one").start()
