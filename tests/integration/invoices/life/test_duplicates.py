"""The same invoice in another file, and the same supplier with another bank account."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import boto3
import pytest
from botocore.client import BaseClient
from pynamodb.expressions.operand import Path
from pynamodb.models import Model

from chalicelib.clock import now
from chalicelib.errors import DuplicateInvoice
from chalicelib.ids import new_id
from chalicelib.records.duplicate_keys import shortened
from chalicelib.records.invoices import CreationMethod, Invoice, OnDuplicate, Status
from chalicelib.storage.companies.companies import CompanyTableItem, company_key
from chalicelib.storage.invoices import invoices as store
from chalicelib.storage.invoices.items import InvoiceItem, to_item
from tests.support.api import Api, Person, Recorder
from tests.support.aws.names import BUCKET
from tests.support.invoices.reading import e_invoice, finish, queued, read
from tests.support.people.team import member_of
from tests.support.together import at_once
from tests.support.workers.queue import work

XML = "application/xml"
OTHER_ACCOUNT = "DE02120300000000202051"


def upload(person: Person, data: bytes, query: str = "") -> str:
    answer = person.post(f"/invoices?filename=a.xml{query}", data=data, content_type=XML)
    assert answer.status == 202, answer.body
    invoice_id: str = answer.json["id"]
    return invoice_id


def shown(person: Person, invoice_id: str) -> Any:
    return person.get(f"/invoices/{invoice_id}").json


def current(invoice: Invoice) -> Invoice:
    found = store.find_invoice(invoice.company_id, invoice.invoice_id)
    assert found is not None
    return found


def test_an_invoice_in_another_file_is_marked_rejected_or_allowed_as_its_uploader_wants(api: Api) -> None:
    person = api.person()
    first = upload(person, e_invoice())
    work()
    marked, rejected, allowed = (
        upload(person, e_invoice(buyer_reference=wish), f"&on_duplicate={wish}") for wish in ("flag", "reject", "allow")
    )
    work()
    assert shown(person, first)["duplicate_of"] is None
    detail = shown(person, marked)
    assert (detail["status"], detail["duplicate_of"], detail["duplicate_reason"]) == ("ready", first, "same_number")
    detail = shown(person, rejected)
    assert (detail["status"], detail["failure"]["code"]) == ("failed", "duplicate_invoice")
    assert (detail["duplicate_of"], detail["duplicate_reason"]) == (first, "same_number")
    assert set(detail["links"]) == {"source"}
    kept = boto3.client("s3").list_objects_v2(
        Bucket=BUCKET, Prefix=f"invoices/{person.user['company_id']}/{rejected}/"
    )["Contents"]
    assert [item["Key"].rpartition("/")[2] for item in kept] == ["source"]
    detail = shown(person, allowed)
    assert (detail["status"], detail["duplicate_of"], detail["duplicate_reason"]) == ("ready", None, None)


def test_an_announced_file_says_as_well_whether_duplicates_are_wanted(api: Api) -> None:
    person = api.person()
    upload(person, e_invoice())
    work()
    again = e_invoice(buyer_reference="again")
    announcement = {"filename": "a.xml", "content_type": XML, "size": len(again), "on_duplicate": "reject"}
    announced = person.post("/invoices/uploads", announcement).json
    boto3.client("s3").put_object(Bucket=BUCKET, Key=announced["upload"]["fields"]["key"], Body=again)
    work()
    assert shown(person, announced["invoice"]["id"])["failure"]["code"] == "duplicate_invoice"


def test_a_wish_that_is_none_is_refused(api: Api) -> None:
    answer = api.person().post("/invoices?on_duplicate=perhaps", data=e_invoice(), content_type=XML)
    assert (answer.status, answer.json["errors"][0]["field"]) == (422, "on_duplicate")


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({}, "same_number"),
        ({"invoice_number": " r-1 ", "total": Decimal(1)}, "same_number"),
        ({"supplier_tax_id": None, "supplier": "NORDWIND, GMBH"}, "same_number"),
        ({"supplier": "Another name", "supplier_tax_id": "de 123 456 788"}, "same_number"),
        ({"invoice_number": "R-2"}, None),
        ({"invoice_number": "R-2", "number_is_certain": False}, "same_total_and_date"),
        ({"invoice_number": "R1", "total": Decimal(5)}, None),
        ({"invoice_number": "R1"}, "same_total_and_date"),
        ({"issue_date": date(2027, 1, 5)}, None),
        ({"issue_date": date(2026, 12, 31), "total": Decimal(5)}, "same_number"),
        ({"issue_date": None}, "same_number"),
        ({"invoice_number": None, "total": Decimal("119")}, "same_total_and_date"),
        ({"invoice_number": "R-2", "issue_date": date(2026, 1, 6)}, None),
        ({"invoice_number": "R-2", "currency": "USD"}, None),
        ({"document_type": "credit_note"}, None),
        ({"document_type": "other"}, None),
        ({"supplier": "Another name", "supplier_tax_id": None}, None),
        ({"supplier_tax_id": "FR83404833048"}, None),
        ({"supplier_tax_id": None, "supplier": None}, None),
    ],
)
def test_what_makes_two_invoices_one(api: Api, values: dict[str, Any], reason: str | None) -> None:
    person = api.person()
    first = read(person)
    second = read(person, **values)
    assert second.duplicate_reason == reason
    assert second.duplicate_of == (first.invoice_id if reason else None)


@pytest.mark.parametrize(
    ("values", "refused"),
    [
        ({}, True),
        ({"total": None}, True),
        ({"total": Decimal(1)}, False),
        ({"issue_date": date(2026, 1, 6)}, False),
        ({"issue_date": None}, False),
        ({"number_is_certain": False}, False),
        ({"invoice_number": None}, False),
        ({"invoice_number": "R-2", "number_is_certain": False}, False),
    ],
)
def test_only_what_is_sure_is_rejected_and_the_rest_is_marked(api: Api, values: dict[str, Any], refused: bool) -> None:
    person = api.person()
    first = read(person)
    waiting = queued(person, OnDuplicate.REJECT)
    if refused:
        with pytest.raises(DuplicateInvoice) as error:
            finish(waiting, **values)
        assert error.value.invoice_id == first.invoice_id
    else:
        assert finish(waiting, **values).duplicate_of == first.invoice_id


def test_each_year_of_one_number_has_its_own_duplicates(api: Api) -> None:
    person = api.person()
    older, newer = read(person), read(person, issue_date=date(2027, 1, 5))
    assert newer.duplicate_of is None
    assert read(person, issue_date=date(2027, 1, 5)).duplicate_of == newer.invoice_id
    assert person.delete(f"/invoices/{older.invoice_id}").status == 204
    assert read(person, issue_date=date(2027, 3, 1)).duplicate_of == newer.invoice_id
    assert read(person).duplicate_of is None


def test_a_number_that_becomes_certain_ends_a_false_alarm(api: Api) -> None:
    person = api.person()
    first = read(person, number_is_certain=False)
    second = read(person, invoice_number="R-2")
    assert second.duplicate_reason == "same_total_and_date"
    store.write(first, replace(first, number_is_certain=True))
    assert current(second).duplicate_of is None


def test_claims_of_before_they_told_more_still_mark_but_do_not_reject(api: Api) -> None:
    person = api.person()
    first = read(person)
    company = company_key(person.user["company_id"])
    for item in list(CompanyTableItem.query(company, CompanyTableItem.sk.startswith("same_"))):
        for name in ("number", "number_is_certain", "issue_date", "total"):
            item.update([Path(name).remove()])
    assert finish(queued(person, OnDuplicate.REJECT)).duplicate_of == first.invoice_id


@pytest.mark.parametrize("is_whole", [True, False], ids=["whole hashes", "hashes of other rules"])
def test_claims_that_older_records_name_are_released_with_them(api: Api, is_whole: bool) -> None:
    """Older records name their claims whole; later ones shortened, also those that today's rules would not make."""
    person = api.person()
    first = read(person)
    company = company_key(person.user["company_id"])
    held = [item.sk for item in CompanyTableItem.query(company, CompanyTableItem.sk.startswith("same_"))]
    assert {shortened(key) for key in held} == set(first.claims)
    other = replace(first, claims=tuple(held)) if is_whole else replace(first, supplier="Renamed", supplier_tax_id=None)
    keep_unpacked(other)
    assert set(current(first).claims) == set(first.claims)
    assert person.delete(f"/invoices/{first.invoice_id}").status == 204
    assert list(CompanyTableItem.query(company, CompanyTableItem.sk.startswith("same_"))) == []
    assert read(person).duplicate_of is None


def keep_unpacked(invoice: Invoice) -> None:
    """Put a record's item with all attributes side by side, as it was before items were packed."""
    raw = Model.serialize(to_item(invoice))
    boto3.client("dynamodb").put_item(TableName=InvoiceItem.Meta.table_name, Item=raw)


def test_how_sure_the_reader_is_of_a_number_is_recorded(api: Api) -> None:
    person = api.person()
    invoice_id = upload(person, e_invoice())
    work()
    record = store.find_invoice(person.user["company_id"], invoice_id)
    assert record is not None
    assert record.number_is_certain


def test_other_companies_and_forms_have_no_duplicates_here(api: Api) -> None:
    person = api.person()
    read(person)
    assert read(api.person()).duplicate_of is None
    form = store.add_invoice(replace(queued(person), invoice_id=new_id(), creation_method=CreationMethod.GUI))
    assert finish(form).duplicate_of is None


def test_of_twenty_at_the_same_instant_one_is_the_first_and_all_others_name_it(api: Api) -> None:
    person = api.person()
    waiting = [queued(person) for _ in range(20)]
    assert at_once(lambda number: finish(waiting[number])) == {"success": 20}
    records = [current(invoice) for invoice in waiting]
    (first,) = [record for record in records if record.duplicate_of is None]
    assert {record.duplicate_of for record in records if record is not first} == {first.invoice_id}


def test_a_duplicate_whose_first_is_deleted_is_none_any_more_and_the_next_one_names_it(api: Api) -> None:
    person = api.person()
    first, second, third = read(person), read(person), read(person)
    assert person.delete(f"/invoices/{first.invoice_id}").status == 204
    assert current(second).duplicate_of is None
    assert current(third).duplicate_of == second.invoice_id
    assert read(person).duplicate_of == second.invoice_id


def test_a_duplicate_whose_first_is_corrected_is_none_any_more(api: Api) -> None:
    person = api.person()
    first, second = upload(person, e_invoice()), upload(person, e_invoice(total="120.00"))
    work()
    flags = {invoice: shown(person, invoice)["duplicate_of"] for invoice in (first, second)}
    original = next(invoice for invoice, flag in flags.items() if flag is None)
    assert set(flags.values()) == {None, original}
    answer = api.call("PATCH", f"/invoices/{original}", {"invoice_number": "R-7"}, token=person.access)
    assert answer.status == 200, answer.body
    assert [shown(person, invoice)["duplicate_reason"] for invoice in (first, second)] == [None, None]


def test_reading_the_first_again_does_not_make_it_its_own_duplicate(api: Api) -> None:
    person = api.person()
    first = upload(person, e_invoice(), "&on_duplicate=reject")
    work()
    assert person.post(f"/invoices/{first}/reprocess").status == 202
    work()
    detail = shown(person, first)
    assert (detail["status"], detail["duplicate_of"]) == ("ready", None)
    assert "bank_account_changed" not in detail["warnings"]


def test_who_sees_only_its_own_invoices_learns_no_other_ids(api: Api) -> None:
    admin = api.person()
    member = member_of(admin)
    assert api.call("PATCH", "/company", {"members_see_all": False}, token=admin.access).status == 200
    first = upload(admin, e_invoice())
    same_bytes = member.post("/invoices", data=e_invoice(), content_type=XML)
    assert (same_bytes.status, same_bytes.json["code"]) == (409, "duplicate_file")
    assert "invoice_id" not in same_bytes.json
    assert first not in same_bytes.body.decode()
    work()
    second = upload(member, e_invoice(buyer_reference="mine"))
    work()
    for answer in (member.get(f"/invoices/{second}"), member.get("/invoices")):
        assert b"same_number" in answer.body
        assert first not in answer.body.decode()
    assert shown(admin, second)["duplicate_of"] == first
    assert second in member.get("/invoices/export").body.decode()
    assert first not in member.get("/invoices/export").body.decode()
    assert admin.get("/invoices/export").body.decode().count(first) == 2
    assert upload(member, e_invoice(buyer_reference="mine once more"))
    own = member.post("/invoices", data=e_invoice(buyer_reference="mine"), content_type=XML)
    assert own.json["invoice_id"] == second


def test_another_bank_account_of_a_known_supplier_warns_until_an_admin_accepts_it(api: Api) -> None:
    person = api.person()
    first, changed = upload(person, e_invoice("R-1")), ""
    work()
    assert "bank_account_changed" not in shown(person, first)["warnings"]
    for number in ("R-2", "R-3"):
        changed = upload(person, e_invoice(number, f"{number[-1]}.00", OTHER_ACCOUNT))
        work()
        assert "bank_account_changed" in shown(person, changed)["warnings"], number
    answer = person.post(f"/invoices/{changed}/accept_bank_account")
    assert (answer.status, "bank_account_changed" in answer.json["warnings"]) == (200, False)
    assert shown(person, changed)["timeline"]["items"][-1]["kind"] == "bank_account_accepted"
    for number, account in (("R-4", OTHER_ACCOUNT), ("R-5", "DE89 3704 0044 0532 0130 00")):
        known = upload(person, e_invoice(number, f"{number[-1]}.00", account))
        work()
        assert "bank_account_changed" not in shown(person, known)["warnings"], number


@pytest.mark.parametrize(
    ("values", "warns"),
    [
        ({"bank_accounts": ("A",)}, False),
        ({"bank_accounts": ()}, False),
        ({"bank_accounts": ("B",)}, True),
        ({"bank_accounts": ("A", "B")}, True),
        ({"bank_accounts": ("B",), "supplier_tax_id": None}, True),
        ({"bank_accounts": ("B",), "supplier": "New name"}, True),
        ({"bank_accounts": ("B",), "supplier_tax_id": "FR83404833048"}, True),
        ({"bank_accounts": ("B",), "supplier": "Other", "supplier_tax_id": "FR83404833048"}, False),
        ({"bank_accounts": ("B",), "supplier": None, "supplier_tax_id": None}, False),
    ],
)
def test_which_accounts_are_another(api: Api, values: dict[str, Any], warns: bool) -> None:
    person = api.person()
    read(person, bank_accounts=("A",))
    later = read(person, **{"invoice_number": "R-2", "total": Decimal(5)} | values)
    assert ("bank_account_changed" in later.warnings) is warns


def test_a_change_of_other_things_leaves_the_warning_and_asks_nothing_of_the_supplier(
    api: Api, calls: Recorder
) -> None:
    person = api.person()
    read(person, bank_accounts=("A",))
    warned = read(person, invoice_number="R-2", total=Decimal(5), bank_accounts=("B",))
    calls.clear()
    sent = store.write(warned, replace(warned, sent_at=now()))
    assert (sent and sent.warnings, calls.operations) == (("bank_account_changed",), ["TransactWriteItems"])
    emptied = store.write(sent, replace(sent, bank_accounts=())) if sent else None
    assert emptied is not None
    assert emptied.warnings == ()


@pytest.mark.parametrize(("accounts", "asks"), [(("A",), False), (("B",), True)], ids=["known", "new"])
def test_known_accounts_are_not_asked_for_again_in_the_write(
    api: Api, monkeypatch: pytest.MonkeyPatch, accounts: tuple[str, ...], asks: bool
) -> None:
    person = api.person()
    read(person, bank_accounts=("A",))
    waiting = queued(person)
    asked: list[bool] = []
    call = BaseClient._make_api_call  # type: ignore[attr-defined]

    def watched(client: BaseClient, operation: str, parameters: Any) -> Any:
        if operation == "TransactWriteItems":
            updates = [each["Update"] for each in parameters["TransactItems"] if "Update" in each]
            table = CompanyTableItem.Meta.table_name
            asked.append(any(each["TableName"] == table and "supplier#" in str(each["Key"]) for each in updates))
        return call(client, operation, parameters)

    monkeypatch.setattr(BaseClient, "_make_api_call", watched)
    later = finish(waiting, invoice_number="R-2", total=Decimal(5), bank_accounts=accounts)
    assert ("bank_account_changed" in later.warnings) is asks
    assert any(asked) is asks


def test_who_brought_a_suppliers_first_account_may_correct_it_without_a_warning(api: Api) -> None:
    first = read(api.person(), bank_accounts=("A",))
    corrected = store.write(first, replace(first, bank_accounts=("B",)))
    assert corrected is not None
    assert corrected.warnings == ()


def test_of_twenty_first_invoices_at_once_only_those_with_one_account_go_without_a_warning(api: Api) -> None:
    person = api.person()
    waiting = [queued(person, OnDuplicate.ALLOW) for _ in range(20)]
    at_once(lambda number: finish(waiting[number], bank_accounts=("AB"[number % 2],)))
    records = [current(invoice) for invoice in waiting]
    assert {record.status for record in records} == {Status.READY}
    trusted = {record.bank_accounts for record in records if "bank_account_changed" not in record.warnings}
    assert len(trusted) == 1
    assert sum("bank_account_changed" in record.warnings for record in records) == 10
