"""Credit transfer files: what gets into them, what is refused, and that nothing is paid twice."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, Unpack
from xml.etree import ElementTree as ET

import pytest

from chalicelib.errors import InvalidInput
from chalicelib.exports import credit_transfers
from chalicelib.exports.credit_transfers import make_credit_transfers
from chalicelib.exports.pain import NAMESPACE
from chalicelib.ids import Intended
from chalicelib.records.invoices import Status
from chalicelib.records.lifecycle.approval import Approval
from chalicelib.records.lifecycle.changes import InvoiceChanges
from chalicelib.records.lifecycle.direction import InvoiceDirection
from chalicelib.storage.invoices import invoices as store
from tests.support.api import Answer, Api, Person
from tests.support.invoices.reading import read
from tests.support.people.team import caller_of, member_of
from tests.support.together import CROWD, at_once

IBAN, OURS, OTHER = "DE89370400440532013000", "DE02120300000000202051", "FR1420041010050500013M02606"
TODAY = datetime.now(UTC).date()
DAY = (TODAY + timedelta(30)).isoformat()


def company(api: Api) -> Person:
    person = api.person(company_name="Müller & Söhne")
    assert api.call("PATCH", "/company", {"iban": OURS}, token=person.access).status == 200
    return person


def payable(person: Person, *, approved: bool = True, **values: Any) -> str:
    invoice_id = read(person, **{"bank_accounts": (IBAN,), **values}).invoice_id
    if approved:
        assert person.post(f"/invoices/{invoice_id}/approval", {"decision": "approve"}).status == 200
    return invoice_id


def transfer(person: Person, *ids: str, **options: Any) -> Answer:
    return person.post("/invoices/credit_transfers", {"ids": list(ids), "date": DAY}, **options)


def texts(xml: str, name: str) -> list[str | None]:
    return [each.text for each in ET.fromstring(xml).iter(f"{{{NAMESPACE}}}{name}")]  # noqa: S314 - our own


def test_approved_invoices_become_one_order_and_planned_payments(api: Api) -> None:
    person = company(api)
    one = payable(person)
    two = payable(person, invoice_number="R-2", total=Decimal("50.50"))
    person.post(f"/invoices/{two}/payments", {"amount": "0.50"})
    answer = transfer(person, one, two, one)
    assert answer.status == 200, answer.body
    made = answer.json
    assert (made["transfers"], made["total"], made["filename"]) == (2, "169.00", f"credit-transfers-{DAY}.xml")
    assert texts(made["xml"], "InstdAmt") == ["119.00", "50.00"]
    assert texts(made["xml"], "CtrlSum") == ["169.00"] * 2
    assert texts(made["xml"], "IBAN") == [OURS, IBAN, IBAN]
    assert texts(made["xml"], "Nm") == ["Muller + Sohne"] * 2 + ["Nordwind GmbH"] * 2
    assert texts(made["xml"], "Ustrd") == ["R-1", "R-2"]
    assert texts(made["xml"], "Dt") == [DAY]
    detail = person.get(f"/invoices/{one}").json
    (planned,) = detail["payments"]
    assert (detail["payment"], planned["date"], planned["reference"]) == ("scheduled", DAY, made["message_id"])
    assert texts(made["xml"], "EndToEndId")[0] == planned["id"]
    again = transfer(person, one)
    assert (again.status, again.json["errors"][0]["message"]) == (422, "Nothing of it is open.")


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"approved": False}, "It is not approved."),
        ({"currency": "USD"}, "Its currency is not the euro."),
        ({"bank_accounts": ()}, "It names no IBAN."),
        ({"bank_accounts": ("062000/12345678",), "supplier": "Other", "supplier_tax_id": None}, "It names no IBAN."),
        ({"document_type": "credit_note"}, "It is a credit note."),
        ({"supplier": None}, "It has no supplier's name."),
        ({"total": None}, "Nothing of it is open."),
        ({"total": Decimal("119.005")}, "What is to be paid of it has fractions of a cent."),
    ],
)
def test_what_cannot_be_paid_so_is_refused_and_nothing_is_planned(api: Api, values: Any, reason: str) -> None:
    person = company(api)
    good, bad = payable(person, invoice_number="R-9", total=Decimal(9)), payable(person, **values)
    answer = transfer(person, good, bad)
    assert answer.status == 422
    assert [(each["field"], each["message"]) for each in answer.json["errors"]] == [("ids.1", reason)]
    assert person.get(f"/invoices/{good}").json["payments"] == []


def test_duplicates_own_invoices_and_a_company_without_an_iban_are_refused(api: Api) -> None:
    person = api.person()
    first = payable(person)
    assert transfer(person, first).json["errors"][0]["field"] == "iban"
    api.call("PATCH", "/company", {"iban": OURS}, token=person.access)
    second = payable(person)
    assert transfer(person, second).json["errors"][0]["message"] == "It is marked as a duplicate."
    own = payable(person, approved=False, invoice_number="R-3", direction=InvoiceDirection.RECEIVABLE)
    assert transfer(person, own).json["errors"][0]["message"] == "It is not an invoice that the company pays."
    assert transfer(person, "x").status == 404


def test_a_changed_bank_account_is_paid_only_once_it_was_accepted(api: Api) -> None:
    person = company(api)
    payable(person)
    changed = payable(person, invoice_number="R-2", total=Decimal(5), bank_accounts=(OTHER,))
    refused = transfer(person, changed)
    assert "accept it first" in refused.json["errors"][0]["message"]
    assert person.post(f"/invoices/{changed}/accept_bank_account").status == 200
    assert texts(transfer(person, changed).json["xml"], "IBAN") == [OURS, OTHER]


def test_a_repeat_under_the_same_key_gives_the_same_file(api: Api) -> None:
    person = company(api)
    one, key = payable(person), {"Idempotency-Key": "one"}
    first, second = (transfer(person, one, headers=key) for _ in range(2))
    assert (first.status, second.json) == (200, first.json)
    assert len(person.get(f"/invoices/{one}").json["payments"]) == 1


def test_a_request_that_died_after_planning_goes_on_where_it_was(api: Api) -> None:
    person = company(api)
    one, intended = payable(person), Intended()
    made = [
        make_credit_transfers(caller_of(person), [one], None, each) for each in (intended, Intended(intended.id, True))
    ]
    assert made[0].total == made[1].total == Decimal("119.00")
    assert len(person.get(f"/invoices/{one}").json["payments"]) == 1


def change(person: Person, invoice_id: str, **values: Unpack[InvoiceChanges]) -> None:
    assert store.change_invoice(person.user["company_id"], invoice_id, values, from_status=(Status.READY,))


def correct(person: Person, invoice_id: str) -> None:
    """Have an invoice ask for payment elsewhere, which takes its approval back."""
    change(person, invoice_id, bank_accounts=(OTHER,), approval=Approval.OPEN, decisions=())


def refused(person: Person, ids: list[str], intended: Intended) -> tuple[tuple[str, str], ...]:
    with pytest.raises(InvalidInput) as raised:
        make_credit_transfers(caller_of(person), ids, None, intended)
    return raised.value.problems


def payments(person: Person, *ids: str) -> list[int]:
    return [len(person.get(f"/invoices/{each}").json["payments"]) for each in ids]


def test_a_repeat_after_a_correction_is_refused_and_nothing_stays_planned(api: Api) -> None:
    person = company(api)
    one, two, intended = payable(person), payable(person, invoice_number="R-2", total=Decimal(5)), Intended()
    make_credit_transfers(caller_of(person), [one, two], None, intended)  # its answer is lost
    correct(person, one)
    assert refused(person, [one, two], Intended(intended.id, True)) == (("ids.0", "It is not approved."),)
    assert payments(person, one, two) == [0, 0]
    assert person.post(f"/invoices/{one}/approval", {"decision": "approve"}).status == 200
    made = make_credit_transfers(caller_of(person), [one, two], None, Intended(intended.id, True))
    assert texts(made.xml, "IBAN") == [OURS, OTHER, IBAN]


def test_a_repeat_pays_neither_what_was_made_since_nor_more_than_is_due(api: Api) -> None:
    person = company(api)
    one, two, intended = payable(person), payable(person, invoice_number="R-2", total=Decimal(5)), Intended()
    make_credit_transfers(caller_of(person), [one, two], None, intended)
    (planned,) = person.get(f"/invoices/{one}").json["payments"]
    assert person.post(f"/invoices/{one}/payments/{planned['id']}/made", {}).status == 200
    change(person, two, total=Decimal(4))
    assert refused(person, [one, two], Intended(intended.id, True)) == (
        ("ids.0", "Its payment was made already."),
        ("ids.1", "Its payments come to more than what is due."),
    )
    assert payments(person, one, two) == [1, 0]


@pytest.mark.parametrize("again", [False, True])
def test_a_correction_between_check_and_plan_gets_into_no_file(
    api: Api, monkeypatch: pytest.MonkeyPatch, again: bool
) -> None:
    person = company(api)
    one, two, intended = payable(person), payable(person, invoice_number="R-2", total=Decimal(5)), Intended()
    if again:
        make_credit_transfers(caller_of(person), [one, two], None, intended)
    check = credit_transfers._check

    def check_and_correct(*given: Any) -> None:
        check(*given)
        correct(person, two)

    monkeypatch.setattr(credit_transfers, "_check", check_and_correct)
    assert refused(person, [one, two], Intended(intended.id, again)) == (("ids.1", "It is not approved."),)
    assert payments(person, one, two) == [0, 0]


def test_a_day_in_the_past_is_refused(api: Api) -> None:
    person = company(api)
    one = payable(person)
    answer = person.post("/invoices/credit_transfers", {"ids": [one], "date": (TODAY - timedelta(1)).isoformat()})
    assert (answer.status, answer.json["errors"][0]["field"]) == (422, "date")
    assert payments(person, one) == [0]


def test_amounts_have_two_decimals_however_they_are_written(api: Api) -> None:
    person = company(api)
    made = transfer(person, payable(person, total=Decimal("9.0000"))).json
    assert (texts(made["xml"], "InstdAmt"), texts(made["xml"], "CtrlSum")) == (["9.00"], ["9.00"] * 2)


def test_of_twenty_files_at_once_one_has_the_invoice(api: Api) -> None:
    person = company(api)
    one = payable(person)
    outcome = at_once(lambda _: make_credit_transfers(caller_of(person), [one], None, Intended()))
    assert outcome["success"] == 1
    assert sum(outcome.values()) == CROWD
    assert set(outcome) <= {"success", "NothingOpen", "InvalidInput"}
    assert len(person.get(f"/invoices/{one}").json["payments"]) == 1


def test_files_that_want_the_same_invoices_in_another_order_have_both_or_none(api: Api) -> None:
    person = company(api)
    caller, pair = caller_of(person), [payable(person), payable(person, invoice_number="R-2", total=Decimal("50.50"))]
    orders = (pair, pair[::-1])
    outcome = at_once(lambda number: make_credit_transfers(caller, orders[number % 2], None, Intended()))
    planned = [len(person.get(f"/invoices/{each}").json["payments"]) for each in pair]
    assert planned == [outcome["success"]] * 2
    assert outcome["success"] <= 1


def test_a_member_makes_no_transfers(api: Api) -> None:
    person = company(api)
    assert transfer(member_of(person), payable(person)).json["code"] == "role_needed"
