"""A mail that Amazon SES has put into the bucket: whose it is, and the batch that it becomes.

SES publishes a notification for each mail that a receipt rule stored
(https://docs.aws.amazon.com/ses/latest/dg/receiving-email-notifications-contents.html): the recipients of the envelope,
the verdicts, and where the mail is. It comes at least once. The batch's id follows from the mail's own id at SES, so a
mail becomes one batch, however often it is told of; copying the mail to the batch's place raises the event that has it
opened, so a worker that dies in between is followed by one that copies it again.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from chalicelib.batches.mail_verdicts import VERDICTS
from chalicelib.batches.mailboxes import token_in
from chalicelib.clock import now
from chalicelib.ids import derived_id
from chalicelib.json_data import JsonObject
from chalicelib.logs import logger
from chalicelib.records.batches.batch import BY_MAIL, Batch, BatchKind, BatchStatus
from chalicelib.storage.batches import batches as store
from chalicelib.storage.companies import mailboxes
from chalicelib.storage.companies.companies import find_company
from chalicelib.storage.files import files as file_store
from chalicelib.storage.files.files import FileMissing

MAX_RECIPIENTS = 50  # of one mail, who are ours
MAX_SUBJECT = 200
UNNAMED = "mail"


@dataclass(frozen=True, slots=True)
class MailArrival:
    """A mail as SES tells of it: its id there, where it lies, the envelope, and the verdicts."""

    message_id: str
    key: str
    recipients: tuple[str, ...]
    envelope: str
    subject: str
    at: datetime
    verdicts: Mapping[str, str]


def parse_mail_arrival(body: str) -> MailArrival | None:
    """Return the mail that a message tells of; None where it tells of something else.

    Raises:
        ValueError, KeyError: it is a notification of SES, but not of its form.

    """
    try:
        told = json.loads(body)
    except ValueError:
        return None
    if not isinstance(told, dict) or told.get("notificationType") != "Received":
        return None
    mail, receipt = told["mail"], told["receipt"]
    return MailArrival(
        message_id=str(mail["messageId"]),
        key=_key(receipt["action"]),
        recipients=tuple(map(str, receipt["recipients"])),
        envelope=str(mail.get("source") or "").strip("<>").lower(),
        subject=str(mail.get("commonHeaders", {}).get("subject") or "")[:MAX_SUBJECT],
        at=datetime.fromisoformat(str(mail["timestamp"])),
        verdicts={name: str(receipt.get(f"{name}Verdict", {}).get("status", "")) for name in VERDICTS},
    )


def receive_mail(arrival: MailArrival) -> None:
    """Make a batch of a mail for each company that it went to, and have it opened; one to nobody is dropped.

    An address whose company is gone, left behind by a removal that broke off, is freed.
    """
    claims = dict(_claims(arrival))
    present = [company_id for company_id in dict.fromkeys(claims.values()) if find_company(company_id)]
    for token, company_id in claims.items():
        if company_id not in present:
            mailboxes.free_token(token)
    for company_id in present:
        _hand_over(_add_batch(company_id, arrival), arrival)
    if not present:
        logger().warning("a mail to no company was dropped", ses_message_id=arrival.message_id)
    file_store.delete_file(arrival.key)


def note_mail(arrival: MailArrival) -> list[Batch]:
    """Return the batches of a mail that could not be received; each is made where it is not there yet.

    The mail stays where SES has put it.
    """
    companies = dict.fromkeys(company_id for _, company_id in _claims(arrival))
    return [_add_batch(company_id, arrival) for company_id in companies if find_company(company_id)]


def _claims(arrival: MailArrival) -> Iterator[tuple[str, str]]:
    """Yield the token of each address of ours that a mail went to, and the company whose it is."""
    tokens = [token for address in arrival.recipients if (token := token_in(address))]
    for token in tokens[:MAX_RECIPIENTS]:
        company_id = mailboxes.find_company_of(token)
        if company_id:
            yield token, company_id


def _add_batch(company_id: str, arrival: MailArrival) -> Batch:
    batch_id = derived_id(arrival.at, f"{company_id}/{arrival.message_id}")
    return store.add_batch(
        Batch(
            company_id=company_id,
            batch_id=batch_id,
            kind=BatchKind.MAIL,
            status=BatchStatus.OPENING,
            filename=f"{arrival.subject or UNNAMED}.eml",
            uploaded_by=BY_MAIL,
            created_at=arrival.at,
            updated_at=now(),
            refused={},
            mail={"envelope": arrival.envelope, "subject": arrival.subject, **arrival.verdicts},
        )
    )


def _hand_over(batch: Batch, arrival: MailArrival) -> None:
    """Copy a mail to its batch's place, which has it opened."""
    if batch.status is BatchStatus.OPENING:
        with suppress(FileMissing):  # copied by an earlier try
            file_store.copy_file(arrival.key, file_store.batch_source(batch.company_id, batch.batch_id))


def _key(action: JsonObject) -> str:
    if action.get("type") != "S3":
        raise ValueError("the mail was not stored")
    key = str(action["objectKey"])
    if not key.startswith(f"{file_store.ARRIVED_MAILS}/"):
        raise ValueError("the mail lies elsewhere")
    return key
