"""A co-op with Edith, her carers and her daughter, and what is open to each of them; asking its record over HTTP."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.consent.rules.sections import SECTIONS
from tests.consent.opening import open_to
from tests.world import CoopWorld, Member, PersonMember, World
from tests.world.fixtures import SignIn

CARERS = ("about_me", "reasonable_adjustments", "allergies", "medicines", "alerts", "care_plan", "daily_notes")


@dataclass(frozen=True, slots=True)
class Ground:
    """Sam reads seven sections and adds to the notes; Priya is in the team too, and nothing is open to her; Anna, the
    daughter, may do everything while she acts for Edith; Marek has nothing to do with any of them."""

    coop: CoopWorld
    edith: PersonMember
    sam: Member
    priya: Member
    anna: Member
    marek: Member


def lay(world: World) -> Ground:
    coop = world.coop()
    sam, priya, marek = coop.member("Sam Osei"), coop.member("Priya Shah"), coop.member("Marek Nowak")
    edith = coop.person("Edith Hughes", team=(sam, priya))
    anna = coop.helper(edith)
    open_to(coop, edith, edith, *SECTIONS, write=SECTIONS)
    open_to(coop, edith, sam, *CARERS, write=("daily_notes",))
    return Ground(coop, edith, sam, priya, anna, marek)


@dataclass(frozen=True, slots=True)
class Asking:
    """One member's device, at one person's record."""

    client: FlaskClient
    person_id: UUID
    headers: dict[str, str]

    def get(self, path: str = "") -> TestResponse:
        return self.client.get(f"/api/v1/people/{self.person_id}/record{path}", headers=self.headers)

    def post(self, path: str, body: dict[str, Any]) -> TestResponse:
        return self.client.post(f"/api/v1/people/{self.person_id}/record{path}", json=body, headers=self.headers)

    def add(self, text: str, section: str = "daily_notes", **more: Any) -> dict[str, Any]:
        """A new entry, which has to be taken."""
        answer = self.try_to_add(text, section, **more)
        assert answer.status_code == 201, answer.get_json()
        kept: dict[str, Any] = answer.get_json()
        return kept

    def try_to_add(self, text: str, section: str = "daily_notes", **more: Any) -> TestResponse:
        return self.post("/entries", {"client_id": str(uuid4()), "section": section, "text": text, **more})

    def correct(self, entry_id: str, text: str, reason: str = "A slip", **more: Any) -> TestResponse:
        body = {"client_id": str(uuid4()), "text": text, "reason": reason, **more}
        return self.post(f"/entries/{entry_id}/correct", body)

    def texts(self, path: str = "/sections/daily_notes") -> list[str | None]:
        """The words of a page, newest first."""
        answer = self.get(path)
        assert answer.status_code == 200, answer.get_json()
        return [entry["text"] for entry in answer.get_json()["items"]]


def ask(sign_in: SignIn, member: Member, person: PersonMember, *, acting: bool = False, purpose: str = "") -> Asking:
    """This member, signed in, at this record."""
    headers = {"Ourpatch-Acting-For": str(person.person_id)} if acting else {}
    return Asking(sign_in(member), person.person_id, headers | ({"Ourpatch-Purpose": purpose} if purpose else {}))
