"""Statistics: what is counted, that it is exact under concurrency, and what it costs."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from botocore.client import BaseClient
from botocore.exceptions import ClientError
from moto.dynamodb.models import dynamodb_backends

from chalicelib.clock import now
from chalicelib.ids import new_id
from chalicelib.records.invoice_statistics import Counter
from chalicelib.records.invoices import Invoice, State, Status
from chalicelib.storage.aws.table import commit
from chalicelib.storage.companies.companies import CompanyTableItem, company_key
from chalicelib.storage.invoices import invoices as store
from chalicelib.storage.invoices import recounting
from chalicelib.storage.invoices.invoices import InvoiceChanged
from chalicelib.storage.invoices.items import InvoiceItem, to_item
from chalicelib.storage.statistics import counters
from chalicelib.storage.statistics.counters import CounterItem
from infra.local.cloud import ACCOUNT, REGION
from infra.recount import recount_all
from tests.support.api import Api, Person, Recorder
from tests.support.invoices.reading import READ, e_invoice, finish, queued, read
from tests.support.invoices.records import as_sent
from tests.support.people.team import member_of
from tests.support.workers.queue import work

CROWD = 50


def stats(person: Person, query: str = "") -> Any:
    answer = person.get(f"/stats{query}")
    assert answer.status == 200, answer.body
    return answer.json


def company_of(person: Person) -> str:
    company: str = person.user["company_id"]
    return company


def numbered(person: Person, number: int, **values: Any) -> Invoice:
    """Store an invoice that is no duplicate of others."""
    return read(
        person, **{"invoice_number": f"N-{number}", "issue_date": date(2026, 1, 1) + timedelta(number)} | values
    )


def seed(person: Person, number: int) -> None:
    """Put invoices into the table of the AWS double itself, uncounted."""
    table = dynamodb_backends[ACCOUNT][REGION].tables[InvoiceItem.Meta.table_name]
    template = queued(person)
    for index in range(number):
        values = READ | {"supplier": f"Supplier {index % 40}", "supplier_tax_id": None, "status": Status.READY}
        due = now().date() + timedelta(days=index % 60 - 30)
        invoice = replace(template, invoice_id=new_id(), version=1, due_date=due, **values)
        table.put_item(as_sent(to_item(invoice)))


def test_a_company_without_invoices_has_thirty_days_of_nothing(api: Api) -> None:
    found = stats(api.person())
    assert (found["invoices"], found["duplicates"]) == (0, 0)
    assert found["by_state"] == {"unvalidated": 0, "failed": 0, "passed": 0}
    assert found["by_status"] == {"queued": 0, "processing": 0, "ready": 0, "failed": 0}
    assert len(found["days"]) == 30
    assert found["days"][-1] == {"day": now().date().isoformat(), "created": 0, "validated": 0, "sent": 0}
    assert (found["amounts"], found["suppliers"]) == ([], [])
    assert found["overdue"] == found["due_soon"] == {"invoices": 0, "amounts": []}


def test_an_invoice_is_counted_from_its_files_arrival_to_its_end(api: Api) -> None:
    person = api.person()
    person.post("/invoices/uploads", {"filename": "a.xml", "content_type": "application/xml", "size": 9})
    assert stats(person)["invoices"] == 0
    invoice_id = person.post("/invoices?filename=a.xml", data=e_invoice(), content_type="application/xml").json["id"]
    assert stats(person)["by_status"]["queued"] == 1
    work()
    state = person.get(f"/invoices/{invoice_id}").json["state"]
    found = stats(person)
    assert (found["invoices"], found["by_status"]["ready"], found["by_state"][state]) == (1, 1, 1)
    assert (found["days"][-1]["created"], found["days"][-1]["validated"]) == (1, 1)
    assert [(each["currency"], each["total"]) for each in found["amounts"]] == [("EUR", "119.00")]
    assert person.delete(f"/invoices/{invoice_id}").status == 204
    empty = stats(person)
    assert (empty["invoices"], empty["amounts"], empty["suppliers"], empty["days"][-1]["created"]) == (0, [], [], 0)


def test_amounts_are_exact_and_count_once(api: Api) -> None:
    person = api.person()
    for number, cents in enumerate(("0.10", "0.20", "99999999999999.99")):
        numbered(person, number, net_total=None, tax_total=Decimal(cents), total=Decimal(cents))
    read(person, invoice_number="N-0")
    numbered(person, 5, document_type="credit_note", total=Decimal("0.05"), net_total=None, tax_total=None)
    numbered(person, 6, currency="JPY", total=Decimal(500), net_total=Decimal(455), tax_total=Decimal(45))
    numbered(person, 7, currency="XYZ")
    numbered(person, 8, total=Decimal("1E+25"))
    found = stats(person)
    assert (found["invoices"], found["duplicates"]) == (8, 1)
    euros, yen = found["amounts"]
    assert euros == {
        "currency": "EUR", "invoices": 4, "net_total": "0.00", "tax_total": "100000000000000.29",
        "total": "100000000000000.24",
    }  # fmt: skip
    assert yen == {"currency": "JPY", "invoices": 1, "net_total": "455", "tax_total": "45", "total": "500"}


def test_what_is_due_goes_by_the_due_date(api: Api) -> None:
    person = api.person()
    today = now().date()
    for number, days in enumerate((-400, -1, 0, 6, 7, 3000)):
        numbered(person, number, due_date=today + timedelta(days=days), total=Decimal(10**number))
    numbered(person, 20, due_date=today, document_type="credit_note")
    numbered(person, 21, due_date=None)
    numbered(person, 22, due_date=today - timedelta(days=3), currency="USD", total=Decimal(7))
    found = stats(person)
    assert found["overdue"] == {
        "invoices": 3,
        "amounts": [{"currency": "EUR", "total": "11.00"}, {"currency": "USD", "total": "7.00"}],
    }
    assert found["due_soon"] == {"invoices": 2, "amounts": [{"currency": "EUR", "total": "1100.00"}]}


def test_days_show_what_is_asked_for_up_to_a_year(api: Api) -> None:
    person = api.person()
    sent = finish(queued(person), sent_at=datetime(2026, 3, 1, 23, 59, tzinfo=UTC))
    store.write(sent, replace(sent, validated_at=datetime(2026, 2, 28, tzinfo=UTC)))
    days = stats(person, "?from=2026-02-28&to=2026-03-02")["days"]
    assert [(each["day"], each["validated"], each["sent"]) for each in days] == [
        ("2026-02-28", 1, 0), ("2026-03-01", 0, 1), ("2026-03-02", 0, 0)
    ]  # fmt: skip
    assert len(stats(person, "?from=2025-03-02&to=2026-03-02")["days"]) == 366


@pytest.mark.parametrize(
    "query", ["from=2025-03-01&to=2026-03-02", "from=2026-03-02&to=2026-03-01", "from=9999-12-31", "to=0001-01-01"]
)
def test_days_that_are_none_or_too_many_are_refused(api: Api, query: str) -> None:
    answer = api.person().get(f"/stats?{query}")
    assert (answer.status, answer.json["errors"][0]["field"]) == (422, "from")


def test_the_ten_largest_suppliers_of_a_currency_are_shown(api: Api) -> None:
    person = api.person()
    for number in range(12):
        numbered(person, number, supplier=f"Supplier {number}", supplier_tax_id=None, total=Decimal(number))
    numbered(person, 20, supplier="SUPPLIER 3", supplier_tax_id=None, total=Decimal("100.50"))
    numbered(person, 21, supplier="Supplier 3", currency="USD", total=Decimal(5))
    largest = stats(person)["suppliers"]
    assert largest[0] == {"supplier": "SUPPLIER 3", "currency": "EUR", "invoices": 2, "total": "103.50"}
    assert [each["supplier"] for each in largest[1:]] == [
        f"Supplier {number}" for number in (11, 10, 9, 8, 7, 6, 5, 4, 2)
    ]
    assert [each["total"] for each in stats(person, "?currency=USD")["suppliers"]] == ["5.00"]
    assert stats(person, "?currency=GBP")["suppliers"] == []


def test_statistics_take_the_same_aws_calls_for_ten_invoices_as_for_a_thousand(api: Api, calls: Recorder) -> None:
    made = []
    for number in (10, 1_000):
        person = api.person()
        seed(person, number)
        recounting.recount(company_of(person))
        for query in ("", "?from=2025-11-23&to=2026-11-22"):
            calls.clear()
            assert stats(person, query)["by_status"]["ready"] == number
            made.append(list(calls.operations))
    usual, year = ["BatchGetItem"] * 2 + ["Query"] * 9, ["BatchGetItem"] * 3 + ["Query"] * 9
    assert made == [usual, year, usual, year]


def test_a_member_who_sees_only_its_own_invoices_gets_no_sums_of_all(api: Api) -> None:
    admin = api.person()
    member = member_of(admin)
    read(admin)
    assert stats(member)["invoices"] == 1
    api.call("PATCH", "/company", {"members_see_all": False}, token=admin.access)
    answer = member.get("/stats")
    assert (answer.status, answer.json["code"]) == (403, "statistics_hidden")
    assert stats(admin)["invoices"] == 1


def test_other_companies_are_not_counted(api: Api) -> None:
    read(api.person())
    assert stats(api.person())["invoices"] == 0


def change_often(person: Person, number: int) -> None:
    """Live through an invoice's life, some of it to the end, as others do at the same time."""
    amount = Decimal(number) / 100
    supplier = f"Supplier {number // 2 % 3}"  # and a number for two: one of them is a duplicate, while both are there
    due = now().date() + timedelta(days=number % 20 - 10)
    invoice = numbered(person, number // 2, supplier=supplier, supplier_tax_id=None, total=amount, due_date=due)
    while True:
        try:
            corrected = store.write(invoice, replace(invoice, state=State.FAILED, total=amount + 1, sent_at=now()))
            break
        except InvoiceChanged:  # its first one was deleted, and it is no duplicate any more
            found = store.find_invoice(invoice.company_id, invoice.invoice_id)
            assert found is not None
            invoice = found
    if number % 3 == 0:
        assert corrected is not None
        store.remove_invoice(corrected)


def test_fifty_threads_that_change_and_delete_leave_exact_counters(api: Api) -> None:
    person = api.person()
    with ThreadPoolExecutor(CROWD) as pool:
        list(pool.map(lambda number: change_often(person, number), range(CROWD)))
    found = stats(person)
    assert found["invoices"] == CROWD - len(range(0, CROWD, 3))
    assert found["duplicates"] > 0
    assert counters.read_all(company_of(person)).counts
    assert recounting.recount(company_of(person)) == {}


@pytest.fixture
def conflicts(monkeypatch: pytest.MonkeyPatch) -> list[set[str]]:
    """Have every transaction's first two attempts meet another one; return the counters' shards of all attempts."""
    call = BaseClient._make_api_call  # type: ignore[attr-defined]
    shards: list[set[str]] = []

    def conflicting(client: BaseClient, operation: str, parameters: Any) -> Any:
        if operation == "TransactWriteItems":
            keys = [each["Update"]["Key"] for each in parameters["TransactItems"] if "Update" in each]
            shards.append({key["pk"]["S"] for key in keys if key["sk"]["S"] == "totals"})
            if len(shards) % 3:
                answer: Any = {
                    "Error": {"Code": "TransactionCanceledException", "Message": "[TransactionConflict]"},
                    "CancellationReasons": [{"Code": "TransactionConflict", "Message": "busy"}],
                }
                raise ClientError(answer, operation)
        return call(client, operation, parameters)

    monkeypatch.setattr(BaseClient, "_make_api_call", conflicting)
    return shards


def test_a_transaction_that_met_another_is_counted_once_and_tries_other_shards(
    api: Api, conflicts: list[set[str]]
) -> None:
    person = api.person()
    conflicts.clear()
    for number in range(4):
        numbered(person, number)
    assert len(conflicts) == 3 * 2 * 4
    assert len(set.union(*conflicts)) > 1
    conflicts.clear()
    assert stats(person)["invoices"] == 4


def test_a_recount_sets_right_what_is_wrong_and_says_what(api: Api, capsys: pytest.CaptureFixture[str]) -> None:
    person = api.person()
    for number in range(3):
        numbered(
            person, number, supplier=f"Supplier {number}", supplier_tax_id=None, due_date=date(2027, 1, number + 1)
        )
    right = stats(person)
    for item in list(CounterItem.query(counters.shard_key(company_of(person), 3))):
        item.delete()
    seed(person, 2)
    for key in InvoiceItem.query(company_of(person), limit=1):
        key.delete()
    assert recount_all([company_of(person)])
    assert "counters corrected" in capsys.readouterr().out
    assert recounting.recount(company_of(person)) == {}
    found = stats(person)
    assert (found["invoices"], right["invoices"]) == (5, 3)
    assert found["by_status"]["ready"] == 4
    assert company_of(person) in set(recounting.all_companies())


def test_a_recount_while_others_change_invoices_loses_nothing(api: Api) -> None:
    person = api.person()
    numbered(person, 1)
    wrong = {Counter("totals", "invoices"): Decimal(7), Counter("month#2026-01", "05#sent"): Decimal(-1)}
    commit(lambda each: counters.add(each, company_of(person), wrong, suppliers={}, shard=5))

    def recount_and_again() -> None:
        try:
            recounting.recount(company_of(person))
        except recounting.CompanyBusy:
            return

    with ThreadPoolExecutor(12) as pool:
        repairs = [pool.submit(recount_and_again) for _ in range(2)]
        changes = [pool.submit(change_often, person, number) for number in range(4, 14)]
        for done in (*repairs, *changes):
            done.result()
    recounting.recount(company_of(person))
    found = stats(person)
    assert found["invoices"] == 1 + 10 - len([number for number in range(4, 14) if number % 3 == 0])
    assert recounting.recount(company_of(person)) == {}


def test_a_company_that_goes_leaves_neither_counters_nor_suppliers(api: Api) -> None:
    person, other = api.person(), api.person()
    for each in (person, other):
        invoice = read(each, bank_accounts=("A",))
        assert each.delete(f"/invoices/{invoice.invoice_id}").status == 204
    assert person.delete("/company").status == 204
    left = {str(item.shard) for item in CounterItem.scan()}
    assert left
    assert not [shard for shard in left if shard.startswith(company_of(person))]
    suppliers = [item.pk for item in CompanyTableItem.scan() if item.sk.startswith("supplier#")]
    assert set(suppliers) == {company_key(company_of(other))}
