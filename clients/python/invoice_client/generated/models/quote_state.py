from typing import Literal

QuoteState = Literal["accepted", "declined", "expired", "invoiced", "open"]

QUOTE_STATE_VALUES: set[QuoteState] = {
    "accepted",
    "declined",
    "expired",
    "invoiced",
    "open",
}


def check_quote_state(value: str) -> QuoteState:
    if value in QUOTE_STATE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {QUOTE_STATE_VALUES!r}")
