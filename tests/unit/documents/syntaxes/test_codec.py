import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from chalicelib.documents.errors import MalformedXml, NotAnInvoice, XmlRefused
from chalicelib.documents.model import document as model
from chalicelib.documents.model.document import Document, Group
from chalicelib.documents.syntaxes import codec
from chalicelib.documents.syntaxes.codec import write_cii
from chalicelib.documents.syntaxes.schemas import PREFIXES, RENAMED, ZUGFERD_1
from chalicelib.documents.syntaxes.table import TABLE
from tests.unit.documents.examples import EXAMPLES, needs_examples
from tests.unit.documents.invoices import full_invoice, invoice, valid_documents

WRITERS = {"ubl": codec.write_ubl, "cii": codec.write_cii}
EUROPEAN = ("cen", "peppol")  # folders of examples that keep to EN 16931: others have tax schemes of their own
KNOWN_IGNORED = {
    "CII_business_example_01.xml": "GrossPriceProductTradePrice/ram:BasisQuantity",
    "CII_example2.xml": "GrossPriceProductTradePrice/ram:BasisQuantity",
    "CII_example5.xml": "GrossPriceProductTradePrice/ram:BasisQuantity",
}
UBL_ONLY = {
    "customer.tax_registration", "customer.registration_scheme", "supplier.registration_scheme",
    "payment.card.network", "lines.price_extension",
}  # fmt: skip
OTHER_TAXES = {
    "supplier.tax_scheme", "customer.tax_scheme", "tax_representative.tax_scheme", "allowances.tax_scheme",
    "charges.tax_scheme", "tax_breakdown.scheme", "lines.tax_scheme",
}  # fmt: skip
NEVER_GIVEN = {4}
"""EN 16931-1 has no BT-4."""

UBL_ROOT = b'<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2">%s</Invoice>'


def empty_terms(group: Group, path: str = "") -> set[str]:
    """Fields that no instance of their group has a value for, below a group."""
    found = set()
    for name in type(group).model_fields:
        value = getattr(group, name)
        groups = value if isinstance(value, tuple) else (value,)
        if value is None or value == ():
            found.add(f"{path}{name}")
        for each in groups:
            found |= empty_terms(each, f"{path}{name}.") if isinstance(each, Group) else set()
    return found


def what_ubl_says(document: Document) -> Document:
    """The document as UBL can say it: a tax breakdown has its sum."""
    totals = document.totals
    if totals is None or totals.tax_total is not None or not document.tax_breakdown:
        return document
    tax = sum(row.tax_amount or Decimal(0) for row in document.tax_breakdown)
    return document.model_copy(update={"totals": totals.model_copy(update={"tax_total": tax})})


def what_cii_says(document: Document) -> Document:
    """The document as CII can say it: without what UBL alone has room for, a discount being off a gross price."""
    values = document.model_dump()
    for path in UBL_ONLY:
        *groups, last = path.split(".")
        for group in reached(values, groups):
            group[last] = None
    if values["tax_currency"] == values["currency"]:
        values["tax_currency"] = None
    for price in filter(None, (line["price"] for line in values["lines"])):
        if price["discount"] is not None and price["gross"] is None:
            price["gross"] = price["net"] + price["discount"]
    return Document.model_validate(values)


def reached(values: Any, path: list[str]) -> list[dict[str, Any]]:
    """All groups at the end of a path through groups and lists of them."""
    found = [values]
    for step in path:
        below = [group[step] for group in found if group[step]]
        found = [each for group in below for each in (group if isinstance(group, tuple | list) else (group,))]
    return found


SAYS = {"ubl": what_ubl_says, "cii": what_cii_says}


def test_the_table_has_every_business_term_of_the_standard() -> None:
    numbers = {int(number) for rows in TABLE.values() for row in rows for number in re.findall(r"BT-(\d+)", row.id)}
    assert numbers == set(range(1, 166)) - NEVER_GIVEN


def test_the_table_has_every_field_of_the_model_and_no_other() -> None:
    for group, rows in TABLE.items():
        assert sorted(row.field for row in rows) == sorted(group.model_fields), group


def test_every_field_names_its_term() -> None:
    unnamed = [
        f"{group.__name__}.{name}"
        for group in TABLE
        for name, field in group.model_fields.items()
        if not issubclass(group, model.Identifier) and not re.match(r"B[TG]-\d+", field.description or "")
    ]
    assert unnamed == []


@pytest.mark.parametrize("syntax", WRITERS)
@pytest.mark.parametrize("type_code", ["380", "381"])
def test_every_term_survives_being_written_and_read(syntax: str, type_code: str) -> None:
    document = full_invoice(type_code=type_code, tax_point_date="2024-05-01")
    parsed = codec.parse(WRITERS[syntax](document))
    assert parsed.document == document
    assert parsed.ignored == ()
    assert parsed.syntax == syntax


def test_the_invoice_with_every_term_leaves_none_out() -> None:
    document = full_invoice(tax_point_date="2024-05-01")
    rich = document.model_copy(update={"lines": document.lines[:1], "tax_breakdown": document.tax_breakdown[-1:]})
    partly = {"notes.subject_code", "supplier.identifiers.scheme", *UBL_ONLY, *OTHER_TAXES}
    assert {path for path in empty_terms(rich) if not path.startswith("attachments.")} == partly


@pytest.mark.slow
@given(valid_documents())
@settings(max_examples=40, deadline=None)
def test_any_document_survives_both_syntaxes_one_after_the_other(document: Document) -> None:
    read = codec.parse(codec.write_ubl(document)).document
    assert codec.parse(codec.write_cii(read)).document == document


@needs_examples
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_official_examples_survive_being_written_and_read(path: Path) -> None:
    parsed = codec.parse(path.read_bytes())
    for syntax, write in WRITERS.items():
        again = codec.parse(write(parsed.document))
        expected = parsed.document if syntax == parsed.syntax else SAYS[syntax](parsed.document)
        assert again.document == expected
        assert again.ignored == ()


@needs_examples
@pytest.mark.parametrize("path", [p for p in EXAMPLES if p.parent.name in EUROPEAN], ids=lambda path: path.name)
def test_what_an_official_example_has_beyond_the_standard_is_listed(path: Path) -> None:
    ignored = codec.parse(path.read_bytes()).ignored
    assert len(ignored) == (path.name in KNOWN_IGNORED)
    assert all(each.endswith(KNOWN_IGNORED[path.name]) for each in ignored)


def test_what_is_not_understood_is_listed_with_its_path() -> None:
    xml = codec.write_ubl(invoice()).replace(b"<cbc:IssueDate>", b"<cbc:Extra a='1'>x</cbc:Extra><cbc:IssueDate>")
    assert codec.parse(xml).ignored == ("/Invoice/cbc:Extra", "/Invoice/cbc:Extra/@a")


def test_values_that_make_no_sense_are_missing_and_listed() -> None:
    xml = codec.write_ubl(invoice()).replace(b">2024-05-02<", b">yesterday<")
    parsed = codec.parse(xml)
    assert parsed.document.issue_date is None
    assert parsed.ignored == ("/Invoice/cbc:IssueDate",)


@pytest.mark.parametrize("content", ["é", "?", "A"])
def test_an_attachment_that_is_no_base64_is_missing_and_listed(content: str) -> None:
    xml = codec.write_ubl(full_invoice()).replace(b">UERG<", f">{content}<".encode())
    parsed = codec.parse(xml)
    assert parsed.document.attachments[0].content is None
    assert parsed.ignored == (
        "/Invoice/cac:AdditionalDocumentReference/cac:Attachment/cbc:EmbeddedDocumentBinaryObject",
    )


def test_amounts_in_another_currency_than_the_document_are_not_passed_over_in_silence() -> None:
    xml = codec.write_ubl(invoice()).replace(
        b'<cbc:PayableAmount currencyID="EUR">', b'<cbc:PayableAmount currencyID="USD">'
    )
    assert codec.parse(xml).ignored == ("/Invoice/cac:LegalMonetaryTotal/cbc:PayableAmount/@currencyID",)


def test_an_invoice_that_lacks_nearly_everything_is_still_read() -> None:
    parsed = codec.parse(UBL_ROOT % b"")
    assert parsed.document == Document()


def test_a_sales_order_without_purchase_order_is_written_as_peppol_wants_it() -> None:
    xml = codec.write_ubl(invoice(sales_order="SO-1"))
    assert b"<cbc:ID>NA</cbc:ID>" in xml
    assert codec.parse(xml).document.purchase_order is None


def test_a_gross_price_without_discount_has_a_discount_of_nothing_in_ubl() -> None:
    line = {**full_invoice().lines[1].model_dump(), "price": {"gross": "80", "net": "80"}}
    document = invoice(lines=[line])
    assert codec.parse(codec.write_ubl(document)).document == document


def test_credit_notes_have_their_own_root_and_line_names() -> None:
    xml = codec.write_ubl(invoice(type_code="381"))
    assert b"<CreditNote " in xml
    assert b"<cac:CreditNoteLine>" in xml
    assert b"<cbc:CreditedQuantity " in xml


def test_text_that_looks_like_markup_stays_text() -> None:
    document = invoice(invoice_number="<&>\"'\n]]>")
    for write in WRITERS.values():
        assert codec.parse(write(document)).document == document


def test_zugferd_1_is_read_as_the_cii_it_was_a_draft_of() -> None:
    old = "urn:un:unece:uncefact:data:standard:"
    xml = f"""<rsm:CrossIndustryDocument xmlns:rsm="urn:ferd:CrossIndustryDocument:invoice:1p0"
        xmlns:ram="{old}ReusableAggregateBusinessInformationEntity:12" xmlns:udt="{old}UnqualifiedDataType:15">
      <rsm:HeaderExchangedDocument><ram:ID>471102</ram:ID><ram:TypeCode>380</ram:TypeCode>
        <ram:IssueDateTime><udt:DateTimeString format="102">20130305</udt:DateTimeString></ram:IssueDateTime>
      </rsm:HeaderExchangedDocument>
      <rsm:SpecifiedSupplyChainTradeTransaction>
        <ram:ApplicableSupplyChainTradeSettlement><ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>
          <ram:SpecifiedTradeSettlementMonetarySummation>
            <ram:GrandTotalAmount currencyID="EUR">235.62</ram:GrandTotalAmount>
          </ram:SpecifiedTradeSettlementMonetarySummation>
        </ram:ApplicableSupplyChainTradeSettlement>
        <ram:IncludedSupplyChainTradeLineItem>
          <ram:SpecifiedSupplyChainTradeSettlement>
            <ram:ApplicableTradeTax><ram:ApplicablePercent>19.00</ram:ApplicablePercent></ram:ApplicableTradeTax>
            <ram:SpecifiedTradeSettlementMonetarySummation>
              <ram:LineTotalAmount currencyID="EUR">198.00</ram:LineTotalAmount>
            </ram:SpecifiedTradeSettlementMonetarySummation>
          </ram:SpecifiedSupplyChainTradeSettlement>
        </ram:IncludedSupplyChainTradeLineItem>
      </rsm:SpecifiedSupplyChainTradeTransaction>
    </rsm:CrossIndustryDocument>"""
    parsed = codec.parse(xml.encode())
    assert parsed.ignored == ()
    assert parsed.document.totals is not None
    assert (str(parsed.document.totals.total), str(parsed.document.lines[0].tax_rate)) == ("235.62", "19.00")


def as_zugferd_1(cii: bytes) -> bytes:
    """What we write as CII in the words of ZUGFeRD 1, whose schema is that of 2014."""
    text = cii.decode()
    for kind in ("Header", "Line"):
        text = text.replace(f"ram:SpecifiedTradeSettlement{kind}MonetarySummation",
                            "ram:SpecifiedTradeSettlementMonetarySummation")  # fmt: skip
    for uri, prefix in PREFIXES.items():
        if uri == ZUGFERD_1 or uri.endswith((":12", ":15")):
            text = re.sub(rf'xmlns:{prefix}="[^"]*"', f'xmlns:{prefix}="{uri}"', text)
    for old, new in RENAMED.items():
        if "/" not in old:
            text = re.sub(rf"(?<=[</]){new}(?=[ >/])", old, text)
    return text.replace("ram:IssuerAssignedID", "ram:ID").encode()


def test_an_invoice_in_zugferd_1_is_the_document_that_it_is_in_cii() -> None:
    document = invoice(purchase_order="PO-1", contract="C-1", despatch_advice="D-1")
    old = as_zugferd_1(write_cii(document))
    assert b"CrossIndustryInvoice" not in old
    assert b"<ram:BuyerOrderReferencedDocument>\n        <ram:ID>PO-1<" in old
    assert codec.parse(old).document == document


def test_lines_of_zugferd_1_may_be_notes_and_have_no_number() -> None:
    document = invoice()
    old = as_zugferd_1(write_cii(document)).decode()
    note = "<ram:AssociatedDocumentLineDocument><ram:IncludedNote><ram:Content>Text</ram:Content></ram:IncludedNote>"
    line = "<ram:IncludedSupplyChainTradeLineItem>"
    text = f"{line}{note}</ram:AssociatedDocumentLineDocument></ram:IncludedSupplyChainTradeLineItem>"
    xml = re.sub("<ram:LineID>.*?</ram:LineID>", "", old).replace(line, text + line, 1)
    parsed = codec.parse(xml.encode())
    assert parsed.document == document
    assert any("IncludedNote" in path for path in parsed.ignored)


@pytest.mark.parametrize(
    "xml",
    [
        b'<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>',
        b'<!DOCTYPE a SYSTEM "http://example.com/a.dtd"><a/>',
        b'<!DOCTYPE a [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]><a/>',
        "<!DOCTYPE a><a/>".encode("utf-16"),
        b"<a>" * 300,
        UBL_ROOT % (b"<a>" * 70 + b"</a>" * 70),
        UBL_ROOT % (b"<a/>" * 2_000_001),
    ],
    ids=["entity", "external-dtd", "parameter-entity", "utf-16", "endless-depth", "deep", "wide"],
)
def test_xml_that_means_harm_is_refused(xml: bytes) -> None:
    with pytest.raises(XmlRefused):
        codec.parse(xml)


@pytest.mark.parametrize("xml", [b"", b"no xml", b"<a>", b"<a>&unknown;</a>", b"\xff\xfe\x00"])
def test_what_is_no_xml_is_malformed(xml: bytes) -> None:
    with pytest.raises(MalformedXml):
        codec.parse(xml)


def test_xml_that_is_no_invoice_is_said_to_be_none() -> None:
    with pytest.raises(NotAnInvoice) as raised:
        codec.parse(b"<html/>")
    assert raised.value.root == "html"
