from typing import Literal

BatchKind = Literal["archive", "folder", "form", "mail"]

BATCH_KIND_VALUES: set[BatchKind] = {
    "archive",
    "folder",
    "form",
    "mail",
}


def check_batch_kind(value: str) -> BatchKind:
    if value in BATCH_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {BATCH_KIND_VALUES!r}")
