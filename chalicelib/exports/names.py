"""Names inside an archive that every system can unpack, and that stay inside the folder they are unpacked to."""

import re
import unicodedata

from chalicelib.records.lifecycle.names import without_controls

_MAX_BYTES = 100  # of a name: Windows has 260 characters for a whole path
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def safe_name(text: str, fallback: str = "file") -> str:
    r"""Return a text as a file's name.

    >>> safe_name("..\\..\\etc/pass\x00wd"), safe_name("CON.pdf"), safe_name("Müller: 3/4."), safe_name("...")
    ('_.._etc_passwd', '_CON.pdf', 'Müller_ 3_4', 'file')
    """
    name = _FORBIDDEN.sub("_", without_controls(unicodedata.normalize("NFC", text))).strip(" .")
    name = f"_{name}" if _RESERVED.match(name) else name
    return _short(name) or fallback


def unique_name(name: str, taken: set[str]) -> str:
    """Return a name that is not taken, also not in other case, and take it.

    >>> taken = set()
    >>> unique_name("a.pdf", taken), unique_name("A.pdf", taken), unique_name("a.pdf", taken)
    ('a.pdf', 'A (2).pdf', 'a (3).pdf')
    """
    stem, dot, extension = name.rpartition(".") if "." in name else (name, "", "")
    number, candidate = 1, name
    while candidate.casefold() in taken:
        number += 1
        candidate = f"{stem} ({number}){dot}{extension}"
    taken.add(candidate.casefold())
    return candidate


def _short(name: str) -> str:
    """Shorten a name to its limit of bytes, keeping its extension."""
    if len(name.encode()) <= _MAX_BYTES:
        return name
    stem, dot, extension = name.rpartition(".")
    suffix = f"{dot}{extension}" if stem and len(extension.encode()) <= 10 else ""  # noqa: PLR2004 - no more than ".markdown" has
    room = _MAX_BYTES - len(suffix.encode())
    kept = (stem if suffix else name).encode()[:room].decode(errors="ignore")
    return kept.strip(" .") + suffix
