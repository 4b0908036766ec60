"""The system's own mails, and how those with invoices look."""

import re
from email import message_from_bytes
from email.policy import default

import pytest

from chalicelib.sending.letters import to_mime
from chalicelib.sending.mail_sender import as_letter
from chalicelib.sending.mails import write_mail
from tests.unit.sending.examples import invoice, letter


@pytest.mark.parametrize(
    "company", ["x\r\nBcc: b@example.com", "=?utf-8?q?x=0D=0ABcc:_b=40example.com?=", "=?utf-8?b?eA0KQmNjOiBi?="]
)
def test_a_companys_name_becomes_no_header(company: str) -> None:
    words = {"inviter": "Ann", "company": company, "email": "guest@example.com", "days": "7"}
    mail = write_mail("invitation", to="guest@example.com", language="en", link="https://example.com/x", **words)
    parsed = message_from_bytes(to_mime(as_letter(mail, "invoices@example.com")), policy=default)
    assert sorted(parsed.keys()) == ["Content-Type", "From", "MIME-Version", "Subject", "To"]
    assert parsed["Subject"].startswith("Ann invites you to ")


@pytest.mark.parametrize(("supplier", "times"), [("Harbour Data Pty Ltd", 1), ("Harbour Print Pty Ltd", 0)])
def test_the_company_is_named_once_and_another_supplier_beside_the_invoice(supplier: str, times: int) -> None:
    mail = letter("en", invoice("en", supplier=supplier))
    assert mail.text.count(supplier) == mail.html.partition("<body")[2].count(supplier) == 1
    assert ("Supplier" not in mail.text) == bool(times)


def test_the_amount_stands_out_and_labels_are_as_wide_as_they_need() -> None:
    mail = letter("fr", invoice("fr"), reminder_level=1)
    (shown,) = re.findall(r"font-weight:600\">([^<]+)<", mail.html)
    assert " ".join(shown.split()) == "6 554,73 €"
    assert "Montant\N{NO-BREAK SPACE}: " in mail.text
    assert mail.html.count("width:1%") == mail.text.count("\N{NO-BREAK SPACE}: ")
