"""Things that a process has one of, whichever of its threads asks first."""

from collections.abc import Callable
from functools import cache, update_wrapper
from threading import RLock
from typing import Generic, ParamSpec, TypeVar

Given = ParamSpec("Given")
Made = TypeVar("Made")


class single(Generic[Given, Made]):  # noqa: N801 - a decorator
    """Make a function's result once for the arguments, and keep it: `functools.cache` for what must not be doubled.

    That one lets several threads make a result at the same time, and hands each its own: two clients, two processes.

    >>> number = single(lambda: object())
    >>> number() is number()
    True
    """

    def __init__(self, make: Callable[Given, Made]) -> None:
        """Keep what `make` will return."""
        update_wrapper(self, make)
        self._made = cache(make)
        self._lock = RLock()

    def __call__(self, *args: Given.args, **kwargs: Given.kwargs) -> Made:
        """Return the result, which may be made now. The arguments must be hashable."""
        with self._lock:
            return self._made(*args, **kwargs)  # type: ignore[arg-type]

    def cache_clear(self) -> None:
        """Forget every result."""
        self._made.cache_clear()
