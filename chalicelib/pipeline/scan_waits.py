"""How long a message waits for the scan of its file: longer each time, a quarter of an hour in all.

The queues' `maxReceiveCount` is one more than there are pauses where files are scanned (`infra/template.yaml`). A scan
takes seconds; one that has not ended at the last try is not waited for, and its file is not read.
"""

from datetime import datetime, timedelta

from chalicelib.clock import now

PAUSES = (15, 45, 120, 240, 480)  # seconds
MAX_TRIES = len(PAUSES) + 1


def pause_after(tries: int) -> int:
    """Return how many seconds a message waits after so many tries.

    >>> [pause_after(tries) for tries in (1, 2, 5, 9)]
    [15, 45, 480, 480]
    """
    return PAUSES[min(tries, len(PAUSES)) - 1]


def given_up_before(tries: int) -> datetime | None:
    """Return the cut-off: a file stored before it is no longer waited for. None while tries are left.

    Crashes use up tries as well, so the file's age decides too: it must be older than all the pauses together.

    >>> given_up_before(5), given_up_before(6) < now()
    (None, True)
    """
    return now() - timedelta(seconds=sum(PAUSES)) if tries >= MAX_TRIES else None
