"""Passkeys: made, listed with the other factors, removed."""

from typing import Annotated

from pydantic import Field

from chalicelib.accounts.factors import passkeys as use_cases
from chalicelib.accounts.factors.passkeys import relying_party
from chalicelib.api.http.blueprint import Resource
from chalicelib.api.http.requests import Client
from chalicelib.api.http.schema import ONE_LINE, Input, Output
from chalicelib.api.models.accounts.passkeys import NewCredential
from chalicelib.api.routes.security.factors import PasskeyOut, passkey_out
from chalicelib.authorization import Caller
from chalicelib.errors import (
    AddressUnproven,
    Conflict,
    FactorNotFound,
    ProofNeeded,
    Throttled,
    TooManyPasskeys,
    WrongPasskey,
)
from chalicelib.json_data import JsonObject

passkeys = Resource(__name__)


class NewPasskey(Input):
    """A passkey that a browser has made, and what its person calls it."""

    name: Annotated[str, Field(min_length=1, max_length=100, pattern=ONE_LINE)]
    credential: NewCredential = Field(description="The browser's answer")


class CreationOut(Output):
    """What a browser needs to make a passkey: `navigator.credentials.create`."""

    options: JsonObject = Field(description="`PublicKeyCredentialCreationOptionsJSON` of WebAuthn")


@passkeys.route(
    "/me/factors/passkeys", method="POST", status=201, raises=(AddressUnproven, ProofNeeded, TooManyPasskeys)
)
def begin_passkey(caller: Caller, client: Client) -> CreationOut:
    """Give what a new passkey is made from, good for one answer within five minutes.

    Asks for a proven address and recent proof.
    """
    return CreationOut(options=use_cases.begin_passkey(caller, relying_party(client.base_url)))


@passkeys.route(
    "/me/factors/passkeys/confirm",
    method="POST",
    status=201,
    raises=(AddressUnproven, Conflict, ProofNeeded, Throttled, TooManyPasskeys, WrongPasskey),
)
def confirm_passkey(caller: Caller, body: NewPasskey, client: Client) -> PasskeyOut:
    """Put a passkey in use; log-ins ask for a second factor from now on."""
    credential = body.credential.model_dump(mode="json")
    return passkey_out(use_cases.confirm_passkey(caller, body.name, credential, relying_party(client.base_url)))


@passkeys.route(
    "/me/factors/passkeys/{passkey_id}", method="DELETE", status=204, raises=(Conflict, FactorNotFound, ProofNeeded)
)
def remove_passkey(caller: Caller, passkey_id: str) -> None:
    """Remove a passkey."""
    use_cases.remove_passkey(caller, passkey_id)
