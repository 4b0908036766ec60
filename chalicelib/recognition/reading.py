"""Reading a source file in a process of its own, with the recogniser that the settings name."""

from chalicelib.extraction.einvoices.to_document import with_values
from chalicelib.extraction.isolation.isolated import default_recogniser, read_isolated_with_page
from chalicelib.extraction.result import Context, Limits, Reading
from chalicelib.extraction.sources.recognised_pages import Unavailable
from chalicelib.ocr.recognition import Ocr
from chalicelib.recognition.expense import with_expenses
from chalicelib.recognition.function import RecogniseFunction
from chalicelib.recognition.textract import Textract, TextractExpense
from chalicelib.settings import OcrKind, settings


def read_source(source: bytes, context: Context, limits: Limits) -> Reading:
    """The reading of a file whose size was checked, with the document and a page to look at.

    Raises:
        UnreadableFile: it can't be read, now or later; `preview` is set where the first page could be drawn.
        Exception: the recogniser failed for a reason that may pass; the message is to be tried again.

    """
    ocr = recogniser()
    reading = read_isolated_with_page(source, context, limits, ocr)
    if isinstance(ocr, TextractExpense):
        return with_values(reading, with_expenses(reading.extracted, ocr.answers))
    return reading


def recogniser() -> Ocr:
    """A recogniser for one file."""
    match settings().ocr:
        case OcrKind.TEXTRACT:
            return Textract()
        case OcrKind.TEXTRACT_EXPENSE:
            return TextractExpense()
        case OcrKind.FUNCTION:
            return RecogniseFunction()
        case OcrKind.LOCAL:
            return default_recogniser()
        case OcrKind.NONE:
            return Unavailable()
