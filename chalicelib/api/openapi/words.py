"""What fields of a name usually hold: examples that look real, but are invented.

A word stands by itself for every field of its name, and as `Model.field` for one model's. A model's own name has an
example of the whole.
"""

from typing import Any

Json = dict[str, Any]

REQUEST_ID = "5f0c6a39-3d0f-4c57-9a53-2f4f1f6f6d3b"
_USER, _COMPANY, _INVOICE = "01JZ8Q4T7N5E6W9RB2C3D4F5G6", "01JZ8Q4T7PX1A2B3C4D5E6F7G8", "01JZ9BX3M2K4N6P8R0S2T4V6W8"
INSTANT = "2026-03-02T09:14:05.123Z"
_JWT = "eyJhbGciOiJIUzI1NiIsImtpZCI6IjEifQ.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJl"
_FIELD = {
    "value": "1190.00",
    "confidence": 0.98,
    "method": "label",
    "page": 1,
    "box": {"left": 470.1, "top": 612.4, "right": 523.7, "bottom": 624.0},
}

WORDS: Json = {
    "access": _JWT,
    "account_number": "1234 5678",
    "bsb": "062-000",
    "city": "Wellington",
    "company_id": _COMPANY,
    "company_name": "Harbour Books Ltd",
    "content_type": "application/pdf",
    "country": "NZ",
    "created_at": INSTANT,
    "currency": "EUR",
    "created_by": _USER,
    "current_password": "four words make sense",
    "cursor": "MDFKWjlCWDNNMks0TjZQOFIwUzJUNFY2VzgxYTJiM2M0ZA",
    "customer": "Harbour Books Ltd",
    "default_currency": "EUR",
    "document_type": "invoice",
    "duplicate_of": None,
    "due_date": "2026-04-01",
    "email": "ann@example.com",
    "expires_in": 300,
    "failure": None,
    "events": ["invoice.ready", "invoice.failed"],
    "field": "email",
    "filename": "invoice-2026-0417.pdf",
    "iban": "DE89370400440532013000",
    "id": _INVOICE,
    "invoice_id": _INVOICE,
    "invoice_number": "2026-0417",
    "issue_date": "2026-03-02",
    "joined_at": INSTANT,
    "language": "en",
    "legal_name": "Harbour Books Limited",
    "limit": 25,
    "member_id": _USER,
    "message": "This is not an e-mail address.",
    "name": "Ann Example",
    "net_total": "1000.00",
    "next_cursor": "MDFKWjlCWDNNMks0TjZQOFIwUzJUNFY2VzgxYTJiM2M0ZA",
    "new_email": "ann.example@example.com",
    "new_password": "other words make more sense",
    "password": "four words make sense",
    "post_code": "6011",
    "refresh": _JWT,
    "request_id": REQUEST_ID,
    "sent_at": None,
    "size": 48213,
    "status": "ready",
    "line_1": "12 Harbour Street",
    "supplier": "Northwind Stationery GmbH",
    "tax_total": "190.00",
    "title": "Invalid input",
    "token": "3q2-7wMeCkRhbXBsZVRva2VuT2ZBTWFpbGVkTGluaw",
    "total": "1190.00",
    "uid": _USER,
    "updated_at": INSTANT,
    "uploaded_by": _USER,
    "url": "https://hooks.example.com/invoices",
    "version": 3,
    "warnings": [],
    # models as a whole, where only some of the fields together make sense
    "CorrectionIn": {"invoice_number": "2026-0417", "due_date": "2026-04-15", "supplier": "Northwind Stationery GmbH"},
    "FormDocument": {
        "currency": "AUD",
        "customer": {
            "name": "Harbour Books Ltd",
            "address": {"line_1": "3 Quay Road", "city": "Melbourne", "post_code": "3000", "country": "AU"},
        },
        "lines": [{"item": {"name": "Consulting"}, "quantity": "2", "price": {"net": "100.00"}, "tax_rate": "10"}],
        "payment_terms": "14 days",
    },
    "WebhookChange": {"events": ["invoice.ready", "invoice.failed"], "active": True},
    # fields of one model
    "AnnouncedOut.upload": {
        "url": "https://files.example.com/",
        "fields": {"key": f"incoming/{_COMPANY}/{_INVOICE}/source", "policy": "eyJleHBpcmF0aW9uIjoi"},
        "expires_in": 3600,
    },
    "Announcement.size": 12_482_133,
    "CompanyOut.id": _COMPANY,
    "CompanyOut.name": "Harbour Books Ltd",
    "CompanyChange.name": "Harbour Books Ltd",
    "Health.status": "ok",
    "Done.detail": "It is on its way.",
    "InvoiceDetailOut.fields": {"total": _FIELD},
    "InvoiceDetailOut.lines": [{"description": "Paper, A4", "quantity": "40", "net_amount": "1000.00"}],
    "InvoiceDetailOut.links": {"source": f"/invoices/{_INVOICE}/files/source"},
    "InvoiceDetailOut.tax_breakdown": [{"rate": "19", "taxable_amount": "1000.00", "tax_amount": "190.00"}],
    "DeliveryOut.payload": {"type": "invoice.ready", "data": {"invoice_id": _INVOICE}},
    "DeliveryOut.type": "invoice.ready",
    "DraftOut.document": {"customer": {"name": "Harbour Books Ltd"}},
    "DraftOut.missing": ["lines"],
    "EventOut.id": "01JZ9BX5Q7R8S9T0V1W2X3Y4Z5",
    "EventOut.data": {},
    "FindingOut.rule": "BR-02",
    "FindingOut.message": "An Invoice shall have an Invoice number (BT-1).",
    "InvoiceDetailOut.document": {"invoice_number": "2026-0417", "currency": "EUR"},
    "MemberOut.id": _USER,
    "UploaderOut.id": _USER,
    "UserOut.id": _USER,
    # what the domain's errors carry
    "accepted": ("application/json",),
    "problems": ("email", "This is not an e-mail address."),
    "retry_after": 42,
    "role": "admin",
}
