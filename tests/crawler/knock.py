"""Knocking at the HTTP door as somebody."""

from typing import Any

from flask import Flask, json
from werkzeug.test import TestResponse

from server.kernel.doors.credentials import COOKIE
from tests.contract.document import Answer
from tests.crawler.asks import Ask
from tests.crawler.cast import Role


def headers_of(role: Role) -> dict[str, str]:
    """The headers with which this role comes."""
    said = {"Cookie": f"{COOKIE}={role.device.token}" if role.device else ""}
    said["Ourpatch-Coop"] = str(role.coop_id) if role.coop_id else ""
    said["Ourpatch-Acting-For"] = str(role.acting_for) if role.acting_for else ""
    return {name: value for name, value in said.items() if value}


def knock(app: Flask, role: Role, asked: Ask, **headers: str) -> TestResponse:
    """Ask; the client keeps no cookies of its own."""
    more: dict[str, Any] = {}
    if isinstance(asked.body, bytes):
        more = {"data": asked.body, "content_type": "application/octet-stream"}
    elif asked.body is not None:
        more = {"data": json.dumps(asked.body), "content_type": "application/json"}
    client = app.test_client(use_cookies=False)
    return client.open(asked.path, method=asked.method, headers=headers_of(role) | headers, **more)


def answer_of(response: TestResponse) -> Answer:
    """The response, as it came."""
    return Answer(response.status_code, response.content_type or "", response.get_data())
