"""Mails as programs of many makers write them, around files of an invented invoice."""

from collections.abc import Mapping
from email.message import EmailMessage
from functools import cache

from chalicelib.documents.syntaxes.codec import write_ubl
from tests.unit.documents.invoices import invoice

SENDER = "billing@supplier.example"


@cache
def xml(number: int = 1) -> bytes:
    """An invoice of its own for each number."""
    return write_ubl(invoice().model_copy(update={"invoice_number": f"M-{number}"}))


def mail(
    *files: tuple[str, bytes],
    sender: str = SENDER,
    to: str = "t@in.example",
    headers: Mapping[str, str] | None = None,
    subject: str = "Invoice of May",
) -> EmailMessage:
    """A plain mail with attachments."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = f"Supplier <{sender}>", to, subject
    for name, value in ({"Message-ID": "<1@supplier.example>"} | dict(headers or {})).items():
        message[name] = value
    message.set_content("Please find our invoice attached.")
    for name, data in files:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message


def signed(content: bytes) -> bytes:
    """A signed file in DER, without a signature: ContentInfo, SignedData, the content."""
    data = _der(0x30, bytes.fromhex("06092a864886f70d010701") + _der(0xA0, _der(0x04, content)))
    return _der(0x30, bytes.fromhex("06092a864886f70d010702") + _der(0xA0, _der(0x30, b"\x02\x01\x01" + data)))


def _der(tag: int, content: bytes) -> bytes:
    return bytes([tag, 0x84]) + len(content).to_bytes(4, "big") + content


def png(width: int, height: int) -> bytes:
    """A white picture."""
    import io

    from PIL import Image

    buffer = io.BytesIO()
    Image.new("L", (width, height), "white").save(buffer, "PNG")
    return buffer.getvalue()
