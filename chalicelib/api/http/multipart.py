"""multipart/form-data (RFC 7578): one file among fields, or fields alone; parsed by python-multipart within limits."""

from email.errors import HeaderParseError
from email.header import decode_header, make_header

from chalicelib.api.http.requests import FILE_TYPES, Upload
from chalicelib.errors import InvalidInput, MalformedBody

MAX_PARTS = 20
UNKNOWN_TYPE = "application/octet-stream"  # what the file really is, its content will tell


def parse_multipart(content_type: str, data: bytes) -> Upload:
    """Return the one file of a form, whatever its field is called.

    Raises:
        MalformedBody: the form can't be parsed, or has too many parts.
        InvalidInput: it has no file, or more than one.

    """
    found = (_upload(headers, content) for headers, content in _parse(content_type, data))
    files = [upload for upload in found if upload is not None]
    if len(files) != 1:
        raise InvalidInput(("file", f"The form must hold exactly one file; it holds {len(files)}."))
    return files[0]


def parse_fields(content_type: str, data: bytes) -> dict[str, str]:
    """Return the fields of a form without files; of one that comes twice, the last.

    Raises:
        MalformedBody: the form can't be parsed, has too many parts, or a text is not UTF-8.
        InvalidInput: it has a file.

    """
    fields: dict[str, str] = {}
    for headers, content in _parse(content_type, data):
        options = _disposition(headers)
        name = options.get(b"name", b"").decode("utf-8", "replace")
        if b"filename" in options:
            raise InvalidInput((name or "file", "is a file; this form takes none"))
        try:
            fields[name] = content.decode()
        except UnicodeDecodeError as error:
            raise MalformedBody("The form's texts must be UTF-8.") from error
    return fields


def _parse(content_type: str, data: bytes) -> list[tuple[dict[str, bytes], bytes]]:
    """Return the parts of a form: the headers of each, and its content."""
    from python_multipart.exceptions import FormParserError
    from python_multipart.multipart import parse_options_header

    try:
        kind, options = parse_options_header(content_type)
    except ValueError as error:
        raise MalformedBody("The Content-Type of a form must be plain text.") from error
    boundary = options.get(b"boundary")
    if kind != b"multipart/form-data" or not boundary:
        raise MalformedBody("The Content-Type of a form must name its boundary.")
    try:
        return _parts(boundary, data)
    except FormParserError as error:
        raise MalformedBody(f"The form can't be parsed: {error}") from error


class _Parts:
    """Collects the parts that python-multipart reports by callbacks."""

    def __init__(self) -> None:
        self.parts: list[tuple[dict[str, bytes], bytearray]] = []
        self.complete = False
        self._name = b""
        self._value = b""

    def begin(self) -> None:
        if len(self.parts) >= MAX_PARTS:
            raise MalformedBody(f"The form has more than {MAX_PARTS} parts.")
        self.parts.append(({}, bytearray()))

    def header_name(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]

    def header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def header_end(self) -> None:
        self.parts[-1][0][self._name.decode("latin-1").lower()] = self._value
        self._name = self._value = b""

    def content(self, data: bytes, start: int, end: int) -> None:
        self.parts[-1][1].extend(data[start:end])

    def end(self) -> None:
        self.complete = True


def _parts(boundary: bytes, data: bytes) -> list[tuple[dict[str, bytes], bytes]]:
    from python_multipart.multipart import MultipartParser

    collected = _Parts()
    parser = MultipartParser(
        boundary,
        {
            "on_part_begin": collected.begin,
            "on_header_field": collected.header_name,
            "on_header_value": collected.header_value,
            "on_header_end": collected.header_end,
            "on_part_data": collected.content,
            "on_end": collected.end,
        },
    )
    parser.write(data)
    parser.finalize()
    if not collected.complete:
        raise MalformedBody("The form breaks off before its closing boundary.")
    return [(headers, bytes(content)) for headers, content in collected.parts]


def _upload(headers: dict[str, bytes], content: bytes) -> Upload | None:
    options = _disposition(headers)
    if b"filename" not in options:
        return None
    filename = _decoded(options[b"filename"].decode("utf-8", "replace"))
    content_type = headers.get("content-type", b"").decode("latin-1").partition(";")[0].strip().lower()
    return Upload(filename, content_type if content_type in FILE_TYPES else UNKNOWN_TYPE, content)


def _disposition(headers: dict[str, bytes]) -> dict[bytes, bytes]:
    """Return the parameters of a part's Content-Disposition; `filename*` (RFC 5987) is `filename`, and counts alone."""
    from python_multipart.multipart import parse_options_header

    return parse_options_header(headers.get("content-disposition", b""))[1]


def _decoded(filename: str) -> str:
    """Return a file's name, also where it is written as in mails (RFC 2047), as .NET does.

    >>> _decoded("=?utf-8?B?TcO8bGxlci5wZGY=?="), _decoded("plain.pdf")
    ('Müller.pdf', 'plain.pdf')
    """
    if not filename.startswith("=?"):
        return filename
    try:
        return str(make_header(decode_header(filename)))
    except (HeaderParseError, LookupError, UnicodeDecodeError, ValueError):
        return filename
