"""One house for all of these tests: each brings its own co-op to it, and leaves it well."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.load.house import House, open_house


@pytest.fixture(scope="session")
def armed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which failpoints are armed."""
    return tmp_path_factory.mktemp("armed")


@pytest.fixture(scope="session")
def standing(tmp_path_factory: pytest.TempPathFactory, armed: Path) -> Iterator[House]:
    """The house, started once."""
    opened = open_house(tmp_path_factory.mktemp("house"), {"OURPATCH_FAILPOINTS": str(armed)})
    yield opened
    opened.stop()


@pytest.fixture
def house(standing: House) -> House:
    """The house, with every part of it well."""
    standing.await_ready()
    return standing
