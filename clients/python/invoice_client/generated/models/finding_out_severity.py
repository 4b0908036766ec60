from typing import Literal

FindingOutSeverity = Literal["fatal", "warning"]

FINDING_OUT_SEVERITY_VALUES: set[FindingOutSeverity] = {
    "fatal",
    "warning",
}


def check_finding_out_severity(value: str) -> FindingOutSeverity:
    if value in FINDING_OUT_SEVERITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {FINDING_OUT_SEVERITY_VALUES!r}")
