"""Loading the demo world, as often as wanted: what is there already is left alone."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, and_

from server.coops import queries as coops
from server.coops.actions.found_coop import found_coop
from server.coops.actions.memberships import begin_membership
from server.coops.actions.patches import make_patch
from server.coops.rules import Place
from server.demo import rules
from server.demo.actions.records import bring_partners_in, fill_records
from server.demo.rules import Seats, Story, fresh, person_of
from server.identity import queries as identity
from server.identity.actions.accounts import change_preferences, open_account
from server.kernel import clock
from server.kernel.actor import Actor, SignedIn, the_coop
from server.kernel.config import Misconfigured, Settings
from server.kernel.errors import NotFound
from server.kernel.unit_of_work import DirectoryWork, Work, directory_work, unit_of_work
from server.messaging.actions.begin_direct import begin_direct
from server.messaging.actions.remember_messages import Remembered, remember_messages
from server.messaging.models import Conversation
from server.messaging.queries.circles import conversation_for_change
from server.people import queries as people
from server.people.actions.care_teams import accept_care_team, ask_into_care_team
from server.people.actions.name_helper import name_helper

NO_DEMO = "OURPATCH_MODE is not demo: made-up people are not mixed with real ones."
LOOKS = ("text_size", "easy_read")
AFTER_FOUNDING = timedelta(hours=2)


def load_demo(settings: Settings) -> list[str]:
    """Load both co-ops; gives back the names of those that were not there yet. Misconfigured where this is no
    demo."""
    if not settings.demo:
        raise Misconfigured(NO_DEMO)
    return [story.name for story in rules.stories() if _load(story, settings)]


def _load(story: Story, settings: Settings) -> bool:
    """Founded, accounts, and then the whole world in one unit of work: a load that breaks off is done again."""
    with directory_work() as directory:
        listed = any(coop.id == story.coop_id for coop in identity.all_coops(directory))
    if not listed:
        _found(story, settings)
    with unit_of_work(the_coop(story.coop_id, "demo")) as work:
        if coops.member_count(work):
            return False
    with directory_work() as directory:
        _open_accounts(directory, story)
    now = clock.now()
    with unit_of_work(the_coop(story.coop_id, "demo")) as work:
        with clock.moved(AFTER_FOUNDING - story.age):
            seats = _bring_people_in(work, story)
            _build_teams(work, story, seats)
        seats |= bring_partners_in(work.actor, work, story=story)
        for number in range(len(story.told["conversation"])):
            _remember(work, story, seats, number, now)
        fill_records(work.actor, work, story=story, seats=seats, secret=settings.secret_key, now=now)
    return True


def _found(story: Story, settings: Settings) -> None:
    founder = _told(story, story.told["founder"])["name"]
    with clock.moved(-story.age):
        found_coop(
            name=story.name,
            admin_name=founder,
            admin_email=rules.address_of(founder),
            settings=settings,
            coop_id=story.coop_id,
        )


def _open_accounts(directory: DirectoryWork, story: Story) -> None:
    """An account for everybody, with the looks that suit them."""
    for told in (*story.told["member"], *story.told.get("partner", ())):
        account_id = rules.account_of(told["name"])
        open_account(directory, account_id=account_id, email=rules.address_of(told["name"]))
        if looks := {name: told[name] for name in LOOKS if name in told}:
            change_preferences(SignedIn(account_id, uuid4()), directory, changes=looks)


def _bring_people_in(work: Work, story: Story) -> Seats:
    patches = {name: make_patch(work.actor, work, name=name).id for name in story.told["patches"]}
    return {told["key"]: _bring_in(work, told, patches) for told in story.told["member"]}


def _bring_in(work: Work, told: Mapping[str, Any], patches: Mapping[str, UUID]) -> Actor:
    """A membership, and the seat of whoever has it."""
    row = begin_membership(
        work.actor,
        work,
        account_id=rules.account_of(told["name"]),
        name=told["name"],
        place=Place(
            member_class=told.get("class"),
            hats=tuple(told.get("hats", ())),
            patch_id=patches[told["patch"]] if "patch" in told else None,
            gets_support=told.get("supported", False),
        ),
        phone=told["phone"],
        portrait=told["portrait"],
    )
    person = people.person_of_membership(work, row.id)
    return Actor(
        coop_id=work.coop_id,
        membership_id=row.id,
        account_id=row.account_id,
        person_id=person.id if person else None,
        hats=frozenset(told.get("hats", ())),
    )


def _build_teams(work: Work, story: Story, seats: Seats) -> None:
    for team in story.told["care_team"]:
        person = seats[team["person"]]
        for key in (*team["members"], *team.get("asked", ())):
            with work.seated(fresh(person, clock.now())):
                asked = ask_into_care_team(person, work, person_id=person_of(person), membership_id=seats[key].member)
            if key in team["members"]:
                with work.seated(fresh(seats[key], clock.now())):
                    accept_care_team(seats[key], work, team_member_id=asked.id)
    for told in story.told["member"]:
        if helped := told.get("helps"):
            person = seats[helped]
            with work.seated(fresh(person, clock.now())):
                name_helper(person, work, person_id=person_of(person), membership_id=seats[told["key"]].member)


def _remember(work: Work, story: Story, seats: Seats, number: int, now: datetime) -> None:
    """The messages of one conversation, and who has not read the last of them."""
    told = story.told["conversation"][number]
    remember_messages(
        work.actor,
        work,
        conversation_id=_conversation(work, told, seats),
        messages=[
            Remembered(
                client_id=rules.client_id(story.slug, number, place),
                author_id=seats[message["by"]].member,
                on_behalf_of=seats[message["for"]].member if "for" in message else None,
                medium=message.get("medium", "text"),
                body=message["text"],
                at=rules.moment(message["when"], now),
            )
            for place, message in enumerate(told["messages"])
        ],
        unread={seats[key].member: count for key, count in told.get("unread", {}).items()},
    )


def _conversation(work: Work, told: Mapping[str, Any], seats: Seats) -> UUID:
    if told["kind"] == "direct":
        one, other = (seats[key] for key in told["between"])
        with work.seated(fresh(one, clock.now())):
            return begin_direct(one, work, membership_id=other.member)
    conversation = conversation_for_change(work, _which(work, told, seats))
    if conversation is None:
        raise NotFound
    return conversation.id


def _which(work: Work, told: Mapping[str, Any], seats: Seats) -> ColumnElement[bool]:
    kind = Conversation.kind == str(told["kind"])
    if told["kind"] == "care_team":
        return and_(kind, Conversation.person_id == person_of(seats[told["person"]]))
    if told["kind"] == "patch_team":
        patch = next(patch for patch in coops.patches(work) if patch.name == told["patch"])
        return and_(kind, Conversation.patch_id == patch.patch_id)
    return kind


def _told(story: Story, key: str) -> Mapping[str, Any]:
    return next(told for told in story.told["member"] if told["key"] == key)
