"""The report: which layers ran with which rules, and what they found.

It fails closed: a document is valid only if every layer ran and none found anything fatal.
"""

from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import NotRequired, TypedDict


class Severity(StrEnum):
    """How much a finding matters: `fatal` makes the document invalid."""

    FATAL = "fatal"
    WARNING = "warning"


class FindingKind(StrEnum):
    """What is the matter: the document lacks something, or what it says is not right."""

    MISSING = "missing"
    WRONG = "wrong"


class Outcome(StrEnum):
    """What became of a layer. Neither `not_run` nor `undecided` is ever as good as `passed`.

    `undecided` are rules that ask for more than the document's specification does, where only that found something.
    """

    PASSED = "passed"
    FAILED = "failed"
    NOT_RUN = "not_run"
    UNDECIDED = "undecided"


class LayerName(StrEnum):
    """The layers, in the order they run: well-formed XML, the syntax's schema, the business rules, check digits."""

    XML = "xml"
    SCHEMA = "schema"
    RULES = "rules"
    CHECK_DIGITS = "check_digits"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong. `location` is an XPath; `term` a business term such as BT-1; `hint` plain words."""

    rule: str
    severity: Severity
    message: str
    location: str | None = None
    term: str | None = None
    hint: str | None = None
    kind: FindingKind = FindingKind.WRONG


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer: which rules it used (with version and SHA-256), and its outcome; `detail` says why it did not run."""

    name: LayerName
    outcome: Outcome
    rules: str | None = None
    version: str | None = None
    sha256: str | None = None
    detail: str | None = None
    seconds: float = 0.0


class LayerData(TypedDict):
    """A layer as JSON."""

    name: str
    outcome: str
    rules: str | None
    version: str | None
    sha256: str | None
    detail: str | None
    seconds: float


class FindingData(TypedDict):
    """A finding as JSON."""

    rule: str
    severity: str
    message: str
    location: str | None
    term: str | None
    hint: str | None
    kind: str


class ReportData(TypedDict):
    """A report as JSON, as it is kept; of reports that were kept before, the last two may be absent."""

    ruleset: str | None
    successful: bool
    layers: list[LayerData]
    findings: list[FindingData]
    seconds: float
    applicable: NotRequired[bool]
    install: NotRequired[str | None]


@dataclass(frozen=True, slots=True)
class Report:
    """The verdict on one document. `ruleset` is None if none is for it, or if it is unknown what the document is.

    Where there is no rule set that could judge it, `applicable` is false, and `install` is the published rule pack that
    could, if one is known.
    """

    ruleset: str | None
    layers: tuple[Layer, ...]
    findings: tuple[Finding, ...]
    seconds: float = 0.0
    applicable: bool = True
    install: str | None = None

    @property
    def successful(self) -> bool:
        """Whether every layer ran and passed."""
        return bool(self.layers) and all(layer.outcome is Outcome.PASSED for layer in self.layers)

    def to_json(self) -> ReportData:
        """The report as what JSON can carry."""
        plain = asdict(self)
        return {
            "ruleset": self.ruleset,
            "successful": self.successful,
            "layers": plain["layers"],
            "findings": plain["findings"],
            "seconds": self.seconds,
            "applicable": self.applicable,
            "install": self.install,
        }

    def count(self, severity: Severity, kind: FindingKind | None = None) -> int:
        """How many findings of a severity there are; of a kind, if one is named."""
        return sum(each.severity is severity and kind in (None, each.kind) for each in self.findings)

    def as_opinion(self, detail: str) -> "Report":
        """The same where the rules are not the document's own: what they find proves nothing against it."""
        layers = tuple(
            replace(each, outcome=Outcome.UNDECIDED, detail=detail) if each.outcome is Outcome.FAILED else each
            for each in self.layers
        )
        findings = tuple(replace(each, severity=Severity.WARNING) for each in self.findings)
        return replace(self, layers=layers, findings=findings, applicable=False)

    @classmethod
    def from_json(cls, data: ReportData) -> "Report":
        """The report that `to_json` wrote."""
        return cls(
            ruleset=data["ruleset"],
            layers=tuple(_layer(each) for each in data["layers"]),
            findings=tuple(_finding(each) for each in data["findings"]),
            seconds=data["seconds"],
            applicable=data["applicable"],
            install=data["install"],
        )


def not_run(ruleset: str | None, detail: str, seconds: float) -> Report:
    """The report on a document that could not be validated."""
    return Report(ruleset, (Layer(LayerName.RULES, Outcome.NOT_RUN, ruleset, detail=detail),), (), seconds)


def _layer(data: LayerData) -> Layer:
    return Layer(
        LayerName(data["name"]),
        Outcome(data["outcome"]),
        data["rules"],
        data["version"],
        data["sha256"],
        data["detail"],
        data["seconds"],
    )


def _finding(data: FindingData) -> Finding:
    return Finding(
        data["rule"],
        Severity(data["severity"]),
        data["message"],
        data["location"],
        data["term"],
        data["hint"],
        FindingKind(data["kind"]),
    )
