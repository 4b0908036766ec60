"""AWS clients: one of each a process, made at the first use, with explicit timeouts and retries.

Never at import: `chalice package` imports the application on machines that have no credentials. All are of one session,
which has read the regions' addresses and the services' descriptions once: a client of a session of its own takes ten
times as long to make, and a cold start makes several.
"""

from threading import Lock
from typing import TYPE_CHECKING, Any

from chalicelib.json_data import JsonObject
from chalicelib.process_singleton import single

if TYPE_CHECKING:
    from botocore.session import Session
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

_MAKING = Lock()


@single
def _session() -> "Session":
    from botocore.session import get_session

    return get_session()


def _tries(most: int) -> JsonObject:
    return {"mode": "standard", "total_max_attempts": most}


def _client(service: str, **options: Any) -> Any:
    from botocore.config import Config

    usual: JsonObject = {
        "connect_timeout": CONNECT_SECONDS,
        "read_timeout": READ_SECONDS,
        "retries": _tries(MAX_ATTEMPTS),
    }
    with _MAKING:  # a session makes one client at a time
        return _session().create_client(service, config=Config(**(usual | options)))


@single
def s3_client() -> "S3Client":
    """Return the S3 client. Presigned requests need signature version 4 and the bucket's own regional host."""
    client: S3Client = _client("s3", signature_version="s3v4", s3={"addressing_style": "virtual"})
    return client


@single
def sqs_client() -> "SQSClient":
    """Return the SQS client."""
    client: SQSClient = _client("sqs")
    return client


@single
def ses_client() -> "SESV2Client":
    """Return the SES client, which tries once: a mail that timed out may have been sent.

    It waits longer than the others: mails are large, and giving up leaves open what became of one.
    """
    client: SESV2Client = _client("sesv2", read_timeout=SES_SECONDS, retries=_tries(1))
    return client


@single
def dynamodb_client() -> "DynamoDBClient":
    """Return the DynamoDB client, which PynamoDB uses too. As it does by itself, it leaves parameters unvalidated."""
    client: DynamoDBClient = _client("dynamodb", parameter_validation=False)
    return client


@single
def secrets_client() -> "SecretsManagerClient":
    """Return the Secrets Manager client."""
    client: SecretsManagerClient = _client("secretsmanager")
    return client


@single
def textract_client() -> "TextractClient":
    """Return the Textract client."""
    client: TextractClient = _client("textract", read_timeout=TEXTRACT_SECONDS, retries=_tries(MAX_TEXTRACT_ATTEMPTS))
    return client


@single
def lambda_client() -> "LambdaClient":
    """Return the Lambda client, for the function that recognises text."""
    client: LambdaClient = _client("lambda", read_timeout=RECOGNISE_SECONDS, retries=_tries(MAX_RECOGNISE_ATTEMPTS))
    return client
