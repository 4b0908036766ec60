"""What arrives as mail, archive, picture or text document (`.venv/bin/python -m bench.arrivals fuzz --files 10000`).

fuzz      mutated files of every kind: outcomes, crashes, the slowest, the most memory
batch     files of one archive and the same number one by one, over the local stack: rates, and how many were lost
formats   time and memory of each conversion, in the child that production uses
"""

import argparse

MOST = {"fuzz": 500, "batch": 20, "formats": 0}


def main() -> None:
    """Run one of them, or all in small."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("what", nargs="?", choices=sorted(MOST))
    parser.add_argument("--files", type=int)
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

                compare(files)
            case _:
                from bench.arriving.formats import measure

                measure()


if __name__ == "__main__":
    main()
