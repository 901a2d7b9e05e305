"""Co-ops, members and patches as they come in and go out."""

from typing import Any

from marshmallow import ValidationError, fields, validate

from server.coops.rules import (
    HATS,
    MEMBER_CLASSES,
    NAME_LIMIT,
    ORGANISATION_KINDS,
    PHONE_LIMIT,
    REGISTERED_LIMIT,
    is_portrait,
)
from server.identity.schemas import YesNo
from server.kernel.doors.fields import Body, Email, Id, Line, Prose, Time

KINDS = ("carer", "person", "member", "helper", "partner")


class PortraitParts(Body):
    """A drawn portrait: `background.skin.hair.hair colour.clothes.beard.glasses`, small numbers."""

    parts = fields.String(required=True, metadata={"pattern": r"^[0-7]\.[0-5]\.[0-9]\.[0-5]\.[0-7]\.[0-3]\.[01]$"})


class Portrait(fields.Nested):
    """Kept as its parts, told as an object, so that a photo can stand beside them one day."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(PortraitParts, **kwargs)

    # marshmallow's own Nested renames its base's parameter, so no signature fits both
    def _serialize(  # type: ignore[override]
        self, nested_obj: Any, attr: str | None, obj: Any, **kwargs: Any
    ) -> dict[str, str] | None:
        return None if nested_obj is None else {"parts": nested_obj}

    def _deserialize(self, value: Any, attr: str | None, data: Any, partial: Any = None, **kwargs: Any) -> str:
        parts: str = super()._deserialize(value, attr, data, **kwargs)["parts"]
        if not is_portrait(parts):
            raise ValidationError("This portrait can't be drawn. Choose its parts again.")
        return parts


class MemberClass(fields.String):
    """The class in the members' register; null for who is not on it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(allow_none=True, validate=validate.OneOf(MEMBER_CLASSES), **kwargs)


class Phone(Prose):
    """A telephone number as people write it; empty or null takes it away."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(high=PHONE_LIMIT, low=0, allow_none=True, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        number = super()._deserialize(value, attr, data, **kwargs)
        if number and not all(sign in "+0123456789 ()-/." for sign in number):
            raise ValidationError("A telephone number is made of figures.")
        return number


class FaceOut(Body):
    """A member as others see them. `phone` is there for who shares a team or a conversation with them;
    `organisation` is the name of the one that a partner is here for."""

    membership_id = Id(required=True)
    name = fields.String(required=True)
    portrait = Portrait(required=True)
    phone = fields.String(required=True, allow_none=True)
    kind = fields.String(required=True, validate=validate.OneOf(KINDS))
    hats = fields.List(fields.String(), required=True)
    organisation = fields.String(required=True, allow_none=True)


class Faces(Body):
    """Faces, by name."""

    items = fields.List(fields.Nested(FaceOut), required=True)


class PatchName(Body):
    """A patch."""

    patch_id = Id(required=True)
    name = fields.String(required=True)


class MyPatch(PatchName):
    """A patch; `me`: I am in its team."""

    me = fields.Boolean(required=True)


class CoopOut(Body):
    """A co-op, as any of its members sees it."""

    coop_id = Id(required=True)
    name = fields.String(required=True)
    members = fields.Integer(required=True)
    patches = fields.List(fields.Nested(MyPatch), required=True)


class PatchIn(Body):
    """A new patch."""

    name = Line(NAME_LIMIT, required=True)


class TeamIn(Body):
    """Who is to be in the team."""

    membership_id = Id(required=True)


class OrganisationIn(Body):
    """A partner organisation. `registered_for`: what a regulator has registered it for, in the regulator's words."""

    name = Line(NAME_LIMIT, required=True)
    kind = fields.String(required=True, validate=validate.OneOf(ORGANISATION_KINDS))
    registered_for = fields.List(Line(200), load_default=list, validate=validate.Length(max=REGISTERED_LIMIT))
    registration = Line(NAME_LIMIT, load_default=None, allow_none=True)


class OrganisationOut(Body):
    """A partner organisation that people can share with."""

    organisation_id = Id(required=True)
    name = fields.String(required=True)
    kind = fields.String(required=True, validate=validate.OneOf(ORGANISATION_KINDS))
    registered_for = fields.List(fields.String(), required=True)
    registration = fields.String(required=True, allow_none=True)


class Organisations(Body):
    """Organisations, by name."""

    items = fields.List(fields.Nested(OrganisationOut), required=True)


class MembershipOut(Body):
    """My place in one co-op. `person_id`: I am a person who gets support; `organisation`: I am here for it, and no
    member."""

    membership_id = Id(required=True)
    coop_id = Id(required=True)
    coop_name = fields.String(required=True)
    name = fields.String(required=True)
    portrait = Portrait(required=True)
    phone = fields.String(required=True, allow_none=True)
    member_class = MemberClass(required=True)
    hats = fields.List(fields.String(), required=True)
    person_id = Id(required=True, allow_none=True)
    patches = fields.List(fields.Nested(PatchName), required=True)
    organisation = fields.Nested(OrganisationOut, required=True, allow_none=True)
    organisation_role = fields.String(required=True, allow_none=True)


class MembershipChange(Body):
    """What I change about how the co-op shows me."""

    name = Line(NAME_LIMIT)
    phone = Phone()
    portrait = Portrait()


class Place(Body):
    """As what somebody is asked into the co-op."""

    name = Line(NAME_LIMIT, required=True)
    member_class = MemberClass(load_default=None)
    hats = fields.List(
        fields.String(validate=validate.OneOf(HATS)), load_default=list, validate=validate.Length(max=len(HATS))
    )
    patch_id = Id(load_default=None, allow_none=True)
    gets_support = YesNo(load_default=False)


class InvitationIn(Place):
    """An invitation by e-mail."""

    email = Email(required=True)


class SentAway(Body):
    """It is on its way, if there is a way."""

    sent = fields.Boolean(required=True)


class InvitationOut(Body):
    """An invitation that was made."""

    invitation_id = Id(required=True, attribute="id")
    name = fields.String(required=True)
    email = fields.String(required=True)
    member_class = MemberClass(required=True)
    invited_at = Time(required=True, attribute="made_at")
    expires_at = Time(required=True)
    accepted = fields.Boolean(required=True)


class Invitations(Body):
    """Invitations, the newest first."""

    items = fields.List(fields.Nested(InvitationOut), required=True)


class InvitationLook(Body):
    """The secret of an invitation's link."""

    token = Prose(200, required=True)


class InvitationSeen(Body):
    """Who asks whom; `organisation`: for which a partner is asked."""

    coop_name = fields.String(required=True)
    name = fields.String(required=True)
    organisation = fields.String(required=True, allow_none=True)


class CardIn(Place):
    """An enrolment card for somebody new, or for a member who is there already."""

    membership_id = Id(load_default=None, allow_none=True)


class CardOut(Body):
    """A card to print, once: its secrets are kept nowhere."""

    card_id = Id(required=True)
    name = fields.String(required=True)
    words = fields.String(required=True)
    url = fields.String(required=True)
    qr_svg = fields.String(required=True)
    expires_at = Time(required=True)
