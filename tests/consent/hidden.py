"""Somebody's record with something in every section, everybody around her with a part of it closed to them, and all
that can be done in a section: what nobody may notice to whom it is closed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from flask.testing import FlaskClient

from server.consent.rules.levels import Audience
from server.consent.rules.sections import SECTIONS, WRITE_CEILING, codes
from server.kernel import clock
from server.kernel.config import Settings
from server.kernel.unit_of_work import Work
from server.messaging.queries.conversations import conversations
from server.record.actions.add_entry import New, add_entry
from server.record.actions.correct_entry import correct_entry, mark_error
from server.record.actions.reply import reply_to_entry
from tests.files.samples import photo
from tests.files.sending import send
from tests.world import CoopWorld, Member, PersonMember, World
from tests.world.fixtures import SignIn

STARTING = (
    *("about_me", "reasonable_adjustments", "personal_contacts", "professional_contacts", "allergies", "medicines"),
    *("alerts", "care_plan", "contingency", "daily_notes"),
)
CARERS = codes(WRITE_CEILING["carer"])  # where a carer can write
PICTURED = ("medicines", "money", "daily_notes", "about_me")  # sections with a photo in them
MANY = 51  # more than a page, and more than a search gives
PHOTO = photo(60, 40)


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody at their own device, in which seat, and what is closed to them."""

    member: Member
    client: FlaskClient
    headers: Mapping[str, str]
    closed: tuple[str, ...]

    @property
    def acting(self) -> bool:
        """Whether they sit in the person's seat."""
        return bool(self.headers)


@dataclass(slots=True)
class Scene:
    """Edith and her record; Kofi, who writes in it too; and those who look at a part of it."""

    coop: CoopWorld
    edith: PersonMember
    kofi: Member
    device: FlaskClient  # Edith's
    circle: UUID
    secret: str
    entries: dict[str, UUID] = field(default_factory=dict)  # the newest of each section, whoever may see it
    files: dict[str, str] = field(default_factory=dict)
    seqs: list[int] = field(default_factory=list)
    viewers: dict[str, Viewer] = field(default_factory=dict)

    def write(self, work: Work, section: str, text: str) -> UUID:
        """A new entry of who sits in this seat."""
        data = {"part": "important"} if section == "about_me" else {}
        new = New(uuid4(), section, text, data)
        kept = add_entry(work.actor, work, person_id=self.edith.person_id, new=new, secret=self.secret)
        return kept.row.id


def lay(world: World, sign_in: SignIn, settings: Settings) -> Scene:
    """The co-op, and something in each section of Edith's record."""
    coop = world.coop()
    sam, priya, kofi = (coop.member(name) for name in ("Sam Osei", "Priya Shah", "Kofi Mensah"))
    edith = coop.person(team=(sam, priya, kofi))
    with edith.work() as work:
        circle = next(row.conversation_id for row in conversations(work) if row.kind == "care_team")
    scene = Scene(coop, edith, kofi, sign_in(edith), circle, settings.secret_key)
    coop.start(edith)
    for code in CARERS:
        coop.grant(edith, kofi, code, level="add")
    for code in SECTIONS:
        with edith.work() as work:
            scene.entries[code] = scene.write(work, code, f"In the garden, quince {code}.")
    for code in PICTURED:
        attach(scene, code)
        reply(scene, code)
    _say(scene)
    _let_in(scene, sign_in, sam, priya)
    return scene


def _let_in(scene: Scene, sign_in: SignIn, sam: Member, priya: Member) -> None:
    """Whoever looks, and what is closed to each."""
    coop, edith = scene.coop, scene.edith
    nurses, others = coop.organisation(), coop.organisation("Hill Foot Charity", "charity")
    ruth, paul = coop.partner(nurses), coop.partner(others, "Paul Grey", "visitor")
    mia, ned = coop.member("Mia Webb", "community"), coop.member("Ned Price", "community")
    olu = coop.member("Olu Adebayo", "community", hats=("secretary", "reviewer", "coach"))
    ann = coop.helper(edith)
    until, nursed = clock.now() + timedelta(days=90), ("medicines", "observations", "daily_notes")
    coop.grant(edith, Audience("organisation", nurses), *nursed, until=until)
    coop.grant(edith, sam, "medicines", level="closed")
    coop.grant(edith, priya, *STARTING, level="closed")
    coop.grant(edith, mia, "about_me", "social_context")
    coop.authority(edith, ann, "about_me", "observations", "daily_notes")
    seen: dict[str, tuple[Member, tuple[str, ...]]] = {
        "a carer": (sam, tuple(code for code in STARTING if code != "medicines")),
        "a carer to whom all is closed": (priya, ()),
        "a nurse": (ruth, nursed),
        "a cousin": (mia, ("about_me", "social_context")),
        "who acts for her": (ann, ("about_me", "observations", "daily_notes")),
        "a neighbour": (ned, ()),
        "a visitor of a charity": (paul, ()),
        "the secretary": (olu, ()),
    }
    for name, (member, open_) in seen.items():
        headers = {"Ourpatch-Acting-For": str(edith.person_id)} if member is ann else {}
        closed = tuple(code for code in SECTIONS if code not in open_)
        scene.viewers[name] = Viewer(member, sign_in(member), headers, closed)


def _say(scene: Scene) -> None:
    """Three messages to the team, to be filed one day."""
    path = f"/api/v1/conversations/{scene.circle}/messages"
    for _ in range(3):
        sent = scene.device.post(path, json={"client_id": str(uuid4()), "text": "A garden full of quince."})
        scene.seqs.append(sent.get_json()["seq"])


def add(scene: Scene, section: str) -> None:
    """Edith writes."""
    with scene.edith.work() as work:
        scene.entries[section] = scene.write(work, section, "A new quince in the garden.")


def add_many(scene: Scene, section: str) -> None:
    """Edith writes more than a page, and more than a search gives."""
    with scene.edith.work() as work:
        for n in range(MANY):
            scene.entries[section] = scene.write(work, section, f"Quince {n} of the garden.")


def add_as_carer(scene: Scene, section: str) -> None:
    """Kofi writes, where a carer can; and then she takes it back."""
    if section not in CARERS or section == "about_me":
        return
    with scene.kofi.work() as work:
        entry_id = scene.write(work, section, "Kofi saw a quince in the garden.")
    with scene.kofi.work() as work:
        said: dict[str, Any] = {"client_id": uuid4(), "reason": "Another garden", "secret": scene.secret}
        mark_error(work.actor, work, person_id=scene.edith.person_id, entry_id=entry_id, **said)


def correct(scene: Scene, section: str) -> None:
    """Edith says it better."""
    with scene.edith.work() as work:
        said: dict[str, Any] = {"client_id": uuid4(), "text": "Two quinces in the garden.", "reason": "One more"}
        ids: dict[str, Any] = {"person_id": scene.edith.person_id, "entry_id": scene.entries[section]}
        scene.entries[section] = correct_entry(work.actor, work, **ids, **said, secret=scene.secret).row.id


def take_back(scene: Scene, section: str) -> None:
    """Edith says that an entry should never have been here, and writes another one."""
    with scene.edith.work() as work:
        said: dict[str, Any] = {"client_id": uuid4(), "reason": "It was somebody else's", "secret": scene.secret}
        mark_error(work.actor, work, person_id=scene.edith.person_id, entry_id=scene.entries[section], **said)
    add(scene, section)


def reply(scene: Scene, section: str) -> None:
    """Edith says something to an entry."""
    with scene.edith.work() as work:
        said: dict[str, Any] = {"client_id": uuid4(), "text": "More quinces.", "secret": scene.secret}
        reply_to_entry(work.actor, work, person_id=scene.edith.person_id, entry_id=scene.entries[section], **said)


def attach(scene: Scene, section: str) -> None:
    """Edith adds an entry with a photo."""
    file_id = send(scene.device, scene.coop.coop_id, PHOTO)["file_id"]
    body = {"client_id": str(uuid4()), "section": section, "text": "The quince.", "files": [file_id]}
    data = {"part": "important"} if section == "about_me" else {}
    path = f"/api/v1/people/{scene.edith.person_id}/record/entries"
    kept = scene.device.post(path, json={**body, "data": data})
    assert kept.status_code == 201, kept.get_data(as_text=True)
    scene.entries[section], scene.files[section] = UUID(kept.get_json()["entry_id"]), file_id


def file_message(scene: Scene, section: str) -> None:
    """Edith files what the team was told."""
    if section == "about_me":
        return
    path = f"/api/v1/conversations/{scene.circle}/messages/{scene.seqs[0]}/file"
    body = {"client_id": str(uuid4()), "person_id": str(scene.edith.person_id), "section": section}
    kept = scene.device.post(path, json=body)
    assert kept.status_code == 201, kept.get_data(as_text=True)
    scene.entries[section] = UUID(kept.get_json()["entry_id"])


Deed = Callable[[Scene, str], None]
DEEDS: tuple[Deed, ...] = (add, add_many, add_as_carer, correct, take_back, reply, attach, file_message)
