"""What the co-ops' outbox holds for the directory: it follows, even if the process that wrote it died."""

from uuid import UUID

from server.coops import queries
from server.coops.actions.memberships import follow_membership
from server.identity.actions.accounts import list_coop
from server.kernel.outbox import Carried, carries
from server.kernel.unit_of_work import Work, directory_work


@carries("directory.coop")
def list_founded_coop(work: Work, row: Carried) -> None:
    """The directory knows the co-op."""
    with directory_work() as directory:
        list_coop(directory, coop_id=work.coop_id, name=row.payload["name"])


@carries("directory.link")
def follow_in_directory(work: Work, row: Carried) -> None:
    """The directory says what the membership says now, whatever it said when the row was written."""
    membership = queries.any_membership(work, UUID(row.payload["membership_id"]))
    if membership is not None:
        follow_membership(membership, row.payload.get("card"))
