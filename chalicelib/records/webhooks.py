"""Webhooks, and what was delivered to them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from chalicelib.json_data import JsonObject


class DeliveryStatus(StrEnum):
    """Where a delivery stands."""

    PENDING = "pending"
    DELIVERED = "delivered"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """An endpoint. `secret` signs what is sent to it; `events` are the types that it wants.

    `version` grows with every change. `failures` are those since it last took an event in time; after many in a row
    nothing is sent to it until `paused_until`.
    """

    company_id: str
    webhook_id: str
    url: str
    events: tuple[str, ...]
    secret: str
    active: bool
    created_by: str
    created_at: datetime
    version: int = 1
    failures: int = 0
    paused_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One event for one endpoint. `attempts` are those made; the rest tells of the last one."""

    company_id: str
    webhook_id: str
    delivery_id: str
    type: str
    payload: JsonObject
    status: DeliveryStatus
    attempts: int
    created_at: datetime
    answered: int | None = None
    error: str | None = None
    attempted_at: datetime | None = None
