"""One's identities at identity providers: seen, and unlinked."""

from chalicelib.accounts.factors.notices import notify
from chalicelib.accounts.factors.proof import require_recent_proof
from chalicelib.authorization import Caller
from chalicelib.clock import now
from chalicelib.errors import IdentityNotFound
from chalicelib.records.accounts import User
from chalicelib.records.security.audit import AuditKind, happened
from chalicelib.records.security.identities import Identity
from chalicelib.storage.accounts import identities as store
from chalicelib.storage.audit_trail import put_event
from chalicelib.storage.aws.table import TransactWrite, commit_if
from chalicelib.storage.queues.mail_jobs import JobKind


def list_identities(caller: Caller) -> list[Identity]:
    """Return the caller's identities, the oldest first."""
    return store.list_identities(caller.user_id)


def unlink_identity(caller: Caller, identity_id: str) -> None:
    """Do without an identity from now on; its address links it again only with the account's password.

    Raises:
        ProofNeeded: the caller has not proven recently who they are.
        IdentityNotFound: there is none with this id.

    """
    require_recent_proof(caller)
    identity = next((each for each in store.list_identities(caller.user_id) if each.identity_id == identity_id), None)
    if identity is None:
        raise IdentityNotFound
    if not commit_if(lambda transaction: _unlink(transaction, identity, caller)):
        raise IdentityNotFound
    notify(caller.user_id, JobKind.IDENTITY_UNLINKED)


def unlink_all(transaction: TransactWrite, user: User) -> None:
    """Add to a transaction that no identity logs in to an account any more.

    Fails where one is unlinked at the same instant.
    """
    for identity in store.list_identities(user.user_id):
        _unlink(transaction, identity, user)


def _unlink(transaction: TransactWrite, identity: Identity, actor: Caller | User) -> None:
    before = {"issuer": identity.issuer, "identity": identity.identity_id}
    store.unlink_identity(transaction, identity, now())
    put_event(
        transaction,
        happened(actor, AuditKind.ACCOUNT_IDENTITY_UNLINKED, subject=identity.user_id, before=before),
    )
