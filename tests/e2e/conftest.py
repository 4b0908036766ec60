"""The package, made as it is deployed, deployed on MiniStack through CloudFormation."""

import json
import time
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import boto3
import pytest

from infra.deploy import Deployment, deploy, outputs
from infra.package import ROOT, check_sizes, package
from infra.template_file import resources_of
from invoice_client import Api
from tests.e2e import ministack
from tests.e2e.ministack import Deployed

DEPLOYMENT = Deployment(stack="invoices-e2e", bucket="artifacts", poll_seconds=1)


@pytest.fixture(scope="session")
def packaged() -> Path:
    """Package the application as it is deployed."""
    out, started = ROOT / "build" / "e2e", time.monotonic()
    package("dev", out, rehearsal=True)
    _adapt(out / "template.json")
    print(f"\npackaged in {time.monotonic() - started:.0f} s\n{check_sizes(out)}")
    return out


@pytest.fixture(scope="session")
def aws() -> Iterator[str]:
    """Run MiniStack, lead our AWS clients to it, and yield its address."""
    with ministack.running() as url, pytest.MonkeyPatch.context() as environment:
        environment.setenv("AWS_ENDPOINT_URL", url)
        environment.setenv("AWS_DEFAULT_REGION", ministack.REGION)
        environment.setenv("AWS_ACCESS_KEY_ID", "test")
        environment.setenv("AWS_SECRET_ACCESS_KEY", "test")
        yield url


@pytest.fixture(scope="session")
def deployed(aws: str, packaged: Path) -> Deployed:
    """Deploy the package."""
    configuration = {"LocationConstraint": ministack.REGION}
    boto3.client("s3").create_bucket(Bucket=DEPLOYMENT.bucket, CreateBucketConfiguration=configuration)  # type: ignore[arg-type]
    started = time.monotonic()
    deploy(DEPLOYMENT, packaged, ministack.PARAMETERS)
    print(f"deployed in {time.monotonic() - started:.0f} s")
    found = outputs(DEPLOYMENT.stack)
    url = f"{aws}/restapis/{found['RestAPIId']}/dev/_user_request_"
    return Deployed(url, aws, found, DEPLOYMENT, packaged)


def _adapt(template_file: Path) -> None:
    """Say what MiniStack needs otherwise than AWS, and nothing more."""
    template = json.loads(template_file.read_text())
    # It reads the binary types from the property, not from the extension in the API's definition.
    api = template["Resources"]["RestAPI"]["Properties"]
    api["BinaryMediaTypes"] = api["DefinitionBody"]["x-amazon-apigateway-binary-media-types"]
    # It speaks plain HTTP, which these statements rightly refuse; a policy that has no other goes with them.
    for name, resource in list(template["Resources"].items()):
        if policy := resource["Properties"].get("PolicyDocument"):
            policy["Statement"] = [kept for kept in policy["Statement"] if kept.get("Sid") != "OnlyEncryptedTransport"]
            if not policy["Statement"]:
                del template["Resources"][name]
    # It makes no alarms of calculated metrics.
    for name, alarm in resources_of(template, "AWS::CloudWatch::Alarm").items():
        if "Metrics" in alarm:
            del template["Resources"][name]
    # It has no receipt rules in its CloudFormation: the tests put mails where the rule would, and tell of them.
    _leave_out_receipt_rules(template)
    # It asks IAM about mails to `*`, not about the sender's identity.
    for role in resources_of(template, "AWS::IAM::Role").values():
        for policy in role.get("Policies", []):
            for statement in policy["PolicyDocument"]["Statement"]:
                if statement["Sid"] == "SendMails":
                    statement["Resource"] = "*"
    template_file.write_text(json.dumps(template))


def _leave_out_receipt_rules(template: Any) -> None:
    for name in ("MailInRule", "MailInRuleSet"):
        del template["Resources"][name]
    del template["Outputs"]["MailInRuleSetName"]


@pytest.fixture
def person(deployed: Deployed) -> Api:
    """Return a person with a new account."""
    client = Api(deployed.url)
    client.register(f"{uuid4().hex}@example.com", "open-the-books", company_name="End to End Ltd")
    return client


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Add the end of MiniStack's log to a failure: what a function printed is nowhere else to be seen."""
    report = yield
    if report.failed and ministack.LOG.exists():
        report.sections.append(("MiniStack", ministack.tail()))
    return report
