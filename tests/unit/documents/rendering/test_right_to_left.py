"""Arabic and Hebrew on pages: joined, in order, readable again; and pages that are read from the right."""

import io
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from chalicelib.documents.model.document import Document, Period
from chalicelib.documents.rendering import Branding, fonts, render_pdf, right_to_left
from chalicelib.documents.rendering.branding import TEMPLATES, Template
from chalicelib.documents.rendering.page import qr
from chalicelib.documents.rendering.page.sheet import LEFT, RIGHT, WIDTH
from chalicelib.documents.rendering.page.wrapping import wrap
from chalicelib.documents.rendering.values import Values, locale_of
from tests.unit.documents.invoices import invoice, invoice_values
from tests.unit.documents.pictures import arabic

FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءآأإؤئپچژکگی" + "אבגדהוזחטיכךלמםנןסעפףצץקרשת"
SCALE = 4
POPPLER = shutil.which("pdftotext")
NAMES = {
    "customer": "شركة النور للتجارة",
    "item": "برغي فولاذ مقاوم للصدأ",
    "description": "התקנה באתר הלקוח",
    "note": "لا شيء آخر غير هذا السطر القصير",
}


def latin_with_names() -> Document:
    """An invoice in English with Arabic and Hebrew names on it."""
    line = {**invoice_values()["lines"][0], "item": {"name": NAMES["item"], "description": NAMES["description"]}}
    customer = {"name": NAMES["customer"], "address": {"city": "دبي", "country": "AE"}}
    return invoice(customer=customer, lines=[line], notes=[{"text": NAMES["note"]}])


def whole(document: Document, language: str = "en", branding: Branding | None = None) -> Any:
    return pypdfium2.PdfDocument(render_pdf(document, language=language, branding=branding or Branding()))[0]


def words(page: Any) -> str:
    return str(page.get_textpage().get_text_range())


def place(page: Any, text: str) -> tuple[float, float]:
    """Where a text begins and ends on a page, from the left."""
    read = page.get_textpage()
    found = read.search(text, match_case=True).get_next()
    assert found is not None, text
    boxes = [read.get_charbox(found[0] + number) for number in range(found[1])]
    return min(box[0] for box in boxes), max(box[2] for box in boxes)


def drawn(pdf: bytes) -> str:
    """The letters that the page shows, in the order in which they are drawn, as the fonts name them."""
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


@pytest.mark.parametrize("name", NAMES)
def test_what_runs_from_the_right_is_read_back_in_its_order(name: str) -> None:
    assert NAMES[name] in words(whole(latin_with_names()))


@pytest.mark.skipif(POPPLER is None, reason="Poppler is not installed")
def test_lines_of_both_directions_are_copied_in_the_order_in_which_they_are_read() -> None:
    document, language, branding = arabic()
    pdf = render_pdf(document, language=language, branding=branding)
    command = [str(POPPLER), "-", "-"]
    copied = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()  # noqa: S603 - our page
    text = unspaced(
        "".join(each for each in unicodedata.normalize("NFKC", copied) if unicodedata.category(each) != "Cf")
    )
    for line in (
        "برغي فولاذ مقاوم للصدأ M8×40",
        "ISO 4017",
        "يرجى ذكر رقم الفاتورة INV-2024-0117 عند التحويل.",
        "المحاسبة على الرقم +971 4 555 0142 أو بالبريد",
        "accounts@alnoor.example في أوقات الدوام.",
    ):
        assert unspaced(line) in text


def unspaced(text: str) -> str:
    """A text without its spaces: some of those beside figures are copied on their other side."""
    return "".join(text.split())


def test_every_arabic_letter_that_joins_is_drawn_in_the_form_that_does() -> None:
    shown = "".join(FORMS.findall(drawn(render_pdf(latin_with_names()))))
    for name in ("customer", "item", "note"):
        for form in FORMS.findall(fonts.cleaned(NAMES[name])):
            assert form in shown
    assert fonts.cleaned("بيت") == "\ufe91\ufef4\ufe96"
    assert fonts.cleaned("لا") == "\ufefb"
    assert fonts.cleaned("دار") == "دار"  # none of these three joins


def test_nothing_is_shown_as_missing() -> None:
    assert fonts.cleaned("\N{WHITE SQUARE}") not in words(whole(latin_with_names()))
    fonts.register()
    assert fonts.lacking(LETTERS + "".join(NAMES.values()) + "٠١٢٣٤٥٦٧٨٩،؛؟ـ₪״׳") == ""


def test_letters_whose_joined_forms_are_not_known_are_refused() -> None:
    fonts.register()
    assert fonts.lacking("abc ە ݐ ب") == "ەݐ"


def test_vowel_signs_are_left_out_and_no_reason_to_refuse() -> None:
    fonts.register()
    assert fonts.cleaned("مُحَمَّد") == fonts.cleaned("محمد")
    assert fonts.cleaned("שָׁלוֹם") == fonts.cleaned("שלום")
    assert fonts.lacking("مُحَمَّد שָׁלוֹם") == ""


def test_letters_that_are_kept_apart_stay_apart_however_often_they_are_drawn() -> None:
    once = fonts.cleaned("می\N{ZERO WIDTH NON-JOINER}خواهم")
    assert fonts.cleaned(once) == once != fonts.cleaned("میخواهم")
    assert "\N{ZERO WIDTH NON-JOINER}" not in right_to_left.seen(once)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("אב 12 גד", "דג 12 בא"),
        ("אב +971 4 555 0142 גד", "דג +971 4 555 0142 בא"),
        ("אב −12.50 €", "€ −12.50 בא"),
        ("אב (גד) [הו]", "[וה] (דג) בא"),
        ("abc (אב) def", "abc (בא) def"),
        ("אב (abc 12) גד", "דג (abc 12) בא"),
        ("ab · 12 · אב", "ab · 12 · בא"),
        ("אב · ab · cd", "cd · ab · בא"),
        ("אב INV-2024-0117, ISO 4017.", ".INV-2024-0117, ISO 4017 בא"),
        ("אב · 80331 Köln · Reg. 12 · 1 גד", "דג 1 · Reg. 12 · 80331 Köln · בא"),
        ("plain (text) 12", "plain (text) 12"),
        ("אב 5%", "5% בא"),
    ],
)
def test_numbers_and_latin_words_stay_whole_and_brackets_face_what_they_enclose(text: str, seen: str) -> None:
    assert right_to_left.seen(text) == seen


@given(st.text(st.sampled_from(LETTERS + " ab12().,-·"), max_size=120))
def test_putting_a_line_in_order_loses_no_letter(text: str) -> None:
    shown = right_to_left.seen(fonts.cleaned(text))
    mirrored = str.maketrans("(", ")")
    assert sorted(shown.translate(mirrored)) == sorted(fonts.cleaned(text).translate(mirrored))


@given(st.text(st.sampled_from(LETTERS + "  ab1"), max_size=200), st.integers(20, 200))
def test_wrapped_lines_fit_and_say_what_the_text_said(text: str, width: int) -> None:
    fonts.register()
    lines = list(wrap(text, fonts.REGULAR, 9, width))
    assert all(fonts.width(line, fonts.REGULAR, 9) <= width for line in lines)
    said = "".join(right_to_left.read(line) for line in lines)
    assert "".join(letter for letter in said if letter not in right_to_left.UNSEEN).replace(" ", "") == text.replace(
        " ", ""
    )


def test_words_are_not_broken_where_they_fit_on_a_line() -> None:
    fonts.register()
    text = "يرجى ذكر رقم الفاتورة عند التحويل " * 5
    lines = list(wrap(text, fonts.REGULAR, 9, 120))
    assert len(lines) > 3
    assert " ".join(right_to_left.read(line).strip(right_to_left.RIGHT_TO_LEFT) for line in lines) == text.strip()


@pytest.mark.parametrize("template", TEMPLATES)
def test_columns_of_an_arabic_page_go_from_the_right(template: Template) -> None:
    page = whole(arabic()[0], "ar", Branding(template=template))
    begins = [place(page, name)[1] for name in ("الوصف", "الكمية", "سعر الوحدة", "المبلغ AED")]
    assert begins == sorted(begins, reverse=True)
    assert place(page, "مؤسسة الأفق للمقاولات")[1] == pytest.approx(WIDTH - LEFT, abs=2)
    assert place(page, "ملاحظات")[1] == pytest.approx(WIDTH - LEFT, abs=2)


def test_figures_of_an_arabic_page_run_from_the_left_and_stand_below_each_other() -> None:
    read = whole(arabic()[0], "ar").get_textpage()
    ends = []
    for amount in ("5,700.00", "1,050.00", "179.80", "6,929.80", "7,118.79"):
        index, length = read.search(amount).get_next()
        lefts = [read.get_charbox(index + number)[0] for number in range(length)]
        assert lefts == sorted(lefts), amount
        ends.append(read.get_charbox(index + length - 1)[2])
    assert ends == pytest.approx([ends[0]] * len(ends), abs=1.5)


def test_an_arabic_page_is_in_arabic() -> None:
    shown = words(whole(arabic()[0], "ar"))
    for said in ("فاتورة ضريبية", "تاريخ الاستحقاق", "2 مايو 2024", "المبلغ المستحق", "الإمارات العربية المتحدة"):
        assert said in shown
    assert "AE07 0331 2345 6789 0123 456" in shown


def dark(page: Any, rows: list[list[bool]], left: float) -> Iterator[tuple[bool, bool]]:
    """Whether the middle of each square is dark, and whether it should be."""
    picture = page.render(scale=SCALE).to_pil().convert("RGB")
    black = [y for y in range(picture.height) if picture.getpixel((int((left + 1) * SCALE), y)) == (0, 0, 0)]
    side, top = 78.0 / len(rows), min(black) / SCALE
    for y, row in enumerate(rows):
        for x, expected in enumerate(row):
            at = int((left + (x + 0.5) * side) * SCALE), int((top + (y + 0.5) * side) * SCALE)
            yield picture.getpixel(at) == (0, 0, 0), expected


@pytest.mark.parametrize(("language", "left"), [("en", RIGHT - 82), ("ar", WIDTH - RIGHT + 4)])
def test_the_code_to_scan_is_never_mirrored(language: str, left: float) -> None:
    payload = qr.payload(invoice())
    assert payload is not None
    assert all(found == expected for found, expected in dark(whole(invoice(), language), qr.modules(payload), left))


def test_lists_at_the_foot_never_end_a_line_with_a_separator() -> None:
    supplier = {
        **invoice_values()["supplier"], "legal_information": "Amtsgericht München HRB 12345 " * 3,
        "contact": {"telephone": "+49 89 555 0142", "email": "accounts-receivable@werkstatt.example"},
    }  # fmt: skip
    lines = words(whole(invoice(supplier=supplier))).splitlines()
    assert any("accounts-receivable@werkstatt.example" in line for line in lines)
    assert not [line for line in lines if line.strip().startswith("·") or line.strip().endswith("·")]


def test_amounts_are_written_as_arabic_does_with_the_sign_before_the_figures() -> None:
    euro, dirham = (Values(locale_of("ar", "AE"), currency) for currency in ("EUR", "AED"))
    assert euro.money(Decimal("-1403.72")) == "−1,403.72\N{NO-BREAK SPACE}€"
    assert right_to_left.seen(fonts.cleaned(dirham.money(Decimal("-1403.72")))).endswith(" −1,403.72")
    assert right_to_left.seen(dirham.period(Period(start=date(2024, 5, 2)))) == "– 2024 ويام 2"


def test_a_price_in_shekels_has_its_sign() -> None:
    assert "₪403.72" in words(
        whole(invoice(currency="ILS", customer={"name": "Customer", "address": {"country": "GB"}}))
    )


def test_a_draft_says_so_in_joined_letters() -> None:
    shown = FORMS.findall(drawn(render_pdf(invoice(), language="ar", is_draft=True)))
    assert {*FORMS.findall(fonts.cleaned("مسودة"))} <= {*shown}
    assert "مسودة" in words(pypdfium2.PdfDocument(render_pdf(invoice(), language="ar", is_draft=True))[0])
