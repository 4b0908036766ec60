"""What arrives as mail, archive, picture or text document (`.venv/bin/python -m bench.arrivals fuzz --files 10000`).

fuzz      mutated files of every kind: outcomes, crashes, the slowest, the most memory
batch     files of one archive, and some one by one, over the local stack: rates, and how many were lost
turns     another company's file behind a flood: how many of the flood's are done before it
mails     each mail of our corpus, over the local stack: what became of it (`--page`: the page with that table)
formats   time and memory of each conversion, in the child that production uses
"""

import argparse
from pathlib import Path

MOST = {"fuzz": 500, "batch": 20, "formats": 0, "mails": 0, "turns": 30}


def main() -> None:
    """Run one of them, or all in small."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("what", nargs="?", choices=sorted(MOST))
    parser.add_argument("--files", type=int)
    parser.add_argument("--minutes", type=float, default=60, help="how long each way of `batch` may take")
    parser.add_argument("--page", type=Path, help="a page with a place for the table of `mails`")
    given = parser.parse_args()
    for what in [given.what] if given.what else sorted(MOST):
        files = given.files or MOST[what]
        print(f"\n== {what}")
        match what:
            case "fuzz":
                from bench.arriving.fuzz import report

                report(files)
            case "batch":
                from bench.arriving.batches import compare

                compare(files, given.minutes)
            case "turns":
                from bench.arriving.turns import compare as count_turns

                count_turns(files)
            case "mails":
                from bench.arriving.mails import report as bring

                bring(given.page)
            case _:
                from bench.arriving.formats import measure

                measure()


if __name__ == "__main__":
    main()
