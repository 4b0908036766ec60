"""DynamoDB's promise that each request is atomic, which moto keeps only while one thread calls it.

Moto undoes a refused transaction by putting back a copy of all tables, and with it whatever other threads wrote in the
meantime. One request at a time is what the real service looks like from outside.
"""

import threading
from typing import Any

from moto.dynamodb.responses import DynamoHandler

_LOCK = threading.RLock()
_call_action = DynamoHandler.call_action


def make_requests_atomic() -> None:
    """Let moto answer one DynamoDB request at a time, in this process, from now on. Twice is as good as once."""
    DynamoHandler.call_action = _one_at_a_time  # type: ignore[method-assign]


def _one_at_a_time(handler: DynamoHandler) -> Any:
    with _LOCK:
        return _call_action(handler)
