from typing import Literal

FindingOutKind = Literal["missing", "wrong"]

FINDING_OUT_KIND_VALUES: set[FindingOutKind] = {
    "missing",
    "wrong",
}


def check_finding_out_kind(value: str) -> FindingOutKind:
    if value in FINDING_OUT_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {FINDING_OUT_KIND_VALUES!r}")
