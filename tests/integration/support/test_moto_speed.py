"""What moto works out once: its answers are the same as without, and an item's size has the same limit."""

from itertools import product
from typing import Any

import boto3
import pytest
from moto import mock_aws
from moto.core.serialize import JSONSerializer, XFormedAttributePicker
from moto.core.utils import get_service_model
from moto.dynamodb.exceptions import ItemSizeTooLarge
from moto.dynamodb.models.dynamo_type import DynamoType, Item
from moto.dynamodb.models.table import Table

from infra.local import moto_speed
from infra.local.moto_speed import MAX_ITEM_BYTES

KEY = DynamoType({"S": "k"})
ITEM = {
    "pk": {"S": "company"},
    "total": {"N": "119.00"},
    "open": {"BOOL": False},
    "nothing": {"NULL": True},
    "lines": {"L": [{"M": {"name": {"S": ""}, "tags": {"SS": ["a", "b"]}}}, {"L": []}]},
    "bytes": {"B": b"\x00\xff"},
    "set": {"BS": [b"1", b"2"]},
}
ANSWERS: list[tuple[str, str, dict[str, Any]]] = [
    ("dynamodb", "GetItem", {"Item": ITEM}),
    ("dynamodb", "GetItem", {"Item": None}),
    (
        "dynamodb",
        "Query",
        {"Items": [ITEM, ITEM], "Count": 2, "ScannedCount": 7, "LastEvaluatedKey": {"pk": ITEM["pk"]}},
    ),
    ("dynamodb", "UpdateItem", {"attributes": {"a": {"N": "1"}}}),
    ("dynamodb", "DescribeTable", {"Table": {"TableName": "t", "Arn": "arn", "item_count": 3, "KeySchema": []}}),
    ("sqs", "SendMessage", {"MessageId": "1", "md5_of_body": "x"}),
    ("secretsmanager", "GetSecretValue", {"name": "n", "SecretString": "s", "VersionStages": ["AWSCURRENT"]}),
]


class AsItCame(JSONSerializer):
    """Moto's serializer without the shorter way."""

    _serialize_type_structure = moto_speed._serialize_any_structure


@pytest.mark.parametrize(("service", "operation", "answer"), ANSWERS)
def test_an_answer_is_serialised_as_moto_does(service: str, operation: str, answer: dict[str, Any]) -> None:
    assert JSONSerializer._serialize_type_structure is moto_speed._serialize_structure
    made = [
        each(get_service_model(service).operation_model(operation), value_picker=XFormedAttributePicker()).serialize(
            answer
        )
        for each in (JSONSerializer, AsItCame)
    ]
    assert made[0] == made[1]
    assert made[0]["body"] != "{}" or answer == {"Item": None}


def test_an_item_may_be_as_large_as_moto_lets_it() -> None:
    room = MAX_ITEM_BYTES - len("pk" + "k" + "note")
    item = Item(KEY, None, {"pk": {"S": "k"}, "note": {"S": "x" * room}})
    assert item.attrs["note"].value == "x" * room
    with pytest.raises(ItemSizeTooLarge):
        Item(KEY, None, {"pk": {"S": "k"}, "note": {"S": "x" * (room + 1)}})
    with pytest.raises(ItemSizeTooLarge):
        item.attrs["more"] = DynamoType({"S": "x"})


def _answers(query: Any) -> list[Any]:
    """Return what queries of a table and of its index answer, page by page, each partition in both directions."""
    found: list[Any] = []
    for partition, index, forward in product(("a", "b", "none"), (None, "by_kind"), (True, False)):
        name = "kind" if index else "pk"
        page: dict[str, Any] = {}
        while True:
            page = query(
                TableName="things",
                KeyConditionExpression=f"{name} = :value",
                ExpressionAttributeValues={":value": {"S": partition}},
                ScanIndexForward=forward,
                Limit=3,
                **({"IndexName": index} if index else {}),
                **({"ExclusiveStartKey": page["LastEvaluatedKey"]} if page.get("LastEvaluatedKey") else {}),
            )
            found.append((page["Items"], page["Count"], page["ScannedCount"], page.get("LastEvaluatedKey")))
            if not page.get("LastEvaluatedKey"):
                break
    return found


@mock_aws
def test_a_query_answers_as_moto_does(monkeypatch: pytest.MonkeyPatch) -> None:
    dynamodb = boto3.client("dynamodb")
    key: list[Any] = [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}]
    by_kind: Any = [{"AttributeName": "kind", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}]
    dynamodb.create_table(
        TableName="things",
        KeySchema=key,
        AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in ("pk", "sk", "kind")],
        GlobalSecondaryIndexes=[
            {"IndexName": "by_kind", "KeySchema": by_kind, "Projection": {"ProjectionType": "ALL"}}
        ],
        BillingMode="PAY_PER_REQUEST",
    )
    for number, partition in product(range(8), "ab"):
        item = {"pk": {"S": partition}, "sk": {"S": str(7 * number % 8)}, "n": {"N": str(number)}}
        kinds = {"kind": {"S": "ab"[number % 2]}} if number < 6 else {}  # the others are not in the index
        dynamodb.put_item(TableName="things", Item=item | kinds)
    ours = _answers(dynamodb.query)
    monkeypatch.setattr(Table, "query", moto_speed._query_all)
    assert ours == _answers(dynamodb.query)
    assert sum(len(items) for items, *_ in ours) == 2 * (16 + 12)
