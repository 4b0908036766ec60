from typing import Literal

BulkAction = Literal["approve", "delete", "pay", "reject", "tag", "untag", "validate"]

BULK_ACTION_VALUES: set[BulkAction] = {
    "approve",
    "delete",
    "pay",
    "reject",
    "tag",
    "untag",
    "validate",
}


def check_bulk_action(value: str) -> BulkAction:
    if value in BULK_ACTION_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {BULK_ACTION_VALUES!r}")
