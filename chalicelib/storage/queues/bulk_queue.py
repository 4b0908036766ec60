"""The queue of files beyond a company's share of a minute, which its own workers read.

Each message has the company's id as its group. In a standard queue that is no order: SQS prefers the messages of groups
that do not fill the queue
(https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues.html).
"""

import json

from chalicelib.settings import settings
from chalicelib.storage.aws.clients import sqs_client
from chalicelib.storage.aws.correlation import message_attributes


def put_off(company_id: str, key: str) -> None:
    """Leave a company's file for the workers of the bulk queue, in S3's own words. Doing it twice does no harm."""
    sqs_client().send_message(
        QueueUrl=settings().bulk_queue_url,
        MessageBody=json.dumps({"Records": [{"s3": {"object": {"key": key}}}]}),
        MessageGroupId=company_id,
        MessageAttributes=message_attributes(),
    )


def bulk_queue_name() -> str:
    """Return the queue's name, with which its ARN ends as its URL does."""
    return settings().bulk_queue_url.rpartition("/")[2]
