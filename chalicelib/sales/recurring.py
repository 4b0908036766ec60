"""Recurring invoices: set up, changed, paused, skipped, removed. `recurring_run` makes what is due."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from chalicelib.authorization import Caller, Role, check_change, needs
from chalicelib.clock import now
from chalicelib.errors import (
    InvalidInput,
    RecurringNotFound,
    TooManyRecurring,
    VersionMismatch,
)
from chalicelib.ids import Intended, is_id
from chalicelib.invoices.building.content import dump_document
from chalicelib.invoices.catalogue.copying import copy_entries
from chalicelib.invoices.issuing.own_values import refuse_own_values
from chalicelib.paging import check_cursor, cut
from chalicelib.records.companies import Company
from chalicelib.records.sales.calendar import day_of
from chalicelib.records.sales.recurring import (
    MAX_RECURRING,
    Recurring,
    RecurringMode,
    RecurringStep,
    set_out,
    take_step,
)
from chalicelib.records.sales.schedule import Schedule
from chalicelib.storage.companies import recurring as store
from chalicelib.storage.companies.companies import fetch_company
from chalicelib.storage.companies.packing import DocumentTooLarge

if TYPE_CHECKING:
    from chalicelib.records.sales.forms import Form


@dataclass(frozen=True, slots=True)
class RecurringOrder:
    """What somebody wants made, on which days."""

    name: str
    form: "Form"
    mode: RecurringMode
    schedule: Schedule
    language: str | None = None


@dataclass(frozen=True, slots=True)
class RecurringPage:
    """Some recurring invoices, and where the next page begins; without a cursor it is the last."""

    items: tuple[Recurring, ...]
    next_cursor: str | None


@needs(Role.MEMBER)
def add_recurring(caller: Caller, order: RecurringOrder, intended: Intended) -> Recurring:
    """Set up a recurring invoice, once; its first day is today or later.

    Raises:
        InvalidInput: it has no day that is to come, its form says what each invoice has by itself, is too large, or
            could not be issued, where it is to be.
        TooManyRecurring: the company has as many as it can have.

    """
    earlier = store.find_recurring(caller.company_id, intended.id) if intended.again else None
    if earlier:
        return earlier
    company, instant = fetch_company(caller.company_id), now()
    today = day_of(company, instant)
    _check(company, order, today)
    described = Recurring(
        company_id=caller.company_id,
        recurring_id=intended.id,
        name=order.name,
        created_by=caller.user_id,
        created_at=instant,
        updated_at=instant,
        form=dump_document(order.form),
        mode=order.mode,
        schedule=order.schedule,
        language=order.language,
    )
    recurring = _with_day(described, today)
    with _refusals():
        store.add_recurring(recurring)
    return recurring


@needs(Role.MEMBER)
def fetch_recurring(caller: Caller, recurring_id: str) -> Recurring:
    """Return a recurring invoice that the caller may see; raise `RecurringNotFound`."""
    found = store.find_recurring(caller.company_id, recurring_id) if is_id(recurring_id) else None
    if found is None or not caller.may_see(found.created_by):
        raise RecurringNotFound
    return found


@needs(Role.MEMBER)
def list_recurring(caller: Caller, *, limit: int, cursor: str | None) -> RecurringPage:
    """Return one page of recurring invoices, newest first; the cursor is the id of the last one before it.

    A page for a member who sees only their own can be short, or empty, with more to come.

    Raises:
        BadCursor: it is no id of one.

    """
    check_cursor(cursor)
    found = store.list_recurring(caller.company_id, before=cursor, limit=limit + 1)
    page, following = cut(found, limit, lambda each: each.recurring_id)
    return RecurringPage(tuple(each for each in page if caller.may_see(each.created_by)), following)


@needs(Role.MEMBER)
def change_recurring(caller: Caller, recurring_id: str, order: RecurringOrder, expected: int | None) -> Recurring:
    """Set up a recurring invoice anew: days that were made or skipped stay so, and what was made stays as it is.

    Raises:
        RecurringNotFound, NotYours, VersionMismatch: the caller can't change it, or has seen another version.
        InvalidInput: as for a new one.

    """
    _changeable(caller, recurring_id, expected)  # what is refused costs no rules
    company = fetch_company(caller.company_id)
    today = day_of(company, now())
    _check(company, order, today)
    before = _changeable(caller, recurring_id, expected)  # read after the rules, which take seconds
    changed = replace(
        before,
        name=order.name,
        form=dump_document(order.form),
        mode=order.mode,
        schedule=order.schedule,
        language=order.language,
    )
    return _store(before, _with_day(changed, today))


@needs(Role.MEMBER)
def step_recurring(caller: Caller, recurring_id: str, step: RecurringStep, expected: int | None) -> Recurring:
    """Pause a recurring invoice, resume it, or skip its next day.

    Raises:
        RecurringNotFound, NotYours, VersionMismatch: the caller can't change it, or has seen another version.
        WrongStep: where it stands, there is no such step.

    """
    before = _changeable(caller, recurring_id, expected)
    today = day_of(fetch_company(caller.company_id), now())
    return _store(before, take_step(before, step, today))


@needs(Role.MEMBER)
def delete_recurring(caller: Caller, recurring_id: str, expected: int | None) -> None:
    """Remove a recurring invoice; what it made stays.

    Raises:
        RecurringNotFound, NotYours, VersionMismatch: the caller can't remove it, or has seen another version.

    """
    if not store.remove_recurring(_changeable(caller, recurring_id, expected)):
        raise VersionMismatch


def _changeable(caller: Caller, recurring_id: str, expected: int | None) -> Recurring:
    found = fetch_recurring(caller, recurring_id)
    check_change(caller, found, expected)
    return found


def _check(company: Company, order: RecurringOrder, today: date) -> None:
    refuse_own_values(order.form)
    if order.mode is RecurringMode.ISSUE:
        _refuse_unready(company, order, today)


def _refuse_unready(company: Company, order: RecurringOrder, today: date) -> None:
    from chalicelib.invoices.issuing.readiness import examine

    copied = copy_entries(order.form, company)
    problems = examine(copied.document, company, today, copied.problems).problems
    if problems:
        raise InvalidInput(*((f"form.{problem.field}", problem.message) for problem in problems))


def _with_day(recurring: Recurring, today: date) -> Recurring:
    placed = set_out(recurring, today)
    if placed.next_on is None:
        raise InvalidInput(("last_on", "No day of this schedule is still to come."))
    return placed


def _store(before: Recurring, after: Recurring) -> Recurring:
    with _refusals():
        changed = store.change_recurring(before, after)
    if changed is None:
        raise VersionMismatch
    return changed


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except DocumentTooLarge as error:
        raise InvalidInput(("form", "is too large to be kept; leave attachments to the invoices")) from error
    except store.NoRoom as error:
        raise TooManyRecurring(MAX_RECURRING) from error
