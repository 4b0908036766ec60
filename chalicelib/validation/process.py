"""The validating process seen from outside: started when first needed, kept, and killed when its time is up.

Nothing that a document or a rule does can hang or bring down the caller: what doesn't answer in time is killed, and the
report says that the rules did not run.
"""

from pathlib import Path
from time import perf_counter

from chalicelib.isolation.child_pool import ChildPool
from chalicelib.isolation.child_process import ChildEnded
from chalicelib.isolation.resource_limits import ResourceLimits
from chalicelib.json_data import JsonObject
from chalicelib.validation.errors import PackRefused, UnknownRuleset, ValidatorStopped
from chalicelib.validation.report.report import Report, ReportData, not_run

CHILD = "chalicelib.validation.child"
MAX_CPU_SECONDS = 300  # for one document
MEMORY_BYTES = 700_000_000
"""Room for rules of both syntaxes and a document of some 15 MB; a function of 1 GB holds it and its caller."""


class ValidationProcess:
    """One child process at a time, used by one caller at a time, that may fill so much memory.

    Not so many addresses: Saxon's runtime reserves 32 GB of them and uses a hundredth.
    """

    def __init__(self, memory_bytes: int = MEMORY_BYTES) -> None:
        self._children = ChildPool(CHILD, ResourceLimits(MAX_CPU_SECONDS, data_bytes=memory_bytes))

    def validate(self, xml: bytes, ruleset: str | None, packs: Path | None, seconds: float) -> Report:
        """Have a document validated; raise `UnknownRuleset`. Whatever else goes wrong is reported as "not run"."""
        started = perf_counter()
        request = {"ruleset": ruleset, "packs": str(packs) if packs else None}
        try:
            answer = self._ask(request, xml, seconds)
        except ValidatorStopped as error:
            return not_run(ruleset, str(error), perf_counter() - started)
        return _report(answer, ruleset, perf_counter() - started)

    def check(self, pack: Path, seconds: float) -> None:
        """Have a pack loaded and compiled; raise `PackRefused` if that fails, `ValidatorStopped` if it ends first."""
        answer = self._ask({"check": str(pack), "packs": None}, b"", seconds)
        if "refused" in answer:
            raise PackRefused(answer["pack"], answer["refused"])

    def stop(self) -> None:
        """End the child."""
        self._children.close()

    def peak_bytes(self) -> int:
        """The most memory that the child has had resident; 0 where none is running."""
        return self._children.peak_bytes()

    def _ask(self, request: dict[str, str | None], xml: bytes, seconds: float) -> JsonObject:
        """The child's answer; raise `ValidatorStopped` if there is none in time."""
        try:
            with self._children.child(seconds) as child:
                child.send(request, xml)
                return child.receive(0)[0]
        except ChildEnded as ended:
            if ended.too_late:
                raise ValidatorStopped(f"validation took longer than {seconds:g} seconds") from ended
            raise ValidatorStopped("the validating process ended before it answered") from ended


def _report(answer: JsonObject, ruleset: str | None, seconds: float) -> Report:
    if "unknown_ruleset" in answer:
        raise UnknownRuleset(answer["unknown_ruleset"], tuple(answer["known"]))
    if "refused" in answer:
        return not_run(ruleset, str(PackRefused(answer["pack"], answer["refused"])), seconds)
    report: ReportData = answer["report"]
    return Report.from_json({**report, "seconds": seconds})
