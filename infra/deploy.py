"""Deploy what `infra.package` made: `.venv/bin/python -m infra.deploy --stage dev --bucket NAME` (`make deploy`).

Archives and template go to the artifact bucket under the hash of their content, then CloudFormation gets a change set.
So a deployment of what is deployed already finds nothing to change, and says so.
"""

import argparse
import hashlib
import json
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.request import urlopen

import boto3
from botocore.exceptions import ClientError, WaiterError

from infra.package import ROOT, STAGES

if TYPE_CHECKING:
    from mypy_boto3_cloudformation.client import CloudFormationClient

Kind = Literal["CREATE", "UPDATE"]

PARAMETERS = ROOT / "infra" / "parameters"
_UNCHANGED = ("didn't contain changes", "No updates are to be performed")
_POLL_SECONDS = 3
_MAX_POLLS = 400
HEALTH_TRIES, HEALTH_PAUSE_SECONDS, HEALTH_SECONDS = 10, 3, 30


class DeploymentFailed(RuntimeError):
    """CloudFormation refused or rolled back; `reasons` has what it said of each resource."""

    def __init__(self, stack: str, reasons: list[str]) -> None:
        """Put the reasons into the message: it is all that a person needs to see."""
        super().__init__("\n  ".join([f"the deployment of {stack} failed:", *reasons]))
        self.reasons = reasons


@dataclass(frozen=True)
class Deployment:
    """A stack, and where its artifacts are put."""

    stack: str
    bucket: str
    poll_seconds: int = _POLL_SECONDS


def deploy(deployment: Deployment, package: Path, parameters: Mapping[str, str]) -> bool:
    """Deploy a package; return whether anything changed.

    Raises:
        DeploymentFailed: the stack is as it was before.

    """
    cloudformation = boto3.client("cloudformation")
    template_url = _upload_all(deployment.bucket, package)
    kind: Kind = "UPDATE" if _exists(cloudformation, deployment.stack) else "CREATE"
    change_set = cloudformation.create_change_set(
        StackName=deployment.stack,
        ChangeSetName=f"package-{datetime.now(UTC):%Y%m%d%H%M%S%f}",
        ChangeSetType=kind,
        TemplateURL=template_url,
        Capabilities=["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"],
        Parameters=[{"ParameterKey": name, "ParameterValue": value} for name, value in parameters.items()],
    )["Id"]
    if not _has_changes(cloudformation, deployment, change_set):
        return False
    cloudformation.execute_change_set(ChangeSetName=change_set)
    _wait_for_stack(cloudformation, deployment, kind)
    return True


def kept_parameters(stage: str, folder: Path = PARAMETERS) -> dict[str, str]:
    """Return the parameters that a stage is always deployed with: `infra/parameters/STAGE.json`, where it is there."""
    path = folder / f"{stage}.json"
    kept: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
    return kept


def outputs(stack: str) -> dict[str, str]:
    """Return a deployed stack's outputs."""
    found = boto3.client("cloudformation").describe_stacks(StackName=stack)["Stacks"][0].get("Outputs", [])
    return {output["OutputKey"]: output["OutputValue"] for output in found}


def is_healthy(url: str, *, tries: int = HEALTH_TRIES, pause_seconds: float = HEALTH_PAUSE_SECONDS) -> bool:
    """Tell whether the API says that it is well; a new stage takes some seconds to be reachable."""
    for attempt in range(tries):
        if attempt:
            time.sleep(pause_seconds)
        try:
            with urlopen(f"{url.rstrip('/')}/health", timeout=HEALTH_SECONDS) as answer:  # noqa: S310 - our own address
                if json.load(answer).get("status") == "ok":
                    return True
        except (OSError, ValueError):
            continue
    return False


def point_to_bucket(template: dict[str, Any], locations: Mapping[str, str]) -> dict[str, Any]:
    """Return the template with its local archives' paths replaced by where they were uploaded.

    >>> point_to_bucket({"Resources": {"A": {"Properties": {"CodeUri": "./a.zip"}}}}, {"./a.zip": "s3://b/1.zip"})
    {'Resources': {'A': {'Properties': {'CodeUri': 's3://b/1.zip'}}}}
    """
    resources = {
        name: {**resource, "Properties": {k: _located(k, v, locations) for k, v in resource["Properties"].items()}}
        for name, resource in template["Resources"].items()
    }
    return {**template, "Resources": resources}


def _located(key: str, value: Any, locations: Mapping[str, str]) -> Any:
    return locations[value] if key in {"CodeUri", "ContentUri"} else value


def _upload_all(bucket: str, package: Path) -> str:
    """Upload archives and template; return the template's URL."""
    s3 = boto3.client("s3")
    locations = {}
    for archive in sorted(package.glob("*.zip")):
        key = _upload(s3, bucket, archive.read_bytes(), ".zip")
        locations[f"./{archive.name}"] = f"s3://{bucket}/{key}"
    template = point_to_bucket(json.loads((package / "template.json").read_text()), locations)
    key = _upload(s3, bucket, json.dumps(template, sort_keys=True).encode(), ".json")
    endpoint: str = s3.meta.endpoint_url
    return f"{endpoint}/{bucket}/{key}"


def _upload(s3: Any, bucket: str, data: bytes, suffix: str) -> str:
    key = f"invoices/{_digest(data)}{suffix}"
    try:
        s3.head_object(Bucket=bucket, Key=key)
    except ClientError as error:
        if error.response["Error"]["Code"] not in {"404", "NoSuchKey", "NotFound"}:
            raise
        s3.put_object(Bucket=bucket, Key=key, Body=data)
    return key


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:32]


def _exists(cloudformation: "CloudFormationClient", stack: str) -> bool:
    """Tell whether the stack is there; one that a first change set was only planned for counts as not."""
    try:
        status = cloudformation.describe_stacks(StackName=stack)["Stacks"][0]["StackStatus"]
    except ClientError as error:
        if "does not exist" in error.response["Error"]["Message"]:
            return False
        raise
    return status not in {"REVIEW_IN_PROGRESS", "DELETE_COMPLETE"}


def _has_changes(cloudformation: "CloudFormationClient", deployment: Deployment, change_set: str) -> bool:
    waiter = cloudformation.get_waiter("change_set_create_complete")
    try:
        waiter.wait(
            ChangeSetName=change_set, WaiterConfig={"Delay": deployment.poll_seconds, "MaxAttempts": _MAX_POLLS}
        )
    except WaiterError as error:
        described = cloudformation.describe_change_set(ChangeSetName=change_set)
        reason = described.get("StatusReason", "")
        if not any(words in reason for words in _UNCHANGED):
            raise DeploymentFailed(deployment.stack, [reason]) from error
        cloudformation.delete_change_set(ChangeSetName=change_set)
        return False
    return True


def _wait_for_stack(cloudformation: "CloudFormationClient", deployment: Deployment, kind: Kind) -> None:
    config: Any = {"Delay": deployment.poll_seconds, "MaxAttempts": _MAX_POLLS}
    try:
        if kind == "CREATE":
            cloudformation.get_waiter("stack_create_complete").wait(StackName=deployment.stack, WaiterConfig=config)
        else:
            cloudformation.get_waiter("stack_update_complete").wait(StackName=deployment.stack, WaiterConfig=config)
    except WaiterError as error:
        raise DeploymentFailed(deployment.stack, _reasons(cloudformation, deployment.stack)) from error


def _reasons(cloudformation: "CloudFormationClient", stack: str) -> list[str]:
    events = cloudformation.describe_stack_events(StackName=stack)["StackEvents"]
    return [
        f"{event.get('LogicalResourceId')}: {event.get('ResourceStatusReason', 'no reason given')}"
        for event in events
        if "FAILED" in event.get("ResourceStatus", "")
    ]


def _parameter(text: str) -> tuple[str, str]:
    name, separator, value = text.partition("=")
    if not separator:
        message = f"{text!r} is not NAME=VALUE"
        raise argparse.ArgumentTypeError(message)
    return name, value


def main() -> None:
    """Deploy a stage's package and print the stack's outputs."""
    parser = argparse.ArgumentParser(prog=".venv/bin/python -m infra.deploy", description=main.__doc__)
    parser.add_argument("--stage", choices=STAGES, default="dev")
    parser.add_argument("--bucket", required=True, help="the bucket that archives and templates are uploaded to")
    parser.add_argument("--parameter", action="append", default=[], type=_parameter, metavar="NAME=VALUE")
    arguments = parser.parse_args()
    deployment = Deployment(f"invoices-{arguments.stage}", arguments.bucket)
    try:
        parameters = kept_parameters(arguments.stage) | dict(arguments.parameter)
        changed = deploy(deployment, ROOT / "build" / arguments.stage, parameters)
    except DeploymentFailed as error:
        sys.exit(str(error))
    print(f"{deployment.stack}: {'deployed' if changed else 'nothing to change'}")
    found = outputs(deployment.stack)
    for name, value in sorted(found.items()):
        print(f"  {name:20} {value}")
    if not is_healthy(found["EndpointURL"]):
        sys.exit("it is deployed, but GET /health does not answer: see the log group of APIHandler")


if __name__ == "__main__":
    main()
