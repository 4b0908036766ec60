"""How much a form may hold, with all that is copied into it: it is laid out and validated while the client waits."""

from collections.abc import Iterator

from pydantic import BaseModel

MAX_REPEATED = 50  # entries of any list except lines and attachments
MAX_TEXT = 5_000  # characters of one text
MAX_TEXTS = 200_000  # characters of all texts: about forty pages


def check_bounds(group: BaseModel) -> None:
    """Refuse too long lists and texts; a form's lines and attachments have bounds of their own.

    Raises:
        ValueError: says of which field.

    """
    texts = 0
    for name, value in _values(group):
        if isinstance(value, tuple) and len(value) > MAX_REPEATED and name not in {"lines", "attachments"}:
            raise ValueError(f"{name} has more than {MAX_REPEATED} entries")
        if isinstance(value, str):
            texts += _length(name, value)
    if texts > MAX_TEXTS:
        raise ValueError(f"its texts have more than {MAX_TEXTS:,} characters in all")


def _length(name: str, text: str) -> int:
    if len(text) > MAX_TEXT:
        raise ValueError(f"{name} has more than {MAX_TEXT:,} characters")
    return len(text)


def _values(group: BaseModel) -> Iterator[tuple[str, object]]:
    """Yield every value of a group and of the groups in it, by the name of its field."""
    for name, value in group:
        yield name, value
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, BaseModel):
                yield from _values(part)
