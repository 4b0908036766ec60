"""The queue of sendings: a message names one, and carries nothing else."""

import json
from dataclasses import dataclass, field
from datetime import datetime

from chalicelib.clock import now
from chalicelib.settings import settings
from chalicelib.storage.aws.clients import sqs_client
from chalicelib.storage.aws.correlation import message_attributes


@dataclass(frozen=True, slots=True)
class SendJob:
    """A sending that is to be carried out, and when that was asked for: the last time, where it was repeated."""

    company_id: str
    sending_id: str
    queued_at: datetime = field(default_factory=now)


def enqueue_sending(job: SendJob) -> None:
    """Leave a job for the worker."""
    sqs_client().send_message(
        QueueUrl=settings().send_queue_url,
        MessageBody=json.dumps(
            {
                "company_id": job.company_id,
                "sending_id": job.sending_id,
                "queued_at": job.queued_at.isoformat(),
            }
        ),
        MessageAttributes=message_attributes(),
    )


def postpone(receipt: str, seconds: int) -> None:
    """Let a message that is being worked on come again after some time (at most twelve hours)."""
    sqs_client().change_message_visibility(
        QueueUrl=settings().send_queue_url, ReceiptHandle=receipt, VisibilityTimeout=seconds
    )


def parse_send_job(body: str) -> SendJob:
    """Return the job of a message.

    Raises:
        ValueError: the message holds no job.

    """
    try:
        known = json.loads(body)
        return SendJob(str(known["company_id"]), str(known["sending_id"]), datetime.fromisoformat(known["queued_at"]))
    except (KeyError, TypeError) as error:
        raise ValueError("the message holds no sending") from error
