from typing import Literal

Status = Literal["awaiting_upload", "failed", "processing", "queued", "ready"]

STATUS_VALUES: set[Status] = {
    "awaiting_upload",
    "failed",
    "processing",
    "queued",
    "ready",
}


def check_status(value: str) -> Status:
    if value in STATUS_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {STATUS_VALUES!r}")
