from typing import Literal

KeyInScopesItem = Literal["read", "send", "upload", "write"]

KEY_IN_SCOPES_ITEM_VALUES: set[KeyInScopesItem] = {
    "read",
    "send",
    "upload",
    "write",
}


def check_key_in_scopes_item(value: str) -> KeyInScopesItem:
    if value in KEY_IN_SCOPES_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {KEY_IN_SCOPES_ITEM_VALUES!r}")
