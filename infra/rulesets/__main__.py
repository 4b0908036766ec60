"""`.venv/bin/python -m infra.rulesets`: install, add, list and remove rule packs.

`install` is what `make rulesets` runs. `manifest` writes the manifest of a folder of published rules.
"""

import argparse
import os
import sys
from pathlib import Path

import requests
from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.storage.files.rulesets import PackStore
from chalicelib.validation.errors import RulesError
from chalicelib.validation.packs.manifest import MANIFEST, Severities, dump_manifest, make_manifest
from infra.deploy import outputs
from infra.local import aws
from infra.package import STAGES
from infra.rulesets.installing import INSTALLED, NotInstalled, install, named
from infra.rulesets.stored import NotStored, add, lines, remove


def describe(folder: Path, options: argparse.Namespace) -> str:
    """Write a folder's manifest: what is neither named as rules, in their order, nor as a schema, is a resource."""
    schemas = (each.partition("=") for each in options.schema)
    roles = dict.fromkeys(options.rules, "rules") | {path: f"schema:{root}" for root, _, path in schemas}
    files = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
    roles |= {path: "resource" for path in files if path not in {*roles, MANIFEST}}
    manifest = make_manifest(
        folder, id=options.id, name=options.name or options.id, version=options.version, syntax=options.syntax,
        applies_to=tuple(options.applies_to), extends=options.extends, roles=roles,
        severities=_severities(options),
    )  # fmt: skip
    (folder / MANIFEST).write_bytes(dump_manifest(manifest))
    return f"wrote {folder / MANIFEST}, of {len(manifest.files)} files"


def _severities(options: argparse.Namespace) -> list[Severities]:
    """The rules that weigh differently, by the pattern of BT-24 that they are named with."""
    by_pattern: dict[str, dict[str, tuple[str, ...]]] = {}
    for weight in ("warning", "fatal"):
        for pattern, _, rules in (each.rpartition("=") for each in getattr(options, weight)):
            by_pattern.setdefault(pattern or "*", {})[weight] = tuple(rules.split(","))
    return [Severities.model_validate({"applies_to": pattern, **weights}) for pattern, weights in by_pattern.items()]


def _store(options: argparse.Namespace) -> PackStore:
    """The packs of a stage, of a bucket, or of the local stack."""
    if options.bucket:
        return PackStore(options.bucket)
    if options.stage:
        return PackStore(outputs(f"invoices-{options.stage}")["FilesBucketName"])
    address = f"http://127.0.0.1:{options.port}{aws.PATH}"
    try:
        variables: dict[str, str] = requests.get(address, timeout=5).json()
    except requests.RequestException as error:
        raise NotStored(f"nothing answers at {address}: start `make run`, or name --stage or --bucket") from error
    os.environ.update(variables)
    return PackStore(variables["FILES_BUCKET"])


def _install(options: argparse.Namespace) -> str:
    """Install published packs on this machine, and in the bucket of a stage if one is named."""
    packs = named(options.ids)
    done = install(packs, INSTALLED, options.source)
    if options.stage or options.bucket:
        store = _store(options)
        done += [add(store, INSTALLED / pack.id, replace=True) for pack in packs]
    return "\n".join(done) or f"all {len(packs)} rule packs are in {INSTALLED} already"


def _run(options: argparse.Namespace) -> str:
    match options.command:
        case "install":
            return _install(options)
        case "add":
            return add(_store(options), options.pack, replace=options.replace)
        case "list":
            return "\n".join(lines(_store(options))) or "there are no rule packs"
        case "remove":
            return remove(_store(options), options.id)
        case _:
            return describe(options.folder, options)


def _parser() -> argparse.ArgumentParser:
    where = argparse.ArgumentParser(add_help=False)
    target = where.add_mutually_exclusive_group()
    target.add_argument("--stage", choices=STAGES, help="the deployed stage; without it the local stack")
    target.add_argument("--bucket", help="the bucket that the packs are in")
    where.add_argument("--port", type=int, default=8000, help="where the local stack answers")
    parser = argparse.ArgumentParser(
        prog=".venv/bin/python -m infra.rulesets", description="Install, add, list and remove rule packs."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    installing = commands.add_parser("install", parents=[where], help="install published packs of the catalogue")
    installing.add_argument("ids", nargs="*", metavar="ID", help="which; all if none is named")
    installing.add_argument("--from", dest="source", type=Path, metavar="FOLDER", help="where their files may be found")
    adding = commands.add_parser("add", parents=[where], help="check a pack and store it")
    adding.add_argument("pack", type=Path, metavar="FOLDER_OR_ZIP")
    adding.add_argument("--replace", action="store_true", help="also over the same version with other content")
    commands.add_parser("list", parents=[where], help="show what is stored")
    commands.add_parser("remove", parents=[where], help="remove a pack").add_argument("id")
    writing = commands.add_parser("manifest", help="write the manifest of a folder of rules")
    writing.add_argument("folder", type=Path)
    for name, help_text in (("--id", "lower case letters, digits, dots and dashes"), ("--version", "as published")):
        writing.add_argument(name, required=True, help=help_text)
    writing.add_argument("--name", help="as people read it; the id if not given")
    writing.add_argument("--syntax", choices=("ubl", "cii"), required=True)
    writing.add_argument("--extends", help="rules that run first: en16931-ubl, en16931-cii, …; or ubl, cii: its schema")
    writing.add_argument("--applies-to", action="append", default=[], metavar="PATTERN", help="of BT-24, with *")
    for name in ("--warning", "--fatal"):
        writing.add_argument(name, action="append", default=[], metavar="PATTERN=RULE,RULE", help="KoSIT's customLevel")
    writing.add_argument("--schema", action="append", default=[], metavar="ROOT=FILE", help="of a root element")
    writing.add_argument("--rules", nargs="+", required=True, metavar="FILE", help="in the order they run")
    return parser


def main(arguments: list[str] | None = None) -> None:
    """Do what the command line says; end with a message and 1 if that can't be."""
    try:
        print(_run(_parser().parse_args(arguments)))
    except (RulesError, NotStored, NotInstalled, OSError, ClientError, BotoCoreError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
