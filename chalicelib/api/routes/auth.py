"""Register, log in, refresh, log out; and the way back in after a forgotten password."""

from functools import partial
from typing import Annotated

from pydantic import Field

from chalicelib.accounts import profile, resets, sessions
from chalicelib.accounts.factors.passkeys import relying_party
from chalicelib.accounts.passwords.new_passwords import MIN_LENGTH
from chalicelib.api.http.blueprint import Resource
from chalicelib.api.http.languages import preferred_language
from chalicelib.api.http.requests import Client
from chalicelib.api.http.responses import Html, Reply, SeeOther
from chalicelib.api.http.schema import Email, Input, Output
from chalicelib.api.models.accounts.passkeys import Signed, given
from chalicelib.api.models.accounts.users import Code, LoginOut, Name, Password, login_out
from chalicelib.api.pages.forms import RESUME_PATH, answer_form, show_form, show_link_again, show_link_form
from chalicelib.authorization import Caller
from chalicelib.errors import (
    CodeNeeded,
    Conflict,
    DomainError,
    FactorNotFound,
    InvalidInput,
    LinkExpired,
    NotAuthenticated,
    ProofNeeded,
    SessionEnded,
    Throttled,
    WrongCode,
    WrongCredentials,
    WrongPasskey,
)
from chalicelib.json_data import JsonObject
from chalicelib.records.accounts import Purpose

auth = Resource(__name__)

_RESET_DONE = "/auth/password_reset_done"


class Registration(Input):
    """A new account; without a company's name, the company bears the person's or the address."""

    email: Email
    password: Annotated[Password, Field(min_length=MIN_LENGTH)]
    name: Name = ""
    company_name: Name = ""


class Credentials(Input):
    """What logs in."""

    email: Email
    password: Password
    code: Code = ""
    passkey: Annotated[Signed | None, Field(description="What a passkey signed, in place of a code")] = None


class PasskeyAsked(Input):
    """Whose passkey is to be asked for, and the password as proof."""

    email: Email
    password: Password


class PasskeyChallenge(Output):
    """What a browser needs to have a passkey sign: `navigator.credentials.get`."""

    options: JsonObject = Field(description="`PublicKeyCredentialRequestOptionsJSON` of WebAuthn")


class ProofAgain(Input):
    """The password of the session's account, and a code or a passkey where it has a second factor."""

    password: Password
    code: Code = ""
    passkey: Annotated[Signed | None, Field(description="What a passkey signed, in place of a code")] = None


class RefreshToken(Input):
    """The token that renews a session."""

    refresh: Annotated[str, Field(max_length=4_000)]


class PasswordChange(Input):
    """Another password, with the current one as proof."""

    current_password: Password
    new_password: Password


class ResetRequest(Input):
    """Whose password is forgotten."""

    email: Email


class NewPassword(Input):
    """The password that takes the forgotten one's place."""

    new_password: Password = ""


class Done(Output):
    """A plain yes."""

    detail: str


@auth.route("/auth/register", method="POST", public=True, status=201, raises=(InvalidInput, Throttled))
def register(body: Registration, client: Client) -> LoginOut:
    """Make an account, its company and a first session, and have a link mailed that proves the address.

    The account may do all that is private at once, and what reaches others once the link was opened. The answer is the
    same for an address that has an account; its owner gets a mail.
    """
    login = sessions.register(
        email=body.email,
        password=body.password,
        name=body.name,
        company_name=body.company_name or body.name or body.email,
        language=preferred_language(client.languages),
        source_ip=client.source_ip,
        base_url=client.base_url,
    )
    return login_out(login)


@auth.route(
    "/auth/login", method="POST", public=True, raises=(CodeNeeded, Throttled, WrongCode, WrongCredentials, WrongPasskey)
)
def log_in(body: Credentials, client: Client) -> LoginOut:
    """Start a session; an account with a second factor needs a code of it, or what its passkey signed."""
    second = given(body.code, body.passkey, client)
    login = sessions.log_in(email=body.email, password=body.password, source_ip=client.source_ip, given=second)
    return login_out(login)


@auth.route("/auth/passkey_challenge", method="POST", public=True, raises=(FactorNotFound, Throttled, WrongCredentials))
def challenge_passkey(body: PasskeyAsked, client: Client) -> PasskeyChallenge:
    """Give what a passkey is to sign, to who knows the password; it is good for one answer within five minutes.

    The answer goes into `passkey` of `POST /auth/login` or `POST /auth/proof`.
    """
    options = sessions.challenge_passkey(
        email=body.email,
        password=body.password,
        source_ip=client.source_ip,
        party=relying_party(client.base_url),
    )
    return PasskeyChallenge(options=options)


@auth.route(
    "/auth/proof",
    method="POST",
    status=204,
    raises=(CodeNeeded, InvalidInput, SessionEnded, Throttled, WrongCode, WrongPasskey),
)
def prove_again(caller: Caller, body: ProofAgain, client: Client) -> None:
    """Prove again who one is, for what asks for it: bank details, factors, keys, deleting the company."""
    sessions.prove_again(caller, password=body.password, given=given(body.code, body.passkey, client))


@auth.route("/auth/token/refresh", method="POST", public=True, raises=(NotAuthenticated, SessionEnded, Throttled))
def refresh(body: RefreshToken, client: Client) -> LoginOut:
    """Renew a session's tokens; the refresh token is good once.

    The client that used it just now may ask again within half a minute, in case the answer was lost.
    """
    return login_out(sessions.refresh(body.refresh, source_ip=client.source_ip, agent=client.agent))


@auth.route("/auth/logout", method="POST", status=204)
def log_out(caller: Caller) -> None:
    """End this session now."""
    sessions.log_out(caller)


@auth.route("/auth/logout_all", method="POST", status=204)
def log_out_everywhere(caller: Caller) -> None:
    """End all of the user's sessions now."""
    sessions.log_out_everywhere(caller)


@auth.route("/auth/password", method="POST", status=204, raises=(Conflict, InvalidInput, ProofNeeded, Throttled))
def change_password(caller: Caller, body: PasswordChange) -> None:
    """Change the password; the other sessions end."""
    profile.change_password(caller, current=body.current_password, new=body.new_password)


@auth.route("/auth/password_reset", method="POST", public=True, status=202, raises=(Throttled,))
def request_reset(body: ResetRequest, client: Client) -> Done:
    """Have a link mailed to the address, if it has an account; the answer is the same."""
    resets.request_reset(body.email, base_url=client.base_url, source_ip=client.source_ip)
    return Done(detail="If this address has an account, a mail with a link is on its way to it.")


@auth.route("/auth/password_reset_confirm/{uid}/{token}", public=True, raises=(LinkExpired,))
def show_reset(uid: str, token: str, client: Client) -> Reply[Html]:
    """Show the form for a new password; this uses nothing up."""
    return _reset_page(uid, token, client)


@auth.route(
    "/auth/password_reset_confirm/{uid}/{token}", method="POST", public=True, raises=(InvalidInput, LinkExpired)
)
def confirm_reset(uid: str, token: str, body: NewPassword, client: Client) -> Done | Reply[Html] | SeeOther:
    """Set the new password; every session ends, every identity is unlinked. A form gets a page, JSON gets JSON."""

    def confirm() -> Done:
        resets.confirm_reset(uid, token, body.new_password)
        return Done(detail="The password is set. Every session was ended; please log in.")

    return answer_form(client, confirm, partial(_reset_page, uid, token, client), done=_RESET_DONE)


@auth.route(_RESET_DONE, public=True)
def show_reset_done(client: Client) -> Reply[Html]:
    """Say that the password is set."""
    return show_form("reset_done", client)


@auth.route(RESUME_PATH, public=True)
def show_link_page(client: Client) -> Reply[Html]:
    """Lead back to a mailed link, whose token a page has taken out of the address bar."""
    return show_link_again(client)


def _reset_page(uid: str, token: str, client: Client, error: DomainError | None = None) -> Reply[Html]:
    return show_link_form(
        Purpose.RESET, uid, token, client, lambda _, user: {"email": user.email}, asks_for="new_password", error=error
    )
