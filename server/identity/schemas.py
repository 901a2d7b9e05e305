"""Sign-in, devices and preferences as they come in and go out."""

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from server.identity.rules import DEVICE_LIMIT, PASSKEY_NAME_LIMIT
from server.kernel.doors.fields import Body, Email, Id, Line, Prose, Time


class YesNo(fields.Boolean):
    """True or false, and not 1, "yes" or "on"."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> bool:
        if not isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return value


class CodeAsked(Body):
    """Where a code is to be sent."""

    email = Email(required=True)


class CodeSent(Body):
    """The same answer for every address."""

    sent = fields.Boolean(required=True)


class OnDevice(Body):
    """What this device is called in the list of devices."""

    device_name = Line(DEVICE_LIMIT, required=True)


class ByCode(OnDevice):
    """A code, and the address that it was sent to."""

    email = Email(required=True)
    code = Prose(20, required=True)


class ByCard(OnDevice):
    """A card's six words, or the token of its picture."""

    words = Prose(200)
    token = Prose(200)

    @validates_schema
    def _one_of_them(self, data: dict[str, str], **_: object) -> None:
        if ("words" in data) == ("token" in data):
            raise ValidationError("Type in the six words of the card, or scan its picture.", "words")


class PasskeyAsked(Body):
    """What a browser is to have a passkey made or signed with, as WebAuthn writes it in JSON. The answer comes back
    under the same `options_id`, once, within five minutes."""

    options_id = Id(required=True)
    options = fields.Dict(required=True, keys=fields.String())


class PasskeyAnswer(Body):
    """What the browser gave back, as WebAuthn writes it in JSON."""

    options_id = Id(required=True)
    credential = fields.Dict(required=True, keys=fields.String())


class PasskeyMade(PasskeyAnswer):
    """A new passkey, and what it is called in the list."""

    name = Line(PASSKEY_NAME_LIMIT, required=True)


class ByPasskey(PasskeyAnswer, OnDevice):
    """A passkey's answer, and the device that is signed in with it."""


class PasskeyOut(Body):
    """A passkey of mine."""

    passkey_id = Id(required=True, attribute="id")
    name = fields.String(required=True)
    made_at = Time(required=True)
    last_used_at = Time(required=True, allow_none=True)


class Passkeys(Body):
    """Passkeys, the oldest first."""

    items = fields.List(fields.Nested(PasskeyOut), required=True)


class Shown(Body):
    """Who holds this device: a passkey's answer, or the code that was sent."""

    options_id = Id()
    credential = fields.Dict(keys=fields.String())
    code = Prose(20)

    @validates_schema
    def _one_of_them(self, data: dict[str, Any], **_: object) -> None:
        if set(data) not in ({"code"}, {"options_id", "credential"}):
            raise ValidationError("Show your passkey, or type in the code.", "code")


class Fresh(Body):
    """Until when this device counts as held by who signed in."""

    fresh_until = Time(required=True)


class Preferences(Body):
    """How the screens look, on all of the account's devices."""

    text_size = fields.String(validate=validate.OneOf(["ordinary", "first", "largest"]))
    theme = fields.String(validate=validate.OneOf(["device", "light", "dark"]))
    calm = YesNo()
    easy_read = YesNo()
    language = fields.String(validate=validate.OneOf(["en", "cy"]))


class PreferencesOut(Body):
    """All of them."""

    text_size = fields.String(required=True, validate=validate.OneOf(["ordinary", "first", "largest"]))
    theme = fields.String(required=True, validate=validate.OneOf(["device", "light", "dark"]))
    calm = fields.Boolean(required=True)
    easy_read = fields.Boolean(required=True)
    language = fields.String(required=True, validate=validate.OneOf(["en", "cy"]))


class AccountOut(Body):
    """How I sign in. `email` is null for who came by card."""

    id = Id(required=True)
    email = fields.String(required=True, allow_none=True)


class DeviceOut(Body):
    """A device that is signed in; `here`: this one."""

    session_id = Id(required=True)
    device_name = fields.String(required=True)
    here = fields.Boolean(required=True)
    signed_in_at = Time(required=True)
    last_seen_at = Time(required=True)


class Devices(Body):
    """Devices, the last seen first."""

    items = fields.List(fields.Nested(DeviceOut), required=True)


class CoopChosen(Body):
    """In which of my co-ops I act from now on."""

    coop_id = Id(required=True)
