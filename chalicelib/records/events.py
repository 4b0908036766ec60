"""What can happen to an invoice."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from chalicelib.clock import now
from chalicelib.ids import new_id


class EventKind(StrEnum):
    """What can happen to an invoice."""

    CREATED = "created"
    RECEIVED = "received"
    READ = "read"
    FAILED = "failed"
    PARTED = "parted"
    REPROCESSED = "reprocessed"
    CORRECTED = "corrected"
    CREDITED = "credited"
    CANCELLED = "cancelled"
    VALIDATED = "validated"
    APPROVED = "approved"
    REJECTED = "rejected"
    REOPENED = "reopened"
    PAYMENT_PLANNED = "payment_planned"
    PAID = "paid"
    PAYMENT_TAKEN_BACK = "payment_taken_back"
    BANK_ACCOUNT_ACCEPTED = "bank_account_accepted"
    REMINDED = "reminded"
    TAGGED = "tagged"
    SEND_QUEUED = "send_queued"
    SENT = "sent"
    DELIVERED = "delivered"
    BOUNCED = "bounced"
    COMPLAINED = "complained"
    SEND_FAILED = "send_failed"
    SEND_UNCERTAIN = "send_uncertain"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened. `actor` is a user's id, or None for the system; `data` says more, by kind."""

    kind: EventKind
    actor: str | None = None
    data: Mapping[str, object] = field(default_factory=dict)
    at: datetime = field(default_factory=now)
    event_id: str = field(default_factory=new_id)
