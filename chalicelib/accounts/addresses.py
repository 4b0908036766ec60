"""Proving an e-mail address: an address is somebody's when a mailed link was opened, not when it was typed.

Anybody may register with any address, and gets tokens at once for what is private; nothing of that reaches others. The
link alone is not enough: an account that a stranger made with somebody's address must not become that person's by one
careless click, so the link asks for the account's password or a session of it. An owner of the mailbox who has
neither asks for a new password, which proves the address as well (`resets`).
"""

from dataclasses import dataclass

from chalicelib.accounts.links import check_link, issue_link
from chalicelib.accounts.owner import check_owner, fetch_user
from chalicelib.accounts.throttling import Action, throttle_account
from chalicelib.authorization import Caller
from chalicelib.clock import now
from chalicelib.errors import LinkExpired
from chalicelib.records.accounts import Purpose, User
from chalicelib.records.security.audit import AuditKind, happened
from chalicelib.settings import settings
from chalicelib.storage.accounts import links, users
from chalicelib.storage.audit_trail import put_event
from chalicelib.storage.aws.table import ConditionFailed, TransactWrite, commit
from chalicelib.storage.queues.mail_jobs import Job, JobKind, enqueue


@dataclass(frozen=True, slots=True)
class ProofMail:
    """Whom to write to about an address; without a link, because another account holds it."""

    user: User
    link: str | None


def request_proof(caller: Caller, *, base_url: str) -> None:
    """Have the link mailed that proves the caller's address, if it is not proven.

    Raises:
        Throttled: too many mails to this address.
        SessionEnded: the account was deleted just now.

    """
    user = fetch_user(caller)
    throttle_account(Action.PROOF, user.email)
    enqueue(proof_job(user, base_url))


def proof_job(user: User, base_url: str) -> Job:
    """Return the job that mails the link."""
    return Job(JobKind.ADDRESS_PROOF, {"user_id": user.user_id, "base_url": base_url})


def issue_proof(job: Job) -> ProofMail | None:
    """Return what to mail; None where there is nothing to prove any more."""
    user = users.find_user(job.data["user_id"])
    if user is None or user.proven_at:
        return None
    holder = users.find_registered(user.email).holder
    if holder and holder.user_id != user.user_id:
        return ProofMail(holder, None)
    seconds = settings().email_link_seconds
    link = issue_link(job, user, Purpose.PROOF, path="/me/address_proof", seconds=seconds)
    return ProofMail(user, link) if link else None


def confirm_proof(user_id: str, token: str, *, caller: Caller | None, password: str) -> None:
    """Make the address the account's own; other accounts that were registered with it and never proved it end.

    Raises:
        LinkExpired: the link is no longer good.
        Throttled: too many wrong passwords.
        InvalidInput: the password is wrong, and the caller is not logged in to this account.

    """
    link, user = check_link(user_id, token, Purpose.PROOF)
    check_owner(user, caller=caller, password=password)
    others = users.find_registered(user.email).unproven_ids

    def build(transaction: TransactWrite) -> None:
        links.use_link(transaction, link)
        users.prove_address(transaction, user, now(), others)
        put_event(transaction, happened(user, AuditKind.ACCOUNT_ADDRESS_PROVEN, after={"email": user.email}))

    try:
        commit(build)
    except ConditionFailed as error:
        raise LinkExpired from error
