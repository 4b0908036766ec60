"""Twenty at the same instant, with real threads."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from chalicelib.errors import DomainError

CROWD = 20


def at_once(action: Callable[[int], object]) -> Counter[str]:
    """Run an action in many threads that start together; count successes and the errors' names."""
    barrier = Barrier(CROWD)

    def run(number: int) -> str:
        barrier.wait()
        try:
            action(number)
        except DomainError as error:
            return type(error).__name__
        return "success"

    with ThreadPoolExecutor(CROWD) as pool:
        return Counter(pool.map(run, range(CROWD)))
