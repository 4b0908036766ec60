"""Whole mails: how people and their programs hang an invoice on a mail."""

import io
import random
from email.message import EmailMessage
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

from tests.support.letters.outlook.mails import A_MAIL, Attachment, msg, winmail
from tests.support.letters.written import SENDER, mail, png, signed, xml
from tests.support.papers.office import zipped
from tests.support.papers.one_file import invoice, one_file

LARGE = 18_000_000  # bytes of a PDF, which are 25 MB in a mail
CALENDAR = b"""BEGIN:VCALENDAR\r
VERSION:2.0\r
METHOD:REQUEST\r
BEGIN:VEVENT\r
SUMMARY:Payment due\r
END:VEVENT\r
END:VCALENDAR\r
"""


def plain() -> bytes:
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


def forwarded() -> bytes:
    message = mail()
    message.add_attachment(mail(("a.xml", xml())))
    return message.as_bytes()


def _forwarded_as_file() -> bytes:
    return mail(("Fwd.eml", plain())).as_bytes()


def _nested() -> bytes:
    return mail(("all.zip", zipped({"a/b.eml": forwarded(), "c.xml": xml(2)}))).as_bytes()


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
    message.set_content(signed(plain()), "application", "pkcs7-mime", filename="smime.p7m")
    return message.as_bytes()


def _encrypted() -> bytes:
    message = EmailMessage()
    message["From"] = SENDER
    message.set_content(b"\x30\x82 enveloped", "application", "pkcs7-mime", filename="smime.p7m")
    return message.as_bytes()


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


def _forwarded_inline() -> bytes:
    message = mail(subject="Fwd: Invoice of May")
    message.set_content(
        "For you.\n\n---------- Forwarded message ---------\nFrom: Billing <billing@other.example>\n"
        "Date: Mon, 4 May 2026\nSubject: Invoice of May\nTo: <ann@supplier.example>\n\nPlease find it attached."
    )
    message.add_attachment(xml(), maintype="application", subtype="xml", filename="a.xml")
    return message.as_bytes()


def _three_deep() -> bytes:
    data = plain()
    for level in range(3):
        data = mail((f"Fwd {level}.eml", data)).as_bytes()
    return data


def _pdf_with_invitation() -> bytes:
    message = mail()
    message.add_alternative('<p>See you <img src="cid:logo@x"></p>', subtype="html")
    letter = message.get_payload()[1]  # type: ignore[index]
    letter.add_related(png(200, 60), "image", "png", cid="<logo@x>", filename="logo.png")  # type: ignore[union-attr]
    message.add_alternative(CALENDAR.decode(), subtype="calendar", params={"method": "REQUEST"})
    message.add_attachment(CALENDAR, maintype="application", subtype="ics", filename="invite.ics")
    message.add_attachment(one_file(invoice("C-1")), maintype="application", subtype="pdf", filename="invoice.pdf")
    return message.as_bytes()


def _without_extension() -> bytes:
    return mail(("Rechnung 4711", one_file(invoice("E-4711")))).as_bytes()


def _locked() -> bytes:
    import pypdf

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(one_file(invoice("L-1"))))
    writer.encrypt("secret", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return mail(("locked.pdf", buffer.getvalue())).as_bytes()


def _two_in_one_pdf() -> bytes:
    return mail(("both.pdf", one_file(invoice("T-1"), invoice("T-2", total="80.00")))).as_bytes()


def _large() -> bytes:
    import pypdf

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(one_file(invoice("B-1"))))
    writer.add_attachment("drawing.bin", random.Random(1).randbytes(LARGE))  # noqa: S311 - no secret
    buffer = io.BytesIO()
    writer.write(buffer)
    return mail(("large.pdf", buffer.getvalue())).as_bytes()


WHOLE = {
    "plain text": (plain, ["a.xml"]),
    "HTML": (_html, ["a.xml"]),
    "HTML with a logo": (_with_logo, ["a.xml"]),
    "forwarded, in the text": (_forwarded_inline, ["a.xml"]),
    "forwarded, as a part": (forwarded, ["a.xml"]),
    "forwarded, as a file (.eml)": (_forwarded_as_file, ["a.xml"]),
    "three .eml within one another": (_three_deep, ["a.xml"]),
    "ZIP with a forwarded mail": (_nested, ["a.xml", "c.xml"]),
    "signed (multipart/signed)": (_signed, ["a.xml"]),
    "signed, all in one part (.p7m)": (_opaque, ["a.xml"]),
    "encrypted (S/MIME)": (_encrypted, ["!encrypted_mail"]),
    "mail of Outlook (.msg)": (_outlook, ["a.xml", "b.xml"]),
    "winmail.dat": (_winmail, ["a.xml", "счёт.xml"]),
    "photo in the text": (_photo, ["photo.png"]),
    "PDF beside an invitation and a logo": (_pdf_with_invitation, ["invoice.pdf"]),
    "name without an extension": (_without_extension, ["Rechnung 4711"]),
    "PDF with a password": (_locked, ["locked.pdf"]),
    "two invoices in one PDF": (_two_in_one_pdf, ["both.pdf"]),
    "two invoices as two files": (lambda: mail(("a.xml", xml()), ("b.xml", xml(2))).as_bytes(), ["a.xml", "b.xml"]),
    "25 MB": (_large, ["large.pdf"]),
    "no attachment": (lambda: mail().as_bytes(), []),
}
