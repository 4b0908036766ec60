"""Pages of one document recognised at the same time."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

MAX_AT_ONCE = 4  # of one document: services limit how many calls an account makes at once

Answer = TypeVar("Answer")


def side_by_side(recognise: Callable[[bytes], Answer], pictures: Sequence[bytes]) -> list[Answer]:
    """The answers for pictures, in their order; the first failure is raised.

    >>> side_by_side(len, [b"a", b"bc"])
    [1, 2]
    """
    with ThreadPoolExecutor(MAX_AT_ONCE) as pool:
        return list(pool.map(recognise, pictures))
