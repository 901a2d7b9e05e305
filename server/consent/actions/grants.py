"""A person, or somebody with the authority, opens and closes sections of the record."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from server.consent.actions.derive_access import derive_access
from server.consent.models import ConsentGrant, TalkDue
from server.consent.policies.grants import can_decide
from server.consent.queries import access as accesses
from server.consent.queries import grants as queries
from server.consent.queries.deciding import Decider, decider, no_decider
from server.consent.queries.standing import lock_record
from server.consent.rules.levels import ACTIONS_OF, ADD, CLOSED, PARTNER_LIMIT, SEE, Audience, Shape, beyond_ceiling
from server.consent.rules.sections import SAFE_CARE_SECTIONS
from server.consent.rules.words import spoken
from server.coops import queries as coops
from server.kernel import clock
from server.kernel.actor import Actor
from server.kernel.errors import Invalid, SignInAgain
from server.kernel.unit_of_work import Work
from server.people import queries as people

EVERY_ACTION = 15


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen, in which words it was asked, and until when it holds."""

    sections: int
    level: str
    until: datetime | None
    wording: str
    language: str
    basis: str = "consent"
    basis_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class _Deed:
    """Whose record, for whom, by what right, and what was chosen."""

    person_id: UUID
    audience: Audience
    decides: Decider
    choice: Choice
    role: str

    def parts(self) -> list["_Deed"]:
        """As it was chosen; and what such a role can see and never add to, to be seen."""
        if self.choice.level != ADD or not (seen := beyond_ceiling(self.role, self.choice.sections, ADD)):
            return [self]
        added = replace(self.choice, sections=self.choice.sections & ~seen)
        only_seen = replace(self.choice, sections=seen, level=SEE)
        return [replace(self, choice=each) for each in (added, only_seen)]


def choose_level(actor: Actor, work: Work, *, person_id: UUID, audience: Audience, choice: Choice) -> bool:
    """Let these sections be closed, seen or added to by this audience, from now on. Whether a talk is due about it.

    Grants are never changed: those that say something else end now, what is left of them is granted again. Closed to a
    member to whom something else opens it, it is denied to that member by name: that holds in an emergency too.
    """
    deed = _begin(actor, work, person_id, audience, choice)
    if choice.level == CLOSED:
        ended = _end(actor, work, deed, ("permit",))
        derive_access(actor, work, person_id=person_id)
        denied = _shut_by_name(actor, work, deed)
        return (denied if audience.audience == "membership" else ended) and _talk_due(work, deed)
    for part in deed.parts():
        if not _is_so(work, part):
            _end(actor, work, part, ("permit", "deny"))
            _add(actor, work, part, "permit", ACTIONS_OF[part.choice.level])
    derive_access(actor, work, person_id=person_id)
    _no_talk_due(actor, work, deed)
    return False


def open_as_asked(actor: Actor, work: Work, *, person_id: UUID, audience: Audience, choice: Choice) -> UUID:
    """Yes to what somebody asked for: it takes nothing away of what they have already. Gives back the grant's id."""
    deed = _begin(actor, work, person_id, audience, choice)
    _end(actor, work, deed, ("deny",))
    grant = _add(actor, work, deed, "permit", ACTIONS_OF[choice.level])
    derive_access(actor, work, person_id=person_id)
    return grant.id


def _begin(actor: Actor, work: Work, person_id: UUID, audience: Audience, choice: Choice) -> _Deed:
    """Nobody else changes this person's grants from here on, nor by what right somebody decides. Refused, with a row in
    the person's log, for who has none; SignInAgain without a fresh sign-in; Invalid for what can't be granted."""
    lock_record(work, person_id)
    decides = decider(work, person_id)
    if refusal := can_decide(actor, decides, choice.sections):
        raise no_decider(work, person_id, refusal)
    if not actor.is_fresh(clock.now()):
        raise SignInAgain
    reached = _check(actor, work, person_id, audience, choice)
    if choice.level != CLOSED:  # of several sections, those that such a role can never see stay closed
        never = beyond_ceiling(reached.role, choice.sections, SEE)
        choice = replace(choice, sections=choice.sections & ~never)
    return _Deed(person_id, audience, decides, choice, reached.role)


def _check(actor: Actor, work: Work, person_id: UUID, audience: Audience, choice: Choice) -> queries.Reached:
    """Whether this can be granted at all, whoever grants it; and to whom it would be."""
    if audience.audience == "membership" and audience.id == actor.member and actor.acting_for is not None:
        raise Invalid("You act for somebody here. You can't choose for yourself what you see.", field="audience")
    if audience.audience == "membership" and audience.id == people.membership_of_person(work, person_id):
        raise Invalid("That's the person the record is about. It's open to them anyway.", field="audience")
    reached = queries.reached(work, audience)
    if reached is None:
        raise Invalid("There is nobody here like that. Choose somebody from the list.", field="audience")
    if choice.level != CLOSED:
        if beyond_ceiling(reached.role, choice.sections, SEE) == choice.sections:
            raise Invalid(f"{reached.name} can never see {spoken(choice.sections)} here.", field="sections")
        if beyond_ceiling(reached.role, choice.sections, choice.level) == choice.sections:
            raise Invalid(f"{reached.name} can never add to {spoken(choice.sections)} here.", field="sections")
        _check_until(choice.until, reached)
    return reached


def _check_until(until: datetime | None, reached: queries.Reached) -> None:
    now = clock.now()
    if until is not None and until <= now:
        raise Invalid("That day is over. Choose a later one.", field="until")
    if reached.is_partner and (until is None or until > now + PARTNER_LIMIT):
        raise Invalid(f"For {reached.name} it has to end, after twelve months at the latest.", field="until")


def _is_so(work: Work, part: _Deed) -> bool:
    """Whether just this is granted already: said again, it is not granted again."""
    choice, left = part.choice, part.choice.sections
    for grant in queries.living_grants(work, part.person_id):
        if queries.audience_of(grant) != part.audience or not grant.sections & choice.sections:
            continue
        if grant.purpose not in (None, "care"):
            continue
        said = (grant.effect, grant.actions, grant.to_at, grant.from_at <= clock.now())
        if said != ("permit", ACTIONS_OF[choice.level], choice.until, True):
            return False
        left &= ~grant.sections
    return not left


def _end(actor: Actor, work: Work, deed: _Deed, effects: Collection[str]) -> bool:
    """End what was granted or denied to this audience for care in these sections; grant the rest of it again. Whether
    there was anything."""
    now, sections, ended = clock.now(), deed.choice.sections, False
    for grant in queries.living_grants(work, deed.person_id):
        if queries.audience_of(grant) != deed.audience or not grant.sections & sections:
            continue
        if grant.effect not in effects or grant.purpose not in (None, "care"):
            continue
        grant.revoked_at, grant.revoked_by, ended = now, actor.membership_id, True
        rest = Shape(grant.effect, grant.sections, grant.actions, grant.to_at).without(sections)
        if rest is not None:
            work.session.add(_again(grant, rest, now))
    work.session.flush()
    return ended


def _again(grant: ConsentGrant, rest: Shape, now: datetime) -> ConsentGrant:
    """The rest of a grant, with all that was said when it was made."""
    return ConsentGrant(
        coop_id=grant.coop_id,
        id=uuid4(),
        person_id=grant.person_id,
        effect=rest.effect,
        **queries.audience_of(grant).columns,
        sections=rest.sections,
        actions=rest.actions,
        purpose=grant.purpose,
        from_at=max(grant.from_at, now),
        to_at=rest.to_at,
        basis=grant.basis,
        basis_id=grant.basis_id,
        granted_by=grant.granted_by,
        granted_as=grant.granted_as,
        authority_id=grant.authority_id,
        wording=grant.wording,
        language=grant.language,
        made_at=now,
    )


def _add(actor: Actor, work: Work, deed: _Deed, effect: str, actions: int) -> ConsentGrant:
    now, choice = clock.now(), deed.choice
    grant = ConsentGrant(
        coop_id=work.coop_id,
        id=uuid4(),
        person_id=deed.person_id,
        effect=effect,
        **deed.audience.columns,
        sections=choice.sections,
        actions=actions,
        purpose="care" if effect == "permit" else None,
        from_at=now,
        to_at=choice.until if effect == "permit" else None,
        basis=choice.basis,
        basis_id=choice.basis_id,
        granted_by=actor.membership_id,
        granted_as=deed.decides.granted_as,
        authority_id=deed.decides.authority_id,
        wording=choice.wording,
        language=choice.language,
        made_at=now,
    )
    work.session.add(grant)
    work.session.flush()
    return grant


def _shut_by_name(actor: Actor, work: Work, deed: _Deed) -> bool:
    """A deny by name of all of it, where something else opens any of it now or later: a team, a visit, an authority.
    What is denied already stays so. Whether one was needed."""
    member, person_id = deed.audience.id, deed.person_id
    if deed.audience.audience != "membership" or member is None:
        return False
    left = deed.choice.sections
    for grant in queries.living_grants(work, person_id):
        if grant.effect == "deny" and queries.audience_of(grant) == deed.audience:
            left &= ~grant.sections
    if not accesses.readable_from_now_on(work, person_id, member) & left:
        return False
    _add(actor, work, replace(deed, choice=replace(deed.choice, sections=left)), "deny", EVERY_ACTION)
    derive_access(actor, work, person_id=person_id)
    return True


def _talk_due(work: Work, deed: _Deed) -> bool:
    """Closing to the care team, or to one of it, what safe care needs is done, and the coach is told that a talk is
    due."""
    closed = deed.choice.sections & SAFE_CARE_SECTIONS
    if not closed or not _is_care_team(work, deed):
        return False
    row = TalkDue(coop_id=work.coop_id, id=uuid4(), person_id=deed.person_id, sections=closed, made_at=clock.now())
    work.session.add(row)
    work.session.flush()
    _tell_coaches(work)
    return True


def _no_talk_due(actor: Actor, work: Work, deed: _Deed) -> None:
    """What is open to the care team again needs no talk."""
    if deed.audience.audience != "care team":
        return
    waiting = [row for row in queries.talks_waiting(work, deed.person_id) if not row.sections & ~deed.choice.sections]
    for row in waiting:
        row.held_at, row.held_by = clock.now(), actor.membership_id
    if waiting:
        work.session.flush()
        _tell_coaches(work)


def _tell_coaches(work: Work) -> None:
    coaches = [member for member, hats in coops.all_hats(work).items() if "coach" in hats]
    work.tell("changed", {"what": "talks_due"}, memberships=tuple(sorted(coaches)))


def _is_care_team(work: Work, deed: _Deed) -> bool:
    if deed.audience.audience == "care team":
        return True
    places = people.places_around(work, deed.person_id)
    return any(place.state == "in" and place.membership_id == deed.audience.id for place in places)
