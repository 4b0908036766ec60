from typing import Literal

BatchStatus = Literal["awaiting_upload", "failed", "opening", "refused", "taken_in"]

BATCH_STATUS_VALUES: set[BatchStatus] = {
    "awaiting_upload",
    "failed",
    "opening",
    "refused",
    "taken_in",
}


def check_batch_status(value: str) -> BatchStatus:
    if value in BATCH_STATUS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {BATCH_STATUS_VALUES!r}")
