"""Forms with a file: names as clients write them, and what is refused with a clear problem."""

import pytest

from chalicelib.api.http.file_types import UNKNOWN_TYPE
from chalicelib.api.http.multipart import MAX_HEADERS, MAX_PARTS, parse_multipart
from chalicelib.errors import InvalidInput, MalformedBody

CONTENT_TYPE = "multipart/form-data; boundary=XX"
PDF = b"%PDF-1.4\r\n--X\r\n%%EOF"


def form(disposition: str | bytes, *headers: str, parts: int = 0, end: bytes = b"\r\n--XX--\r\n") -> bytes:
    written = disposition.encode() if isinstance(disposition, str) else disposition
    field = b'--XX\r\nContent-Disposition: form-data; name="note"\r\n\r\nhello\r\n'
    lines = b"".join(f"{header}\r\n".encode() for header in ("Content-Type: Application/PDF; x=1", *headers))
    return field * parts + b"--XX\r\nContent-Disposition: " + written + b"\r\n" + lines + b"\r\n" + PDF + end


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        ('form-data; name="file"; filename="a;b.pdf"', "a;b.pdf"),
        ('form-data; name="file"; filename="Größe.pdf"', "Größe.pdf"),
        ("form-data; name=file; filename=a.pdf", "a.pdf"),
        ('form-data; name="file"; filename="a\\"b.pdf"', 'a"b.pdf'),
        ('form-data; name="file"; filename=""', ""),
        (b'form-data; name="file"; filename="\xf6.pdf"', "\ufffd.pdf"),
        ("form-data; name=file; filename=\"=?utf-8?B?w7YucGRm?=\"; filename*=utf-8''%C3%B6.pdf", "ö.pdf"),
        ('form-data; name=file; filename="=?utf-8?B?w7YucGRm?="', "ö.pdf"),
        ("form-data; name=file; filename*=utf-8''%E2%82%AC%20x.pdf", "€ x.pdf"),
        ("form-data; name=file; filename*=iso-8859-1'en'%A3.pdf", "£.pdf"),
        ('form-data; name=file; filename="=?utf-8?B?x?="', "=?utf-8?B?x?="),
        ('form-data; name=file; filename="=?nothing?Q?x?="', "=?nothing?Q?x?="),
    ],
)
def test_a_file_has_the_name_that_its_client_means(disposition: str | bytes, name: str) -> None:
    (upload,) = parse_multipart(CONTENT_TYPE, form(disposition))
    assert (upload.filename, upload.content_type, upload.data) == (name, "application/pdf", PDF)


def test_a_name_that_contradicts_itself_is_malformed() -> None:
    with pytest.raises(MalformedBody, match="name"):
        parse_multipart(CONTENT_TYPE, form("form-data; filename*0*=utf-8''a; filename*=utf-8''b"))


def test_a_type_that_is_not_read_is_left_to_the_content() -> None:
    data = form('form-data; filename="a.pdf"').replace(b"Application/PDF", b"text/plain")
    assert parse_multipart(CONTENT_TYPE, data)[0].content_type == UNKNOWN_TYPE


def test_as_many_parts_as_are_allowed_are_read() -> None:
    assert parse_multipart(CONTENT_TYPE, form('form-data; filename="a"', parts=MAX_PARTS - 1))[0].data == PDF


@pytest.mark.parametrize(
    "data",
    [
        form('form-data; filename="a"', parts=MAX_PARTS),
        form('form-data; filename="a"', *(f"X-{number}: 1" for number in range(MAX_HEADERS))),
        form(f'form-data; filename="{"a" * 5_000}"'),
    ],
)
def test_a_form_over_a_limit_is_refused_with_the_limits(data: bytes) -> None:
    with pytest.raises(MalformedBody) as caught:
        parse_multipart(CONTENT_TYPE, data)
    assert f"{MAX_PARTS} parts" in caught.value.detail


@pytest.mark.parametrize("data", [b"", form('form-data; filename="a"', end=b""), b"not a form at all"])
def test_a_form_that_breaks_off_says_so(data: bytes) -> None:
    with pytest.raises(MalformedBody, match="breaks off"):
        parse_multipart(CONTENT_TYPE, data)


@pytest.mark.parametrize(
    "content_type", ["multipart/form-data", "multipart/form-data; boundary=", "text/plain; boundary=X"]
)
def test_a_form_must_name_its_boundary(content_type: str) -> None:
    with pytest.raises(MalformedBody, match="boundary"):
        parse_multipart(content_type, form('form-data; filename="a"'))


def test_several_files_are_all_read_and_a_form_without_any_is_refused() -> None:
    one = form('form-data; filename="a"', end=b"\r\n")
    uploads = parse_multipart(CONTENT_TYPE, one + form('form-data; filename="b"'))
    assert [upload.filename for upload in uploads] == ["a", "b"]
    with pytest.raises(InvalidInput) as caught:
        parse_multipart(CONTENT_TYPE, form("form-data; name=x"))
    assert caught.value.problems == (("file", "The form holds no file."),)
