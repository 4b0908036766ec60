"""A forgotten password, from the request to the new one.

The request says nothing of whether the address is known: it leaves a job, and the worker looks. The mailed link opens
a page; opening it uses nothing up, since mail scanners open links. Only the new password does.
"""

from chalicelib.accounts.links import check_link, issue_link
from chalicelib.accounts.passwords import check_new_password, hash_password
from chalicelib.accounts.sessions import just_after_now
from chalicelib.accounts.throttling import Action, throttle_account, throttle_address
from chalicelib.errors import LinkExpired
from chalicelib.records.accounts import Purpose, User
from chalicelib.settings import settings
from chalicelib.storage.accounts import links, users
from chalicelib.storage.aws.table import ConditionFailed, TransactWrite, commit
from chalicelib.storage.queues.mail_jobs import Job, JobKind, enqueue, try_enqueue


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
    user = users.find_user_by_email(job.data["email"])
    if user is None:
        return None
    seconds = settings().reset_link_seconds
    link = issue_link(job, user, Purpose.RESET, path="/auth/password_reset_confirm", seconds=seconds)
    return (user, link) if link else None


def confirm_reset(user_id: str, token: str, new_password: str) -> None:
    """Set a new password, end every session, and notify the person.

    Raises:
        LinkExpired: the link is no longer good.
        InvalidInput: the password is no good; the link still is.

    """
    link, user = check_link(user_id, token, Purpose.RESET)
    check_new_password(new_password, user.email, field="new_password")
    password_hash = hash_password(new_password)

    def build(transaction: TransactWrite) -> None:
        links.use_link(transaction, link)
        links.void_link(transaction, user.user_id, Purpose.EMAIL)
        users.change_password(transaction, user, password_hash, just_after_now())

    try:
        commit(build)
    except ConditionFailed as error:
        raise LinkExpired from error
    try_enqueue(Job(JobKind.PASSWORD_CHANGED, {"user_id": user.user_id}))
