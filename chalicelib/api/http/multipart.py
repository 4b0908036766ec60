"""multipart/form-data (RFC 7578): one file among fields, parsed by python-multipart within limits."""

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
        files = _files(boundary, data)
    except FormParserError as error:
        raise MalformedBody(f"The form can't be parsed: {error}") from error
    if len(files) != 1:
        raise InvalidInput(("file", f"The form must hold exactly one file; it holds {len(files)}."))
    return files[0]


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


def _files(boundary: bytes, data: bytes) -> list[Upload]:
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
    found = (_upload(headers, bytes(content)) for headers, content in collected.parts)
    return [upload for upload in found if upload is not None]


def _upload(headers: dict[str, bytes], content: bytes) -> Upload | None:
    from python_multipart.multipart import parse_options_header

    _, options = parse_options_header(headers.get("content-disposition", b""))
    if b"filename" not in options:
        return None
    filename = options[b"filename"].decode("utf-8", "replace")
    content_type = headers.get("content-type", b"").decode("latin-1").partition(";")[0].strip().lower()
    return Upload(filename, content_type if content_type in FILE_TYPES else UNKNOWN_TYPE, content)
