from typing import Literal

Kind = Literal["date", "fixed", "number", "text"]

KIND_VALUES: set[Kind] = {
    "date",
    "fixed",
    "number",
    "text",
}


def check_kind(value: str) -> Kind:
    if value in KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {KIND_VALUES!r}")
