"""Every route, as a stranger, as another company's user, and as a member where an admin is needed."""

import re
from dataclasses import dataclass
from typing import Any

import pytest

from app import app
from tests.support.api import Api, Person
from tests.support.people.authenticator import Authenticator
from tests.support.people.team import member_of

MADE = Authenticator().make({"challenge": "AA"})
PUBLIC = "public"
ANY = "any user, own data"
MEMBER = "member"
ADMIN = "admin"


@dataclass(frozen=True)
class Expected:
    """Who may call a route, and a body that gets past its parsing."""

    who: str
    body: Any = None


PASSWORD_BODY = {"password": "irrelevant"}
RECURRING = {"name": "A", "form": {}, "mode": "draft", "rhythm": "daily", "first_on": "2026-12-01"}
ROUTES = {
    "GET /health": Expected(PUBLIC),
    "GET /": Expected(PUBLIC),
    "GET /openapi.json": Expected(PUBLIC),
    "GET /openapi.yaml": Expected(PUBLIC),
    "GET /swagger.json": Expected(PUBLIC),
    "GET /swagger.yaml": Expected(PUBLIC),
    "GET /swagger": Expected(PUBLIC),
    "GET /redoc": Expected(PUBLIC),
    "POST /auth/register": Expected(PUBLIC),
    "POST /auth/login": Expected(PUBLIC),
    "POST /auth/passkey_challenge": Expected(PUBLIC),
    "GET /auth/oidc": Expected(PUBLIC),
    "POST /auth/oidc/begin": Expected(PUBLIC),
    "GET /auth/oidc/callback": Expected(PUBLIC),
    "POST /auth/oidc/login": Expected(PUBLIC),
    "POST /auth/oidc/passkey_challenge": Expected(PUBLIC),
    "GET /me/identities": Expected(ANY),
    "DELETE /me/identities/{identity_id}": Expected(ANY),
    "POST /auth/token/refresh": Expected(PUBLIC),
    "POST /auth/logout": Expected(ANY),
    "POST /auth/logout_all": Expected(ANY),
    "POST /auth/password": Expected(ANY, {"current_password": "x", "new_password": "y"}),
    "POST /auth/password_reset": Expected(PUBLIC),
    "GET /auth/password_reset_confirm/{uid}/{token}": Expected(PUBLIC),
    "POST /auth/password_reset_confirm/{uid}/{token}": Expected(PUBLIC),
    "GET /auth/password_reset_done": Expected(PUBLIC),
    "GET /auth/link": Expected(PUBLIC),
    "GET /app": Expected(PUBLIC),
    "GET /app/assets/{name}": Expected(PUBLIC),
    "GET /me": Expected(ANY),
    "PATCH /me": Expected(ANY, {}),
    "DELETE /me": Expected(ANY, PASSWORD_BODY),
    "POST /me/email": Expected(ANY, {"new_email": "new@example.com", "password": "x"}),
    "GET /me/email_confirm/{uid}/{token}": Expected(PUBLIC),
    "POST /me/email_confirm/{uid}/{token}": Expected(PUBLIC),
    "GET /me/email_confirmed": Expected(PUBLIC),
    "POST /me/address_proof": Expected(ANY),
    "GET /me/address_proof/{uid}/{token}": Expected(PUBLIC),
    "POST /me/address_proof/{uid}/{token}": Expected(PUBLIC),
    "GET /me/address_proven": Expected(PUBLIC),
    "POST /auth/proof": Expected(ANY, PASSWORD_BODY),
    "GET /me/sessions": Expected(ANY),
    "DELETE /me/sessions/{session_id}": Expected(ANY),
    "DELETE /company/members/{member_id}/sessions": Expected(ADMIN),
    "DELETE /company/members/{member_id}/factors": Expected(ADMIN),
    "GET /me/factors": Expected(ANY),
    "POST /me/factors/totp": Expected(ANY),
    "POST /me/factors/totp/confirm": Expected(ANY, {"code": "1"}),
    "POST /me/factors/totp/remove": Expected(ANY, {"code": "1"}),
    "POST /me/factors/passkeys": Expected(ANY),
    "POST /me/factors/passkeys/confirm": Expected(ANY, {"name": "x", "credential": MADE}),
    "DELETE /me/factors/passkeys/{passkey_id}": Expected(ANY),
    "POST /me/factors/recovery_codes": Expected(ANY, {"code": "1"}),
    "GET /company": Expected(MEMBER),
    "PATCH /company": Expected(ADMIN, {"name": "Taken over"}),
    "DELETE /company": Expected(ADMIN),
    "GET /company/members": Expected(MEMBER),
    "PATCH /company/members/{member_id}": Expected(ADMIN, {"role": "member"}),
    "DELETE /company/members/{member_id}": Expected(ADMIN),
    "POST /company/invitations": Expected(ADMIN, {"email": "guest@example.com"}),
    "GET /company/invitations": Expected(ADMIN),
    "DELETE /company/invitations/{invitation_id}": Expected(ADMIN),
    "GET /company/keys": Expected(ADMIN),
    "POST /company/keys": Expected(ADMIN, {"name": "x", "scopes": ["read"]}),
    "POST /company/keys/{key_id}/rotate": Expected(ADMIN, {}),
    "DELETE /company/keys/{key_id}": Expected(ADMIN),
    "GET /company/invitations/{token}/accept": Expected(PUBLIC),
    "POST /company/invitations/{token}/accept": Expected(PUBLIC),
    "GET /company/joined": Expected(PUBLIC),
    "POST /invoices": Expected(MEMBER),
    "POST /invoices/uploads": Expected(MEMBER, {"filename": "a.pdf", "content_type": "application/pdf", "size": 9}),
    "POST /batches/archives": Expected(MEMBER, {"archive": {"filename": "a.zip", "size": 9}}),
    "POST /batches/folders": Expected(
        MEMBER, {"files": [{"filename": "a.pdf", "content_type": "application/pdf", "size": 9}]}
    ),
    "GET /batches": Expected(MEMBER),
    "GET /batches/{batch_id}": Expected(MEMBER),
    "GET /batches/{batch_id}/entries": Expected(MEMBER),
    "GET /batches/{batch_id}/source": Expected(MEMBER),
    "GET /company/mailbox": Expected(MEMBER),
    "PUT /company/mailbox": Expected(ADMIN, {"allowed_senders": []}),
    "POST /company/mailbox/address": Expected(ADMIN),
    "DELETE /company/mailbox/address": Expected(ADMIN),
    "POST /invoices/preview": Expected(MEMBER, {}),
    "GET /invoices": Expected(MEMBER),
    "GET /invoices/export": Expected(MEMBER),
    "GET /exports/{export_id}": Expected(MEMBER),
    "GET /invoices/{invoice_id}": Expected(MEMBER),
    "DELETE /invoices/{invoice_id}": Expected(MEMBER),
    "GET /invoices/{invoice_id}/files/{kind}": Expected(MEMBER),
    "GET /changes": Expected(MEMBER),
    "GET /invoices/{invoice_id}/timeline": Expected(MEMBER),
    "GET /invoices/{invoice_id}/pages": Expected(MEMBER),
    "GET /invoices/{invoice_id}/pages/{page_number}": Expected(MEMBER),
    "POST /invoices/{invoice_id}/accept_bank_account": Expected(ADMIN),
    "GET /stats": Expected(MEMBER),
    "PATCH /invoices/{invoice_id}": Expected(MEMBER, {"invoice_number": "X"}),
    "GET /invoices/{invoice_id}/credit": Expected(MEMBER),
    "POST /invoices/{invoice_id}/credit": Expected(MEMBER, {}),
    "POST /invoices/{invoice_id}/cancel": Expected(MEMBER, {}),
    "POST /invoices/{invoice_id}/approval": Expected(ADMIN, {"decision": "approve"}),
    "POST /invoices/{invoice_id}/payments": Expected(ADMIN, {}),
    "POST /invoices/{invoice_id}/payments/{payment_id}/made": Expected(ADMIN, {}),
    "DELETE /invoices/{invoice_id}/payments/{payment_id}": Expected(ADMIN),
    "POST /invoices/credit_transfers": Expected(ADMIN, {"ids": ["x"]}),
    "PUT /invoices/{invoice_id}/tags": Expected(MEMBER, {"tags": []}),
    "POST /invoices/bulk": Expected(MEMBER, {"action": "approve", "ids": ["x"]}),
    "POST /invoices/{invoice_id}/validate": Expected(MEMBER),
    "POST /invoices/{invoice_id}/reprocess": Expected(MEMBER),
    "GET /audit": Expected(ADMIN),
    "GET /audit/export": Expected(ADMIN),
    "GET /webhooks": Expected(ADMIN),
    "POST /webhooks": Expected(ADMIN, {"url": "https://8.8.8.8/", "events": ["invoice.ready"]}),
    "GET /webhooks/{webhook_id}": Expected(ADMIN),
    "PATCH /webhooks/{webhook_id}": Expected(ADMIN, {}),
    "DELETE /webhooks/{webhook_id}": Expected(ADMIN),
    "GET /webhooks/{webhook_id}/deliveries": Expected(ADMIN),
    "POST /webhooks/{webhook_id}/deliveries/{delivery_id}/replay": Expected(ADMIN),
    "POST /invoices/{invoice_id}/send": Expected(MEMBER, {"to": ["a@example.com"]}),
    "POST /invoices/{invoice_id}/send/preview": Expected(MEMBER, {}),
    "POST /company/reminder_texts/preview": Expected(MEMBER, {"level": 1, "language": "en"}),
    "POST /invoices/send": Expected(MEMBER, {"to": ["a@example.com"], "ids": ["x"]}),
    "GET /sent/{token}/{number}": Expected(PUBLIC),
    "GET /company/suppressions": Expected(MEMBER),
    "DELETE /company/suppressions/{suppression_id}": Expected(ADMIN),
    "GET /rulesets": Expected(MEMBER),
    "GET /suppliers": Expected(MEMBER),
    "GET /suppliers/{supplier_id}/memory": Expected(MEMBER),
    "DELETE /suppliers/{supplier_id}/memory": Expected(ADMIN),
    "GET /customers": Expected(MEMBER),
    "POST /customers": Expected(MEMBER, {"customer": {"name": "A"}}),
    "GET /customers/{customer_id}": Expected(MEMBER),
    "PUT /customers/{customer_id}": Expected(MEMBER, {"customer": {"name": "A"}}),
    "DELETE /customers/{customer_id}": Expected(ADMIN),
    "GET /items": Expected(MEMBER),
    "POST /items": Expected(MEMBER, {"item": {"name": "A"}}),
    "GET /items/{item_id}": Expected(MEMBER),
    "PUT /items/{item_id}": Expected(MEMBER, {"item": {"name": "A"}}),
    "DELETE /items/{item_id}": Expected(ADMIN),
    "GET /quotes": Expected(MEMBER),
    "POST /quotes": Expected(MEMBER, {"form": {}}),
    "POST /quotes/preview": Expected(MEMBER, {"form": {}}),
    "GET /quotes/{quote_id}": Expected(MEMBER),
    "DELETE /quotes/{quote_id}": Expected(MEMBER),
    "GET /quotes/{quote_id}/pdf": Expected(MEMBER),
    "POST /quotes/{quote_id}/decision": Expected(MEMBER, {"decision": "accept"}),
    "POST /quotes/{quote_id}/invoice": Expected(MEMBER),
    "POST /quotes/{quote_id}/send/preview": Expected(MEMBER, {}),
    "POST /quotes/{quote_id}/send": Expected(MEMBER, {"to": ["a@example.com"]}),
    "GET /recurring": Expected(MEMBER),
    "POST /recurring": Expected(MEMBER, RECURRING),
    "GET /recurring/{recurring_id}": Expected(MEMBER),
    "PUT /recurring/{recurring_id}": Expected(MEMBER, RECURRING),
    "DELETE /recurring/{recurring_id}": Expected(MEMBER),
    "POST /recurring/{recurring_id}/pause": Expected(MEMBER),
    "POST /recurring/{recurring_id}/resume": Expected(MEMBER),
    "POST /recurring/{recurring_id}/skip": Expected(MEMBER),
    "GET /drafts": Expected(MEMBER),
    "POST /drafts": Expected(MEMBER, {}),
    "GET /drafts/{draft_id}": Expected(MEMBER),
    "PUT /drafts/{draft_id}": Expected(MEMBER, {}),
    "DELETE /drafts/{draft_id}": Expected(MEMBER),
    "POST /drafts/{draft_id}/issue": Expected(MEMBER),
}
PRIVATE = sorted(route for route, expected in ROUTES.items() if expected.who != PUBLIC)
ADMINS_ONLY = sorted(route for route, expected in ROUTES.items() if expected.who == ADMIN)
WITH_IDS = sorted(route for route in PRIVATE if "_id}" in route)


def call(api: Api, route: str, token: str | None, owner: Person | None = None, invoice_id: str = "x") -> int:
    method, path = route.split(" ")
    owners_id = owner.user["id"] if owner else "x"
    filled = path.replace("{member_id}", owners_id).replace("{invoice_id}", invoice_id).replace("{kind}", "source")
    filled = re.sub(r"{\w+}", "x", filled)
    headers = {"Accept": "application/pdf"} if route.endswith("/preview") else {}
    return api.call(method, filled, ROUTES[route].body, token=token, headers=headers).status


def test_every_route_is_in_this_table() -> None:
    known = {f"{method} {path}" for path, methods in app.routes.items() for method in methods}
    assert known == set(ROUTES)


@pytest.mark.parametrize("token", [None, "nonsense"])
def test_without_a_good_token_every_private_route_answers_401(api: Api, token: str | None) -> None:
    assert {route: call(api, route, token) for route in PRIVATE} == dict.fromkeys(PRIVATE, 401)


def test_a_member_is_refused_where_an_admin_is_needed(api: Api) -> None:
    admin = api.person()
    member = member_of(admin)
    answers = {route: call(api, route, member.access, owner=admin) for route in ADMINS_ONLY}
    assert answers == dict.fromkeys(ADMINS_ONLY, 403)


def test_a_viewer_reads_and_changes_nothing(api: Api) -> None:
    admin = api.person()
    viewer = member_of(admin, "viewer")
    changing = [route for route in PRIVATE if ROUTES[route].who != ANY and not route.startswith("GET ")]
    assert {route: call(api, route, viewer.access, owner=admin) for route in changing} == dict.fromkeys(changing, 403)
    reading = [route for route in PRIVATE if ROUTES[route].who == MEMBER and route.startswith("GET ")]
    refused = {route for route in reading if call(api, route, viewer.access, owner=admin) == 403}
    assert refused == set()


def test_ids_of_another_company_are_not_found(api: Api) -> None:
    owner, stranger = api.person(), api.person()
    invoice_id = owner.upload(b"%PDF-1.4 theirs").json["id"]
    answers = {route: call(api, route, stranger.access, owner, invoice_id) for route in WITH_IDS}
    assert answers == dict.fromkeys(WITH_IDS, 404)
    assert owner.get(f"/invoices/{invoice_id}").status == 200
    assert owner.get("/me").json["role"] == "admin"


def test_who_was_removed_from_the_company_loses_it_on_the_next_call(api: Api) -> None:
    admin = api.person()
    member = member_of(admin)
    invoice_id = admin.upload(b"%PDF-1.4 ours").json["id"]
    assert admin.delete(f"/company/members/{member.user['id']}").status == 204
    assert member.upload(b"%PDF-1.4 mine").status == 403
    lost = sorted(set(PRIVATE) - {route for route, e in ROUTES.items() if e.who == ANY} - {"POST /invoices"})
    assert {route: call(api, route, member.access, admin, invoice_id) for route in lost} == dict.fromkeys(lost, 403)
