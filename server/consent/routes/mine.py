"""The records that are open to me."""

from flask_smorest import Blueprint

from server.consent.queries.mine import OpenRecord, records_open_to_me
from server.consent.schemas.mine import OpenRecords
from server.kernel.actor import Actor
from server.kernel.doors.http import endpoint
from server.kernel.unit_of_work import Work

blueprint = Blueprint("records", __name__, description="The records that are open to me")


@endpoint(blueprint, "GET", "/records", out=OpenRecords)
def records(actor: Actor, work: Work) -> dict[str, list[OpenRecord]]:
    """Records of others that are open to me now. Nothing of them is shown, so this is no look."""
    return {"items": records_open_to_me(work)}
