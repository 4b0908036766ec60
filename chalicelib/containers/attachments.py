"""What hangs on a mail, of whatever kind the mail is: files, further mails, signed files, and what is neither."""

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from chalicelib.containers.archives import UNKNOWN_TYPE
from chalicelib.containers.contents import FoundFile, LeftOut
from chalicelib.containers.inline_pictures import is_decoration
from chalicelib.containers.signatures import MAX_LOOKED_AT, is_mail
from chalicelib.documents.errors import MalformedXml
from chalicelib.documents.syntaxes.incoming.signed import is_signed, signed_content

_WRAPPED = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted"})
_SIGNED_ENDING = re.compile(r"\.p7m$", re.IGNORECASE)
_CALENDAR_OR_CARD = re.compile(rb"(?:\xef\xbb\xbf)?\s*BEGIN:(?:VCALENDAR|VCARD)\b", re.IGNORECASE)
_ENCRYPTED = "It is encrypted, and can't be opened here. Please send it unencrypted."


@dataclass(frozen=True, slots=True)
class ForwardedMail:
    """A mail within a mail, still to be looked into: what hangs on it is found by `open_parts`."""

    open_parts: Callable[[], "Parts"]


Part = FoundFile | LeftOut | ForwardedMail
Parts = Iterator[Part]


def attached(name: str, content_type: str, content: bytes, *, shown: bool) -> Parts:
    """Yield the file that hangs on a mail, or what it wraps; `shown` is whether the letter shows it in its text."""
    if content_type in _WRAPPED:
        yield _unwrapped(name, content_type, content)
    elif content and not _belongs_to_the_letter(name, content_type, content, shown=shown):
        yield FoundFile(name or f"attachment.{content_type.rpartition('/')[2]}", content_type, content)


def _belongs_to_the_letter(name: str, content_type: str, content: bytes, *, shown: bool) -> bool:
    of_a_person = _CALENDAR_OR_CARD.match(content) is not None
    return of_a_person or _is_certificate_of_post(name, content) or is_decoration(content_type, content, shown=shown)


def _is_certificate_of_post(name: str, content: bytes) -> bool:
    """Tell whether a file says when an Italian certified mail was sent (PEC), beside the mail itself."""
    return name.lower() == "daticert.xml" and b"<postacert" in content[:MAX_LOOKED_AT]


def _unwrapped(name: str, content_type: str, content: bytes) -> FoundFile | LeftOut:
    """What a signed part holds: a mail or a file; an encrypted one can't be opened.

    A signed XML file is read with its signature (Italy's e-invoices), any other file, a PDF say, is taken out of it.
    """
    if not is_signed(content):
        return LeftOut(name or "smime.p7m", "encrypted_mail", _ENCRYPTED)
    try:
        inner = signed_content(content)
    except MalformedXml:
        return LeftOut(name or "smime.p7m", "damaged_mail", "Its signed content is damaged.")
    if not is_mail(inner) and inner.removeprefix(codecs.BOM_UTF8).lstrip()[:1] == b"<":
        return FoundFile(name or "invoice.xml.p7m", content_type, content)
    return FoundFile(_SIGNED_ENDING.sub("", name) or "signed", UNKNOWN_TYPE, inner)
