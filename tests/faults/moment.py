"""The AWS in memory as it was at one moment, put back as often as it is wanted.

Registering somebody and reading a file takes dozens of calls. With this each flow is prepared once, and every run of it
starts from the very same state, whatever the runs before have left.
"""

from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from moto.backends import get_backend

from infra.local.cloud import ACCOUNT, REGION

_PLACES = {"dynamodb": REGION, "s3": "aws", "sqs": REGION, "ses": REGION}


class Moment:
    """What the services held when this was made."""

    def __init__(self) -> None:
        """Keep it."""
        self._kept = {service: _copy(service, vars(_backend(service))) for service in _PLACES}

    def come_back(self) -> None:
        """Make the services hold it again, and nothing else."""
        for service, kept in self._kept.items():
            vars(_backend(service)).update(_copy(service, kept))


def _backend(service: str) -> Any:
    return get_backend(service)[ACCOUNT][_PLACES[service]]  # type: ignore[call-overload]


def _copy(service: str, held: dict[str, Any]) -> dict[str, Any]:
    """Return a copy; the conditions that threads wait for at queues can't be copied, and stay the same."""
    queues: Iterable[Any] = held["queues"].values() if service == "sqs" else ()
    return deepcopy(held, {id(queue._messages_lock): queue._messages_lock for queue in queues})
