"""The mails of consent: what they say, to whom, and that they say what is so when they leave."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import delete, select

from server.consent import tasks
from server.consent.actions.authorities import Scope, end_authority, enter_authority
from server.consent.actions.digests import order_digests
from server.consent.actions.emergency import open_emergency
from server.consent.actions.looks import look
from server.consent.rules.sections import mask
from server.kernel import clock
from server.kernel.errors import Problem
from server.kernel.mail import Mail
from server.kernel.models import TenantOutbox
from server.notices.actions import send_mail
from tests.consent.opening import open_to, seat
from tests.world.build import CoopWorld, Member, PersonMember, World

__all__ = ["tasks"]


class Box:
    """Takes mail."""

    def __init__(self) -> None:
        self.taken: list[Mail] = []

    def send(self, mail: Mail) -> None:
        self.taken.append(mail)

    def to(self, member: Member) -> list[Mail]:
        return [mail for mail in self.taken if mail.to == member.email]


def waiting(coop: CoopWorld) -> list[UUID]:
    with coop.work() as work:
        mine = select(TenantOutbox.id).where(TenantOutbox.coop_id == coop.coop_id, TenantOutbox.topic == "mail.send")
        return list(work.session.scalars(mine))


def deliver(coop: CoopWorld) -> Box:
    box = Box()
    for row_id in waiting(coop):
        with coop.work() as work:
            send_mail(work, box, row_id=row_id)
    assert waiting(coop) == []
    return box


def ordered(coop: CoopWorld) -> int:
    with coop.work() as work:
        return order_digests(work.actor, work)


def look_at(member: Member, person: PersonMember, section: str) -> None:
    try:
        with seat(member) as work:
            look(work, person.person_id, mask((section,)))
    except Problem:
        return


@pytest.fixture
def coop(world: World) -> CoopWorld:
    return world.coop()


def _person(coop: CoopWorld, name: str) -> PersonMember:
    address = f"{name.split(maxsplit=1)[0].lower()}-{coop.coop_id.hex[:8]}@example.org"
    person = coop.person(name, email=address)
    with coop.work() as work:
        work.session.execute(delete(TenantOutbox).where(TenantOutbox.coop_id == coop.coop_id))
    return person


def test_a_week_in_plain_words_without_what_was_looked_at(coop: CoopWorld) -> None:
    edith, sam, marek, ann = (
        _person(coop, "Edith Hughes"),
        coop.member(),
        coop.member("Marek Nowak"),
        coop.member("Ann Lee"),
    )
    for member in (sam, ann):
        open_to(coop, edith, member, "medicines")
        look_at(member, edith, "medicines")
    look_at(sam, edith, "medicines")
    look_at(marek, edith, "medicines")
    look_at(edith, edith, "medicines")
    assert ordered(coop) == 1
    assert ordered(coop) == 0
    (mail,) = deliver(coop).taken
    assert mail.to == edith.email
    assert "2 people looked at your record this week. One was turned away." in mail.text
    assert "- Sam Osei, twice\n- Ann Lee, once\n" in mail.text
    assert "medicines" not in mail.text
    assert "Edith" not in mail.subject
    with clock.moved(timedelta(days=7)):
        assert ordered(coop) == 0
        look_at(sam, edith, "medicines")
        assert ordered(coop) == 1


def test_nobody_is_written_to_who_has_left_or_has_no_address(coop: CoopWorld) -> None:
    edith, sam = _person(coop, "Edith Hughes"), coop.member()
    harold = coop.person("Harold Pym")
    for person in (edith, harold):
        open_to(coop, person, sam, "medicines")
        look_at(sam, person, "medicines")
    assert ordered(coop) == 2
    coop.end(edith)
    assert deliver(coop).taken == []


def test_an_emergency_is_told_without_what_or_why(coop: CoopWorld) -> None:
    edith, sam = _person(coop, "Edith Hughes"), coop.member()
    with seat(sam) as work:
        open_emergency(work.actor, work, person_id=edith.person_id, reason="fall", words="She is on the floor.")
    (mail,) = deliver(coop).to(edith)
    assert mail.text.startswith("Hello Edith Hughes,")
    assert "Sam Osei opened your record in an emergency, on " in mail.text
    assert "fall" not in mail.text
    assert "floor" not in mail.text
    assert "Sam" not in mail.subject


def test_who_represents_the_person_no_more_when_the_mail_leaves_is_not_told(coop: CoopWorld) -> None:
    edith, sam = _person(coop, "Edith Hughes"), coop.member()
    helpers = [
        coop.member(name, None, email=f"{name[:4].lower()}-{coop.coop_id.hex[:8]}@example.org")
        for name in ("Anna Hughes", "Beth Hughes")
    ]
    made = []
    for helper in helpers:
        of = Scope(
            membership_id=helper.membership_id,
            kind="named helper",
            sections=["medicines"],
            level="see",
            may_decide=False,
            jointly=False,
            evidence="She said so.",
        )
        with seat(edith) as work:
            made.append(enter_authority(work.actor, work, person_id=edith.person_id, scope=of))
    with seat(sam) as work:
        open_emergency(work.actor, work, person_id=edith.person_id, reason="fall", words="She is on the floor.")
    with seat(edith) as work:
        end_authority(work.actor, work, authority_id=made[0].id)
    box = deliver(coop)
    assert [len(box.to(each)) for each in (edith, *helpers)] == [1, 0, 1]
    assert "Edith" not in box.to(helpers[1])[0].text
