"""Every route for every role, against the ids of a co-op that only some of them belong to."""

from collections.abc import Iterator

import pytest

from server.app import create_app  # noqa: F401 - it knows every domain, and so every route
from server.kernel.doors.http import Endpoint
from tests.contract.document import Answer, Document
from tests.crawler.asks import DEMO, ask, endpoints, has_ids, name_of, unknown_ids
from tests.crawler.conftest import Place
from tests.crawler.knock import answer_of, knock
from tests.crawler.listening import listening, unbound
from tests.crawler.outcomes import HTTP, undeclared
from tests.crawler.roles import ROLES

OUTSIDE = ("nobody", "no co-op", "elsewhere", "claiming", "removed")
NOT_IN_THE_CONVERSATION = (*OUTSIDE, "pretender", "asked", "neighbour", "secretary", "partner")
WRITTEN = "under the pot"
EVERY_ROUTE = pytest.mark.parametrize("endpoint", endpoints().values(), ids=name_of)


def test_every_route_has_its_outcomes_declared() -> None:
    assert undeclared(endpoints(), HTTP) == []


def test_a_route_that_nobody_declared_is_seen() -> None:
    assert undeclared(["GET /a", "GET /b"], {"GET /a": (200,), "GET /c": (200,) * len(ROLES)}) == [
        f"GET /a: 1 of {len(ROLES)} roles",
        "GET /b: not declared",
        "GET /c: no such door",
    ]


def answers(place: Place, endpoint: Endpoint) -> Iterator[tuple[str, Answer]]:
    """What each role is answered, each in the same world."""
    for role in ROLES:
        asked = ask(endpoint, place.world.here)
        answer = answer_of(knock(place.ground.app, place.world.roles[role], asked))
        yield role, answer
        if endpoint.method != "GET":
            place.ground.put_back() if answer.status < 300 else place.ground.forget_tries()


@EVERY_ROUTE
def test_each_role_is_answered_as_declared(fresh: Place, document: Document, endpoint: Endpoint) -> None:
    name = name_of(endpoint)
    complaints: list[str] = []
    with listening() as statements:
        for role, answer in answers(fresh, endpoint):
            expected = dict(zip(ROLES, HTTP[name], strict=True))[role]
            if answer.status != expected:
                complaints.append(f"{role}: {answer.status}, not {expected}: {answer.body[:200]!r}")
            complaints += [f"{role}: {line}" for line in document.violations(endpoint, answer)]
            complaints += [f"{role} sees {secret}" for secret in seen(fresh, name, role, answer)]
    complaints += [line for statement in statements.heard for line in unbound(statement)]
    assert complaints == []


def seen(place: Place, name: str, role: str, answer: Answer) -> list[str]:
    """What somebody reads who is not to read it."""
    if name in DEMO:
        return []
    said = answer.body.decode(errors="replace")
    secrets = place.world.here.secrets if role in OUTSIDE else []
    secrets = [*secrets, WRITTEN] if role in NOT_IN_THE_CONVERSATION and role != "elsewhere" else secrets
    return [secret for secret in secrets if secret in said]


@EVERY_ROUTE
def test_what_is_foreign_is_answered_like_what_is_not_there(fresh: Place, endpoint: Endpoint) -> None:
    here = fresh.world.here
    if not has_ids(endpoint, here) or name_of(endpoint) in DEMO:
        assert name_of(endpoint) not in DEMO or not fresh.ground.settings.demo or endpoint.who == "anyone"
        return
    for role in OUTSIDE:
        one = knock(fresh.ground.app, fresh.world.roles[role], ask(endpoint, here))
        other = knock(fresh.ground.app, fresh.world.roles[role], ask(endpoint, here, unknown_ids(here)))
        assert (one.status_code, one.get_data()) == (other.status_code, other.get_data()), role
        assert headers(one.headers) == headers(other.headers), role


def headers(given: object) -> list[tuple[str, str]]:
    """All of them, for not even a length may differ."""
    return sorted(dict(given).items())  # type: ignore[call-overload]


def test_there_is_one_404(fresh: Place) -> None:
    """Whatever is not there, and whatever isn't there for you, for whichever reason: the same bytes."""
    here = fresh.world.here
    bodies = {
        knock(fresh.ground.app, fresh.world.roles[role], ask(endpoint, here)).get_data()
        for endpoint in endpoints().values()
        for role in ROLES
        if endpoint.method == "GET" and dict(zip(ROLES, HTTP[name_of(endpoint)], strict=True))[role] == 404
    }
    bodies.add(fresh.ground.app.test_client().get("/api/v1/no/such/address").get_data())
    bodies.add(fresh.ground.app.test_client().get("/api/v1/people/not-an-id").get_data())
    assert len(bodies) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT tenant.hat.hat FROM tenant.hat WHERE tenant.hat.membership_id = %(m)s",
        "SELECT p.id FROM tenant.person AS p JOIN tenant.helper AS h ON h.person_id = p.id WHERE p.coop_id = %(c)s",
        "UPDATE tenant.membership SET ended_at = now() WHERE tenant.membership.id = %(id)s",
    ],
)
def test_a_statement_without_its_co_op_is_seen(statement: str) -> None:
    assert len(unbound(statement)) == 1
