"""The fixtures of a test that goes through actions, and of one that goes through HTTP."""

import functools
from collections.abc import Callable, Iterator, Sequence
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from limits.storage import MemoryStorage
from sqlalchemy import event
from werkzeug.test import TestResponse

from server.app import create_app
from server.kernel import db, limits, realtime
from server.kernel.config import Settings
from server.kernel.doors import credentials
from server.kernel.realtime import News
from tests.opened import opened, settings
from tests.world.build import Member, World

SignIn = Callable[[Member], FlaskClient]
CountQueries = Callable[[Callable[[], object]], int]
__all__ = [
    "CountQueries",
    "Heard",
    "SignIn",
    "app",
    "client",
    "count_queries",
    "heard",
    "opened",
    "settings",
    "sign_in",
    "told",
    "world",
]


class Heard:
    """What left for open screens, in order."""

    def __init__(self) -> None:
        self.news: list[News] = []

    def emit(self, news: Sequence[News]) -> None:
        self.news.extend(news)

    def to(self, membership_id: UUID) -> list[str]:
        """What one member was told."""
        return [news.what for news in self.news if membership_id in news.memberships]


def told(answer: TestResponse) -> Any:
    """The JSON of an answer."""
    return answer.get_json()


@pytest.fixture
def heard(app: Flask) -> Heard:
    """Listens from now on."""
    listening = Heard()
    realtime.use(listening)
    return listening


@pytest.fixture
def world(opened: Settings) -> World:
    """Where co-ops are founded."""
    return World(opened)


@functools.cache
def _made(asked: Settings) -> Flask:
    """Making the application takes a second: once for all tests of a process that want the same."""
    before = db._Opened.engines
    made = create_app(asked)
    db.close_engines()
    db._Opened.engines = before
    return made


@pytest.fixture
def app(opened: Settings) -> Iterator[Flask]:
    """The application, with counters of its own and nothing tried yet. Its news goes nowhere."""
    made = _made(opened)
    limits.use(MemoryStorage())
    realtime.use(None)
    yield made
    realtime.use(None)


@pytest.fixture
def count_queries(opened: Settings) -> CountQueries:
    """How many statements something takes."""

    def count(do: Callable[[], object]) -> int:
        seen: list[str] = []

        def see(_connection: object, _cursor: object, statement: str, *_: object) -> None:
            seen.append(statement)

        engines = {db.engines().tenant, db.engines().directory}
        for engine in engines:
            event.listen(engine, "before_cursor_execute", see)
        try:
            do()
        finally:
            for engine in engines:
                event.remove(engine, "before_cursor_execute", see)
        return len(seen)

    return count


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Nobody yet."""
    return app.test_client()


@pytest.fixture
def sign_in(app: Flask) -> SignIn:
    """A client that is signed in as this member."""

    def as_member(member: Member) -> FlaskClient:
        made = app.test_client()
        made.set_cookie(credentials.COOKIE, member.sign_in().token)
        return made

    return as_member
