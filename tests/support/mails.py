"""Mails as programs of many makers write them, around files of an invented invoice."""

import base64
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

from tests.support.office import zipped
from tests.support.outlook.mails import A_MAIL, Attachment, msg, winmail

XML = b'<?xml version="1.0"?><Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"/>'
SENDER = "billing@supplier.example"


def xml(number: int = 1) -> bytes:
    """A file of its own for each number."""
    return XML + f"<!-- {number} -->".encode()


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


def _plain() -> bytes:
    return mail(("a.xml", xml())).as_bytes()


def _html() -> bytes:
    message = mail()
    message.add_alternative("<p>Please find our invoice attached.</p>", subtype="html")
    message.add_attachment(xml(), maintype="application", subtype="xml", filename="a.xml")
    return message.as_bytes()


def _with_logo() -> bytes:
    message = mail()
    message.add_alternative('<p>Hello <img src="cid:logo@x"></p>', subtype="html")
    letter = message.get_payload()[1]  # type: ignore[index]
    letter.add_related(png(200, 60), "image", "png", cid="<logo@x>", filename="image001.png")  # type: ignore[union-attr]
    message.add_attachment(xml(), maintype="application", subtype="xml", filename="a.xml")
    return message.as_bytes()


def _forwarded() -> bytes:
    message = mail()
    message.add_attachment(mail(("a.xml", xml())))
    return message.as_bytes()


def _forwarded_as_file() -> bytes:
    return mail(("Fwd.eml", _plain())).as_bytes()


def _nested() -> bytes:
    return mail(("all.zip", zipped({"a/b.eml": _forwarded(), "c.xml": xml(2)}))).as_bytes()


def _signed() -> bytes:
    outer = MIMEMultipart("signed", protocol="application/pkcs7-signature")
    outer["From"], outer["Subject"] = SENDER, "Signed"
    inner = MIMEMultipart()
    inner.attach(MIMEText("Hello"))
    file = MIMEApplication(xml(), "xml")
    file.add_header("Content-Disposition", "attachment", filename="a.xml")
    inner.attach(file)
    outer.attach(inner)
    outer.attach(MIMEApplication(b"signature", "pkcs7-signature", name="smime.p7s"))
    return outer.as_bytes()


def _opaque() -> bytes:
    message = EmailMessage()
    message["From"] = SENDER
    message.set_content(signed(_plain()), "application", "pkcs7-mime", filename="smime.p7m")
    return message.as_bytes()


def _encrypted() -> bytes:
    message = EmailMessage()
    message["From"] = SENDER
    message.set_content(b"\x30\x82 enveloped", "application", "pkcs7-mime", filename="smime.p7m")
    return message.as_bytes()


def _named(parameters: bytes) -> bytes:
    body = base64.encodebytes(xml())
    return (
        b"From: " + SENDER.encode() + b"\r\nSubject: =?iso-8859-1?q?Rechnung_M=E4rz?=\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: application/xml\r\nContent-Transfer-Encoding: base64\r\n"
        b"Content-Disposition: attachment; " + parameters + b"\r\n\r\n" + body
    )


def _broken() -> bytes:
    return (
        b"From: " + SENDER.encode() + b"\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n"
        b"\nHello\n--x\nContent-Type: application/xml; name=a.xml\nContent-Transfer-Encoding: base64\n\n"
        + base64.b64encode(xml())
        + b"\n"  # and no closing boundary
    )


def _photo() -> bytes:
    message = mail()
    message.add_attachment(png(900, 1_200), maintype="image", subtype="png", disposition="inline", filename="photo.png")
    return message.as_bytes()


def _outlook() -> bytes:
    within = Attachment("Fwd", method=A_MAIL, mail=(Attachment("a.xml", xml()),))
    logo = Attachment("image001.png", png(200, 60), content_id="logo@x")
    return mail(("Invoice.msg", msg(within, logo, Attachment("b.xml", xml(2))))).as_bytes()


def _winmail() -> bytes:
    message = mail()
    data = winmail(Attachment("a.xml", xml()), Attachment("счёт.xml", xml(2)))
    message.add_attachment(data, maintype="application", subtype="ms-tnef", filename="winmail.dat")
    return message.as_bytes()


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


def large(size: int) -> bytes:
    """A mail of so many bytes."""
    return mail(("a.xml", xml()), ("photo.bin", bytes(size * 3 // 4))).as_bytes()


CORPUS: Mapping[str, tuple[Callable[[], bytes], list[str]]] = {
    "plain": (_plain, ["a.xml"]),
    "HTML": (_html, ["a.xml"]),
    "with a logo": (_with_logo, ["a.xml"]),
    "forwarded": (_forwarded, ["a.xml"]),
    "forwarded as a file": (_forwarded_as_file, ["a.xml"]),
    "ZIP with a forwarded mail": (_nested, ["a.xml", "c.xml"]),
    "signed": (_signed, ["a.xml"]),
    "signed, all in one part": (_opaque, ["a.xml"]),
    "encrypted": (_encrypted, ["!encrypted_mail"]),
    "name in encoded words": (lambda: _named(b'filename="=?utf-8?B?w7YucGRm?="'), ["ö.pdf"]),
    "name by RFC 2231": (lambda: _named(b"filename*=utf-8''%E8%AB%8B%E6%B1%82%E6%9B%B8.xml"), ["請求書.xml"]),
    "name in pieces": (lambda: _named(b"filename*0*=utf-8''R%C3%A9; filename*1*=mise.xml"), ["Rémise.xml"]),
    "name in bare UTF-8": (lambda: _named('filename="счёт.xml"'.encode()), ["счёт.xml"]),
    "name in bare Latin-1": (lambda: _named('filename="März.xml"'.encode("latin-1")), ["März.xml"]),
    "broken off": (_broken, ["a.xml"]),
    "photo in the text": (_photo, ["photo.png"]),
    "with a mail of Outlook (.msg)": (_outlook, ["a.xml", "b.xml"]),
    "with a winmail.dat": (_winmail, ["a.xml", "счёт.xml"]),
    "no attachment": (lambda: mail().as_bytes(), []),
}
"""How each mail is made, and what is found in it: names of files, codes of what is left out behind a `!`."""
