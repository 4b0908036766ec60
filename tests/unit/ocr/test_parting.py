"""Several invoices in a PDF of scans, told apart by what the recogniser reads."""

import io

import pytest
from PIL import Image

from chalicelib.extraction.isolation.isolated import read_isolated
from samples.scanning import Scanner
from tests.support.papers.one_file import invoice, one_file

pytestmark = pytest.mark.slow


def test_scanned_invoices_are_parted_and_a_part_is_a_pdf_of_its_scan() -> None:
    file = one_file(invoice("A-100", "Page 1 of 1"), invoice("A-101", "Page 1 of 1", total="80.00"))
    first, second = (Image.open(io.BytesIO(jpeg)) for jpeg in Scanner().jpegs(file))
    scans = io.BytesIO()
    first.save(scans, "PDF", save_all=True, append_images=[second], resolution=200)
    parts = read_isolated(scans.getvalue()).parts
    assert [(part.invoice_number, part.first_page, part.last_page) for part in parts] == [
        ("A-100", 1, 1),
        ("A-101", 2, 2),
    ]
    assert {name.value: field.value for name, field in read_isolated(parts[1].pdf).fields.items()}["total"] == "80.00"
