"""A co-op begins: on the command line, with a link for its first secretary."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from server.coops.actions.invitations import draw_invitation
from server.coops.events import CoopFounded
from server.coops.models import Coop
from server.coops.rules import Place
from server.identity.actions.accounts import list_coop
from server.kernel.actor import the_coop
from server.kernel.config import Settings
from server.kernel.unit_of_work import directory_work, unit_of_work

SECRETARY = Place(hats=("secretary",))


@dataclass(frozen=True, slots=True)
class Founded:
    """A co-op that is there, and the link that makes whoever opens it its secretary."""

    coop_id: UUID
    link: str


def found_coop(
    *, name: str, admin_name: str, admin_email: str, settings: Settings, coop_id: UUID | None = None
) -> Founded:
    """Found a co-op without anybody in it. Units of work of its own, the co-op's first: a crash between the two is
    mended by the relay. The link is not sent, it is the founder's to hand over; it works for 14 days, once."""
    coop_id = coop_id or uuid4()
    with unit_of_work(the_coop(coop_id, "founding")) as work:
        work.session.add(Coop(coop_id=coop_id, name=name))
        work.session.flush()
        work.enqueue("directory.coop", {"name": name})
        work.publish(CoopFounded(coop_id=coop_id, name=name))
        _, link = draw_invitation(
            work.actor, work, email=admin_email.lower(), name=admin_name, place=SECRETARY, settings=settings
        )
    with directory_work() as directory:
        list_coop(directory, coop_id=coop_id, name=name)
    return Founded(coop_id, link)
