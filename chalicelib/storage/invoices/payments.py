"""Decisions and payments as they are kept in an invoice's item: JSON, amounts and days as text."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from chalicelib.json_data import JsonObject
from chalicelib.records.lifecycle.approval import ApprovalStep, Decision
from chalicelib.records.lifecycle.payments import Payment

Kept = JsonObject


def dump_decisions(decisions: Iterable[Decision]) -> list[Kept]:
    """Return decisions as they are kept."""
    return [
        {"step": each.step, "by": each.by, "at": each.at.isoformat(), "comment": each.comment} for each in decisions
    ]


def load_decisions(kept: Iterable[Kept]) -> tuple[Decision, ...]:
    """Return kept decisions."""
    return tuple(
        Decision(ApprovalStep(each["step"]), each["by"], datetime.fromisoformat(each["at"]), each["comment"])
        for each in kept
    )


def dump_payments(payments: Iterable[Payment]) -> list[Kept]:
    """Return payments as they are kept."""
    return [
        {
            "id": each.payment_id,
            "day": each.day.isoformat(),
            "amount": format(each.amount, "f"),
            "is_made": each.is_made,
            "by": each.by,
            "reference": each.reference,
        }
        for each in payments
    ]


def load_payments(kept: Iterable[Kept]) -> tuple[Payment, ...]:
    """Return kept payments."""
    return tuple(
        Payment(
            each["id"],
            date.fromisoformat(each["day"]),
            Decimal(each["amount"]),
            bool(each["is_made"]),
            each["by"],
            each["reference"],
        )
        for each in kept
    )
