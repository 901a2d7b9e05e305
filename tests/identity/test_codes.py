"""One-time codes, through the door."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient
from limits.storage import MemoryStorage
from werkzeug.test import TestResponse

from server.identity import queries
from server.identity.actions.codes import request_code, sign_in_by_code
from server.kernel import clock, limits
from server.kernel.config import Settings
from server.kernel.errors import Invalid
from server.kernel.unit_of_work import directory_work
from tests.identity.codes import last_code
from tests.world import World
from tests.world.build import new_email
from tests.world.fixtures import told

CODES, BY_CODE = "/api/v1/session/codes", "/api/v1/session/by-code"


@pytest.fixture
def email(world: World) -> str:
    """The address of a member."""
    address = new_email("sam")
    world.coop().member(email=address)
    return address


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def enter(client: FlaskClient, email: str, code: str, key: str | None = None) -> TestResponse:
    headers = {"Idempotency-Key": key} if key else {}
    return client.post(BY_CODE, json={"email": email, "code": code, "device_name": "Sam's phone"}, headers=headers)


def test_a_code_signs_in(client: FlaskClient, email: str, owner: psycopg.Connection) -> None:
    assert client.post(CODES, json={"email": email.upper()}).status_code == 202
    code = last_code(owner, email)
    answer = enter(client, email, f"{code[:3]} {code[3:]}")
    assert answer.status_code == 201, answer.text
    assert told(answer)["account"]["email"] == email
    assert told(answer)["active"]["name"] == "Sam Osei"
    assert told(client.get("/api/v1/session"))["session_id"] == told(answer)["session_id"]


def test_the_cookie_is_kept_from_scripts_and_other_sites(
    client: FlaskClient, email: str, owner: psycopg.Connection
) -> None:
    client.post(CODES, json={"email": email})
    cookie = enter(client, email, last_code(owner, email)).headers["Set-Cookie"]
    assert re.match(r"ourpatch_session=[\w-]{43};", cookie)
    assert {"HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=7776000"} <= set(cookie.split("; "))
    assert "Secure" not in cookie  # http://localhost


def test_an_unknown_address_is_answered_with_the_same_bytes(
    client: FlaskClient, email: str, owner: psycopg.Connection
) -> None:
    before = _counts(owner)
    known = client.post(CODES, json={"email": email})
    between = _counts(owner)
    unknown = client.post(CODES, json={"email": new_email()})
    after = _counts(owner)
    assert (known.status_code, known.data) == (unknown.status_code, unknown.data)
    assert dict(known.headers) == dict(unknown.headers)
    assert [b - a for a, b in zip(before, between, strict=True)] == [b - a for a, b in zip(between, after, strict=True)]


def test_nothing_is_mailed_to_an_unknown_address(client: FlaskClient, owner: psycopg.Connection, email: str) -> None:
    unknown = new_email()
    client.post(CODES, json={"email": unknown})
    with pytest.raises(AssertionError, match="no mail"):
        last_code(owner, unknown)


def test_a_code_works_once(client: FlaskClient, email: str, owner: psycopg.Connection) -> None:
    client.post(CODES, json={"email": email})
    code = last_code(owner, email)
    assert enter(client, email, code).status_code == 201
    again = enter(client, email, code)
    assert (again.status_code, told(again)["field"]) == (422, "code")
    assert told(again)["detail"] == "That code is not right or too old."
    assert again.content_type == "application/problem+json"


def test_a_newer_code_ends_the_older_one(client: FlaskClient, email: str, owner: psycopg.Connection) -> None:
    client.post(CODES, json={"email": email})
    older = last_code(owner, email)
    client.post(CODES, json={"email": email})
    newer = last_code(owner, email)
    if older != newer:
        assert enter(client, email, older).status_code == 422
    assert enter(client, email, newer).status_code == 201


def test_a_code_is_too_old_after_ten_minutes(
    client: FlaskClient, email: str, owner: psycopg.Connection, opened: Settings
) -> None:
    with clock.moved(timedelta(minutes=-11)), directory_work() as work:
        request_code(work, email=email, settings=opened)
    assert enter(client, email, last_code(owner, email)).status_code == 422


def test_the_sixth_try_is_refused_even_if_it_is_right(email: str, owner: psycopg.Connection, opened: Settings) -> None:
    with directory_work() as work:
        request_code(work, email=email, settings=opened)
    code = last_code(owner, email)
    for _ in range(5):
        assert not _right(email, wrong(code), opened)
    assert not _right(email, code, opened)


def test_tries_at_once_are_counted_one_by_one(email: str, owner: psycopg.Connection, opened: Settings) -> None:
    with directory_work() as work:
        request_code(work, email=email, settings=opened)
    code = last_code(owner, email)
    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(lambda _: _right(email, wrong(code), opened), range(40)))
    assert not any(outcomes)
    row = owner.execute(
        "SELECT attempts FROM directory.sign_in_code WHERE email = %s ORDER BY made_at DESC", [email]
    ).fetchone()
    assert row == (5,)


def test_a_lost_answer_is_given_again_for_the_same_key(
    client: FlaskClient, email: str, owner: psycopg.Connection
) -> None:
    client.post(CODES, json={"email": email})
    code, key = last_code(owner, email), str(uuid4())
    first = enter(client, email, code, key)
    lost = client.get_cookie("ourpatch_session")
    again = enter(client, email, code, key)
    assert (first.status_code, again.status_code) == (201, 201)
    assert told(first)["session_id"] != told(again)["session_id"]
    assert lost is not None
    assert queries.session_by_token(lost.value) is None
    assert [device["here"] for device in told(client.get("/api/v1/devices"))["items"]] == [True]
    assert enter(client, email, code, str(uuid4())).status_code == 422


def test_ten_minutes_for_a_lost_answer_are_ten_minutes_from_the_first(
    client: FlaskClient, email: str, owner: psycopg.Connection
) -> None:
    client.post(CODES, json={"email": email})
    code, key = last_code(owner, email), str(uuid4())
    answers = []
    for minutes in (0, 9, 18):
        with clock.moved(timedelta(minutes=minutes)):
            answers.append(enter(client, email, code, key).status_code)
    assert answers == [201, 201, 422]


def test_a_thousand_codes_are_refused(app: Flask, email: str, owner: psycopg.Connection) -> None:
    client = app.test_client()
    client.post(CODES, json={"email": email})
    statuses = {enter(client, email, f"{n:06d}").status_code for n in range(1000)}
    assert statuses == {422, 429}
    refused = enter(client, email, "000000")
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) > 0
    assert "too-many" in told(refused)["type"]


def test_an_address_is_sent_five_codes_an_hour(client: FlaskClient, email: str) -> None:
    statuses = [client.post(CODES, json={"email": email}).status_code for _ in range(6)]
    assert statuses == [202] * 5 + [429]


def test_a_caller_asks_for_twenty_codes_an_hour(client: FlaskClient) -> None:
    statuses = [client.post(CODES, json={"email": new_email()}).status_code for _ in range(21)]
    assert statuses == [202] * 20 + [429]


def test_limits_are_the_same_for_nobody(client: FlaskClient) -> None:
    limits.use(MemoryStorage())
    unknown = new_email()
    statuses = [client.post(CODES, json={"email": unknown}).status_code for _ in range(6)]
    assert statuses == [202] * 5 + [429]


def _counts(owner: psycopg.Connection) -> list[int]:
    tables = ("outbox", "sign_in_code", "session", "account")
    return [_count(owner, table) for table in tables]


def _right(email: str, code: str, opened: Settings) -> bool:
    try:
        with directory_work() as work:
            sign_in_by_code(work, email=email, code=code, device_name="x", key=None, settings=opened)
    except Invalid:
        return False
    return True


def _count(owner: psycopg.Connection, table: str) -> int:
    row = owner.execute(f"SELECT count(*) FROM directory.{table}").fetchone()
    assert row is not None
    return int(row[0])
