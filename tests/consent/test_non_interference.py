"""What is closed to somebody may change as it likes: of all that they can ask, hear and be sent, no byte is another."""

from datetime import datetime
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, Phase, given, seed
from hypothesis import settings as budget
from hypothesis import strategies as st

from server.kernel import clock, limits
from server.kernel.config import Settings
from server.kernel.doors.http import ENDPOINTS
from tests.consent.hidden import DEEDS, PICTURED, Deed, Scene, Viewer, add, add_many, lay
from tests.consent.unseen import ADDRESSES, Asked, ask, noticed, questions, told_apart
from tests.world import World
from tests.world.fixtures import Heard, SignIn

Owner = psycopg.Connection[tuple[Any, ...]]
VIEWERS = (
    *("a carer", "a carer to whom all is closed", "a nurse", "a cousin", "who acts for her"),
    *("a neighbour", "a visitor of a charity", "the secretary"),
)
OPEN = {"a carer": "daily_notes", "a nurse": "medicines", "a cousin": "about_me", "who acts for her": "daily_notes"}
EXAMPLES = 12
ASKED = (*PICTURED, "home_access", "safeguarding", "observations")


@pytest.fixture
def still(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """Time stands still, so that nothing differs because it was asked later."""
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now)
    monkeypatch.setattr(limits, "check", lambda *_, **__: None)
    return now


@pytest.fixture
def scene(still: datetime, world: World, sign_in: SignIn, opened: Settings) -> Scene:
    return lay(world, sign_in, opened)


def everything(viewer: Viewer) -> list[tuple[Deed, str]]:
    """All deeds in a section that carers write in and in one that they don't, and one in each of the others."""
    chosen = [code for code in ("medicines", "money") if code in viewer.closed]
    return [(deed, code) for code in chosen for deed in DEEDS] + [(add, code) for code in viewer.closed]


@pytest.mark.parametrize("name", VIEWERS)
def test_no_byte_is_another_whatever_is_done_in_what_is_closed(
    name: str, scene: Scene, heard: Heard, owner: Owner
) -> None:
    viewer = scene.viewers[name]
    assert noticed(scene, viewer, everything(viewer), heard, owner, ASKED) == []
    assert told_apart(scene, viewer) == []


def test_no_byte_is_another_in_whichever_order(scene: Scene, heard: Heard, owner: Owner) -> None:
    pairs = [(name, code) for name in VIEWERS for code in scene.viewers[name].closed]

    @seed(4)
    @budget(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(st.sampled_from(pairs), st.lists(st.sampled_from(DEEDS), min_size=1, max_size=6))
    def as_hidden(pair: tuple[str, str], deeds: list[Deed]) -> None:
        viewer, code = scene.viewers[pair[0]], pair[1]
        assert noticed(scene, viewer, [(deed, code) for deed in deeds], heard, owner, [code, "daily_notes"]) == []

    as_hidden()


@pytest.mark.parametrize(("name", "section"), OPEN.items())
def test_what_is_open_is_noticed(name: str, section: str, scene: Scene, heard: Heard, owner: Owner) -> None:
    """Else the same answer could be that nobody is told anything."""
    seen = noticed(scene, scene.viewers[name], [(add_many, section)], heard, owner, [section])
    record = f"/people/{scene.edith.person_id}/record"
    for channel in (
        f"{record}/sections/{section}",
        f"{record}/timeline",
        f"{record}/print",
        f"{record}/search",
        "news",
    ):
        assert any(channel in each for each in seen), channel


def test_every_address_that_gives_something_is_asked(scene: Scene) -> None:
    rules = {each.rule for each in ENDPOINTS if each.method == "GET"}
    asked = [each.path for each in questions(scene, scene.viewers["a carer"])]
    assert set(ADDRESSES) == rules
    assert len(asked) > len(rules) + 100
    assert ask(scene.viewers["a carer"], Asked("/openapi.json")).status == 200
