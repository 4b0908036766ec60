"""What is fetched from services of others, within bounds: so much time, so many bytes, no redirect followed.

A timeout of a connection begins anew with each byte, so the clock is looked at with each piece too.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse

_CHUNK_BYTES = 65_536
_MAX_REASON = 200  # characters


class FetchFailed(Exception):
    """The service did not answer, not in time, or with too much; the message may go into the log."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a service answered."""

    status: int
    body: bytes


def fetch(
    method: str,
    url: str,
    *,
    max_seconds: float,
    max_bytes: int,
    headers: Mapping[str, str],
    body: bytes | None = None,
) -> Fetched:
    """Make one request; certificates are checked, and nothing is tried again.

    Raises:
        FetchFailed: there was no answer within the bounds.

    """
    import urllib3

    ends = time.monotonic() + max_seconds
    try:
        with urllib3.PoolManager(timeout=urllib3.Timeout(total=max_seconds), retries=False) as pool:
            response = pool.request(
                method, url, headers=dict(headers), body=body, preload_content=False, redirect=False
            )
            return Fetched(response.status, _read(response, max_bytes, ends))
    except (OSError, ValueError, urllib3.exceptions.HTTPError) as error:
        reason = str(error)[:_MAX_REASON]  # an answer can be in it as a whole
        raise FetchFailed(f"{type(error).__name__}: {reason}") from error


def _read(response: "BaseHTTPResponse", max_bytes: int, ends: float) -> bytes:
    body = b""
    while piece := response.read1(_CHUNK_BYTES):
        body += piece
        if len(body) > max_bytes:
            raise ValueError("answered too much")
        if time.monotonic() > ends:
            raise TimeoutError("answered too slowly")
    return body
