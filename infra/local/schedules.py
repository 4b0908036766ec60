"""EventBridge's part for functions that run by the clock: each is called again and again, at its own rate."""

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from chalice.app import Rate, ScheduledEventConfig

log = logging.getLogger(__name__)


def period_of(event: ScheduledEventConfig) -> timedelta:
    """Return the time from one call of a function to the next.

    >>> period_of(ScheduledEventConfig("sweep", "app.sweep", Rate(15, unit=Rate.MINUTES), ""))
    datetime.timedelta(seconds=900)
    """
    rate = event.schedule_expression
    if not isinstance(rate, Rate):
        raise TypeError(f"the local stack knows rates only: {event.name}")
    return timedelta(**{rate.unit.lower(): rate.value})


def scheduled_event() -> dict[str, Any]:
    """Return the event that EventBridge makes when a rule's time has come."""
    return {
        "version": "0",
        "id": str(uuid4()),
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "account": "123456789012",
        "time": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "region": "eu-central-1",
        "resources": [],
        "detail": {},
    }


class Schedule(threading.Thread):
    """Calls one function at its rate until it is stopped; a call that was begun is finished."""

    def __init__(self, name: str, period: timedelta, handler: Callable[[dict[str, Any]], Any]) -> None:
        """Prepare; `start` begins, and the first call comes after one period."""
        super().__init__(name=f"schedule-{name}", daemon=True)
        self._period = period
        self._handler = handler
        self._stopping = threading.Event()

    def run(self) -> None:
        """Call; a call that fails is reported, and the next one comes all the same."""
        while not self._stopping.wait(self._period.total_seconds()):
            try:
                log.info("%s: %s", self.name, self._handler(scheduled_event()))
            except Exception:  # as EventBridge: it calls again, whatever became of this call
                log.exception("%s failed", self.name)

    def stop(self) -> None:
        """Ask it to end."""
        self._stopping.set()
