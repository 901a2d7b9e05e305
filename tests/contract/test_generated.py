"""Requests that nobody thought of, made from the API's document: never a 500, and every answer as the document says."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import checks
from schemathesis.core.failures import FailureGroup

from server.kernel.doors.credentials import COOKIE
from server.kernel.doors.http import Endpoint
from tests.contract.document import path_of
from tests.crawler.asks import endpoints, name_of
from tests.crawler.cast import Role
from tests.crawler.conftest import Place
from tests.crawler.knock import headers_of

EXAMPLES = 12  # of each route and role: some eighty seconds in all on two cores that are busy
AS = ("person", "secretary", "nobody")
CHECKS = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]
Schema = Any


@pytest.fixture(scope="module")
def schema(place: Place) -> Schema:
    """The document, with the application behind it."""
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", place.ground.app)


@pytest.mark.parametrize("endpoint", endpoints().values(), ids=name_of)
def test_no_request_breaks_it(fresh: Place, schema: Schema, endpoint: Endpoint) -> None:
    operation = schema[path_of(endpoint)][endpoint.method.lower()]
    ids = {name: str(value) for name, value in fresh.world.here.ids.items()}
    for role in AS:
        ask_in_many_ways(operation, partial(call_as, fresh.world.roles[role]), ids)
        fresh.ground.put_back()


def call_as(role: Role, case: Any) -> Any:
    """Send a request that was made up, as somebody; schemathesis takes cookies by themselves."""
    headers = {name: value for name, value in headers_of(role).items() if name != "Cookie"}
    return case.call(headers=headers, cookies={COOKIE: role.device.token} if role.device else {})


def ask_in_many_ways(operation: Any, call: Callable[[Any], Any], ids: dict[str, str]) -> None:
    """Every other request names things that there are, so that not all of them end with the 404."""

    @given(case=operation.as_strategy(), known=st.booleans())
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def ask(case: Any, known: bool) -> None:
        for name in case.path_parameters if known else ():
            case.path_parameters[name] = ids.get(name, case.path_parameters[name])
        case.validate_response(call(case), checks=CHECKS)

    ask()


def test_an_answer_that_the_document_does_not_know_is_seen(fresh: Place, schema: Schema) -> None:
    """The checks are awake: the devices of an account are no co-op."""
    devices = call_as(fresh.world.roles["person"], schema["/api/v1/devices"]["get"].Case())
    assert devices.status_code == 200
    with pytest.raises(FailureGroup):
        ask_in_many_ways(schema["/api/v1/coop"]["get"], lambda _: devices, {})
