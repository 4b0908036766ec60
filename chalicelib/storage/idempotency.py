"""Doing what a request asks once, however often it comes: Powertools' idempotency over a DynamoDB table of its own.

Powertools keeps a record a key: in progress until a deadline, then the answer until it expires. A failure removes the
record, so that the request may be repeated. A crash leaves it in progress until the deadline, which is just past the
time that a request can live: a repeat then runs, and never beside the first.

Powertools alone does not keep a repeat from making a thing twice: of a request that died, or got no answer from the
database, what it did is unknown. So a request under a key first decides on the id of what it makes, and leaves it
here; a repeat finds it, and goes on with what is there under that id.

Bodies are kept compressed: a draft's answer has its whole document, and an item of DynamoDB ends at 400 KB.
"""

import hashlib
import json
import zlib
from base64 import b85decode, b85encode
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from chalicelib.clock import now
from chalicelib.errors import IdempotencyKeyReused, RequestInProgress
from chalicelib.ids import Intended
from chalicelib.json_data import JsonObject
from chalicelib.logs import logger
from chalicelib.process_singleton import single
from chalicelib.settings import settings
from chalicelib.storage.aws.clients import dynamodb_client

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.idempotency import DynamoDBPersistenceLayer

IN_PROGRESS_SECONDS = 30  # Lambda ends a request of the API after 29
_PREFIX = "request"
_RETRY_SECONDS = 1


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it is kept: status, headers, body."""

    status: int
    headers: JsonObject
    body: str


class NotKept(Exception):
    """The answer is no success: it is given, and forgotten."""

    def __init__(self, answer: Kept) -> None:
        """Carry the answer."""
        super().__init__("the answer is not kept")
        self.answer = answer


class _Deadline:
    """All that Powertools asks of a Lambda context."""

    def get_remaining_time_in_millis(self) -> int:
        return IN_PROGRESS_SECONDS * 1000


def once(scope: list[str], fingerprint: str, act: Callable[[], Kept]) -> Kept:
    """Return what `act` answers, or what it answered when the same scope came before.

    Errors of `act` are raised, and nothing is kept of them.

    Raises:
        IdempotencyKeyReused: the scope came before with another fingerprint.
        RequestInProgress: the scope is being acted on at this moment.

    """
    from aws_lambda_powertools.utilities.idempotency import exceptions

    given: list[Kept] = []

    def acted() -> JsonObject:
        given.append(act())
        return asdict(replace(given[0], body=_packed(given[0].body)))

    try:
        kept = Kept(**_handler(scope, fingerprint, acted).handle())
        return replace(kept, body=_unpacked(kept.body))
    except NotKept as answer:
        return answer.answer
    except exceptions.IdempotencyValidationError as error:
        raise IdempotencyKeyReused from error
    except (exceptions.IdempotencyAlreadyInProgressError, exceptions.IdempotencyInconsistentStateError) as error:
        raise RequestInProgress(_RETRY_SECONDS) from error
    except exceptions.IdempotencyPersistenceLayerError:
        if not given:
            raise
        logger().exception("an answer could not be kept; a repeat of its request gets another")
        return given[0]


def intend(scope: list[str], fingerprint: str) -> Intended:
    """Return the id of what a request makes: the same one for as long as its first answer would be kept."""
    from botocore.exceptions import ClientError

    intended, instant = Intended(), int(now().timestamp())
    digest = hashlib.sha256(json.dumps([scope, fingerprint]).encode()).hexdigest()
    item: Any = {
        "id": {"S": f"intended#{digest}"},
        "made": {"S": intended.id},
        # a repeat may come at the end of the first answer's time, and its own answer is kept as long again
        "expires_at": {"N": str(instant + 2 * settings().idempotency_seconds)},
    }
    try:
        dynamodb_client().put_item(
            TableName=settings().idempotency_table,
            Item=item,
            ConditionExpression="attribute_not_exists(id) OR expires_at <= :now",
            ExpressionAttributeValues={":now": {"N": str(instant)}},
            ReturnValuesOnConditionCheckFailure="ALL_OLD",
        )
    except ClientError as error:
        earlier: Any = error.response.get("Item")
        if not earlier:
            raise
        return Intended(earlier["made"]["S"], again=True)
    return intended


def _packed(body: str) -> str:
    """Return a body compressed, as text that JSON leaves as it is.

    >>> _unpacked(_packed('{"name": "Jörg"}'))
    '{"name": "Jörg"}'
    """
    return b85encode(zlib.compress(body.encode())).decode()


def _unpacked(text: str) -> str:
    return zlib.decompress(b85decode(text)).decode()


def _handler(scope: list[str], fingerprint: str, act: Callable[[], JsonObject]) -> Any:
    from aws_lambda_powertools.utilities.idempotency import IdempotencyConfig
    from aws_lambda_powertools.utilities.idempotency.base import IdempotencyHandler

    config = IdempotencyConfig(
        event_key_jmespath="scope",
        payload_validation_jmespath="fingerprint",
        expires_after_seconds=settings().idempotency_seconds,
        hash_function="sha256",
        lambda_context=_Deadline(),  # type: ignore[arg-type]
    )
    return IdempotencyHandler(
        function=act,
        function_payload={"scope": scope, "fingerprint": fingerprint},
        config=config,
        persistence_store=_store(),
        key_prefix=_PREFIX,
        function_args=(),
        function_kwargs={},
    )


@single
def _store() -> "DynamoDBPersistenceLayer":
    from aws_lambda_powertools.utilities.idempotency import DynamoDBPersistenceLayer

    table = settings().idempotency_table
    return DynamoDBPersistenceLayer(table_name=table, expiry_attr="expires_at", boto3_client=dynamodb_client())
