"""What every table has in common: lazily known names, one client, exact decimals, transactions as the unit of work."""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from pynamodb.attributes import Attribute
from pynamodb.connection import Connection, TableConnection
from pynamodb.constants import STRING
from pynamodb.exceptions import (
    CancellationReason,
    DeleteError,
    PutError,
    PynamoDBException,
    TransactWriteError,
    UpdateError,
)
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

from chalicelib.json_data import JsonObject
from chalicelib.settings import settings
from chalicelib.storage.aws.clients import dynamodb_client

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

__all__ = [
    "CONDITION_FAILED",
    "ConditionFailed",
    "DateAttribute",
    "DecimalAttribute",
    "StoredItem",
    "TableMeta",
    "TransactWrite",
    "TransactWriteError",
    "commit",
    "commit_if",
    "patiently",
    "save_if",
    "to_attributes",
    "to_record",
    "update_if",
]

_Record = TypeVar("_Record", bound="DataclassInstance")

CONDITION_FAILED = "ConditionalCheckFailed"
_CONFLICTS = {"TransactionConflict", "ThrottlingError"}
_CONFLICT_PAUSE_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class _Patience:
    """How often a transaction is tried that meets another one, and the longest pause in between, in seconds."""

    tries: int
    pause: float


_OF_A_REQUEST, _OF_A_WORKER = _Patience(8, 1.0), _Patience(16, 4.0)
_patience = ContextVar("_patience", default=_OF_A_REQUEST)


class TableName(type):
    """Metaclass of a model's `Meta`: reads the table's name from the settings when it is first needed."""

    setting: str

    @property
    def table_name(cls) -> str:
        """The table's name in this stage."""
        return str(getattr(settings(), cls.setting))


class TableMeta(metaclass=TableName):
    """Base of every item's `Meta`."""


class _Connection(Connection):
    """PynamoDB's way to a table, by the one client that this process has: it would make another for each class."""

    @property
    def client(self) -> Any:
        """The client."""
        return dynamodb_client()


class StoredItem(Model):
    """Base of every kind of item."""

    @classmethod
    def _get_connection(cls) -> TableConnection:
        table = super()._get_connection()
        if not isinstance(table.connection, _Connection):
            connection = _Connection()
            connection.add_meta_table(table.get_meta_table())
            table.connection = connection
        return table


class DecimalAttribute(Attribute[Decimal]):
    """An exact number, with the decimals that it was given.

    PynamoDB's own NumberAttribute goes through float, which money must not; and DynamoDB's numbers drop the zeros at
    the end of 19.50. So it is kept as text.
    """

    attr_type = STRING

    def serialize(self, value: Decimal) -> str:
        """Return the number as text, never in exponent form."""
        return format(value, "f")

    def deserialize(self, value: str) -> Decimal:
        """Return the text as a number."""
        return Decimal(value)


class DateAttribute(Attribute[date]):
    """A calendar date, stored as ISO 8601 text, which sorts as dates do."""

    attr_type = STRING

    def serialize(self, value: date) -> str:
        """Return the date as text."""
        return value.isoformat()

    def deserialize(self, value: str) -> date:
        """Return the text as a date."""
        return date.fromisoformat(value)


class ConditionFailed(Exception):
    """A write's condition did not hold; for a transaction, `reasons` has one entry an operation."""

    def __init__(self, reasons: list[CancellationReason | None]) -> None:
        """Carry DynamoDB's reasons, in the order condition checks, deletes, puts, updates."""
        super().__init__("a conditional write was refused")
        self.reasons = reasons

    @property
    def is_of_last(self) -> bool:
        """Whether the last operation's own condition did not hold: that of the last update, where there is one."""
        last = self.reasons[-1] if self.reasons else None
        return last is not None and last.code == CONDITION_FAILED

    def existing_items(self) -> list[JsonObject]:
        """Return the raw items that stood in the way, of the operations that asked for them."""
        return [reason.raw_item for reason in self.reasons if reason and reason.raw_item]


@contextmanager
def patiently() -> Iterator[None]:
    """Have transactions that meet others tried for up to 40 seconds, as a worker may whom nobody waits for.

    A hundred workers that read a batch of one supplier all add to that supplier's sum: what does not get its turn by
    then fails, and its message comes again after the queue's long pause.
    """
    token = _patience.set(_OF_A_WORKER)
    try:
        yield
    finally:
        _patience.reset(token)


def commit(build: Callable[[TransactWrite], None]) -> None:
    """Run one transaction; `build` adds its operations, anew for each attempt.

    Another transaction on the same item at the same instant, or a partition that is asked for too much, is retried a
    few times with growing, random pauses, more often under `patiently`.

    Raises:
        ConditionFailed: some condition did not hold, and nothing was written.

    """
    patience = _patience.get()
    for attempt in range(patience.tries):
        try:
            with TransactWrite(connection=_Connection()) as transaction:
                build(transaction)
        except TransactWriteError as error:
            _refuse_or_pause(error, attempt, patience)
        else:
            return


def commit_if(build: Callable[[TransactWrite], None]) -> bool:
    """Run one transaction; tell whether all its conditions held, else nothing was written."""
    try:
        commit(build)
    except ConditionFailed:
        return False
    return True


def _refuse_or_pause(error: TransactWriteError, attempt: int, patience: _Patience) -> None:
    """Pause before the next attempt at a transaction, or raise an error that no further attempt would help against."""
    codes = {reason.code for reason in error.cancellation_reasons if reason}
    if CONDITION_FAILED in codes:
        raise ConditionFailed(error.cancellation_reasons) from error
    if not _CONFLICTS & codes or attempt == patience.tries - 1:
        raise error
    longest = min(_CONFLICT_PAUSE_SECONDS * 2**attempt, patience.pause)
    time.sleep(random.uniform(0, longest))  # noqa: S311 - jitter, no secret


def update_if(item: Model, actions: Sequence[Action], condition: Condition) -> bool:
    """Update one item if a condition holds; tell whether it did."""
    try:
        item.update(list(actions), condition=condition)
    except UpdateError as error:
        return _refused(error)
    return True


def save_if(item: Model, condition: Condition) -> bool:
    """Store one item if a condition holds; tell whether it did."""
    try:
        item.save(condition=condition)
    except PutError as error:
        return _refused(error)
    return True


def delete_if(item: Model, condition: Condition) -> bool:
    """Delete one item if a condition holds; tell whether it did."""
    try:
        item.delete(condition=condition)
    except DeleteError as error:
        return _refused(error)
    return True


def _refused(error: PynamoDBException) -> Literal[False]:
    """Return False for a condition that did not hold; any other error is raised again."""
    if error.cause_response_code != "ConditionalCheckFailedException":
        raise error
    return False


def to_record(kind: type[_Record], item: Model, /, **richer: Any) -> _Record:
    """Return the record that an item holds: the attributes that bear the names of its fields, or a `richer` value."""
    return kind(**({field.name: getattr(item, field.name) for field in fields(kind)} | richer))


def to_attributes(record: "DataclassInstance") -> JsonObject:
    """Return a record's fields as an item's attributes; empty ones are left out, DynamoDB has no use for them."""
    values = {field.name: getattr(record, field.name) for field in fields(record)}
    return {name: value for name, value in values.items() if value is not None}
