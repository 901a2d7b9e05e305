"""The demo's records: who may see what, what is written where, and who looked."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from server.consent.actions.authorities import Scope, enter_authority
from server.consent.actions.begin_care import attest_start, remember_questions
from server.consent.actions.grants import Choice, choose_level
from server.consent.queries.gates import look
from server.consent.rules.levels import WORDING, Audience
from server.consent.rules.sections import SECTIONS, mask
from server.coops import queries as coops
from server.coops.actions.memberships import begin_membership
from server.coops.actions.organisations import add_organisation
from server.coops.rules import Place
from server.demo import rules
from server.demo.rules import Seats, Story, for_somebody, fresh, person_of
from server.kernel import clock
from server.kernel.actor import Actor
from server.kernel.errors import Problem
from server.kernel.unit_of_work import Work
from server.record.actions.add_entry import New, add_entry

Told = Mapping[str, Any]


def bring_partners_in(actor: Actor, work: Work, *, story: Story) -> Seats:
    """The partner organisations and their people, who see nothing yet."""
    organisations = {}
    for told in story.told.get("organisation", ()):
        more = {name: told[name] for name in ("registered_for", "registration") if name in told}
        organisations[told["key"]] = add_organisation(work.actor, work, name=told["name"], kind=told["kind"], **more).id
    return {told["key"]: _bring_in(work, told, organisations[told["organisation"]]) for told in _all(story, "partner")}


def fill_records(actor: Actor, work: Work, *, story: Story, seats: Seats, secret: str, now: datetime) -> None:
    """How care began, who acts for whom, what was granted, written and looked at, in the order in which it happened."""
    known = {row.name: row.organisation_id for row in coops.organisations(work)}
    organisations = {told["key"]: known[told["name"]] for told in _all(story, "organisation")}
    doing: dict[str, Callable[[Work, Seats, Told], None]] = {
        "start": _start,
        "questions": _questions,
        "authority": _authority,
        "grant": partial(_grant, organisations),
        "look": _look,
        "refused": _look,
    }
    steps = [(told["when"], partial(do, work, seats, told)) for kind, do in doing.items() for told in _all(story, kind)]
    for number, told in enumerate(_all(story, "entry")):
        client_id = rules.entry_id(story.slug, number)
        steps.append((told["when"], partial(_write, work, seats, told, client_id, secret)))
    for at, step in sorted(((rules.moment(when, now), step) for when, step in steps), key=lambda each: each[0]):
        with clock.moved(at - clock.now()):
            step()


def _all(story: Story, kind: str) -> list[Told]:
    return list(story.told.get(kind, ()))


def _bring_in(work: Work, told: Told, organisation_id: UUID) -> Actor:
    row = begin_membership(
        work.actor,
        work,
        account_id=rules.account_of(told["name"]),
        name=told["name"],
        place=Place(organisation_id=organisation_id, organisation_role=told["role"]),
        phone=told["phone"],
        portrait=told["portrait"],
    )
    return Actor(coop_id=work.coop_id, membership_id=row.id, account_id=row.account_id)


def _start(work: Work, seats: Seats, told: Told) -> None:
    with work.seated(fresh(seats[told["by"]], clock.now())) as actor:
        attest_start(actor, work, person_id=person_of(seats[told["person"]]), basis=told["basis"])


def _questions(work: Work, seats: Seats, told: Told) -> None:
    with work.seated(fresh(seats[told["person"]], clock.now())) as actor:
        remember_questions(actor, work, person_id=person_of(actor))


def _authority(work: Work, seats: Seats, told: Told) -> None:
    scope = Scope(
        membership_id=seats[told["member"]].member,
        kind=told["kind"],
        sections=[code for code in SECTIONS if code not in told["except"]],
        level=told["level"],
        may_decide=told["may_decide"],
        jointly=False,
        evidence=told["evidence"],
    )
    with work.seated(fresh(seats[told["person"]], clock.now())) as actor:
        enter_authority(actor, work, person_id=person_of(actor), scope=scope)


def _grant(organisations: Mapping[str, UUID], work: Work, seats: Seats, told: Told) -> None:
    audience = (
        Audience("membership", seats[told["member"]].member)
        if "member" in told
        else Audience("organisation", organisations[told["organisation"]])
    )
    until = clock.now() + timedelta(days=told["days"])
    choice = Choice(mask(told["sections"]), told["level"], until, WORDING, "en")
    with work.seated(fresh(seats[told["person"]], clock.now())) as actor:
        choose_level(actor, work, person_id=person_of(actor), audience=audience, choice=choice)


def _write(work: Work, seats: Seats, told: Told, client_id: UUID, secret: str) -> None:
    person = seats[told["person"]]
    author = for_somebody(seats[told["by"]], person) if "for" in told else seats[told["by"]]
    data = dict(told.get("data", {})) | ({"part": told["part"]} if "part" in told else {})
    with work.seated(fresh(author, clock.now())) as actor:
        new = New(client_id, told["section"], told["text"], data)
        add_entry(actor, work, person_id=person_of(person), new=new, secret=secret)


def _look(work: Work, seats: Seats, told: Told) -> None:
    """A look, or one that is turned away: then its row is all that it leaves."""
    sections = mask(told.get("sections") or [told["section"]])
    with work.seated(fresh(seats[told["by"]], clock.now())):
        try:
            look(work, person_of(seats[told["person"]]), sections)
        except Problem as problem:
            if problem.trace is None:
                raise
            problem.trace(work)
