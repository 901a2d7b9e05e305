"""Every error is problem+json, and says nothing that it should not."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_smorest import Blueprint

from server.kernel.doors import document, problems
from server.kernel.doors.fields import Body, Prose
from server.kernel.doors.http import ENDPOINTS, endpoint
from server.kernel.errors import Refused, TooMany
from server.kernel.unit_of_work import DirectoryWork


class Note(Body):
    text = Prose(20, required=True)


@pytest.fixture
def client(opened: object) -> Iterator[FlaskClient]:
    before = len(ENDPOINTS)
    blueprint = Blueprint("notes", "notes")

    @endpoint(blueprint, "POST", "/notes", who="anyone", body=Note, out=Note, status=201)
    def note(work: DirectoryWork, body: dict[str, str]) -> dict[str, str]:
        """Say it back."""
        if body["text"] == "refuse":
            raise Refused("Edith keeps her money to herself.")
        if body["text"] == "often":
            raise TooMany(retry_after=60)
        if body["text"] == "break":
            raise ZeroDivisionError("a secret that somebody wrote")
        return body

    app = Flask("tested", static_folder=None)
    app.config.update(ORIGIN="http://localhost:4100", MAX_CONTENT_LENGTH=1000)
    document.install(app, [blueprint])
    problems.install(app)
    yield app.test_client()
    del ENDPOINTS[before:]


@pytest.mark.parametrize(
    ("body", "headers", "status", "slug"),
    [
        ({"text": "refuse"}, {}, 403, "refused"),
        ({"text": "often"}, {}, 429, "too-many"),
        ({"text": "break"}, {}, 500, "broken"),
        ({"text": ""}, {}, 422, "invalid"),
        ({"text": 7}, {}, 422, "invalid"),
        ({"txt": "x"}, {}, 422, "invalid"),
        ({"text": "x" * 2000}, {}, 413, "too-large"),
        ({"text": "x"}, {"Origin": "https://elsewhere.example"}, 403, "foreign-origin"),
        ({"text": "x"}, {"Sec-Fetch-Site": "cross-site"}, 403, "foreign-origin"),
        ({"text": "x"}, {"Ourpatch-Client": "2025.1.0"}, 426, "client-too-old"),
        ({"text": "x"}, {"Ourpatch-Client": "yesterday"}, 426, "client-too-old"),
    ],
)
def test_a_problem_has_its_slug_and_a_sentence(
    client: FlaskClient, body: dict[str, object], headers: dict[str, str], status: int, slug: str
) -> None:
    answer = client.post("/api/v1/notes", json=body, headers=headers)
    assert answer.content_type == "application/problem+json"
    told = answer.get_json()
    assert (answer.status_code, told["type"], told["status"]) == (status, f"/problems/{slug}", status)
    assert told["detail"].endswith(".")
    assert "secret" not in answer.text


def test_the_field_is_named(client: FlaskClient) -> None:
    assert client.post("/api/v1/notes", json={"text": ""}).get_json()["field"] == "text"


@pytest.mark.parametrize("raw", ["{", "[", "nonsense", '"\\ud800"'])
def test_what_can_not_be_read(client: FlaskClient, raw: str) -> None:
    answer = client.post("/api/v1/notes", data=raw, content_type="application/json")
    assert answer.status_code in {400, 422}
    assert answer.content_type == "application/problem+json"


def test_a_client_of_today_is_served(client: FlaskClient) -> None:
    headers = {"Ourpatch-Client": "2026.11.0", "Origin": "http://localhost:4100"}
    assert client.post("/api/v1/notes", json={"text": "Morning"}, headers=headers).status_code == 201


def test_an_unknown_address_and_a_wrong_method_are_problems_too(client: FlaskClient) -> None:
    assert client.get("/nowhere").get_json()["type"] == "/problems/not-found"
    assert client.delete("/api/v1/notes").get_json()["type"] == "/problems/method-not-allowed"
