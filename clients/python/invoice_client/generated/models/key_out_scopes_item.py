from typing import Literal

KeyOutScopesItem = Literal["read", "send", "upload", "write"]

KEY_OUT_SCOPES_ITEM_VALUES: set[KeyOutScopesItem] = {
    "read",
    "send",
    "upload",
    "write",
}


def check_key_out_scopes_item(value: str) -> KeyOutScopesItem:
    if value in KEY_OUT_SCOPES_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {KEY_OUT_SCOPES_ITEM_VALUES!r}")
