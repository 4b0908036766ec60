"""Letters that a recogniser took for digits are changed where form or check digits prove it, and it is said."""

import io
from collections.abc import Sequence

from PIL import Image

from chalicelib.documents.model.document import Document
from chalicelib.extraction.reading.reader import read
from chalicelib.extraction.result import Extracted, FieldName
from chalicelib.invoices.corrections import Change, remaining_warnings
from chalicelib.ocr.recognition import RecognisedWord, Recognition

LINES = ("Acorn Trading Ltd", "Invoice number: A-100", "Invoice date: 03.05.2024", "Total: 2O.00 EUR")
IBAN = "IBAN: DE3O 5O75 0094 0000 0485 67"


class Recognised:
    """Gives the same words for every picture."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._words = tuple(
            RecognisedWord(text, 200 + 220 * column, 100 + 60 * row, 400 + 220 * column, 133 + 60 * row)
            for row, line in enumerate(lines)
            for column, text in enumerate(line.split())
        )

    def recognise(self, pictures: Sequence[bytes]) -> list[Recognition]:
        return [Recognition(self._words) for _ in pictures]


def recognised(*lines: str) -> Extracted:
    picture = Image.new("L", (1654, 2339), 255)
    picture.paste(0, (200, 100, 700, 130))
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", dpi=(200, 200))
    return read(buffer.getvalue(), ocr=Recognised(lines))


def test_an_amount_with_a_letter_for_a_digit_is_read_and_said_to_be_mended() -> None:
    result = recognised(*LINES)
    assert result.fields[FieldName.TOTAL].value == "20.00"
    assert "mended:total" in result.warnings
    assert "mended:issue_date" not in result.warnings


def test_an_iban_is_mended_where_its_check_digits_are_right_afterwards() -> None:
    result = recognised(*LINES, IBAN)
    assert result.fields[FieldName.IBAN].value == "DE30507500940000048567"
    assert "mended:iban" in result.warnings


def test_an_iban_that_stays_wrong_is_left_as_it_is() -> None:
    result = recognised(*LINES, IBAN[:-1] + "8")
    assert "mended:iban" not in result.warnings
    assert FieldName.IBAN not in result.fields


def test_a_date_is_mended_by_its_form() -> None:
    result = recognised(*LINES[:2], "Invoice date: O3.05.2O24", LINES[3])
    assert result.fields[FieldName.ISSUE_DATE].value == "2024-05-03"
    assert "mended:issue_date" in result.warnings


def test_a_corrected_field_is_no_longer_said_to_be_mended() -> None:
    kept = remaining_warnings(("mended:total", "mended:iban"), (Change("total", "20.00", "21.00"),), Document())
    assert kept == ("mended:iban",)
