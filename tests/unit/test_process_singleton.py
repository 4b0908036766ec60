"""What a process has one of."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from chalicelib.process_singleton import single

THREADS = 8


def test_threads_that_ask_at_the_same_instant_get_the_same() -> None:
    everybody = Barrier(THREADS)
    made: list[object] = []

    @single
    def thing() -> object:
        made.append(object())
        return made[-1]

    def ask(_number: int) -> object:
        everybody.wait(60)
        return thing()

    with ThreadPoolExecutor(THREADS) as threads:
        assert set(threads.map(ask, range(THREADS))) == {made[0]}
    assert len(made) == 1


def test_what_is_forgotten_is_made_again() -> None:
    @single
    def thing() -> object:
        return object()

    before = thing()
    thing.cache_clear()
    assert thing() is not before
