"""Hybrid invoices are PDF/A-3b, in every language, with every kind of logo and letter."""

import io
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from chalicelib.documents.model.document import Document
from chalicelib.documents.rendering import Branding, render_facturx
from chalicelib.documents.rendering.branding import TEMPLATES, Template
from chalicelib.languages import PAGE_LANGUAGES
from tests.unit.documents.archival import violations
from tests.unit.documents.invoices import full_invoice, invoice, many_lines
from tests.unit.documents.pictures import arabic, chinese, one_line, sixty_lines
from tests.unit.documents.second_look import ALLOWED, PAGE_MODE, explanation, findings, unexplained

pytestmark = pytest.mark.slow

SAMPLES = Path(os.environ.get("CORPUS", Path(__file__).parents[5] / "shared" / "corpus")) / "files"


def logo(mode: str, kind: str) -> bytes:
    picture = io.BytesIO()
    Image.new(mode, (300, 100), 0).save(picture, kind)
    return picture.getvalue()


@pytest.mark.parametrize("language", PAGE_LANGUAGES)
def test_in_every_language(language: str) -> None:
    assert violations(render_facturx(full_invoice(), language=language)) == []


@pytest.mark.parametrize("make", [one_line, sixty_lines, chinese, arabic])
def test_with_the_letterheads_of_the_pictures(make: Any) -> None:
    document, language, branding = make()
    assert violations(render_facturx(document, language=language, branding=branding)) == []


@pytest.mark.parametrize("template", TEMPLATES)
def test_in_every_template(template: Template) -> None:
    document, language, branding = chinese()
    dressed = replace(branding, template=template, logo=logo("RGBA", "PNG"), footer="总经理：示例")
    assert violations(render_facturx(document, language=language, branding=dressed)) == []


@pytest.mark.parametrize(
    ("mode", "kind"),
    [("RGB", "PNG"), ("RGBA", "PNG"), ("LA", "PNG"), ("L", "PNG"), ("P", "PNG"), ("1", "PNG"), ("I;16", "PNG"),
     ("RGB", "JPEG"), ("L", "JPEG"), ("CMYK", "JPEG")],
)  # fmt: skip
def test_with_every_kind_of_logo(mode: str, kind: str) -> None:
    assert violations(render_facturx(invoice(), branding=Branding(logo=logo(mode, kind)))) == []


def test_a_logo_lets_the_white_paper_through() -> None:
    pdf = render_facturx(invoice(), branding=Branding(logo=logo("RGBA", "PNG")))
    (picture,) = PdfReader(io.BytesIO(pdf)).pages[0].images
    assert picture.image is not None
    assert picture.image.convert("RGB").getpixel((150, 50)) == (255, 255, 255)


@pytest.mark.parametrize(
    "document",
    [
        invoice(invoice_number="A\U0001f9feB", notes=[{"text": "a\tb, soft\u00adhyphen, \u200b, \ufeff, e\u0301"}]),
        invoice(notes=[{"text": "مرحبا שלום ไทย 日本語 한국어 Ελληνικά Кириллица"}]),
        many_lines(120),
    ],
    ids=["odd letters", "many scripts", "many pages"],
)  # fmt: skip
def test_with_every_kind_of_letter(document: Document) -> None:
    assert violations(render_facturx(document)) == []


def test_what_is_not_archival_is_seen() -> None:
    sound = render_facturx(invoice())
    for old, new, clause in [
        (b"%PDF-1.7", b"%PDF-2.0", "6.1.2"),
        (b"/GTS_PDFA1", b"/GTS_PDFX1", "6.2.3"),
        (b"<pdfaid:part>3<", b"<pdfaid:part>1<", "6.6.4"),
        (b"/AFRelationship", b"/AFRelationshop", "6.8"),
        (b"/ToUnicode", b"/ToUnicoda", "6.2.11.7"),
        (b"/FontFile2", b"/FontFile9", "6.2.11.4"),
    ]:
        assert any(each.startswith(clause) for each in violations(sound.replace(old, new))), clause


@pytest.mark.parametrize("language", PAGE_LANGUAGES)
def test_a_second_checker_finds_only_what_is_explained(language: str) -> None:
    assert unexplained(render_facturx(full_invoice(), language=language)) == []


@pytest.mark.parametrize("make", [one_line, sixty_lines, chinese, arabic])
def test_a_second_checker_finds_nothing_in_the_letterheads_of_the_pictures(make: Any) -> None:
    document, language, branding = make()
    assert unexplained(render_facturx(document, language=language, branding=branding)) == []


def test_every_explanation_is_of_something_that_is_found() -> None:
    found = [explanation(rule, message) for rule, message in findings(render_facturx(invoice()))]
    assert set(found) == set(ALLOWED.values())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"%PDF-1.7", b"%PDF-2.0"),
        (b"<pdfaid:part>3<", b"<pdfaid:part>1<"),
        (b"/Metadata", b"/Metadatz"),
        (b"/OutputIntents", b"/OutputIntentz"),
    ],
)
def test_a_second_checker_sees_what_is_not_archival(old: bytes, new: bytes) -> None:
    assert unexplained(render_facturx(invoice()).replace(old, new))


@pytest.mark.skipif(not SAMPLES.is_dir(), reason=f"no official samples in {SAMPLES}")
def test_official_samples_have_the_page_mode_that_the_second_checker_denies() -> None:
    denied = [
        file.name
        for file in sorted(SAMPLES.glob("fnfe-*.pdf"))
        if any(explanation(*found) == ALLOWED[PAGE_MODE] for found in findings(file.read_bytes()))
    ]
    assert denied
