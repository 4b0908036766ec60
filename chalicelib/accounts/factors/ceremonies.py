"""The two ceremonies of WebAuthn, by the library of that name: making a passkey, and having it sign.

Imported only where a passkey is used (`passkeys`): it brings public-key cryptography, some fifty modules.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import bytes_to_base64url, options_to_json_dict
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from chalicelib.errors import WrongPasskey
from chalicelib.json_data import JsonObject
from chalicelib.logs import logger
from chalicelib.records.accounts import User
from chalicelib.records.security.factors import Passkey, RelyingParty

_VERIFIED = UserVerificationRequirement.REQUIRED


@dataclass(frozen=True, slots=True)
class NewKey:
    """What an authenticator states of a new passkey."""

    credential_id: str
    public_key: str
    sign_count: int


def creation_options(
    user: User, challenge: bytes, party: RelyingParty, known: Sequence[Passkey], milliseconds: int
) -> JsonObject:
    """Return what a browser needs to make a passkey, except on the devices that have one already."""
    options = generate_registration_options(
        rp_id=party.domain,
        rp_name=party.name,
        user_id=user.user_id.encode(),
        user_name=user.email,
        user_display_name=user.name or user.email,
        challenge=challenge,
        timeout=milliseconds,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.PREFERRED, user_verification=_VERIFIED
        ),
        exclude_credentials=_described(known),
    )
    return options_to_json_dict(options)


def request_options(challenge: bytes, party: RelyingParty, known: Sequence[Passkey], milliseconds: int) -> JsonObject:
    """Return what a browser needs to have one of these passkeys sign."""
    options = generate_authentication_options(
        rp_id=party.domain,
        challenge=challenge,
        timeout=milliseconds,
        allow_credentials=_described(known),
        user_verification=_VERIFIED,
    )
    return options_to_json_dict(options)


def challenge_in(credential: JsonObject) -> bytes:
    """Return the challenge that an answer says it is to.

    Raises:
        WrongPasskey: it says nothing of the kind.

    """
    try:
        said = json.loads(base64url_to_bytes(credential["response"]["clientDataJSON"]))
        return base64url_to_bytes(said["challenge"])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise WrongPasskey from error


def prove_new(credential: JsonObject, challenge: bytes, party: RelyingParty) -> NewKey:
    """Return what an authenticator states of a new passkey, once it is an answer to this challenge.

    Raises:
        WrongPasskey: it is not.

    """
    try:
        proven = verify_registration_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=party.domain,
            expected_origin=list(party.origins),
            require_user_verification=True,
        )
    except Exception as error:
        raise _refused(error) from error
    return NewKey(
        bytes_to_base64url(proven.credential_id), bytes_to_base64url(proven.credential_public_key), proven.sign_count
    )


def prove_count(passkey: Passkey, credential: JsonObject, challenge: bytes, party: RelyingParty) -> int:
    """Return what an authenticator counts, once its signature has proven that it has this passkey.

    Raises:
        WrongPasskey: it has not, or it counts no further than before.

    """
    try:
        proven = verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=party.domain,
            expected_origin=list(party.origins),
            credential_public_key=base64url_to_bytes(passkey.public_key),
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    except Exception as error:
        raise _refused(error) from error
    return proven.new_sign_count


def _refused(error: Exception) -> WrongPasskey:
    logger().warning("a passkey was refused", reason=f"{type(error).__name__}: {error}"[:300])
    return WrongPasskey()


def _described(passkeys: Sequence[Passkey]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(each.credential_id)) for each in passkeys]
