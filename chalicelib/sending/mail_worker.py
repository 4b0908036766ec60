"""From a job on the mail queue to a mail that SES has taken.

A job that comes twice mails the same link twice, or nothing once the link is used: never another link.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from chalicelib.accounts import addresses, profile, resets, team
from chalicelib.accounts.standing import is_new, shown_name
from chalicelib.authorization import Role
from chalicelib.clock import now
from chalicelib.records.accounts import User
from chalicelib.sending.mail_sender import send_mail
from chalicelib.sending.mails import Mail, write_mail
from chalicelib.settings import settings
from chalicelib.storage.accounts import users
from chalicelib.storage.batches.batches import mark_answered
from chalicelib.storage.companies import teams
from chalicelib.storage.queues.mail_jobs import Job, JobKind
from chalicelib.storage.webhooks import webhooks

_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400


def send_job(job: Job) -> None:
    """Write and send a job's mail, if there is still somebody to write to."""
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


def _password_changed(job: Job) -> Mail | None:
    user = users.find_user(job.data["user_id"])
    if user is None:
        return None
    return write_mail(job.kind, to=user.email, language=user.language, name=_name(user))


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


def _mail_unusable(job: Job) -> Mail | None:
    """Answer a mail that held no invoice, at most once: the mark comes before the mail.

    Where SES fails at that moment there is no answer; the batch in the list says why nothing was taken.
    """
    if not mark_answered(job.data["company_id"], job.data["batch_id"]):
        return None
    words = {"subject": job.data["subject"], "reasons": job.data["reasons"]}
    mail = write_mail(job.kind, to=job.data["to"], language=job.data["language"], **words)
    return replace(mail, answers=job.data["message_id"])


def _name(user: User) -> str:
    """Return how to address a user: by a name only where the account is its own, or a stranger's words would go out."""
    return (user.name if user.proven_at else "") or user.email


_WRITERS: Mapping[JobKind, Callable[[Job], Mail | None]] = {
    JobKind.PASSWORD_RESET: _password_reset,
    JobKind.PASSWORD_CHANGED: _password_changed,
    JobKind.ADDRESS_RECOVERED: _password_changed,
    JobKind.ADDRESS_PROOF: _address_proof,
    JobKind.EMAIL_CHANGE: _email_change,
    JobKind.EMAIL_CHANGED: _email_changed,
    JobKind.WEBHOOK_PAUSED: _webhook_paused,
    JobKind.INVITATION: _invitation,
    JobKind.MAIL_UNUSABLE: _mail_unusable,
}
