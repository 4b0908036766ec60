"""What a file is, by its content; what is not read says what it is and what to send in its place."""

import pytest

from chalicelib.extraction import errors
from chalicelib.extraction.reading.reader import read
from chalicelib.extraction.sniff import Format, sniff
from chalicelib.extraction.sources.recognised_pages import Unavailable
from chalicelib.formats.zip_reading import MAX_DIRECTORY_BYTES
from tests.support.papers.office import zipped

REFUSED = {
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100): "older Office",
    b"{\\rtf1\\ansi": "Rich Text",
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"Rar!\x1a\x07\x00": "RAR",
    b"%!PS-Adobe-3.0": "PostScript",
    b"\x78\x9f\x3e\x22": "winmail.dat",
    b"\x00\x00\x00\x1cftypavif\x00\x00\x00\x00": "AVIF",
    b"\x00\x00\x00\x1cftypmif1\x00\x00\x00\x00mif1avif": "AVIF",
    b"\x00\x00\x00\x1cftypmp42\x00\x00\x00\x00": "film",
    b"From: a@example.com\r\nSubject: x\r\n\r\n": "mail",
    b"MZ\x90\x00": "program",
    b"hello": "can.t be read",
    b"\x1f\x8b\x08 nothing": "gzip",
    zipped({"mimetype": "x", "content.xml": "<a/>"}): "OpenDocument",
    zipped({"ppt/presentation.xml": "<a/>"}): "PowerPoint",
    zipped({"a.pdf": "x"}): "ZIP archive",
    b"PK\x03\x04" + bytes(60): "no directory",
}


@pytest.mark.parametrize(("data", "named"), REFUSED.items(), ids=REFUSED.values())
def test_a_file_that_is_not_read_says_what_it_is(data: bytes, named: str) -> None:
    with pytest.raises(errors.UnsupportedFormat, match=named):
        sniff(data)


@pytest.mark.parametrize(
    "data",
    [
        b"<!DOCTYPE html><p>x",
        b"\xef\xbb\xbf \n<HTML lang=de>",
        b'<?xml version="1.0"?><!-- x --><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0">',
        "<html>".encode("utf-16"),
    ],
)
def test_a_web_page_is_told_from_an_e_invoice(data: bytes) -> None:
    assert sniff(data) is Format.HTML


def test_a_zip_whose_directory_is_too_large_is_refused_unread() -> None:
    end = b"PK\x05\x06" + bytes(8) + (MAX_DIRECTORY_BYTES + 1).to_bytes(4, "little") + bytes(6)
    with pytest.raises(errors.UnsupportedFormat, match="directory"):
        sniff(b"PK\x03\x04" + bytes(40) + end)


def test_a_second_end_record_cannot_name_a_larger_directory() -> None:
    archive = zipped({"a.pdf": "x"})
    at = archive.rfind(b"PK\x05\x06")
    with pytest.raises(errors.UnsupportedFormat, match="ZIP64"):
        sniff(archive[:at] + b"PK\x06\x06" + bytes(52) + b"PK\x06\x07" + bytes(16) + archive[at:])


def test_many_comments_before_an_e_invoice_take_no_time() -> None:
    assert sniff(b"<!---->" * 146 + b"<Invoice/>") is Format.XML


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"II*\x00\x08\x00\x00\x00" + bytes(60), "damaged"),
        (b"RIFF\x20\x00\x00\x00WEBPVP8 " + bytes(20), "damaged"),
        (b"\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00mif1heic", "HEIC photo"),
        (zipped({"a.pdf": "x"}), "ZIP archive"),
    ],
    ids=["TIFF", "WebP", "HEIC", "ZIP"],
)
def test_a_file_that_cannot_be_read_is_named_for_what_it_is(data: bytes, named: str) -> None:
    with pytest.raises(errors.UnreadableFile, match=named):
        read(data, ocr=Unavailable())
