"""Take a stage down: `.venv/bin/python -m infra.destroy --stage dev` (`make destroy STAGE=dev`).

A development stack goes with everything in it: files and their versions, tables, secret, logs. Of other stages only
the stack goes, on being named again (`--confirm invoices-prod`): tables, bucket and secret stay, as the template says.
Run again after an interruption, it goes on; with nothing left, it does nothing.
"""

import argparse
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import boto3
from botocore.exceptions import ClientError, WaiterError

from infra.package import STAGES

if TYPE_CHECKING:
    from mypy_boto3_cloudformation.client import CloudFormationClient

FUNCTIONS = "/aws/lambda/"
GATEWAY = "/aws/apigateway/"
DISPOSABLE = "dev"
_POLL_SECONDS = 3
_MAX_POLLS = 400


class NotConfirmed(RuntimeError):
    """A stage that holds real data is taken down only by somebody who names it twice."""

    def __init__(self, stack: str) -> None:
        """Say how to confirm."""
        super().__init__(f"{stack} is not for development; to delete the stack (its data stay): --confirm {stack}")


class DestructionFailed(RuntimeError):
    """CloudFormation could not delete the stack."""


def destroy(stage: str, *, stack: str = "", confirmed: str = "", poll_seconds: int = _POLL_SECONDS) -> list[str]:
    """Delete a stage's stack; return what was removed, in words.

    Raises:
        NotConfirmed: the stage is not for development, and was not named again.
        DestructionFailed: something of the stack could not be deleted; the message is CloudFormation's.

    """
    stack = stack or f"invoices-{stage}"
    if stage != DISPOSABLE and confirmed != stack:
        raise NotConfirmed(stack)
    cloudformation = boto3.client("cloudformation")
    done = []
    if _exists(cloudformation, stack):
        if stage == DISPOSABLE:
            done += [f"{_empty(bucket)} objects of {bucket}" for bucket in _buckets(cloudformation, stack)]
        _delete_stack(cloudformation, stack, poll_seconds)
        done.append(stack)
    if stage == DISPOSABLE:  # functions that ran on while their log groups were deleted have made new ones
        done += [f"logs {name}" for name in _delete_logs(stack)]
    return done


def _exists(cloudformation: "CloudFormationClient", stack: str) -> bool:
    try:
        cloudformation.describe_stacks(StackName=stack)
    except ClientError as error:
        if "does not exist" in error.response["Error"]["Message"]:
            return False
        raise
    return True


def _buckets(cloudformation: "CloudFormationClient", stack: str) -> list[str]:
    pages = cloudformation.get_paginator("list_stack_resources").paginate(StackName=stack)
    resources = (resource for page in pages for resource in page["StackResourceSummaries"])
    return [
        resource["PhysicalResourceId"]
        for resource in resources
        if resource["ResourceType"] == "AWS::S3::Bucket" and resource["ResourceStatus"] != "DELETE_COMPLETE"
    ]


def _empty(bucket: str) -> int:
    """Delete all versions of all objects; return how many there were."""
    s3 = boto3.client("s3")
    number = 0
    for objects in _versions(s3, bucket):
        answer = s3.delete_objects(Bucket=bucket, Delete={"Objects": objects, "Quiet": True})
        if failed := answer.get("Errors"):
            raise DestructionFailed(str(failed[0]))
        number += len(objects)
    return number


def _versions(s3: Any, bucket: str) -> Iterator[list[Any]]:
    try:
        for page in s3.get_paginator("list_object_versions").paginate(Bucket=bucket):
            found = [*page.get("Versions", []), *page.get("DeleteMarkers", [])]
            if found:
                yield [{"Key": each["Key"], "VersionId": each["VersionId"]} for each in found]
    except s3.exceptions.NoSuchBucket:
        return


def _delete_stack(cloudformation: "CloudFormationClient", stack: str, poll_seconds: int) -> None:
    stack_id = cloudformation.describe_stacks(StackName=stack)["Stacks"][0]["StackId"]
    cloudformation.delete_stack(StackName=stack)
    waiter = cloudformation.get_waiter("stack_delete_complete")
    try:
        waiter.wait(StackName=stack_id, WaiterConfig={"Delay": poll_seconds, "MaxAttempts": _MAX_POLLS})
    except WaiterError as error:
        events = cloudformation.describe_stack_events(StackName=stack_id)["StackEvents"]
        reasons = [
            f"{event.get('LogicalResourceId')}: {event.get('ResourceStatusReason', 'no reason given')}"
            for event in events
            if event.get("ResourceStatus") == "DELETE_FAILED"
        ]
        raise DestructionFailed("\n  ".join([f"{stack} could not be deleted:", *reasons])) from error


def _delete_logs(stack: str) -> list[str]:
    logs = boto3.client("logs")
    deleted = []
    for prefix in (f"{FUNCTIONS}{stack}-", f"{GATEWAY}{stack}"):
        for page in logs.get_paginator("describe_log_groups").paginate(logGroupNamePrefix=prefix):
            for group in page["logGroups"]:
                logs.delete_log_group(logGroupName=group["logGroupName"])
                deleted.append(group["logGroupName"])
    return deleted


def main() -> None:
    """Delete a stage's stack; for dev with all data in it."""
    parser = argparse.ArgumentParser(prog=".venv/bin/python -m infra.destroy", description=main.__doc__)
    parser.add_argument("--stage", choices=STAGES, default=DISPOSABLE)
    parser.add_argument("--confirm", default="", metavar="STACK", help="the stack's name, for a stage with real data")
    arguments = parser.parse_args()
    try:
        done = destroy(arguments.stage, confirmed=arguments.confirm)
    except (NotConfirmed, DestructionFailed) as error:
        sys.exit(str(error))
    print("\n".join(f"deleted: {what}" for what in done) or "there was nothing to delete")


if __name__ == "__main__":
    main()
