"""What pikepdf's PDF/A checker says of a file: another reading of ISO 19005-3, beside that of `archival.py`.

It is an allowlist: it denies what it does not know. Four things in every hybrid invoice are unknown to it; each is
explained here by the clause that allows it. Everything else that it finds counts.
"""

import io
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from pikepdf.pdfa import validate_written

PAGE_MODE = ("pikepdf:schema-Catalog", "'/UseAttachments' is not one of")
_XMP = "ISO_19005_3:6.6.2.3.1-1"
ALLOWED: Mapping[tuple[str, str], str] = MappingProxyType({
    PAGE_MODE: (
        "ISO 32000-1, 7.7.2, table 28 has this page mode since PDF 1.6, and ISO 19005-3 forbids none; official samples"
        " of Factur-X have it, too, and are denied with the same words."
    ),
    (_XMP, "XMP (namespace|property) pdfa(Extension|Schema|Property)[:=]"): (
        "ISO 19005-3, 6.6.2.3.3 is about these very names, by which a file describes properties of its own; Factur-X"
        " asks for that. The checker has no room for them."
    ),
    (_XMP, "XMP (namespace|property) fx[:=]"): (
        "ISO 19005-3, 6.6.2.3.1 allows properties that the file describes so; Factur-X asks for these four."
        " `archival.py` checks that each is described."
    ),
    ("pikepdf:embedded-file", "embedded files are not supported"): (
        "ISO 19005-3, 6.8 allows files of any kind; that is what part 3 is for. The checker does not look at them;"
        " `archival.py` does."
    ),
})  # fmt: skip


def unexplained(pdf: bytes) -> list[str]:
    """What the checker finds beyond that."""
    return [f"{rule}: {message}" for rule, message in findings(pdf) if explanation(rule, message) is None]


def findings(pdf: bytes) -> Iterator[tuple[str, str]]:
    """All that it finds: rule and message."""
    for finding in validate_written(io.BytesIO(pdf), "3b").findings:
        yield finding.rule, finding.message


def explanation(rule: str, message: str) -> str | None:
    """Why a finding is no fault; None for all others."""
    return next((why for (name, words), why in ALLOWED.items() if name == rule and re.match(words, message)), None)
