from typing import Literal

SendRequestAttachType0Item = Literal["cii", "pdf", "preview", "received", "report", "source", "ubl"]

SEND_REQUEST_ATTACH_TYPE_0_ITEM_VALUES: set[SendRequestAttachType0Item] = {
    "cii",
    "pdf",
    "preview",
    "received",
    "report",
    "source",
    "ubl",
}


def check_send_request_attach_type_0_item(value: str) -> SendRequestAttachType0Item:
    if value in SEND_REQUEST_ATTACH_TYPE_0_ITEM_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SEND_REQUEST_ATTACH_TYPE_0_ITEM_VALUES!r}")
