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

from chalicelib.documents.model.document import Document, Totals
from chalicelib.documents.rendering import Branding, fonts, qr, render_facturx, render_pdf
from chalicelib.documents.rendering.labels import LANGUAGES, Labels
from chalicelib.documents.rendering.sheet import wrap
from chalicelib.documents.syntaxes.codec import parse
from chalicelib.extraction.einvoices.from_xml import find_embedded_xml
from chalicelib.extraction.sources.attachments import attached_files
from chalicelib.validation import validate
from tests.unit.documents.invoices import full_invoice, invoice, valid_documents
from tests.unit.documents.pictures import chinese, one_line, sixty_lines


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
        "Cliente & Hijos, S.L.", "Calle Mayor 5", "28013 Madrid", "Schraube", "10 pcs", "12.3456", "19 %", "123.46",
        "Montage", "240.00", "363.46", "40.26", "EUR 403.72", "DE89 3704 0044 0532 0130 00", "Page 1 of 1",
    ):  # fmt: skip
        assert shown in text, shown


def test_a_price_for_several_units_says_for_how_many() -> None:
    line = {**invoice().lines[0].model_dump(), "quantity": "50", "net_amount": None}
    line["price"] = {"net": "2.00", "base_quantity": "100"}
    assert "2.00 / 100" in text_of(invoice(lines=[line]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_words_and_none_of_another(language: str) -> None:
    labels = Labels(language)
    text = text_of(invoice(), language)
    for name in ("invoice", "number", "due_date", "item", "quantity", "amount_due", "breakdown", "payment"):
        assert labels[name] in text


def test_amounts_are_written_as_the_language_writes_them() -> None:
    assert "EUR 11.012,35" in text_of(sixty_lines()[0], "de")
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


@pytest.mark.parametrize("make", [one_line, sixty_lines, chinese])
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
