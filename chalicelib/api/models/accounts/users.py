"""The shapes of users and sessions on the wire."""

from typing import Annotated

from pydantic import Field

from chalicelib.accounts.passwords.hashing import NO_PASSWORD
from chalicelib.accounts.sessions import Login
from chalicelib.api.http.schema import ONE_LINE, Instant, Output
from chalicelib.authorization import Role
from chalicelib.records.accounts import User

# A password's own rules are its use case's; here is only what no password is, so that no megabytes are hashed.
Password = Annotated[str, Field(max_length=1_000)]
Code = Annotated[str, Field(max_length=50, description="A code of the authenticator app, or a recovery code")]
Name = Annotated[str, Field(max_length=200, pattern=ONE_LINE)]


class UserOut(Output):
    """A user's own account; until the address is proven, nothing that the user does reaches others."""

    id: str
    email: str
    address_proven: bool
    has_password: bool = Field(
        description="Whether a password was set; who logs in by an identity provider may have none"
    )
    name: str
    company_id: str
    role: Role
    language: str
    created_at: Instant


class LoginOut(Output):
    """A session's tokens; `expires_in` is the access token's life in seconds."""

    access: str
    refresh: str
    expires_in: int
    user: UserOut


def user_out(user: User) -> UserOut:
    """Return a user's own view."""
    return UserOut(
        id=user.user_id,
        email=user.email,
        address_proven=user.proven_at is not None,
        has_password=user.password_hash != NO_PASSWORD,
        name=user.name,
        company_id=user.company_id,
        role=user.role,
        language=user.language,
        created_at=user.created_at,
    )


def login_out(login: Login) -> LoginOut:
    """Return a session's tokens with its user."""
    return LoginOut(access=login.access, refresh=login.refresh, expires_in=login.expires_in, user=user_out(login.user))
