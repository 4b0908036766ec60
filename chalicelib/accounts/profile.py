"""One's own account: name, language, password, e-mail address, and its end."""

from dataclasses import replace

from chalicelib.accounts.companies import company_name_of, forget, refuse_to_strand
from chalicelib.accounts.factors.proof import require_recent_proof
from chalicelib.accounts.links import check_link, issue_link
from chalicelib.accounts.owner import check_owner, check_password, fetch_user
from chalicelib.accounts.passwords.hashing import hash_password
from chalicelib.accounts.passwords.new_passwords import check_new_password
from chalicelib.accounts.sessions import just_after_now
from chalicelib.accounts.throttling import Action, throttle_account
from chalicelib.authorization import Caller
from chalicelib.clock import now
from chalicelib.errors import (
    Conflict,
    EmailTaken,
    InvalidInput,
    SessionEnded,
)
from chalicelib.records.accounts import Purpose, User
from chalicelib.records.security.audit import AuditKind, happened
from chalicelib.settings import settings
from chalicelib.storage.accounts import links, sessions, users
from chalicelib.storage.audit_trail import put_event
from chalicelib.storage.aws.table import ConditionFailed, TransactWrite, commit
from chalicelib.storage.companies import companies, teams
from chalicelib.storage.queues.mail_jobs import Job, JobKind, enqueue, try_enqueue


def change_profile(caller: Caller, *, name: str | None, language: str | None) -> User:
    """Store a new name or language; None leaves it as it is.

    Raises:
        SessionEnded: the account was deleted just now.

    """
    user = fetch_user(caller)
    changed = replace(
        user, name=user.name if name is None else name, language=user.language if language is None else language
    )
    if not users.change_profile(changed):
        raise SessionEnded
    return changed


def change_password(caller: Caller, *, current: str, new: str) -> None:
    """Set another password, end the other sessions, and notify the person.

    Raises:
        Throttled: too many wrong passwords.
        InvalidInput: the current password is wrong, or the new one is no good.
        Conflict: the password was changed elsewhere at the same instant.

    """
    user = _proven(caller, current, field="current_password")
    check_new_password(new, user.email, company=company_name_of(user), field="new_password")
    password_hash, instant = hash_password(new), just_after_now()

    def build(transaction: TransactWrite) -> None:
        users.change_password(transaction, user, password_hash, instant)
        sessions.carry_over(transaction, caller.user_id, caller.session_id, instant)
        links.void_link(transaction, caller.user_id, Purpose.RESET)
        links.void_link(transaction, caller.user_id, Purpose.EMAIL)
        put_event(transaction, happened(caller, AuditKind.ACCOUNT_PASSWORD_CHANGED, subject=caller.user_id))

    try:
        commit(build)
    except ConditionFailed as error:
        raise Conflict from error
    try_enqueue(Job(JobKind.PASSWORD_CHANGED, {"user_id": user.user_id}))


def request_email_change(caller: Caller, *, new_email: str, password: str, base_url: str) -> None:
    """Have a link mailed to a new address; the address changes when the account's owner follows the link.

    Only the reader of the new address's mail learns whether it has an account already.

    Raises:
        Throttled: too many wrong passwords, or mails to this address.
        InvalidInput: the password is wrong, or the address is the present one.

    """
    user = _proven(caller, password, field="password")
    if new_email == user.email:
        raise InvalidInput(("new_email", "This is your address already."))
    throttle_account(Action.EMAIL, new_email)
    data = {"user_id": user.user_id, "new_email": new_email, "base_url": base_url}
    enqueue(Job(JobKind.EMAIL_CHANGE, data))


def issue_email_link(job: Job) -> tuple[User, str] | None:
    """Return whose address is to change and the link for the new address; None where no mail is to be sent."""
    user = users.find_user(job.data["user_id"])
    if user is None:
        return None
    link = issue_link(
        job,
        user,
        Purpose.EMAIL,
        path="/me/email_confirm",
        seconds=settings().email_link_seconds,
        new_email=job.data["new_email"],
    )
    return (user, link) if link else None


def confirm_email_change(user_id: str, token: str, *, caller: Caller | None, password: str) -> None:
    """Make the confirmed address the account's, and notify the old address; accounts that only named it end.

    As for a proof, the link alone is not enough: a stranger can ask to change to anybody's address, and one careless
    click must neither give it to the stranger's account nor end the account of the mailbox's reader.

    Raises:
        LinkExpired: the link is no longer good.
        Throttled: too many wrong passwords.
        InvalidInput: the password is wrong, and the caller is not logged in to this account.
        EmailTaken: another account holds the address by now.

    """
    link, user = check_link(user_id, token, Purpose.EMAIL)
    check_owner(user, caller=caller, password=password)
    new_email = link.new_email or ""
    others = users.find_registered(new_email).unproven_ids
    old, new = {"email": user.email}, {"email": new_email}
    moved = happened(user, AuditKind.ACCOUNT_ADDRESS_CHANGED, subject=user_id, before=old, after=new)

    def build(transaction: TransactWrite) -> None:
        links.use_link(transaction, link)
        links.void_link(transaction, user_id, Purpose.RESET)
        links.void_link(transaction, user_id, Purpose.PROOF)
        users.move_email(transaction, user, new_email, now(), others)
        put_event(transaction, moved)

    try:
        commit(build)
    except ConditionFailed as error:
        check_link(user_id, token, Purpose.EMAIL)
        raise EmailTaken from error
    data = {"user_id": user.user_id, "old_email": user.email, "new_email": new_email}
    try_enqueue(Job(JobKind.EMAIL_CHANGED, data))


def delete_account(caller: Caller, *, password: str) -> None:
    """Remove the caller's account and everything personal; the company's invoices stay.

    Raises:
        Throttled: too many wrong passwords.
        InvalidInput: the password is wrong.
        LastAdmin: the company has other members, but no other admin.
        CompanyNotEmpty: the company has no other members, and it still has invoices.
        Conflict: the caller's place in the company was changed at the same instant.

    """
    user = _proven(caller, password, field="password")
    company = companies.find_company(user.company_id) if user.company_id else None
    refuse_to_strand(company)
    deleted = happened(caller, AuditKind.ACCOUNT_DELETED, subject=user.user_id, before={"role": user.role})
    teams.remove_account(user, company, deleted)
    forget(company)


def _proven(caller: Caller, password: str, *, field: str) -> User:
    """Return the caller's user, once the password has been given: a session alone may not take over the account.

    Where there is a second factor, a code must have been given recently as well.
    """
    user = fetch_user(caller)
    check_password(user, password, field=field)
    if user.has_factor:
        require_recent_proof(caller)
    return user
