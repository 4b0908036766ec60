"""When a message that could not be worked on comes again."""

from chalicelib.storage.aws.clients import sqs_client


def hide(queue_arn: str, receipt: str, seconds: int) -> None:
    """Let a message of a queue come again after some time (at most twelve hours), and not after the queue's own."""
    account, name = queue_arn.split(":")[4:]
    client = sqs_client()
    url = f"{client.meta.endpoint_url.rstrip('/')}/{account}/{name}"
    client.change_message_visibility(QueueUrl=url, ReceiptHandle=receipt, VisibilityTimeout=seconds)
