"""A mail as a MIME message (RFC 2045, 5322): the system's own, and a company's with attachments.

Nothing that a person typed can become a header or a second one: every text of a header is made one line here. The email
package refuses line breaks, but not those in an encoded word (RFC 2047), which it decodes and writes out as they are;
so nothing that looks like one is left.
"""

import re
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from chalicelib.records.lifecycle.names import without_controls

# Non-ASCII bodies as quoted-printable or base64, so that no mail server on the way needs to know 8BITMIME.
POLICY = SMTP.clone(cte_type="7bit")


_MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,400}>")  # visible ASCII in angle brackets, and none within


@dataclass(frozen=True, slots=True)
class Correspondent:
    """A name, which may be empty, and an e-mail address."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Enclosure:
    """An attached file."""

    filename: str
    content_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that the HTML shows as `cid:` and its id (RFC 2392); `subtype` is that of `image/…`."""

    content_id: str
    subtype: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """What is sent, to whom, and who gets the answer, if not the sender.

    `answers` is the Message-ID of a mail that a program answers; empty where that mail has none.
    """

    sender: Correspondent
    to: tuple[str, ...]
    subject: str
    text: str
    html: str
    reply_to: Correspondent | None = None
    enclosures: tuple[Enclosure, ...] = ()
    pictures: tuple[Picture, ...] = ()
    answers: str | None = None


def one_line(text: str) -> str:
    r"""Return a text without line breaks, other control characters and encoded words, fit for a header.

    >>> one_line("Rechnung 7\r\nBcc: everybody@example.com\x00")
    'Rechnung 7 Bcc: everybody@example.com'
    >>> one_line("=?utf-8?q?x=0D=0ABcc:_everybody=40example.com?=")
    '= ?utf-8?q?x=0D=0ABcc:_everybody=40example.com?='
    """
    words = (without_controls(word) for word in text.split())
    return " ".join(word for word in words if word).replace("=?", "= ?")


def to_mime(letter: Letter) -> bytes:
    """Return the MIME message: text with an HTML alternative and its pictures, and the attachments."""
    message = EmailMessage(policy=POLICY)
    message["From"] = _address(letter.sender)
    if letter.reply_to:
        message["Reply-To"] = _address(letter.reply_to)
    message["To"] = [Address(addr_spec=email) for email in letter.to]
    message["Subject"] = one_line(letter.subject)
    if letter.answers is not None:
        message["Auto-Submitted"] = "auto-replied"  # so that no program answers this one (RFC 3834, 5)
        if _MESSAGE_ID.fullmatch(letter.answers):
            message["In-Reply-To"] = message["References"] = letter.answers
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    for picture in letter.pictures:
        html = message.get_body(("html",))
        assert html is not None  # noqa: S101 - it was added just now
        html.add_related(
            picture.data, maintype="image", subtype=picture.subtype, cid=f"<{picture.content_id}>", disposition="inline"
        )
    for enclosure in letter.enclosures:
        maintype, _, subtype = enclosure.content_type.partition("/")
        message.add_attachment(
            enclosure.data,
            maintype=maintype,
            subtype=subtype,
            filename=one_line(enclosure.filename),
            params={"charset": "utf-8"} if maintype == "text" else None,
        )
    return message.as_bytes()


def _address(correspondent: Correspondent) -> Address:
    return Address(display_name=one_line(correspondent.name), addr_spec=correspondent.email)
