"""What is in the audit trail."""

from typing import Any

import boto3

from tests.support.api import Person


def audit(admin: Person, query: str = "") -> list[Any]:
    """Return the newest events of an admin's company, as the API tells them."""
    answer = admin.get(f"/audit?limit=100&{query}")
    assert answer.status == 200, answer.body
    items: list[Any] = answer.json["items"]
    return items


def kinds(admin: Person) -> list[str]:
    """Return the kinds of the newest events."""
    return [event["kind"] for event in audit(admin)]


def newest(admin: Person, kind: str) -> Any:
    """Return the newest event of a kind."""
    return audit(admin, f"kind={kind}")[0]


def raw_events() -> list[Any]:
    """Return all that stands in the table, of every company."""
    return boto3.client("dynamodb").scan(TableName="AuditTable")["Items"]
