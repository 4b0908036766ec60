"""Mails (RFC 5322, MIME): what they say of themselves, and the files that hang on them.

Mails are written by many hands, and much of it is wrong: whatever the parser can make of it is taken. Texts without a
name are the letter itself and no files; signatures are left out, and so is what a provider of Italian certified mail
adds; what is encrypted is said to be so.
"""

import codecs
import email
import email.policy
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from email.message import Message
from email.utils import getaddresses

from chalicelib.containers.archives import UNKNOWN_TYPE
from chalicelib.containers.contents import ContainerRefused, FoundFile, LeftOut, MailHead
from chalicelib.containers.inline_pictures import is_decoration
from chalicelib.containers.signatures import MAX_LOOKED_AT, is_mail
from chalicelib.documents.errors import MalformedXml
from chalicelib.documents.syntaxes.incoming.signed import is_signed, signed_content
from chalicelib.formats.encoded_words import decode_words, parameter_of, repaired

MAX_SUBJECT, MAX_ADDRESS, MAX_MESSAGE_ID = 300, 320, 500  # characters
MAX_HTML = 2_000_000  # characters of a letter in which pictures are looked for
MAX_PARTS = 3_000  # of one mail, with those that only hold others
_SIGNATURES = frozenset({
    "application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature",
    "application/pgp-keys", "text/vcard", "text/x-vcard", "text/calendar", "message/delivery-status",
    "text/rfc822-headers", "message/disposition-notification",
})  # fmt: skip
_LETTERS = frozenset({
    "text/plain", "text/html", "text/enriched", "text/richtext", "text/x-amp-html", "text/watch-html",
})  # fmt: skip
_MIME_SIGNED = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_SIGNED_ENDING = re.compile(r"\.p7m$", re.IGNORECASE)
_BULK = frozenset({"bulk", "junk", "list", "auto_reply"})
_PROGRAMS = re.compile(r"^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?|notifications?)([+.@-]|$)", re.I)
_ENCRYPTED = "It is encrypted, and can't be opened here. Please send it unencrypted."


@dataclass(frozen=True, slots=True)
class ForwardedMail:
    """A mail within a mail, still to be looked into."""

    message: "Message[str, str]"


def parse_mail(data: bytes) -> "Message[str, str]":
    """Return the parsed mail; raises `ContainerRefused` where it is nested beyond reason."""
    try:
        return email.message_from_bytes(data, policy=email.policy.compat32)
    except (RecursionError, ValueError, LookupError, AttributeError, TypeError) as error:
        raise ContainerRefused("damaged_mail", "The mail is damaged and can't be opened.") from error


def head_of(message: "Message[str, str]") -> MailHead:
    """Return what a mail says of itself."""
    authors, replies = _addresses(message, "From"), _addresses(message, "Reply-To")
    name, sender = authors[0] if len(authors) == 1 else ("", "")
    return MailHead(
        sender=sender,
        sender_name=name,
        reply_to=replies[0][1] if replies else sender,
        subject=" ".join(decode_words(_header(message, "Subject")).split())[:MAX_SUBJECT],
        message_id=_header(message, "Message-ID").strip()[:MAX_MESSAGE_ID],
        automatic=_is_automatic(message, sender),
    )


def parts_of(message: "Message[str, str]") -> Iterator[FoundFile | LeftOut | ForwardedMail]:
    """Yield what hangs on a mail: files, mails, and what can't be opened."""
    leaves = list(_leaves(message))
    html = "".join(_text(part) for part in leaves if part.get_content_type() == "text/html")[:MAX_HTML]
    for part in leaves:
        yield from _taken(part, html)


def _addresses(message: "Message[str, str]", field: str) -> list[tuple[str, str]]:
    """Return the names and addresses of all fields of a name (RFC 5322, 3.4).

    They are parsed before anything is decoded, since an encoded word is never part of an address (RFC 2047, 5): decoded
    first, a name could become an address, and prove a sender that it is not from.
    """
    parsed = getaddresses([repaired(value) for value in _headers(message, field)])
    return [(decode_words(name)[:MAX_ADDRESS], address[:MAX_ADDRESS].lower()) for name, address in parsed if address]


def _is_automatic(message: "Message[str, str]", sender: str) -> bool:
    """Tell whether a program wrote a mail, so that none must answer it (RFC 3834, 2 and 5)."""
    submitted = _header(message, "Auto-Submitted").partition(";")[0].strip().lower()
    says_so = submitted not in {"", "no"} or _header(message, "Precedence").strip().lower() in _BULK
    listed = any(name in message for name in ("List-Id", "List-Unsubscribe", "X-Auto-Response-Suppress", "X-Autoreply"))
    by_program = bool(_PROGRAMS.match(sender)) or message.get_content_type() == "multipart/report"
    return says_so or listed or by_program


def _leaves(message: "Message[str, str]") -> Iterator["Message[str, str]"]:
    """The parts of a mail that hold no others; a mail within is one of them."""
    stack, seen = [message], 0
    while stack and seen < MAX_PARTS:
        part = stack.pop()
        seen += 1
        if part.get_content_type() == "message/rfc822" or not part.is_multipart():
            yield part
        else:
            stack += reversed(part.get_payload())  # type: ignore[arg-type]


def _taken(part: "Message[str, str]", html: str) -> Iterator[FoundFile | LeftOut | ForwardedMail]:
    kind, name = part.get_content_type(), _filename(part)
    if kind == "message/rfc822":
        yield from map(ForwardedMail, part.get_payload() if part.is_multipart() else ())
        return
    if _is_letter(part) or kind in _SIGNATURES:
        return
    content = _content(part)
    if kind in {*_MIME_SIGNED, "application/pgp-encrypted"}:
        yield from _unwrapped(part, name, content)
    elif content and not (_is_certificate_of_post(name, content) or is_decoration(part, content, html)):
        yield FoundFile(name or f"attachment.{kind.rpartition('/')[2]}", kind, content)


def _is_letter(part: "Message[str, str]") -> bool:
    """Tell whether a part is what the sender wrote."""
    named = _filename(part) or part.get_content_disposition() == "attachment"
    return part.get_content_type() in _LETTERS and not named


def _is_certificate_of_post(name: str, content: bytes) -> bool:
    """Tell whether a file says when an Italian certified mail was sent (PEC), beside the mail itself."""
    return name.lower() == "daticert.xml" and b"<postacert" in content[:MAX_LOOKED_AT]


def _unwrapped(part: "Message[str, str]", name: str, content: bytes) -> Iterator[FoundFile | LeftOut | ForwardedMail]:
    """What a signed part holds: a mail or a file; an encrypted one can't be opened.

    A signed XML file is read with its signature (Italy's e-invoices), any other file, a PDF say, is taken out of it.
    """
    if not is_signed(content):
        yield LeftOut(name or "smime.p7m", "encrypted_mail", _ENCRYPTED)
        return
    try:
        inner = signed_content(content)
    except MalformedXml:
        yield LeftOut(name or "smime.p7m", "damaged_mail", "Its signed content is damaged.")
        return
    if is_mail(inner):
        yield ForwardedMail(parse_mail(inner))
    elif inner.removeprefix(codecs.BOM_UTF8).lstrip()[:1] == b"<":
        yield FoundFile(name or "invoice.xml.p7m", part.get_content_type(), content)
    else:
        yield FoundFile(_SIGNED_ENDING.sub("", name) or "signed", UNKNOWN_TYPE, inner)


def _filename(part: "Message[str, str]") -> str:
    for header, parameter in (("Content-Disposition", "filename"), ("Content-Type", "name")):
        with suppress(ValueError):
            name = parameter_of(_header(part, header), parameter)
            if name:
                return name
    return ""


def _content(part: "Message[str, str]") -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError, TypeError, AssertionError):
        return b""
    return payload if isinstance(payload, bytes) else b""


def _text(part: "Message[str, str]") -> str:
    return _content(part)[:MAX_HTML].decode("latin-1")


def _header(message: "Message[str, str]", name: str) -> str:
    """Return the first header of a name as it came; empty where there is none."""
    return next(_headers(message, name), "")


def _headers(message: "Message[str, str]", name: str) -> Iterator[str]:
    """Yield all headers of a name as they came: the parser's own access replaces what is not ASCII."""
    return (str(value) for field, value in message.raw_items() if field.lower() == name.lower())
