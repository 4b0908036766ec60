"""Standard output that counts instead of showing: what a function would have written to its log.

Lines in CloudWatch's embedded metric format are metrics that are paid for, one a combination of name and dimensions.
"""

import io
import json
from typing import Any


class CountedLines(io.TextIOBase):
    """Counts lines and their bytes, and remembers which metrics were among them."""

    def __init__(self) -> None:
        """Nothing was written yet."""
        super().__init__()
        self.bytes = 0
        self.lines = 0
        self.metrics: set[tuple[str, ...]] = set()

    def writable(self) -> bool:
        """It takes everything."""
        return True

    def write(self, text: str) -> int:
        """Count a text."""
        self.bytes += len(text.encode())
        self.lines += text.count("\n")
        if '"_aws"' in text:
            self.metrics.update(metrics_of(json.loads(text)))
        return len(text)


def metrics_of(line: dict[str, Any]) -> set[tuple[str, ...]]:
    """Return the metrics of a line: each its name, and the values of its dimensions.

    >>> embedded = {"Namespace": "i", "Dimensions": [["stage"]], "Metrics": [{"Name": "Ready", "Unit": "Count"}]}
    >>> metrics_of({"_aws": {"CloudWatchMetrics": [embedded]}, "stage": "prod", "Ready": [1.0]})
    {('Ready', 'prod')}
    """
    return {
        (metric["Name"], *(str(line[name]) for name in dimensions))
        for embedded in line["_aws"]["CloudWatchMetrics"]
        for metric in embedded["Metrics"]
        for dimensions in embedded["Dimensions"]
    }
