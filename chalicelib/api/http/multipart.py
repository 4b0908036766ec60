"""multipart/form-data (RFC 7578): files among fields, or fields alone; parsed by `multipart` within limits.

The file's name is read as it is meant: .NET sends it as encoded words (RFC 2047) and once more as `filename*`
(RFC 8187), some clients as `filename*` alone.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from chalicelib.api.http.file_types import FILE_TYPES, MULTIPART, UNKNOWN_TYPE
from chalicelib.api.http.requests import Upload
from chalicelib.errors import InvalidInput, MalformedBody
from chalicelib.formats.encoded_words import parameter_of

if TYPE_CHECKING:
    from multipart import MultipartSegment, PushMultipartParser

MAX_PARTS = 100
MAX_HEADERS = 8  # of a part
MAX_HEADER_BYTES = 4_000


def parse_multipart(content_type: str, data: bytes) -> tuple[Upload, ...]:
    """Return the files of a form, whatever their fields are called.

    Raises:
        MalformedBody: the form can't be parsed, or has too many or too long parts.
        InvalidInput: it has no file.

    """
    files = tuple(_files(_boundary(content_type), data))
    if not files:
        raise InvalidInput(("file", "The form holds no file."))
    return files


def parse_fields(content_type: str, data: bytes) -> dict[str, str]:
    """Return the fields of a form without files; of one that comes twice, the last.

    Raises:
        MalformedBody: the form can't be parsed, has too many parts, or a text is not UTF-8.
        InvalidInput: it has a file.

    """
    fields: dict[str, str] = {}
    for part, content in _parts(_boundary(content_type), data):
        if _filename(part.header("Content-Disposition", "")) is not None:
            raise InvalidInput((part.name or "file", "is a file; this form takes none"))
        try:
            fields[part.name] = content.decode()
        except UnicodeDecodeError as error:
            raise MalformedBody("The form's texts must be UTF-8.") from error
    return fields


def _boundary(content_type: str) -> str:
    from multipart import parse_options_header

    kind, options = parse_options_header(content_type)
    if kind != MULTIPART or not options.get("boundary"):
        raise MalformedBody("The Content-Type of a form must name its boundary.")
    return str(options["boundary"])


def _files(boundary: str, data: bytes) -> Iterator[Upload]:
    for part, content in _parts(boundary, data):
        name = _filename(part.header("Content-Disposition", ""))
        if name is not None:
            kind = part.content_type if part.content_type in FILE_TYPES else UNKNOWN_TYPE
            yield Upload(name, kind, bytes(content))


def _parts(boundary: str, data: bytes) -> "list[tuple[MultipartSegment, bytearray]]":
    from multipart import ParserError, ParserLimitReached

    try:
        parser = _parser(boundary)
        parts = _collect(parser, data)
    except ParserLimitReached as error:
        limits = f"{MAX_PARTS} parts, or a part more than {MAX_HEADERS} headers of {MAX_HEADER_BYTES} bytes"
        raise MalformedBody(f"The form has more than {limits}.") from error
    except ParserError as error:
        raise MalformedBody(f"The form can't be parsed: {error}.") from error
    try:
        parser.close()
    except ParserError as error:
        raise MalformedBody("The form breaks off before its closing boundary.") from error
    return parts


def _parser(boundary: str) -> "PushMultipartParser":
    from multipart import PushMultipartParser

    return PushMultipartParser(
        boundary,
        max_segment_count=MAX_PARTS,
        max_header_count=MAX_HEADERS,
        max_header_size=MAX_HEADER_BYTES,
        header_charset="latin-1",
    )


def _collect(parser: "PushMultipartParser", data: bytes) -> "list[tuple[MultipartSegment, bytearray]]":
    from multipart import MultipartSegment

    parts: list[tuple[MultipartSegment, bytearray]] = []
    for event in parser.parse(data) if data else ():
        if isinstance(event, MultipartSegment):
            parts.append((event, bytearray()))
        elif event:
            parts[-1][1].extend(event)
    return parts


def _filename(disposition: str) -> str | None:
    """Return the file's name in a Content-Disposition, whose bytes were read as Latin-1; None where it has none.

    >>> _filename("form-data; name=file; filename*=utf-8''%C3%B6.pdf")
    'ö.pdf'
    >>> _filename('form-data; name=file; filename="=?utf-8?B?w7YucGRm?="')
    'ö.pdf'
    """
    try:
        return parameter_of(disposition.encode("latin-1").decode("utf-8", "replace"), "filename")
    except ValueError as error:
        raise MalformedBody("The name of the form's file can't be parsed.") from error
