from typing import Literal

LayerOutName = Literal["check_digits", "rules", "schema", "xml"]

LAYER_OUT_NAME_VALUES: set[LayerOutName] = {
    "check_digits",
    "rules",
    "schema",
    "xml",
}


def check_layer_out_name(value: str) -> LayerOutName:
    if value in LAYER_OUT_NAME_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {LAYER_OUT_NAME_VALUES!r}")
