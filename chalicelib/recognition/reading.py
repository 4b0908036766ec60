"""Reading a source file in a process of its own, with the recogniser that the settings name."""

from chalicelib.extraction.isolation.isolated import default_recogniser, read_isolated_with_preview
from chalicelib.extraction.result import Context, Extracted, Limits
from chalicelib.extraction.sources.recognised_pages import Unavailable
from chalicelib.ocr.recognition import Ocr
from chalicelib.recognition.expense import with_expenses
from chalicelib.recognition.function import RecogniseFunction
from chalicelib.recognition.textract import Textract, TextractExpense
from chalicelib.settings import OcrKind, settings


def read_source(source: bytes, context: Context, limits: Limits) -> tuple[Extracted, bytes | None]:
    """The reading of a file, and the PNG of its first page where it has one.

    Raises:
        UnreadableFile: it can't be read, now or later; `preview` is set where the first page could be drawn.
        Exception: the recogniser failed for a reason that may pass; the message is to be tried again.

    """
    ocr = recogniser()
    extracted, preview = read_isolated_with_preview(source, context, limits, ocr)
    return with_expenses(extracted, ocr.answers) if isinstance(ocr, TextractExpense) else extracted, preview


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
