"""Who knocks, and what there is to be seen: two co-ops, built by the real actions."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from uuid import UUID, uuid4

from server.consent.actions import decisions
from server.consent.actions.authorities import Scope, enter_authority
from server.consent.actions.decisions import Order
from server.consent.actions.emergency import open_emergency
from server.consent.actions.requests import ask_for_access
from server.consent.queries.requests import talks_due
from server.consent.rules.sections import mask
from server.coops.actions.cards import enrol
from server.coops.actions.invitations import invite
from server.coops.actions.patches import bring_into_patch
from server.coops.rules import Place
from server.files.actions import upload
from server.identity.actions import passkeys
from server.kernel import clock
from server.kernel.actor import SignedIn
from server.kernel.config import Settings
from server.kernel.unit_of_work import Work, directory_work, take_seat
from server.messaging.actions.begin_direct import begin_direct
from server.messaging.actions.send_messages import send_message
from server.messaging.queries import conversations
from server.record.actions.add_entry import New, add_entry
from tests.files.samples import photo
from tests.files.sending import check
from tests.identity.authenticator import Authenticator, authenticator_of
from tests.world import CARE_TEAM, CoopWorld, Member, PersonMember, World

PHOTO = photo()


@dataclass(frozen=True, slots=True)
class Device:
    """A signed-in device: whose, and the token in its cookie."""

    who: SignedIn
    token: str


@dataclass(frozen=True, slots=True)
class Role:
    """Somebody at a door: with which device, saying what about the co-op and whom they act for."""

    device: Device | None = None
    coop_id: UUID | None = None
    acting_for: UUID | None = None


@dataclass
class Coop:
    """A co-op with a person, her team and her conversations; the ids that stand in addresses and bodies; and what
    nobody of another co-op may ever read."""

    coop_id: UUID
    name: str
    devices: dict[str, Device] = field(default_factory=dict)
    ids: dict[str, UUID] = field(default_factory=dict)
    keys: dict[str, Authenticator] = field(default_factory=dict)

    @property
    def secrets(self) -> list[str]:
        """Every id in it, and what ends every name and every message."""
        return [self.name, str(self.coop_id), *(str(value) for value in self.ids.values())]

    @contextmanager
    def seat(self, who: str) -> Iterator[Work]:
        """A unit of work in this member's seat."""
        with take_seat(self.devices[who].who, self.coop_id) as work:
            yield work


def build_coop(name: str, settings: Settings) -> Coop:
    """Ivy gets support from Sam, Tom helps her with her device, Ned is a neighbour, Ada keeps the register; Kim was
    asked into the team, and Rob was in it until a second ago. Pat is of a partner organisation. A patch, a card, an
    invitation, three conversations, a photo, a passkey."""
    built = World(settings).coop(name)
    ada = built.member(f"Ada of {name}", "community", hats=("secretary", "reviewer", "coach"))
    una = built.member(f"Una of {name}", "community", hats=("reviewer",))
    sam, rob, kim = (built.member(f"{who} of {name}") for who in ("Sam", "Rob", "Kim"))
    ned = built.member(f"Ned of {name}", "community")
    tom = built.member(f"Tom of {name}", None)
    ivy = built.person(f"Ivy of {name}")
    coop = Coop(built.coop_id, name)
    coop.ids["organisation_id"] = built.organisation(f"Surgery of {name}", "gp practice")
    pat = built.partner(coop.ids["organisation_id"], f"Pat of {name}", "doctor")
    for member in (ada, una, sam, rob, kim, ned, tom, ivy, pat):
        who = member.name.partition(" ")[0]
        opened = member.sign_in()
        coop.devices[who] = Device(opened.who, opened.token)
        coop.ids[f"{who.lower()}_id"] = member.membership_id
    _gather(built, coop, ivy, (sam, rob, kim, tom))
    _talk(coop)
    _write_down(built, coop, ivy)
    _choose(built, coop, ivy, rob)
    _ask_in(coop, settings)
    _keep_photo(coop)
    _make_key(coop, settings)
    _decide(coop)
    built.end(rob)
    return coop


def _gather(built: CoopWorld, coop: Coop, ivy: PersonMember, others: tuple[Member, Member, Member, Member]) -> None:
    sam, rob, kim, tom = others
    coop.ids["patch_id"] = patch_id = built.patch(f"Patch of {coop.name}")
    with coop.seat("Ada") as work:
        for who in ("sam_id", "ada_id", "rob_id"):
            bring_into_patch(work.actor, work, patch_id=patch_id, membership_id=coop.ids[who])
    place_of_sam, _ = built.care_team(ivy, sam, rob)
    built.helper(ivy, tom)
    coop.ids |= {
        "person_id": ivy.person_id,
        "team_member_id": place_of_sam,
        "asked_id": built.ask(ivy, kim),
        "membership_id": sam.membership_id,
        "session_id": coop.devices["Ivy"].who.session_id,
    }


def _talk(coop: Coop) -> None:
    with coop.seat("Ivy") as work:
        direct = begin_direct(work.actor, work, membership_id=coop.ids["sam_id"])
        team = next(row.conversation_id for row in conversations.conversations(work) if row.kind == "care_team")
        for conversation_id in (direct, team):
            body = f"The key is under the pot. Ivy of {coop.name}"
            send_message(work.actor, work, conversation_id=conversation_id, client_id=uuid4(), body=body)
    coop.ids |= {"conversation_id": team, "direct_id": direct}


def _choose(built: CoopWorld, coop: Coop, ivy: PersonMember, rob: Member) -> None:
    """Sam asked for the documents, a talk is due since Ivy closed her allergies, and Rob was to cover a visit."""
    built.grant(ivy, CARE_TEAM, "allergies", level="closed")
    tomorrow = clock.now() + timedelta(days=1)
    cover_id = built.visit(ivy, rob, tomorrow, tomorrow + timedelta(hours=1))
    with coop.seat("Sam") as work:
        asked = ask_for_access(
            work.actor,
            work,
            person_id=ivy.person_id,
            sections=mask(("documents",)),
            level="see",
            reason=f"I file them. Sam of {coop.name}",
            until=None,
        )
    with coop.seat("Ada") as work:
        [talk] = talks_due(work)
    coop.ids |= {"cover_id": cover_id, "request_id": asked.request_id, "talk_id": talk.talk_id}


def _decide(coop: Coop) -> None:
    """Sam opened Ivy's record in an emergency. Una wrote down that Ned is her deputy, and a court order, which nobody
    has looked at yet; and she keeps something from Ivy."""
    person_id, sam, ned = (coop.ids[name] for name in ("person_id", "sam_id", "ned_id"))
    with coop.seat("Sam") as work:
        opened = open_emergency(work.actor, work, person_id=person_id, reason="fall", words="On the floor")
    scope = Scope(
        membership_id=ned,
        kind="deputy",
        sections=["medicines"],
        level="see",
        may_decide=False,
        jointly=False,
        evidence="A letter",
    )
    order = Order(
        kind="court order",
        reference="26/117",
        sections=["legal"],
        level="see",
        members=[sam],
        to_at=clock.now() + timedelta(days=300),
    )
    until = clock.now().date() + timedelta(days=300)
    with coop.seat("Una") as work:
        actor = work.actor
        coop.ids |= {
            "emergency_id": opened.id,
            "authority_id": enter_authority(actor, work, person_id=person_id, scope=scope).id,
            "directive_id": decisions.enter_directive(actor, work, person_id=person_id, order=order).id,
            "withholding_id": decisions.withhold(
                actor, work, person_id=person_id, sections=["procedures"], reason="A danger", review_on=until
            ),
        }


def _write_down(built: CoopWorld, coop: Coop, ivy: PersonMember) -> None:
    """Care has begun, and Ivy has written into her record."""
    built.start(ivy)
    new = New(client_id=uuid4(), section="daily_notes", text=f"The key is under the pot. Ivy of {coop.name}")
    with coop.seat("Ivy") as work:
        kept = add_entry(work.actor, work, person_id=ivy.person_id, new=new, secret="")
    coop.ids["entry_id"] = kept.row.id


def _make_key(coop: Coop, settings: Settings) -> None:
    """Ivy has a passkey."""
    who, key = coop.devices["Ivy"].who, authenticator_of(settings)
    with directory_work() as directory:
        asked = passkeys.ask_for_passkey(who, directory, settings=settings)
    with directory_work() as directory:
        kept = passkeys.add_passkey(
            who,
            directory,
            options_id=asked.options_id,
            credential=key.make(asked.options),
            name=f"Phone of {coop.name}",
            settings=settings,
        )
    coop.keys["Ivy"] = key
    coop.ids["passkey_id"] = kept.id


def _keep_photo(coop: Coop) -> None:
    """Ivy has sent a photo, and it is in no record yet."""
    with coop.seat("Ivy") as work:
        row = upload.begin_upload(
            work.actor, work, name="photo.jpg", media_type="image/jpeg", size=len(PHOTO), people_agreed=True
        )
        upload.take_piece(work.actor, work, file_id=row.id, n=0, content=PHOTO)
        upload.complete_upload(work.actor, work, file_id=row.id, sha256=sha256(PHOTO).digest())
    assert check(coop.coop_id) == 0
    coop.ids["file_id"] = row.id


def _ask_in(coop: Coop, settings: Settings) -> None:
    with coop.seat("Ada") as work:
        name, address = f"New of {coop.name}", f"new.{uuid4()}@example.org"
        asked = invite(work.actor, work, email=address, name=name, place=Place("carer"), settings=settings)
        card = enrol(work.actor, work, name=f"Joy of {coop.name}", place=Place("community"), settings=settings)
    coop.ids |= {"invitation_id": asked.id, "card_id": card.card_id}
