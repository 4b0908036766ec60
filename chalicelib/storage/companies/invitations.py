"""Invitations to join a company: kept as a hash until accepted or expired."""

from collections.abc import Iterable

from pynamodb.attributes import BooleanAttribute, UnicodeAttribute
from pynamodb.transactions import TransactWrite

from chalicelib.authorization import Role
from chalicelib.clock import now
from chalicelib.errors import Conflict, EmailTaken, LastAdmin, LinkExpired
from chalicelib.records.accounts import Registered, Session, User
from chalicelib.records.companies import Company, Invitation
from chalicelib.records.security.audit import AuditEvent
from chalicelib.storage.accounts.sessions import put_session
from chalicelib.storage.accounts.users import put_user, take_address
from chalicelib.storage.audit_trail import put_event
from chalicelib.storage.aws.table import ConditionFailed, commit, commit_if, to_attributes, to_record
from chalicelib.storage.companies.companies import CompanyTableItem, company_key, items_after
from chalicelib.storage.companies.teams import is_last_admin, join, leave, place_user

_INVITATION = "invitation#"


class _InvitationItem(CompanyTableItem, discriminator="invitation"):
    company_id = UnicodeAttribute()
    token_hash = UnicodeAttribute()
    email = UnicodeAttribute()
    role = UnicodeAttribute()
    invited_by = UnicodeAttribute()
    used = BooleanAttribute(default=False)


def put_invitation(invitation: Invitation, event: AuditEvent) -> bool:
    """Store an invitation; tell whether it may be mailed: not when it is known and was accepted."""

    def build(transaction: TransactWrite) -> None:
        transaction.save(_item(invitation), condition=_InvitationItem.pk.does_not_exist())
        put_event(transaction, event)

    return commit_if(build) or not _was_used(invitation)


def find_invitation(company_id: str, token_hash: str) -> Invitation | None:
    """Return an invitation that was not accepted and has not ended; looking uses nothing up."""
    try:
        item = _InvitationItem.get(company_key(company_id), f"{_INVITATION}{token_hash}", consistent_read=True)
    except _InvitationItem.DoesNotExist:
        return None
    invitation = to_record(Invitation, item, role=Role(item.role))
    return invitation if invitation.expires_at > now() and not item.used else None


def list_invitations(company_id: str, *, after: str | None, limit: int) -> list[tuple[Invitation, bool]]:
    """Return a company's invitations in the order of their ids, and whether each is open still."""
    found = items_after(_InvitationItem, company_id, _INVITATION, after, limit)
    invitations = ((to_record(Invitation, item, role=Role(item.role)), item.used) for item in found)
    return [(invitation, not used and invitation.expires_at > now()) for invitation, used in invitations]


def revoke_invitation(invitation: Invitation, event: AuditEvent) -> bool:
    """Use an invitation up without a member; tell whether it was open. It stays until its end, like an accepted one."""

    def build(transaction: TransactWrite) -> None:
        _use(transaction, invitation)
        put_event(transaction, event)

    return commit_if(build)


def accept_as_new(
    invitation: Invitation, company: Company, user: User, session: Session, registered: Registered, *, event: AuditEvent
) -> None:
    """Use an invitation up for a new user, whose address it proves; those that only named the address end.

    Raises:
        LinkExpired: somebody has accepted it meanwhile.
        EmailTaken: an account holds the address.
        Conflict: the company was changed since it was read.

    """

    def build(transaction: TransactWrite) -> None:
        _use(transaction, invitation)
        put_user(transaction, user, registered.unproven_ids)
        put_session(transaction, session)
        join(transaction, company, user.user_id, invitation.role)
        put_event(transaction, event)

    try:
        commit(build)
    except ConditionFailed as error:
        if _was_used(invitation):
            raise LinkExpired from error
        raise (EmailTaken if registered.holder else Conflict) from error


def accept_as_existing(
    invitation: Invitation,
    company: Company,
    user: User,
    left: Company | None,
    registered: Registered,
    *,
    events: Iterable[AuditEvent],
) -> None:
    """Use an invitation up for a user, who leaves another company for it; it was mailed, so it proves the address.

    Raises:
        LinkExpired: somebody has accepted it meanwhile.
        LastAdmin: the company that is left has other members, but no other admin.
        Conflict: the user's place was changed since it was read.

    """

    def build(transaction: TransactWrite) -> None:
        _use(transaction, invitation)
        if left:
            leave(transaction, user, left)
        take_address(transaction, user, registered.unproven_ids)
        place_user(transaction, user, company, invitation.role, proven_at=user.proven_at or now())
        join(transaction, company, user.user_id, invitation.role)
        for event in events:
            put_event(transaction, event)

    try:
        commit(build)
    except ConditionFailed as error:
        if _was_used(invitation):
            raise LinkExpired from error
        raise (LastAdmin if left and is_last_admin(user) else Conflict) from error


def _use(transaction: TransactWrite, invitation: Invitation) -> None:
    """Mark the invitation accepted. It stays until it ends: a job that comes again must not bring it back."""
    transaction.update(
        _item(invitation),
        actions=[_InvitationItem.used.set(True)],
        condition=_InvitationItem.used == False,  # noqa: E712 - a condition
    )


def _was_used(invitation: Invitation) -> bool:
    return find_invitation(invitation.company_id, invitation.token_hash) is None


def _item(invitation: Invitation) -> _InvitationItem:
    return _InvitationItem(
        company_key(invitation.company_id), f"{_INVITATION}{invitation.token_hash}", **to_attributes(invitation)
    )
