"""Pages of lists that are asked for by a cursor: the id of the last entry of the page before."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from chalicelib.errors import BadCursor
from chalicelib.ids import is_id

_Entry = TypeVar("_Entry")


def check_cursor(cursor: str | None) -> None:
    """Let a cursor pass that is an id, or none; raise `BadCursor`."""
    if cursor is not None and not is_id(cursor):
        raise BadCursor


def cut(found: Sequence[_Entry], limit: int, id_of: Callable[[_Entry], str]) -> tuple[tuple[_Entry, ...], str | None]:
    """Return a page of what was found, which is one entry more where there are more, and the next page's cursor.

    >>> cut(["a", "b", "c"], 2, str), cut(["a", "b"], 2, str)
    ((('a', 'b'), 'b'), (('a', 'b'), None))
    """
    shown = tuple(found[:limit])
    return shown, id_of(shown[-1]) if len(found) > limit else None
