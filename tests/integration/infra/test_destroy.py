"""A development stack goes completely; others only on being named again, and without their data."""

import json
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from moto import mock_aws

from infra.destroy import NotConfirmed, destroy

TEMPLATE = {
    "Resources": {
        "Files": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "files"}},
        "Queue": {"Type": "AWS::SQS::Queue"},
    }
}


@pytest.fixture
def aws() -> Iterator[None]:
    with mock_aws():
        yield


@pytest.fixture
def stack(aws: None) -> str:
    """A stack with files, of which some were replaced and one was deleted."""
    name = "invoices-dev"
    boto3.client("cloudformation").create_stack(StackName=name, TemplateBody=json.dumps(TEMPLATE))
    s3 = boto3.client("s3")
    s3.put_bucket_versioning(Bucket="files", VersioningConfiguration={"Status": "Enabled"})
    for key in ("a", "a", "b"):
        s3.put_object(Bucket="files", Key=key, Body=b"1")
    s3.delete_object(Bucket="files", Key="b")
    logs = boto3.client("logs")
    logs.create_log_group(logGroupName=f"/aws/lambda/{name}-Process-1")
    logs.create_log_group(logGroupName="/aws/lambda/invoices-development-Process-1")
    return name


def left() -> tuple[list[Any], list[str], list[str]]:
    """Return the stacks, buckets and log groups that there are."""
    stacks = boto3.client("cloudformation").describe_stacks()["Stacks"]
    buckets = [bucket["Name"] for bucket in boto3.client("s3").list_buckets()["Buckets"]]
    groups = [group["logGroupName"] for group in boto3.client("logs").describe_log_groups()["logGroups"]]
    return stacks, buckets, groups


@pytest.mark.slow
def test_of_a_development_stack_nothing_is_left_and_of_others_everything(stack: str) -> None:
    assert destroy("dev", poll_seconds=0) == ["4 objects of files", stack, f"logs /aws/lambda/{stack}-Process-1"]
    assert left() == ([], [], ["/aws/lambda/invoices-development-Process-1"])


def test_a_second_time_there_is_nothing_to_do(stack: str) -> None:
    destroy("dev", poll_seconds=0)
    assert destroy("dev", poll_seconds=0) == []


@pytest.mark.parametrize("confirmed", ["", "yes", "invoices-dev"])
def test_production_is_not_taken_down_unless_it_is_named_again(aws: None, confirmed: str) -> None:
    with pytest.raises(NotConfirmed):
        destroy("prod", confirmed=confirmed)


def test_files_of_a_stage_with_real_data_are_never_deleted(aws: None) -> None:
    template: Any = json.loads(json.dumps(TEMPLATE))
    template["Resources"]["Files"]["DeletionPolicy"] = "Retain"
    boto3.client("cloudformation").create_stack(StackName="invoices-prod", TemplateBody=json.dumps(template))
    s3 = boto3.client("s3")
    s3.put_object(Bucket="files", Key="a", Body=b"1")
    assert destroy("prod", confirmed="invoices-prod", poll_seconds=0) == ["invoices-prod"]
    assert s3.get_object(Bucket="files", Key="a")["Body"].read() == b"1"
