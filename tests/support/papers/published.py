"""The official example invoices by suite, ways to break them, and the published rule packs that they are judged by.

Neither the examples nor the packs are part of the project: they are looked for beside the checkout.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree

from infra.rulesets.installing import install, named
from tests.unit.documents.examples import FOLDER as EXAMPLES

PACKS = Path(os.environ.get("RULE_PACKS", Path(__file__).parents[4] / "shared" / "rulesets"))
needs_packs = pytest.mark.skipif(not PACKS.is_dir(), reason=f"no published rule packs in {PACKS}")
NAMESPACES = {
    "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
    "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
    "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
    "rsm": "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
}
_SELLER, _BUYER = "cac:AccountingSupplierParty/cac:Party", "cac:AccountingCustomerParty/cac:Party"
_TOTALS, _TAX = "cac:LegalMonetaryTotal", "cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory"
_LINE = "(cac:InvoiceLine|cac:CreditNoteLine)"


@dataclass(frozen=True)
class Break:
    """One way to break a document: an XPath whose elements are removed, or get this text; and the rules it sets off."""

    path: str
    text: str | None
    rules: frozenset[str]

    def __str__(self) -> str:
        return f"{self.path}, {'removed' if self.text is None else f'now {self.text}'}"


@dataclass(frozen=True)
class Suite:
    """Official examples in a folder, judged by the rules that fit each, or all by those named.

    `invalid` are examples that break the published rules as they are, with the rules that they break.
    """

    name: str
    folder: str
    breaks: tuple[Break, ...]
    ruleset: str | None = None
    invalid: Mapping[str, frozenset[str]] | None = None

    def files(self) -> list[Path]:
        """The suite's examples; none where the folder is absent."""
        return sorted((EXAMPLES / self.folder).glob("*.xml"))


def _break(path: str, *rules: str, text: str | None = None) -> Break:
    return Break(path, text, frozenset(rules))


SUITES = (
    Suite(
        "PINT A-NZ",
        "pint-aunz",
        (
            _break("cbc:ID", "ibr-002"),
            _break("cbc:IssueDate", "ibr-003"),
            _break("cbc:DocumentCurrencyCode", "ibr-005"),
            _break("cbc:ProfileID", "aligned-ibrp-002", "aligned-ibrp-002-aunz-sb", text="x"),
            _break(f"{_SELLER}/cac:PartyLegalEntity/cbc:RegistrationName", "ibr-006"),
            _break(f"{_SELLER}/cac:PartyLegalEntity/cbc:CompanyID", "aligned-ibr-001-aunz", "aligned-ibr-002-aunz"),
            _break(f"{_SELLER}/cac:PostalAddress/cac:Country/cbc:IdentificationCode", "ibr-009"),
            _break(f"{_BUYER}/cbc:EndpointID", "ibr-080"),
            _break("cac:TaxTotal", "ibr-co-15"),
            _break("cac:TaxTotal/cbc:TaxAmount", "ibr-co-15", text="1"),
            _break(f"{_TAX}/cbc:ID", "aligned-ibrp-cl-01-aunz", text="XX"),
            _break(f"{_TAX}/cbc:Percent", "aligned-ibrp-s-09-aunz", text="33"),
            _break(f"{_TOTALS}/cbc:LineExtensionAmount", "ibr-co-10", text="1"),
            _break(f"{_TOTALS}/cbc:PayableAmount", "ibr-co-16", text="1"),
            _break(f"{_LINE}/cac:Item/cbc:Name", "ibr-025"),
        ),
    ),
    Suite(
        "CIUS-RO",
        "cius-ro",
        (
            _break("cbc:ID", "BR-02"),
            _break("cbc:ID", "BR-RO-010", text="ABC"),
            _break("cbc:IssueDate", "BR-03"),
            _break("cbc:InvoiceTypeCode", "BR-RO-020_1", text="999"),
            _break("cbc:DocumentCurrencyCode", "BR-05"),
            _break(f"{_SELLER}/cac:PartyLegalEntity/cbc:RegistrationName", "BR-06"),
            _break(f"{_SELLER}/cac:PostalAddress/cbc:CityName", "BR-RO-091"),
            _break(f"{_BUYER}/cac:PostalAddress/cbc:StreetName", "BR-RO-082"),
            _break(f"{_TOTALS}/cbc:PayableAmount", "BR-CO-16", text="1"),
        ),
        invalid={"ubl_b2g_example6.xml": frozenset({"BR-S-08", "BR-RO-111", "BR-RO-170"})},
    ),
    Suite(
        "Peppol BIS 3",
        "peppol",
        (
            _break("cbc:ID", "BR-02"),
            _break("cbc:ProfileID", "PEPPOL-EN16931-R001"),
            _break("cbc:BuyerReference|cac:OrderReference", "PEPPOL-EN16931-R003"),
            _break(f"{_BUYER}/cbc:EndpointID", "PEPPOL-EN16931-R010"),
            _break(f"{_SELLER}/cbc:EndpointID", "PEPPOL-EN16931-R020"),
            _break(f"{_TOTALS}/cbc:PayableAmount", "BR-CO-16", text="1"),
            _break(f"{_LINE}/cbc:LineExtensionAmount", "PEPPOL-EN16931-R120", text="1"),
        ),
    ),
    Suite(
        "CEN EN 16931",
        "cen",
        (
            _break("cbc:ID|rsm:ExchangedDocument/ram:ID", "BR-02"),
            _break("cbc:DocumentCurrencyCode|.//ram:InvoiceCurrencyCode", "BR-05"),
            _break(f"{_TOTALS}/cbc:PayableAmount|.//ram:DuePayableAmount", "BR-CO-16", text="1"),
            _break(f"{_SELLER}/cac:PartyLegalEntity/cbc:RegistrationName|.//ram:SellerTradeParty/ram:Name", "BR-06"),
            _break(".//ram:ApplicableHeaderTradeSettlement/ram:ApplicableTradeTax/ram:CategoryCode", "BR-CL-18",
                   text="XX"),
        ),
        ruleset="en16931",
    ),
)  # fmt: skip


def broken(file: Path, way: Break) -> bytes | None:
    """A copy of a document, broken in one way; None where it has nothing at this place."""
    root = etree.parse(str(file)).getroot()
    found = _elements(root, way.path)
    for element in found:
        if way.text is not None:
            element.text = way.text
        elif (parent := element.getparent()) is not None:
            parent.remove(element)
    return etree.tostring(root) if found else None


def broken_copies(suite: Suite) -> Iterator[tuple[Path, Break, bytes]]:
    """Every example of a suite, broken in every way that there is for it."""
    for file in suite.files():
        for way in suite.breaks:
            if (copy := broken(file, way)) is not None:
                yield file, way, copy


def install_packs(folder: Path) -> Path:
    """Install all published packs from the folder beside the checkout; return where they are."""
    install(named([]), folder, PACKS)
    return folder


def _elements(root: etree._Element, path: str) -> list[etree._Element]:
    found = root.xpath(path, namespaces=NAMESPACES)
    return [each for each in found if isinstance(each, etree._Element)] if isinstance(found, list) else []
