"""`World().coop()` founds a co-op; `.member()`, `.person()`, `.patch()`, `.care_team()`, `.helper()` fill it.

Every step is the action that a door would call, committed in its own unit of work, so that what a test finds is
what the product makes. Engines have to be open (`tests.opened`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from uuid import UUID, uuid4

from server import domains
from server.consent.actions.authorities import Scope, enter_authority
from server.consent.actions.begin_care import attest_start
from server.consent.actions.grants import Choice, choose_level
from server.consent.actions.visit_doors import open_visit_door
from server.consent.rules.levels import WORDING, Audience
from server.consent.rules.sections import SECTIONS, mask
from server.coops.actions.found_coop import found_coop
from server.coops.actions.memberships import begin_membership, end_membership
from server.coops.actions.organisations import add_organisation
from server.coops.actions.patches import make_patch
from server.coops.rules import Place
from server.identity.actions.accounts import open_account
from server.identity.actions.sessions import Opened, open_session
from server.kernel import clock
from server.kernel.actor import Actor, SignedIn, the_coop
from server.kernel.config import Settings
from server.kernel.unit_of_work import Work, directory_work, take_seat, unit_of_work
from server.people import queries as people
from server.people.actions.care_teams import accept_care_team, ask_into_care_team, take_out_of_care_team
from server.people.actions.name_helper import name_helper, stop_helping

_numbers = count(1)
REACTIONS = domains.REACTIONS  # imported for what they register
CARE_TEAM = Audience("care team")


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a co-op."""

    coop_id: UUID
    membership_id: UUID
    account_id: UUID
    name: str
    email: str | None = None

    @contextmanager
    def work(self, acting_for: "PersonMember | None" = None, *, fresh: bool = True) -> Iterator[Work]:
        """A unit of work in this member's seat, read from the database as a door reads it; `fresh`: on a device that
        has shown a moment ago who holds it."""
        who = SignedIn(self.account_id, uuid4(), self.coop_id, strong_at=clock.now() if fresh else None)
        with take_seat(who, self.coop_id, acting_for.person_id if acting_for else None) as work:
            yield work

    def sign_in(self, device_name: str = "a phone", *, strong: bool = True) -> Opened:
        """A new session of this member, in this co-op; by a code, as it were, unless it is not `strong`."""
        with directory_work() as work:
            return open_session(
                work, account_id=self.account_id, device_name=device_name, coop_id=self.coop_id, strong=strong
            )


@dataclass(frozen=True, slots=True)
class PersonMember(Member):
    """Somebody who gets support."""

    person_id: UUID = field(default_factory=uuid4)


@dataclass(slots=True)
class CoopWorld:
    """A co-op under construction."""

    coop_id: UUID
    name: str
    link: str

    @contextmanager
    def work(self) -> Iterator[Work]:
        """A unit of work of the co-op itself."""
        with unit_of_work(the_coop(self.coop_id, "test")) as work:
            yield work

    def patch(self, name: str = "Riverside") -> UUID:
        """A patch."""
        with self.work() as work:
            return make_patch(work.actor, work, name=name).id

    def organisation(self, name: str = "Riverside District Nurses", kind: str = "community nursing") -> UUID:
        """A partner organisation."""
        with self.work() as work:
            return add_organisation(work.actor, work, name=name, kind=kind).id

    def partner(
        self,
        organisation_id: UUID,
        name: str = "Ruth Carey",
        role: str = "district nurse",
        *,
        email: str | None = None,
        account: Member | None = None,
    ) -> Member:
        """Somebody of a partner organisation; with `account`, the account is one that is there already."""
        account_id = account.account_id if account else self._account(email)
        place = Place(organisation_id=organisation_id, organisation_role=role)
        with self.work() as work:
            row = begin_membership(work.actor, work, account_id=account_id, name=name, place=place)
        return Member(self.coop_id, row.id, account_id, name, email)

    def member(
        self,
        name: str = "Sam Osei",
        member_class: str | None = "carer",
        *,
        hats: tuple[str, ...] = (),
        patch: UUID | None = None,
        phone: str | None = "07700 900111",
        email: str | None = None,
        account: Member | None = None,
    ) -> Member:
        """A member; `account`: the same account as somebody of another co-op. Without an address unless given one."""
        account_id = account.account_id if account else self._account(email)
        place = Place(member_class=member_class, hats=hats, patch_id=patch)
        with self.work() as work:
            row = begin_membership(work.actor, work, account_id=account_id, name=name, place=place, phone=phone)
        return Member(self.coop_id, row.id, account_id, name, email)

    def secretary(self, name: str = "Olu Adebayo") -> Member:
        """The secretary."""
        return self.member(name, "community", hats=("secretary",))

    def person(
        self,
        name: str = "Edith Hughes",
        *,
        patch: UUID | None = None,
        team: tuple[Member, ...] = (),
        phone: str | None = "01632 960182",
        email: str | None = None,
    ) -> PersonMember:
        """Somebody who gets support, with a care team."""
        account_id = self._account(email)
        place = Place(member_class="supported", patch_id=patch, gets_support=True)
        with self.work() as work:
            row = begin_membership(work.actor, work, account_id=account_id, name=name, place=place, phone=phone)
            found = people.person_of_membership(work, row.id)
        assert found is not None
        person = PersonMember(self.coop_id, row.id, account_id, name, email, person_id=found.id)
        self.care_team(person, *team)
        return person

    def ask(self, person: PersonMember, member: Member) -> UUID:
        """The person asks somebody into the care team; gives back the place's id."""
        with person.work() as work:
            place = ask_into_care_team(work.actor, work, person_id=person.person_id, membership_id=member.membership_id)
            return place.id

    def care_team(self, person: PersonMember, *members: Member) -> list[UUID]:
        """The person asks each of them, and each says yes."""
        places = []
        for member in members:
            places.append(place_id := self.ask(person, member))
            with member.work() as work:
                accept_care_team(work.actor, work, team_member_id=place_id)
        return places

    def remove_from_care_team(self, person: PersonMember, place_id: UUID) -> None:
        """The person takes somebody out."""
        with person.work() as work:
            take_out_of_care_team(work.actor, work, person_id=person.person_id, team_member_id=place_id)

    def helper(self, person: PersonMember, member: Member | None = None) -> Member:
        """The person names a helper: this one, or a new one who is on no register."""
        member = member or self.member("Ann Mercer", None)
        with person.work() as work:
            name_helper(work.actor, work, person_id=person.person_id, membership_id=member.membership_id)
        return member

    def end_helper(self, person: PersonMember, member: Member) -> None:
        """The person ends a helper's part."""
        with person.work() as work:
            stop_helping(work.actor, work, person_id=person.person_id, membership_id=member.membership_id)

    def start(self, person: PersonMember) -> None:
        """Care begins: the care team reads what it needs for it."""
        with self.work() as work:
            attest_start(work.actor, work, person_id=person.person_id, basis="The assessment, done at home.")

    def grant(
        self,
        person: PersonMember,
        to: Member | Audience,
        *sections: str,
        level: str = "see",
        until: datetime | None = None,
        by: Member | None = None,
    ) -> None:
        """The person lets somebody (or `CARE_TEAM`) see these sections; with `by`, who acts for the person does."""
        audience = Audience("membership", to.membership_id) if isinstance(to, Member) else to
        choice = Choice(mask(sections), level, until, WORDING, "en")
        with by.work(acting_for=person) if by else person.work() as work:
            choose_level(work.actor, work, person_id=person.person_id, audience=audience, choice=choice)

    def authority(
        self,
        person: PersonMember,
        member: Member,
        *sections: str,
        level: str = "add",
        may_decide: bool = True,
        jointly: bool = False,
        until: datetime | None = None,
    ) -> UUID:
        """The person says that a helper acts for them in these sections, in all where none are said; gives back the
        authority's id."""
        scope = Scope(
            membership_id=member.membership_id,
            kind="named helper",
            sections=list(sections or SECTIONS),
            level=level,
            may_decide=may_decide,
            jointly=jointly,
            evidence="She asked for it.",
            to_at=until,
        )
        with person.work() as work:
            return enter_authority(work.actor, work, person_id=person.person_id, scope=scope).id

    def visit(self, person: PersonMember, carer: Member, starts_at: datetime, ends_at: datetime) -> UUID:
        """The person opens the door to a carer for a visit; gives back the door's id."""
        with person.work() as work:
            return open_visit_door(
                work.actor,
                work,
                person_id=person.person_id,
                membership_id=carer.membership_id,
                starts_at=starts_at,
                ends_at=ends_at,
            ).id

    def end(self, member: Member) -> None:
        """Take a member out of the co-op."""
        with self.work() as work:
            end_membership(work.actor, work, membership_id=member.membership_id)

    def _account(self, email: str | None) -> UUID:
        with directory_work() as directory:
            return open_account(directory, account_id=None if email else uuid4(), email=email)


@dataclass(frozen=True, slots=True)
class World:
    """Where co-ops are founded."""

    settings: Settings

    def coop(self, name: str = "Meadow Lane Care Co-op") -> CoopWorld:
        """A co-op with nobody in it, and the link of its first secretary."""
        founded = found_coop(name=name, admin_name="Olu Adebayo", admin_email=new_email("olu"), settings=self.settings)
        return CoopWorld(founded.coop_id, name, founded.link)


def new_email(who: str = "somebody") -> str:
    """An address that nobody has yet."""
    return f"{who}.{next(_numbers)}.{uuid4().hex[:8]}@example.org"


def actor_of(member: Member) -> Actor:
    """The actor in this member's seat."""
    with member.work() as work:
        return work.actor
