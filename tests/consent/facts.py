"""Facts for the reference, said briefly: a person called Edith and those around her."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.consent.reference import (
    ALL,
    Actor,
    Authority,
    Directive,
    Emergency,
    Facts,
    Grant,
    Member,
    Organisation,
    Sections,
    Visit,
    Withholding,
    decide,
    open_sections,
)

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
TICK = timedelta(milliseconds=1)
READ = frozenset({"read"})
EVERYTHING = frozenset({"read", "write", "disclose", "aggregate"})

PERSON = "edith's record"
EDITH = Member("edith", "supported")
MAREK = Member("marek", "carer", in_care_team=True)
PRIYA = Member("priya", "carer", patches=frozenset({"riverside"}))
ANNA = Member("anna")  # on no register: named by Edith to act for her
INA = Member("ina", "investor", in_care_team=True)
PRACTICE = Organisation("practice", "gp practice")
GRACE = Member("grace", organisation=PRACTICE, organisation_role="nurse")
SAM = Member("sam", organisation=Organisation("council", "council"), organisation_role="social worker")
MEMBERS = (EDITH, MAREK, PRIYA, ANNA, INA, GRACE, SAM)


def world(**facts: Any) -> Facts:
    """Edith's record, with these facts."""
    return Facts(PERSON, EDITH.id, **{"members": MEMBERS, **facts})


def grant(effect: str, audience: str, *sections: int, **more: Any) -> Grant:
    """Reading, for care, from an hour ago on, unless it says otherwise."""
    said: dict[str, Any] = {"actions": READ, "from_at": NOW - HOUR, **more}
    return Grant(effect, audience, frozenset(sections) or ALL, **said)


def permit(audience: str, *sections: int, **more: Any) -> Grant:
    return grant("permit", audience, *sections, **more)


def deny(audience: str, *sections: int, **more: Any) -> Grant:
    """For whatever it is, and whatever is done, unless it says otherwise."""
    return grant("deny", audience, *sections, **{"purpose": None, "actions": EVERYTHING, **more})


def authority(member: Member = ANNA, *sections: int, **more: Any) -> Authority:
    """Verified, over everything, from an hour ago on."""
    said: dict[str, Any] = {"actions": EVERYTHING, "from_at": NOW - HOUR, "verified_at": NOW - HOUR, **more}
    return Authority(member.id, frozenset(sections) or ALL, **said)


def directive(member: Member, *sections: int, **more: Any) -> Directive:
    """Two approvers, for safeguarding, for two hours around now."""
    said: dict[str, Any] = {
        "actions": READ,
        "purpose": "safeguarding",
        "from_at": NOW - HOUR,
        "to_at": NOW + HOUR,
        "first_by": "rita",
        "second_by": "omar",
        "second_at": NOW - HOUR,
        **more,
    }
    return Directive(frozenset({member.id}), frozenset(sections) or ALL, **said)


def emergency(member: Member, **more: Any) -> Emergency:
    """Opened just now, for an hour."""
    return Emergency(member.id, **{"opened_at": NOW, "until_at": NOW + HOUR, **more})


def visit(member: Member, starts_at: datetime = NOW, **more: Any) -> Visit:
    """Half an hour long."""
    return Visit(member.id, starts_at, starts_at + HOUR / 2, **more)


def withheld(*sections: int, **more: Any) -> Withholding:
    return Withholding(frozenset(sections), **{"from_at": NOW - HOUR, **more})


def acting(member: Member) -> Actor:
    """This member, acting for Edith."""
    return Actor(member.id, PERSON)


def by(
    facts: Facts,
    who: Member | Actor,
    section: int,
    action: str = "read",
    purpose: str = "care",
    t: datetime = NOW,
) -> int:
    """By which rule it is decided: the rule's number, negative where it denies."""
    actor = who if isinstance(who, Actor) else Actor(who.id)
    answer = decide(facts, actor, section, action, purpose, t)
    return answer.rule if answer.permitted else -answer.rule


def opened(
    facts: Facts, who: Member | Actor, action: str = "read", purpose: str = "care", t: datetime = NOW
) -> Sections:
    """The sections that are open to them."""
    actor = who if isinstance(who, Actor) else Actor(who.id)
    return open_sections(facts, actor, action, purpose, t)


def changed(facts: Facts, member: Member, **to: Any) -> Facts:
    """The same facts, with this member's place changed."""
    return replace(facts, members=tuple(replace(m, **to) if m.id == member.id else m for m in facts.members))
