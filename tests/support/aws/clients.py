"""AWS clients that tests share: making one takes longer than dozens of calls to moto through it."""

import os
from functools import cache
from typing import Any

import boto3

_make_client = boto3.client


def share_clients() -> None:
    """Let `boto3.client` return, from now on, one client of each service, address and region, for this process."""
    boto3.client = _client  # type: ignore[assignment]


def _client(service: str, **options: Any) -> Any:
    """Return the service's client; one with options of its own is made anew."""
    make: Any = _make_client
    if options:
        return make(service, **options)
    return _client_at(service, os.environ.get("AWS_ENDPOINT_URL", ""), os.environ.get("AWS_DEFAULT_REGION", ""))


@cache
def _client_at(service: str, _address: str, _region: str) -> Any:
    make: Any = _make_client
    return make(service)
