from typing import Literal

State = Literal["failed", "passed", "unvalidated"]

STATE_VALUES: set[State] = {
    "failed",
    "passed",
    "unvalidated",
}


def check_state(value: str) -> State:
    if value in STATE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {STATE_VALUES!r}")
