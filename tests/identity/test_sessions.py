"""Devices, sessions, preferences."""

from datetime import timedelta
from uuid import uuid4

import psycopg
import pytest
from flask.testing import FlaskClient

from server.identity import queries
from server.kernel import clock
from server.kernel.config import Settings
from server.kernel.unit_of_work import directory_work
from tests.world import Member, World
from tests.world.fixtures import Heard, SignIn, told


@pytest.fixture
def sam(world: World) -> Member:
    return world.coop().member()


def test_a_token_opens_its_session_and_nothing_else_does(sam: Member) -> None:
    opened = sam.sign_in()
    assert queries.session_by_token(opened.token) == opened.who
    assert queries.session_by_token(opened.token + "x") is None
    assert queries.session_by_token("") is None
    assert queries.session_by_token("\ud800") is None


def test_every_sign_in_has_a_token_of_its_own(sam: Member) -> None:
    assert len({sam.sign_in().token for _ in range(20)}) == 20


def test_a_session_lives_ninety_days(sam: Member) -> None:
    with clock.moved(timedelta(days=-91)):
        old = sam.sign_in()
    with clock.moved(timedelta(days=-89)):
        young = sam.sign_in()
    assert queries.session_by_token(old.token) is None
    assert queries.session_by_token(young.token) is not None


def test_last_seen_is_written_once_a_minute(sam: Member, owner: psycopg.Connection) -> None:
    with clock.moved(timedelta(minutes=-5)):
        opened = sam.sign_in()
    seen = "SELECT last_seen_at FROM directory.session WHERE id = %s"
    before = owner.execute(seen, [opened.who.session_id]).fetchone()
    queries.session_by_token(opened.token)
    first = owner.execute(seen, [opened.who.session_id]).fetchone()
    queries.session_by_token(opened.token)
    second = owner.execute(seen, [opened.who.session_id]).fetchone()
    assert before != first
    assert first == second


def test_nobody_is_told_to_sign_in(client: FlaskClient) -> None:
    for method, path in (("get", "/session"), ("get", "/devices"), ("delete", "/session"), ("get", "/caseload")):
        answer = getattr(client, method)(f"/api/v1{path}")
        assert (answer.status_code, told(answer)["type"]) == (401, "/problems/signed-out")


def test_signing_out_shuts_this_device_alone(sam: Member, sign_in: SignIn) -> None:
    phone, tablet = sign_in(sam), sign_in(sam)
    answer = phone.delete("/api/v1/session")
    assert answer.status_code == 204
    assert answer.data == b""
    assert "Max-Age=0" in answer.headers["Set-Cookie"]
    assert phone.get("/api/v1/session").status_code == 401
    assert tablet.get("/api/v1/session").status_code == 200


def test_a_device_is_shut_from_another_at_once(sam: Member, sign_in: SignIn, heard: Heard) -> None:
    phone, tablet = sign_in(sam), sign_in(sam)
    devices = told(phone.get("/api/v1/devices"))["items"]
    assert sorted(device["here"] for device in devices) == [False, True]
    other = next(device["session_id"] for device in devices if not device["here"])
    assert phone.delete(f"/api/v1/devices/{other}").status_code == 204
    assert [(news.what, [str(s) for s in news.sessions]) for news in heard.news] == [("signed_out", [other])]
    assert tablet.get("/api/v1/session").status_code == 401
    assert phone.delete(f"/api/v1/devices/{other}").status_code == 404


def test_nobody_shuts_somebody_elses_device(sam: Member, world: World, sign_in: SignIn) -> None:
    stranger = world.coop("Harbour").member("Nia")
    theirs = stranger.sign_in()
    foreign = sign_in(sam).delete(f"/api/v1/devices/{theirs.who.session_id}")
    unknown = sign_in(sam).delete(f"/api/v1/devices/{uuid4()}")
    assert (foreign.status_code, foreign.data) == (404, unknown.data)
    assert queries.session_by_token(theirs.token) is not None


def test_preferences_follow_to_every_device(sam: Member, sign_in: SignIn) -> None:
    phone, tablet = sign_in(sam), sign_in(sam)
    answer = phone.patch("/api/v1/preferences", json={"text_size": "first", "calm": True})
    assert answer.status_code == 200
    assert told(tablet.get("/api/v1/session"))["preferences"] == {
        "text_size": "first",
        "theme": "device",
        "calm": True,
        "easy_read": False,
        "language": "en",
    }


@pytest.mark.parametrize(
    "change", [{"text_size": "huge"}, {"calm": "yes"}, {"calm": 1}, {"colour": "red"}, {"language": None}, []]
)
def test_a_preference_that_there_is_not_is_refused(sam: Member, sign_in: SignIn, change: object) -> None:
    answer = sign_in(sam).patch("/api/v1/preferences", json=change)
    assert answer.status_code == 422
    assert answer.content_type == "application/problem+json"


def test_a_request_from_another_site_is_refused(sam: Member, sign_in: SignIn, settings: Settings) -> None:
    client = sign_in(sam)
    for headers in ({"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}):
        answer = client.patch("/api/v1/preferences", json={"calm": True}, headers=headers)
        assert (answer.status_code, told(answer)["type"]) == (403, "/problems/foreign-origin")
    own = client.patch("/api/v1/preferences", json={"calm": True}, headers={"Origin": settings.origin})
    assert own.status_code == 200


def test_a_closed_account_is_signed_out(sam: Member, owner: psycopg.Connection) -> None:
    opened = sam.sign_in()
    owner.execute("UPDATE directory.account SET closed_at = now() WHERE id = %s", [sam.account_id])
    assert queries.session_by_token(opened.token) is None


def test_the_devices_of_one_account_cost_one_query(sam: Member) -> None:
    opened = [sam.sign_in() for _ in range(3)]
    with directory_work() as work:
        assert len(queries.devices(work, opened[0].who)) == 3
