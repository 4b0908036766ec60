"""Names and subjects as mails and forms write them: encoded words (RFC 2047), parameters in pieces (RFC 2231)."""

from email.errors import MessageError
from email.header import Header, decode_header, make_header
from email.message import Message
from email.utils import collapse_rfc2231_value


def decode_words(text: str | Header) -> str:
    r"""Return a text with its encoded words decoded, or as it is where they are none or can't be.

    >>> decode_words("=?utf-8?B?w7YucGRm?="), decode_words("=?utf-8?X?"), decode_words("a\udcc3\udcb6")
    ('ö.pdf', '=?utf-8?X?', 'aö')
    """
    plain = repaired(str(text))
    if "=?" not in plain:
        return plain
    try:
        return repaired(str(make_header(decode_header(plain))))
    except (MessageError, LookupError, ValueError):
        return plain


def parameter_of(header: str, name: str) -> str | None:
    """Return a parameter of a header such as Content-Disposition, decoded; None where it has none.

    Of several ways to say it, the last one counts, which is `filename*`.

    >>> parameter_of("attachment; filename*=utf-8''%C3%B6.pdf", "filename"), parameter_of("inline", "filename")
    ('ö.pdf', None)

    Raises:
        ValueError: its pieces (`filename*0*`) contradict one another.

    """
    message = Message()
    message["Content-Disposition"] = repaired(header)
    try:
        parameters = dict(message.get_params([], "content-disposition"))
        return decode_words(collapse_rfc2231_value(parameters[name])) if name in parameters else None
    except (TypeError, LookupError) as error:  # what the standard library raises for such pieces
        raise ValueError("the header can't be parsed") from error


def repaired(text: str) -> str:
    """Return a text whose bytes beyond ASCII came undeclared: they are UTF-8 today, and were Latin-1."""
    raw = text.encode("utf-8", "surrogateescape")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")
