"""Bring back messages that were given up: `.venv/bin/python -m infra.redrive --stage prod --queue UnsentMails`.

Each message is sent to the queue that gave it up, and only then deleted: should this be interrupted, a message is in
both queues and comes twice, which every handler here is made for; it is never in none. Messages that come back while
this runs are left for the next time. With `--dry-run` nothing is moved.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import boto3

from infra.package import STAGES

if TYPE_CHECKING:
    from mypy_boto3_sqs.client import SQSClient
    from mypy_boto3_sqs.type_defs import MessageTypeDef

MAX_BATCH = 10  # the most that SQS takes at once
HIDDEN_SECONDS = 120  # that a message which is being moved stays unseen by others


class NoSource(LookupError):
    """Nothing gives up messages to this queue, so there is nowhere to bring them back to."""

    def __init__(self, queue: str) -> None:
        """Name the queue."""
        super().__init__(f"no queue gives up its messages to {queue}")


@dataclass
class Moved:
    """What became of the messages: how many were seen, and how many of them moved."""

    seen: int = 0
    moved: int = 0


def redrive(dead_letters: str, *, dry_run: bool = False, limit: int | None = None) -> Moved:
    """Move the messages of a dead-letter queue, by its URL, back to the queue that they come from.

    Raises:
        NoSource: no queue gives up its messages to this one.

    """
    sqs = boto3.client("sqs")
    target = source_of(sqs, dead_letters)
    done = Moved()
    for messages in _batches(sqs, dead_letters, limit):
        done.seen += len(messages)
        if not dry_run:
            done.moved += _move(sqs, dead_letters, target, messages)
    return done


def source_of(sqs: "SQSClient", dead_letters: str) -> str:
    """Return the URL of the queue that gives up its messages to this one.

    Of two it is the first by name: the bulk queue, for what waits there holds up nobody.
    """
    found = sqs.list_dead_letter_source_queues(QueueUrl=dead_letters).get("queueUrls", [])
    if not found:
        raise NoSource(dead_letters)
    return min(found)


def _batches(sqs: "SQSClient", queue: str, limit: int | None) -> Iterator[list["MessageTypeDef"]]:
    """Yield the messages, each once: those that turn up again end it."""
    seen: set[str] = set()
    while limit is None or len(seen) < limit:
        wanted = MAX_BATCH if limit is None else min(MAX_BATCH, limit - len(seen))
        messages = sqs.receive_message(
            QueueUrl=queue,
            MaxNumberOfMessages=wanted,
            MessageAttributeNames=["All"],
            VisibilityTimeout=HIDDEN_SECONDS,
            WaitTimeSeconds=1,
        ).get("Messages", [])
        fresh = [message for message in messages if message["MessageId"] not in seen]
        if not fresh:
            return
        seen.update(message["MessageId"] for message in fresh)
        yield fresh


def _move(sqs: "SQSClient", dead_letters: str, target: str, messages: list["MessageTypeDef"]) -> int:
    """Send, then delete what was sent; return how many."""
    entries: Any = [
        {"Id": str(number), "MessageBody": message["Body"], "MessageAttributes": _attributes(message)}
        for number, message in enumerate(messages)
    ]
    sent = sqs.send_message_batch(QueueUrl=target, Entries=entries).get("Successful", [])
    deletions: Any = [
        {"Id": entry["Id"], "ReceiptHandle": messages[int(entry["Id"])]["ReceiptHandle"]} for entry in sent
    ]
    if deletions:
        sqs.delete_message_batch(QueueUrl=dead_letters, Entries=deletions)
    return len(deletions)


def _attributes(message: "MessageTypeDef") -> dict[str, Any]:
    """Return a message's own attributes, among them the id of the request that it comes from."""
    return {
        name: {key: value[key] for key in ("DataType", "StringValue", "BinaryValue") if key in value}
        for name, value in message.get("MessageAttributes", {}).items()
    }


def queue_url(stage: str, logical_name: str) -> str:
    """Return the URL of a queue of a deployed stage, by its name in the template."""
    found = boto3.client("cloudformation").describe_stack_resource(
        StackName=f"invoices-{stage}", LogicalResourceId=logical_name
    )
    return found["StackResourceDetail"]["PhysicalResourceId"]


def main() -> None:
    """Bring back messages that were given up, to the queue that they come from."""
    parser = argparse.ArgumentParser(prog=".venv/bin/python -m infra.redrive", description=main.__doc__)
    parser.add_argument("--stage", choices=STAGES, default="dev")
    parser.add_argument("--queue", required=True, help="the dead-letter queue: its name in the template, or its URL")
    parser.add_argument("--limit", type=int, help="at most so many")
    parser.add_argument("--dry-run", action="store_true", help="only count; they are unseen by others for two minutes")
    arguments = parser.parse_args()
    named: str = arguments.queue
    url = named if named.startswith("https://") else queue_url(arguments.stage, named)
    try:
        done = redrive(url, dry_run=arguments.dry_run, limit=arguments.limit)
    except NoSource as error:
        sys.exit(str(error))
    print(json.dumps({"seen": done.seen, "moved": done.moved}))
    if done.moved < done.seen and not arguments.dry_run:
        sys.exit("some messages were not taken; they are where they were")


if __name__ == "__main__":
    main()
