"""Every POST takes an Idempotency-Key: the same key is the same deed, and the same key with another body is a 409."""

import copy
import re
from typing import Any
from uuid import uuid4

import pytest
from flask import json
from werkzeug.test import TestResponse

from server.coops.actions.invitations import draw_invitation
from server.coops.rules import Place as AsWhat
from server.identity.actions.cards import add_card, draw_card
from server.identity.actions.codes import request_code
from server.kernel.doors.http import Endpoint
from server.kernel.unit_of_work import directory_work
from tests.crawler.asks import Ask, ask, endpoints, name_of
from tests.crawler.conftest import Place
from tests.crawler.knock import knock
from tests.crawler.outcomes import HTTP
from tests.crawler.roles import ROLES

POSTS = [endpoint for endpoint in endpoints().values() if endpoint.method == "POST"]
# What an answer says of itself rather than of the deed: who signs in twice by the same key has one new session.
OF_THE_ANSWER = frozenset({"session_id"})
# Their answer holds what is shown once: it is not kept, and the same key again is refused.
SHOWN_ONCE = frozenset({"POST /enrolment-cards"})


@pytest.mark.parametrize("endpoint", POSTS, ids=name_of)
def test_the_same_key_is_the_same_deed(fresh: Place, endpoint: Endpoint) -> None:
    role, asked = who_may(fresh, endpoint), right(fresh, endpoint)
    key = {"Idempotency-Key": str(uuid4())}
    first = knock(fresh.ground.app, fresh.world.roles[role], asked, **key)
    assert first.status_code < 300, first.get_data()
    stored = fresh.ground.rows()
    again = knock(fresh.ground.app, fresh.world.roles[role], asked, **key)
    if name_of(endpoint) in SHOWN_ONCE:
        assert again.status_code == 409
    else:
        assert (again.status_code, deed(again)) == (first.status_code, deed(first))
    assert grown(stored, fresh.ground.rows()) <= {"directory.session"}


@pytest.mark.parametrize("endpoint", [post for post in POSTS if post.body], ids=name_of)
def test_the_same_key_with_another_body_is_a_conflict(fresh: Place, endpoint: Endpoint) -> None:
    role, asked = who_may(fresh, endpoint), right(fresh, endpoint)
    key = {"Idempotency-Key": str(uuid4())}
    assert knock(fresh.ground.app, fresh.world.roles[role], asked, **key).status_code < 300
    stored = fresh.ground.rows()
    other = knock(fresh.ground.app, fresh.world.roles[role], changed(asked), **key)
    assert other.status_code == 409
    assert other.get_json()["type"] == "/problems/conflict"
    assert grown(stored, fresh.ground.rows()) == set()


def who_may(place: Place, endpoint: Endpoint) -> str:
    """Somebody who is let in."""
    row = HTTP[name_of(endpoint)]
    return next((role for role, status in zip(ROLES, row, strict=True) if status < 300), "nobody")


def right(place: Place, endpoint: Endpoint) -> Ask:
    """The request that succeeds: the secrets of those that open a door are real ones."""
    name, here = name_of(endpoint), place.world.here
    asked = ask(endpoint, here)
    settings = place.ground.settings
    body: dict[str, Any] = dict(asked.body) if isinstance(asked.body, dict) else {}
    if name == "POST /session/by-code":
        place.ground.owner.execute(
            "UPDATE directory.account SET email = %s WHERE id = %s", [body["email"], here.devices["Ivy"].who.account_id]
        )
        with directory_work() as directory:
            request_code(directory, email=body["email"], settings=settings)
        row = place.ground.owner.execute("SELECT payload->>'text' FROM directory.outbox").fetchall()[-1]
        found = re.search(r"\b\d{6}\b", row[0])
        body["code"] = found[0] if found else ""
    elif name == "POST /session/by-card":
        card = draw_card(settings, None)
        with directory_work() as directory:
            add_card(directory, account_id=here.devices["Ivy"].who.account_id, coop_id=here.coop_id, kept=card.kept)
        body["words"] = card.words
    elif name in ("POST /invitations/accept", "POST /invitations/look"):
        with here.seat("Ada") as work:
            _, link = draw_invitation(
                work.actor, work, email="new@example.org", name="New", place=AsWhat("community"), settings=settings
            )
        body["token"] = link.partition("#")[2]
    return Ask(asked.method, asked.path, body if endpoint.body else None)


def changed(asked: Ask) -> Ask:
    """The same with something else in it, that is as right by itself."""
    body: dict[str, Any] = copy.deepcopy(asked.body) if isinstance(asked.body, dict) else {}
    for name, value in (
        ("email", "other@example.org"), ("text", "Something else"), ("name", "Another name"), ("calm", False),
        ("device_name", "another phone"), ("marks", []), ("cursors", {}), ("membership_id", str(uuid4())),
        ("token", "another token"), ("sha256", "0" * 64),
    ):  # fmt: skip
        if name in body:
            body[name] = value
            break
    return Ask(asked.method, asked.path, json.loads(json.dumps(body)))


def deed(response: TestResponse) -> Any:
    """What was done, as the answer tells it."""
    said = response.get_json(silent=True)
    return {name: value for name, value in said.items() if name not in OF_THE_ANSWER} if said else said


def grown(before: dict[str, int], after: dict[str, int]) -> set[str]:
    """Tables with more rows than before."""
    return {table for table, count in after.items() if count > before.get(table, 0)}
