"""A circuit breaker for each endpoint: one that fails or is slow time after time is left alone for a while.

Otherwise an endpoint that takes ten seconds to fail would hold the workers that others' events wait for. After the
pause one delivery tries it: if that fails too, the next pause is twice as long, else all that waited goes on.
"""

from datetime import datetime, timedelta

from chalicelib.clock import now
from chalicelib.records.webhooks import Webhook
from chalicelib.storage.queues.mail_jobs import Job, JobKind, try_enqueue
from chalicelib.storage.webhooks import health

MAX_FAILURES = 20  # in a row; more than one delivery's tries, so no single delivery pauses an endpoint
SLOW_SECONDS = 5
_PAUSE = timedelta(minutes=15)
_MAX_DOUBLINGS = 5  # 8 hours
_PROBE = timedelta(minutes=1)


def seconds_to_wait(webhook: Webhook, instant: datetime) -> int:
    """Return how long a delivery waits until its endpoint may be tried: 0 where this one may now."""
    if webhook.paused_until is None:
        return 0
    left = (webhook.paused_until - instant).total_seconds()
    if left > 0:
        return int(left) + 1
    return 0 if health.claim_probe(webhook, instant + _PROBE) else int(_PROBE.total_seconds())


def note(webhook: Webhook, *, successful: bool, seconds: float) -> None:
    """Note how an attempt went; the failure that reaches the limit pauses the endpoint, and its admin gets a mail."""
    if successful and seconds < SLOW_SECONDS:
        if webhook.failures:
            health.count_success(webhook)
        return
    failures = health.count_failure(webhook)
    if failures < MAX_FAILURES:
        return
    health.pause(webhook, now() + pause_after(failures))
    if failures == MAX_FAILURES:
        job = {"company_id": webhook.company_id, "webhook_id": webhook.webhook_id}
        try_enqueue(Job(JobKind.WEBHOOK_PAUSED, job))


def pause_after(failures: int) -> timedelta:
    """Return how long an endpoint is left alone after so many failures in a row.

    >>> [str(pause_after(failures)) for failures in (20, 21, 22, 200)]
    ['0:15:00', '0:30:00', '1:00:00', '8:00:00']
    """
    doublings = min(failures - MAX_FAILURES, _MAX_DOUBLINGS)
    return _PAUSE * int(2**doublings)
