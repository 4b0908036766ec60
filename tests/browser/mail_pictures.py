"""Pictures of the mails as Chromium shows their HTML, for docs/sending.md: `make mail-pictures`.

Mails with invoices in four languages, reminders, several invoices with links, a quote, a credit note, a report; and
the system's own. The logo, which a mail program takes from beside the text, is put into the page.
"""

import base64
import io
import os
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import sync_playwright

from chalicelib.fonts import Font, path
from chalicelib.records.files import FileKind
from chalicelib.records.invoices import State
from chalicelib.sending.invoice_mails import LOGO_ID, QUOTE
from chalicelib.sending.letters import Letter
from chalicelib.sending.mails import write_mail
from tests.support.browser import CHROMIUM
from tests.unit.sending.examples import COMPANIES, invoice, letter

FOLDER = Path("docs/images/mails")
WIDTH, PHONE_WIDTH = 640, 375
COLOURS = 48
OWN_FONTS = """<?xml version="1.0"?><fontconfig><dir>{}</dir><dir>{}</dir><cachedir>{}</cachedir>
<alias><family>system-ui</family><prefer><family>Source Sans Pro</family></prefer></alias>
<alias><family>sans-serif</family>
<prefer><family>Source Sans Pro</family><family>WenQuanYi Micro Hei</family></prefer></alias>
</fontconfig>"""
"""The fonts of the invoices' pages: the pictures are then the same on every machine."""
MESSAGES = {
    "en": "Thank you for a good start.\n\nPlease note our new account.",
    "de": "Vielen Dank für Ihren Auftrag.\n\nBitte beachten Sie unsere neue Bankverbindung.",
    "fr": "Merci de votre confiance.",
    "zh": "感谢您的惠顾。",
}


def mails() -> Iterator[tuple[str, str]]:
    """Each mail's name and HTML."""
    for language in COMPANIES:
        yield f"invoice-{language}", html_of(letter(language, invoice(language), message=MESSAGES[language]))
        yield f"reminder-{language}", html_of(letter(language, invoice(language), reminder_level=2))
        yield f"reset-{language}", write_mail(
            "password_reset", to="", language=language, name="Erika", minutes="30",
            link="https://invoices.example/password/reset#token=6xUeNT0pP1Nqz0e4l3YjT2hWm9sKfRbaQ7cVdXw8uGk",
        ).html  # fmt: skip
    several = [invoice("en", f"2026-{number:04}", total=Decimal(100 * number)) for number in (9, 10, 11)]
    yield "several-en", html_of(letter("en", *several))
    yield "linked-de", html_of(letter("de", invoice("de", "Rechnung-2026-0018-mit-allen-Anlagen"), linked=True))
    yield "credit-note-fr", html_of(letter("fr", invoice("fr", "A-2026-0003", document_type="credit_note")))
    yield "quote-de", html_of(letter("de", invoice("de", "AN-2026-0005", document_type=QUOTE)))
    yield "report-en", html_of(letter("en", invoice("en", state=State.FAILED), kind=FileKind.REPORT))


def html_of(mail: Letter) -> str:
    """A mail's HTML with its logo in it."""
    html = mail.html
    for picture in mail.pictures:
        data = base64.b64encode(picture.data).decode()
        html = html.replace(f"cid:{LOGO_ID}", f"data:image/{picture.subtype};base64,{data}")
    return html


def main() -> None:
    """Write the pictures anew."""
    if CHROMIUM is None:
        sys.exit("There is no Chromium on this machine (Debian: apt-get install chromium).")
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    with TemporaryDirectory() as scratch, sync_playwright() as playwright:
        fonts = Path(scratch) / "fonts.conf"
        fonts.write_text(OWN_FONTS.format(*(path(font).parent for font in (Font.SANS, Font.CJK)), scratch))
        environment: dict[str, str | float | bool] = {**os.environ, "FONTCONFIG_FILE": str(fonts)}
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"], env=environment)
        for name, html in mails():
            width = PHONE_WIDTH if name.startswith("several") else WIDTH
            page = browser.new_page(viewport={"width": width, "height": 100})
            page.set_content(html)
            save(page.screenshot(full_page=True), name)
            page.close()
        browser.close()


def save(png: bytes, name: str) -> None:
    """Keep a picture with few colours."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    picture.quantize(COLOURS).save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
