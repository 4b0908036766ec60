"""What request and answer models have in common."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainSerializer, WithJsonSchema

ONE_LINE = r"^[^\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]*$"
"""Text without line breaks and other control characters, which neither XML nor a mail's header can carry."""


class Input(BaseModel):
    """A request's body or query: unknown fields are refused, text is not trimmed; built at the first use."""

    model_config = ConfigDict(extra="forbid", defer_build=True, frozen=True)


class Output(BaseModel):
    """An answer; amounts are decimal strings, instants ISO 8601 in UTC."""

    model_config = ConfigDict(defer_build=True, frozen=True, from_attributes=True)


def _instant(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


Instant = Annotated[
    datetime, PlainSerializer(_instant, return_type=str), WithJsonSchema({"type": "string", "format": "date-time"})
]


def _email(text: str) -> str:
    from chalicelib.accounts.emails import normalise_email

    return normalise_email(text)


Email = Annotated[str, AfterValidator(_email), Field(json_schema_extra={"format": "email"})]
