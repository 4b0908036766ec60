"""A forgotten password, from the request to the new one.

The request says nothing of whether the address is known: it leaves a job, and the worker looks. The mailed link opens
a page; opening it uses nothing up, since mail scanners open links. Only the new password does.

A new password proves the address too. Where nobody had proven it before, a stranger may have made the account: what
could reach its data from outside ends then, and so does a second factor, which would lock the owner out. The owner
puts back what is wanted.
"""

from dataclasses import replace
from datetime import timedelta
from typing import cast

from chalicelib.accounts.companies import company_name_of, store_change
from chalicelib.accounts.factors.notices import notify
from chalicelib.accounts.keys.api_keys import revoke_all
from chalicelib.accounts.links import check_link, issue_link
from chalicelib.accounts.oidc import own_identities
from chalicelib.accounts.passwords.hashing import hash_password
from chalicelib.accounts.passwords.new_passwords import check_new_password
from chalicelib.accounts.sessions import just_after_now
from chalicelib.accounts.throttling import Action, throttle_account, throttle_address
from chalicelib.clock import now
from chalicelib.errors import LinkExpired
from chalicelib.records.accounts import Purpose, User
from chalicelib.records.companies import BANK_DETAILS, Profile
from chalicelib.records.security.audit import AuditKind, happened
from chalicelib.settings import settings
from chalicelib.storage.accounts import links, users
from chalicelib.storage.audit_trail import put_event
from chalicelib.storage.aws.table import ConditionFailed, TransactWrite, commit
from chalicelib.storage.companies import companies, teams
from chalicelib.storage.queues.mail_jobs import Job, JobKind, enqueue, try_enqueue
from chalicelib.storage.webhooks import webhooks


def request_reset(email: str, *, base_url: str, source_ip: str) -> None:
    """Have a link mailed, if the address has an account.

    Raises:
        Throttled: too many requests, from this network address or for this e-mail address.

    """
    throttle_address(Action.RESET, source_ip)
    throttle_account(Action.RESET, email)
    enqueue(Job(JobKind.PASSWORD_RESET, {"email": email, "base_url": base_url}))


def issue_reset_link(job: Job) -> tuple[User, str] | None:
    """Return whom to mail and the link; None where no mail is to be sent."""
    registered = users.find_registered(job.data["email"])
    user = next((user for user in (registered.holder, *registered.unproven) if user), None)
    if user is None:
        return None
    seconds = settings().reset_link_seconds
    link = issue_link(job, user, Purpose.RESET, path="/auth/password_reset_confirm", seconds=seconds)
    return (user, link) if link else None


def confirm_reset(user_id: str, token: str, new_password: str) -> None:
    """Set a new password, prove the address, end every session, unlink every identity, and notify the person.

    Raises:
        LinkExpired: the link is no longer good.
        InvalidInput: the password is no good; the link still is.

    """
    link, user = check_link(user_id, token, Purpose.RESET)
    check_new_password(new_password, user.email, company=company_name_of(user), field="new_password")
    password_hash = hash_password(new_password)
    others = users.find_registered(user.email).unproven_ids
    if user.proven_at is None:
        _end_what_came_before(user)

    def build(transaction: TransactWrite) -> None:
        links.use_link(transaction, link)
        links.void_link(transaction, user.user_id, Purpose.EMAIL)
        links.void_link(transaction, user.user_id, Purpose.PROOF)
        users.take_address(transaction, user, others)
        # Invitations tell their time in whole seconds: none of this second outlives the proof.
        proven_at = user.proven_at or now() + timedelta(seconds=1)
        instant, is_owners = just_after_now(), user.proven_at is not None
        users.change_password(transaction, user, password_hash, instant, proven_at, keeps_factor=is_owners)
        own_identities.unlink_all(transaction, user)
        put_event(transaction, happened(user, AuditKind.ACCOUNT_PASSWORD_RESET, subject=user.user_id))
        if user.has_factor and not is_owners:
            put_event(transaction, happened(user, AuditKind.FACTOR_REMOVED, subject=user.user_id))

    try:
        commit(build)
    except ConditionFailed as error:
        raise LinkExpired from error
    kind = JobKind.PASSWORD_CHANGED if user.proven_at else JobKind.ADDRESS_RECOVERED
    try_enqueue(Job(kind, {"user_id": user.user_id}))
    if user.has_factor and not user.proven_at:
        notify(user.user_id, JobKind.FACTOR_REMOVED)


def _end_what_came_before(user: User) -> None:
    """End what others may have attached to the company of a founder whose address nobody had proven.

    Other members leave it, webhooks are switched off, keys and the bank details that it prints on invoices go. All of
    it can be done again, so a crash on the way leaves the link good and the rest for its next use.
    """
    company = companies.find_company(user.company_id) if user.company_id else None
    team = teams.list_members(user.company_id) if company else []
    if company is None or not team or team[0][0].user_id != user.user_id:
        return
    for _, member in team[1:]:
        removed = happened(user, AuditKind.MEMBER_REMOVED, subject=member.user_id, before={"role": member.role})
        teams.remove_member(member, companies.find_company(user.company_id) or company, removed)
    _switch_off_webhooks(user)
    revoke_all(user)
    kept = {name: value for name, value in company.profile.items() if name not in BANK_DETAILS}
    present = companies.find_company(user.company_id) or company
    store_change(user, present, replace(company, profile=cast("Profile", kept)))


def _switch_off_webhooks(user: User) -> None:
    """Send nothing to the company's webhooks until somebody of the company switches them on again."""
    for webhook in webhooks.list_webhooks(user.company_id):
        if webhook.active:
            was, is_ = {"active": True}, {"active": False}
            event = happened(user, AuditKind.WEBHOOK_CHANGED, subject=webhook.webhook_id, before=was, after=is_)
            webhooks.change_webhook(replace(webhook, active=False), event)
