"""The queue of mails to write: a request leaves a note there and answers; the worker looks up, writes and sends.

So a request takes the same time whether or not there is anybody to write to, and a mail service that is slow or down
delays no other work. A job names people and things by id; it never carries a secret.
"""

import json
from dataclasses import asdict, dataclass, field
from enum import StrEnum

from chalicelib.ids import new_id
from chalicelib.logs import logger
from chalicelib.settings import settings
from chalicelib.storage.aws.clients import sqs_client
from chalicelib.storage.aws.correlation import message_attributes


class JobKind(StrEnum):
    """The mails that there are to write."""

    PASSWORD_RESET = "password_reset"
    PASSWORD_CHANGED = "password_changed"
    FACTOR_ADDED = "factor_added"
    FACTOR_REMOVED = "factor_removed"
    PASSKEY_ADDED = "passkey_added"
    IDENTITY_LINKED = "identity_linked"
    IDENTITY_UNLINKED = "identity_unlinked"
    RECOVERY_CODE_USED = "recovery_code_used"
    RECOVERY_CODES_MADE = "recovery_codes_made"
    EMAIL_CHANGE = "email_change"
    EMAIL_CHANGED = "email_changed"
    INVITATION = "invitation"
    ADDRESS_PROOF = "address_proof"
    ADDRESS_RECOVERED = "address_recovered"
    WEBHOOK_PAUSED = "webhook_paused"
    MAIL_UNUSABLE = "mail_unusable"


@dataclass(frozen=True, slots=True)
class Job:
    """One mail to write; `data` is what its kind needs."""

    kind: JobKind
    data: dict[str, str]
    job_id: str = field(default_factory=new_id)


def enqueue(job: Job) -> None:
    """Leave a job for the worker."""
    sqs_client().send_message(
        QueueUrl=settings().mail_queue_url,
        MessageBody=json.dumps(asdict(job)),
        MessageAttributes=message_attributes(),
    )


def try_enqueue(job: Job) -> None:
    """Leave a job that only reports what has happened already: failing to report must not undo it.

    A queue that is out of reach is logged, and the caller goes on.
    """
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        enqueue(job)
    except (BotoCoreError, ClientError):
        logger().exception("a notice could not be left for the mail worker", kind=job.kind)


def parse_job(body: str) -> Job:
    """Return the job of a message.

    Raises:
        ValueError: the message holds no job.

    """
    try:
        known = json.loads(body)
        return Job(JobKind(known["kind"]), dict(known["data"]), str(known["job_id"]))
    except (KeyError, TypeError) as error:
        raise ValueError("the message holds no job") from error
