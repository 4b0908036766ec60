from typing import Literal

RecurringMode = Literal["draft", "issue"]

RECURRING_MODE_VALUES: set[RecurringMode] = {
    "draft",
    "issue",
}


def check_recurring_mode(value: str) -> RecurringMode:
    if value in RECURRING_MODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {RECURRING_MODE_VALUES!r}")
