"""Register, log in, refresh, log out."""

from typing import Annotated

from pydantic import Field

from chalicelib.accounts import sessions
from chalicelib.accounts.passwords import MAX_LENGTH, MIN_LENGTH
from chalicelib.accounts.sessions import Caller, Login
from chalicelib.api.blueprint import Resource
from chalicelib.api.languages import preferred_language
from chalicelib.api.requests import Client
from chalicelib.api.schema import Email, Input, Instant, Output

auth = Resource(__name__)

NewPassword = Annotated[str, Field(min_length=MIN_LENGTH, max_length=MAX_LENGTH)]
Name = Annotated[str, Field(max_length=200)]


class Registration(Input):
    """A new account; without a company's name, the company bears the person's or the address."""

    email: Email
    password: NewPassword
    name: Name = ""
    company_name: Name = ""


class Credentials(Input):
    """What logs in."""

    email: Email
    password: str


class RefreshToken(Input):
    """The token that renews a session."""

    refresh: str


class UserOut(Output):
    """A user, as the user sees itself."""

    id: str
    email: str
    name: str
    company_id: str
    role: str
    language: str
    created_at: Instant


class LoginOut(Output):
    """A session's tokens; `expires_in` is the access token's life in seconds."""

    access: str
    refresh: str
    expires_in: int
    user: UserOut


@auth.route("/auth/register", method="POST", public=True, status=201)
def register(body: Registration, client: Client) -> LoginOut:
    """Make an account, its company and a first session."""
    login = sessions.register(
        email=body.email,
        password=body.password,
        name=body.name,
        company_name=body.company_name or body.name or body.email,
        language=preferred_language(client.languages),
    )
    return _login_out(login)


@auth.route("/auth/login", method="POST", public=True)
def log_in(body: Credentials) -> LoginOut:
    """Start a session."""
    return _login_out(sessions.log_in(email=body.email, password=body.password))


@auth.route("/auth/token/refresh", method="POST", public=True)
def refresh(body: RefreshToken) -> LoginOut:
    """Renew a session's tokens; the refresh token is good once."""
    return _login_out(sessions.refresh(body.refresh))


@auth.route("/auth/logout", method="POST", status=204)
def log_out(caller: Caller) -> None:
    """End this session now."""
    sessions.log_out(caller)


def _login_out(login: Login) -> LoginOut:
    user = UserOut(
        id=login.user.user_id,
        email=login.user.email,
        name=login.user.name,
        company_id=login.user.company_id,
        role=login.user.role,
        language=login.user.language,
        created_at=login.user.created_at,
    )
    return LoginOut(access=login.access, refresh=login.refresh, expires_in=login.expires_in, user=user)
