"""The slow and pure work of a run, done once for all runs: reading a file, laying out a page.

The real functions are asked, and their results are kept by what they were asked for. No fault can be injected inside
them, because they call no AWS.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from chalicelib.invoices.building import artefacts
from chalicelib.pipeline import process
from chalicelib.recognition import reading


@contextmanager
def slow_work_done_once() -> Iterator[None]:
    """Keep what is read and laid out, as long as this lasts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(process, "read_source", _kept(reading.read_source))
        patch.setattr(artefacts, "make_page", _kept(artefacts.make_page))
        yield


def _kept(make: Callable[..., Any]) -> Callable[..., Any]:
    results: dict[str, Any] = {}

    def kept(*asked: Any, **named: Any) -> Any:
        key = repr((asked, sorted(named.items())))
        if key not in results:
            results[key] = make(*asked, **named)
        return results[key]

    return kept
