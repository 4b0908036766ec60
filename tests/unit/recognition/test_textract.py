"""Pictures read by Amazon Textract: its answers are recorded shapes, the reading is the real one, child and all."""

import io
from collections.abc import Iterator
from dataclasses import fields

import pytest
from botocore.exceptions import ClientError
from botocore.stub import ANY, Stubber
from PIL import Image, ImageDraw

from chalicelib.extraction.errors import NoText, PictureNotRead
from chalicelib.extraction.result import Context, Extracted, FieldName, Limits, Method
from chalicelib.recognition.reading import read_source
from chalicelib.settings import Settings, settings
from chalicelib.storage.aws.clients import textract_client
from tests.unit.recognition.answers import detected, expense

pytestmark = pytest.mark.slow

INVOICE = [
    "INVOICE",
    "Acorn Trading Ltd",
    "Invoice number: A-100",
    "Invoice date: 3 May 2024",
    "Net total EUR 100.00",
    "VAT 19% EUR 19.00",
    "Total EUR 119.00",
]
ANY_PICTURE = {"Document": {"Bytes": ANY}}


def picture(size: tuple[int, int] = (850, 1100)) -> bytes:
    image = Image.new("L", size, 255)
    draw = ImageDraw.Draw(image)
    for top in range(80, size[1] - 80, 100):
        draw.text((80, top), "what it says is what the stub answers", fill=0, font_size=30)
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


@pytest.fixture(autouse=True)
def _settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for setting in fields(Settings):
        if setting.default is None:
            monkeypatch.setenv(setting.metadata["variable"], "unused")
    use(monkeypatch, "textract")


def use(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setenv("OCR", kind)
    settings.cache_clear()


@pytest.fixture
def textract() -> Iterator[Stubber]:
    with Stubber(textract_client()) as stubber:
        yield stubber
        stubber.assert_no_pending_responses()


def read(data: bytes) -> Extracted:
    return read_source(data, Context(), Limits()).extracted


def values(extracted: Extracted) -> dict[str, str]:
    return {name.value: field.value for name, field in extracted.fields.items()}


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_picture_is_read_whichever_way_up_by_a_single_call(textract: Stubber, turned: int) -> None:
    textract.add_response("detect_document_text", detected(INVOICE, turned), ANY_PICTURE)
    extracted = read(picture())
    found = values(extracted)
    assert (found["invoice_number"], found["issue_date"], found["total"]) == ("A-100", "2024-05-03", "119.00")
    assert {field.method for field in extracted.fields.values()} <= {Method.OCR}


def test_fields_stand_where_the_words_stand_on_the_page(textract: Stubber) -> None:
    textract.add_response("detect_document_text", detected(INVOICE), ANY_PICTURE)
    box = read(picture()).fields[FieldName.INVOICE_NUMBER].box
    assert box is not None
    assert 0 < box.left < box.right < 8.27 * 72
    assert 0.17 < box.top / (8.27 / 850 * 1100 * 72) < 0.2  # the third line


def test_words_that_textract_is_not_sure_of_are_left_out(textract: Stubber) -> None:
    answer = detected([*INVOICE, "dirt"])
    answer["Blocks"][-1]["Confidence"] = 12.0
    textract.add_response("detect_document_text", answer, ANY_PICTURE)
    assert not any("dirt" in value for value in values(read(picture())).values())


def test_a_picture_without_text_says_so_and_keeps_its_preview(textract: Stubber) -> None:
    textract.add_response("detect_document_text", detected([]), ANY_PICTURE)
    with pytest.raises(NoText) as caught:
        read(picture())
    assert (caught.value.preview or b"").startswith(b"\x89PNG")


@pytest.mark.parametrize("code", ["BadDocumentException", "UnsupportedDocumentException", "DocumentTooLargeException"])
def test_what_textract_refuses_is_a_reason_and_no_fault(textract: Stubber, code: str) -> None:
    textract.add_client_error("detect_document_text", code)
    with pytest.raises(PictureNotRead):
        read(picture())


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("ThrottlingException", 400),
        ("ProvisionedThroughputExceededException", 400),
        ("InternalServerError", 500),
        ("AccessDeniedException", 400),
    ],
)
def test_what_may_pass_is_raised_so_that_the_queue_tries_again(textract: Stubber, code: str, status: int) -> None:
    textract.add_client_error("detect_document_text", code, http_status_code=status)
    with pytest.raises(ClientError):
        read(picture())


def test_a_huge_picture_is_shrunk_to_what_textract_takes(textract: Stubber) -> None:
    class Small:
        def __eq__(self, data: object) -> bool:
            assert isinstance(data, bytes)
            with Image.open(io.BytesIO(data)) as sent:
                return len(data) <= 10_000_000 and max(sent.size) <= 10_000

        __hash__ = None  # type: ignore[assignment]

    textract.add_response("detect_document_text", detected(INVOICE), {"Document": {"Bytes": Small()}})
    assert values(read(picture((2500, 19_000))))["total"] == "119.00"


def test_text_pdfs_need_no_recognition(textract: Stubber) -> None:
    from samples import generate

    assert values(read(generate()[0].pdf))["total"]


def test_with_analyze_expense_its_words_are_read_and_its_findings_fill_gaps(
    textract: Stubber, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, "textract_expense")
    summary = {"INVOICE_RECEIPT_ID": "WRONG-1", "DUE_DATE": "17 May 2024", "VENDOR_NAME": "Acorn", "TOTAL": "1.00"}
    items = [{"ITEM": "Acorns", "QUANTITY": "4", "UNIT_PRICE": "25.00", "PRICE": "EUR 100.00"}]
    textract.add_response("analyze_expense", expense(INVOICE, summary, items), ANY_PICTURE)
    extracted = read(picture())
    found = values(extracted)
    assert (found["invoice_number"], found["total"]) == ("A-100", "119.00")
    assert found["due_date"] == "2024-05-17"
    assert extracted.fields[FieldName.DUE_DATE].confidence < 0.9
    (line,) = extracted.lines
    assert (line.description, line.quantity, line.net_amount) == ("Acorns", "4", "100.00")


def test_without_a_recogniser_a_picture_has_no_text_but_a_preview(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, "none")
    with pytest.raises(NoText) as caught:
        read(picture())
    assert (caught.value.preview or b"").startswith(b"\x89PNG")
