"""Printing the table of the runs at the end, and writing it where `--faults-page` says."""

from pathlib import Path

import pytest

from tests.faults.flows.every import FLOWS
from tests.faults.table import PROPERTY, put_into, to_markdown


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that names the page."""
    parser.addoption("--faults-page", type=Path, help="the page whose table of faults gets what was run")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print the table, and write it if a page is named."""
    reports = [report for outcome in ("passed", "failed") for report in terminalreporter.stats.get(outcome, [])]
    rows = [cells for report in reports for name, cells in report.user_properties if name == PROPERTY]
    if not rows:
        return
    terminalreporter.write_line(to_markdown(rows))
    page = config.getoption("--faults-page")
    if page:
        put_into(page, rows, {flow.name for flow in FLOWS})
