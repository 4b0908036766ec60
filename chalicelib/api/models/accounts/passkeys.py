"""What browsers and authenticators say about passkeys, in the names of WebAuthn's own JSON.

A browser's `credential.toJSON()` is taken as it is. What is not looked at is let pass, within bounds.
"""

from typing import Annotated, Literal

from pydantic import Field

from chalicelib.accounts.factors.passkeys import relying_party
from chalicelib.accounts.factors.second_factor import Given
from chalicelib.api.http.requests import Client
from chalicelib.api.http.schema import Input
from chalicelib.json_data import JsonObject

Base64 = Annotated[
    str,
    Field(max_length=20_000, pattern=r"^[A-Za-z0-9_-]*={0,2}$", description="base64url", examples=["q83vEjRWeJA"]),
]
Word = Annotated[str, Field(max_length=50, examples=["internal"])]


class _Answer(Input):
    """What every answer of an authenticator has."""

    id: Base64
    rawId: Base64  # noqa: N815 - the names are WebAuthn's
    type: Literal["public-key"]
    authenticatorAttachment: Word | None = Field(  # noqa: N815
        default=None, description="Whether the authenticator is part of the device (`platform`); not looked at"
    )
    clientExtensionResults: JsonObject = Field(  # noqa: N815
        default={}, max_length=20, description="What the browser says of extensions; not looked at"
    )


class Attestation(Input):
    """The public key of a new passkey, as the authenticator states it."""

    clientDataJSON: Base64  # noqa: N815
    attestationObject: Base64  # noqa: N815
    transports: tuple[Word, ...] = Field(
        default=(), max_length=10, description="How the authenticator is reached; not looked at"
    )
    authenticatorData: Base64 = ""  # noqa: N815
    publicKey: Base64 | None = None  # noqa: N815
    publicKeyAlgorithm: int | None = Field(  # noqa: N815
        default=None, description="The key's algorithm by its number in COSE; not looked at"
    )


class NewCredential(_Answer):
    """A new passkey, as a browser gives it (`RegistrationResponseJSON`)."""

    response: Attestation = Field(description="What the authenticator states")


class Assertion(Input):
    """What a passkey signed."""

    clientDataJSON: Base64  # noqa: N815
    authenticatorData: Base64  # noqa: N815
    signature: Base64
    userHandle: Base64 | None = None  # noqa: N815


class Signed(_Answer):
    """The answer of a passkey to a challenge, as a browser gives it (`AuthenticationResponseJSON`)."""

    response: Assertion = Field(description="What the authenticator signed")


def given(code: str, passkey: Signed | None, client: Client) -> Given:
    """Return what somebody gives of a second factor."""
    return Given(code, passkey.model_dump(mode="json") if passkey else None, relying_party(client.base_url))
