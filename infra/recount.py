"""Set statistics right: `.venv/bin/python -m infra.recount --company ID` or `--all`, of `--stage dev` or `--local URL`.

Needed when the counters and the invoices were not changed together: after a table was restored, or when a release
counts something that earlier ones did not. It may run at any time: changes go on meanwhile, and none is lost. What it
guarantees is said in `chalicelib/storage/invoices/recounting.py`.
"""

import argparse
import os
import sys
from collections.abc import Iterable

import boto3

from infra import template_file
from infra.local import cloud
from infra.package import STAGES


def main() -> None:
    """Recount companies' invoices and print which counters were wrong."""
    parser = argparse.ArgumentParser(prog=".venv/bin/python -m infra.recount", description=main.__doc__)
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--company", metavar="ID")
    which.add_argument("--all", action="store_true")
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--stage", choices=STAGES)
    where.add_argument("--local", metavar="URL", help="the moto server that `make run` prints")
    arguments = parser.parse_args()
    if arguments.local:
        os.environ.update(cloud.credentials(arguments.local))
    os.environ.update(variables(_local_names() if arguments.local else _names_in(f"invoices-{arguments.stage}")))
    from chalicelib.storage.invoices import recounting

    sys.exit(0 if recount_all([arguments.company] if arguments.company else recounting.all_companies()) else 1)


def recount_all(companies: Iterable[str]) -> bool:
    """Recount companies, print what was wrong, and return whether all could be compared."""
    from chalicelib.storage.invoices.recounting import CompanyBusy, recount

    complete = True
    for company in companies:
        try:
            corrections = recount(company)
        except CompanyBusy:
            print(f"{company}: changed all the time; please run this again")
            complete = False
            continue
        print(f"{company}: {f'{len(corrections)} counters corrected' if corrections else 'right'}")
        for counter, change in sorted(corrections.items()):
            print(f"  {counter.item} {counter.name}: {change:+f}")
    return complete


def variables(known: dict[str, str]) -> dict[str, str]:
    """Return the functions' environment variables for resources of these names."""
    template = template_file.load()
    defaults = {name: str(parameter.get("Default", "")) for name, parameter in template["Parameters"].items()}
    declared = template["Globals"]["Function"]["Environment"]["Variables"]
    resolved: dict[str, str] = template_file.resolve(declared, defaults | known)
    return resolved


def _local_names() -> dict[str, str]:
    """Return the names that the local stack gives to what the template describes: tables have their own."""
    names = {name: name for name in template_file.load()["Resources"]}
    return names | {f"{name}.Id": name for name in names}


def _names_in(stack: str) -> dict[str, str]:
    pages = boto3.client("cloudformation").get_paginator("list_stack_resources").paginate(StackName=stack)
    found = [resource for page in pages for resource in page["StackResourceSummaries"]]
    names = {each["LogicalResourceId"]: each.get("PhysicalResourceId", "") for each in found}
    return names | {f"{name}.Id": physical for name, physical in names.items()}


if __name__ == "__main__":
    main()
