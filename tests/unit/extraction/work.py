"""How much work something is, counted and not timed: the steps that Python takes."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def count_steps(do: Callable[[], object]) -> int:
    """The bytecode instructions that are run meanwhile; what C does at once, as in a sum, is one."""
    steps = 0

    def count(frame: FrameType, event: str, _argument: object) -> Any:
        nonlocal steps
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        steps += event == "opcode"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        do()
    finally:
        sys.settrace(before)
    return steps


def grows_evenly(work: Callable[[int], Callable[[], object]], size: int) -> bool:
    """Whether work on twice as much takes about twice as many steps. What `work` prepares is not counted."""
    once, twice = count_steps(work(size)), count_steps(work(2 * size))
    return twice < 2.3 * once
