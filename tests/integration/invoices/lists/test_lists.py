"""Lists with filters and orders, against what a loop over all records would choose."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from moto.dynamodb.models import dynamodb_backends

from chalicelib.authorization import Caller, Role
from chalicelib.clock import now
from chalicelib.errors import BadCursor
from chalicelib.invoices.listing import Scope, list_invoices
from chalicelib.records.invoices import CreationMethod, Invoice, State, Status
from chalicelib.records.lifecycle.approval import Approval
from chalicelib.records.lifecycle.direction import InvoiceDirection
from chalicelib.records.lifecycle.payments import PaymentState
from chalicelib.records.selections import Filters, Selection, Sort
from chalicelib.storage.invoices.items import InvoiceItem, to_item
from chalicelib.storage.invoices.keys import fold, ordered
from chalicelib.storage.invoices.lists import MAX_EVALUATED, count
from infra.local.cloud import ACCOUNT, REGION
from tests.support.api import Api, Person, Recorder
from tests.support.invoices.records import CURRENCIES, FIRST_DAY, a_record, as_sent, store, varied
from tests.support.people.team import member_of

COMPANY, OTHER = "company0", "company1"
ANN, BEN = "ann", "ben"
ADMIN = Caller(ANN, "session", COMPANY, Role.ADMIN, sees_company=True)
RESTRICTED = Caller(BEN, "session", COMPANY, Role.MEMBER, sees_company=False)

DAYS = st.none() | st.sampled_from([FIRST_DAY, date(2024, 1, 20), date(2024, 2, 10), date(2024, 3, 1)])
TOTALS = st.none() | st.sampled_from([Decimal(text) for text in ("-150.00", "-2", "0", "0.5", "3.0", "420")])
FILTERS = st.builds(
    Filters,
    state=st.none() | st.sampled_from(State),
    status=st.none() | st.sampled_from(Status),
    creation_method=st.none() | st.sampled_from(CreationMethod),
    supplier=st.none()
    | st.sampled_from(["a", "ac", "acme", "ACME  s", "STRASSE", "ångström", "東京", "acorn #", "zz"]),
    issued_from=DAYS,
    issued_to=DAYS,
    min_total=TOTALS,
    max_total=TOTALS,
    currency=st.none() | st.sampled_from([code for code in CURRENCIES if code]),
    direction=st.none() | st.sampled_from(InvoiceDirection),
    approval=st.none() | st.sampled_from(Approval),
    payment=st.none() | st.sampled_from(PaymentState),
    overdue=st.none() | st.booleans(),
    text=st.none() | st.sampled_from(["re-1", "scan 1", "acme", "söhne", ".pdf", "re-1 acme"]),
)


def sparse(filters: Filters, keep: set[str]) -> Filters:
    """Return filters of which only some are set: all at once find nothing."""
    return Filters(**{name: getattr(filters, name) for name in keep})


NAMES = st.sets(st.sampled_from(sorted(Filters.__dataclass_fields__)), max_size=3)
CHECKS: dict[str, Callable[[Invoice, Any], bool]] = {
    "state": lambda each, wanted: each.state is wanted,
    "status": lambda each, wanted: each.status is wanted,
    "creation_method": lambda each, wanted: each.creation_method is wanted,
    "direction": lambda each, wanted: each.money_goes is wanted,
    "approval": lambda each, wanted: each.approval is wanted,
    "payment": lambda each, wanted: each.payment is wanted,
    "overdue": lambda each, wanted: each.is_overdue(now().date()) is wanted,
    "supplier": lambda each, wanted: fold(each.supplier or "").startswith(fold(wanted)),
    "issued_from": lambda each, wanted: each.issue_date is not None and each.issue_date >= wanted,
    "issued_to": lambda each, wanted: each.issue_date is not None and each.issue_date <= wanted,
    "min_total": lambda each, wanted: each.total is not None and each.total >= wanted,
    "max_total": lambda each, wanted: each.total is not None and each.total <= wanted,
    "currency": lambda each, wanted: each.currency == wanted,
    "text": lambda each, wanted: any(
        fold(wanted) in fold(text or "") for text in (each.invoice_number, each.supplier, each.filename)
    ),
}


def expected(records: list[Invoice], filters: Filters, sort: Sort, creator: str | None) -> list[str]:
    chosen = [
        each
        for each in records
        if (creator is None or each.uploaded_by == creator)
        and all(
            check(each, getattr(filters, name)) for name, check in CHECKS.items() if getattr(filters, name) is not None
        )
    ]
    valued = [each for each in chosen if getattr(each, sort.attribute) is not None]
    missing = [each for each in chosen if getattr(each, sort.attribute) is None]
    valued.sort(key=lambda each: (getattr(each, sort.attribute), each.invoice_id), reverse=not sort.forward)
    missing.sort(key=lambda each: each.invoice_id, reverse=not sort.forward)
    return [each.invoice_id for each in (*valued, *missing)]


def read_all(caller: Caller, limit: int = 7, **query: Any) -> list[str]:
    """Follow a list's cursors to its end."""
    asked: dict[str, Any] = {"scope": Scope.COMPANY, "filters": Filters(), "sort": Sort.NEWEST} | query
    seen: list[str] = []
    cursor = None
    while True:
        page = list_invoices(caller, limit=limit, cursor=cursor, **asked)
        assert len(page.items) <= limit
        seen += [each.invoice_id for each in page.items]
        cursor = page.next_cursor
        if cursor is None:
            return seen


def possible(filters: Filters) -> bool:
    days, totals = (filters.issued_from, filters.issued_to), (filters.min_total, filters.max_total)
    return (None in days or days[0] <= days[1]) and (None in totals or totals[0] <= totals[1])  # type: ignore[operator]


def test_every_combination_gives_what_a_loop_over_all_records_would(aws: None) -> None:
    records = varied(COMPANY, (ANN, BEN), 60)
    store([*records, *varied(OTHER, (ANN, BEN), 20, seed=2)])

    @settings(max_examples=40, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.builds(sparse, FILTERS, NAMES).filter(possible), st.sampled_from(Sort), st.sampled_from(Scope),
           st.sampled_from([ADMIN, RESTRICTED]), st.sampled_from([1, 7, 30]))  # fmt: skip
    def check(filters: Filters, sort: Sort, scope: Scope, caller: Caller, limit: int) -> None:
        own = scope is Scope.MINE or caller is RESTRICTED
        wanted = expected(records, filters, sort, caller.user_id if own else None)
        assert read_all(caller, max(limit, len(wanted) // 6), scope=scope, filters=filters, sort=sort) == wanted
        assert count(Selection(COMPANY, caller.user_id if own else None, filters, sort)) == len(wanted)

    check()


@pytest.mark.parametrize("sort", Sort)
def test_every_order_alone_has_all_records_and_puts_what_lacks_the_value_last(aws: None, sort: Sort) -> None:
    records = varied(COMPANY, (ANN, BEN), 60)
    store(records)
    assert read_all(ADMIN, sort=sort) == expected(records, Filters(), sort, None)
    assert read_all(RESTRICTED, sort=sort) == expected(records, Filters(), sort, BEN)


@pytest.mark.parametrize("sort", Sort)
def test_what_is_added_while_a_list_is_read_neither_repeats_nor_hides_anything(aws: None, sort: Sort) -> None:
    records = varied(COMPANY, (ANN,), 40)
    store(records)
    first = list_invoices(ADMIN, scope=Scope.COMPANY, filters=Filters(), sort=sort, limit=15, cursor=None)
    store(varied(COMPANY, (ANN,), 30, seed=3))
    seen = [each.invoice_id for each in first.items]
    cursor = first.next_cursor
    while cursor:
        page = list_invoices(ADMIN, scope=Scope.COMPANY, filters=Filters(), sort=sort, limit=15, cursor=cursor)
        seen += [each.invoice_id for each in page.items]
        cursor = page.next_cursor
    assert len(seen) == len(set(seen))
    assert [each for each in seen if each in {record.invoice_id for record in records}] == expected(
        records, Filters(), sort, None
    )


def test_a_rare_find_behind_the_bound_is_reached_over_empty_pages(aws: None) -> None:
    rare = a_record(COMPANY, ANN, invoice_number="NEEDLE")
    store([rare, *(a_record(COMPANY, ANN, invoice_number=f"hay {number}") for number in range(MAX_EVALUATED + 20))])
    query: Any = {"scope": Scope.COMPANY, "filters": Filters(text="needle"), "sort": Sort.NEWEST, "limit": 5}
    page = list_invoices(ADMIN, cursor=None, **query)
    assert page.items == ()
    assert page.next_cursor is not None
    page = list_invoices(ADMIN, cursor=page.next_cursor, **query)
    assert [each.invoice_id for each in page.items] == [rare.invoice_id]
    assert page.next_cursor is None


def test_an_invoice_that_two_indexes_still_hold_is_listed_once(aws: None) -> None:
    late = a_record(COMPANY, ANN, status=Status.QUEUED, state=State.UNVALIDATED)
    store([a_record(COMPANY, ANN), late, a_record(COMPANY, ANN)])
    lags = replace(late, status=Status.READY)
    table = dynamodb_backends[ACCOUNT][REGION].tables[InvoiceItem.Meta.table_name]
    table.put_item(as_sent(to_item(lags)) | {"status_key": {"S": f"{COMPANY}#unread"}})
    for sort in (Sort.DUE_FIRST, Sort.GREATEST):
        assert read_all(ADMIN, sort=sort).count(late.invoice_id) == 1


@pytest.mark.parametrize("sort", [Sort.DUE_FIRST, Sort.DUE_LAST, Sort.GREATEST])
def test_a_page_has_an_invoice_once_though_an_index_still_holds_it_unread(aws: None, sort: Sort) -> None:
    late = a_record(COMPANY, ANN, due_date=FIRST_DAY, total=Decimal(5))
    others = [a_record(COMPANY, ANN, due_date=FIRST_DAY, total=Decimal(5)), a_record(COMPANY, ANN)]
    store(others)
    table = dynamodb_backends[ACCOUNT][REGION].tables[InvoiceItem.Meta.table_name]
    table.put_item(as_sent(to_item(late)) | {"status_key": {"S": f"{COMPANY}#unread"}})
    assert read_all(ADMIN, sort=sort) == expected([late, *others], Filters(), sort, None)


def test_of_what_is_read_and_what_is_not_a_page_reads_500_each(aws: None, calls: Recorder) -> None:
    store(a_record(COMPANY, ANN, state=State.UNVALIDATED) for _ in range(MAX_EVALUATED + 20))
    store(a_record(COMPANY, ANN, status=Status.QUEUED, state=State.UNVALIDATED) for _ in range(MAX_EVALUATED + 20))
    nowhere = Filters(state=State.UNVALIDATED, text="nowhere")
    calls.clear()
    list_invoices(ADMIN, scope=Scope.COMPANY, filters=nowhere, sort=Sort.NEWEST, limit=5, cursor=None)
    assert calls.read == 2 * MAX_EVALUATED


def test_what_was_stored_before_it_had_a_partition_of_its_own_is_found_by_its_status(aws: None) -> None:
    waiting = [a_record(COMPANY, ANN, status=Status.QUEUED, state=State.UNVALIDATED) for _ in range(3)]
    store(waiting)
    before = to_item(replace(waiting[1], status=Status.READY))
    before.status, before.status_key = Status.QUEUED, f"{COMPANY}#queued"
    table = dynamodb_backends[ACCOUNT][REGION].tables[InvoiceItem.Meta.table_name]
    table.put_item(as_sent(before))
    queries: list[dict[str, Any]] = [
        {"filters": Filters(status=Status.QUEUED)},
        {"filters": Filters(state=State.UNVALIDATED)},
        {"sort": Sort.DUE_LAST},
    ]
    for query in queries:
        assert sorted(read_all(ADMIN, **query)) == [each.invoice_id for each in waiting]


def test_an_unfinished_invoice_with_a_currency_alone_is_found_by_it(aws: None) -> None:
    again = a_record(COMPANY, ANN, status=Status.QUEUED, state=State.UNVALIDATED, currency="EUR")
    store([again, a_record(COMPANY, ANN, status=Status.QUEUED, state=State.UNVALIDATED)])
    for chosen in (Filters(), Filters(state=State.UNVALIDATED), Filters(status=Status.QUEUED)):
        filters = replace(chosen, currency="EUR")
        assert read_all(ADMIN, filters=filters) == [again.invoice_id]
        assert count(Selection(COMPANY, filters=filters)) == 1


def test_what_others_have_waiting_neither_hides_nor_costs_ones_own(aws: None, calls: Recorder) -> None:
    own = [a_record(COMPANY, BEN, state=State.UNVALIDATED, due_date=FIRST_DAY) for _ in range(20)]
    others = [a_record(COMPANY, ANN, status=Status.QUEUED, state=State.UNVALIDATED) for _ in range(300)]
    store([*own, *others])
    query: Any = {"scope": Scope.MINE, "limit": 5, "cursor": None}
    page = list_invoices(RESTRICTED, filters=Filters(state=State.UNVALIDATED), sort=Sort.NEWEST, **query)
    assert [each.invoice_id for each in page.items] == [each.invoice_id for each in reversed(own[-5:])]
    calls.clear()
    page = list_invoices(RESTRICTED, filters=Filters(), sort=Sort.DUE_FIRST, **query)
    assert [each.invoice_id for each in page.items] == [each.invoice_id for each in own[:5]]
    assert (len(calls.operations), calls.read) == (1, 6)


SELECTIONS: dict[str, dict[str, Any]] = {
    "newest": {},
    "mine": {"scope": Scope.MINE},
    "state": {"filters": Filters(state=State.FAILED)},
    "my state": {"scope": Scope.MINE, "filters": Filters(state=State.FAILED)},
    "status": {"filters": Filters(status=Status.FAILED)},
    "supplier": {"filters": Filters(supplier="acme")},
    "short supplier": {"filters": Filters(supplier="a")},
    "issued": {"filters": Filters(issued_from=FIRST_DAY), "sort": Sort.ISSUED_FIRST},
    "due": {"sort": Sort.DUE_LAST},
    "my total": {"scope": Scope.MINE, "filters": Filters(min_total=Decimal(5)), "sort": Sort.GREATEST},
    "text": {"filters": Filters(text="scan 1")},
    "currency and method": {"filters": Filters(currency="EUR", creation_method=CreationMethod.GUI)},
    "found nowhere": {"filters": Filters(text="nowhere")},
}


SERVED = {"newest", "mine", "state", "my state", "status", "issued", "due", "my total"}  # by an index alone
AT_ITS_END = {"due": (3, 8)}  # a short list goes on with what has no value, and what has not been read yet


def test_a_page_makes_as_many_calls_and_reads_as_much_with_ten_invoices_as_with_a_thousand(
    aws: None, calls: Recorder
) -> None:
    records = varied(COMPANY, (ANN,), 1000)
    for added in (records[:10], records[10:]):
        store(added)
        for name, changed in SELECTIONS.items():
            query: Any = {"scope": Scope.COMPANY, "filters": Filters(), "sort": Sort.NEWEST, **changed}
            calls.clear()
            list_invoices(ADMIN, limit=3, cursor=None, **query)
            queries, items = AT_ITS_END.get(name, (1, 4) if name in SERVED else (2, MAX_EVALUATED))
            assert calls.read <= items, name
            assert len(calls.operations) <= queries, name


@pytest.mark.parametrize("sort", Sort)
def test_cursors_of_other_lists_are_refused(aws: None, sort: Sort) -> None:
    store(varied(COMPANY, (ANN, BEN), 12))
    query: Any = {"scope": Scope.COMPANY, "filters": Filters(), "sort": sort, "limit": 2}
    cursor = list_invoices(ADMIN, cursor=None, **query).next_cursor
    others: list[tuple[Caller, dict[str, Any]]] = [
        (replace(ADMIN, company_id=OTHER), {}),
        (RESTRICTED, {}),
        (ADMIN, {"scope": Scope.MINE}),
        (ADMIN, {"sort": Sort.NEWEST if sort is not Sort.NEWEST else Sort.OLDEST}),
        *((ADMIN, {"filters": filters}) for filters in (
            Filters(state=State.FAILED), Filters(status=Status.FAILED), Filters(supplier="a"), Filters(text="a"),
            Filters(currency="EUR"), Filters(min_total=Decimal(0)), Filters(issued_to=FIRST_DAY),
            Filters(creation_method=CreationMethod.GUI),
        )),
    ]  # fmt: skip
    for caller, changed in others:
        with pytest.raises(BadCursor):
            list_invoices(caller, cursor=cursor, **(query | changed))
    assert list_invoices(ADMIN, cursor=cursor, **query).items


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6), st.decimals(allow_nan=False, allow_infinity=False))
def test_numbers_and_their_keys_sort_alike(one: Decimal, other: Decimal) -> None:
    assert (ordered(one) < ordered(other)) == (one < other)
    assert (ordered(one) == ordered(other)) == (one == other)


# Over HTTP


def seeded(person: Person, number: int = 12) -> list[Invoice]:
    records = varied(person.user["company_id"], (person.user["id"],), number)
    store(records)
    return records


def test_a_query_reaches_the_list_with_all_its_parameters(api: Api) -> None:
    person = api.person()
    company, creator = person.user["company_id"], person.user["id"]
    wanted = a_record(
        company,
        creator,
        supplier="Acme Ltd",
        invoice_number="RE-1",
        issue_date=FIRST_DAY,
        total=Decimal("10.00"),
        currency="EUR",
        state=State.FAILED,
    )
    store([wanted, *varied(company, (creator,), 10)])
    query = (
        "state=failed&status=ready&creation_method=upload&supplier=acme&from=2024-01-01&to=2024-01-01&min_total=9.5"
        "&max_total=10&currency=EUR&q=re-1&scope=mine&sort=-total&limit=5"
    )
    page = person.get(f"/invoices?{query}").json
    assert [item["id"] for item in page["items"]] == [wanted.invoice_id]
    assert (page["has_more"], page["next_cursor"]) == (False, None)


@pytest.mark.parametrize(
    "query",
    [
        *("status=lost", "creation_method=fax", "supplier=", "from=yesterday", "to=2024-13-01", "min_total=much"),
        *("max_total=NaN", "currency=euro", "q=", "sort=colour", "to=2024-01-01&from=2024-01-02"),
        *("max_total=1&min_total=2", "max_total=1e999999", "colour=red"),
    ],
)
def test_a_wrong_filter_names_its_field(api: Api, query: str) -> None:
    answer = api.person().get(f"/invoices?{query}")
    assert (answer.status, answer.json["errors"][0]["field"]) == (422, query.partition("=")[0])


def test_a_restricted_member_sees_its_own_in_every_order_and_through_every_filter(api: Api) -> None:
    admin = api.person()
    member = member_of(admin)
    assert admin.api.call("PATCH", "/company", {"members_see_all": False}, token=admin.access).status == 200
    company, people = admin.user["company_id"], (admin.user["id"], member.user["id"])
    store(varied(company, people, 60))
    queries = [
        "scope=company",
        "state=failed",
        "status=failed",
        "supplier=acme",
        "supplier=a",
        "q=scan",
        "currency=EUR",
    ]
    for query in queries:
        for sort in (Sort.NEWEST, Sort.DUE_FIRST, Sort.GREATEST) if query == "scope=company" else (Sort.NEWEST,):
            items = member.get(f"/invoices?limit=100&{query}&sort={sort}").json["items"]
            assert items
            assert {item["uploaded_by"] for item in items} == {member.user["id"]}, (query, sort)


def test_made_up_cursors_are_400_and_no_fault(api: Api) -> None:
    person = api.person()
    seeded(person)
    for cursor in ("", "%00", "~~", "a" * 5000, "fn4jaWQ", "MjAyNC0wMS0wMSNpZA"):
        for sort in ("-created_at", "total"):
            answer = person.get(f"/invoices?sort={sort}&cursor={cursor}")
            assert (answer.status, answer.json["code"]) == (400, "bad_cursor"), cursor
