"""Twenty at the same instant, with real threads."""

from decimal import Decimal

import pytest

from chalicelib.accounts import addresses, resets, sessions
from chalicelib.accounts.passwords.hashing import verify_password
from chalicelib.accounts.tokens import TokenType, verify_token
from chalicelib.documents.model.document import Document
from chalicelib.errors import DuplicateFile
from chalicelib.ids import Intended
from chalicelib.invoices import correcting, uploading
from chalicelib.invoices.corrections import Correction
from chalicelib.invoices.issuing import crediting, drafts, issuing
from chalicelib.invoices.issuing.crediting import ChosenLine, CreditOrder
from chalicelib.invoices.lifecycle import approving, paying
from chalicelib.invoices.lifecycle.paying import PaymentOrder
from chalicelib.records.lifecycle.approval import ApprovalStep
from chalicelib.storage.accounts import users
from chalicelib.storage.accounts.callers import find_user_and_session
from tests.faults.flows.invoices import UBL
from tests.support.api import PASSWORD, Api
from tests.support.invoices.files import fetch
from tests.support.invoices.forms import document, line, sender
from tests.support.invoices.reading import read
from tests.support.letters.sent import deliver
from tests.support.people.team import caller_of
from tests.support.together import CROWD, at_once
from tests.support.workers.queue import work


@pytest.fixture
def warm(api: Api) -> Api:
    """Return a client whose process has made its connections: threads race on the database, not on set-up."""
    api.person().get("/me")
    return api


def test_of_twenty_registrations_of_one_address_one_gets_it(warm: Api) -> None:
    def register(number: int) -> None:
        sessions.register(
            email="race@example.com",
            password=PASSWORD,
            name=str(number),
            company_name="",
            language="en",
            source_ip=str(number),
            base_url="https://api.example.com/dev",
        )

    outcome = at_once(register)
    assert set(outcome) <= {"success", "Throttled"}
    links = [mail.link.split("/")[-2:] for mail in deliver()]
    assert 1 <= len(links) <= outcome["success"]

    def prove(number: int) -> None:
        user_id, token = links[number % len(links)]
        addresses.confirm_proof(user_id, token, caller=None, password=PASSWORD)

    assert at_once(prove)["success"] == 1
    registered = users.find_registered("race@example.com")
    assert registered.holder
    assert registered.holder.proven_at
    assert registered.unproven == ()


def test_twenty_uses_of_one_reset_link_have_one_success(warm: Api) -> None:
    person = warm.person()
    warm.call("POST", "/auth/password_reset", {"email": person.email})
    uid, token = deliver()[-1].link.split("/")[-2:]
    passphrases = [f"fine passphrase number {number}" for number in range(CROWD)]
    outcome = at_once(lambda number: resets.confirm_reset(uid, token, passphrases[number]))
    assert outcome == {"success": 1, "LinkExpired": CROWD - 1}
    logins = [
        warm.call("POST", "/auth/login", {"email": person.email, "password": word}).status for word in passphrases[:9]
    ]
    assert logins.count(200) <= 1
    changed = users.find_user(person.user["id"])
    assert changed is not None
    assert sum(verify_password(word, changed.password_hash)[0] for word in passphrases) == 1


def test_twenty_refreshes_of_one_client_with_one_token_get_one_token(warm: Api) -> None:
    person = warm.person()
    given = set()
    outcome = at_once(lambda _: given.add(sessions.refresh(person.refresh, source_ip="one", agent="tab").refresh))
    assert outcome == {"success": CROWD}
    assert len({verify_token(token, TokenType.REFRESH).token_id for token in given}) == 1


def test_twenty_refreshes_with_one_token_have_at_most_one_success(warm: Api) -> None:
    person = warm.person()
    outcome = at_once(lambda number: sessions.refresh(person.refresh, source_ip=str(number)))
    assert outcome["success"] <= 1
    assert set(outcome) <= {"success", "SessionEnded"}
    claims = verify_token(person.refresh, TokenType.REFRESH)
    assert find_user_and_session(claims.user_id, claims.session_id) is None


def test_twenty_uploads_of_the_same_bytes_make_one_invoice(warm: Api) -> None:
    person = warm.person()
    caller = caller_of(person)

    def upload(number: int) -> None:
        uploading.accept_upload(
            caller, Intended(), filename=f"{number}.pdf", content_type="application/pdf", data=b"%PDF-1.4 the same"
        )

    outcome = at_once(upload)
    assert outcome["success"] == 1
    assert outcome[DuplicateFile.__name__] == CROWD - 1
    assert len(person.get("/invoices").json["items"]) == 1


def test_twenty_forms_get_twenty_numbers_without_a_gap(warm: Api) -> None:
    person = sender(warm)
    caller = caller_of(person)
    form = Document.model_validate(document(issue_date="2026-03-01"))
    assert at_once(lambda _: issuing.issue_invoice(caller, form, Intended())) == {"success": CROWD}
    numbers = sorted(invoice["invoice_number"] for invoice in person.get("/invoices?limit=100").json["items"])
    assert numbers == [f"2026-{number:04}" for number in range(1, CROWD + 1)]


def test_a_draft_that_twenty_issue_becomes_one_invoice(warm: Api) -> None:
    person = sender(warm)
    caller = caller_of(person)
    draft = drafts.add_draft(caller, Document.model_validate(document()), Intended())
    outcome = at_once(
        lambda _: drafts.issue_draft(caller, draft.draft.draft_id, Intended(), language=None, expected=None)
    )
    assert outcome["success"] == 1
    assert set(outcome) <= {"success", "Conflict", "DraftNotFound"}
    assert len(person.get("/invoices").json["items"]) == 1


def test_twenty_credits_of_one_unit_take_no_more_than_the_invoice_has(warm: Api) -> None:
    person = sender(warm)
    caller = caller_of(person)
    invoice_id = person.post("/invoices", document(line(quantity="7"))).json["id"]
    work()
    order = CreditOrder(lines=(ChosenLine("1", Decimal(1)),))
    outcome = at_once(lambda _: crediting.credit_invoice(caller, invoice_id, order, Intended()))
    assert outcome["success"] == 7
    assert set(outcome) <= {"success", "OverCredited", "NotCreditable"}
    credited = person.get(f"/invoices/{invoice_id}").json
    assert (credited["credit_state"], credited["credited_total"]) == ("credited", credited["total"])
    notes = [each for each in person.get("/invoices?limit=100").json["items"] if each["credit_of"] == invoice_id]
    assert len({note["invoice_number"] for note in notes}) == 7
    assert sum(Decimal(note["total"]) for note in notes) == Decimal(credited["total"])


def test_an_invoice_that_twenty_cancel_has_one_credit_note(warm: Api) -> None:
    person = sender(warm)
    caller = caller_of(person)
    invoice_id = person.post("/invoices", document()).json["id"]
    work()
    notes: list[str] = []

    def cancel(_: int) -> None:
        notes.append(crediting.cancel_invoice(caller, invoice_id, CreditOrder(), Intended()).invoice_id)

    outcome = at_once(cancel)
    assert outcome["success"] >= 1
    assert set(outcome) <= {"success", "NotCreditable"}
    assert len(set(notes)) == 1


def test_twenty_payments_of_all_that_is_open_pay_once(warm: Api) -> None:
    person = warm.person()
    caller, invoice_id = caller_of(person), read(person).invoice_id
    outcome = at_once(lambda _: paying.add_payment(caller, invoice_id, PaymentOrder(), Intended()))
    assert outcome == {"success": 1, "NothingOpen": CROWD - 1}
    detail = person.get(f"/invoices/{invoice_id}").json
    assert (detail["payment"], [each["amount"] for each in detail["payments"]]) == ("paid", ["119.00"])


def test_twenty_parts_never_come_to_more_than_is_open(warm: Api) -> None:
    person = warm.person()
    caller, invoice_id = caller_of(person), read(person).invoice_id
    order = PaymentOrder(amount=Decimal("17.00"))
    outcome = at_once(lambda _: paying.add_payment(caller, invoice_id, order, Intended()))
    assert outcome == {"success": 7, "NothingOpen": CROWD - 7}
    assert person.get(f"/invoices/{invoice_id}").json["payment"] == "paid"


def test_a_planned_payment_that_twenty_make_is_made_once(warm: Api) -> None:
    person = warm.person()
    caller, invoice_id = caller_of(person), read(person).invoice_id
    paying.add_payment(caller, invoice_id, PaymentOrder(is_made=False), Intended())
    (planned,) = person.get(f"/invoices/{invoice_id}").json["payments"]
    outcome = at_once(lambda _: paying.make_payment(caller, invoice_id, planned["id"], None))
    assert outcome == {"success": 1, "WrongStep": CROWD - 1}


def test_of_twenty_decisions_one_counts(warm: Api) -> None:
    person = warm.person()
    caller, invoice_id = caller_of(person), read(person).invoice_id
    steps = (ApprovalStep.APPROVE, ApprovalStep.REJECT)
    outcome = at_once(lambda number: approving.decide_approval(caller, invoice_id, steps[number % 2], ""))
    assert outcome == {"success": 1, "WrongStep": CROWD - 1}
    assert len(person.get(f"/invoices/{invoice_id}").json["decisions"]) == 1


def test_one_person_who_approves_twenty_times_at_once_is_no_second_person(warm: Api) -> None:
    person = warm.person()
    warm.call("PATCH", "/company", {"approval_persons": 2}, token=person.access)
    caller, invoice_id = caller_of(person), read(person).invoice_id
    outcome = at_once(lambda _: approving.decide_approval(caller, invoice_id, ApprovalStep.APPROVE, ""))
    assert outcome == {"success": 1, "SecondPersonNeeded": CROWD - 1}
    assert person.get(f"/invoices/{invoice_id}").json["approval"] == "open"


def test_of_twenty_corrections_of_what_all_have_seen_one_is_made(warm: Api) -> None:
    person = warm.person()
    caller = caller_of(person)
    invoice_id = person.upload(UBL.encode(), "a.xml", "application/xml").json["id"]
    work()
    seen = person.get(f"/invoices/{invoice_id}").json["version"]

    def correct(number: int) -> None:
        correcting.correct_invoice(caller, invoice_id, Correction(fields={"customer": f"Customer {number}"}), seen)

    assert at_once(correct) == {"success": 1, "VersionMismatch": CROWD - 1}
    detail = person.get(f"/invoices/{invoice_id}").json
    assert detail["version"] == seen + 1
    assert detail["document"]["customer"]["name"] == detail["customer"]
    assert detail["customer"].encode() in fetch(person, invoice_id, "ubl")
