from typing import Literal

Approval = Literal["approved", "open", "rejected"]

APPROVAL_VALUES: set[Approval] = {
    "approved",
    "open",
    "rejected",
}


def check_approval(value: str) -> Approval:
    if value in APPROVAL_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {APPROVAL_VALUES!r}")
