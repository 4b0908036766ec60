"""Pages of one document recognised at the same time."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Answer = TypeVar("Answer")


def side_by_side(recognise: Callable[[bytes], Answer], pictures: Sequence[bytes], at_once: int) -> list[Answer]:
    """The answers for pictures, in their order; after the first failure, which is raised, no more are begun.

    >>> side_by_side(len, [b"a", b"bc"], 2)
    [1, 2]
    """
    with ThreadPoolExecutor(at_once) as pool:
        answers = [pool.submit(recognise, picture) for picture in pictures]
        try:
            return [answer.result() for answer in answers]
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
