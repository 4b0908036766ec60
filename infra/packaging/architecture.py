"""The processors that Lambda has: what each is called by Lambda, by wheels, and in the header of a shared library.

A library for the other processor installs on any machine and fails on its first import in Lambda. So every file of a
finished archive that is in ELF is looked at, whatever its name, and one for another machine is refused.
"""

import platform
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_ELF = b"\x7fELF"
_MACHINE = struct.Struct("<16xHH")  # e_ident, e_type, e_machine: ELF-64, System V ABI, chapter 4


@dataclass(frozen=True)
class Architecture:
    """A processor: its name in a template, the end of its wheels' platforms, its `e_machine` in ELF."""

    name: str
    wheels: str
    machine: int


X86_64 = Architecture("x86_64", "x86_64", 62)
ARM64 = Architecture("arm64", "aarch64", 183)  # AWS Graviton
ARCHITECTURES = {each.name: each for each in (ARM64, X86_64)}
DEFAULT = ARM64  # a fifth cheaper by the second (bench/prices.toml), and every library has wheels for it


class WrongArchitecture(RuntimeError):
    """An archive holds libraries or programs for another processor."""

    def __init__(self, archive: str, names: list[str], architecture: Architecture) -> None:
        """Name the files."""
        super().__init__(f"{archive}: not for {architecture.name}: {', '.join(names)}")
        self.names = names


def of_this_machine() -> Architecture:
    """Return the processor of the machine that this runs on; some systems say arm64, some aarch64."""
    found = platform.machine().lower()
    return ARM64 if found in {ARM64.name, ARM64.wheels} else X86_64


def check(archive: Path, architecture: Architecture) -> int:
    """Return how many libraries and programs an archive has, all for this processor.

    Raises:
        WrongArchitecture: some are for another one.

    """
    machines = dict(_machines(archive))
    wrong = sorted(name for name, machine in machines.items() if machine != architecture.machine)
    if wrong:
        raise WrongArchitecture(archive.name, wrong, architecture)
    return len(machines)


def _machines(archive: Path) -> Iterator[tuple[str, int]]:
    with zipfile.ZipFile(archive) as content:
        for name in content.namelist():
            with content.open(name) as file:
                start = file.read(_MACHINE.size)
            if start.startswith(_ELF):
                yield name, _MACHINE.unpack(start)[1]
