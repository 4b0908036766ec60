"""Letters as MIME messages, parsed back."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.sending.letters import Correspondent, Enclosure, Letter, to_mime

pytestmark = pytest.mark.slow

HEADERS = ["From", "Reply-To", "To", "Subject", "MIME-Version", "Content-Type"]
EVIL = st.text(max_size=60) | st.sampled_from(
    [
        "x\r\nBcc: everybody@example.com",
        "x\nSubject: other",
        "\r\n\r\n<html>",
        "a\u2028Bcc: b@example.com",
        '"><x@example.com>',
        "=?utf-8?q?x=0D=0ABcc:_b=40example.com?=",
        "=\x00?utf-8?b?eA0KQmNjOiBiQGV4YW1wbGUuY29t?=",
        "utf-8''x%0D%0ABcc: b@example.com",
        "\x00\x1f\u202egpj.exe",
        "Wattle, Inc. <ceo@example.com>",
    ]
)


def letter(**changes: Any) -> Letter:
    usual: dict[str, Any] = {
        "sender": Correspondent("Wattle", "invoices@example.com"),
        "reply_to": Correspondent("Ann", "ann@wattle.example.com"),
        "to": ("a@example.com", "b@example.com"),
        "subject": "Invoice 7",
        "text": "Good day\n",
        "html": "<p>Good day</p>\n",
        "enclosures": (Enclosure("invoice.pdf", "application/pdf", b"%PDF\r\n\x00\xff"),),
    }
    return Letter(**(usual | changes))


def parsed(mime: bytes) -> EmailMessage:
    message: Any = message_from_bytes(mime, policy=default)
    assert message.defects == []
    return message  # type: ignore[no-any-return]


def test_a_letter_is_read_as_it_was_written() -> None:
    mail = parsed(to_mime(letter()))
    assert mail["To"] == "a@example.com, b@example.com"
    body, alternative = mail.get_body(("plain",)), mail.get_body(("html",))
    assert body
    assert alternative
    assert (body.get_content().split(), alternative.get_content().split()) == (["Good", "day"], ["<p>Good", "day</p>"])
    (attached,) = mail.iter_attachments()
    assert (attached.get_filename(), attached.get_content_type()) == ("invoice.pdf", "application/pdf")
    assert attached.get_payload(decode=True) == b"%PDF\r\n\x00\xff"


@settings(deadline=None)
@given(company=EVIL, person=EVIL, subject=EVIL, filename=EVIL, text=EVIL)
def test_whatever_people_typed_becomes_neither_header_nor_recipient(
    company: str, person: str, subject: str, filename: str, text: str
) -> None:
    mime = to_mime(
        letter(
            sender=Correspondent(company, "invoices@example.com"),
            reply_to=Correspondent(person, "ann@wattle.example.com"),
            subject=subject,
            text=text,
            enclosures=(Enclosure(filename, "text/plain", b"x"),),
        )
    )
    mail = parsed(mime)
    assert sorted(mail.keys()) == sorted(HEADERS)
    assert [address.addr_spec for address in mail["To"].addresses] == ["a@example.com", "b@example.com"]
    assert [address.addr_spec for address in mail["From"].addresses] == ["invoices@example.com"]
    assert [address.addr_spec for address in mail["Reply-To"].addresses] == ["ann@wattle.example.com"]
    assert len(list(mail.iter_attachments())) == 1


@settings(deadline=None)
@given(text=st.text(max_size=200))
def test_a_letter_needs_no_more_than_seven_bits_and_short_lines(text: str) -> None:
    mime = to_mime(letter(text=text, html=f"<p>{'ä' * 500}</p>", sender=Correspondent("测试" * 60, "i@example.com")))
    assert mime.isascii()
    assert max(len(line) for line in mime.split(b"\r\n")) <= 998


def test_a_text_that_is_attached_says_its_encoding() -> None:
    (attached,) = parsed(
        to_mime(letter(enclosures=(Enclosure("报告.txt", "text/plain", "报告".encode()),)))
    ).iter_attachments()
    assert (attached.get_filename(), attached.get_content()) == ("报告.txt", "报告")
