"""May they? None, or the refusal as a sentence."""

from uuid import UUID

from server.coops.queries import Face
from server.kernel.actor import Actor
from server.people.models import CareTeamMember, Person

ASKABLE = ("carer", "community")


def decides_for(actor: Actor, person: Person) -> bool:
    """The person, and the helper who sits in the person's place."""
    return actor.seat_id == person.membership_id


def can_choose_team(actor: Actor, person: Person, name: str) -> str | None:
    """The person decides who is in the care team; a named helper can say it for them."""
    if decides_for(actor, person):
        return None
    return f"{name} decides who is in the team."


def can_be_asked(actor: Actor, face: Face, member_class: str | None, person: Person) -> str | None:
    """Carers, and people from the community."""
    if face.membership_id == person.membership_id:
        return "That's you. Your team is the people around you."
    if member_class in ASKABLE:
        return None
    return f"{face.name} isn't a carer or a neighbour of the co-op, so can't be in a care team."


def can_end_place(actor: Actor, place: CareTeamMember, person: Person, name: str) -> str | None:
    """The person takes somebody out; everybody can leave by themselves."""
    if decides_for(actor, person) or place.membership_id == actor.seat_id:
        return None
    return f"{name} decides who is in the team."


def can_ask_partners(actor: Actor, person: Person, name: str) -> str | None:
    """The person, whoever sits in their place, and the team starter around them, who does it for them."""
    if decides_for(actor, person) or (actor.wears("team starter") and actor.acting_for is None):
        return None
    return f"{name} asks other organisations in. So does the team starter, for {name}."


def can_name_helper(actor: Actor, person: Person, name: str, helpers: int) -> str | None:
    """The person alone. The secretary may name the first one, or somebody who can't use a device by themselves
    would never have anybody to show them how; a helper names no further helpers."""
    if actor.acting_for is None and actor.membership_id == person.membership_id:
        return None
    if actor.wears("secretary") and actor.acting_for is None:
        return None if not helpers else f"{name} has a helper already, and says who else helps."
    if actor.membership_id is None and not helpers:
        return None
    return f"{name} says who helps. Nobody else does."


def can_help(actor: Actor, membership_id: UUID, person: Person) -> str | None:
    """Somebody else than the person, and than whoever names: nobody makes themselves somebody's helper."""
    if membership_id == person.membership_id:
        return "That's the same person. Choose somebody else to help."
    return (
        "Nobody names themselves. Somebody else can say that you help."
        if membership_id == actor.membership_id
        else None
    )


def can_end_helper(actor: Actor, person: Person, name: str, helper: UUID) -> str | None:
    """The person, and the helper, who may stop."""
    if actor.acting_for is None and actor.membership_id == person.membership_id:
        return None
    if actor.membership_id == helper:
        return None
    return f"{name} says who helps. Nobody else does."
