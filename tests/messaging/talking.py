"""Members who talk over HTTP."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.world.build import Member
from tests.world.fixtures import SignIn, told


@dataclass(slots=True)
class Talker:
    """A member with a device."""

    member: Member
    client: FlaskClient
    headers: dict[str, str]

    @classmethod
    def of(cls, sign_in: SignIn, member: Member, acting_for: UUID | None = None) -> "Talker":
        headers = {"Ourpatch-Acting-For": str(acting_for)} if acting_for else {}
        return cls(member, sign_in(member), headers)

    def post(self, path: str, **body: object) -> TestResponse:
        return self.client.post(f"/api/v1{path}", json=body, headers=self.headers)

    def get(self, path: str) -> TestResponse:
        return self.client.get(f"/api/v1{path}", headers=self.headers)

    def begin(self, other: Member) -> TestResponse:
        return self.post("/conversations/direct", membership_id=str(other.membership_id))

    def direct(self, other: Member) -> str:
        answer = self.begin(other)
        assert answer.status_code == 200, answer.text
        return str(told(answer)["conversation_id"])

    def send(self, talk: str, text: str, client_id: UUID | None = None, medium: str = "text") -> TestResponse:
        return self.post(
            f"/conversations/{talk}/messages", client_id=str(client_id or uuid4()), text=text, medium=medium
        )

    def conversations(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = told(self.get("/conversations"))["items"]
        return found

    def of_kind(self, kind: str) -> dict[str, Any]:
        return next(talk for talk in self.conversations() if talk["kind"] == kind)

    def texts(self, talk: str, ask: str = "") -> list[str]:
        answer = self.get(f"/conversations/{talk}/events{ask}")
        assert answer.status_code == 200, answer.text
        page = told(answer)
        return [event["text"] for event in page["items"] if event["kind"] == "message"]

    def sync(self, cursors: dict[str, int]) -> TestResponse:
        return self.post("/sync", cursors=cursors)
