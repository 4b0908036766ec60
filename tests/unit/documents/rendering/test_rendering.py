import io
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from chalicelib.documents.model.document import Address, Document, Totals
from chalicelib.documents.rendering import Branding, fonts, render_facturx, render_pdf
from chalicelib.documents.rendering.addresses import address_lines
from chalicelib.documents.rendering.branding import TEMPLATES, Template
from chalicelib.documents.rendering.labels import Labels
from chalicelib.documents.rendering.page import qr
from chalicelib.documents.rendering.page.wrapping import wrap
from chalicelib.documents.syntaxes.codec import parse
from chalicelib.extraction.einvoices.from_xml import find_embedded_xml
from chalicelib.extraction.sources.attachments import attached_files
from chalicelib.languages import PAGE_LANGUAGES
from chalicelib.validation import validate
from tests.unit.documents.invoices import full_invoice, invoice, invoice_values, many_lines, valid_documents
from tests.unit.documents.pictures import arabic, chinese, one_line, sixty_lines

ROWS = [f"row {number};" for number in range(200)]


def pages(pdf: bytes) -> list[str]:
    """The text of each page, spaces made uniform."""
    document = pypdfium2.PdfDocument(pdf)
    return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def text_of(document: Document, language: str = "en", branding: Branding | None = None) -> str:
    return " ".join(pages(render_pdf(document, language=language, branding=branding or Branding())))


def font_descriptors(pdf: bytes) -> Iterator[Any]:
    for page in PdfReader(io.BytesIO(pdf)).pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            described = font.get_object()
            yield described["/DescendantFonts"][0].get_object() if "/DescendantFonts" in described else described


def test_everything_a_customer_needs_is_on_the_page() -> None:
    text = text_of(invoice())
    for shown in (
        "Invoice", "2024-0017", "2 May 2024", "1 June 2024", "Werkstatt Süd GmbH", "DE123456789", "Spain",
        "Cliente & Hijos, S.L.", "Calle Mayor 5", "28013 Madrid", "Schraube", "10 pcs", "12.3456", "19%", "123.46",
        "Montage", "240.00", "363.46", "40.26", "EUR 403.72", "DE89 3704 0044 0532 0130 00", "Page 1 of 1",
    ):  # fmt: skip
        assert shown in text, shown


def test_a_price_for_several_units_says_for_how_many() -> None:
    line = {**invoice().lines[0].model_dump(), "quantity": "50", "net_amount": None}
    line["price"] = {"net": "2.00", "base_quantity": "100"}
    assert "2.00 / 100" in text_of(invoice(lines=[line]))


@pytest.mark.parametrize("language", PAGE_LANGUAGES)
def test_every_language_has_its_words_and_none_of_another(language: str) -> None:
    labels = Labels(language)
    text = text_of(invoice(), language)
    for name in ("invoice", "number", "due_date", "item", "quantity", "amount_due", "breakdown", "payment"):
        assert labels[name] in text


def test_amounts_are_written_as_the_language_writes_them() -> None:
    assert "11.012,35 €" in text_of(sixty_lines()[0], "de")
    assert "EUR 11,012.35" in text_of(sixty_lines()[0], "en")


def test_an_unknown_language_is_english() -> None:
    assert "Amount due" in text_of(invoice(), "tlh")


def test_the_heading_is_repeated_and_totals_are_carried_over_the_pages() -> None:
    document, language, branding = sixty_lines()
    texts = pages(render_pdf(document, language=language, branding=branding))
    assert len(texts) == 4
    assert all("Beschreibung Menge Einzelpreis" in text for text in texts)
    carried = [re.findall(r"Übertrag ([\d.]+,\d\d)", text) for text in texts]
    assert [len(amounts) for amounts in carried] == [1, 2, 2, 1]
    assert [amounts[-1] for amounts in carried[:-1]] == [amounts[0] for amounts in carried[1:]]
    shown = len(re.findall(r"ART-000\d\d", texts[0]))
    nets = sum((line.net_amount or Decimal(0) for line in document.lines[:shown]), Decimal(0))
    assert carried[0][0] == f"{nets:.2f}".replace(".", ",")


def test_chinese_is_written_in_chinese() -> None:
    document, language, branding = chinese()
    text = text_of(document, language, branding)
    for shown in ("上海晨光科技有限公司", "北京远山贸易有限公司", "不锈钢螺栓 M8×40", "应付金额", "2024年5月2日"):
        assert shown in text


@pytest.mark.parametrize("make", [one_line, sixty_lines, chinese, arabic])
def test_all_fonts_are_embedded(make: Any) -> None:
    document, language, branding = make()
    found = list(font_descriptors(render_pdf(document, language=language, branding=branding)))
    assert found
    assert all("/FontFile2" in font["/FontDescriptor"] for font in found)


def test_an_australian_invoice_is_a_tax_invoice_with_gst_abn_bsb_and_payid() -> None:
    text = text_of(one_line()[0])
    for shown in (
        "Tax Invoice", "GST summary", "Total excl. GST", "ABN 51 824 753 556", "BSB 062-000", "Account 12345678",
        "PayID pay@harbourdata.example", "Sydney NSW 2000",
    ):  # fmt: skip
        assert shown in text, shown


def test_a_credit_note_is_called_one() -> None:
    assert "Credit Note" in text_of(invoice(type_code="381"))


def test_the_code_to_scan_says_whom_to_pay_how_much_and_why() -> None:
    assert qr.payload(invoice()) == (
        "BCD\n002\n1\nSCT\n\nWerkstatt Süd GmbH\nDE89370400440532013000\nEUR403.72\n\n\n2024-0017"
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"currency": "AUD"},
        {"type_code": "381"},
        {"payment": None},
        {"payment": {"credit_transfers": [{"account": "12345678"}]}},
        {"totals": {"prepaid": "403.72"}},
    ],
)
def test_there_is_no_code_where_there_is_nothing_to_transfer_in_euro(changes: dict[str, Any]) -> None:
    assert qr.payload(invoice(**changes)) is None


def test_a_document_that_lacks_everything_can_be_looked_at() -> None:
    assert "Invoice" in text_of(Document())


@pytest.mark.slow
@given(valid_documents())
@settings(max_examples=25, deadline=None)
def test_any_document_can_be_rendered(document: Document) -> None:
    texts = pages(render_pdf(document))
    labels = Labels("en")
    assert labels["amount_due"] in " ".join(texts) or labels["credited"] in " ".join(texts)
    assert all(
        labels["page"].format(page=number, pages=len(texts)) in text for number, text in enumerate(texts, start=1)
    )


def test_absurd_amounts_are_shown_to_the_last_digit() -> None:
    document = invoice().model_copy(update={"totals": Totals(amount_due=Decimal("9" * 29))})
    assert "99,999,999,999,999,999,999,999,999,999.00" in text_of(document)


def test_no_code_of_a_tax_category_is_shown_and_what_bears_no_tax_says_why() -> None:
    values = invoice_values()
    untaxed = {**values["lines"][0], "tax_category": "AE", "tax_rate": "0"}
    taxes = [{"category": "AE", "rate": "0", "exemption_reason_code": "VATEX-EU-AE"}]
    text = text_of(invoice(lines=[values["lines"][1], untaxed], tax_breakdown=taxes), "de")
    assert "Steuerschuldnerschaft des Leistungsempfängers" in text
    assert not re.search(r"\((S|AE)\)|\bAE\b|VATEX", text)


@pytest.mark.parametrize(
    ("language", "country", "shown"),
    [
        ("de", "DE", "403,72 €"),
        ("de", "AT", "€ 403,72"),
        ("fr", "FR", "403,72 €"),
        ("nl", "NL", "€ 403,72"),
        ("es", "ES", "403,72 €"),
        ("it", "IT", "403,72 €"),
        ("en", "IE", "€403.72"),
        ("zh", "CN", "€403.72"),
    ],
)
def test_amounts_are_written_as_the_customers_country_writes_them(language: str, country: str, shown: str) -> None:
    customer = {"name": "Customer", "address": {"city": "Town", "country": country}}
    assert shown in text_of(invoice(customer=customer), language)


@pytest.mark.parametrize(
    ("address", "lines"),
    [
        ({"city": "Berlin", "post_code": "10115", "country": "DE"}, ["1 Way", "10115 Berlin"]),
        ({"city": "Hobart", "subdivision": "TAS", "post_code": "7000", "country": "AU"}, ["1 Way", "Hobart TAS 7000"]),
        ({"city": "Austin", "subdivision": "TX", "post_code": "73301", "country": "US"}, ["1 Way", "Austin, TX 73301"]),
        ({"city": "LONDON", "post_code": "NW1 6XE", "country": "GB"}, ["1 Way", "LONDON", "NW1 6XE"]),
        ({"city": "Roma", "subdivision": "RM", "post_code": "00184", "country": "IT"}, ["1 Way", "00184 Roma RM"]),
        ({"city": "Budapest", "post_code": "1051", "country": "HU"}, ["Budapest", "1 Way", "1051"]),
        ({"city": "Beijing", "post_code": "100022", "country": "CN"}, ["1 Way", "Beijing 100022"]),
        ({"city": "北京市", "post_code": "100022", "country": "CN"}, ["100022", "北京市", "1 Way"]),
        ({"city": "千代田区", "subdivision": "東京都", "post_code": "100-0001", "country": "JP"},
         ["〒100-0001", "東京都千代田区", "1 Way"]),
        ({"city": "Paris", "country": "FR"}, ["1 Way", "Paris"]),
    ],
)  # fmt: skip
def test_an_address_is_in_the_order_of_its_country(address: dict[str, str], lines: list[str]) -> None:
    written = Address(line_1="1 Way", **address)
    assert list(address_lines(written, address["country"], "en_GB")) == lines


def test_a_name_in_the_letterhead_is_not_repeated_below_it() -> None:
    (text,) = pages(render_pdf(invoice()))
    assert text.count("Werkstatt Süd GmbH") == 1
    trading = full_invoice().supplier
    assert trading is not None
    (letter, _) = pages(render_pdf(full_invoice(), branding=Branding(template="letter")))
    assert f"{trading.name} · {trading.name}" not in letter
    long = pages(render_pdf(many_lines(40)))
    assert [page.count("Werkstatt Süd GmbH") for page in long] == [1] * len(long)


def test_a_draft_says_so_on_every_page() -> None:
    document, language, branding = sixty_lines()
    texts = pages(render_pdf(document, language=language, branding=branding, is_draft=True))
    assert all("ENTWURF" in text for text in texts)
    assert "ENTWURF" not in " ".join(pages(render_pdf(document, language=language, branding=branding)))


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_line_higher_than_a_page_goes_on_over_the_next(template: Template) -> None:
    line = {**invoice_values()["lines"][0], "item": {"name": "Long", "description": "\n".join(ROWS)}}
    document = invoice(lines=[line])
    texts = pages(render_pdf(document, branding=Branding(template=template)))
    assert re.findall(r"row \d+;", " ".join(texts)) == ROWS
    assert len(texts) > 2
    assert "Amount due" in texts[-1]
    assert "row 199;" in texts[-1]


@pytest.mark.slow
@pytest.mark.parametrize("template", TEMPLATES)
def test_totals_never_stand_on_a_page_without_a_line(template: Template) -> None:
    for count in range(10, 60):
        texts = pages(render_pdf(many_lines(count), branding=Branding(template=template)))
        (last,) = (text for text in texts if "Amount due" in text)
        assert "Schraube" in last, count
        assert sum(text.count("Schraube") for text in texts) == count


def test_columns_beside_each_other_go_on_over_the_pages() -> None:
    long = "\n".join(f"reference {number};" for number in range(100))
    texts = pages(render_pdf(invoice(buyer_reference=long, payment_terms=long.replace("reference", "term"))))
    for word in ("reference", "term"):
        assert [int(number) for number in re.findall(word + r" (\d+);", " ".join(texts))] == [*range(100)]


def test_a_credit_note_asks_for_no_payment() -> None:
    text = text_of(invoice(type_code="381", payment_terms="14 days"))
    assert "Amount credited" in text
    for absent in ("Due date", "1 June 2024", "DE89 3704", "14 days", "Scan to pay"):
        assert absent not in text


def test_chinese_is_bold_where_latin_letters_are() -> None:
    document, language, branding = chinese()
    page = PdfReader(io.BytesIO(render_pdf(document, language=language, branding=branding))).pages[0]
    assert b"2 Tr" in page.get_contents().get_data()  # type: ignore[union-attr]


def test_source_sans_has_every_latin_letter() -> None:
    fonts.register()
    assert fonts.lacking("".join(chr(code) for code in range(0x20, 0x180))) == ""


def test_the_company_has_a_line_of_its_own_at_the_foot_of_each_page() -> None:
    texts = pages(render_pdf(many_lines(40), branding=Branding(footer="Managing director: Erika Beispiel")))
    assert all("Managing director: Erika Beispiel" in text for text in texts)


def test_letters_that_no_font_has_are_shown_as_missing() -> None:
    assert "A\N{WHITE SQUARE}B" in text_of(invoice(invoice_number="A\U0001f9feB"))


def test_the_letterhead_can_have_a_logo_and_a_slogan() -> None:
    picture = io.BytesIO()
    Image.new("RGB", (300, 100), "#336699").save(picture, "PNG")
    pdf = render_pdf(invoice(), branding=Branding("#336699", logo=picture.getvalue(), slogan="Always on time"))
    assert len(PdfReader(io.BytesIO(pdf)).pages[0].images) == 1
    assert "Always on time" in pages(pdf)[0]


@pytest.mark.parametrize("color", ["red", "#12", "#12345g", ""])
def test_what_is_no_colour_is_refused(color: str) -> None:
    with pytest.raises(ValueError, match="colour"):
        Branding(color)


@given(st.text(st.sampled_from("ab -\n中文字é"), max_size=200), st.integers(20, 200))
def test_wrapped_text_fits_and_loses_no_letter(text: str, width: int) -> None:
    fonts.register()
    lines = list(wrap(text, fonts.REGULAR, 9, width))
    assert all(fonts.width(line, fonts.REGULAR, 9) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_a_word_that_is_wider_than_its_place_is_broken() -> None:
    fonts.register()
    lines = list(wrap("x " + "Donaudampfschifffahrtsgesellschaft" * 3, fonts.REGULAR, 9, 90))
    assert len(lines) > 3
    assert all(fonts.width(line, fonts.REGULAR, 9) <= 90 for line in lines)


@pytest.mark.slow
def test_words_without_end_are_laid_out_in_time_that_grows_with_their_length() -> None:
    """In time that grew with its square, this would take many minutes."""
    word = "x" * 50_000
    values = {"invoice_number": word, "supplier": {"name": word}, "lines": [{"item": {"name": word}}]}
    document = Document.model_validate({**values, "notes": [{"text": word}]})
    assert len(pages(render_pdf(document))) > 5


def test_the_same_document_gives_the_same_bytes() -> None:
    assert render_pdf(full_invoice()) == render_pdf(full_invoice())


def test_a_hybrid_invoice_carries_valid_cii() -> None:
    (embedded,) = find_embedded_xml(attached_files(render_facturx(invoice()))).invoices
    assert validate(embedded.xml).successful
    assert embedded.parsed.document == parse(embedded.xml).document == invoice()


def test_a_hybrid_invoice_of_another_specification_follows_the_core_standard() -> None:
    pdf = render_facturx(invoice(specification="urn:example:other"))
    (embedded,) = find_embedded_xml(attached_files(pdf)).invoices
    assert validate(embedded.xml).successful


def test_a_hybrid_invoice_is_made_for_archives() -> None:
    """What PDF/A-3b asks for and can be seen in the file: identification, colours, fonts, the attachment's relation."""
    pdf = render_facturx(invoice(), language="de")
    reader = PdfReader(io.BytesIO(pdf))
    root: Any = reader.root_object
    metadata = root["/Metadata"].get_object().get_data()
    assert b"<pdfaid:part>3</pdfaid:part>" in metadata
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in metadata
    intent = root["/OutputIntents"][0].get_object()
    assert intent["/S"] == "/GTS_PDFA1"
    assert len(intent["/DestOutputProfile"].get_object().get_data()) > 300
    assert reader.trailer["/ID"] is not None
    assert pdf.startswith(b"%PDF-1.7")
    producer = reader.metadata.producer if reader.metadata else None
    assert f"<pdf:Producer>{producer}</pdf:Producer>".encode() in metadata
    assert root["/Lang"] == "de"
    (attached,) = root["/AF"].get_object()
    assert attached.get_object()["/AFRelationship"] == "/Alternative"
    assert all("/FontFile2" in font["/FontDescriptor"] for font in font_descriptors(pdf))
    assert not any("/SMask" in thing or thing.get("/CA", 1) != 1 for thing in _dictionaries(reader))


def _dictionaries(reader: PdfReader) -> Iterator[DictionaryObject]:
    for number in range(1, int(reader.trailer["/Size"])):  # type: ignore[call-overload]
        thing = reader.get_object(number)
        if isinstance(thing, DictionaryObject):
            yield thing
