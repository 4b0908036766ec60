"""The attacks that were tried on the system, by kind, as the tests that try them again: `make attack` runs these alone.

Each kind names its files; the end is a table of how many attacks of each kind were tried and how many got through.
"""

import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
WHOLE, UNIT = "tests/integration", "tests/unit"
KINDS = {
    "another company's data": (f"{WHOLE}/api/test_routes.py", f"{WHOLE}/invoices/test_invoices.py"),
    "roles and invitations": (f"{WHOLE}/accounts/test_team.py",),
    "registering, addresses": (f"{WHOLE}/accounts/test_addresses.py", f"{WHOLE}/accounts/test_accounts.py"),
    "new companies that write to strangers": (f"{WHOLE}/sending/test_new_companies.py",),
    "words of a company in its mails": (
        f"{WHOLE}/sales/test_reminder_texts.py",
        f"{UNIT}/records/sales/test_reminder_texts.py",
    ),
    "links and resets": (f"{WHOLE}/accounts/test_resets.py",),
    "guessing": (f"{WHOLE}/accounts/test_throttles.py", f"{WHOLE}/accounts/test_breached_passwords.py"),
    "forged and stolen tokens": (f"{WHOLE}/accounts/test_tokens.py", f"{WHOLE}/accounts/test_sessions.py"),
    "open sessions": (f"{WHOLE}/security/test_own_sessions.py",),
    "second factors, recent proof": (
        f"{WHOLE}/security/test_factors.py",
        f"{WHOLE}/security/test_passkeys.py",
        f"{WHOLE}/security/test_recovery_codes.py",
        f"{WHOLE}/security/test_notices.py",
    ),
    "log-in by an identity provider": (f"{WHOLE}/security/test_oidc.py",),
    "API keys": (f"{WHOLE}/security/test_keys.py",),
    "covering up": (f"{WHOLE}/security/test_audit.py", f"{WHOLE}/security/test_nothing_secret.py"),
    "floods": (f"{WHOLE}/api/test_rate_limits.py",),
    "hostile requests": (f"{WHOLE}/api/test_requests.py", f"{WHOLE}/api/test_bounds.py"),
    "repeated requests": (f"{WHOLE}/api/test_idempotency.py",),
    "webhooks into our network, bad endpoints": (
        f"{WHOLE}/webhooks/test_bad_endpoints.py",
        f"{UNIT}/webhooks/test_posting.py",
    ),
    "hostile files": (
        f"{WHOLE}/pipeline/test_opening_files.py",
        f"{UNIT}/isolation",
        f"{UNIT}/extraction/test_hostile_sizes.py",
    ),
    "malware": (f"{WHOLE}/pipeline/test_malware_scan.py",),
    "hostile rule packs": (f"{UNIT}/validation/packs/test_packs.py",),
    "exported formulas and file names": (f"{WHOLE}/exports/test_exports.py", f"{UNIT}/exports/test_zip_file.py"),
    "functions that were taken over, libraries": (
        f"{UNIT}/infra/test_policies.py",
        f"{UNIT}/infra/test_supply_chain.py",
    ),
}


class Counts:
    """A pytest plugin that counts, by kind, the tests that ran and those that failed."""

    def __init__(self) -> None:
        """Count from nought."""
        self.tried: Counter[str] = Counter()
        self.failed: set[str] = set()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count a test when it was called; a failure before or after it is one of it as well."""
        kind = kind_of(report.nodeid)
        self.tried[kind] += report.when == "call"
        if report.failed:
            self.failed.add(report.nodeid)

    def table(self) -> str:
        """Return the counts as a table."""
        through = Counter(map(kind_of, self.failed))
        rows = [f"{self.tried[kind]:6}  {through[kind]:6}  {kind}" for kind in KINDS]
        total = f"{sum(self.tried.values()):6}  {len(self.failed):6}  all"
        return "\n".join([" tried  failed  kind", *rows, total])


def kind_of(nodeid: str) -> str:
    """Return the kind of attack that a test is.

    >>> kind_of("tests/integration/accounts/test_tokens.py::test_x[none]"), kind_of("tests/unit/isolation/test_y.py::z")
    ('forged and stolen tokens', 'hostile files')
    """
    path = nodeid.partition("::")[0]
    return next(
        kind for kind, files in KINDS.items() if any(path == file or path.startswith(f"{file}/") for file in files)
    )


def main() -> int:
    """Run them, print the table, and return pytest's exit code."""
    counts = Counts()
    files = [str(ROOT / file) for files in KINDS.values() for file in files]
    code = pytest.main(["-q", "--no-header", "-n", "2", "--dist", "worksteal", *files], plugins=[counts])
    sys.stdout.write(f"\n{counts.table()}\n")
    return int(code)


if __name__ == "__main__":
    sys.exit(main())
