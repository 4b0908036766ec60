"""Drafts at 100 percent: what can be issued passes the official rules, whatever is in the form."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from time import monotonic
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.documents.model.document import Document
from chalicelib.documents.rendering import drawing
from chalicelib.ids import new_id
from chalicelib.invoices.building import country_form
from chalicelib.invoices.building.artefact_build import read_form
from chalicelib.invoices.building.artefacts import make_ubl
from chalicelib.invoices.issuing import readiness
from chalicelib.invoices.issuing.issuing import to_source
from chalicelib.invoices.issuing.readiness import OF_PROFILE, Problem, Readiness, examine
from chalicelib.records.companies import Company, Profile
from chalicelib.records.files import FileKind
from chalicelib.records.invoices import CreationMethod, Invoice, State, Status
from chalicelib.validation import validate
from tests.support.invoices.forms import PROFILE, document, line

TODAY = date(2026, 11, 29)
INSTANT = datetime(2026, 11, 29, tzinfo=UTC)
GERMAN: Profile = {
    "legal_name": "Uhlenhorst GmbH",
    "country": "DE",
    "tax_id": "DE136695976",
    "address": {"line_1": "Weg 1", "city": "Berlin", "post_code": "10115"},
    "default_currency": "EUR",
    "iban": "DE75512108001245126199",
}
VAT_IDS = ("AT", "DE", "FR", "RO")


@pytest.fixture(autouse=True)
def no_packs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(country_form, "current_packs", lambda: None)


def company(profile: Profile) -> Company:
    return Company(company_id=new_id(), name="Wattle", created_at=INSTANT, profile=profile)


def examined(body: dict[str, Any], profile: Profile = PROFILE) -> Readiness:
    return examine(Document.model_validate(body), company(profile), TODAY)


def issued(document_: Document) -> Invoice:
    """Return the record of a document that got a number."""
    return Invoice(
        company_id="c", invoice_id="i", filename="", content_type="application/json",
        creation_method=CreationMethod.GUI, status=Status.QUEUED, state=State.UNVALIDATED, uploaded_by="u",
        created_at=INSTANT, updated_at=INSTANT, invoice_number=document_.invoice_number or "2026-0007",
    )  # fmt: skip


@contextmanager
def as_the_worker_makes_it(ready: Readiness) -> Iterator[bytes]:
    """Give the XML that the worker makes of the stored source of an issued document."""
    reading = read_form(issued(ready.document), to_source(ready.document))
    yield make_ubl(reading.document)[FileKind.UBL]


def amounts(lowest: str, highest: str, most_places: int = 4) -> st.SearchStrategy[str]:
    places = st.integers(0, most_places)
    return places.flatmap(lambda each: st.decimals(lowest, highest, places=each)).map(str)


PERHAPS = st.booleans()
CATEGORIES = st.sampled_from([None, "S", "S", "S", "Z", "E", "AE", "K", "G", "O", "L", "XX"])
RATES = st.sampled_from([None, "0", "7", "19", "21.5", "-3"])
UNITS = st.sampled_from([None, "C62", "HUR", "KGM", "piece"])
REASONS = st.sampled_from([None, "Discount", "Freight"])


def extras(name: str) -> st.SearchStrategy[dict[str, Any]]:
    """Draw an allowance or a charge, of a line or with a tax of its own."""
    return st.fixed_dictionaries(
        {"amount": amounts("-1", "20", 3), "reason": REASONS},
        optional={"tax_category": CATEGORIES, "tax_rate": RATES} if name == "document" else {},
    )


LINES = st.fixed_dictionaries(
    {"item": st.fixed_dictionaries({"name": st.sampled_from(["Consulting", "Paper", "", "Größe"])})},
    optional={
        "quantity": amounts("-5", "100"),
        "price": st.fixed_dictionaries({"net": amounts("-2", "500")}, optional={"base_quantity": amounts("0", "100")}),
        "tax_category": CATEGORIES,
        "tax_rate": RATES,
        "unit": UNITS,
        "allowances": st.lists(extras("line"), max_size=1),
        "charges": st.lists(extras("line"), max_size=1),
        "period": st.fixed_dictionaries({"start": st.just("2026-03-01"), "end": st.sampled_from(["2026-02-01", None])}),
    },
)
CUSTOMERS = st.fixed_dictionaries(
    {"name": st.sampled_from(["Harbour Books Ltd", None])},
    optional={
        "tax_id": st.sampled_from(["ATU13585627", "FR40303265045", "12"]),
        "address": st.fixed_dictionaries({"country": st.sampled_from([*VAT_IDS, "AU", "XX", None])}),
    },
)
FORMS = st.fixed_dictionaries(
    {"lines": st.lists(LINES, max_size=3)},
    optional={
        "customer": CUSTOMERS,
        "currency": st.sampled_from(["EUR", "JPY", "KWD", "XYZ"]),
        "payment_terms": st.sampled_from(["14 days", "later"]),
        "due_date": st.just("2026-12-31"),
        "allowances": st.lists(extras("document"), max_size=1),
        "charges": st.lists(extras("document"), max_size=1),
        "totals": st.fixed_dictionaries({}, optional={"prepaid": amounts("-1", "5", 3), "rounding": st.just("0.02")}),
        "tax_breakdown": st.just([{"category": "E", "rate": "0", "exemption_reason": "Training"}]),
        "delivery": st.just({"delivered_on": "2026-11-20", "address": {"country": "AT"}}),
        "type_code": st.sampled_from(["380", "381", "384", "999"]),
    },
)
PROFILES = st.sampled_from([PROFILE, GERMAN, {"country": "DE"}, {}])


@pytest.mark.slow
@given(FORMS, PROFILES)
@settings(max_examples=150, deadline=None)
def test_what_can_be_issued_passes_the_rules(form: dict[str, Any], profile: Profile) -> None:
    ready = examined(form, profile)
    assert (ready.progress == 100) == (not ready.problems)
    assert all(problem.message for problem in ready.problems)
    if not ready.problems:
        with as_the_worker_makes_it(ready) as xml:
            assert validate(xml).successful


TAXED = st.sampled_from([
    {"tax_rate": "19"}, {"tax_rate": "7"}, {"tax_category": "Z"}, {"tax_category": "AE"}, {"tax_category": "K"},
    {"tax_category": "G", "tax_rate": "0"},
])  # fmt: skip


@pytest.mark.slow
@given(st.lists(st.tuples(TAXED, amounts("-5", "100"), amounts("0", "500")), min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_a_form_with_all_that_is_needed_is_at_100_percent(drawn: list[tuple[dict[str, Any], str, str]]) -> None:
    lines = [{**taxed, **line(quantity=quantity, price=price)} | taxed for taxed, quantity, price in drawn]
    for each, (taxed, _, _) in zip(lines, drawn, strict=True):
        each["tax_rate"] = taxed.get("tax_rate")
    customer = {"name": "Donau AG", "tax_id": "ATU13585627", "address": {"country": "AT"}}
    delivery = {"delivered_on": "2026-11-20", "address": {"country": "AT"}}
    ready = examined(document(*lines, customer=customer, delivery=delivery), GERMAN)
    assert (ready.problems, ready.progress) == ((), 100)
    with as_the_worker_makes_it(ready) as xml:
        assert validate(xml).successful


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"currency": "XYZ"}, "currency"),
        ({"customer": {"name": "Donau AG"}}, "customer.address.country"),
        ({"customer": {"name": "Donau AG", "address": {"country": "XX"}}}, "customer.address.country"),
        ({"lines": [line(), {**line(), "unit": "piece"}]}, "lines.1.unit"),
        ({"lines": [line(), line(price="-1")]}, "lines.1.price.net"),
        ({"lines": [{**line(), "allowances": [{"amount": "1.00"}]}]}, "lines.0.allowances"),
        ({"lines": [{**line(rate="0"), "tax_category": "E"}]}, "tax_breakdown.0.exemption_reason"),
        ({"lines": [{**line(rate="0"), "tax_category": "AE"}]}, "customer.tax_id"),
        ({"lines": [{**line(rate="0"), "tax_category": "XX"}]}, "lines.0.tax_category"),
        ({"period": {"start": "2026-03-01", "end": "2026-02-01"}}, "period.end"),
        ({"totals": {"prepaid": "1.005"}}, "totals.prepaid"),
        ({"type_code": "999"}, "type_code"),
        ({"payment": {"means_code": "999"}}, "payment.means_code"),
    ],
)
def test_each_problem_has_its_field(change: dict[str, Any], field: str) -> None:
    ready = examined({**document(), **change})
    assert field in ready.missing
    assert ready.progress < 100


def test_rules_that_cannot_be_run_leave_a_draft_short_of_100_percent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "MAX_SECONDS", 0.0)
    ready = examined(document())
    assert (ready.problems, ready.progress) == ((), 99)


def test_letters_that_could_not_be_looked_for_leave_a_draft_short_of_100_percent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(drawing, "MAX_LETTERS_SECONDS", 0)
    ready = examined(document(line("ไทย")))
    assert (ready.problems, ready.is_judged, ready.progress) == ((), False, 99)


def test_rules_get_what_is_left_of_the_time_since_the_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "monotonic", lambda: monotonic() - readiness.MAX_SECONDS)
    ready = examined(document(currency="XYZ"))
    assert (ready.problems, ready.is_judged) == ((), False)


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"lines": [{**line(), "price": {"net": "1", "base_quantity": "0"}}]}, ["lines.0.price.base_quantity"]),
        ({"allowances": [{"reason": "x", "tax_category": "S", "tax_rate": "10"}]}, ["allowances.0.amount"]),
        ({"charges": [{"reason": "x", "tax_category": "S", "tax_rate": "10"}]}, ["charges.0.amount"]),
        ({"lines": [line(), {**line(), "charges": [{"reason": "x"}]}]}, ["lines.1.charges.0.amount"]),
    ],
)
def test_what_keeps_a_document_from_its_totals_is_named_and_not_the_totals(
    change: dict[str, Any], missing: list[str]
) -> None:
    ready = examined({**document(), **change})
    assert [
        field for field in ready.missing if field.endswith(("amount", "base_quantity")) or "total" in field
    ] == missing
    assert ready.progress < 100


def test_fields_come_in_the_order_in_which_they_were_found_each_with_its_first_problem() -> None:
    odd = {"name": "ไทย", "description": "ไทย"}
    ready = examined(document({**line(), "item": odd, "quantity": None}))
    assert ready.missing[:3] == ("lines.0.quantity", "lines.0.item.name", "lines.0.item.description")
    found = [Problem("b", "one"), Problem("a", "two"), Problem("b", "three")]
    assert readiness._first_of_each(found) == (Problem("b", "one"), Problem("a", "two"))


def test_letters_in_the_suppliers_name_are_said_to_come_from_the_profile() -> None:
    ready = examined(document(), {**PROFILE, "legal_name": "ไทย"})
    message = {problem.field: problem.message for problem in ready.problems}["supplier.name"]
    assert message.endswith(f". {OF_PROFILE}")
    own = examined(document(supplier={"name": "ไทย", "address": {"country": "AU"}}))
    assert OF_PROFILE not in {problem.field: problem.message for problem in own.problems}["supplier.name"]
