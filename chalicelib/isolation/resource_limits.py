"""How much time and memory a child may use; it has the kernel enforce this before it looks at the first byte."""

import resource
import time
from dataclasses import dataclass
from math import ceil

MAX_WRITTEN_BYTES = 1_000_000  # to any file: the parent keeps the child's standard error in one


@dataclass(frozen=True, slots=True)
class ResourceLimits:
    """Processor seconds for each task, and memory.

    Memory is limited as address space; for a runtime that reserves more than it uses, as data.
    """

    cpu_seconds: int
    address_bytes: int | None = None
    data_bytes: int | None = None

    def enforce(self) -> None:
        """Limit this process for good; no core dumps: they would hold the customer's file."""
        for kind, most in ((resource.RLIMIT_AS, self.address_bytes), (resource.RLIMIT_DATA, self.data_bytes)):
            if most is not None:
                resource.setrlimit(kind, (most, most))
        resource.setrlimit(resource.RLIMIT_FSIZE, (MAX_WRITTEN_BYTES, MAX_WRITTEN_BYTES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    def begin_task(self) -> None:
        """Give this process its processor seconds from now on; the system ends it when they are used up."""
        until = ceil(time.process_time()) + self.cpu_seconds
        resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))
