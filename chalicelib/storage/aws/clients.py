"""AWS clients: one of each a process, made at the first use, with explicit timeouts and retries.

Never at import: `chalice package` imports the application on machines that have no credentials.
"""

from typing import TYPE_CHECKING, Any

from chalicelib.process_singleton import single

if TYPE_CHECKING:
    from botocore.config import Config
    from mypy_boto3_dynamodb.client import DynamoDBClient
    from mypy_boto3_lambda.client import LambdaClient
    from mypy_boto3_s3.client import S3Client
    from mypy_boto3_secretsmanager.client import SecretsManagerClient
    from mypy_boto3_sesv2.client import SESV2Client
    from mypy_boto3_sqs.client import SQSClient
    from mypy_boto3_textract.client import TextractClient

CONNECT_SECONDS = 2
READ_SECONDS = 10
SES_SECONDS = 30
MAX_ATTEMPTS = 4
# Recognising a dense page takes seconds. Three tries must fit beside the reading into the worker's time; what is still
# throttled then comes again with its message, minutes later.
TEXTRACT_SECONDS = 15
MAX_TEXTRACT_ATTEMPTS = 3
# A cold start loads the models before it reads. A second try meets a warm function.
RECOGNISE_SECONDS = 35
MAX_RECOGNISE_ATTEMPTS = 3


def _config(**options: Any) -> "Config":
    from botocore.config import Config

    usual: dict[str, Any] = {
        "connect_timeout": CONNECT_SECONDS,
        "read_timeout": READ_SECONDS,
        "retries": {"mode": "standard", "total_max_attempts": MAX_ATTEMPTS},
    }
    return Config(**(usual | options))


@single
def s3_client() -> "S3Client":
    """Return the S3 client. Presigned requests need signature version 4 and the bucket's own regional host."""
    import boto3

    return boto3.client("s3", config=_config(signature_version="s3v4", s3={"addressing_style": "virtual"}))


@single
def sqs_client() -> "SQSClient":
    """Return the SQS client."""
    import boto3

    return boto3.client("sqs", config=_config())


@single
def ses_client() -> "SESV2Client":
    """Return the SES client, which tries once: a mail that timed out may have been sent.

    It waits longer than the others: mails are large, and giving up leaves open what became of one.
    """
    import boto3

    once = _config(read_timeout=SES_SECONDS, retries={"mode": "standard", "total_max_attempts": 1})
    return boto3.client("sesv2", config=once)


@single
def dynamodb_client() -> "DynamoDBClient":
    """Return the DynamoDB client, for what is not a table of ours with a model: PynamoDB has its own."""
    import boto3

    return boto3.client("dynamodb", config=_config())


@single
def secrets_client() -> "SecretsManagerClient":
    """Return the Secrets Manager client."""
    import boto3

    return boto3.client("secretsmanager", config=_config())


@single
def textract_client() -> "TextractClient":
    """Return the Textract client."""
    import boto3

    retries = {"mode": "standard", "total_max_attempts": MAX_TEXTRACT_ATTEMPTS}
    return boto3.client("textract", config=_config(read_timeout=TEXTRACT_SECONDS, retries=retries))


@single
def lambda_client() -> "LambdaClient":
    """Return the Lambda client, for the function that recognises text."""
    import boto3

    retries = {"mode": "standard", "total_max_attempts": MAX_RECOGNISE_ATTEMPTS}
    return boto3.client("lambda", config=_config(read_timeout=RECOGNISE_SECONDS, retries=retries))
