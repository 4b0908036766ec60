"""Sessions: register, log in, refresh and log out.

A session is a record that every request checks, so that ending it ends its tokens at once. A refresh token is good
once: using a spent one means that somebody else has a copy, and ends the session (RFC 9700, 4.14.2).
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from chalicelib.accounts.addresses import proof_job
from chalicelib.accounts.factors.passkeys import ask_for_passkey
from chalicelib.accounts.factors.second_factor import NOTHING, Given, check_second_factor
from chalicelib.accounts.owner import check_password, fetch_user
from chalicelib.accounts.passwords.hashing import NO_PASSWORD, hash_password, verify_password
from chalicelib.accounts.passwords.new_passwords import check_new_password
from chalicelib.accounts.throttling import Action, forgive_account, throttle_account, throttle_address
from chalicelib.accounts.tokens import TokenType, issue_token, verify_token
from chalicelib.authorization import Caller, Role
from chalicelib.clock import now
from chalicelib.errors import (
    NotAuthenticated,
    SessionEnded,
    SessionNotFound,
    Throttled,
    WrongCode,
    WrongCredentials,
    WrongPasskey,
)
from chalicelib.ids import is_id, new_id
from chalicelib.json_data import JsonObject
from chalicelib.records.accounts import Registered, Session, User
from chalicelib.records.companies import Company
from chalicelib.records.security.audit import AuditEvent, AuditKind, by_nobody_known, happened
from chalicelib.records.security.factors import RelyingParty
from chalicelib.request_origin import current, identify
from chalicelib.settings import settings
from chalicelib.storage.accounts import sessions as store
from chalicelib.storage.accounts import users
from chalicelib.storage.accounts.callers import find_user_and_session
from chalicelib.storage.audit_trail import add_event
from chalicelib.storage.companies import teams
from chalicelib.storage.queues.mail_jobs import try_enqueue

MAX_UNPROVEN = 5  # accounts of one address that nobody proved; logging in tries the password of each
_UNPROVEN_WAIT = 3_600
_GRACE = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Login:
    """A session's fresh pair of tokens; `expires_in` is the access token's life in seconds."""

    user: User
    access: str
    refresh: str
    expires_in: int


def register(
    *, email: str, password: str, name: str, company_name: str, language: str, source_ip: str, base_url: str
) -> Login:
    """Make a user, the user's company and a first session, and have the link mailed that proves the address.

    `email` is normalised already. An address that has an account gets the same answer; its owner's mail says so. A
    repeat with the same password, whose first answer was lost, gets the account that it made.

    Raises:
        Throttled: too many registrations from this address on the network, or of this e-mail address.
        InvalidInput: the password is no good.

    """
    throttle_address(Action.REGISTER, source_ip)
    throttle_account(Action.REGISTER, email)
    check_new_password(password, email, company=company_name)
    unproven = users.find_registered(email).unproven
    earlier = next((each for each in unproven if verify_password(password, each.password_hash)[0]), None)
    if earlier:
        return _enter_again(earlier, base_url)
    if len(unproven) >= MAX_UNPROVEN:
        raise Throttled(_UNPROVEN_WAIT)
    company = Company(company_id=new_id(), name=company_name, created_at=now())
    user = new_user(email=email, password=password, name=name, language=language, company=company, role=Role.ADMIN)
    session, login = start_session(user, user.created_at)
    made = {"email": email, "company": company_name}
    teams.add_founder(user, session, company, happened(user, AuditKind.ACCOUNT_REGISTERED, after=made))
    try_enqueue(proof_job(user, base_url))
    return login


def _enter_again(user: User, base_url: str) -> Login:
    session, login = start_session(user, now())
    store.add_session(session, session_started(session, user))
    try_enqueue(proof_job(user, base_url))
    return login


def log_in(*, email: str, password: str, source_ip: str, given: Given = NOTHING) -> Login:
    """Start a session for the right password, and a second factor where the account has one.

    Raises:
        Throttled: too many tries, from this network address or for this account.
        WrongCredentials: no such account, or another password; both take the same work.
        CodeNeeded, WrongCode, WrongPasskey: the password is right, and the second factor is missing or wrong.

    """
    instant = now()
    registered, user, newer_hash = _authenticate(email, password, source_ip)
    check_factor_or_record(user, given)
    if user == registered.holder:  # else a stranger's own account would buy more tries at the holder's password
        forgive_account(Action.LOGIN, email)
    if newer_hash:
        users.replace_password_hash(user, newer_hash)
    session, login = start_session(user, instant)
    store.add_session(session, session_started(session, user))
    return login


def challenge_passkey(*, email: str, password: str, source_ip: str, party: RelyingParty) -> JsonObject:
    """Return what a browser needs to ask the authenticators of somebody who knows the password.

    The trail says that somebody knew it, and the try counts until a log-in succeeds: it may be a thief's.

    Raises:
        Throttled: too many tries, from this network address or for this account.
        WrongCredentials: no such account, or another password; both take the same work.
        FactorNotFound: the account has no passkey.

    """
    _, user, _ = _authenticate(email, password, source_ip)
    add_event(by_nobody_known(AuditKind.SESSION_PASSKEY_ASKED, company_id=user.company_id, subject=user.user_id))
    return ask_for_passkey(user, party)


def _authenticate(email: str, password: str, source_ip: str) -> tuple[Registered, User, str | None]:
    """Return the accounts of an address, the one whose password it is, and a newer hash where that is due."""
    throttle_address(Action.LOGIN, source_ip)
    throttle_account(Action.LOGIN, email)
    registered = users.find_registered(email)
    user, newer_hash = _identify(registered, password)
    if user is None:
        _record_refusal(registered)
        raise WrongCredentials
    return registered, user, newer_hash


def check_factor_or_record(user: User, given: Given) -> None:
    """Refuse a log-in without the account's second factor, and write a wrong one down.

    Raises:
        CodeNeeded, Throttled, WrongCode, WrongPasskey: as for `check_second_factor`.

    """
    try:
        check_second_factor(user, given)
    except (WrongCode, WrongPasskey):
        add_event(by_nobody_known(AuditKind.SESSION_REFUSED, company_id=user.company_id, subject=user.user_id))
        raise


def prove_again(caller: Caller, *, password: str, given: Given) -> None:
    """Note that a session's person has given the password again, and a second factor where there is one.

    Raises:
        Throttled: too many wrong passwords or codes.
        InvalidInput: the password is wrong.
        CodeNeeded, WrongCode, WrongPasskey: the second factor is missing or wrong.
        SessionEnded: the session has ended meanwhile.

    """
    instant = now()
    user = fetch_user(caller)
    check_password(user, password, field="password")
    check_second_factor(user, given)
    if not store.note_proof(caller.user_id, caller.session_id, instant):
        raise SessionEnded


def list_sessions(caller: Caller) -> list[Session]:
    """Return the caller's sessions that go on, in the order in which they began."""
    return sorted(store.list_sessions(fetch_user(caller)), key=lambda session: session.started_at or session.created_at)


def end_one(caller: Caller, session_id: str) -> None:
    """End one of the caller's sessions.

    Raises:
        SessionNotFound: there is none with this id.

    """
    ended = happened(caller, AuditKind.SESSION_ENDED, subject=session_id)
    if not is_id(session_id) or not store.end_session(caller.user_id, session_id, ended):
        raise SessionNotFound


def session_started(session: Session, user: User) -> AuditEvent:
    """Return the event that a session began."""
    return happened(user, AuditKind.SESSION_STARTED, subject=session.session_id)


def _record_refusal(registered: Registered) -> None:
    """Write down a wrong password; one for an unknown address too, so that time does not tell which are known."""
    target = registered.holder or next(iter(registered.unproven), None)
    company_id, user_id = (target.company_id, target.user_id) if target else ("", None)
    add_event(by_nobody_known(AuditKind.SESSION_REFUSED, company_id=company_id, subject=user_id))


def _identify(registered: Registered, password: str) -> tuple[User | None, str | None]:
    """Return whose password it is, and a newer hash of it where that is due.

    An address that no account holds costs as many tries as one that has a holder.
    """
    for user in (registered.holder, *registered.unproven):
        right, newer_hash = verify_password(password, user.password_hash if user else None)
        if user and right:
            return user, newer_hash
    return None, None


def refresh(token: str, *, source_ip: str, agent: str = "") -> Login:
    """Give a new pair of tokens for a refresh token that has not been used yet.

    The client that used it just now, whose answer may have been lost, gets the token again that it was renewed to.

    Raises:
        Throttled: too many refreshes of one session, or too many bad tokens from one network address.
        NotAuthenticated: the token is not genuine or has expired.
        SessionEnded: the session is over, or is now, because the token had been used before.

    """
    try:
        claims = verify_token(token, TokenType.REFRESH)
    except NotAuthenticated:
        throttle_address(Action.REFRESH, source_ip)
        raise
    throttle_account(Action.REFRESH, claims.session_id)
    found = find_user_and_session(claims.user_id, claims.session_id)
    if found is None:
        raise SessionEnded
    client = _fingerprint(source_ip, agent)
    user, session = found
    identify(user.user_id, user.company_id)
    if session.refresh_id == claims.token_id:
        session = _rotate(user, session, client)
    if session.previous_id != claims.token_id or not _is_repeat(session, client):
        reused = happened(user, AuditKind.SESSION_TOKEN_REUSED, subject=session.session_id)
        store.end_session(user.user_id, session.session_id, reused)
        raise SessionEnded
    return _tokens(user, session)


def _rotate(user: User, session: Session, client: str) -> Session:
    """Return the session with another refresh token; where another request was first, with its token."""
    instant = now()
    renewed = replace(
        session,
        refresh_id=new_id(),
        expires_at=min(instant + timedelta(seconds=settings().refresh_token_seconds), _end_of(session)),
        previous_id=session.refresh_id,
        rotated_at=instant,
        client=client,
        source_ip=current().source_ip,
        agent=current().agent,
    )
    if store.rotate_session(session, renewed):
        return renewed
    found = find_user_and_session(user.user_id, session.session_id)
    if found is None:
        raise SessionEnded
    return found[1]


def _end_of(session: Session) -> datetime:
    """Return when a session ends at the latest; for one stored without that time, it is counted from the start."""
    return session.ends_at or session.created_at + timedelta(seconds=settings().session_seconds)


def _is_repeat(session: Session, client: str) -> bool:
    """Tell whether the client that the session was renewed for asks again at once."""
    spent = session.rotated_at
    return spent is not None and session.client == client and now() - spent < _GRACE


def _fingerprint(source_ip: str, agent: str) -> str:
    """Return what tells a client from another's, without writing down who it is."""
    return hashlib.sha256(f"{source_ip}\n{agent}".encode()).hexdigest()[:32]


def log_out(caller: Caller) -> None:
    """End the caller's session: its tokens are refused from the next call on."""
    ended = happened(caller, AuditKind.SESSION_ENDED, subject=caller.session_id)
    store.end_session(caller.user_id, caller.session_id, ended)


def log_out_everywhere(caller: Caller) -> None:
    """End all the caller's sessions, this one included."""
    ended = happened(caller, AuditKind.SESSION_ALL_ENDED, subject=caller.user_id)
    users.end_all_sessions(caller.user_id, just_after_now(), ended)


def new_user(
    *,
    email: str,
    password: str | None,
    name: str,
    language: str,
    company: Company,
    role: Role,
    proven_at: datetime | None = None,
) -> User:
    """Return a user who is not stored yet; one without a password logs in by an identity provider alone."""
    return User(
        user_id=new_id(),
        email=email,
        name=name,
        password_hash=NO_PASSWORD if password is None else hash_password(password),
        company_id=company.company_id,
        role=role,
        sees_company=company.members_see_all,
        language=language,
        created_at=now(),
        sessions_from=datetime.fromtimestamp(0, UTC),
        proven_at=proven_at,
        factor_demanded=company.factors_demanded,
    )


def just_after_now() -> datetime:
    """Return an instant that every session which exists now started before."""
    return now() + timedelta(milliseconds=1)


def start_session(user: User, instant: datetime) -> tuple[Session, Login]:
    """Return a new session, not stored yet, and its tokens.

    `instant` is from before the user was read: a password that changes while it is checked ends this session too, and a
    factor that is added meanwhile, its proof.
    """
    identify(user.user_id, user.company_id)
    start, origin = now(), current()
    last = start + timedelta(seconds=settings().session_seconds)
    session = Session(
        session_id=new_id(),
        user_id=user.user_id,
        refresh_id=new_id(),
        created_at=instant,
        expires_at=min(start + timedelta(seconds=settings().refresh_token_seconds), last),
        started_at=start,
        ends_at=last,
        proof_at=instant,
        source_ip=origin.source_ip,
        agent=origin.agent,
    )
    return session, _tokens(user, session)


def _tokens(user: User, session: Session) -> Login:
    """Return an access token, and the refresh token that the session names."""
    access_end = now() + timedelta(seconds=settings().access_token_seconds)
    owner = (user.user_id, session.session_id)
    access = issue_token(TokenType.ACCESS, *owner, new_id(), access_end)
    refresh_token = issue_token(TokenType.REFRESH, *owner, session.refresh_id, session.expires_at)
    return Login(user, access, refresh_token, settings().access_token_seconds)
