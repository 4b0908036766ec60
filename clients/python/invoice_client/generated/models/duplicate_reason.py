from typing import Literal

DuplicateReason = Literal["same_number", "same_total_and_date"]

DUPLICATE_REASON_VALUES: set[DuplicateReason] = {
    "same_number",
    "same_total_and_date",
}


def check_duplicate_reason(value: str) -> DuplicateReason:
    if value in DUPLICATE_REASON_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {DUPLICATE_REASON_VALUES!r}")
