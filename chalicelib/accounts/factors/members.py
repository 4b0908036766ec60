"""What an admin does about the sessions and second factors of the company's people."""

from chalicelib.accounts.factors.notices import notify
from chalicelib.accounts.factors.proof import require_recent_proof
from chalicelib.accounts.sessions import just_after_now
from chalicelib.accounts.team import fetch_member
from chalicelib.authorization import Caller, Role, needs
from chalicelib.errors import Conflict, FactorNotFound
from chalicelib.records.security.audit import AuditKind, happened
from chalicelib.storage.accounts import passkeys as store
from chalicelib.storage.accounts.users import end_all_sessions
from chalicelib.storage.queues.mail_jobs import JobKind


@needs(Role.ADMIN)
def end_sessions(caller: Caller, user_id: str) -> None:
    """End all sessions of a member.

    Raises:
        MemberNotFound: the company has no such member.

    """
    member = fetch_member(caller, user_id)
    ended = happened(caller, AuditKind.SESSION_ALL_ENDED, subject=member.user_id)
    end_all_sessions(member.user_id, just_after_now(), ended)


@needs(Role.ADMIN)
def remove_factor(caller: Caller, user_id: str) -> None:
    """Remove the second factors of a member whose devices and recovery codes are gone.

    Raises:
        ProofNeeded: the caller has not proven recently who they are.
        MemberNotFound: the company has no such member.
        FactorNotFound: the member has no second factor.
        Conflict: the member's factors were changed at the same instant.

    """
    member = fetch_member(caller, user_id)
    require_recent_proof(caller)
    if not member.has_factor:
        raise FactorNotFound
    removed = happened(caller, AuditKind.FACTOR_REMOVED, subject=member.user_id)
    if not store.remove_factors(member, removed):
        raise Conflict
    notify(member.user_id, JobKind.FACTOR_REMOVED)
