"""The way in: one document, one report."""

from dataclasses import dataclass
from pathlib import Path

from chalicelib.process_singleton import single
from chalicelib.validation.process import MEMORY_BYTES, ValidationProcess
from chalicelib.validation.report.report import Report, not_run


@dataclass(frozen=True, slots=True)
class Limits:
    """How much time and space a document gets. The time includes starting the rules, about two seconds when cold.

    `memory_bytes` bounds the validating process, of which there is one for each value.
    """

    seconds: float = 30
    xml_bytes: int = 20_000_000
    memory_bytes: int = MEMORY_BYTES


DEFAULT_LIMITS = Limits()


def validate(
    xml: bytes, *, ruleset: str | None = None, packs: Path | None = None, limits: Limits = DEFAULT_LIMITS
) -> Report:
    """Validate an e-invoice against a rule set: the named one, or the one that fits the document best.

    `packs` is a folder of unpacked rule packs. Raise `UnknownRuleset`; whatever is wrong with the document or happens
    to the validation is in the report, which is successful only if all layers ran and passed.
    """
    if len(xml) > limits.xml_bytes:
        return not_run(ruleset, f"the document has {len(xml):,} bytes; the limit is {limits.xml_bytes:,}", 0.0)
    return _process(limits.memory_bytes).validate(xml, ruleset, packs, limits.seconds)


def check_pack(folder: Path, limits: Limits = DEFAULT_LIMITS) -> None:
    """Load an unpacked rule pack and compile all of it; raise `PackRefused`, or `ValidatorStopped` if time runs out."""
    _process(limits.memory_bytes).check(folder.resolve(), limits.seconds)


@single
def _process(memory_bytes: int) -> ValidationProcess:
    return ValidationProcess(memory_bytes)
