"""Invitations to join a company: kept as a hash until accepted or expired."""

from dataclasses import dataclass
from datetime import datetime

from pynamodb.attributes import BooleanAttribute, UnicodeAttribute
from pynamodb.transactions import TransactWrite

from chalicelib.authorization import Role
from chalicelib.clock import now
from chalicelib.errors import Conflict, EmailTaken, LastAdmin, LinkExpired
from chalicelib.storage.companies import Company, CompanyTableItem, company_key
from chalicelib.storage.sessions import Session, put_session
from chalicelib.storage.table import ConditionFailed, commit, save_if, to_attributes, to_record
from chalicelib.storage.teams import is_last_admin, join, leave, place_user
from chalicelib.storage.users import User, find_user_by_email, put_user

_INVITATION = "invitation#"


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """An invitation that is still open."""

    company_id: str
    token_hash: str
    email: str
    role: Role
    invited_by: str
    expires_at: datetime


class _InvitationItem(CompanyTableItem, discriminator="invitation"):
    company_id = UnicodeAttribute()
    token_hash = UnicodeAttribute()
    email = UnicodeAttribute()
    role = UnicodeAttribute()
    invited_by = UnicodeAttribute()
    used = BooleanAttribute(default=False)


def put_invitation(invitation: Invitation) -> bool:
    """Store an invitation; tell whether it may be mailed: not when it is known and was accepted."""
    stored = save_if(_item(invitation), _InvitationItem.pk.does_not_exist())
    return stored or not _was_used(invitation)


def find_invitation(company_id: str, token_hash: str) -> Invitation | None:
    """Return an invitation that was not accepted and has not ended; looking uses nothing up."""
    try:
        item = _InvitationItem.get(company_key(company_id), f"{_INVITATION}{token_hash}", consistent_read=True)
    except _InvitationItem.DoesNotExist:
        return None
    invitation = to_record(Invitation, item, role=Role(item.role))
    return invitation if invitation.expires_at > now() and not item.used else None


def accept_as_new(invitation: Invitation, company: Company, user: User, session: Session) -> None:
    """Use an invitation up for a new user.

    Raises:
        LinkExpired: somebody has accepted it meanwhile.
        EmailTaken: the address has an account.
        Conflict: the company was changed since it was read.

    """

    def build(transaction: TransactWrite) -> None:
        _use(transaction, invitation)
        put_user(transaction, user)
        put_session(transaction, session)
        join(transaction, company, user.user_id, invitation.role)

    try:
        commit(build)
    except ConditionFailed as error:
        if _was_used(invitation):
            raise LinkExpired from error
        raise (EmailTaken if find_user_by_email(user.email) else Conflict) from error


def accept_as_existing(invitation: Invitation, company: Company, user: User, left: Company | None) -> None:
    """Use an invitation up for a user, who leaves another company for it.

    Raises:
        LinkExpired: somebody has accepted it meanwhile.
        LastAdmin: the company that is left has other members, but no other admin.
        Conflict: the user's place was changed since it was read.

    """

    def build(transaction: TransactWrite) -> None:
        _use(transaction, invitation)
        if left:
            leave(transaction, user, left)
        place_user(transaction, user, company, invitation.role)
        join(transaction, company, user.user_id, invitation.role)

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
