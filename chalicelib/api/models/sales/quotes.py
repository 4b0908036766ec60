"""The shapes of quotes on the wire."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from chalicelib.api.http.schema import Email, Input, Instant, Output
from chalicelib.api.models.documents import FormDocument
from chalicelib.api.models.sendings import plain
from chalicelib.documents.model.types import Day
from chalicelib.json_data import JsonObject
from chalicelib.languages import Language, PageLanguage
from chalicelib.records.sales.quotes import QuoteState, QuoteStep
from chalicelib.records.sendings import Sending, SendingState
from chalicelib.sales.quotes import QuoteDecision, QuoteDetail, QuotePage
from chalicelib.sales.quoting import QuoteOrder
from chalicelib.sending.asking import MAX_RECIPIENTS, Order

Decision = Literal[QuoteStep.ACCEPT, QuoteStep.DECLINE, QuoteStep.REOPEN]


class QuoteIn(Input):
    """What is offered, and until when; without a day, for thirty days."""

    form: Annotated[FormDocument, Field(description="The form, without number, issue date and due date")]
    valid_until: Annotated[Day, Field(description="The last day of the quote")] | None = None
    language: (
        Annotated[PageLanguage, Field(description="Language of the page; else the customer's, or English")] | None
    ) = None

    def order(self) -> QuoteOrder:
        """Return it in the domain's words."""
        return QuoteOrder(self.form, self.valid_until, self.language)


class QuoteDecisionIn(Input):
    """What the customer, or the company, decided; a quote is opened again until `valid_until`, or its own last day."""

    decision: Annotated[Decision, Field(description="`accept`, `decline`, or `reopen`, which takes either back")]
    comment: Annotated[str, Field(max_length=1_000)] = ""
    valid_until: Annotated[Day, Field(description="Another last day, where the quote is opened again")] | None = None

    def order(self) -> QuoteDecision:
        """Return it in the domain's words."""
        return QuoteDecision(self.decision, self.comment, self.valid_until)


class QuoteSendRequest(Input):
    """To whom a quote is mailed."""

    to: Annotated[
        list[Email], Field(min_length=1, max_length=50, description=f"At most {MAX_RECIPIENTS} different ones")
    ]
    message: Annotated[
        str, Field(max_length=5_000, description="One's own words in the mail"), AfterValidator(plain)
    ] = ""
    language: Annotated[Language | None, Field(description="Of the mail; else that of the quote's page")] = None

    def order(self) -> Order:
        """Return what is to be sent."""
        return Order((), self.to, self.message, language=self.language)


class QuoteMailPreviewIn(QuoteSendRequest):
    """The same as for sending; recipients may be missing still."""

    to: Annotated[list[Email], Field(max_length=50, description=f"At most {MAX_RECIPIENTS} different ones")] = Field(
        default_factory=list
    )


class QuoteSummary(Output):
    """A quote in a list."""

    kind: Annotated[Literal["quote"], Field(description="Always `quote`")] = "quote"
    id: str
    number: Annotated[str, Field(description="Number of the quote")]
    state: Annotated[
        QuoteState, Field(description="Where it stands: `open`, `accepted`, `declined`, `expired` or `invoiced`")
    ]
    customer: str
    currency: str
    total: Annotated[Decimal, Field(description="What it comes to, tax included")]
    issue_date: date
    valid_until: Annotated[date, Field(description="The last day of the quote")]
    invoice_id: Annotated[str | None, Field(description="The id of the invoice that it was turned into")]
    created_by: str
    created_at: Instant
    updated_at: Instant
    version: int


class QuoteMailOut(Output):
    """A mail with the quote."""

    id: str
    state: SendingState
    to: Annotated[list[str], Field(description="The recipients")]
    created_at: Instant
    sent_at: Instant | None


class QuoteOut(QuoteSummary):
    """A quote with what it says, and the latest mails with it."""

    language: Annotated[str | None, Field(description="Language of the page; null is English")]
    comment: str
    decided_at: Annotated[Instant | None, Field(description="When it was last decided upon")]
    mails: Annotated[list[QuoteMailOut], Field(description="The latest mails with it, of the last three months")]
    document: JsonObject


class QuotePageOut(Output):
    """One page of quotes, newest first."""

    items: tuple[QuoteSummary, ...]
    next_cursor: str | None
    has_more: bool


def quote_out(detail: QuoteDetail) -> QuoteOut:
    """Return a quote."""
    quote = detail.quote
    return QuoteOut(
        **_summary(detail),
        language=quote.language,
        comment=quote.comment,
        decided_at=quote.decided_at,
        mails=[mail_out(mail) for mail in detail.mails],
        document=quote.document,
    )


def quotes_out(page: QuotePage) -> QuotePageOut:
    """Return a page of quotes."""
    items = tuple(QuoteSummary(**_summary(QuoteDetail(each, each.state_on(page.today)))) for each in page.items)
    return QuotePageOut(items=items, next_cursor=page.next_cursor, has_more=page.next_cursor is not None)


def mail_out(sending: Sending) -> QuoteMailOut:
    """Return a mail with a quote."""
    return QuoteMailOut(
        id=sending.sending_id,
        state=sending.state,
        to=list(sending.to),
        created_at=sending.created_at,
        sent_at=sending.sent_at,
    )


def _summary(detail: QuoteDetail) -> JsonObject:
    own = {"kind": "quote", "id": detail.quote.quote_id, "state": detail.state}
    return own | {name: getattr(detail.quote, name) for name in QuoteSummary.model_fields if name not in own}
