"""Logging in by the identity provider: authorization code with PKCE (OpenID Connect Core 1.0, RFC 7636, RFC 9700).

1. The browser makes a secret, keeps it, and shows its hash: `begin` answers where to go.
2. The provider sends the browser back with a code and our `state`.
3. The browser brings both with its secret. So a code that somebody else has, or has slipped under somebody, is worth
   nothing: not without the secret, nor twice, nor at the provider without what only we know (`code_verifier`).

Tokens are an answer to the browser's own request and never part of an address. Who has a second factor is asked for it
as after a password; until it comes, the log-in keeps what the provider has said.
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
from chalicelib.accounts.sessions import Login, check_factor_or_record, new_user, session_started, start_session
from chalicelib.accounts.signature_libraries import reach_signature_libraries
from chalicelib.accounts.throttling import Action, throttle_address
from chalicelib.authorization import Role
from chalicelib.clock import now
from chalicelib.errors import AddressUnproven, OidcAddressUnverified, OidcOtherIdentity, OidcRefused
from chalicelib.ids import new_id
from chalicelib.json_data import JsonObject
from chalicelib.records.accounts import Session, User, hash_token
from chalicelib.records.companies import Company
from chalicelib.records.security.audit import AuditKind, happened
from chalicelib.records.security.factors import RelyingParty
from chalicelib.records.security.identities import Asserted, Identity, LogInFlow
from chalicelib.settings import settings
from chalicelib.storage.accounts import identities, users
from chalicelib.storage.accounts import log_in_flows as flows
from chalicelib.storage.accounts.sessions import put_session
from chalicelib.storage.audit_trail import put_event
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


def begin(challenge: str, *, anew: bool, base_url: str) -> str:
    """Return where a browser is to go; `challenge` is the SHA-256 of its secret, in base64url.

    `anew` asks the provider to have the person show again who it is, however lately it did.

    Raises:
        OidcUnavailable, OidcUnreachable: no provider is named, or it does not answer.

    """
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


def log_in(returned: Returned, *, source_ip: str, language: str, given: Given = NOTHING) -> Login:
    """Start a session for whom the provider says it is; an account that there is none for yet is made.

    Raises:
        Throttled: too many tries from this network address, or too many wrong codes.
        OidcUnavailable, OidcUnreachable: no provider is named, or it does not answer.
        OidcRefused: the browser began no such log-in, it is over or used, or the provider's answer is no good.
        OidcAddressUnverified: there is no account yet, and the provider vouches for no address.
        OidcOtherIdentity: the address's account belongs to another person of the provider.
        AddressUnproven: an account from before addresses were proven holds the address.
        CodeNeeded, WrongCode, WrongPasskey: the second factor is missing or wrong; it may come with the same answer.

    """
    throttle_address(Action.LOGIN, source_ip)
    flow = _flow_of(returned)
    asserted = flow.asserted or _redeem(flow, returned)
    instant = now()
    user, is_linked = _account_of(asserted)
    if user is None:
        return _found(asserted, flow, language, instant)
    if user.has_factor and flow.asserted is None:
        flows.note_asserted(flow, asserted)
    check_factor_or_record(user, given)
    return _enter(user, asserted, flow, instant, is_linked=is_linked)


def challenge_passkey(returned: Returned, *, source_ip: str, party: RelyingParty) -> JsonObject:
    """Return what a browser needs to ask for a passkey, in a log-in that waits for the second factor.

    Raises:
        Throttled: too many tries from this network address.
        OidcRefused: no such log-in waits for one.
        FactorNotFound: the account has no passkey.

    """
    throttle_address(Action.LOGIN, source_ip)
    asserted = _flow_of(returned).asserted
    user, _ = _account_of(asserted) if asserted else (None, False)
    if user is None:
        raise OidcRefused
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


def _account_of(asserted: Asserted) -> tuple[User | None, bool]:
    """Return whose account it is, and whether that is by the identity and not by the address yet.

    An address finds an account only where both sides have proven it: the provider vouches for it, and the account's
    owner has opened a link that was mailed to it.
    """
    owner = identities.find_owner(asserted.issuer, asserted.subject)
    if owner:
        user = users.find_user(owner)
        if user is None:
            raise OidcRefused
        return user, True
    if not asserted.email:
        raise OidcAddressUnverified
    holder = users.find_registered(asserted.email).holder
    if holder and holder.proven_at is None:
        raise AddressUnproven
    known = identities.list_identities(holder.user_id) if holder else []
    subject = next((each.subject for each in known if each.issuer == asserted.issuer), None)
    if subject not in (None, asserted.subject):
        raise OidcOtherIdentity
    return holder, subject is not None  # it is linked already where another log-in was faster


def _enter(user: User, asserted: Asserted, flow: LogInFlow, instant: datetime, *, is_linked: bool) -> Login:
    """Start a session of an account; the identity is the account's from now on."""
    session, login = _session_of(user, asserted, instant)
    link = None if is_linked else _linking(user, asserted)

    def build(transaction: TransactWrite) -> None:
        flows.use_flow(transaction, flow)
        put_session(transaction, session)
        put_event(transaction, session_started(session, user))
        if link:
            users.check_holder(transaction, user)
            link(transaction)

    _try(lambda: commit(build))
    if link:
        notify(user.user_id, JobKind.IDENTITY_LINKED)
    return login


def _found(asserted: Asserted, flow: LogInFlow, language: str, instant: datetime) -> Login:
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
    link = _linking(user, asserted)
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


def _linking(user: User, asserted: Asserted) -> Callable[[TransactWrite], None]:
    """Return what makes an identity an account's."""
    identity = Identity(user_id=user.user_id, issuer=asserted.issuer, subject=asserted.subject, linked_at=now())
    known = {"issuer": asserted.issuer, "identity": identity.identity_id}
    event = happened(user, AuditKind.ACCOUNT_IDENTITY_LINKED, subject=user.user_id, after=known)

    def link(transaction: TransactWrite) -> None:
        identities.link_identity(transaction, identity)
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
