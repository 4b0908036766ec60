"""The kinds of values that EN 16931 knows (its section 6.5), and the base of all groups.

Everything is optional: a document that was read or is still being typed lacks things, and what lacks is found by
validation, not by the model. What the model does refuse is what has no meaning at all: unknown field names, control
characters, binary floating point, dates that do not exist.
"""

import base64
import re
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    WithJsonSchema,
    model_validator,
)

MAX_DIGITS = 30
_WRITTEN = r"^\s*[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)\s*$"
_NO_CONTROLS = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]*$"
_NUMBER = re.compile(_WRITTEN)
_NUMBERS: tuple[dict[str, str], ...] = ({"type": "number"}, {"type": "string", "pattern": _WRITTEN})
_BLANK = {"type": "string", "pattern": r"^\s*$"}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean_text(value: str) -> str:
    r"""Trim and make line ends uniform, as an XML parser does; refuse what XML 1.0 cannot carry.

    >>> clean_text(" one\r\ntwo ")
    'one\ntwo'
    """
    if _NOT_IN_XML.search(value):
        raise ValueError("contains control characters")
    return value.replace("\r\n", "\n").replace("\r", "\n").strip()


def plain(number: Decimal) -> str:
    """Write a number without exponent.

    >>> plain(Decimal("1E+3"))
    '1000'
    """
    return f"{number:f}"


def written_out(number: Decimal) -> Decimal:
    """Return a number fit to be written without exponent: a zero has no digits to be limited, but can have a billion.

    >>> written_out(Decimal("0E-999999999")), written_out(Decimal("0.00"))
    (Decimal('0'), Decimal('0.00'))
    """
    return number if number or abs(number.adjusted()) <= MAX_DIGITS else Decimal(0)


def _exact(value: object) -> object:
    if isinstance(value, bool | float) or (isinstance(value, str) and not _NUMBER.match(value)):
        raise ValueError('write the number with digits and a point, such as "12.50"')  # pydantic wants ValueError
    return value


def _day(value: object) -> object:
    """Pass nothing on that Pydantic would take for seconds since 1970, or for an instant."""
    if isinstance(value, date) or (isinstance(value, str) and _DAY.fullmatch(value)):
        return value
    raise ValueError("write the date as year, month and day, such as 2026-03-02")


def _octets(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return base64.b64decode("".join(value.split()), validate=True)
    except ValueError as error:
        raise ValueError("is not Base64") from error


def _clean(value: object) -> object:
    return clean_text(value) if isinstance(value, str) else value


Text = Annotated[str, BeforeValidator(_clean), Field(json_schema_extra={"pattern": _NO_CONTROLS})]
Code = Text
Day = Annotated[date, BeforeValidator(_day)]
Exact = Annotated[
    Decimal,
    BeforeValidator(_exact),
    Field(max_digits=MAX_DIGITS, allow_inf_nan=False),
    AfterValidator(written_out),
    WithJsonSchema({"anyOf": [*_NUMBERS]}),
    PlainSerializer(plain, return_type=str, when_used="json"),
]
# A blank date or number is missing, as with text.
Date = Annotated[Day, WithJsonSchema({"anyOf": [{"type": "string", "format": "date"}, _BLANK]})]
Number = Annotated[Exact, WithJsonSchema({"anyOf": [*_NUMBERS, _BLANK]})]
Amount = Number
Quantity = Number
Percentage = Number
Octets = Annotated[
    bytes,
    BeforeValidator(_octets),
    PlainSerializer(lambda octets: base64.b64encode(octets).decode(), return_type=str, when_used="json"),
]


class Group(BaseModel):
    """A group of business terms: immutable, no unknown names; blank text is the same as a missing term.

    Its validator is built when it is first used: few processes make documents.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _blank_is_missing(cls, data: object) -> object:
        if not isinstance(data, dict):
            return data
        return {name: value for name, value in data.items() if not (isinstance(value, str) and not value.strip())}


def build_models() -> None:
    """Build the validators of all groups now, for a process that others are forked from."""
    waiting = Group.__subclasses__()
    while waiting:
        model = waiting.pop()
        model.model_rebuild()
        waiting.extend(model.__subclasses__())


class Identifier(Group):
    """An identifier with the scheme that issued it, where one is known (ISO/IEC 6523, or UNTDID 1153 for objects)."""

    value: Text = Field(description="The identifier itself")
    scheme: Code | None = Field(None, description="Identification scheme, for example 0088 for a GLN")


class ObjectIdentifier(Identifier):
    """What an invoice or a line is about; its own class because the syntaxes put its scheme elsewhere."""


class Classification(Identifier):
    """An item's class in a list such as UNSPSC or CPV; the scheme is a UNTDID 7143 code."""

    version: Code | None = Field(None, description="BT-158-2: version of the list")
