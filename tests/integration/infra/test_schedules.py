"""Functions that run by the clock on the local stack."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from chalice.app import CloudWatchEvent, Cron, ScheduledEventConfig

from infra.local.schedules import Schedule, period_of, scheduled_event

MOMENT = timedelta(milliseconds=1)


def test_a_call_that_fails_is_not_the_last_one() -> None:
    seen: list[dict[str, Any]] = []
    again = threading.Event()

    def fails_once(event: dict[str, Any]) -> None:
        seen.append(event)
        if len(seen) == 1:
            raise RuntimeError
        again.set()

    schedule = Schedule("sweep", MOMENT, fails_once)
    schedule.start()
    assert again.wait(60)
    schedule.stop()
    schedule.join(60)
    assert not schedule.is_alive()
    assert len({event["id"] for event in seen}) == len(seen)


def test_it_is_the_event_that_the_framework_reads() -> None:
    assert CloudWatchEvent(scheduled_event(), None).detail_type == "Scheduled Event"


def test_a_calendar_is_refused_rather_than_ignored() -> None:
    calendar = Cron(0, 12, "*", "*", "?", "*")
    with pytest.raises(TypeError, match="sweep"):
        period_of(ScheduledEventConfig("sweep", "app.sweep", calendar, ""))
