"""Sessions: register, log in, refresh, log out, and who is calling.

A session is a record that every request checks, so that ending it ends its tokens at once. A refresh token is good
once: using a spent one means that somebody else has a copy, and ends the session (RFC 9700, 4.14.2).
"""

from dataclasses import dataclass
from datetime import timedelta

from chalicelib.accounts.passwords import hash_password, verify_password
from chalicelib.accounts.tokens import TokenType, issue_token, verify_token
from chalicelib.clock import now
from chalicelib.errors import SessionEnded, WrongCredentials
from chalicelib.ids import new_id
from chalicelib.settings import settings
from chalicelib.storage import accounts as store
from chalicelib.storage.accounts import Session, User
from chalicelib.storage.companies import Company, Member

ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who makes a request, as checked against the database in that request."""

    user: User
    session: Session

    @property
    def user_id(self) -> str:
        """The user's id."""
        return self.user.user_id

    @property
    def company_id(self) -> str:
        """The id of the user's company: the partition of everything the caller may see."""
        return self.user.company_id


@dataclass(frozen=True, slots=True)
class Login:
    """A session's fresh pair of tokens; `expires_in` is the access token's life in seconds."""

    user: User
    access: str
    refresh: str
    expires_in: int


def register(*, email: str, password: str, name: str, company_name: str, language: str) -> Login:
    """Make a user, the user's company and a first session. `email` is normalised already.

    Raises:
        EmailTaken: another account holds the address.

    """
    instant = now()
    user = User(
        user_id=new_id(),
        email=email,
        name=name,
        password_hash=hash_password(password),
        company_id=new_id(),
        role=ADMIN,
        language=language,
        created_at=instant,
    )
    company = Company(company_id=user.company_id, name=company_name, created_at=instant)
    member = Member(company_id=user.company_id, user_id=user.user_id, role=ADMIN, joined_at=instant)
    session, login = _start_session(user)
    store.add_account(user, session, company, member)
    return login


def log_in(*, email: str, password: str) -> Login:
    """Start a session for the right password.

    Raises:
        WrongCredentials: no such account, or another password; both take the same work.

    """
    user = store.find_user_by_email(email)
    right, newer_hash = verify_password(password, user.password_hash if user else None)
    if user is None or not right:
        raise WrongCredentials
    if newer_hash:
        store.replace_password_hash(user, newer_hash)
    session, login = _start_session(user)
    store.add_session(session)
    return login


def refresh(token: str) -> Login:
    """Give a new pair of tokens for a refresh token that has not been used yet.

    Raises:
        NotAuthenticated: the token is not genuine or has expired.
        SessionEnded: the session is over, or is now, because the token had been used before.

    """
    claims = verify_token(token, TokenType.REFRESH)
    found = store.find_user_and_session(claims.user_id, claims.session_id)
    if found is None:
        raise SessionEnded
    user, session = found
    renewed, login = _tokens(user, session.session_id, session)
    if session.refresh_id != claims.token_id or not store.rotate_session(
        session, renewed.refresh_id, renewed.expires_at
    ):
        store.end_session(user.user_id, session.session_id)
        raise SessionEnded
    return login


def log_out(caller: Caller) -> None:
    """End the caller's session: its tokens are refused from the next call on."""
    store.end_session(caller.user_id, caller.session.session_id)


def authenticate(access_token: str) -> Caller:
    """Return who is calling.

    Raises:
        NotAuthenticated: the token is not genuine or has expired.
        SessionEnded: its session or user is gone.

    """
    claims = verify_token(access_token, TokenType.ACCESS)
    found = store.find_user_and_session(claims.user_id, claims.session_id)
    if found is None:
        raise SessionEnded
    return Caller(*found)


def _start_session(user: User) -> tuple[Session, Login]:
    return _tokens(user, new_id(), None)


def _tokens(user: User, session_id: str, session: Session | None) -> tuple[Session, Login]:
    instant = now()
    session_end = instant + timedelta(seconds=settings().refresh_token_seconds)
    access_end = instant + timedelta(seconds=settings().access_token_seconds)
    access, _ = issue_token(TokenType.ACCESS, user.user_id, session_id, access_end)
    refresh_token, refresh_id = issue_token(TokenType.REFRESH, user.user_id, session_id, session_end)
    renewed = Session(
        session_id=session_id,
        user_id=user.user_id,
        refresh_id=refresh_id,
        created_at=session.created_at if session else instant,
        expires_at=session_end,
    )
    return renewed, Login(user, access, refresh_token, settings().access_token_seconds)
