"""What a passkey is asked and how its answer is checked (WebAuthn level 3), knowing nothing of the database.

Always with user verification: whoever holds the device has shown to it, by finger, face or PIN, that it is theirs.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import parse_authentication_credential_json, parse_registration_credential_json
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    AuthenticatorTransport,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from server.identity.models import Passkey
from server.identity.rules import CHALLENGE_LIFE
from server.kernel.config import Settings
from server.kernel.errors import Invalid

NO_PASSKEY = "This passkey doesn't open anything here. Try again, or use another way to sign in."
NAME = "Ourpatch"
VERIFIED = UserVerificationRequirement.REQUIRED
PATIENCE = int(CHALLENGE_LIFE.total_seconds() * 1000)
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class NewKey:
    """What a device answered when it was asked for a new passkey."""

    credential_id: bytes
    public_key: bytes
    sign_count: int
    transports: list[str]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a passkey answered, not checked yet: which one it says it is, and whose."""

    credential_id: bytes
    account_id: bytes | None
    raw: Json


def rp_id(settings: Settings) -> str:
    """Where our passkeys are good: the host of our address."""
    return urlsplit(settings.public_url).hostname or ""


def asked_for_new(
    settings: Settings, account_id: UUID, email: str | None, there: Sequence[Passkey]
) -> tuple[bytes, Json]:
    """The challenge, and what the browser is told to make a passkey. A device that holds one already makes no other."""
    options = generate_registration_options(
        rp_id=rp_id(settings),
        rp_name=NAME,
        user_id=account_id.bytes,
        user_name=email or NAME,
        timeout=PATIENCE,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.PREFERRED, user_verification=VERIFIED
        ),
        exclude_credentials=_described(there),
    )
    return options.challenge, json.loads(options_to_json(options))


def asked_to_sign(settings: Settings, there: Sequence[Passkey] = ()) -> tuple[bytes, Json]:
    """The challenge, and what the browser is told to have it signed: by one of these, or by any that it finds."""
    options = generate_authentication_options(
        rp_id=rp_id(settings), timeout=PATIENCE, allow_credentials=_described(there), user_verification=VERIFIED
    )
    return options.challenge, json.loads(options_to_json(options))


def check_new(settings: Settings, challenge: bytes, credential: Json) -> NewKey:
    """The new passkey of this answer; Invalid for what is none, or was made for another question or site."""
    try:
        parsed = parse_registration_credential_json(credential)
        made = verify_registration_response(
            credential=parsed,
            expected_challenge=challenge,
            expected_rp_id=rp_id(settings),
            expected_origin=settings.origin,
            require_user_verification=True,
        )
        transports = [way.value for way in parsed.response.transports or ()]
    except Exception as problem:  # whatever a forgery breaks in there: it is no passkey
        raise Invalid(NO_PASSKEY, field="credential") from problem
    return NewKey(made.credential_id, made.credential_public_key, made.sign_count, transports)


def read_answer(credential: Json) -> Answer:
    """Which passkey answers; Invalid for what can't be read."""
    try:
        parsed = parse_authentication_credential_json(credential)
    except Exception as problem:  # as above
        raise Invalid(NO_PASSKEY, field="credential") from problem
    return Answer(parsed.raw_id, parsed.response.user_handle, credential)


def check_answer(settings: Settings, challenge: bytes, key: Passkey, answer: Answer) -> int:
    """How often the passkey says it was used; Invalid for what it did not sign, for this question and this site, and
    for a count that does not grow: then there are two of it."""
    try:
        if answer.account_id not in (None, key.account_id.bytes):
            raise ValueError("somebody else's passkey")
        signed = verify_authentication_response(
            credential=answer.raw,
            expected_challenge=challenge,
            expected_rp_id=rp_id(settings),
            expected_origin=settings.origin,
            credential_public_key=key.public_key,
            credential_current_sign_count=key.sign_count,
            require_user_verification=True,
        )
    except Exception as problem:  # as above
        raise Invalid(NO_PASSKEY, field="credential") from problem
    return signed.new_sign_count


def _described(there: Collection[Passkey]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=key.credential_id, transports=_ways(key.transports)) for key in there]


def _ways(transports: Sequence[str]) -> list[AuthenticatorTransport]:
    known: Mapping[str, AuthenticatorTransport] = {way.value: way for way in AuthenticatorTransport}
    return [known[name] for name in transports if name in known]
