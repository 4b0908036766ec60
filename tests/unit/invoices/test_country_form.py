"""Documents without rules of their own get those of their parties' countries, where they pass them."""

from datetime import UTC, date, datetime
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from chalicelib.documents.model.document import EN_16931, Document
from chalicelib.documents.syntaxes.codec import parse
from chalicelib.invoices.building import country_form
from chalicelib.invoices.building.country_form import in_form_of_countries, rehearse
from chalicelib.invoices.issuing.forms import fill_in
from chalicelib.invoices.issuing.readiness import examine
from chalicelib.records.companies import Company, Profile
from chalicelib.records.files import FileKind
from chalicelib.validation import Limits, validate
from tests.support.invoices.forms import PROFILE, document, line
from tests.support.papers.published import install_packs, needs_packs

TODAY = date(2026, 11, 29)
AU_BUYER = {
    "name": "Harbour Books Ltd",
    "legal_id": {"value": "53004085616"},
    "address": {"line_1": "3 Quay Road", "city": "Melbourne", "post_code": "3000", "country": "AU"},
}
ROMANIAN: Profile = {
    "legal_name": "Fagul SRL",
    "country": "RO",
    "tax_id": "RO18547290",
    "default_currency": "RON",
    "address": {"line_1": "Strada 1", "city": "Cluj-Napoca", "subdivision": "RO-CJ", "post_code": "400001"},
}
RO_BUYER = {
    "name": "Stejarul SRL",
    "tax_id": "RO14399840",
    "address": {"line_1": "Strada 2", "city": "Iasi", "subdivision": "RO-IS", "country": "RO"},
}


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return install_packs(tmp_path_factory.mktemp("packs"))


@pytest.fixture
def packs(installed: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(country_form, "current_packs", lambda: installed)
    return installed


def company(profile: Profile) -> Company:
    return Company(company_id="c", name="Wattle", created_at=datetime.now(UTC), profile=profile)


def made(profile: Profile = PROFILE, **more: Any) -> Document:
    body = {"invoice_number": "7", "due_date": "2026-12-20", "purchase_order": "PO-1", "customer": AU_BUYER, **more}
    return fill_in(Document.model_validate(document(**body)), company(profile), TODAY)


@needs_packs
@pytest.mark.usefixtures("packs")
def test_an_australian_invoice_is_written_for_pint() -> None:
    ubl = in_form_of_countries(made(), is_own=True)[FileKind.UBL]
    written = parse(ubl).document
    assert written.specification == "urn:peppol:pint:billing-1@aunz-1"
    assert written.business_process == "urn:peppol:bis:billing"
    assert written.supplier is not None
    assert written.supplier.electronic_address is not None
    assert written.supplier.electronic_address.scheme == "0151"
    assert {row.scheme for row in written.tax_breakdown} == {"GST"}


@needs_packs
@pytest.mark.usefixtures("packs")
@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"purchase_order": None}, id="it lacks what the rules ask for"),
        pytest.param({"customer": {**AU_BUYER, "legal_id": {"value": "53004085617"}}}, id="a wrong ABN"),
        pytest.param({"customer": RO_BUYER}, id="another country's customer"),
        pytest.param({"specification": "urn:example:1"}, id="it names rules of its own"),
    ],
)
def test_what_does_not_pass_the_countrys_rules_stays_plain(change: dict[str, Any]) -> None:
    assert in_form_of_countries(made(**change), is_own=True) == {}


@needs_packs
@pytest.mark.usefixtures("packs")
def test_a_romanian_invoice_is_written_for_cius_ro() -> None:
    ubl = in_form_of_countries(made(ROMANIAN, customer=RO_BUYER, lines=[line(rate="21")]), is_own=True)[FileKind.UBL]
    assert "CIUS-RO" in (parse(ubl).document.specification or "")


@needs_packs
def test_what_the_law_asks_for_is_kept_so_that_the_verdict_is_about_it(packs: Path) -> None:
    nameless_town = {**RO_BUYER, "address": {"line_1": "Strada 2", "country": "RO"}}
    document_ = made(ROMANIAN, customer=nameless_town, lines=[line(rate="21")])
    for limits in (Limits(), Limits(seconds=0.0)):
        ubl = in_form_of_countries(document_, limits, is_own=True)[FileKind.UBL]
        report = validate(ubl, packs=packs)
        assert (report.ruleset, report.successful) == ("cius-ro", False)
    assert in_form_of_countries(document_, is_own=False) == {}  # a page that has come is held to what all are


@needs_packs
@pytest.mark.usefixtures("packs")
def test_what_is_only_offered_and_could_not_be_judged_stays_plain() -> None:
    assert in_form_of_countries(made(), Limits(seconds=0.0), is_own=True) == {}


@needs_packs
@pytest.mark.usefixtures("packs")
def test_a_draft_needs_what_its_country_makes_obligatory_and_not_what_it_offers() -> None:
    nameless_town = {**RO_BUYER, "address": {"line_1": "Strada 2", "country": "RO"}}
    form = document(customer=nameless_town, lines=[line(rate="21")])
    romanian = examine(Document.model_validate(form), company(ROMANIAN), TODAY)
    assert "customer.address.city" in romanian.missing
    assert examine(Document.model_validate(document()), company(PROFILE), TODAY).progress == 100


def test_without_packs_all_is_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(country_form, "current_packs", lambda: None)
    assert in_form_of_countries(made(), is_own=True) == {}
    report = rehearse(made(), monotonic() + 30)
    assert report is not None
    assert (report.ruleset, report.successful) == ("en16931-ubl", True)
    assert made().specification == EN_16931
