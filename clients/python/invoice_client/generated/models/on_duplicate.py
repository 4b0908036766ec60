from typing import Literal

OnDuplicate = Literal["allow", "flag", "reject"]

ON_DUPLICATE_VALUES: set[OnDuplicate] = {
    "allow",
    "flag",
    "reject",
}


def check_on_duplicate(value: str) -> OnDuplicate:
    if value in ON_DUPLICATE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {ON_DUPLICATE_VALUES!r}")
