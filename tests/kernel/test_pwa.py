"""The PWA's files: what is there, and nothing that breaks where nothing is."""

import pytest
from flask.testing import FlaskClient

from tests.world.fixtures import app, client

__all__ = ["app", "client"]


@pytest.mark.parametrize("path", ["/a%00b", "/" + "a" * 300, "/assets/" + "b" * 300 + ".js", "/..%2f..%2fetc/passwd"])
def test_an_address_that_no_file_can_have_is_not_here(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.content_type) == (404, "application/problem+json")
