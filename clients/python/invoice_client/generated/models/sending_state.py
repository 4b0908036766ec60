from typing import Literal

SendingState = Literal["failed", "queued", "sending", "sent", "uncertain"]

SENDING_STATE_VALUES: set[SendingState] = {
    "failed",
    "queued",
    "sending",
    "sent",
    "uncertain",
}


def check_sending_state(value: str) -> SendingState:
    if value in SENDING_STATE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SENDING_STATE_VALUES!r}")
