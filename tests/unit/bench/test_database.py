"""What calls to DynamoDB are counted as, by its rules for sizes, transactions and indexes."""

from typing import Any

import pytest

from bench.pricing.capacity import Item
from bench.pricing.database import Database, Table

TABLE = {
    "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
    "GlobalSecondaryIndexes": [
        {
            "IndexName": "by_state",
            "KeySchema": [{"AttributeName": "state", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
            "Projection": {"ProjectionType": "ALL"},
        },
        {
            "IndexName": "sparse",
            "KeySchema": [{"AttributeName": "mark", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
            "Projection": {"ProjectionType": "KEYS_ONLY"},
        },
    ],
}
KEY = {"pk": {"S": "company"}, "sk": {"S": "1"}}


class Tables:
    """One table with one item, which a test changes as the database would."""

    def __init__(self) -> None:
        self.item: Item | None = None
        self.database = Database({"invoices": Table.of(TABLE)})

    def look(self, table: str, key: Item) -> Item | None:
        assert (table, key) == ("invoices", KEY)
        return self.item

    def write(self, operation: str, parameters: dict[str, Any], after: Item | None) -> None:
        touched = self.database.before(operation, parameters, self.look)
        self.item = after
        self.database.written(touched, self.look)


def item(state: str, text: str = "") -> dict[str, Any]:
    return {**KEY, "state": {"S": state}, "text": {"S": text}}


def put(item: Item) -> dict[str, Any]:
    return {"TransactItems": [{"Put": {"TableName": "invoices", "Item": item}}]}


def test_a_write_in_a_transaction_counts_twice_and_each_index_that_has_the_item_once() -> None:
    tables = Tables()
    tables.write("TransactWriteItems", put(item("open")), item("open"))
    consumed = tables.database.consumed
    assert (consumed.writes, consumed.index_writes) == (2, 1)


def test_an_item_that_moves_in_an_index_is_removed_there_and_made_anew() -> None:
    tables = Tables()
    tables.item = item("open")
    tables.write("PutItem", {"TableName": "invoices", "Item": item("done")}, item("done"))
    consumed = tables.database.consumed
    assert (consumed.writes, consumed.index_writes) == (1, 2)


def test_a_write_counts_by_the_larger_of_the_item_before_and_after() -> None:
    tables = Tables()
    tables.item = item("open", "x" * 3000)
    tables.write("UpdateItem", {"TableName": "invoices", "Key": KEY}, item("open"))
    consumed = tables.database.consumed
    assert (consumed.writes, consumed.index_writes) == (3, 3)


def test_a_refused_write_is_paid_for_but_touches_no_index() -> None:
    tables = Tables()
    tables.item = item("open")
    tables.write("TransactWriteItems", put(item("done")), tables.item)
    consumed = tables.database.consumed
    assert (consumed.writes, consumed.index_writes) == (2, 0)


def test_writes_are_added_up_by_the_partition_that_they_warm() -> None:
    tables = Tables()
    tables.write("PutItem", {"TableName": "invoices", "Item": item("open")}, item("open"))
    assert tables.database.consumed.heat == {("invoices", "company"): 1, ("invoices.by_state", "open"): 1}


@pytest.mark.parametrize(
    ("operation", "parameters", "answer", "units"),
    [
        ("GetItem", {"ConsistentRead": True}, {"Item": item("open", "x" * 5000)}, 2),
        ("GetItem", {}, {}, 0.5),
        ("Query", {}, {"Items": [item("open", "x" * 3000)] * 3}, 1.5),
        (
            "BatchGetItem",
            {"RequestItems": {"invoices": {"Keys": [KEY, KEY], "ConsistentRead": True}}},
            {"Responses": {"invoices": [item("open")]}},
            2,
        ),
    ],
)
def test_reads_count_by_size_and_consistency(operation: str, parameters: Any, answer: Any, units: float) -> None:
    tables = Tables()
    tables.database.read(operation, parameters, answer)
    assert tables.database.consumed.reads == units
