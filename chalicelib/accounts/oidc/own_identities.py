"""One's identities at identity providers: seen, and unlinked."""

from chalicelib.accounts.factors.notices import notify
from chalicelib.accounts.factors.proof import require_recent_proof
from chalicelib.authorization import Caller
from chalicelib.errors import IdentityNotFound
from chalicelib.records.security.audit import AuditKind, happened
from chalicelib.records.security.identities import Identity
from chalicelib.storage.accounts import identities as store
from chalicelib.storage.queues.mail_jobs import JobKind


def list_identities(caller: Caller) -> list[Identity]:
    """Return the caller's identities, the oldest first."""
    return store.list_identities(caller.user_id)


def unlink_identity(caller: Caller, identity_id: str) -> None:
    """Do without an identity from now on; who has no password asks for a link that sets one.

    Raises:
        ProofNeeded: the caller has not proven of late who it is.
        IdentityNotFound: there is none with this id.

    """
    require_recent_proof(caller)
    identity = next((each for each in store.list_identities(caller.user_id) if each.identity_id == identity_id), None)
    if identity is None:
        raise IdentityNotFound
    before = {"issuer": identity.issuer, "identity": identity_id}
    unlinked = happened(caller, AuditKind.ACCOUNT_IDENTITY_UNLINKED, subject=caller.user_id, before=before)
    if not store.unlink_identity(identity, unlinked):
        raise IdentityNotFound
    notify(caller.user_id, JobKind.IDENTITY_UNLINKED)
