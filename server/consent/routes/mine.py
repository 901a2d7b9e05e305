"""The records that are open to me."""

from flask_smorest import Blueprint

from server.consent.queries.mine import OpenRecord, PersonHere, people_here, records_open_to_me
from server.consent.schemas.mine import OpenRecords, PeopleHere
from server.kernel.actor import Actor
from server.kernel.doors.http import endpoint
from server.kernel.unit_of_work import Work

blueprint = Blueprint("records", __name__, description="The records that are open to me")


@endpoint(blueprint, "GET", "/records", out=OpenRecords)
def records(actor: Actor, work: Work) -> dict[str, list[OpenRecord]]:
    """Records of others that are open to me now. Nothing of them is shown, so this is no look."""
    return {"items": records_open_to_me(work)}


@endpoint(blueprint, "GET", "/people", out=PeopleHere)
def people(actor: Actor, work: Work) -> dict[str, list[PersonHere]]:
    """Whom I may have to come to: for a carer the people of my patch, for who wears an office those of the co-op. Their
    names and faces, nothing of a record; for others there is nobody."""
    return {"items": people_here(work)}
