"""A rule pack as one file, a zip: how it is made, and how one from elsewhere is unpacked.

The same pack always makes the same bytes, so that two can be compared.
"""

import io
import zipfile
import zlib
from pathlib import Path

from chalicelib.validation.errors import PackRefused
from chalicelib.validation.packs.manifest import MANIFEST, MAX_FILES, PackFile, read_manifest
from chalicelib.validation.packs.packs import REFUSED, manifest_of

MAX_BYTES = 50_000_000
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def zip_pack(folder: Path) -> bytes:
    """The zip of an unpacked pack, with the files that its manifest lists and no others; raise `PackRefused`."""
    manifest = manifest_of(folder)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path in sorted([MANIFEST, *(file.path for file in manifest.files)]):
            if not (folder / path).is_file():
                raise PackRefused(manifest.id, f"{path} is missing")
            entry = zipfile.ZipInfo(path, _LONG_AGO)
            archive.writestr(entry, (folder / path).read_bytes(), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def unpack(data: bytes, folder: Path) -> None:
    """Unpack a zipped pack into a new folder; raise `PackRefused`, with nothing written, if it is no safe zip of one.

    What its files hold is not looked at: `load_pack` does.
    """
    contents = _read(data, folder.name)
    for path, content in contents.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def unpack_or_note(data: bytes, folder: Path, identity: str) -> None:
    """Unpack a pack that has this id; whatever is wrong with it is noted in the folder, and makes it a refused one."""
    try:
        unpack(data, folder)
        found = manifest_of(folder).id
        reason = "" if found == identity else f"its {MANIFEST} says that it is {found}"
    except PackRefused as error:
        reason = error.reason
    if reason:
        note_refusal(folder, reason)


def note_refusal(folder: Path, reason: str) -> None:
    """Make a folder a refused pack."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / REFUSED).write_text(reason)


def _read(data: bytes, name: str) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if len(entries) > MAX_FILES + 1 or sum(entry.file_size for entry in entries) > MAX_BYTES:
                raise PackRefused(name, f"has more than {MAX_FILES} files or {MAX_BYTES:,} bytes")
            contents = {entry.filename: archive.read(entry) for entry in entries}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        if isinstance(error, PackRefused):
            raise
        raise PackRefused(name, "is not a readable zip file") from error
    if MANIFEST not in contents:
        raise PackRefused(name, f"has no {MANIFEST}")
    _refuse_strays(contents, name)
    return contents


def _refuse_strays(contents: dict[str, bytes], name: str) -> None:
    """Only what the manifest lists; its paths are safe, and none lies below another that is a file."""
    listed: tuple[PackFile, ...] = read_manifest(contents[MANIFEST], name).files
    paths = {MANIFEST, *(file.path for file in listed)}
    for path in contents:
        if path not in paths:
            raise PackRefused(name, f"has a file that its {MANIFEST} doesn't list: {path!r}")
    for path in paths:
        if any(str(parent) in paths for parent in Path(path).parents):
            raise PackRefused(name, f"{path} lies below a file")
