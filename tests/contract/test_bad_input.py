"""What is sent wrongly over HTTP: a clear refusal, one log line without private text, nothing stored."""

from typing import Any

import pytest
from structlog.testing import capture_logs

from tests.contract.wrong import PRIVATE, WRONG, Wrong
from tests.crawler.asks import Ask
from tests.crawler.conftest import Place
from tests.crawler.knock import headers_of, knock

PROBLEM = {"type", "title", "status", "detail", "field", "errors"}
SIGN_IN = "/api/v1/session/by-code"


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: wrong.what)
def test_it_is_refused(fresh: Place, wrong: Wrong) -> None:
    before = fresh.ground.rows()
    with capture_logs() as lines:
        response = send(fresh, wrong)
    said = response.get_json()
    assert (response.status_code, response.content_type) == (wrong.status, "application/problem+json")
    assert said["type"] == f"/problems/{wrong.slug}"
    assert said.keys() <= PROBLEM
    assert wrong.named is None or said["field"] == wrong.named
    assert PRIVATE not in response.get_data(as_text=True)
    assert fresh.ground.rows() == before
    assert one_quiet_line(lines) == []


def send(place: Place, wrong: Wrong) -> Any:
    """Ask as Ivy, whose conversation it is."""
    ids = place.world.here.ids
    headers = headers_of(place.world.roles["person"]) | wrong.headers
    body = wrong.body
    if body is not None:
        body = body.replace(b"%s", str(ids["conversation_id"]).encode())
    client = place.ground.app.test_client(use_cookies=False)
    content_type = wrong.content_type if body is not None else None
    return client.open(wrong.address(ids), method=wrong.method, data=body, content_type=content_type, headers=headers)


def one_quiet_line(lines: list[Any]) -> list[str]:
    """What is wrong with what was logged for one request."""
    requests = [line for line in lines if line["event"] == "request"]
    loud = [str(line) for line in lines if PRIVATE in str(line) or line["log_level"] not in ("info", "warning")]
    return [*loud, *([] if len(requests) == 1 == len(lines) else [str(lines)])]


def test_the_same_client_id_with_another_text_is_a_conflict(fresh: Place) -> None:
    here, ivy = fresh.world.here, fresh.world.roles["person"]
    path = f"/api/v1/conversations/{here.ids['conversation_id']}/messages"
    body = {"client_id": "019ab000-0000-7000-8000-000000000001", "text": PRIVATE}
    first = knock(fresh.ground.app, ivy, Ask("POST", path, body))
    again = knock(fresh.ground.app, ivy, Ask("POST", path, body))
    before = fresh.ground.rows()
    with capture_logs() as lines:
        other = knock(fresh.ground.app, ivy, Ask("POST", path, body | {"text": f"{PRIVATE} twice"}))
    assert (first.status_code, again.status_code, other.status_code) == (201, 200, 409)
    assert first.get_json()["seq"] == again.get_json()["seq"]
    assert fresh.ground.rows() == before
    assert one_quiet_line(lines) == []


def test_a_thousand_codes_are_tried_in_vain(fresh: Place) -> None:
    """Somebody guesses at Ivy's door; nobody gets in, nothing is written down of it, and Ivy's own device goes on."""
    app, nobody = fresh.ground.app, fresh.world.roles["nobody"]
    address = _address_of(fresh, "Ivy")
    assert knock(app, nobody, Ask("POST", "/api/v1/session/codes", {"email": address})).status_code == 202
    sessions = fresh.ground.rows()["directory.session"]
    statuses = set()
    with capture_logs() as lines:
        for guess in range(1000):
            body = {"email": address, "code": f"{guess:06}", "device_name": PRIVATE}
            response = knock(app, nobody, Ask("POST", SIGN_IN, body))
            statuses.add(response.status_code)
            assert response.content_type == "application/problem+json"
    assert statuses <= {422, 429}
    assert response.headers["Retry-After"]
    assert fresh.ground.rows()["directory.session"] == sessions
    assert len(lines) == 1000
    assert not any(PRIVATE in str(line) or address in str(line) for line in lines)
    assert knock(app, fresh.world.roles["person"], Ask("GET", "/api/v1/session", None)).status_code == 200


def _address_of(place: Place, who: str) -> str:
    account_id = place.world.here.devices[who].who.account_id
    address = f"{who.lower()}@example.org"
    place.ground.owner.execute("UPDATE directory.account SET email = %s WHERE id = %s", [address, account_id])
    return address
