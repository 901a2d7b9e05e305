"""May they? None, or the refusal as a sentence."""

from uuid import UUID

from server.coops.rules import Place
from server.kernel.actor import Actor

NOT_YOURSELF = "You can't take yourself out. Another secretary can."


def is_the_coop(actor: Actor) -> bool:
    """Nobody in person: a founding, or a demo that is loaded."""
    return actor.membership_id is None


def can_see_the_coop(actor: Actor, partner: bool) -> str | None:
    """What the co-op is among itself is its members'."""
    if partner:
        return "You are here for your organisation, and see what people share with it. The rest is the co-op's own."
    return None


def can_be_in_the_coop(actor: Actor, name: str, partner: bool) -> str | None:
    """Teams and helpers are made of people of the co-op."""
    return f"{name} is here for another organisation, so has no part in the co-op itself." if partner else None


def can_add_organisation(actor: Actor, member_class: str | None) -> str | None:
    """Who gets support, and who acts for them; carers; the secretary."""
    if is_the_coop(actor) or actor.person_id or actor.acting_for or actor.wears("secretary"):
        return None
    if member_class == "carer" or actor.wears("team starter"):
        return None
    return "People who get support, their carers and the secretary add organisations. Ask one of them."


def can_see_register(actor: Actor) -> str | None:
    """The register is the secretary's."""
    if actor.wears("secretary") and not actor.acting_for:
        return None
    return "The secretary keeps the members' list. Ask the secretary what you want to know."


def can_keep_patches(actor: Actor) -> str | None:
    """Patches are made by the secretary, or by the co-op itself when it is founded."""
    if is_the_coop(actor) or (actor.wears("secretary") and not actor.acting_for):
        return None
    return "The secretary makes the patches. Tell the secretary what is missing."


def can_change_patch_team(actor: Actor, in_team: bool, leaver: UUID | None) -> str | None:
    """The secretary, a team starter of that team, and everybody for themselves when they leave."""
    if can_keep_patches(actor) is None or (leaver is not None and leaver == actor.membership_id):
        return None
    if in_team and actor.wears("team starter") and not actor.acting_for:
        return None
    return "Your team starter or the secretary brings people into the team, and out of it."


def can_invite(actor: Actor, place: Place, mine: bool) -> str | None:
    """Every member may bring in family and neighbours; a team starter carers for their own patch (`mine`); the
    secretary anybody."""
    if actor.acting_for:
        return "Invite people from your own place, not while you act for somebody."
    if is_the_coop(actor) or actor.wears("secretary"):
        return None
    if place.member_class == "carer" and mine and actor.wears("team starter") and not place.hats:
        return None
    return _for_the_secretary(place)


def _for_the_secretary(place: Place) -> str | None:
    """What of this place only the secretary can give."""
    if place.hats:
        return "The secretary gives out hats. Invite them without one."
    if place.gets_support or place.member_class == "supported":
        return "The secretary brings in people who get support, with a card."
    if place.member_class == "carer" or place.patch_id is not None:
        return "A team starter brings carers into their own patch. So does the secretary."
    if place.member_class == "investor":
        return "The secretary writes investors into the members' list."
    return None


def can_withdraw_invitation(actor: Actor, made_by: UUID | None) -> str | None:
    """Who made it, and the secretary."""
    if actor.wears("secretary") or (made_by is not None and made_by == actor.membership_id):
        return None
    return "Who invited them can take this back. So can the secretary."


def can_make_card_for(actor: Actor, name: str, has_address: bool, elsewhere: bool) -> str | None:
    """A card for a member who is there opens that member's account: it is the secretary's to give, and only where
    there is no other way in, and nothing of another co-op behind it."""
    if not actor.wears("secretary") or actor.acting_for:
        return "The secretary makes new cards for members."
    if has_address:
        return f"{name} signs in with a code by e-mail. A card isn't needed."
    if elsewhere:
        return f"{name} is in another co-op too, and a card would open that as well. It can't be made here."
    return None


def can_end_membership(actor: Actor, membership_id: UUID) -> str | None:
    """The secretary, and never for themselves: a co-op without a secretary could not go on."""
    if is_the_coop(actor):
        return None
    if not actor.wears("secretary") or actor.acting_for:
        return "The secretary takes people out of the members' list."
    return NOT_YOURSELF if membership_id == actor.membership_id else None


def can_change_membership(actor: Actor) -> str | None:
    """Everybody for themselves. A helper acts for a person, and is not that person."""
    if actor.acting_for:
        return "Name, number and portrait are changed by themselves alone."
    return None
