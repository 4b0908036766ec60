"""Where a worker's time goes: functions of the pipeline, wrapped from outside, each counted without those inside it."""

import time
from collections import Counter, defaultdict
from collections.abc import Callable
from functools import wraps
from importlib import import_module
from typing import Any

from botocore.client import BaseClient

# The step, and where the function is that the pipeline calls for it.
STEPS = {
    "reading the file, preview (own process)": ("chalicelib.pipeline.process", "read_source"),
    "e-invoice": ("chalicelib.invoices.building.artefacts", "make_ubl"),
    "official rules (own process)": ("chalicelib.invoices.building.artefact_build", "judge"),
}
CALLS = "calls to AWS: "
REST = "the rest"


class Stopwatch:
    """Seconds by step, for one thread."""

    def __init__(self) -> None:
        """Nothing is running yet."""
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.times: Counter[str] = Counter()
        self._inside: list[float] = []  # for each running step, the seconds of the steps inside it

    def run(self, step: str, function: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
        """Call a function, and count its time for a step."""
        started = time.perf_counter()
        self._inside.append(0.0)
        try:
            return function(*arguments, **options)
        finally:
            elapsed = time.perf_counter() - started
            self.seconds[step] += elapsed - self._inside.pop()
            self.times[step] += 1
            if self._inside:
                self._inside[-1] += elapsed


def install(watch: Stopwatch) -> None:
    """Have the pipeline's steps and all calls to AWS counted from now on, in this process."""
    for step, (module_name, name) in STEPS.items():
        module = import_module(module_name)
        setattr(module, name, _watched(watch, step, getattr(module, name)))
    call = BaseClient._make_api_call  # type: ignore[attr-defined]  # noqa: SLF001 - botocore's one way out

    def watched(client: BaseClient, operation: str, parameters: Any) -> Any:
        service = client.meta.service_model.service_name
        return watch.run(f"{CALLS}{service}", call, client, operation, parameters)

    BaseClient._make_api_call = watched  # type: ignore[attr-defined]  # noqa: SLF001


def _watched(watch: Stopwatch, step: str, function: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(function)
    def call(*arguments: Any, **options: Any) -> Any:
        return watch.run(step, function, *arguments, **options)

    return call
