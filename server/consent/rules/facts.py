"""Everything that decides about one person's record, as the rules read it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from server.consent.rules.sections import FOREVER, READ


@dataclass(frozen=True, slots=True)
class Span:
    """From one moment to another, half-open."""

    begin: datetime
    end: datetime = FOREVER

    def holds(self, at: datetime) -> bool:
        return self.begin <= at < self.end


@dataclass(frozen=True, slots=True)
class Place:
    """A membership that may reach the record. `role`: which ceiling it has when it does not act for the person."""

    membership_id: UUID
    role: str
    ended_at: datetime | None = None
    organisation_id: UUID | None = None
    organisation_role: str | None = None
    patches: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Grant:
    """A permit or a deny. `purpose` None: whatever it is for."""

    id: UUID
    span: Span
    permits: bool
    audience: str
    sections: int
    actions: int
    purpose: str | None = None
    membership_id: UUID | None = None
    patch_id: UUID | None = None
    organisation_id: UUID | None = None
    organisation_role: str | None = None


@dataclass(frozen=True, slots=True)
class Authority:
    """A verified right to act for the person. Held jointly, it reads and nothing else by itself."""

    id: UUID
    span: Span
    membership_id: UUID
    sections: int
    actions: int


@dataclass(frozen=True, slots=True)
class Directive:
    """A court order or an enquiry that two have approved."""

    id: UUID
    span: Span
    members: frozenset[UUID]
    sections: int
    actions: int
    purpose: str


@dataclass(frozen=True, slots=True)
class Opening:
    """Emergency access, or the door that a visit opens."""

    id: UUID
    span: Span
    membership_id: UUID


@dataclass(frozen=True, slots=True)
class Facts:
    """One person's facts, those that are over already left out."""

    own: UUID
    closed_at: datetime | None = None
    places: Sequence[Place] = ()
    care_team: frozenset[UUID] = frozenset()
    helpers: frozenset[UUID] = frozenset()
    grants: Sequence[Grant] = ()
    authorities: Sequence[Authority] = ()
    directives: Sequence[Directive] = ()
    emergencies: Sequence[Opening] = ()
    visits: Sequence[Opening] = ()
    withheld: Sequence[tuple[datetime, int]] = field(default_factory=tuple)

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> Self:
        """From the document that `ourpatch.consent_facts` gives."""
        return cls(
            own=UUID(told["own"]),
            closed_at=_time(told["closed_at"]),
            places=[_place(place) for place in told["places"]],
            care_team=frozenset(map(UUID, told["care_team"])),
            helpers=frozenset(map(UUID, told["helpers"])),
            grants=[_grant(grant) for grant in told["grants"]],
            authorities=[_authority(authority) for authority in told["authorities"]],
            directives=[_directive(directive) for directive in told["directives"]],
            emergencies=[_opening(each, "opened_at", "until_at") for each in told["emergencies"]],
            visits=[_opening(each, "opens_at", "shuts_at") for each in told["visits"]],
            withheld=[(datetime.fromisoformat(each["from_at"]), each["sections"]) for each in told["withholdings"]],
        )


def _time(told: str | None) -> datetime | None:
    return None if told is None else datetime.fromisoformat(told)


def _id(told: str | None) -> UUID | None:
    return None if told is None else UUID(told)


def _span(told: Mapping[str, Any], begin: str = "from_at", end: str = "to_at") -> Span:
    return Span(datetime.fromisoformat(told[begin]), _time(told[end]) or FOREVER)


def _place(told: Mapping[str, Any]) -> Place:
    ends = [at for at in (_time(told["ended_at"]), _time(told["organisation_ended_at"])) if at is not None]
    member_class = told["member_class"]
    usual = member_class if member_class in ("carer", "investor") else "community"
    return Place(
        membership_id=UUID(told["membership_id"]),
        role=told["organisation_kind"] or usual,
        ended_at=min(ends, default=None),
        organisation_id=_id(told["organisation_id"]),
        organisation_role=told["organisation_role"],
        patches=frozenset(map(UUID, told["patches"])),
    )


def _grant(told: Mapping[str, Any]) -> Grant:
    return Grant(
        id=UUID(told["id"]),
        span=_span(told),
        permits=told["effect"] == "permit",
        audience=told["audience"],
        sections=told["sections"],
        actions=told["actions"],
        purpose=told["purpose"],
        membership_id=_id(told["membership_id"]),
        patch_id=_id(told["patch_id"]),
        organisation_id=_id(told["organisation_id"]),
        organisation_role=told["organisation_role"],
    )


def _authority(told: Mapping[str, Any]) -> Authority:
    actions = told["actions"] & READ if told["jointly"] else told["actions"]
    return Authority(UUID(told["id"]), _span(told), UUID(told["membership_id"]), told["sections"], actions)


def _directive(told: Mapping[str, Any]) -> Directive:
    members = frozenset(map(UUID, told["members"]))
    return Directive(UUID(told["id"]), _span(told), members, told["sections"], told["actions"], told["purpose"])


def _opening(told: Mapping[str, Any], begin: str, end: str) -> Opening:
    return Opening(UUID(told["id"]), _span(told, begin, end), UUID(told["membership_id"]))
