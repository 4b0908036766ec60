"""Members of companies, as they come and go.

A user's place stands twice: in the user, whom every request reads, and in the company, which lists its members. One
transaction changes both, with the counts that keep a company from losing its last admin.
"""

from collections.abc import Callable, Iterable
from datetime import datetime

from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib.authorization import Role
from chalicelib.clock import now
from chalicelib.errors import Conflict, LastAdmin
from chalicelib.records.accounts import Session, User
from chalicelib.records.companies import Company, Member
from chalicelib.records.security.audit import AuditEvent
from chalicelib.storage.accounts.items import PROFILE, UserItem, user_key
from chalicelib.storage.accounts.sessions import put_session
from chalicelib.storage.accounts.users import drop_user, find_users, put_user
from chalicelib.storage.audit_trail import put_event
from chalicelib.storage.aws.table import ConditionFailed, commit, to_record, update_if
from chalicelib.storage.companies.companies import (
    COMPANY_PROFILE,
    CompanyItem,
    CompanyTableItem,
    company_key,
    find_company,
    put_company,
)

_MEMBER = "member#"


class _MemberItem(CompanyTableItem, discriminator="member"):
    company_id = UnicodeAttribute()
    user_id = UnicodeAttribute()
    role = UnicodeAttribute()
    joined_at = UTCDateTimeAttribute()


def add_founder(
    user: User,
    session: Session,
    company: Company,
    event: AuditEvent,
    *,
    others: Iterable[str] = (),
    also: Callable[[TransactWrite], None] | None = None,
) -> None:
    """Store a new user with a first session and a new company, all or nothing, and what `also` adds.

    The `others` that only named the address end, where the new user has proven it. Fails where another user holds it.
    """

    def build(transaction: TransactWrite) -> None:
        put_user(transaction, user, others)
        if also:
            also(transaction)
        put_session(transaction, session)
        put_company(transaction, company)
        transaction.save(_member_item(user.company_id, user.user_id, user.role))
        put_event(transaction, event)

    commit(build)


def list_members(company_id: str) -> list[tuple[Member, User]]:
    """Return a company's members with their users, in the order in which they joined."""
    found = _MemberItem.query(company_key(company_id), _MemberItem.sk.startswith(_MEMBER), consistent_read=True)
    members = [to_record(Member, item, role=Role(item.role)) for item in found]
    users = find_users((member.user_id for member in members), consistent=True)
    known = [(member, users[member.user_id]) for member in members if member.user_id in users]
    return sorted(known, key=lambda pair: pair[0].joined_at)


def change_role(user: User, role: Role, event: AuditEvent) -> None:
    """Give a member a new role.

    Raises:
        LastAdmin: the company has no other admin.
        Conflict: the user's place was changed since it was read.

    """

    def build(transaction: TransactWrite) -> None:
        transaction.update(
            UserItem(user_key(user.user_id), PROFILE),
            actions=[UserItem.role.set(role)],
            condition=(UserItem.company_id == user.company_id) & (UserItem.role == user.role),
        )
        transaction.update(
            _member_item(user.company_id, user.user_id, user.role),
            actions=[_MemberItem.role.set(role)],
            condition=_MemberItem.role == user.role,
        )
        count_members(transaction, user.company_id, members=0, admins=(role is Role.ADMIN) - (user.role is Role.ADMIN))
        put_event(transaction, event)

    _commit_unless_last_admin(build, user)


def leave(transaction: TransactWrite, user: User, company: Company) -> None:
    """Add to a transaction that a user leaves its company; a company without members goes too."""
    transaction.delete(
        _member_item(company.company_id, user.user_id, user.role), condition=_MemberItem.role == user.role
    )
    if company.members == 1:
        alone = CompanyItem.members == 1
        transaction.delete(CompanyItem(company_key(company.company_id), COMPANY_PROFILE), condition=alone)
    else:
        admins = -1 if user.role is Role.ADMIN else 0
        count_members(transaction, company.company_id, members=-1, admins=admins)


def join(transaction: TransactWrite, company: Company, user_id: str, role: Role) -> None:
    """Add to a transaction that a company has one more member."""
    transaction.save(_member_item(company.company_id, user_id, role))
    count_members(
        transaction,
        company.company_id,
        members=1,
        admins=1 if role is Role.ADMIN else 0,
        unchanged=_has_settings_of(company),
    )


def _has_settings_of(company: Company) -> Condition:
    """Return the condition that the settings are still those that a new member's user gets a copy of."""
    demanded: Condition = CompanyItem.factors_demanded == company.factors_demanded
    if not company.factors_demanded:
        demanded |= CompanyItem.factors_demanded.does_not_exist()
    seen: Condition = CompanyItem.members_see_all == company.members_see_all
    both: Condition = seen & demanded
    return both


def place_user(
    transaction: TransactWrite, user: User, company: Company | None, role: Role, proven_at: datetime | None = None
) -> None:
    """Add to a transaction that a user's company is another, or none; with `proven_at`, that the address is proven."""
    actions: list[Action] = [
        UserItem.company_id.set(company.company_id if company else ""),
        UserItem.role.set(role),
        UserItem.sees_company.set(company.members_see_all if company else False),
        UserItem.factor_demanded.set(company.factors_demanded if company else False),
    ]
    if proven_at:
        actions.append(UserItem.proven_at.set(proven_at))
    transaction.update(
        UserItem(user_key(user.user_id), PROFILE), actions=actions, condition=UserItem.company_id == user.company_id
    )


def remove_member(user: User, company: Company, event: AuditEvent) -> None:
    """Take a user out of a company; the account stays, without a company.

    Raises:
        LastAdmin: the company has no other admin.
        Conflict: the user's place was changed since it was read.

    """

    def build(transaction: TransactWrite) -> None:
        leave(transaction, user, company)
        place_user(transaction, user, None, Role.MEMBER)
        put_event(transaction, event)

    _commit_unless_last_admin(build, user)


def remove_account(user: User, company: Company | None, event: AuditEvent) -> None:
    """Remove a user with everything personal, and the company if it has no other members.

    Raises:
        LastAdmin: the company has other members, but no other admin.
        Conflict: the user's place was changed since it was read.

    """

    def build(transaction: TransactWrite) -> None:
        drop_user(transaction, user)
        put_event(transaction, event)
        if company:
            leave(transaction, user, company)

    _commit_unless_last_admin(build, user)


def copy_settings(company: Company) -> None:
    """Copy the company's settings to its members' users, where each request finds them."""
    actions: list[Action] = [
        UserItem.sees_company.set(company.members_see_all),
        UserItem.factor_demanded.set(company.factors_demanded),
    ]
    for _, user in list_members(company.company_id):
        item = UserItem(user_key(user.user_id), PROFILE)
        update_if(  # who has left meanwhile is no longer concerned
            item, actions, UserItem.company_id == company.company_id
        )


def count_members(
    transaction: TransactWrite,
    company_id: str,
    *,
    members: int,
    admins: int,
    unchanged: Condition | None = None,
) -> None:
    """Add to a transaction a change of a company's counts; fails where no admin would be left.

    `unchanged` is what must still hold of the company besides.
    """
    condition = CompanyItem.members >= 1
    if unchanged is not None:
        condition &= unchanged
    if admins < 0:
        condition &= CompanyItem.admins > -admins
    transaction.update(
        CompanyItem(company_key(company_id), COMPANY_PROFILE),
        actions=[CompanyItem.members.add(members), CompanyItem.admins.add(admins)],
        condition=condition,
    )


def _commit_unless_last_admin(build: Callable[[TransactWrite], None], user: User) -> None:
    try:
        commit(build)
    except ConditionFailed as error:
        raise (LastAdmin if is_last_admin(user) else Conflict) from error


def is_last_admin(user: User) -> bool:
    """Tell whether a company would have no admin without this user."""
    company = find_company(user.company_id)
    return user.role is Role.ADMIN and company is not None and company.admins == 1


def _member_item(company_id: str, user_id: str, role: Role) -> _MemberItem:
    return _MemberItem(
        company_key(company_id),
        f"{_MEMBER}{user_id}",
        company_id=company_id,
        user_id=user_id,
        role=role,
        joined_at=now(),
    )
