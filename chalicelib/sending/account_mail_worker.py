"""Mails about accounts: proofs, resets, invitations, paused webhooks, and the answer to a mail that held no invoice.

A job that comes twice mails the same link twice, or nothing once the link is used: never another link. The answer to a
mail goes out once: its batch says how far it is, and what is unknown is not tried again.

Mails with invoices are sent by `invoice_mail_worker.py`.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from chalicelib.accounts import addresses, profile, resets, team
from chalicelib.accounts.standing import is_new, shown_name
from chalicelib.authorization import Role
from chalicelib.clock import now
from chalicelib.logs import logger
from chalicelib.records.accounts import User
from chalicelib.records.batches.batch import AnswerState, Batch
from chalicelib.sending.mail_sender import send_mail, send_mail_once
from chalicelib.sending.mails import Mail, write_mail
from chalicelib.settings import settings
from chalicelib.storage.accounts import users
from chalicelib.storage.batches.batches import change_answer, find_batch
from chalicelib.storage.companies import teams
from chalicelib.storage.queues.mail_jobs import Job, JobKind
from chalicelib.storage.sendings.ses import SesBusy, SesRefused, SesUnclear
from chalicelib.storage.webhooks import webhooks

_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400
MAX_TRIES = 5  # of a job; must equal the `maxReceiveCount` of `MailQueue` in `infra/template.yaml`
_HANDING_OVER = timedelta(seconds=150)  # no worker lives as long: see its time-out in `.chalice/config.json`


class AnswerHeld(Exception):
    """Another worker is sending the answer, or died doing so; a later try will tell."""


def send_job(job: Job, tries: int = 1) -> None:
    """Write and send a job's mail, if there is still somebody to write to. `tries` counts this one."""
    if job.kind is JobKind.MAIL_UNUSABLE:
        _answer(job, tries)
        return
    mail = _WRITERS[job.kind](job)
    if mail:
        send_mail(mail)


def _address_proof(job: Job) -> Mail | None:
    issued = addresses.issue_proof(job)
    if issued is None:
        return None
    if issued.link is None:
        return write_mail("address_known", to=issued.user.email, language=issued.user.language)
    hours = str(settings().email_link_seconds // _HOUR)
    return write_mail(job.kind, to=issued.user.email, language=issued.user.language, link=issued.link, hours=hours)


def _password_reset(job: Job) -> Mail | None:
    issued = resets.issue_reset_link(job)
    if issued is None:
        return None
    user, link = issued
    minutes = str(settings().reset_link_seconds // _MINUTE)
    return write_mail(job.kind, to=user.email, language=user.language, link=link, name=_name(user), minutes=minutes)


def _account_changed(job: Job) -> Mail | None:
    """Tell a person what was done to the account; the job's other values fill the text."""
    user = users.find_user(job.data["user_id"])
    if user is None:
        return None
    words = {key: value for key, value in job.data.items() if key != "user_id"}
    return write_mail(job.kind, to=user.email, language=user.language, name=_name(user), **words)


def _email_change(job: Job) -> Mail | None:
    issued = profile.issue_email_link(job)
    if issued is None:
        return None
    user, link = issued
    to, hours = job.data["new_email"], str(settings().email_link_seconds // _HOUR)
    return write_mail(job.kind, to=to, language=user.language, link=link, hours=hours)


def _email_changed(job: Job) -> Mail | None:
    user = users.find_user(job.data["user_id"])
    if user is None:
        return None
    old, new = job.data["old_email"], job.data["new_email"]
    return write_mail(job.kind, to=old, language=user.language, name=user.name or old, new_email=new)


def _invitation(job: Job) -> Mail | None:
    issued = team.issue_invitation(job)
    if issued is None:
        return None
    company, inviter, token = issued
    new = is_new(company, now())
    return write_mail(
        job.kind,
        to=job.data["email"],
        language=inviter.language,
        link=f"{job.data['base_url']}/company/invitations/{token}/accept",
        inviter=shown_name(inviter.name, inviter.email, new=new),
        company=shown_name(company.name, inviter.email, new=new),
        email=job.data["email"],
        days=str(settings().invitation_seconds // _DAY),
    )


def _webhook_paused(job: Job) -> Mail | None:
    webhook = webhooks.find_webhook(job.data["company_id"], job.data["webhook_id"])
    admins = [user for member, user in teams.list_members(job.data["company_id"]) if member.role is Role.ADMIN]
    if webhook is None or not admins:
        return None
    to = next((user for user in admins if user.user_id == webhook.created_by), admins[0])
    return write_mail(job.kind, to=to.email, language=to.language, name=_name(to), url=webhook.url)


def _answer(job: Job, tries: int) -> None:
    """Answer a mail that held no invoice, as far as an earlier try has not.

    Raises:
        SesBusy, AnswerHeld: it is to be tried again.

    """
    batch = find_batch(job.data["company_id"], job.data["batch_id"])
    if batch is None:
        return
    if batch.answer is AnswerState.SENDING:
        _wait_or_mark_uncertain(batch)
    elif batch.answer is AnswerState.WAITING and change_answer(batch, AnswerState.SENDING):
        _hand_over(replace(batch, answer=AnswerState.SENDING), _written_answer(job), tries)


def _hand_over(batch: Batch, answer: Mail, tries: int) -> None:
    """Hand an answer to SES, and record what became of it. When the last try fails it is given up."""
    try:
        send_mail_once(answer)
    except SesBusy:
        if tries < MAX_TRIES:
            change_answer(batch, AnswerState.WAITING)
            raise
        _give_up(batch)
    except SesRefused:
        _give_up(batch)
    except SesUnclear:
        logger().exception("what became of the answer to a mail is unknown", batch_id=batch.batch_id)
        change_answer(batch, AnswerState.UNCERTAIN)
    else:
        change_answer(batch, AnswerState.SENT)


def _give_up(batch: Batch) -> None:
    logger().exception("the answer to a mail was not sent", batch_id=batch.batch_id)
    change_answer(batch, AnswerState.FAILED)


def _wait_or_mark_uncertain(batch: Batch) -> None:
    """Wait for the worker that is handing the answer over; when it must be dead by now, what it did is unknown."""
    if now() - batch.updated_at < _HANDING_OVER:
        raise AnswerHeld(batch.batch_id)
    change_answer(batch, AnswerState.UNCERTAIN)


def _written_answer(job: Job) -> Mail:
    words = {"subject": job.data["subject"], "reasons": job.data["reasons"]}
    mail = write_mail(job.kind, to=job.data["to"], language=job.data["language"], **words)
    return replace(mail, answers=job.data["message_id"])


def _name(user: User) -> str:
    """Return how to address a user: by name only once the address is proven.

    Otherwise we would mail text that a stranger chose.
    """
    return (user.name if user.proven_at else "") or user.email


_WRITERS: Mapping[JobKind, Callable[[Job], Mail | None]] = {
    JobKind.PASSWORD_RESET: _password_reset,
    JobKind.PASSWORD_CHANGED: _account_changed,
    JobKind.ADDRESS_RECOVERED: _account_changed,
    JobKind.FACTOR_ADDED: _account_changed,
    JobKind.FACTOR_REMOVED: _account_changed,
    JobKind.PASSKEY_ADDED: _account_changed,
    JobKind.IDENTITY_LINKED: _account_changed,
    JobKind.IDENTITY_UNLINKED: _account_changed,
    JobKind.RECOVERY_CODE_USED: _account_changed,
    JobKind.RECOVERY_CODES_MADE: _account_changed,
    JobKind.ADDRESS_PROOF: _address_proof,
    JobKind.EMAIL_CHANGE: _email_change,
    JobKind.EMAIL_CHANGED: _email_changed,
    JobKind.WEBHOOK_PAUSED: _webhook_paused,
    JobKind.INVITATION: _invitation,
}
