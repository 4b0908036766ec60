from typing import Literal

ApprovalStep = Literal["approve", "reject", "reopen"]

APPROVAL_STEP_VALUES: set[ApprovalStep] = {
    "approve",
    "reject",
    "reopen",
}


def check_approval_step(value: str) -> ApprovalStep:
    if value in APPROVAL_STEP_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {APPROVAL_STEP_VALUES!r}")
