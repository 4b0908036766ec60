from typing import Literal

CreationMethod = Literal["gui", "upload"]

CREATION_METHOD_VALUES: set[CreationMethod] = {
    "gui",
    "upload",
}


def check_creation_method(value: str) -> CreationMethod:
    if value in CREATION_METHOD_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CREATION_METHOD_VALUES!r}")
