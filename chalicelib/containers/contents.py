"""What is found in an archive or a mail: files to read, and what was left out with its reason."""

from collections.abc import Iterator
from dataclasses import dataclass

from chalicelib.records.batches.batch import MAX_ENTRIES

MAX_CONTAINER_BYTES = 40_000_000  # of an archive or a mail: Amazon SES takes no larger mail
MAX_UNPACKED_BYTES = 400_000_000  # of all files together
MAX_DEPTH = 4  # archives and mails within one another: a forwarded mail that has a ZIP with mails has three
MAX_NAME = 255  # characters of a file's name


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that is to be read; its name is for people, and never a path."""

    name: str
    content_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file that is not read: why, as a stable code and as a sentence for a person."""

    name: str
    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class MailHead:
    """What a mail says of itself; nothing of it is proven.

    `sender` is empty where it names none, or several, of whom only one can be proven. `automatic` is whether a program
    wrote it, so that no program should answer (RFC 3834); `reply_to` is where an answer would go.
    """

    sender: str
    sender_name: str
    reply_to: str
    subject: str
    message_id: str
    automatic: bool


Found = FoundFile | LeftOut | MailHead
Finds = Iterator[Found]


class ContainerRefused(Exception):
    """An archive or a mail that is not opened, or not to its end: `code` is stable, the message for a person."""

    def __init__(self, code: str, detail: str) -> None:
        """Carry both."""
        super().__init__(detail)
        self.code, self.detail = code, detail


class TooMuch(ContainerRefused):
    """It holds more than we open; the rest is left unopened."""


class Budget:
    """How much may still come out of one container: files, bytes, and containers within containers."""

    def __init__(self, file_bytes: int) -> None:
        """Take how many bytes one file may have; the other limits are those of this module."""
        self.file_bytes = file_bytes
        self._files, self._bytes = MAX_ENTRIES, MAX_UNPACKED_BYTES

    def count_entry(self) -> None:
        """Count a file, read or not; raises `TooMuch` for one too many."""
        self._files -= 1
        if self._files < 0:
            raise TooMuch("too_many_files", f"It holds more than {MAX_ENTRIES:,} files.")

    def spend(self, size: int) -> None:
        """Count the bytes of a file; raises `TooMuch` when they are too many together."""
        self._bytes -= size
        if self._bytes < 0:
            raise TooMuch("unpacks_to_too_much", f"It unpacks to more than {MAX_UNPACKED_BYTES:,} bytes.")
