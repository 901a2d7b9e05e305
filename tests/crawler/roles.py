"""Everybody who knocks, in the order in which outcomes are written down."""

from dataclasses import dataclass
from uuid import uuid4

from server.identity.actions.accounts import open_account
from server.identity.actions.sessions import open_session
from server.kernel.config import Settings
from server.kernel.unit_of_work import directory_work
from tests.crawler.cast import Coop, Device, Role, build_coop

ROLES = (
    "nobody",  # not signed in
    "no co-op",  # signed in, and a member of nothing
    "person",  # Ivy, who gets support
    "carer",  # Sam, in her care team
    "asked",  # Kim, who was asked into it and has not answered
    "neighbour",  # Ned, a member like any other
    "secretary",  # Ada
    "helper",  # Tom, acting for Ivy
    "pretender",  # Sam, saying that he acts for Ivy
    "elsewhere",  # the other co-op's secretary, in her own co-op, with this one's ids
    "claiming",  # she again, saying that she acts in this one
    "removed",  # Rob, who was taken out a second ago
    "partner",  # Pat, of an organisation with which nothing is shared yet
)


@dataclass(frozen=True, slots=True)
class World:
    """Two co-ops, and who stands where."""

    here: Coop
    there: Coop
    roles: dict[str, Role]


def build_world(settings: Settings) -> World:
    """Both co-ops, by the real actions."""
    here, there = build_coop("Hereabouts Care", settings), build_coop("Elsewhere Care", settings)
    with directory_work() as directory:
        account_id = open_account(directory, email=f"{uuid4()}@example.org")
        opened = open_session(directory, account_id=account_id, device_name="a phone", strong=True)
    members, person = here.devices, here.ids["person_id"]
    stranger = there.devices["Ada"]
    roles = {
        "nobody": Role(),
        "no co-op": Role(Device(opened.who, opened.token)),
        "person": Role(members["Ivy"]),
        "carer": Role(members["Sam"]),
        "asked": Role(members["Kim"]),
        "neighbour": Role(members["Ned"]),
        "secretary": Role(members["Ada"]),
        "helper": Role(members["Tom"], acting_for=person),
        "pretender": Role(members["Sam"], acting_for=person),
        "elsewhere": Role(stranger),
        "claiming": Role(stranger, coop_id=here.coop_id),
        "removed": Role(members["Rob"], coop_id=here.coop_id),
        "partner": Role(members["Pat"]),
    }
    return World(here, there, roles)
