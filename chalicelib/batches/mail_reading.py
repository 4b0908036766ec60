"""What is done with a mail once it is opened: taken or refused, whose upload it is, and whether it is answered.

A mail without a file that could be taken is answered once, to the address of its envelope, and only if that is
proven to have sent it and a person wrote it (RFC 3834): never to a program, a list or a bounce, and a few times a day.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from chalicelib.accounts.throttling import Action, throttle_account
from chalicelib.batches.mail_verdicts import PASS, is_proven, refusal_of
from chalicelib.batches.mailboxes import token_in
from chalicelib.containers.contents import ContainerRefused, MailHead
from chalicelib.errors import Throttled
from chalicelib.languages import DEFAULT
from chalicelib.logs import logger
from chalicelib.records.batches.batch import BY_MAIL, AnswerState, Batch, BatchEntry
from chalicelib.settings import settings
from chalicelib.storage.accounts.users import find_registered, find_user
from chalicelib.storage.batches import batches as store
from chalicelib.storage.companies.mailboxes import find_mailbox
from chalicelib.storage.queues.mail_jobs import Job, JobKind, enqueue

MAX_REASONS = 10  # files that the answer names
AUTOMATIC, BY_HAND = "automatic", "by hand"


class MailNotTaken(ContainerRefused):
    """A mail that is not accepted, because of what is known of its sender."""


def admit(batch: Batch, head: MailHead) -> Batch:
    """Return a mail's batch with what the mail says of itself, and its sender as uploader where that is a member.

    Raises:
        MailNotTaken: it is forged, dangerous, or from somebody whose mails the company does not take.

    """
    envelope = batch.mail.get("envelope", "")
    refusal = refusal_of(batch.mail, head.sender, envelope, find_mailbox(batch.company_id))
    written = AUTOMATIC if head.automatic else BY_HAND
    said = {"sender": head.sender, "subject": head.subject, "message_id": head.message_id, "written": written}
    known = replace(batch, mail={**batch.mail, **said})
    if refusal:
        store.change_batch(batch, mail=known.mail)
        raise MailNotTaken(refusal.code, refusal.detail)
    proven = is_proven(batch.mail, head.sender, envelope)
    uploader = _member(batch.company_id, head.sender) if proven else None
    changed = store.change_batch(batch, mail=known.mail, uploaded_by=uploader or BY_MAIL)
    return changed or known


def answer_if_unusable(batch: Batch, entries: Sequence[BatchEntry], why: str = "") -> None:
    """Leave a job for the answer to a mail in which nothing could be taken; asking twice answers once.

    So does a mail that was delivered twice. `why` is a sentence about the whole mail, where it could not be opened to
    its end.
    """
    usable = any(entry.invoice_id or entry.duplicate_of for entry in entries)
    if usable or not _may_be_answered(batch):
        return
    if not _is_first(batch):
        store.change_answer(batch, AnswerState.SENT_BEFORE)
        return
    to = batch.mail["envelope"]
    try:
        throttle_account(Action.MAIL_ANSWER, to)
    except Throttled:
        logger().warning("a mail is not answered: too many answers", batch_id=batch.batch_id)
        return
    of_files = [f"{entry.filename}: {entry.detail}" for entry in entries[:MAX_REASONS] if entry.detail]
    reasons = "\n".join([*of_files, why] if why else of_files)
    store.change_answer(replace(batch, answer=None), AnswerState.WAITING)
    data = {"to": to, "subject": batch.mail.get("subject", ""), "message_id": batch.mail.get("message_id", "")}
    place = {"company_id": batch.company_id, "batch_id": batch.batch_id}
    enqueue(
        Job(JobKind.MAIL_UNUSABLE, {**data, **place, "reasons": reasons, "language": _language(batch)}, batch.batch_id)
    )


def _may_be_answered(batch: Batch) -> bool:
    envelope = batch.mail.get("envelope", "")
    by_person = batch.mail.get("written") == BY_HAND
    is_proven_ = batch.mail.get("spf") == PASS and "@" in envelope
    is_ours = token_in(envelope) is not None or envelope in settings().mail_from.lower()
    return by_person and is_proven_ and not is_ours


def _is_first(batch: Batch) -> bool:
    """Tell whether no other batch of the company answers this mail; one without an id of its own is always first."""
    message_id = batch.mail.get("message_id", "")
    told = f"{batch.mail['envelope']}\n{message_id}"
    return not message_id or store.claim_answer(batch, hashlib.sha256(told.encode()).hexdigest())


def _language(batch: Batch) -> str:
    """Return the language that the sender reads, as far as that is known."""
    user = find_user(batch.uploaded_by)
    return user.language if user else DEFAULT


def _member(company_id: str, sender: str) -> str | None:
    """Return the id of the member of a company who has proven this address."""
    holder = find_registered(sender).holder if sender else None
    return holder.user_id if holder and holder.company_id == company_id else None
