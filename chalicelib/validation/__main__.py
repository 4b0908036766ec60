"""`.venv/bin/python -m chalicelib.validation FILE… [--ruleset ID] [--packs FOLDER]`: one line of JSON a file.

Exits with 0 if all files are valid, 1 if one is not, 2 if the rule set doesn't exist or a file cannot be read.
"""

import argparse
import json
import sys
from pathlib import Path

from chalicelib.validation.errors import UnknownRuleset
from chalicelib.validation.report.report import Report
from chalicelib.validation.service import Limits, validate


def main(arguments: list[str] | None = None) -> int:
    """Validate the files that are named."""
    parser = argparse.ArgumentParser(
        prog=".venv/bin/python -m chalicelib.validation", description="Validate e-invoices."
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--ruleset", help="id of the rule set; without it the one that fits each file")
    parser.add_argument("--packs", type=Path, default=_installed(), help="folder of rule packs, if not build/rulesets")
    parser.add_argument("--seconds", type=float, default=Limits().seconds, help="time limit per file")
    options = parser.parse_args(arguments)
    successful = True
    for file in options.files:
        try:
            report = validate(
                file.read_bytes(), ruleset=options.ruleset, packs=options.packs, limits=Limits(seconds=options.seconds)
            )
        except (OSError, UnknownRuleset) as error:
            sys.stderr.write(f"{file}: {error}\n")
            return 2
        sys.stdout.write(_line(file, report) + "\n")
        successful = successful and report.successful
    return 0 if successful else 1


def _installed() -> Path | None:
    """Where `make rulesets` installs rule packs on this machine; None if it has not."""
    folder = Path(__file__).resolve().parents[2] / "build" / "rulesets"
    return folder if folder.is_dir() else None


def _line(file: Path, report: Report) -> str:
    return json.dumps({"file": str(file), **report.to_json(), "seconds": round(report.seconds, 4)}, ensure_ascii=False)


if __name__ == "__main__":
    sys.exit(main())
