"""Pages set in fonts that the file does not bring: the same words, boxes and pixels on every machine."""

import hashlib
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from chalicelib.extraction.result import Limits
from chalicelib.extraction.sources.pdf import open_pdf, read_pages

ROOT = Path(__file__).resolve().parents[3]
TEXTS = {
    "Helvetica": "Invoice number INV-77 of the 3rd",
    "Times-Bold": "Total due",
    "STSong-Light": "发票号码 2024年",
    "MSung-Light": "統一發票 營業稅",
    "HeiseiMin-W3": "請求書番号 ありがとう",
    "HeiseiKakuGo-W5": "合計金額 消費税",
    "HYSMyeongJo-Medium": "세금계산서 공급가액",
}


def page() -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=True)
    for row, (font, text) in enumerate(TEXTS.items()):
        if font not in ("Helvetica", "Times-Bold"):
            pdfmetrics.registerFont(UnicodeCIDFont(font))
        canvas.setFont(font, 12)
        canvas.drawString(50, 780 - 30 * row, text)
    canvas.save()
    return buffer.getvalue()


def seen(pdf: bytes) -> dict[str, object]:
    """Words with their boxes, and a fingerprint of the pixels."""
    document = open_pdf(pdf, Limits())
    words = [
        [word.text, *(round(edge, 3) for edge in (word.box.left, word.box.top, word.box.right, word.box.bottom))]
        for segment in read_pages(document)[0].segments
        for word in segment.words
    ]
    pixels = document[0].render(scale=1.5).to_pil().tobytes()
    return {"words": words, "pixels": hashlib.sha256(pixels).hexdigest()}


def test_letters_of_every_script_are_read_and_drawn() -> None:
    words = [word[0] for word in seen(page())["words"]]  # type: ignore[attr-defined]
    assert words == [word for text in TEXTS.values() for word in text.split()]
    document = open_pdf(page(), Limits())
    picture = document[0].render(scale=2).to_pil().convert("L")
    for row in range(len(TEXTS)):
        middle = 2 * (842 - 780 + 30 * row - 4)
        line = picture.crop((100, middle - 10, 400, middle + 10))
        shares = [sum(line.crop((x, 0, x + 24, 20)).histogram()[:128]) / 480 for x in range(0, 72, 24)]
        assert all(0.02 < share < 0.7 for share in shares), f"row {row} has no letters, or boxes"


def test_words_boxes_and_pixels_do_not_depend_on_the_machines_fonts(tmp_path: Path) -> None:
    (tmp_path / "page.pdf").write_bytes(page())
    program = (
        "import json, pathlib, sys; from tests.unit.formats.test_pdfium import seen;"
        "print(json.dumps(seen(pathlib.Path(sys.argv[1]).read_bytes())))"
    )
    command = [str(ROOT / ".ci" / "bare"), sys.executable, "-c", program, str(tmp_path / "page.pdf")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - a fixed command
    if "Nothing is hidden" in done.stderr:
        pytest.skip("this machine's fonts can't be hidden")
    assert json.loads(done.stdout) == seen(page()), done.stderr
