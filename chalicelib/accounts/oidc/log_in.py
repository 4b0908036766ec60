"""Logging in by the identity provider: authorization code with PKCE (OpenID Connect Core 1.0, RFC 7636, RFC 9700).

1. The browser makes a secret, keeps it, and shows its hash: `begin` answers where to go.
2. The provider sends the browser back with a code and our `state`.
3. The browser brings both with its secret. So a code that somebody else has, or has slipped under somebody, is worth
   nothing: not without the secret, nor twice, nor at the provider without what only we know (`code_verifier`).

Tokens are an answer to the browser's own request and never part of an address. A second factor is asked for as after a
password, and the password itself where the account has unlinked its identity at the provider; until they come, the
log-in keeps what the provider has said.
"""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlencode

from chalicelib.accounts.factors.notices import notify
from chalicelib.accounts.factors.passkeys import ask_for_passkey
from chalicelib.accounts.factors.second_factor import NOTHING, Given
from chalicelib.accounts.oidc.provider import discover, published_keys, redeem
from chalicelib.accounts.owner import check_password
from chalicelib.accounts.sessions import Login, check_factor_or_record, new_user, session_started, start_session
from chalicelib.accounts.signature_libraries import reach_signature_libraries
from chalicelib.accounts.throttling import Action, throttle_address
from chalicelib.authorization import Role
from chalicelib.clock import now
from chalicelib.errors import (
    AddressUnproven,
    InvalidInput,
    OidcAddressUnverified,
    OidcOtherIdentity,
    OidcRefused,
    OidcUnlinked,
)
from chalicelib.ids import new_id
from chalicelib.json_data import JsonObject
from chalicelib.records.accounts import Session, User, hash_token
from chalicelib.records.companies import Company
from chalicelib.records.security.audit import AuditKind, by_nobody_known, happened
from chalicelib.records.security.factors import RelyingParty
from chalicelib.records.security.identities import Asserted, Identity, LogInFlow
from chalicelib.settings import settings
from chalicelib.storage.accounts import identities, users
from chalicelib.storage.accounts import log_in_flows as flows
from chalicelib.storage.accounts.sessions import put_session
from chalicelib.storage.audit_trail import add_event, put_event
from chalicelib.storage.aws.table import ConditionFailed, TransactWrite, commit
from chalicelib.storage.companies import teams
from chalicelib.storage.queues.mail_jobs import JobKind

CALLBACK_PATH = "/auth/oidc/callback"

_SCOPE = "openid email profile"
_LIFE = timedelta(minutes=10)
_RANDOM_BYTES = 32


@dataclass(frozen=True, slots=True)
class Returned:
    """What a browser brings back from the provider, and the secret that it has kept; `issuer` is RFC 9207's `iss`."""

    state: str
    code: str
    secret: str
    issuer: str = ""


@dataclass(frozen=True, slots=True)
class _Match:
    """How an identity leads to an account.

    `was_unlinked`: the account's owner unlinked its identity at this provider. `gone_id`: the deleted account that the
    identity belonged to, and was linked to at the instant of its deletion.
    """

    is_linked: bool = False
    was_unlinked: bool = False
    gone_id: str | None = None


def begin(challenge: str, *, anew: bool, base_url: str, source_ip: str) -> str:
    """Return where a browser is to go; `challenge` is the SHA-256 of its secret, in base64url.

    `anew` asks the provider to have the person show again who it is, however lately it did.

    Raises:
        Throttled: too many log-ins begun from this network address.
        OidcUnavailable, OidcUnreachable: no provider is named, or it does not answer.

    """
    throttle_address(Action.OIDC_BEGIN, source_ip)
    provider, state = discover(), secrets.token_urlsafe(_RANDOM_BYTES)
    flow = LogInFlow(
        state_hash=hash_token(state),
        issuer=provider.issuer,
        challenge=challenge,
        nonce=secrets.token_urlsafe(_RANDOM_BYTES),
        code_verifier=secrets.token_urlsafe(_RANDOM_BYTES),
        redirect_uri=settings().oidc_redirect_url or f"{base_url}{CALLBACK_PATH}",
        ends_at=now() + _LIFE,
    )
    flows.put_flow(flow)
    query = {
        "response_type": "code",
        "client_id": settings().oidc_client_id,
        "redirect_uri": flow.redirect_uri,
        "scope": _SCOPE,
        "state": state,
        "nonce": flow.nonce,
        "code_challenge": _challenge_of(flow.code_verifier),
        "code_challenge_method": "S256",
        **({"prompt": "login", "max_age": "0"} if anew else {}),
    }
    address = provider.authorization_endpoint
    return f"{address}{'&' if '?' in address else '?'}{urlencode(query)}"


def log_in(returned: Returned, *, source_ip: str, language: str, password: str = "", given: Given = NOTHING) -> Login:
    """Start a session for whom the provider says it is; an account that there is none for yet is made.

    Raises:
        Throttled: too many tries or new accounts from this network address, or too many wrong codes or passwords.
        OidcUnavailable, OidcUnreachable: no provider is named, or it does not answer.
        OidcRefused: the browser began no such log-in, it is over or used, or the provider's answer is no good.
        OidcAddressUnverified: there is no account yet, and the provider vouches for no address.
        OidcOtherIdentity: the address's account belongs to another person of the provider.
        OidcUnlinked: the account unlinked its identity at the provider, and no password came.
        InvalidInput: the account's password is wrong, or it has none.
        AddressUnproven: an account from before addresses were proven holds the address.
        CodeNeeded, WrongCode, WrongPasskey: the second factor is missing or wrong; it may come with the same answer.

    """
    throttle_address(Action.LOGIN, source_ip)
    flow = _flow_of(returned)
    asserted = flow.asserted or _redeem(flow, returned)
    instant = now()
    match, user = _account_of(asserted)
    if user is None:
        throttle_address(Action.REGISTER, source_ip)
        return _create_account(match, asserted, flow, language, instant)
    if flow.asserted is None and (user.has_factor or match.was_unlinked):
        flows.note_asserted(flow, asserted)
    _check_password_or_record(match, user, password)
    check_factor_or_record(user, given)
    return _start_session_of(user, match, asserted, flow, instant)


def challenge_passkey(returned: Returned, *, source_ip: str, party: RelyingParty, password: str = "") -> JsonObject:
    """Return what a browser needs to ask for a passkey, in a log-in that waits for the second factor.

    The trail says that somebody got this far: the identity may be a thief's.

    Raises:
        Throttled: too many tries from this network address, or too many wrong passwords.
        OidcRefused: no such log-in waits for one.
        OidcUnlinked, InvalidInput: as for `log_in`.
        FactorNotFound: the account has no passkey.

    """
    throttle_address(Action.LOGIN, source_ip)
    asserted = _flow_of(returned).asserted
    match, user = _account_of(asserted) if asserted else (_Match(), None)
    if user is None:
        raise OidcRefused
    _check_password_or_record(match, user, password)
    add_event(by_nobody_known(AuditKind.SESSION_PASSKEY_ASKED, company_id=user.company_id, subject=user.user_id))
    return ask_for_passkey(user, party)


def _flow_of(returned: Returned) -> LogInFlow:
    """Return the log-in that a browser's answer belongs to, which this very browser has begun."""
    provider = discover()
    flow = flows.find_flow(hash_token(returned.state))
    if flow is None or not hmac.compare_digest(flow.challenge, _challenge_of(returned.secret)):
        raise OidcRefused
    says_who = returned.issuer or (flow.issuer if flow.asserted or not provider.names_itself else "")
    if not flow.issuer == provider.issuer == says_who:
        raise OidcRefused
    return flow


def _redeem(flow: LogInFlow, returned: Returned) -> Asserted:
    """Return what the provider says for the code; the log-in takes no second one."""
    if not flows.start_redeeming(flow):
        raise OidcRefused
    token = redeem(returned.code, code_verifier=flow.code_verifier, redirect_uri=flow.redirect_uri)
    reach_signature_libraries()
    from chalicelib.accounts.oidc.id_tokens import read_id_token

    client_id = settings().oidc_client_id
    return read_id_token(token, published_keys, issuer=flow.issuer, client_id=client_id, nonce=flow.nonce)


def _account_of(asserted: Asserted) -> tuple[_Match, User | None]:
    """Return whose account it is, if there is one, and how the identity leads to it.

    An address finds an account only where both sides have proven it: the provider vouches for it, and the account's
    owner has opened a link that was mailed to it.
    """
    owner = identities.find_owner(asserted.issuer, asserted.subject)
    user = users.find_user(owner) if owner else None
    if user:
        return _Match(is_linked=True), user
    if not asserted.email:
        raise OidcAddressUnverified
    holder = users.find_registered(asserted.email).holder
    if holder and holder.proven_at is None:
        raise AddressUnproven
    known = identities.find_identity(holder.user_id, asserted.issuer) if holder else None
    if holder is None or known is None:
        return _Match(gone_id=owner), holder
    if known.unlinked_at:
        return _Match(gone_id=owner, was_unlinked=True), holder
    if known.subject != asserted.subject:
        _record_refusal(holder)
        raise OidcOtherIdentity
    return _Match(is_linked=True), holder  # another log-in was faster


def _check_password_or_record(match: _Match, user: User, password: str) -> None:
    """Ask for the account's password where its owner has unlinked the identity, and write a wrong one down."""
    if not match.was_unlinked:
        return
    if not password:
        raise OidcUnlinked
    try:
        check_password(user, password, field="password")
    except InvalidInput:
        _record_refusal(user)
        raise


def _record_refusal(user: User) -> None:
    add_event(by_nobody_known(AuditKind.SESSION_REFUSED, company_id=user.company_id, subject=user.user_id))


def _start_session_of(user: User, match: _Match, asserted: Asserted, flow: LogInFlow, instant: datetime) -> Login:
    """Start a session of an account; the identity is the account's from now on."""
    session, login = _session_of(user, asserted, instant)
    link = None if match.is_linked else _linking(user, match, asserted)

    def build(transaction: TransactWrite) -> None:
        flows.use_flow(transaction, flow)
        put_session(transaction, session)
        put_event(transaction, session_started(session, user))
        if link:
            users.check_holder(transaction, user)
            link(transaction)
        else:
            identities.check_linked(transaction, user.user_id, asserted.issuer, asserted.subject)

    _try(lambda: commit(build))
    if link:
        notify(user.user_id, JobKind.IDENTITY_LINKED)
    return login


def _create_account(match: _Match, asserted: Asserted, flow: LogInFlow, language: str, instant: datetime) -> Login:
    """Make an account with its company and first session; others that only named its address end."""
    others = users.find_registered(asserted.email).unproven_ids
    company = Company(company_id=new_id(), name=asserted.name or asserted.email, created_at=now())
    user = new_user(
        email=asserted.email,
        password=None,
        name=asserted.name,
        language=language,
        company=company,
        role=Role.ADMIN,
        proven_at=instant,
    )
    session, login = _session_of(user, asserted, instant)
    link = _linking(user, match, asserted)
    made = {"email": user.email, "company": company.name, "issuer": asserted.issuer}

    def also(transaction: TransactWrite) -> None:
        flows.use_flow(transaction, flow)
        link(transaction)

    registered = happened(user, AuditKind.ACCOUNT_REGISTERED, after=made)
    _try(lambda: teams.add_founder(user, session, company, registered, others=others, also=also))
    return login


def _session_of(user: User, asserted: Asserted, instant: datetime) -> tuple[Session, Login]:
    """Return a new session, proven when the provider last had its person show who it is, as far as it says so."""
    session, login = start_session(user, instant)
    at = asserted.authenticated_at
    return replace(session, proof_at=min(at, instant) if at else None), login


def _linking(user: User, match: _Match, asserted: Asserted) -> Callable[[TransactWrite], None]:
    """Return what makes an identity an account's."""
    identity = Identity(user_id=user.user_id, issuer=asserted.issuer, subject=asserted.subject, linked_at=now())
    known = {"issuer": asserted.issuer, "identity": identity.identity_id}
    event = happened(user, AuditKind.ACCOUNT_IDENTITY_LINKED, subject=user.user_id, after=known)

    def link(transaction: TransactWrite) -> None:
        identities.link_identity(transaction, identity, gone_id=match.gone_id, again=match.was_unlinked)
        put_event(transaction, event)

    return link


def _try(act: Callable[[], None]) -> None:
    """Do something that fails where the log-in, the identity or the address was taken at the same instant."""
    try:
        act()
    except ConditionFailed as error:
        raise OidcRefused from error


def _challenge_of(secret: str) -> str:
    """Return what RFC 7636 calls S256.

    >>> _challenge_of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
    'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'
    """
    return urlsafe_b64encode(hashlib.sha256(secret.encode()).digest()).rstrip(b"=").decode()
