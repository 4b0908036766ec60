"""What the functions may do: nothing with a wildcard that is not explained here, and what they call."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.aws.permissions import is_allowed, needs_of

POLICIES = sorted((Path(__file__).resolve().parents[3] / ".chalice").glob("policy-*.json"))

# A folder of a resource of ours, or a function's own log streams, whose names AWS makes up.
FOLDER = re.compile(r"\$\{\w+\.Arn\}/[a-z/]+/\*")
GUARDDUTYS_RULE = re.compile(r"arn:\S+:rule/DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3\*")  # AWS adds an id
OWN_LOGS = re.compile(r"arn:\S+:log-group:/aws/lambda/\$\{AWS::StackName\}-\w+-\*:\*")

# Actions for which AWS knows no resources, and so wants `*`: why each is here.
WITHOUT_RESOURCES = {
    "xray:PutTraceSegments": "traces, only with the parameter Tracing",
    "textract:AnalyzeExpense": "a call carries its picture; only with the parameter Ocr",
    "textract:DetectDocumentText": "a call carries its picture; only with the parameter Ocr",
    "xray:PutTelemetryRecords": "traces, only with the parameter Tracing",
}


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def statements_of_files() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in POLICIES:
        for statement in json.loads(path.read_text())["Statement"]:
            yield path.name, statement


def statements_of_template(template: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, resource in template["Resources"].items():
        properties = resource.get("Properties", {})
        documents = [policy["PolicyDocument"] for policy in properties.get("Policies", [])]
        if resource["Type"] == "AWS::IAM::Policy":
            documents.append(properties["PolicyDocument"])
        for document in documents:
            for statement in document["Statement"]:
                yield name, statement


def wide(statement: dict[str, Any]) -> list[str]:
    """Return what a statement allows too much of."""
    if set(listed(statement["Action"])) <= set(WITHOUT_RESOURCES):
        return []
    actions = [action for action in listed(statement["Action"]) if "*" in action]
    texts = [
        resource.get("Fn::Sub", "") if isinstance(resource, dict) else resource
        for resource in listed(statement["Resource"])
    ]
    return actions + [
        text
        for text in texts
        if "*" in text and not any(known.fullmatch(text) for known in (FOLDER, OWN_LOGS, GUARDDUTYS_RULE))
    ]


@pytest.mark.slow
def test_no_policy_has_a_wildcard_that_is_not_explained(prod_template: dict[str, Any]) -> None:
    everywhere = [*statements_of_files(), *statements_of_template(prod_template)]
    assert len(everywhere) > len(POLICIES)
    assert {name: wide(statement) for name, statement in everywhere if wide(statement)} == {}


@pytest.mark.parametrize(
    ("action", "resource"),
    [
        ("s3:*", {"Fn::Sub": "${FilesBucket.Arn}/incoming/*"}),
        ("s3:GetObject", "*"),
        ("s3:GetObject", {"Fn::Sub": "${FilesBucket.Arn}/*"}),
        ("dynamodb:Query", {"Fn::Sub": "arn:aws:dynamodb:*:*:table/*"}),
        ("logs:PutLogEvents", {"Fn::Sub": "arn:aws:logs:eu-central-1:1:log-group:*"}),
    ],
)
def test_a_wildcard_is_found(action: str, resource: Any) -> None:
    assert wide({"Action": action, "Resource": resource})


def test_every_function_reads_only_the_queue_it_is_for() -> None:
    for name, statement in statements_of_files():
        if "sqs:ReceiveMessage" in listed(statement["Action"]):
            assert len(listed(statement["Resource"])) == 1, name


@pytest.mark.parametrize(
    ("service", "operation", "parameters", "needs"),
    [
        ("dynamodb", "Query", {"TableName": "T", "IndexName": "i"}, [("dynamodb:Query", "${T.Arn}/index/i")]),
        (
            "dynamodb",
            "TransactWriteItems",
            {"TransactItems": [{"Put": {"TableName": "T"}}, {"ConditionCheck": {"TableName": "U"}}]},
            [("dynamodb:PutItem", "${T.Arn}"), ("dynamodb:ConditionCheckItem", "${U.Arn}")],
        ),
        ("s3", "HeadObject", {"Key": "a/b"}, [("s3:GetObject", "${FilesBucket.Arn}/a/b")]),
        (
            "s3",
            "CopyObject",
            {"Key": "to", "CopySource": {"Key": "from"}},
            [("s3:GetObject", "${FilesBucket.Arn}/from"), ("s3:PutObject", "${FilesBucket.Arn}/to")],
        ),
        (
            "s3",
            "CopyObject",
            {"Key": "to", "CopySource": {"Key": "from", "VersionId": "1"}},
            [("s3:GetObjectVersion", "${FilesBucket.Arn}/from"), ("s3:PutObject", "${FilesBucket.Arn}/to")],
        ),
        (
            "s3",
            "GetObjectTagging",
            {"Key": "a/b", "VersionId": "1"},
            [("s3:GetObjectVersionTagging", "${FilesBucket.Arn}/a/b")],
        ),
        ("s3", "ListObjectsV2", {"Prefix": "a/"}, [("s3:ListBucket", "${FilesBucket.Arn}")]),
        ("s3", "DeleteObjects", {"Delete": {"Objects": [{"Key": "a"}]}}, [("s3:DeleteObject", "${FilesBucket.Arn}/a")]),
        ("sqs", "SendMessage", {"QueueUrl": "https://sqs/1/MailQueue"}, [("sqs:SendMessage", "${MailQueue.Arn}")]),
    ],
)
def test_a_call_needs_the_actions_that_iam_knows(
    service: str, operation: str, parameters: dict[str, Any], needs: list[tuple[str, str]]
) -> None:
    assert needs_of(service, operation, parameters) == needs


def test_a_call_that_a_policy_lacks_is_refused() -> None:
    assert is_allowed("process", ("s3:GetObject", "${FilesBucket.Arn}/incoming/company/invoice/source"))
    assert not is_allowed("process", ("s3:PutObject", "${FilesBucket.Arn}/rulesets/pack/rules.xslt"))
    assert not is_allowed("process", ("dynamodb:GetItem", "${AccountsTable.Arn}"))
    assert not is_allowed("bury", ("ses:SendRawEmail", "*"))


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.stem)
def test_no_function_reads_what_was_locked_away_or_tags_a_file(policy: Path) -> None:
    for statement in json.loads(policy.read_text())["Statement"]:
        actions = set(listed(statement["Action"]))
        assert not actions & {"s3:PutObjectTagging", "s3:PutObjectVersionTagging"}
        if "quarantine" in str(statement["Resource"]):
            assert actions == {"s3:PutObject"}
