from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

import pytest

from tests.conftest import Database
from tests.contract.document import Document
from tests.crawler.ground import Ground, grounded
from tests.crawler.roles import World, build_world
from tests.embedded.parts import Where

_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Place:
    """The ground, and the world that was kept on it."""

    ground: Ground
    world: World


@pytest.fixture(scope="module")
def place(where: Where, valkey_url: str) -> Iterator[Place]:
    """A database and an application of this module's own, with the world in it."""
    name = f"crawler_{valkey_url.rpartition('/')[2]}_{next(_numbers)}"
    where.clone(name)
    try:
        with grounded(Database(name, where.app_url(name), where.owner_url(name)), valkey_url) as ground:
            world = build_world(ground.settings)
            ground.keep()
            ground.put_back()
            yield Place(ground, world)
    finally:
        where.drop(name)


@pytest.fixture
def fresh(place: Place) -> Place:
    """The same, put back as it was."""
    place.ground.put_back()
    return place


@pytest.fixture
def document(place: Place) -> Document:
    """The API's document, as it is served."""
    return Document(place.ground.app.test_client().get("/api/v1/openapi.json").get_json())
