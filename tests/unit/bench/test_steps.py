"""What the load benchmark watches is still there."""

from importlib import import_module

import pytest

from bench.load.steps import STEPS


@pytest.mark.parametrize("step", sorted(STEPS))
def test_each_step_is_a_function_that_the_pipeline_calls(step: str) -> None:
    module, name = STEPS[step]
    assert callable(getattr(import_module(module), name))
