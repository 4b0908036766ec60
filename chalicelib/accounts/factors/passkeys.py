"""Passkeys as second factors: WebAuthn (https://www.w3.org/TR/webauthn-2/), proven by the library of that name.

What an authenticator signs is a challenge of ours, stored with the account, good for five minutes and used up by the
first answer to it, right or wrong; so an answer that somebody has recorded is worth nothing. The authenticator must
have recognised its person (user verification), and one that counts its signatures must count up: otherwise there are
two of it. Which maker's it is, is not asked (attestation).
"""

import hashlib
import secrets
from datetime import timedelta
from urllib.parse import urlsplit

from chalicelib.accounts.factors.notices import notify
from chalicelib.accounts.factors.proof import note_new_factor, require_own_address, require_recent_proof
from chalicelib.accounts.factors.totp import ISSUER, is_in_use
from chalicelib.accounts.owner import fetch_user
from chalicelib.accounts.signature_libraries import reach_signature_libraries
from chalicelib.accounts.throttling import Action, forgive_account, throttle_account
from chalicelib.authorization import Caller
from chalicelib.clock import now
from chalicelib.errors import Conflict, FactorNotFound, TooManyPasskeys, WrongPasskey
from chalicelib.json_data import JsonObject
from chalicelib.records.accounts import User
from chalicelib.records.security.audit import AuditKind, happened
from chalicelib.records.security.factors import MAX_PASSKEYS, Ceremony, Passkey, RelyingParty
from chalicelib.settings import ANY_ORIGIN, settings, wiring
from chalicelib.storage.accounts import passkeys as store
from chalicelib.storage.queues.mail_jobs import JobKind

_CHALLENGE_BYTES = 32
_CHALLENGE_LIFE = timedelta(minutes=5)


def relying_party(base_url: str) -> RelyingParty:
    """Return who passkeys are made for: `PASSKEY_DOMAIN`, else the API's own host; its origin and the front ends'."""
    own = urlsplit(base_url)
    front_ends = (origin for origin in wiring().cors_origins if origin != ANY_ORIGIN)
    others = (*front_ends, *settings().passkey_origins.split())
    domain = settings().passkey_domain or own.hostname or ""
    return RelyingParty(ISSUER, domain, (f"{own.scheme}://{own.netloc}", *others))


def begin_passkey(caller: Caller, party: RelyingParty) -> JsonObject:
    """Return what a browser needs to make a passkey (`PublicKeyCredentialCreationOptionsJSON`).

    Raises:
        AddressUnproven: the account may be a stranger's, whose factor would lock the address's owner out.
        ProofNeeded: the caller has not proven recently who they are.
        TooManyPasskeys: there are as many as may be.

    """
    reach_signature_libraries()
    from chalicelib.accounts.factors import ceremonies

    require_own_address(caller)
    require_recent_proof(caller)
    user = fetch_user(caller)
    _refuse_more(user)
    challenge, known = _new_challenge(user.user_id, Ceremony.REGISTERING), list_passkeys(user)
    return ceremonies.creation_options(user, challenge, party, known, _milliseconds())


def confirm_passkey(caller: Caller, name: str, credential: JsonObject, party: RelyingParty) -> Passkey:
    """Put a passkey in use that a browser has made (`RegistrationResponseJSON`).

    Raises:
        AddressUnproven, ProofNeeded, TooManyPasskeys: as for `begin_passkey`.
        Throttled: too many wrong ones.
        WrongPasskey: it is no answer to a challenge that waits for one.
        Conflict: the account has it, or another was added at the same instant.

    """
    reach_signature_libraries()
    from chalicelib.accounts.factors import ceremonies

    require_own_address(caller)
    require_recent_proof(caller)
    user = fetch_user(caller)
    _refuse_more(user)
    throttle_account(Action.CODE, user.user_id)
    challenge = _use_challenge(user.user_id, credential, Ceremony.REGISTERING)
    made = ceremonies.prove_new(credential, challenge, party)
    passkey = Passkey(
        user_id=user.user_id,
        passkey_id=_id_of(made.credential_id),
        credential_id=made.credential_id,
        public_key=made.public_key,
        sign_count=made.sign_count,
        name=name,
        made_at=now(),
    )
    added = happened(caller, AuditKind.FACTOR_ADDED, subject=user.user_id, after={"passkey": name})
    note_new_factor(caller, passkey.made_at)
    if not store.add_passkey(passkey, added):
        raise Conflict
    forgive_account(Action.CODE, user.user_id)
    notify(user.user_id, JobKind.PASSKEY_ADDED)
    return passkey


def list_passkeys(user: User) -> list[Passkey]:
    """Return a user's passkeys, the oldest first."""
    return store.list_passkeys(user.user_id) if user.passkeys else []


def remove_passkey(caller: Caller, passkey_id: str) -> None:
    """Remove a passkey.

    Raises:
        ProofNeeded: the caller has not proven recently who they are, which takes a second factor.
        FactorNotFound: there is no such passkey.
        Conflict: another factor was changed at the same instant.

    """
    require_recent_proof(caller)
    user = fetch_user(caller)
    passkey = next((each for each in store.list_passkeys(user.user_id) if each.passkey_id == passkey_id), None)
    if passkey is None:
        raise FactorNotFound
    removed = happened(caller, AuditKind.FACTOR_REMOVED, subject=user.user_id, before={"passkey": passkey.name})
    if not store.remove_passkey(user, passkey, removed, has_app=is_in_use(user.user_id)):
        raise Conflict
    notify(user.user_id, JobKind.FACTOR_REMOVED)


def ask_for_passkey(user: User, party: RelyingParty) -> JsonObject:
    """Return what a browser needs to ask a user's authenticators (`PublicKeyCredentialRequestOptionsJSON`).

    Raises:
        FactorNotFound: the user has no passkey.

    """
    reach_signature_libraries()
    from chalicelib.accounts.factors import ceremonies

    known = list_passkeys(user)
    if not known:
        raise FactorNotFound
    return ceremonies.request_options(_new_challenge(user.user_id, Ceremony.PROVING), party, known, _milliseconds())


def take_passkey(user: User, credential: JsonObject, party: RelyingParty) -> None:
    """Take what a passkey of a user has signed (`AuthenticationResponseJSON`).

    Raises:
        Throttled: too many wrong ones.
        WrongPasskey: it is no answer of one of them to a challenge that waits for one.

    """
    reach_signature_libraries()
    from chalicelib.accounts.factors import ceremonies

    throttle_account(Action.CODE, user.user_id)
    challenge = _use_challenge(user.user_id, credential, Ceremony.PROVING)
    asked_for = _id_of(str(credential.get("id")))
    passkey = next((each for each in store.list_passkeys(user.user_id) if each.passkey_id == asked_for), None)
    if passkey is None:
        raise WrongPasskey
    if not store.note_use(passkey, ceremonies.prove_count(passkey, credential, challenge, party), now()):
        raise WrongPasskey
    forgive_account(Action.CODE, user.user_id)


def _refuse_more(user: User) -> None:
    if user.passkeys >= MAX_PASSKEYS:
        raise TooManyPasskeys(MAX_PASSKEYS)


def _new_challenge(user_id: str, ceremony: Ceremony) -> bytes:
    """Return a new challenge, which waits for its answer."""
    challenge = secrets.token_bytes(_CHALLENGE_BYTES)
    store.put_challenge(user_id, _hash(challenge), ceremony, now() + _CHALLENGE_LIFE)
    return challenge


def _use_challenge(user_id: str, credential: JsonObject, ceremony: Ceremony) -> bytes:
    """Return the challenge that an answer names, which is used up by it."""
    reach_signature_libraries()
    from chalicelib.accounts.factors import ceremonies

    challenge = ceremonies.challenge_in(credential)
    if not store.use_challenge(user_id, _hash(challenge), ceremony):
        raise WrongPasskey
    return challenge


def _milliseconds() -> int:
    return int(_CHALLENGE_LIFE.total_seconds() * 1000)


def _hash(challenge: bytes) -> str:
    return hashlib.sha256(challenge).hexdigest()


def _id_of(credential_id: str) -> str:
    return hashlib.sha256(credential_id.encode()).hexdigest()[:32]
