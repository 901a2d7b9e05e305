"""So many more of everything that a record and its consent have, for the lists of them to grow by."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from uuid import UUID, uuid4

from server.consent.actions.decisions import Order, Weighed, decide_best_interests, enter_directive, withhold
from server.consent.actions.emergency import open_emergency
from server.consent.actions.requests import ask_for_access
from server.consent.models import LogDay, TalkDue
from server.consent.queries.gates import look
from server.consent.rules.levels import Audience
from server.consent.rules.sections import Section, mask
from server.files.actions import upload
from server.identity.models import Passkey
from server.kernel import clock
from server.kernel.unit_of_work import directory_work
from server.messaging.actions.file_message import file_message
from server.record.actions.add_entry import New, add_entry
from server.record.actions.correct_entry import correct_entry
from server.record.actions.reply import reply_to_entry
from server.record.queries import entries
from tests.conftest import SECRET
from tests.files.sending import check
from tests.world import CoopWorld, Member, PersonMember

NOTES = "daily_notes"
LATER = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Around:
    """A co-op, the person whose record it is, her carer who wears the hats, and a message
    between them."""

    coop: CoopWorld
    person: PersonMember
    carer: Member
    conversation_id: UUID
    seq: int


def new_entry(person: PersonMember) -> UUID:
    """The person writes a note with a file beside it."""
    content = uuid4().hex.encode()
    with person.work() as work:
        row = upload.begin_upload(
            work.actor, work, name="a.txt", media_type="text/plain", size=len(content), people_agreed=None
        )
        upload.take_piece(work.actor, work, file_id=row.id, n=0, content=content)
        upload.complete_upload(work.actor, work, file_id=row.id, sha256=sha256(content).digest())
    assert check(person.coop_id) == 0
    new = New(client_id=uuid4(), section=NOTES, text="Porridge at eight", file_ids=[row.id])
    with person.work() as work:
        return add_entry(work.actor, work, person_id=person.person_id, new=new, secret=SECRET).row.id


def more(around: Around, entry_id: UUID, others: Sequence[Member], persons: Sequence[PersonMember]) -> None:
    """One more of each for each of the others and of the persons. `entry_id`: what is corrected and replied to."""
    for other, person in zip(others, persons, strict=True):
        _more_in_the_record(around, entry_id)
        _more_looks_and_asking(around, other, person)
        _more_partners(around)
        _more_decisions(around, other)
        _more_rows(around, person)


def _more_in_the_record(around: Around, entry_id: UUID) -> None:
    person_id = around.person.person_id
    new_entry(around.person)
    with around.person.work() as work:
        corrected = correct_entry(
            work.actor,
            work,
            person_id=person_id,
            entry_id=_newest(around, entry_id),
            client_id=uuid4(),
            text=f"At nine {uuid4()}",
            reason="A slip",
            secret=SECRET,
        )
        reply_to_entry(
            work.actor,
            work,
            person_id=person_id,
            entry_id=corrected.row.id,
            client_id=uuid4(),
            text="So",
            secret=SECRET,
        )
        file_message(
            work.actor,
            work,
            conversation_id=around.conversation_id,
            seq=around.seq,
            client_id=uuid4(),
            person_id=person_id,
            secret=SECRET,
        )


def _newest(around: Around, entry_id: UUID) -> UUID:
    with around.person.work() as work:
        return entries.versions(work, around.person.person_id, entry_id)[0].id


def _more_looks_and_asking(around: Around, other: Member, person: PersonMember) -> None:
    """Somebody of the team looks and asks, and has an emergency; the carer asks another person."""
    person_id = around.person.person_id
    around.coop.grant(person, around.carer, NOTES)
    with other.work() as work:
        look(work, person_id, 1 << Section.DAILY_NOTES)
        ask_for_access(
            work.actor, work, person_id=person_id, sections=mask(["money"]), level="see", reason="Bills", until=None
        )
        open_emergency(work.actor, work, person_id=person_id, reason="fall", words="On the stairs")
    with around.carer.work() as work:
        ask_for_access(
            work.actor, work, person_id=person.person_id, sections=mask(["money"]), level="see", reason="x", until=None
        )


def _more_partners(around: Around) -> None:
    coop = around.coop
    organisation_id = coop.organisation(f"Practice {uuid4().hex[:8]}", "gp practice")
    coop.partner(organisation_id)
    coop.grant(around.person, Audience("organisation", organisation_id), "medicines", until=clock.now() + LATER)


def _more_decisions(around: Around, other: Member) -> None:
    coop, now = around.coop, clock.now()
    coop.authority(around.person, coop.member("One more niece", None))
    coop.visit(around.person, other, now + timedelta(days=1), now + timedelta(days=1, hours=1))
    weighed = Weighed(
        about="A lock",
        decision="A key safe",
        consulted="Anna",
        less_restrictive="Tried",
        review_on=(now + LATER).date(),
    )
    order = Order(
        kind="safeguarding enquiry",
        reference="SG 1",
        sections=["money"],
        level="see",
        members=[other.membership_id],
        to_at=now + LATER,
    )
    with around.carer.work() as work:
        decide_best_interests(work.actor, work, person_id=around.person.person_id, weighed=weighed)
        enter_directive(work.actor, work, person_id=around.person.person_id, order=order)
        withhold(
            work.actor,
            work,
            person_id=around.person.person_id,
            sections=["research"],
            reason="An enquiry",
            review_on=(now + LATER).date(),
        )


def _more_rows(around: Around, person: PersonMember) -> None:
    """What comes of days that pass, and of keys that devices make."""
    now, coop_id = clock.now(), around.coop.coop_id
    with around.coop.work() as work:
        work.session.add(TalkDue(coop_id=coop_id, id=uuid4(), person_id=person.person_id, sections=1))
        days = work.session.query(LogDay).filter_by(coop_id=coop_id).count()
        day = now.date() - timedelta(days=days + 2)
        numbers = {"first_batch": days, "last_batch": days, "leaves": 1, "root": b"root", "published_at": now}
        work.session.add(LogDay(coop_id=coop_id, day=day, **numbers))
    with directory_work() as directory:
        for member in (around.carer, around.person):
            key = {"credential_id": uuid4().bytes, "public_key": b"key", "name": "A phone"}
            directory.session.add(Passkey(id=uuid4(), account_id=member.account_id, **key))
