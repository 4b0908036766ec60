"""What all tests share: an AWS that lives in memory, the application's own client, and files to upload."""

import json
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
import yaml
from moto import mock_aws

from chalicelib.accounts import passwords, tokens
from chalicelib.settings import settings
from chalicelib.storage import clients, table
from tests.api import Api, Recorder

REGION = "eu-central-1"
ENVIRONMENT = {
    "AWS_DEFAULT_REGION": REGION,
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "STAGE": "test",
    "ACCOUNTS_TABLE": "accounts",
    "COMPANIES_TABLE": "companies",
    "INVOICES_TABLE": "invoices",
    "FILES_BUCKET": "files",
    "TOKEN_KEYS_SECRET": "token-keys",
    "MAIL_QUEUE_URL": f"https://sqs.{REGION}.amazonaws.com/123456789012/mails",
    "MAIL_FROM": "invoices@example.com",
    "PUBLIC_URL": "https://api.example.com/dev",
    "THROTTLE_FACTOR": "100",  # they all come from one address
    "ARGON2_MEMORY_KIB": "64",  # the tests log in hundreds of times
    "ARGON2_ROUNDS": "1",
}


def _forget() -> None:
    for cached in (
        settings,
        clients.s3_client,
        clients.secrets_client,
        clients.sqs_client,
        clients.ses_client,
        table._connection,
        passwords._context,
        passwords._decoy,
    ):
        cached.cache_clear()
    tokens.forget_keys()


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    _forget()
    yield
    _forget()


class _Template(yaml.SafeLoader):
    """Reads a CloudFormation template without its intrinsic functions."""


_Template.add_multi_constructor("!", lambda _loader, _suffix, _node: None)


@pytest.fixture
def aws() -> Iterator[None]:
    """Yield while tables, bucket and secret exist."""
    with mock_aws():
        template = yaml.load(Path("infra/template.yaml").read_text(), _Template)["Resources"]  # noqa: S506 - a SafeLoader
        for resource, name in (
            ("AccountsTable", "accounts"),
            ("CompaniesTable", "companies"),
            ("InvoicesTable", "invoices"),
        ):
            properties = template[resource]["Properties"]
            wanted = ("BillingMode", "AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes")
            shape = {key: properties[key] for key in wanted if key in properties}
            boto3.client("dynamodb").create_table(TableName=name, **shape)
        boto3.client("s3").create_bucket(Bucket="files", CreateBucketConfiguration={"LocationConstraint": REGION})
        boto3.client("sqs").create_queue(QueueName="mails")
        boto3.client("sesv2").create_email_identity(EmailIdentity="invoices@example.com")
        boto3.client("secretsmanager").create_secret(Name="token-keys", SecretString=json.dumps({"secret": "s" * 64}))
        yield


@pytest.fixture
def api(aws: None) -> Iterator[Api]:
    """Yield a client of the application."""
    with Api.started() as started:
        yield started


@pytest.fixture
def calls(aws: None, monkeypatch: pytest.MonkeyPatch) -> Recorder:
    """Return a recorder of the AWS operations that are called from now on."""
    return Recorder.installed(monkeypatch)
