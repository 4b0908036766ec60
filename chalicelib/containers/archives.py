"""ZIP archives: each entry by itself, its path for nothing but a name, and what macOS and Windows add left out."""

import re
from zipfile import ZipFile, ZipInfo

from chalicelib.containers.contents import (
    MAX_UNPACKED_BYTES,
    Budget,
    ContainerRefused,
    FoundFile,
    LeftOut,
    TooMuch,
)
from chalicelib.formats.zip_reading import ZipRefused, open_zip, unpack
from chalicelib.records.batches.batch import MAX_ENTRIES

MAX_PATH_SHOWN = 100
_ADDED = re.compile(r"(?:^|/)(?:__MACOSX/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)
UNKNOWN_TYPE = "application/octet-stream"


class Archive:
    """An opened archive, whose files come one by one."""

    def __init__(self, data: bytes) -> None:
        """Read its directory.

        Raises:
            ContainerRefused: it is damaged.
            TooMuch: by what its directory says, it holds more than is opened.

        """
        try:
            self._archive: ZipFile = open_zip(data)
        except ZipRefused as error:
            kind = TooMuch if error.reason == "too_many_entries" else ContainerRefused
            raise kind("too_many_files" if kind is TooMuch else "damaged_archive", str(error)) from error
        files = [entry for entry in self._archive.infolist() if not entry.is_dir()]
        if len(files) > MAX_ENTRIES:
            raise TooMuch("too_many_files", f"The archive holds {len(files):,} files; the limit is {MAX_ENTRIES:,}.")
        if sum(entry.file_size for entry in files) > MAX_UNPACKED_BYTES:
            raise TooMuch("unpacks_to_too_much", f"The archive unpacks to more than {MAX_UNPACKED_BYTES:,} bytes.")
        self.entries = [entry for entry in files if not _ADDED.search(entry.filename)]

    def take(self, entry: ZipInfo, budget: Budget) -> FoundFile | LeftOut:
        """Unpack one entry, or say why it is left out; raises `TooMuch` where all together are too much."""
        name = entry.filename[-MAX_PATH_SHOWN:]
        try:
            content = unpack(self._archive, entry, budget.file_bytes)
        except ZipRefused as error:
            return LeftOut(name, f"entry_{error.reason}", str(error))
        budget.spend(len(content))
        return FoundFile(name, UNKNOWN_TYPE, content)
