"""What is sent wrongly through a socket: an acknowledgement that says so, in the shape of a problem; nothing stored."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from server.kernel.doors.credentials import COOKIE
from tests.contract.wrong import PRIVATE
from tests.crawler.conftest import Place
from tests.crawler.wire import CLOSED, Socket, lines_of, realtime_process, slug

HERE = "conversation_id"


@pytest.fixture(scope="module")
def process(place: Place, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    folder = tmp_path_factory.mktemp("realtime")
    with realtime_process(place.ground.database, place.ground.settings, folder) as started:
        yield started


def message(**body: Any) -> dict[str, Any]:
    """A send that is right but for what is said."""
    return {HERE: HERE, "client_id": str(uuid4()), "text": PRIVATE} | body


WRONG: tuple[tuple[str, str, Any, str, str | None], ...] = (
    ("a word", "send", PRIVATE, "invalid", None),
    ("a list", "send", [PRIVATE], "invalid", None),
    ("a number", "send", 1, "invalid", None),
    ("nothing", "send", None, "invalid", None),
    ("an empty text", "send", message(text=" "), "invalid", "text"),
    ("a text of 4,001 characters", "send", message(text="x" * 4_001), "invalid", "text"),
    ("a text of 100,000 characters", "send", message(text="x" * 100_000), "invalid", "text"),
    ("NUL in a text", "send", message(text=f"{PRIVATE}\0"), "invalid", "text"),
    ("a lone surrogate in a text", "send", message(text=f"{PRIVATE}\ud800"), "invalid", "text"),
    ("a text that is a number", "send", message(text=1), "invalid", "text"),
    ("an unknown field", "send", message(colour=PRIVATE), "invalid", "colour"),
    ("an unknown field with a lone surrogate in its name", "send", message(**{"\ud800": 1}), "invalid", None),
    ("a client id that is none", "send", message(client_id=PRIVATE), "invalid", "client_id"),
    ("a conversation that is none", "send", message(conversation_id=PRIVATE), "invalid", "conversation_id"),
    ("a conversation of nobody", "send", message(conversation_id=str(uuid4())), "not-found", None),
    ("a medium that there is not", "send", message(medium=PRIVATE), "invalid", "medium"),
    ("a cursor from the future", "sync", {"cursors": {HERE: 1_000_000}}, "invalid", "cursors"),
    ("a cursor below nothing", "sync", {"cursors": {HERE: -1}}, "invalid", None),
    ("a cursor beyond counting", "sync", {"cursors": {HERE: 10**30}}, "invalid", None),
    ("marks that are none", "receipts", {"marks": PRIVATE}, "invalid", None),
    ("a mark that is no number", "receipts", {"marks": [{HERE: HERE, "read_seq": PRIVATE}]}, "invalid", None),
    ("typing nowhere", "typing", {}, "invalid", "conversation_id"),
    ("an event that there is not", "shout", {"text": PRIVATE}, "not-found", None),
)


@pytest.mark.parametrize(("what", "event", "payload", "problem", "field"), WRONG, ids=[wrong[0] for wrong in WRONG])
def test_it_is_refused(
    fresh: Place, process: tuple[str, Path], what: str, event: str, payload: Any, problem: str, field: str | None
) -> None:
    address, log = process
    before, said_before = fresh.ground.rows(), len(lines_of(log))
    with Socket(address, fresh.world.roles["person"]) as ivy:
        said = ivy.call(event, with_conversation(payload, str(fresh.world.here.ids[HERE])))
        assert said != CLOSED
        assert (said["ok"], slug(said["problem"])) == (False, problem)
        assert field is None or said["problem"]["field"] == field
        assert PRIVATE not in str(said)
        assert ivy.call("typing", {HERE: str(fresh.world.here.ids[HERE])})["ok"], "nobody else is disturbed"
    assert fresh.ground.rows() == before
    lines = [line for line in lines_of(log)[said_before:].splitlines() if "refused" in line or "broken" in line]
    assert len(lines) == 1
    assert PRIVATE not in lines[0]


def with_conversation(payload: Any, conversation_id: str) -> Any:
    """The payload, with Ivy's conversation where it says HERE."""
    if isinstance(payload, dict):
        return {
            (conversation_id if name == HERE and not isinstance(value, str) else name): conversation_id
            if value == HERE
            else with_conversation(value, conversation_id)
            for name, value in payload.items()
        }
    if isinstance(payload, list):
        return [with_conversation(value, conversation_id) for value in payload]
    return payload


def test_the_same_client_id_with_another_text_is_a_conflict(fresh: Place, process: tuple[str, Path]) -> None:
    body = with_conversation(message(), str(fresh.world.here.ids[HERE]))
    with Socket(process[0], fresh.world.roles["person"]) as ivy:
        first, again = ivy.call("send", body), ivy.call("send", body)
        before = fresh.ground.rows()
        other = ivy.call("send", body | {"text": "Something else"})
    assert (first["ok"], again["seq"], again["duplicate"]) == (True, first["seq"], True)
    assert slug(other["problem"]) == "conflict"
    assert fresh.ground.rows() == before


def test_who_sends_more_than_anybody_types_is_told_to_wait(fresh: Place, process: tuple[str, Path]) -> None:
    where = {HERE: str(fresh.world.here.ids[HERE])}
    with Socket(process[0], fresh.world.roles["person"]) as ivy, Socket(process[0], fresh.world.roles["carer"]) as sam:
        answers: list[Any] = []
        for _ in range(400):
            ivy.send_only("typing", where, answers.append)
        assert sam.call("typing", where)["ok"], "somebody else's socket goes on"
        assert ivy.call("sync", {"cursors": {}}) != CLOSED
    assert "too-many" in {slug(said.get("problem")) for said in answers}


@pytest.mark.parametrize("event", ["connect", "disconnect"])
def test_a_device_cannot_say_what_happens_to_its_connection(
    fresh: Place, process: tuple[str, Path], event: str
) -> None:
    """These are the server's own words for it: said by a device they would seat it twice, or nowhere."""
    here, roles = fresh.world.here, fresh.world.roles
    with Socket(process[0], roles["person"]) as ivy, Socket(process[0], roles["carer"]) as sam:
        cookie = {"HTTP_COOKIE": f"{COOKIE}={fresh.world.here.devices['Tom'].token}"}
        sam.send_only(event, cookie, lambda _: None)
        assert sam.await_close()
        sent = with_conversation(message(), str(here.ids[HERE]))
        assert ivy.call("send", sent)["ok"]
        assert ivy.await_heard("events")
