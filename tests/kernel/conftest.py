from collections.abc import Iterator, Sequence

import pytest

from server.kernel import realtime
from server.kernel.realtime import News
from tests.opened import opened, settings

__all__ = ["opened", "settings"]


class Ear:
    """A bus that remembers what was emitted."""

    def __init__(self) -> None:
        self.heard: list[News] = []

    def emit(self, news: Sequence[News]) -> None:
        self.heard += news


@pytest.fixture
def ear(opened: object) -> Iterator[Ear]:
    ear = Ear()
    realtime.use(ear)
    yield ear
    realtime.use(None)
