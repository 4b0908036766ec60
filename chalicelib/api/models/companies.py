"""The shapes of companies and teams on the wire."""

from base64 import b64decode
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StrictBool, StrictInt

from chalicelib.api.http.schema import ONE_LINE, Email, Input, Instant, Output
from chalicelib.api.models.sales.reminders import ReminderText, ReminderTexts
from chalicelib.authorization import Role
from chalicelib.json_data import JsonObject
from chalicelib.records.companies import Company
from chalicelib.records.sales.calendar import is_time_zone
from chalicelib.records.sales.number_format import NumberFormat
from chalicelib.records.sales.reminders import MAX_DAYS, MAX_LEVELS

Line = Annotated[str, Field(max_length=200, pattern=ONE_LINE)]
TaxId = Annotated[str, Field(max_length=40, pattern=ONE_LINE)]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$", description="ISO 3166-1 alpha-2")]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$", description="ISO 4217")]
Bsb = Annotated[str, Field(pattern=r"^\d{3}-?\d{3}$", description="Australian bank, state and branch number")]
Account = Annotated[str, Field(pattern=r"^[\d ]{4,12}$", description="Australian account number")]
Color = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$", description="Colour of the company's invoices")]
NumberPrefix = Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]{0,20}$", description="What invoice numbers begin with")]
CreditNotePrefix = Annotated[
    str,
    Field(pattern=r"^[A-Za-z0-9._-]{1,20}$", description="What numbers of credit notes begin with"),
]
RetentionYears = Annotated[
    StrictInt, Field(ge=1, le=100, description="How long issued invoices are kept, after the year of issue; else 10")
]
ApprovalPersons = Annotated[
    StrictInt, Field(ge=1, le=2, description="How many people have to approve an invoice that the company pays; else 1")
]
ApprovalNeeded = Annotated[
    StrictBool, Field(description="Whether only approved invoices are paid, and exported as payable")
]


def _format(text: str) -> str:
    NumberFormat.parse(text)
    return text


def _time_zone(name: str) -> str:
    if not is_time_zone(name):
        raise ValueError("is no time zone of the IANA database, such as Europe/Berlin")
    return name


_FORMAT = (
    "How numbers of {kind} are written: letters, digits, `. _ / -`, `{{number}}` or with digits `{{number:04}}`, "
    "`{{year}}` or `{{yy}}`, `{{month}}`; else {usual}"
)
NumberFormatText = Annotated[
    str,
    AfterValidator(_format),
    Field(description=_FORMAT.format(kind="invoices", usual="`number_prefix` and `{year}-{number:04}`")),
]
CreditNoteFormat = Annotated[
    str,
    AfterValidator(_format),
    Field(description=_FORMAT.format(kind="credit notes", usual="`credit_note_prefix` and `{year}-{number:04}`")),
]
QuoteFormat = Annotated[
    str,
    AfterValidator(_format),
    Field(description=_FORMAT.format(kind="quotes", usual="`number_prefix` and `Q-{year}-{number:04}`")),
]


def _ascending(days: list[int]) -> list[int]:
    if days != sorted(set(days)):
        raise ValueError("must be ascending, each day once")
    return days


ReminderDays = Annotated[
    list[Annotated[StrictInt, Field(ge=1, le=MAX_DAYS)]],
    Field(
        min_length=1,
        max_length=MAX_LEVELS,
        description="How many days after the due date each reminder of an unpaid invoice comes; null sends none",
    ),
    AfterValidator(_ascending),
]
TimeZone = Annotated[
    str,
    AfterValidator(_time_zone),
    Field(max_length=60, description="IANA time zone in which the company's days begin and end; else UTC"),
]
Iban = Annotated[str, Field(max_length=50, description="ISO 13616")]


MAX_LOGO_BYTES = 60_000


def _picture(text: str) -> str:
    from chalicelib.documents.rendering.drawing import can_draw
    from chalicelib.documents.rendering.logo import MAX_PIXELS

    try:
        data = b64decode(text, validate=True)
    except ValueError as error:
        raise ValueError("is not Base64") from error
    if len(data) > MAX_LOGO_BYTES or not can_draw(data):
        message = f"must be a PNG or JPEG of at most {MAX_LOGO_BYTES:,} bytes and {MAX_PIXELS:,} pixels"
        raise ValueError(message)
    return text


Logo = Annotated[
    str, AfterValidator(_picture), Field(description="PNG or JPEG in Base64, at most 60,000 bytes and 4,000,000 pixels")
]


def _printable(text: str) -> str:
    from chalicelib.documents.rendering.drawing import unprintable

    letters = unprintable(text)
    if letters is None:
        raise ValueError("could not be looked for in the fonts of the page in time; try again")
    if letters:
        raise ValueError(f"has letters that the fonts of the page lack: {' '.join(letters)}")
    return text


Footer = Annotated[
    str,
    Field(max_length=130, pattern=ONE_LINE, description="A line of the company's own at the foot of each page"),
    AfterValidator(_printable),
]
CompanyTemplate = Annotated[
    Literal["standard", "letter", "banner"],
    Field(
        description=(
            "How invoices are laid out: `standard` with a band of colour at the top, `letter` as a business letter "
            "for window envelopes, `banner` with a coloured head"
        )
    ),
]


class PostalAddress(Input):
    """A postal address, in the shape that documents have; its country is the company's."""

    line_1: Annotated[Line, Field(description="Usually street and number")] = ""
    line_2: Annotated[Line, Field(description="Further details")] = ""
    line_3: Annotated[Line, Field(description="Yet further details")] = ""
    city: Annotated[Line, Field(description="City, town or village")] = ""
    post_code: Annotated[str, Field(max_length=20, pattern=ONE_LINE, description="Postal code")] = ""
    subdivision: Annotated[Line, Field(description="State, region or province")] = ""
    country: Annotated[
        Country | None,
        Field(
            description=(
                "The company's `country`, which it sets where the company has none yet; to change it, give `country` "
                "itself. Another one is refused"
            )
        ),
    ] = None


class CompanyProfile(Input):
    """What a company prints on its invoices; null removes an entry."""

    legal_name: Line | None = None
    tax_id: TaxId | None = None
    address: PostalAddress | None = None
    country: Country | None = None
    default_currency: Currency | None = None
    iban: Iban | None = None
    bsb: Bsb | None = None
    account_number: Account | None = None
    email: Email | None = None
    color: Color | None = None
    logo: Logo | None = None
    template: CompanyTemplate | None = None
    footer: Footer | None = None
    number_prefix: NumberPrefix | None = None
    credit_note_prefix: CreditNotePrefix | None = None
    number_format: NumberFormatText | None = None
    credit_note_format: CreditNoteFormat | None = None
    quote_format: QuoteFormat | None = None
    time_zone: TimeZone | None = None
    reminder_days: ReminderDays | None = None
    reminder_texts: ReminderTexts | None = None
    retention_years: RetentionYears | None = None
    approval_persons: ApprovalPersons | None = None
    approval_needed: ApprovalNeeded | None = None


class CompanyChange(CompanyProfile):
    """Changes of a company; what is absent stays, what is null goes."""

    name: Annotated[Line, Field(min_length=1)] | None = None
    members_see_all: StrictBool | None = None
    factors_demanded: Annotated[
        StrictBool | None, Field(description="Whether everybody in the company needs a second factor")
    ] = None

    def profile(self) -> JsonObject:
        """Return the entries of the profile that were given."""
        return self.model_dump(exclude_unset=True, include=set(CompanyProfile.model_fields))


class CompanyOut(Output):
    """A company."""

    id: str
    name: str
    legal_name: str | None
    tax_id: str | None
    address: PostalAddress | None
    country: str | None
    default_currency: str | None
    iban: str | None
    bsb: str | None
    account_number: str | None
    email: str | None
    color: str | None
    logo: str | None
    template: str | None
    footer: str | None
    number_prefix: str | None
    credit_note_prefix: str | None
    number_format: str | None
    credit_note_format: str | None
    quote_format: str | None
    time_zone: str | None
    reminder_days: list[int] | None
    reminder_texts: list[ReminderText] | None
    retention_years: int | None
    approval_persons: int | None
    approval_needed: bool | None
    members_see_all: bool
    factors_demanded: bool = Field(description="Whether everybody in the company needs a second factor")
    created_at: Instant


class MemberOut(Output):
    """One member of a company."""

    id: str
    email: str
    name: str
    role: Role
    joined_at: Instant


class Members(Output):
    """A company's members, all at once."""

    items: list[MemberOut]
    next_cursor: str | None
    has_more: bool


class RoleChange(Input):
    """A member's new role."""

    role: Role


class Invitation(Input):
    """Whom to invite, as what."""

    email: Email
    role: Role = Role.MEMBER


class InvitationOut(Output):
    """An invitation that waits for somebody."""

    id: str
    email: str
    role: Role
    invited_by: str = Field(description="The id of the admin who sent it")
    expires_at: Instant


class InvitationPageOut(Output):
    """One page of open invitations; it may be short although `has_more` says that there is more."""

    items: list[InvitationOut]
    next_cursor: str | None
    has_more: bool


def company_out(company: Company) -> CompanyOut:
    """Return a company as its members see it."""
    profile: JsonObject = {name: company.profile.get(name) for name in CompanyProfile.model_fields}
    if profile["address"]:
        profile["address"] = {**profile["address"], "country": profile["country"]}
    return CompanyOut(
        id=company.company_id,
        name=company.name,
        members_see_all=company.members_see_all,
        factors_demanded=company.factors_demanded,
        created_at=company.created_at,
        **profile,
    )
