from typing import Literal

PaymentState = Literal["paid", "partly_paid", "scheduled", "unpaid"]

PAYMENT_STATE_VALUES: set[PaymentState] = {
    "paid",
    "partly_paid",
    "scheduled",
    "unpaid",
}


def check_payment_state(value: str) -> PaymentState:
    if value in PAYMENT_STATE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PAYMENT_STATE_VALUES!r}")
