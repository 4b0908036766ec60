"""Every AWS call that a test makes through a function's handler, held against that function's policy.

Moto lets everybody do anything; so a policy that lacks an action would go unnoticed until the deployed stack meets it.
The names of tables and queues in the tests are the template's own, so resources are compared too.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cache, wraps
from pathlib import Path
from typing import Any

import pytest
from botocore.client import BaseClient
from chalice.app import Chalice, EventSourceHandler

from infra import template_file

CHALICE = Path(__file__).resolve().parents[3] / ".chalice"
API = "api_handler"

Need = tuple[str, str]
"""An IAM action and the resource it is for, as the policies write it: `${InvoicesTable.Arn}/index/by_state`."""

_NAME = re.compile(r"\$\{([\w-]+)\.Arn\}")
_READS = {"HeadObject": "GetObject", "ListObjectsV2": "ListBucket", "ListObjectVersions": "ListBucketVersions"}
_PARTS = {"CreateMultipartUpload", "UploadPart", "CompleteMultipartUpload", "PutObject"}
_IN_TRANSACTIONS = {
    "Put": "PutItem",
    "Update": "UpdateItem",
    "Delete": "DeleteItem",
    "ConditionCheck": "ConditionCheckItem",
    "Get": "GetItem",
}


class NotPermitted(AssertionError):
    """A function called what its policy does not allow."""


def needs_of(service: str, operation: str, parameters: dict[str, Any]) -> list[Need]:
    """Return what a call needs permission for."""
    match service:
        case "dynamodb":
            return _of_dynamodb(operation, parameters)
        case "s3":
            return _of_s3(operation, parameters)
        case "sqs":
            action = operation.removesuffix("Batch")
            return [(f"sqs:{action}", _arn(parameters["QueueUrl"].rpartition("/")[2]))]
        case "secretsmanager":
            return [(f"secretsmanager:{operation}", _secret(parameters["SecretId"]))]
        case "sesv2":
            return [("ses:SendRawEmail" if "Raw" in parameters.get("Content", {}) else f"ses:{operation}", "*")]
        case _:
            return [(f"{service}:{operation}", "*")]


def _of_dynamodb(operation: str, parameters: dict[str, Any]) -> list[Need]:
    if operation in {"TransactWriteItems", "TransactGetItems"}:
        return [
            (f"dynamodb:{_IN_TRANSACTIONS[kind]}", _arn(item["TableName"]))
            for step in parameters["TransactItems"]
            for kind, item in step.items()
        ]
    if operation in {"BatchGetItem", "BatchWriteItem"}:
        return [(f"dynamodb:{operation}", _arn(table)) for table in parameters["RequestItems"]]
    index = f"/index/{parameters['IndexName']}" if "IndexName" in parameters else ""
    return [(f"dynamodb:{operation}", _arn(parameters["TableName"]) + index)]


def _of_s3(operation: str, parameters: dict[str, Any]) -> list[Need]:
    bucket = _arn("FilesBucket")
    key = f"{bucket}/{parameters.get('Key', '')}"
    if operation == "CopyObject":
        source = parameters["CopySource"]
        return [(_reading("GetObject", source), f"{bucket}/{source['Key']}"), ("s3:PutObject", key)]
    if operation == "DeleteObjects":
        return [("s3:DeleteObject", f"{bucket}/{found['Key']}") for found in parameters["Delete"]["Objects"]]
    if operation.startswith("List"):
        return [(f"s3:{_READS.get(operation, operation)}", bucket)]
    return [("s3:PutObject" if operation in _PARTS else _reading(_READS.get(operation, operation), parameters), key)]


def _reading(action: str, parameters: dict[str, Any]) -> str:
    """Return the action of a call; reading a version that is named is another one than reading the present one."""
    has_other = parameters.get("VersionId") and action in {"GetObject", "GetObjectTagging"}
    return f"s3:{action.replace('Object', 'ObjectVersion')}" if has_other else f"s3:{action}"


def _secret(name: str) -> str:
    """Return the template's own secret, or another one, which its conditional policy is for."""
    return "${TokenKeys.Id}" if "TokenKeys" in name else _arn("OidcClientSecret")


def _arn(name: str) -> str:
    return f"${{{name}.Arn}}"


@cache
def allowed_to(function: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the actions of a function's policy, each with the resources that it is for."""
    config = json.loads((CHALICE / "config.json").read_text())
    policy = json.loads((CHALICE / config["lambda_functions"][function]["iam_policy_file"]).read_text())
    return tuple(
        (action, tuple(map(_as_text, _listed(statement["Resource"]))))
        for statement in policy["Statement"]
        for action in _listed(statement["Action"])
    )


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _as_text(resource: Any) -> str:
    match resource:
        case {"Fn::GetAtt": [name, attribute]}:
            return f"${{{name}.{attribute}}}"
        case {"Fn::Sub": str(text)}:
            return text
        case {"Ref": str(name)}:
            return f"${{{name}}}"
        case _:
            return str(resource)


def is_allowed(function: str, need: Need) -> bool:
    """Tell whether a function's policy allows what it needs; `*` is a need whose resource is not looked at."""
    action, resource = need
    return any(
        action == known and (resource == "*" or any(_covers(pattern, resource) for pattern in resources))
        for known, resources in allowed_to(function)
    )


def _is_ours(resource: str) -> bool:
    """Whether a resource is the template's; tests name others to see what happens where there is none."""
    named = _NAME.match(resource)
    return named is None or named[1] in _ours()


@cache
def _ours() -> frozenset[str]:
    return frozenset(template_file.load()["Resources"])


def _covers(pattern: str, resource: str) -> bool:
    return fnmatchcase(resource, pattern.replace("[", "[[]"))


@dataclass
class Watch:
    """The function that runs at the moment, and the calls that none of them was allowed to make."""

    running: list[str] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)

    def see(self, service: str, operation: str, parameters: dict[str, Any]) -> None:
        """Note a call, if a function makes it and its policy does not allow it."""
        if not self.running:
            return  # the test itself
        function = self.running[-1]
        for need in needs_of(service, operation, parameters):
            if _is_ours(need[1]) and not is_allowed(function, need):
                self.refused.add(f"{function} may not {need[0]} on {need[1]}")


@contextmanager
def enforced() -> Iterator[Watch]:
    """Watch the calls of all handlers; at the end, fail if one was not allowed."""
    watch = Watch()
    with pytest.MonkeyPatch.context() as patch:
        call: Any = BaseClient._make_api_call  # type: ignore[attr-defined]

        def seen(client: BaseClient, operation: str, parameters: Any) -> Any:
            watch.see(client.meta.service_model.service_name, operation, parameters)
            return call(client, operation, parameters)

        patch.setattr(BaseClient, "_make_api_call", seen)
        patch.setattr(Chalice, "__call__", _running(watch, Chalice.__call__))
        patch.setattr(EventSourceHandler, "__call__", _running(watch, EventSourceHandler.__call__))
        yield watch
    if watch.refused:
        raise NotPermitted("; ".join(sorted(watch.refused)))


def _running(watch: Watch, handle: Any) -> Any:
    @wraps(handle)
    def run(handler: Any, event: Any, context: Any) -> Any:
        watch.running.append(API if isinstance(handler, Chalice) else handler.func.__name__)
        try:
            return handle(handler, event, context)
        finally:
            watch.running.pop()

    return run
