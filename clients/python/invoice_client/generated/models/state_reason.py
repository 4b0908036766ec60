from typing import Literal

StateReason = Literal["no_ruleset_applies"]

STATE_REASON_VALUES: set[StateReason] = {
    "no_ruleset_applies",
}


def check_state_reason(value: str) -> StateReason:
    if value in STATE_REASON_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {STATE_REASON_VALUES!r}")
