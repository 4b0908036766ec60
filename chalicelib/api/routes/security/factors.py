"""Second factors: which there are, codes of an authenticator app, and recovery codes."""

from typing import Annotated

from pydantic import Field

from chalicelib.accounts.factors import members, recovery_codes, totp
from chalicelib.accounts.factors.passkeys import list_passkeys
from chalicelib.accounts.owner import fetch_user
from chalicelib.api.http.blueprint import Resource
from chalicelib.api.http.schema import Input, Instant, Output
from chalicelib.api.models.accounts.users import Code
from chalicelib.authorization import Caller
from chalicelib.errors import (
    AddressUnproven,
    Conflict,
    FactorAlreadySetUp,
    FactorNotFound,
    MemberNotFound,
    NoCompany,
    ProofNeeded,
    RoleNeeded,
    Throttled,
    WrongCode,
)
from chalicelib.records.security.factors import Passkey

factors = Resource(__name__)


class CodeIn(Input):
    """A code."""

    code: Code


class Renewal(Input):
    """What new recovery codes are made for."""

    code: Annotated[Code, Field(description="A code of the app; empty where there are passkeys alone")] = ""


class PasskeyOut(Output):
    """A passkey."""

    id: str
    name: str
    created_at: Instant
    used_at: Instant | None = Field(description="When it was used last")


class FactorsOut(Output):
    """One's second factors."""

    totp: bool = Field(description="Whether codes of an authenticator app are asked for")
    recovery_codes: int = Field(description="How many recovery codes are unused")
    passkeys: tuple[PasskeyOut, ...] = Field(description="Passkeys, which are asked for as well")
    demanded: bool = Field(description="Whether the company asks for a second factor")


class EnrolmentOut(Output):
    """What an authenticator app needs, shown this once."""

    secret: str = Field(description="The secret in base 32, to type in")
    uri: str = Field(description="The same as an `otpauth:` address, for a QR code")


class RecoveryCodesOut(Output):
    """Recovery codes, shown this once; each is good once, in place of a second factor."""

    codes: tuple[str, ...] = Field(description="The codes")


@factors.route("/me/factors")
def get_factors(caller: Caller) -> FactorsOut:
    """Tell which second factors one has."""
    user = fetch_user(caller)
    return FactorsOut(
        totp=user.has_factor and totp.is_in_use(user.user_id),
        recovery_codes=recovery_codes.recovery_codes_left(user),
        passkeys=tuple(map(passkey_out, list_passkeys(user))),
        demanded=user.factor_demanded,
    )


def passkey_out(passkey: Passkey) -> PasskeyOut:
    """Return a passkey as its person sees it."""
    return PasskeyOut(id=passkey.passkey_id, name=passkey.name, created_at=passkey.made_at, used_at=passkey.used_at)


@factors.route("/me/factors/totp", method="POST", status=201, raises=(AddressUnproven, FactorAlreadySetUp, ProofNeeded))
def begin_totp(caller: Caller) -> EnrolmentOut:
    """Make a secret for an authenticator app; it counts once a code of it was confirmed.

    Asks for a proven address and recent proof.
    """
    enrolment = totp.begin_totp(caller)
    return EnrolmentOut(secret=enrolment.secret, uri=enrolment.uri)


@factors.route(
    "/me/factors/totp/confirm",
    method="POST",
    raises=(AddressUnproven, Conflict, FactorNotFound, ProofNeeded, Throttled, WrongCode),
)
def confirm_totp(caller: Caller, body: CodeIn) -> RecoveryCodesOut:
    """Put the app in use with a first code of it; log-ins ask for a code from now on."""
    return RecoveryCodesOut(codes=tuple(totp.confirm_totp(caller, body.code)))


@factors.route(
    "/me/factors/totp/remove",
    method="POST",
    status=204,
    raises=(Conflict, FactorNotFound, ProofNeeded, Throttled, WrongCode),
)
def remove_totp(caller: Caller, body: CodeIn) -> None:
    """Do without the app from now on, for a code of it or a recovery code."""
    totp.remove_totp(caller, body.code)


@factors.route(
    "/me/factors/recovery_codes",
    method="POST",
    raises=(Conflict, FactorNotFound, ProofNeeded, Throttled, WrongCode),
)
def renew_recovery_codes(caller: Caller, body: Renewal) -> RecoveryCodesOut:
    """Make new recovery codes; the earlier ones are void.

    With an app it takes a code of it, and no recovery code; with passkeys alone it takes none, as the recent proof was
    given with one.
    """
    return RecoveryCodesOut(codes=tuple(recovery_codes.renew_recovery_codes(caller, body.code)))


@factors.route(
    "/company/members/{member_id}/factors",
    method="DELETE",
    status=204,
    raises=(Conflict, FactorNotFound, MemberNotFound, NoCompany, ProofNeeded, RoleNeeded),
)
def remove_members_factor(caller: Caller, member_id: str) -> None:
    """Remove the second factors of a member whose devices and recovery codes are gone (admins)."""
    members.remove_factor(caller, member_id)
