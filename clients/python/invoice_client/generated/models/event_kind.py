from typing import Literal

EventKind = Literal[
    "approved",
    "bank_account_accepted",
    "bounced",
    "cancelled",
    "complained",
    "corrected",
    "created",
    "credited",
    "delivered",
    "failed",
    "paid",
    "parted",
    "payment_planned",
    "payment_taken_back",
    "read",
    "received",
    "rejected",
    "reminded",
    "reopened",
    "reprocessed",
    "send_failed",
    "send_queued",
    "send_uncertain",
    "sent",
    "tagged",
    "validated",
]

EVENT_KIND_VALUES: set[EventKind] = {
    "approved",
    "bank_account_accepted",
    "bounced",
    "cancelled",
    "complained",
    "corrected",
    "created",
    "credited",
    "delivered",
    "failed",
    "paid",
    "parted",
    "payment_planned",
    "payment_taken_back",
    "read",
    "received",
    "rejected",
    "reminded",
    "reopened",
    "reprocessed",
    "send_failed",
    "send_queued",
    "send_uncertain",
    "sent",
    "tagged",
    "validated",
}


def check_event_kind(value: str) -> EventKind:
    if value in EVENT_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {EVENT_KIND_VALUES!r}")
