"""Letters that no font of ours has: a document with them is not issued, since its page would show boxes instead.

Only what the page shows is looked at. Arabic and Hebrew are drawn (`documents/rendering/right_to_left.py`); Indic
scripts are among those refused.
"""

from collections.abc import Iterator

from pydantic import BaseModel

from chalicelib.documents.model.document import Document
from chalicelib.errors import InvalidInput

MAX_LETTERS_SHOWN = 20
_NOT_SHOWN = frozenset({
    "accounting_reference", "business_process", "classifications", "content", "customer_id", "despatch_advice",
    "electronic_address", "exemption_reason_code", "identifiers", "mime_type", "object_id", "order_line", "reason_code",
    "receiving_advice", "sales_order", "specification", "standard_id", "tax_representative", "tender",
})  # fmt: skip
"""Fields that the page leaves out."""


def unprintable_fields(document: Document) -> dict[str, str] | None:
    """Return what is the matter with each field whose text the page can't show, by its place; None if not known."""
    from chalicelib.documents.rendering.drawing import unprintable

    texts = dict(_texts(document, ""))
    lacking = unprintable("".join(sorted(set("".join(texts.values())))))
    if lacking is None:
        return None
    found = {
        place: "".join(letter for letter in dict.fromkeys(text) if letter in lacking) for place, text in texts.items()
    }
    return {place: _sentence(letters) for place, letters in found.items() if letters}


def check_printable(document: Document) -> None:
    """Refuse a document whose page is known to show boxes.

    Raises:
        InvalidInput: names each field and its letters.

    """
    fields = unprintable_fields(document)
    if fields:
        raise InvalidInput(*fields.items())


def check_letters(field: str, text: str) -> None:
    """Refuse one text that the page is known not to show; raise `InvalidInput`."""
    from chalicelib.documents.rendering.drawing import unprintable

    letters = unprintable(text)
    if letters:
        raise InvalidInput((field, _sentence(letters)))


def _sentence(letters: str) -> str:
    shown = " ".join(letters[:MAX_LETTERS_SHOWN]) + (" …" if len(letters) > MAX_LETTERS_SHOWN else "")
    return f"has letters that the fonts of the page lack: {shown}"


def _texts(value: object, place: str) -> Iterator[tuple[str, str]]:
    """Yield every text that the page shows, with its place."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, tuple):
        for index, each in enumerate(value):
            yield from _texts(each, f"{place}.{index}")
    elif isinstance(value, BaseModel):
        for name, each in value:
            if name not in _NOT_SHOWN:
                yield from _texts(each, f"{place}.{name}" if place else name)
