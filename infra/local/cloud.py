"""AWS on this machine: a moto server, and in it what the template describes.

Made from `infra/template.yaml` itself, so that what is developed against is what is deployed. Moto's CloudFormation is
not used: it knows neither bucket notifications, TTL, secrets nor SES identities, and importing it takes six seconds.
"""

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

import boto3
from moto.moto_server.threaded_moto_server import ThreadedMotoServer

from infra import template_file
from infra.local.atomic import make_requests_atomic
from infra.local.moto_speed import work_out_once

REGION: Final = "eu-central-1"
ACCOUNT = "123456789012"

_TABLE_ARGUMENTS = ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "BillingMode")
_QUEUE_ATTRIBUTES = ("VisibilityTimeout", "MessageRetentionPeriod", "RedrivePolicy")
_SECRET_ALPHABET_BYTES = 48


@dataclass(frozen=True)
class Resources:
    """The template, and the names of what was made of it: `known` has them as the template refers to them."""

    template: dict[str, Any]
    known: dict[str, str] = field(default_factory=dict)

    def variables(self) -> dict[str, str]:
        """Return the environment variables that the template gives to every function."""
        declared = self.template["Globals"]["Function"]["Environment"]["Variables"]
        resolved: dict[str, str] = template_file.resolve(declared, self.known)
        return resolved


@dataclass(frozen=True)
class Cloud:
    """A running moto server, and what was made in it."""

    url: str
    server: ThreadedMotoServer
    resources: Resources

    def stop(self) -> None:
        """End the server."""
        self.server.stop()


def start(port: int = 0) -> Cloud:
    """Start the server and make the template's resources."""
    make_requests_atomic()
    work_out_once()
    server = ThreadedMotoServer("127.0.0.1", port, verbose=False)
    server.start()
    host, bound = server.get_host_and_port()
    url = f"http://{host}:{bound}"
    os.environ.update(credentials(url))
    return Cloud(url, server, make_resources())


def credentials(url: str) -> dict[str, str]:
    """Return the variables that lead every AWS client of this process, and its children, to the local server."""
    return {
        "AWS_ENDPOINT_URL": url,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_REGION": REGION,
        "AWS_ACCESS_KEY_ID": "local",
        "AWS_SECRET_ACCESS_KEY": "local",
        "AWS_EC2_METADATA_DISABLED": "true",
    }


def _client(service: str) -> Any:
    """Return this process's client of a service, at its present address: making one takes longer than a call."""
    return _client_at(service, os.environ.get("AWS_ENDPOINT_URL", ""))


@cache
def _client_at(service: str, _address: str) -> Any:
    return boto3.client(service)  # type: ignore[call-overload]


def make_resources() -> Resources:
    """Make what the template describes, in the AWS that clients of this process reach; moto's, that is."""
    made = Resources(template_file.load())
    for name, parameter in made.template["Parameters"].items():
        made.known[name] = str(parameter["Default"])
    made.known["ScansFiles"] = made.known["MalwareScan"]
    for name, properties in template_file.resources_of(made.template, "AWS::DynamoDB::Table").items():
        made.known[name] = _make_table(name, properties)
    queues = template_file.resources_of(made.template, "AWS::SQS::Queue")
    for name in sorted(queues, key=lambda queue: "RedrivePolicy" in queues[queue]):  # dead-letter queues first
        _make_queue(made, name, queues[name])
    for name, properties in template_file.resources_of(made.template, "AWS::S3::Bucket").items():
        made.known[name] = _make_bucket(name, template_file.resolve(_readable(properties), made.known))
    for name, properties in template_file.resources_of(made.template, "AWS::SecretsManager::Secret").items():
        made.known[f"{name}.Id"] = _make_secret(name, properties["GenerateSecretString"])
    _client("sesv2").create_email_identity(EmailIdentity=made.known["MailFrom"])
    for name in template_file.resources_of(made.template, "AWS::SES::ConfigurationSet"):
        _client("sesv2").create_configuration_set(ConfigurationSetName=name)
        made.known[name] = name
    return made


def _make_table(name: str, properties: Mapping[str, Any]) -> str:
    dynamodb = _client("dynamodb")
    arguments: Any = {argument: properties[argument] for argument in _TABLE_ARGUMENTS if argument in properties}
    dynamodb.create_table(TableName=name, **arguments)
    if ttl := properties.get("TimeToLiveSpecification"):
        dynamodb.update_time_to_live(TableName=name, TimeToLiveSpecification=ttl)
    return name


def _make_queue(made: Resources, name: str, properties: Mapping[str, Any]) -> None:
    declared = {key: properties[key] for key in _QUEUE_ATTRIBUTES if key in properties}
    attributes: Any = {key: _attribute(value) for key, value in template_file.resolve(declared, made.known).items()}
    made.known[name] = _client("sqs").create_queue(QueueName=name, Attributes=attributes)["QueueUrl"]
    made.known[f"{name}.Arn"] = f"arn:aws:sqs:{REGION}:{ACCOUNT}:{name}"


def _attribute(value: object) -> str:
    """SQS wants text: a policy as JSON, a number as digits."""
    return json.dumps(value) if isinstance(value, dict) else str(value)


def _readable(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what only a deployment needs, such as the name that is made of the stack's."""
    return {key: properties[key] for key in ("CorsConfiguration", "NotificationConfiguration")}


def _make_bucket(name: str, properties: Mapping[str, Any]) -> str:
    s3, bucket = _client("s3"), f"{name.lower()}-local"
    s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": REGION})
    s3.put_bucket_cors(Bucket=bucket, CORSConfiguration={"CORSRules": _cors_rules(properties["CorsConfiguration"])})
    s3.put_bucket_notification_configuration(
        Bucket=bucket,
        NotificationConfiguration={"QueueConfigurations": _notifications(properties["NotificationConfiguration"])},
        SkipDestinationValidation=True,
    )
    return bucket


def _cors_rules(configuration: Mapping[str, Any]) -> Any:
    """CloudFormation's words for CORS rules, in S3's."""
    words = {"ExposedHeaders": "ExposeHeaders", "MaxAge": "MaxAgeSeconds"}
    return [{words.get(key, key): value for key, value in rule.items()} for rule in configuration["CorsRules"]]


def _notifications(configuration: Mapping[str, Any]) -> Any:
    """CloudFormation's words for notifications, in S3's."""
    return [
        {
            "QueueArn": rule["Queue"],
            "Events": [rule["Event"]],
            "Filter": {"Key": {"FilterRules": rule["Filter"]["S3Key"]["Rules"]}},
        }
        for rule in configuration["QueueConfigurations"]
    ]


def keep_client_secret(given: str) -> str:
    """Keep what an identity provider gave us, and return the secret's name."""
    kept = json.dumps({"client_secret": given})
    return str(_client("secretsmanager").create_secret(Name="OidcClientSecret", SecretString=kept)["ARN"])


def _make_secret(name: str, generated: Mapping[str, Any]) -> str:
    value = json.loads(generated["SecretStringTemplate"])
    value[generated["GenerateStringKey"]] = secrets.token_urlsafe(_SECRET_ALPHABET_BYTES)
    return str(_client("secretsmanager").create_secret(Name=name, SecretString=json.dumps(value))["ARN"])
