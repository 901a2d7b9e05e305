"""Who looked, and what the log was sealed with."""

from typing import Any
from uuid import UUID

from flask_smorest import Blueprint

from server.consent.policies.emergency import can_see_safeguarding_looks
from server.consent.queries import decisions
from server.consent.queries import looks as queries
from server.consent.queries.gates import look, turned_away
from server.consent.queries.looks import Asked, WhoLooked
from server.consent.rules.sections import Section
from server.consent.schemas import looks as schemas
from server.kernel.actor import Actor
from server.kernel.doors.http import endpoint
from server.kernel.errors import Refused
from server.kernel.unit_of_work import Work

blueprint = Blueprint("looks", __name__, description="Who looked at a person's record.")


@endpoint(blueprint, "GET", "/people/<uuid:person_id>/looks", query=schemas.LooksAsked, out=schemas.LooksOut)
def looks(actor: Actor, work: Work, query: dict[str, Any], person_id: UUID) -> WhoLooked:
    """Who looked, and who was turned away: for the person, and for who represents them as far as that. What was looked
    at for a safeguarding enquiry lies on a strand that the reviewer alone sees."""
    asked = Asked(**query)
    if asked.strand == "ordinary":
        look(work, person_id, 1 << Section.SHARING)
    elif refusal := can_see_safeguarding_looks(actor, person_id in decisions.theirs(work)):
        raise turned_away(Refused, refusal, person_id)
    return queries.who_looked(work, person_id, asked)


@endpoint(blueprint, "GET", "/log/roots", out=schemas.RootsOut)
def log_roots(actor: Actor, work: Work) -> dict[str, list[queries.Root]]:
    """What each of the last days of the co-op's access log was sealed with. Whoever keeps one can tell later whether
    the log is still the same."""
    return {"items": queries.roots(work)}
