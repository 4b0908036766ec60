from typing import Literal

CreditState = Literal["cancelled", "credited", "partly_credited"]

CREDIT_STATE_VALUES: set[CreditState] = {
    "cancelled",
    "credited",
    "partly_credited",
}


def check_credit_state(value: str) -> CreditState:
    if value in CREDIT_STATE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CREDIT_STATE_VALUES!r}")
