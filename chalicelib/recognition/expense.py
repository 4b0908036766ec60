"""What `AnalyzeExpense` takes a page's words for, as evidence beside our own reading.

It fills gaps and never overrides: a value that the reader found stands, because it was weighed against the whole page.
What only the service says gets a confidence below everything that is taken without looking.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from chalicelib.extraction.result import DocumentType, Extracted, Field, FieldName, Line, Method
from chalicelib.extraction.values.dates import find_dates
from chalicelib.extraction.values.numbers import decimal_mark, find_numbers, parse_digits

if TYPE_CHECKING:
    from mypy_boto3_textract.type_defs import (
        AnalyzeExpenseResponseTypeDef,
        ExpenseDocumentTypeDef,
        ExpenseFieldTypeDef,
        LineItemGroupTypeDef,
    )

CONFIDENCE = 0.5
MIN_CONFIDENCE = 50.0  # percent, the service's own
# Standard fields of AnalyzeExpense (Textract Developer Guide, "Invoice and Receipt Response Objects").
TEXTS = {
    "INVOICE_RECEIPT_ID": FieldName.INVOICE_NUMBER,
    "PO_NUMBER": FieldName.PURCHASE_ORDER,
    "VENDOR_NAME": FieldName.SUPPLIER_NAME,
    "RECEIVER_NAME": FieldName.CUSTOMER_NAME,
}
DATES = {"INVOICE_RECEIPT_DATE": FieldName.ISSUE_DATE, "DUE_DATE": FieldName.DUE_DATE}
AMOUNTS = {
    "SUBTOTAL": FieldName.NET_TOTAL,
    "TAX": FieldName.TAX_TOTAL,
    "TOTAL": FieldName.TOTAL,
    "AMOUNT_DUE": FieldName.AMOUNT_DUE,
}
LINE_NUMBERS = {"QUANTITY": "quantity", "UNIT_PRICE": "unit_price", "PRICE": "net_amount"}


def with_expenses(extracted: Extracted, answers: "Sequence[AnalyzeExpenseResponseTypeDef]") -> Extracted:
    """A reading with what only the service found on its own pages; unchanged where that is nothing.

    Of a file with several invoices, the pages of the others say nothing of this one; what is no invoice gains nothing.
    """
    if extracted.document_type is DocumentType.OTHER:
        return extracted
    documents = list(_own_documents(extracted, answers))
    mark = decimal_mark(n for _, document in documents for text in _texts(document) for n in find_numbers(text))
    found = {
        name: field
        for page, document in reversed(documents)
        for name, field in _fields(document.get("SummaryFields", ()), page, mark)
    }
    lines = extracted.lines or tuple(
        line for page, document in documents for line in _lines(document.get("LineItemGroups", ()), page, mark)
    )
    return replace(extracted, fields={**found, **extracted.fields}, lines=lines)


def _own_documents(
    extracted: Extracted, answers: "Sequence[AnalyzeExpenseResponseTypeDef]"
) -> "Iterator[tuple[int, ExpenseDocumentTypeDef]]":
    """What was found on the invoice's own pages, in their order."""
    last = extracted.parts[0].last_page if extracted.parts else max(extracted.pages, 1)
    by_page = dict(zip(extracted.pictured, answers, strict=True))
    for page in sorted(number for number in by_page if 1 <= number <= last):
        yield from ((page, document) for document in by_page[page]["ExpenseDocuments"])


def _texts(document: "ExpenseDocumentTypeDef") -> Iterator[str]:
    items = [item for group in document.get("LineItemGroups", ()) for item in group["LineItems"]]
    for detected in [*document.get("SummaryFields", ()), *(f for i in items for f in i["LineItemExpenseFields"])]:
        yield _value(detected)


def _value(detected: "ExpenseFieldTypeDef") -> str:
    return " ".join(detected.get("ValueDetection", {}).get("Text", "").split())


def _fields(summary: "Iterable[ExpenseFieldTypeDef]", page: int, mark: str | None) -> Iterator[tuple[FieldName, Field]]:
    for detected in summary:
        kind = detected["Type"]["Text"]
        if detected["ValueDetection"]["Confidence"] < MIN_CONFIDENCE:
            continue
        for names, canonical in _CANONICAL:
            value = canonical(_value(detected), mark) if kind in names else None
            if value:
                yield names[kind], Field(value, CONFIDENCE, Method.OCR, page)


def _text(text: str, _: str | None) -> str | None:
    return text or None


def _date(text: str, _: str | None) -> str | None:
    """A date that has one meaning, for there is no other evidence here."""
    dates = find_dates(text)
    return dates[0].read(day_first=True).isoformat() if len(dates) == 1 and not dates[0].ambiguous else None


def _amount(text: str, mark: str | None) -> str | None:
    """A single number, as plain decimal text.

    >>> _amount("EUR 1.234,50", ","), _amount("2 x 3.00", "."), _amount("(5.00)", ".")
    ('1234.50', None, '-5.00')
    """
    numbers = find_numbers(text)
    if len(numbers) != 1 or numbers[0].percent:
        return None
    amount = parse_digits(numbers[0].digits, mark)
    return f"{-amount if numbers[0].negative else amount:f}"


_CANONICAL: tuple[tuple[Mapping[str, FieldName], Callable[[str, str | None], str | None]], ...] = (
    (TEXTS, _text),
    (DATES, _date),
    (AMOUNTS, _amount),
)


def _lines(groups: "Iterable[LineItemGroupTypeDef]", page: int, mark: str | None) -> Iterator[Line]:
    for item in (item for group in groups for item in group["LineItems"]):
        by_type = {detected["Type"]["Text"]: _value(detected) for detected in item["LineItemExpenseFields"]}
        numbers = {ours: _amount(by_type.get(theirs, ""), mark) for theirs, ours in LINE_NUMBERS.items()}
        if by_type.get("ITEM") and numbers["net_amount"]:
            yield Line(description=by_type["ITEM"], **numbers, confidence=CONFIDENCE, page=page)  # type: ignore[arg-type]
