"""How long a message waits for the scan of its file: longer each time, a quarter of an hour in all.

The queues' `maxReceiveCount` is one more than there are pauses where files are scanned (`infra/template.yaml`). A scan
takes seconds; one that has not ended at the last try is not waited for, and its file is not read.
"""

PAUSES = (15, 45, 120, 240, 480)  # seconds
MAX_TRIES = len(PAUSES) + 1


def pause_after(tries: int) -> int:
    """Return how many seconds a message waits that was received so often.

    >>> [pause_after(tries) for tries in (1, 2, 5, 9)]
    [15, 45, 480, 480]
    """
    return PAUSES[min(tries, len(PAUSES)) - 1]


def is_last(tries: int) -> bool:
    """Tell whether a message that was received so often waits no more.

    >>> is_last(5), is_last(6)
    (False, True)
    """
    return tries >= MAX_TRIES
