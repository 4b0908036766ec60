"""The system's own mails."""

from email import message_from_bytes
from email.policy import default

import pytest

from chalicelib.sending.letters import to_mime
from chalicelib.sending.mail_sender import as_letter
from chalicelib.sending.mails import write_mail


@pytest.mark.parametrize(
    "company", ["x\r\nBcc: b@example.com", "=?utf-8?q?x=0D=0ABcc:_b=40example.com?=", "=?utf-8?b?eA0KQmNjOiBi?="]
)
def test_a_companys_name_becomes_no_header(company: str) -> None:
    words = {"inviter": "Ann", "company": company, "email": "guest@example.com", "days": "7"}
    mail = write_mail("invitation", to="guest@example.com", language="en", link="https://example.com/x", **words)
    parsed = message_from_bytes(to_mime(as_letter(mail, "invoices@example.com")), policy=default)
    assert sorted(parsed.keys()) == ["Content-Type", "From", "MIME-Version", "Subject", "To"]
    assert parsed["Subject"].startswith("Ann invites you to ")
