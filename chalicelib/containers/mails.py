"""Mails (RFC 5322, MIME): what they say of themselves, and the files that hang on them.

Mails are written by many hands, and much of it is wrong: whatever the parser can make of it is taken. Texts without a
name are the letter itself and no files; signatures are left out, and so is what a provider of Italian certified mail
adds; what is encrypted is said to be so.
"""

import email
import email.policy
import re
from collections.abc import Iterator
from contextlib import suppress
from email.message import Message
from email.utils import getaddresses

from chalicelib.containers.attachments import ForwardedMail, Parts, attached
from chalicelib.containers.contents import ContainerRefused, LeftOut, MailHead
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
_NO_PARTS = "The mail is damaged: its parts can't be told apart. Please send the invoice again."
_BULK = frozenset({"bulk", "junk", "list", "auto_reply"})
_PROGRAMS = re.compile(r"^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?|notifications?)([+.@-]|$)", re.I)


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


def parts_of(message: "Message[str, str]") -> Parts:
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


def _taken(part: "Message[str, str]", html: str) -> Parts:
    kind = part.get_content_type()
    if kind == "message/rfc822":
        yield from map(_forwarded, part.get_payload() if part.is_multipart() else ())
    elif part.get_content_maintype() == "multipart":  # and it has no parts, or it would not be here
        yield from (LeftOut("mail", "damaged_mail", _NO_PARTS),) if _content(part).strip() else ()
    elif not _is_letter(part) and kind not in _SIGNATURES:
        yield from attached(_filename(part), kind, _content(part), shown=_is_shown(part, html))


def _forwarded(message: "Message[str, str]") -> ForwardedMail:
    return ForwardedMail(lambda: parts_of(message))


def _is_letter(part: "Message[str, str]") -> bool:
    """Tell whether a part is what the sender wrote."""
    named = _filename(part) or part.get_content_disposition() == "attachment"
    return part.get_content_type() in _LETTERS and not named


def _is_shown(part: "Message[str, str]", html: str) -> bool:
    """Tell whether the letter shows a part in its text, or the part is marked inline."""
    identity = str(part.get("Content-ID", "")).strip().strip("<>")
    return (bool(identity) and f"cid:{identity}" in html) or part.get_content_disposition() == "inline"


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
