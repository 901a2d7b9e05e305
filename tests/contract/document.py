"""The API's document as something to hold answers against."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import orjson
from jsonschema import Draft202012Validator, FormatChecker

from server.kernel.doors.http import Endpoint

PROBLEM = "application/problem+json"


@dataclass(frozen=True)
class Answer:
    """What the server answered, as it came over the wire."""

    status: int
    content_type: str
    body: bytes

    @cached_property
    def json(self) -> Any:
        return orjson.loads(self.body) if self.body else None


class Document:
    """OpenAPI 3.1, or the socket events' document: schemas are JSON Schema 2020-12 in both."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._document = document
        self._components = document.get("components", {"schemas": document.get("schemas", {})})

    def violations(self, endpoint: Endpoint, answer: Answer) -> list[str]:
        """Where an answer is not what the document says of this route."""
        operation = self._document["paths"].get(path_of(endpoint), {}).get(endpoint.method.lower())
        if operation is None:
            return [f"{endpoint.method} {path_of(endpoint)} is not in the document"]
        said = operation["responses"].get(str(answer.status)) or operation["responses"].get("default")
        if said is None:
            return [f"status {answer.status} is not in the document"]
        content = self._resolved(said).get("content", {})
        if not content:
            return [] if not answer.body else [f"status {answer.status} has a body, and the document none"]
        media = answer.content_type.partition(";")[0]
        if media not in content:
            return [f"status {answer.status} has the type {media}, and the document {', '.join(content)}"]
        if content[media]["schema"].get("format") == "binary":
            return [] if answer.body else [f"status {answer.status} has no bytes"]
        return list(self.complaints(content[media]["schema"], answer.json))

    def complaints(self, schema: dict[str, Any], value: Any) -> Iterator[str]:
        """Where a value is not what a schema says."""
        rooted = {"components": self._components, **schema}
        for error in Draft202012Validator(rooted, format_checker=FormatChecker()).iter_errors(value):
            yield f"{error.json_path}: {error.message}"

    def named(self, name: str, value: Any) -> list[str]:
        """Where a value is not what the schema of this name says."""
        return list(self.complaints({"$ref": f"#/components/schemas/{name}"}, value))

    def _resolved(self, part: dict[str, Any]) -> dict[str, Any]:
        if "$ref" not in part:
            return part
        found: Any = self._document
        for step in part["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        resolved: dict[str, Any] = found
        return resolved


def path_of(endpoint: Endpoint) -> str:
    """A route's address as the document writes it."""
    return "/api/v1" + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", endpoint.rule)
