"""A co-op with Edith, her carers and her daughter, and what is open to each of them; asking its record over HTTP."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.test import TestResponse

from server.consent.rules.sections import SECTIONS, mask
from tests.world import CoopWorld, Member, PersonMember, World
from tests.world.fixtures import SignIn

RECORD = text("INSERT INTO tenant.record (coop_id, person_id) VALUES (:coop, :person) ON CONFLICT DO NOTHING")
SHUT = text(
    "DELETE FROM tenant.effective_access WHERE coop_id = :coop AND person_id = :person AND membership_id = :member"
    " AND acting = :acting"
)
OPEN = text(
    "INSERT INTO tenant.effective_access (coop_id, membership_id, person_id, acting, purposes, valid_from, valid_to,"
    " read_mask, write_mask, disclose_mask, aggregate_mask, basis) VALUES (:coop, :member, :person, :acting, 63,"
    " '1900-01-01', '9999-01-01', :read, :write, 0, 0,"
    " jsonb_build_array(jsonb_build_array(CAST(:kind AS text), CAST(:id AS text), CAST(:sections AS integer))))"
)
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


def let(
    ground: CoopWorld,
    person: PersonMember,
    member: Member,
    read: tuple[str, ...],
    write: tuple[str, ...] = (),
    *,
    kind: str = "grant",
    acting: bool = False,
) -> None:
    """Just this is open to this member from now on, as it stands in the table that everything reads."""
    who = {
        "coop": ground.coop_id,
        "person": person.person_id,
        "member": member.membership_id,
        "acting": acting,
    }
    masks = {"read": mask(read), "write": mask(write), "sections": mask({*read, *write})}
    with ground.work() as work:
        work.session.execute(RECORD, {"coop": ground.coop_id, "person": person.person_id})
        work.session.execute(SHUT, who)
        if read or write:
            work.session.execute(OPEN, {**who, **masks, "kind": kind, "id": str(uuid4())})


def lay(world: World) -> Ground:
    coop = world.coop()
    sam, priya, marek = coop.member("Sam Osei"), coop.member("Priya Shah"), coop.member("Marek Nowak")
    edith = coop.person("Edith Hughes", team=(sam, priya))
    anna = coop.helper(edith)
    let(coop, edith, edith, SECTIONS, SECTIONS, kind="self")
    let(coop, edith, anna, SECTIONS, SECTIONS, kind="authority", acting=True)
    let(coop, edith, sam, CARERS, ("daily_notes",))
    let(coop, edith, priya, ())
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
