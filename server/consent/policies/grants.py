"""May they decide who sees what, and see how it is decided?"""

from server.consent.queries.deciding import Decider
from server.consent.rules.words import spoken
from server.kernel.actor import Actor


def can_decide(actor: Actor, decides: Decider, sections: int) -> str | None:
    """The person; or a representative, as far as their authority goes."""
    if decides.jointly:
        return f"You act for {decides.name} together with somebody else. One of you alone can't change this."
    if decides.granted_as is None:
        return f"{decides.name} decides who may see what. Ask {decides.name}."
    if beyond := sections & ~decides.reach:
        return f"What you do for {decides.name} does not reach as far as {spoken(beyond)}."
    return None


def can_begin(actor: Actor, name: str, has_office: bool) -> str | None:
    """A team starter of the person's patch, or a coach: they know the assessment."""
    if has_office and actor.acting_for is None:
        return None
    return f"{name}'s team starter says how care begins. Ask the team starter."
