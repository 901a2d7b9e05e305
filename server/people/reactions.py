"""When memberships begin and end, persons and care teams follow, in the same transaction."""

from server.coops.events import MembershipEnded, SupportBegan
from server.kernel.events import reacts_to
from server.kernel.unit_of_work import Work
from server.people.actions.register_person import register_person, take_out_everywhere


@reacts_to(SupportBegan)
def register_who_gets_support(work: Work, event: SupportBegan) -> None:
    register_person(work.actor, work, membership_id=event.membership_id, patch_id=event.patch_id)


@reacts_to(MembershipEnded)
def leave_care_teams(work: Work, event: MembershipEnded) -> None:
    take_out_everywhere(work.actor, work, membership_id=event.membership_id)
