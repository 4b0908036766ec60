"""API Gateway's own answers, and the pages about mails."""

import json
from email.message import EmailMessage

import pytest

from infra import template_file
from infra.local.gateway import MAX_BODY_BYTES, GatewayResponses, exceeds_lambda, too_large
from infra.local.mail.pages import Mail, read_raw, respond


@pytest.fixture
def responses() -> GatewayResponses:
    return GatewayResponses(template_file.load(), "https://app.example.com")


def test_an_unknown_address_is_a_404_problem_that_the_front_end_may_read(responses: GatewayResponses) -> None:
    answer = responses.make("MISSING_AUTHENTICATION_TOKEN")
    assert answer.status == 404
    assert answer.headers["Access-Control-Allow-Origin"] == "https://app.example.com"
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert json.loads(answer.body)["code"] == "not_found"


def test_every_answer_has_a_request_id_of_its_own(responses: GatewayResponses) -> None:
    ids = {json.loads(responses.make("DEFAULT_5XX").body)["request_id"] for _ in range(2)}
    assert len(ids) == 2
    assert not [request_id for request_id in ids if "$" in request_id]


@pytest.mark.parametrize(
    ("size", "refused"),
    [(4_400_000, False), (4_800_000, True), (MAX_BODY_BYTES + 1, True)],  # Base64 makes it more than Lambda's 6 MB
)
def test_a_body_is_refused_where_api_gateway_or_lambda_would(size: int, *, refused: bool) -> None:
    assert too_large(bytes(size)) is refused


def test_an_answer_is_refused_where_lambda_would() -> None:
    assert not exceeds_lambda({"body": "x" * 6_000_000})
    assert exceeds_lambda({"body": "x" * 6_300_000})
    assert exceeds_lambda({"body": '"' * 3_200_000})  # JSON in JSON: each quotation mark is two


@pytest.fixture
def mail() -> Mail:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "invoices@example.com", "ann@example.com", "Your <invoice>"
    message.set_content("Good day\n")
    message.add_alternative("<p>Good day</p>", subtype="html")
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="invoice.pdf")
    return read_raw(1, message)


def test_a_mail_is_read_with_its_parts(mail: Mail) -> None:
    assert (mail.to, mail.subject, mail.attachments) == (("ann@example.com",), "Your <invoice>", ("invoice.pdf",))
    assert (mail.text, mail.html) == ("Good day\n", "<p>Good day</p>\n")


def test_mails_are_listed_as_a_page_or_as_json(mail: Mail) -> None:
    page = respond("/_local/mails", "text/html", [mail])
    assert b"Your &lt;invoice&gt;" in page.body
    listed = json.loads(respond("/_local/mails", "application/json", [mail]).body)
    assert listed["items"][0]["subject"] == "Your <invoice>"


def test_a_mails_html_is_shown_as_it_was_sent(mail: Mail) -> None:
    answer = respond("/_local/mails/1/html", "text/html", [mail])
    assert answer.body == b"<p>Good day</p>\n"


@pytest.mark.parametrize("path", ["/_local/mails/2", "/_local/mails/0", "/_local/mails/x", "/_local/nothing"])
def test_a_mail_that_is_not_there_is_a_404(mail: Mail, path: str) -> None:
    assert respond(path, "", [mail]).status == 404
