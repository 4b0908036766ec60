"""What a child could learn from its parent's entries in /proc: its environment, and with it the credentials.

A child runs as the same user, so that the kernel would let it read `/proc/PARENT/environ` and the parent's memory. A
process that says of itself that it is not to be dumped (prctl(2), PR_SET_DUMPABLE) is closed to both.
"""

import ctypes
import sys
from functools import cache

_PR_SET_DUMPABLE = 4


@cache
def hide_this_process() -> None:
    """Close this process to others of the same user, for as long as it runs. Linux only; root still sees it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
