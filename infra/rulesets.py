"""Add, list and remove rule packs: `.venv/bin/python -m infra.rulesets add FOLDER_OR_ZIP --stage prod`.

A pack is checked as a whole before it is stored: its manifest and checksums, that it reads nothing but itself, and that
all of it compiles. `manifest` writes the manifest of a folder of published rules.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import requests
from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.storage.files.rulesets import PackChanged, PackStore
from chalicelib.validation import check_pack
from chalicelib.validation.errors import RulesError
from chalicelib.validation.packs.archive import MAX_BYTES, unpack, unpack_or_note, zip_pack
from chalicelib.validation.packs.manifest import MANIFEST, dump_manifest, make_manifest
from chalicelib.validation.packs.packs import load_pack, manifest_of
from infra.deploy import outputs
from infra.local import aws
from infra.package import STAGES


class NotStored(Exception):
    """The pack was not stored; the message says why."""


def add(store: PackStore, pack: Path, *, replace: bool = False) -> str:
    """Check a pack and store it; return what was done.

    Raises:
        RulesError: there is something wrong with the pack.
        NotStored: there is another pack with the same id and version, or somebody else has just stored one.

    """
    with TemporaryDirectory() as temporary:
        folder = Path(temporary, pack.stem)
        unpack(zip_pack(pack) if pack.is_dir() else pack.read_bytes(), folder)
        check_pack(folder)
        manifest, data = manifest_of(folder), zip_pack(folder)
    present = store.read(manifest.id, MAX_BYTES)
    if present is not None and present[1] == data:
        return f"{manifest.id} {manifest.version} is there already"
    before = _version(present[1], manifest.id) if present else None
    if before == manifest.version and not replace:
        raise NotStored(f"{manifest.id} {before} is there with other content; --replace stores this one over it")
    try:
        store.store(manifest.id, data, over=present[0] if present else None)
    except PackChanged as error:
        raise NotStored(f"somebody else has just changed {manifest.id}; look again") from error
    return f"{manifest.id} {manifest.version} is stored" + (f", in place of {before}" if present else "")


def lines(store: PackStore) -> Iterator[str]:
    """A line for each pack, one that can't be used with the reason."""
    for stored in store.list():
        answer = store.read(stored.id, MAX_BYTES)
        if answer is not None:
            yield f"{stored.id:24} {_described(answer[1], stored.id)}  {stored.stored_at:%Y-%m-%d %H:%M} UTC"


def remove(store: PackStore, identity: str) -> str:
    """Remove a pack; return what was done.

    Raises:
        NotStored: there is none.

    """
    if store.read(identity, 0) is None:
        raise NotStored(f"there is no rule pack {identity}")
    store.remove(identity)
    return f"{identity} is removed"


def describe(folder: Path, options: argparse.Namespace) -> str:
    """Write a folder's manifest: what is neither named as rules, in their order, nor as a schema, is a resource."""
    schemas = (each.partition("=") for each in options.schema)
    roles = dict.fromkeys(options.rules, "rules") | {path: f"schema:{root}" for root, _, path in schemas}
    files = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
    roles |= {path: "resource" for path in files if path not in {*roles, MANIFEST}}
    manifest = make_manifest(
        folder, id=options.id, name=options.name or options.id, version=options.version, syntax=options.syntax,
        applies_to=tuple(options.applies_to), extends=options.extends, roles=roles,
    )  # fmt: skip
    (folder / MANIFEST).write_bytes(dump_manifest(manifest))
    return f"wrote {folder / MANIFEST}, of {len(manifest.files)} files"


def _version(data: bytes, identity: str) -> str | None:
    with TemporaryDirectory() as temporary:
        unpack_or_note(data, Path(temporary, identity), identity)
        try:
            return manifest_of(Path(temporary, identity)).version
        except RulesError:
            return None


def _described(data: bytes, identity: str) -> str:
    with TemporaryDirectory() as temporary:
        unpack_or_note(data, Path(temporary, identity), identity)
        try:
            ruleset = load_pack(Path(temporary, identity))
        except RulesError as error:
            return f"cannot be used: {error}"
    version = ruleset.stylesheets[-1].version
    return f"{version:12} {ruleset.syntax}  {' '.join(ruleset.applies_to) or '(only when asked for)'}"


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


def _run(options: argparse.Namespace) -> str:
    match options.command:
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
        prog=".venv/bin/python -m infra.rulesets", description="Add, list and remove rule packs."
    )
    commands = parser.add_subparsers(dest="command", required=True)
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
    writing.add_argument("--schema", action="append", default=[], metavar="ROOT=FILE", help="of a root element")
    writing.add_argument("--rules", nargs="+", required=True, metavar="FILE", help="in the order they run")
    return parser


def main(arguments: list[str] | None = None) -> None:
    """Do what the command line says; end with a message and 1 if that can't be."""
    try:
        print(_run(_parser().parse_args(arguments)))
    except (RulesError, NotStored, OSError, ClientError, BotoCoreError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
