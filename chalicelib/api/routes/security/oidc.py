"""Log-in by an identity provider (OpenID Connect), where the operator has named one; and one's identities there."""

from typing import Annotated
from urllib.parse import urlencode

from pydantic import ConfigDict, Field

from chalicelib.accounts.factors.passkeys import relying_party
from chalicelib.accounts.oidc import log_in as use_cases
from chalicelib.accounts.oidc import own_identities
from chalicelib.accounts.oidc.log_in import CALLBACK_PATH, Returned
from chalicelib.accounts.oidc.provider import provider_name
from chalicelib.api.http.blueprint import Resource
from chalicelib.api.http.languages import preferred_language
from chalicelib.api.http.requests import Client
from chalicelib.api.http.responses import SeeOther
from chalicelib.api.http.schema import Input, Instant, Output
from chalicelib.api.models.accounts.passkeys import Signed, given
from chalicelib.api.models.accounts.users import Code, LoginOut, Password, login_out
from chalicelib.authorization import Caller
from chalicelib.errors import (
    AddressUnproven,
    CodeNeeded,
    FactorNotFound,
    IdentityNotFound,
    InvalidInput,
    OidcAddressUnverified,
    OidcOtherIdentity,
    OidcRefused,
    OidcUnavailable,
    OidcUnlinked,
    OidcUnreachable,
    ProofNeeded,
    Throttled,
    WrongCode,
    WrongPasskey,
)
from chalicelib.json_data import JsonObject

oidc = Resource(__name__)

_SECRET = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
_STATE = "pQ0LmD8cYwqk3RrVQYkX5rQm6mG0Z0yQdJrX1cE9h2s"
_CODE = "4/0AQSTgQGk3vXbq"
_ISSUER = "https://accounts.google.com"

Secret = Annotated[
    str, Field(pattern=r"^[A-Za-z0-9_-]{43,128}$", description="What the browser has kept", examples=[_SECRET])
]
State = Annotated[str, Field(max_length=100, description="`state` of the provider's answer", examples=[_STATE])]
Issuer = Annotated[str, Field(max_length=500, description="`iss` of the answer, if it has one", examples=[_ISSUER])]


class OfferOut(Output):
    """Whether one may log in by an identity provider."""

    provider: str | None = Field(description="What people call it; null where there is none", examples=["Google"])


class Beginning(Input):
    """A log-in that a browser begins."""

    challenge: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{43}$")] = Field(
        description="SHA-256 of a random secret of 43 letters or more, which the browser keeps, as base64url",
        examples=["E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"],
    )
    anew: bool = Field(default=False, description="Whether the person is to show again who it is")


class BegunOut(Output):
    """Where the browser is to go."""

    url: str = Field(
        description="The provider's address; it is good for ten minutes",
        examples=["https://accounts.google.com/o/oauth2/v2/auth?response_type=code&client_id=invoices"],
    )


class CallbackQuery(Input):
    """What the provider sends back; what else it adds is not looked at."""

    model_config = ConfigDict(extra="ignore")

    code: Annotated[str, Field(max_length=4_000, description="What the API redeems", examples=[_CODE])] = ""
    state: Annotated[str, Field(max_length=100, description="Which log-in it belongs to", examples=[_STATE])] = ""
    iss: Issuer = ""
    error: Annotated[str, Field(max_length=100, description="Why there is no code", examples=["access_denied"])] = ""


class PasskeyWanted(Input):
    """A log-in that waits for its second factor."""

    state: State
    secret: Secret
    password: Annotated[Password, Field(description="The account's, after `oidc_unlinked`")] = ""


class Return(PasskeyWanted):
    """What came back from the provider, and the secret that the browser has kept."""

    code: Annotated[str, Field(max_length=4_000, description="`code` of the provider's answer", examples=[_CODE])]
    iss: Issuer = ""
    second_factor: Code = ""
    passkey: Annotated[Signed | None, Field(description="What a passkey signed, in place of a code")] = None


class ChallengeOut(Output):
    """What a browser needs to have a passkey sign: `navigator.credentials.get`."""

    options: JsonObject = Field(description="`PublicKeyCredentialRequestOptionsJSON` of WebAuthn")


class IdentityOut(Output):
    """An identity at an identity provider that logs in to the account."""

    id: str
    issuer: str = Field(description="The provider", examples=[_ISSUER])
    subject: str = Field(description="By which the provider knows the person", examples=["110169484474386276334"])
    linked_at: Instant = Field(description="When it was linked to the account")


class IdentitiesOut(Output):
    """One's identities."""

    items: tuple[IdentityOut, ...] = Field(description="The identities, the oldest first")


@oidc.route("/auth/oidc", public=True)
def get_oidc() -> OfferOut:
    """Tell whether one may log in by an identity provider, and what it is called."""
    return OfferOut(provider=provider_name())


@oidc.route("/auth/oidc/begin", method="POST", public=True, raises=(OidcUnavailable, OidcUnreachable, Throttled))
def begin_oidc(body: Beginning, client: Client) -> BegunOut:
    """Begin a log-in by the identity provider; it sends the browser back to the console, or to `OIDC_REDIRECT_URL`."""
    url = use_cases.begin(body.challenge, anew=body.anew, base_url=client.base_url, source_ip=client.source_ip)
    return BegunOut(url=url)


@oidc.route(CALLBACK_PATH, public=True)
def hand_oidc_on(query: CallbackQuery, client: Client) -> SeeOther:
    """Hand the provider's answer on to the console; this uses nothing up, and leads nowhere else."""
    answer = {name: value for name, value in query.model_dump().items() if value}
    return SeeOther(f"{client.base_path}/app#/oidc?{urlencode(answer)}")


@oidc.route(
    "/auth/oidc/login",
    method="POST",
    public=True,
    raises=(
        AddressUnproven,
        CodeNeeded,
        InvalidInput,
        OidcAddressUnverified,
        OidcOtherIdentity,
        OidcRefused,
        OidcUnavailable,
        OidcUnlinked,
        OidcUnreachable,
        Throttled,
        WrongCode,
        WrongPasskey,
    ),
)
def log_in_by_oidc(body: Return, client: Client) -> LoginOut:
    """Start a session with the provider's answer, good once, in the browser that began the log-in.

    People without an account get one, with a proven address. Where an account has a second factor, or has unlinked its
    identity at this provider (`oidc_unlinked`), the same answer is sent again with the factor or the password.
    """
    login = use_cases.log_in(
        Returned(body.state, body.code, body.secret, body.iss),
        source_ip=client.source_ip,
        language=preferred_language(client.languages),
        password=body.password,
        given=given(body.second_factor, body.passkey, client),
    )
    return login_out(login)


@oidc.route(
    "/auth/oidc/passkey_challenge",
    method="POST",
    public=True,
    raises=(
        AddressUnproven,
        FactorNotFound,
        InvalidInput,
        OidcAddressUnverified,
        OidcOtherIdentity,
        OidcRefused,
        OidcUnavailable,
        OidcUnlinked,
        OidcUnreachable,
        Throttled,
    ),
)
def challenge_oidc_passkey(body: PasskeyWanted, client: Client) -> ChallengeOut:
    """Give what a passkey is to sign, to a log-in that was answered `code_needed`."""
    options = use_cases.challenge_passkey(
        Returned(body.state, "", body.secret),
        source_ip=client.source_ip,
        party=relying_party(client.base_url),
        password=body.password,
    )
    return ChallengeOut(options=options)


@oidc.route("/me/identities")
def list_identities(caller: Caller) -> IdentitiesOut:
    """List the identities that log in to one's account."""
    found = own_identities.list_identities(caller)
    return IdentitiesOut(
        items=tuple(
            IdentityOut(id=each.identity_id, issuer=each.issuer, subject=each.subject, linked_at=each.linked_at)
            for each in found
        )
    )


@oidc.route("/me/identities/{identity_id}", method="DELETE", status=204, raises=(IdentityNotFound, ProofNeeded))
def unlink_identity(caller: Caller, identity_id: str) -> None:
    """Unlink an identity; asks for recent proof. It is linked again only with the account's password.

    People without a password set one by a mailed link.
    """
    own_identities.unlink_identity(caller, identity_id)
