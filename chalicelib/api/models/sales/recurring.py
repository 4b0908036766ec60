"""The shapes of recurring invoices on the wire."""

from datetime import date
from typing import Annotated

from pydantic import Field, StrictInt

from chalicelib.api.http.schema import ONE_LINE, Input, Instant, Output
from chalicelib.api.models.documents import FormDocument
from chalicelib.documents.model.types import Day
from chalicelib.json_data import JsonObject
from chalicelib.languages import PageLanguage
from chalicelib.records.sales.recurring import Recurring, RecurringMode, RecurringState
from chalicelib.records.sales.schedule import Rhythm, Schedule
from chalicelib.sales.recurring import RecurringOrder, RecurringPage

MAX_EVERY = 366
MAX_TIMES = 10_000

FirstOn = Annotated[Day, Field(description="The first day; days that are past make no invoice")]
Every = Annotated[
    StrictInt, Field(ge=1, le=MAX_EVERY, description="How many days, weeks, months or years lie between two days")
]


class RecurringIn(Input):
    """What is made again and again, on which days: until `last_on`, or so many `times`, or without end.

    A day that a month does not have is its last. Days are those of the company's time zone.
    """

    name: Annotated[str, Field(min_length=1, max_length=200, pattern=ONE_LINE, description="What people call it")]
    form: Annotated[FormDocument, Field(description="The form, without number, issue date and due date")]
    mode: Annotated[RecurringMode, Field(description="Whether each day makes a draft, or issues an invoice")]
    rhythm: Rhythm
    every: Every = 1
    first_on: FirstOn
    last_on: Annotated[Day, Field(description="The last day on which one may be made")] | None = None
    times: (
        Annotated[StrictInt, Field(ge=1, le=MAX_TIMES, description="How many days there are, from the first one on")]
        | None
    ) = None
    language: Annotated[PageLanguage, Field(description="PageLanguage of the invoices' pages")] | None = None

    def order(self) -> RecurringOrder:
        """Return it in the domain's words."""
        schedule = Schedule(
            rhythm=self.rhythm, first_on=self.first_on, every=self.every, last_on=self.last_on, times=self.times
        )
        return RecurringOrder(self.name, self.form, self.mode, schedule, self.language)


class RecurringSummary(Output):
    """A recurring invoice in a list."""

    id: str
    name: str
    state: Annotated[RecurringState, Field(description="Where it stands: `active`, `paused` or `ended`")]
    mode: RecurringMode
    rhythm: Rhythm
    every: int
    first_on: date
    last_on: date | None
    times: int | None
    next_on: Annotated[date | None, Field(description="The day that is made next; null once it has ended")]
    done_on: Annotated[date | None, Field(description="The last day that was made or skipped")]
    made: Annotated[int, Field(description="How many were made")]
    last_id: Annotated[str | None, Field(description="The id of what was made last")]
    last_kind: Annotated[RecurringMode | None, Field(description="What was made last: a draft, or an issued invoice")]
    last_problem: Annotated[
        str | None, Field(description="Why a draft was made last where an invoice was to be issued; null else")
    ]
    created_by: str
    created_at: Instant
    updated_at: Instant
    version: int


class RecurringOut(RecurringSummary):
    """A recurring invoice with its form."""

    language: Annotated[str | None, Field(description="PageLanguage of the invoices' pages")]
    form: Annotated[JsonObject, Field(description="The form that each day's draft or invoice is made of")]


class RecurringPageOut(Output):
    """One page of recurring invoices, newest first."""

    items: tuple[RecurringSummary, ...]
    next_cursor: str | None
    has_more: bool


def recurring_out(recurring: Recurring) -> RecurringOut:
    """Return a recurring invoice."""
    return RecurringOut(**_summary(recurring), language=recurring.language, form=recurring.form)


def recurring_page_out(page: RecurringPage) -> RecurringPageOut:
    """Return a page of recurring invoices."""
    items = tuple(RecurringSummary(**_summary(each)) for each in page.items)
    return RecurringPageOut(items=items, next_cursor=page.next_cursor, has_more=page.next_cursor is not None)


def _summary(recurring: Recurring) -> JsonObject:
    schedule = recurring.schedule
    days = {name: getattr(schedule, name) for name in ("rhythm", "every", "first_on", "last_on", "times")}
    named = {"id": recurring.recurring_id, **days}
    return named | {name: getattr(recurring, name) for name in RecurringSummary.model_fields if name not in named}
