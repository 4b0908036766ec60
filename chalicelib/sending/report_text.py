"""A validation report as plain text for people: it opens everywhere, and no mail filter takes it for a trap."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from chalicelib.sending.mails import texts_of

if TYPE_CHECKING:
    from chalicelib.validation.report.report import FindingData, ReportData

MAX_FINDINGS = 200
MAX_BYTES = 300_000  # twenty reports go with a mail, which may have 40 MB in all
_WITHOUT_VERDICT = ("not_run", "undecided")


def write_report(report: "ReportData", *, filename: str, language: str) -> bytes:
    """Return the readable form of a report's JSON."""
    texts: dict[str, str] = texts_of(language)["report"]
    return ("\n".join(_lines(report, filename, texts)) + "\n").encode()


def _lines(report: "ReportData", filename: str, texts: dict[str, str]) -> Iterator[str]:
    findings = report["findings"]
    counts = {kind: sum(finding["severity"] == kind for finding in findings) for kind in ("fatal", "warning")}
    yield from (texts["title"], "=" * 2 * len(texts["title"]), "")
    yield f"{texts['file']}: {filename}"
    yield f"{texts['rules']}: {report['ruleset'] or '-'}"
    yield f"{texts['result']}: {texts[_result(report)]}"
    yield texts["findings"].format(**counts)
    for layer in report["layers"]:
        if layer["outcome"] in _WITHOUT_VERDICT and layer["detail"]:
            yield texts["not_run_detail"].format(detail=layer["detail"])
    told = _fitting(findings, texts)
    for lines in told:
        yield from lines
    if len(findings) > len(told):
        yield from ("", texts["more"].format(count=len(findings) - len(told)))


def _result(report: "ReportData") -> str:
    if report["successful"]:
        return "passed"
    return "failed" if any(layer["outcome"] == "failed" for layer in report["layers"]) else "not_run"


def _fitting(findings: "Sequence[FindingData]", texts: dict[str, str]) -> list[list[str]]:
    told, left = [], MAX_BYTES
    for number, finding in enumerate(findings[:MAX_FINDINGS], start=1):
        lines = list(_finding(number, finding, texts))
        left -= sum(len(line.encode()) + 1 for line in lines)
        if left < 0:
            break
        told.append(lines)
    return told


def _finding(number: int, finding: "FindingData", texts: dict[str, str]) -> Iterator[str]:
    rule = " ".join(part for part in (finding["rule"], finding["term"]) if part)
    yield from ("", f"{number}. {texts[finding['severity']]} {rule}", f"   {finding['message']}")
    if finding["hint"]:
        yield f"   {texts['hint']}: {finding['hint']}"
    if finding["location"]:
        yield f"   {texts['where']}: {finding['location']}"
