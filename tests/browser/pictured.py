"""A company as it is after some weeks of use, made through the API with the project's own client: for the pictures."""

import time
from datetime import timedelta
from typing import Any

import requests

from chalicelib.clock import now
from chalicelib.documents.model.document import Document
from chalicelib.documents.syntaxes.codec import write_ubl
from chalicelib.invoices.issuing.forms import fill_in
from chalicelib.records.companies import Company, Profile
from infra.local.mail.incoming import PATH
from infra.local.mail.mailbox import prove_address
from invoice_client import Api
from invoice_client.generated import models
from invoice_client.generated.api.company import change_company, invite
from invoice_client.generated.api.customers import add_customer
from invoice_client.generated.api.drafts import add_draft, issue_draft
from invoice_client.generated.api.invoices import correct_invoice, list_invoices
from invoice_client.generated.api.items import add_item
from invoice_client.generated.api.keys import make_key
from invoice_client.generated.api.lifecycle import add_payment, decide_approval, replace_tags
from invoice_client.generated.api.mailbox import allow_senders, renew_address
from invoice_client.generated.api.quotes import add_quote, decide_quote
from invoice_client.generated.api.recurring import add_recurring
from invoice_client.generated.api.webhooks import add_webhook
from samples import generate
from samples.scanning import Scanner
from tests.support.letters.written import mail
from tests.support.papers.office import zipped

EMAIL, PASSWORD = "anna.berg@example.com", "four words make sense"
COLLEAGUE = "ben.okafor@example.com"
TODAY = now().date()
READ_SECONDS = 300
ADDRESS = {"line_1": "Speicherstraße 14", "city": "Hamburg", "post_code": "20457"}
PROFILE = {
    "legal_name": "Harbour Books GmbH",
    "country": "DE",
    "tax_id": "DE136695976",
    "address": ADDRESS,
    "default_currency": "EUR",
    "iban": "DE75512108001245126199",
    "email": "accounts@example.com",
    "reminder_days": [7, 21, 35],
    "reminder_texts": [
        {
            "level": 1,
            "language": "en",
            "subject": "A reminder of invoice {number}",
            "text": "Dear friends of {customer},\n\nour invoice of {issue_date} was due on {due_date}, and "
            "{still_open} of it are open.\nIf your payment is on its way, please forgive us this mail.\n\n"
            "Yours, {company}",
        }
    ],
}
CUSTOMERS = (
    ("Quay Street Café GmbH", "Berlin", "10115", "K-104"),
    ("Nordwind Segelschule", "Kiel", "24103", "K-105"),
    ("Atelier Lindqvist", "Lübeck", "23552", "K-106"),
    ("Hafenklinik Altona", "Hamburg", "22767", "K-107"),
)
ITEMS = (
    ("Bookkeeping, monthly", "340.00", "MON", "B-1"),
    ("Year-end accounts", "1250.00", "C62", "B-2"),
    ("Advice", "95.00", "HUR", "B-3"),
    ("Payroll, per person", "18.50", "C62", "B-4"),
)
ADDRESS_OF = {
    name: {"line_1": "Am Markt 2", "city": city, "post_code": post_code} for name, city, post_code, _ in CUSTOMERS
}
SUPPLIERS = (  # what they sent, for how much, and how many days ago
    ("Nordlicht Bürobedarf GmbH", "Printer paper A4", "312.40", 34),
    ("Stadtwerke Elbufer", "Electricity, third quarter", "1184.22", 16),
    ("Reinigung Sauber & Co. KG", "Cleaning of the offices", "460.00", 12),
    ("Kanzlei Petersen", "Advice on contracts", "890.00", 6),
    ("Fernnetz Telekom AG", "Internet and telephone", "129.90", 3),
    ("Möbelhaus Alsterblick", "Two desks of oak", "2140.00", 2),
)
IN_THE_ARCHIVE = (("Bäckerei Rösler", "Catering", "84.50", 9), ("Blumen Ahrens", "Plants", "61.00", 8))
IN_THE_MAIL = ("Druckerei Hansa", "Flyers, 2,000 pieces", "276.00", 1)
TAX_ID_OF = dict(  # with right check digits, each of a supplier of its own
    zip(
        (each[0] for each in (*SUPPLIERS, *IN_THE_ARCHIVE, IN_THE_MAIL)),
        ("DE123450011", "DE123450100", "DE123450206", "DE123450302", "DE123450394", "DE123450492", "DE123450597",
         "DE123450693", "DE123450781"),
        strict=True,
    )
)  # fmt: skip


def make(url: str, *, hook: str) -> Api:
    """Make the company, and all that its screens show, with a webhook; return its admin's client."""
    admin = Api(url)
    admin.register(EMAIL, PASSWORD, name="Anna Berg", company_name="Harbour Books")
    prove_address(url, EMAIL, PASSWORD)
    change_company.sync(client=admin, body=models.CompanyChange.from_dict(PROFILE))
    _connect(admin, hook)
    _join(admin)
    _receive(admin)
    _sell(admin)
    _pay(admin)
    return admin


def _connect(admin: Api, hook: str) -> None:
    """Make API keys and a webhook."""
    for name, scopes in (("Till in the shop", ["upload"]), ("Monthly report", ["read"])):
        make_key.sync(client=admin, body=models.KeyIn.from_dict({"name": name, "scopes": scopes}))
    webhook = {"url": hook, "events": ["invoice.ready", "invoice.failed"]}
    add_webhook.sync(client=admin, body=models.WebhookIn.from_dict(webhook))


def _join(admin: Api) -> None:
    """Invite two colleagues, of whom one has come."""
    for email, role in ((COLLEAGUE, "accountant"), ("clara.voss@example.com", "member")):
        invite.sync(client=admin, body=models.Invitation.from_dict({"email": email, "role": role}))
    link = _mailed(admin, COLLEAGUE, "/accept")
    requests.post(link, json={"password": PASSWORD, "name": "Ben Okafor"}, timeout=60).raise_for_status()


def _mailed(admin: Api, to: str, page: str) -> str:
    """Wait for a mail to an address; return the link to a page in it."""
    deadline = time.monotonic() + READ_SECONDS
    while time.monotonic() < deadline:
        for each in admin.http.get("/_local/mails", headers={"Accept": "application/json"}).json()["items"]:
            links = [line for line in each["text"].splitlines() if line.startswith("http") and page in line]
            if to in each["to"] and links:
                return str(links[0])
        time.sleep(0.2)
    raise TimeoutError(to)


def _receive(admin: Api) -> None:
    """Take in files of every kind: samples, e-invoices, a photo, one that is broken, an archive and a mail."""
    samples = {sample.name: sample for sample in generate()}
    names = ("american-goods", "french-restaurant", "german-goods", "italian-plain", "english-services")
    files = [(f"{name}.pdf", samples[name].pdf, "application/pdf") for name in names]
    (photo,) = Scanner(skew=0).jpegs(samples["danish-columns"].pdf)
    files += [("IMG_2031.jpg", photo, "image/jpeg"), ("scan-0417.pdf", b"%PDF-1.7 cut off", "application/pdf")]
    files += [(f"{each[0].split()[0].lower()}.xml", _received(*each), "application/xml") for each in SUPPLIERS]
    ids = [admin.upload(*file).id for file in files]
    archive = zipped({f"september/{each[0].split()[0].lower()}.xml": _received(*each) for each in IN_THE_ARCHIVE})
    headers = {"Content-Type": "application/zip"}
    admin.http.post("/invoices?filename=september.zip", content=archive, headers=headers).raise_for_status()
    to = renew_address.sync(client=admin).address
    senders = {"allowed_senders": ["@supplier.example", "billing@fernnetz.example"]}
    allow_senders.sync(client=admin, body=models.SendersIn.from_dict(senders))
    data = mail(("rechnung.xml", _received(*IN_THE_MAIL)), subject="Rechnung 4471").as_bytes()
    requests.post(f"{admin.url}{PATH}", data={"to": to}, files={"file": data}, timeout=60).raise_for_status()
    read = {invoice.filename: invoice.id for invoice in admin.wait(ids, seconds=READ_SECONDS)}
    correction = models.CorrectionIn(purchase_order="PO-5521-B", customer="Harbour Books")
    correct_invoice.sync(read["english-services.pdf"], client=admin, body=correction)


def _received(supplier: str, what: str, price: str, days_ago: int) -> bytes:
    """Return what a supplier sent as UBL."""
    profile: Profile = {
        "legal_name": supplier,
        "country": "DE",
        "tax_id": TAX_ID_OF[supplier],
        "address": {"line_1": "Alsterufer 3", "city": "Hamburg", "post_code": "20354"},
        "iban": "DE89370400440532013000",
        "default_currency": "EUR",
    }
    number = f"R-{4000 + int(float(price))}"
    form = _form("Harbour Books GmbH", (what, "1", price), invoice_number=number)
    company = Company(company_id="", name=supplier, created_at=now(), profile=profile)
    return write_ubl(fill_in(Document.model_validate(form), company, TODAY - timedelta(days=days_ago)))


def _form(customer: str, *lines: tuple[str, str, str], **more: Any) -> dict[str, Any]:
    """Return a form's document, with lines of what is sold, how often, and for how much."""
    sold = [
        {"item": {"name": name}, "quantity": quantity, "price": {"net": price}, "tax_rate": "19"}
        for name, quantity, price in lines
    ]
    address = {**ADDRESS_OF.get(customer, ADDRESS), "country": "DE"}
    terms = {"currency": "EUR", "payment_terms": "14 days"}
    return {"customer": {"name": customer, "address": address}, "lines": sold, **terms, **more}


def _sell(admin: Api) -> None:
    """Keep customers and items; issue invoices, and make quotes, recurring invoices and a draft."""
    _keep(admin)
    sold = enumerate(zip(CUSTOMERS, ITEMS, strict=True), 1)
    forms = [_form(customer[0], (item[0], str(times), item[1])) for times, (customer, item) in sold]
    drafts = [add_draft.sync(client=admin, body=models.FormDocument.from_dict(form)) for form in forms]
    issued = [issue_draft.sync(draft.id, client=admin).id for draft in drafts[:3]]
    admin.wait(issued, seconds=READ_SECONDS)
    for form, decision in zip(forms, (None, "accept", "decline"), strict=False):
        quote = add_quote.sync(client=admin, body=models.QuoteIn.from_dict({"form": form}))
        if decision:
            body = models.QuoteDecisionIn.from_dict({"decision": decision})
            decide_quote.sync(quote.id, client=admin, body=body)
    first = {"mode": "issue", "first_on": str(TODAY + timedelta(days=12))}
    for name, rhythm, form in (
        ("Bookkeeping for the café", "monthly", forms[0]),
        ("Rent of the archive", "yearly", forms[1]),
    ):
        recurring = {**first, "name": name, "rhythm": rhythm, "form": form}
        add_recurring.sync(client=admin, body=models.RecurringIn.from_dict(recurring))


def _keep(admin: Api) -> None:
    for name, _, _, number in CUSTOMERS:
        address = {**ADDRESS_OF[name], "country": "DE"}
        customer = {"customer": {"name": name, "address": address}, "number": number, "payment_terms": "14 days"}
        add_customer.sync(client=admin, body=models.CustomerIn.from_dict(customer))
    for name, price, unit, number in ITEMS:
        item = {"item": {"name": name}, "number": number, "unit": unit, "price": {"net": price}}
        taxed = {**item, "tax_rate": "19", "tax_category": "S"}
        add_item.sync(client=admin, body=models.ItemIn.from_dict(taxed))


def _pay(admin: Api) -> None:
    """Approve some invoices; plan one payment and make another; sort some by tags."""
    received = list_invoices.sync(client=admin, limit=100, direction="payable").items
    payable = [each for each in received if str(each.filename).endswith(".xml") and each.status == "ready"]
    for each in payable[:4]:
        decide_approval.sync(each.id, client=admin, body=models.ApprovalIn(decision="approve"))
    planned = models.PaymentIn(scheduled=True, date=TODAY + timedelta(days=3))
    add_payment.sync(payable[0].id, client=admin, body=planned)
    add_payment.sync(payable[1].id, client=admin, body=models.PaymentIn(date=TODAY, amount="50.00"))
    for each, tag in zip(payable, ("Office", "Office", "Harbour fair"), strict=False):
        replace_tags.sync(each.id, client=admin, body=models.TagsIn(tags=[tag]))
