"""Creating the recurring invoices that are due: a draft or an issued invoice for each day that has come, once.

The function that runs this is called at least once for each of its times, can die between any two calls, and two copies
may run at once. The invoice or draft of a day is stored in the transaction that moves the recurring invoice on to its
next day, on condition that it is still at the day that was read: so a day's invoice is created once, or still to be
created. A day has come when it has begun in the company's time zone.

What can't be issued, because the customer is gone or the profile lacks something by now, becomes a draft that says what
is wrong, and the recurring invoice goes on.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from chalicelib.authorization import Caller, Role
from chalicelib.clock import now
from chalicelib.errors import Conflict, InvalidInput
from chalicelib.ids import Intended
from chalicelib.invoices.issuing.drafts import describe_draft
from chalicelib.invoices.issuing.issuing import issue_anew
from chalicelib.logs import logger
from chalicelib.records.companies import Company
from chalicelib.records.sales.calendar import day_of
from chalicelib.records.sales.recurring import Recurring, RecurringMode, after_making
from chalicelib.storage.companies import recurring as store
from chalicelib.storage.companies.companies import find_company
from chalicelib.storage.companies.recurring import Due, Occurrence

if TYPE_CHECKING:
    from chalicelib.records.sales.forms import Form

MAX_AT_ONCE = 31  # missed days of one recurring invoice that one run catches up on
MAX_PROBLEM = 1_000  # characters
_AHEAD = timedelta(days=1)  # somewhere it is tomorrow already


def make_due(may_go_on: Callable[[], bool]) -> int:
    """Create all that is due, as long as there is time; return how many were created.

    One that fails is logged and does not keep the others waiting; it is tried again in the next run.
    """
    made = 0
    for due in store.list_due((now() + _AHEAD).date()):
        if not may_go_on():
            break
        try:
            made += _make_days(due, may_go_on)
        except Exception:  # noqa: BLE001 - the outermost entry point: one's fault must not stop the others
            logger().exception("a recurring invoice could not be made", recurring_id=due.recurring_id)
    return made


def _make_days(due: Due, may_go_on: Callable[[], bool]) -> int:
    company = find_company(due.company_id)
    if company is None:
        store.forget_due(due)
        return 0
    for made in range(MAX_AT_ONCE):
        recurring = store.find_recurring(due.company_id, due.recurring_id)
        is_due = recurring is not None and recurring.is_due(day_of(company, now()))
        if recurring is None or not is_due or not may_go_on():
            return made
        if not _make(recurring, company):
            return made
    return MAX_AT_ONCE


def _make(recurring: Recurring, company: Company) -> bool:
    """Create the next day's invoice or draft; return False if another run was first."""
    from chalicelib.records.sales.forms import Form

    form = Form.model_validate({**recurring.form, "issue_date": str(recurring.next_on)})
    caller = _acting_for(recurring)
    if recurring.mode is RecurringMode.DRAFT:
        return _draft(caller, recurring, form, None)
    try:
        return _issue(caller, recurring, form)
    except InvalidInput as error:
        problem = "; ".join(f"{field}: {message}" for field, message in error.problems)[:MAX_PROBLEM]
        logger().warning("not issued", recurring_id=recurring.recurring_id, company_id=company.company_id)
        return _draft(caller, recurring, form, problem)


def _issue(caller: Caller, recurring: Recurring, form: "Form") -> bool:
    intended = Intended()
    after = after_making(recurring, RecurringMode.ISSUE, intended.id, None)
    try:
        issue_anew(caller, form, intended, language=recurring.language, origin=Occurrence(recurring, after))
    except Conflict:
        return False
    return True


def _draft(caller: Caller, recurring: Recurring, form: "Form", problem: str | None) -> bool:
    draft = describe_draft(caller, form, Intended()).draft
    after = after_making(recurring, RecurringMode.DRAFT, draft.draft_id, problem)
    return store.add_made_draft(Occurrence(recurring, after), draft)


def _acting_for(recurring: Recurring) -> Caller:
    """Return the person who set it up, as a member: what is created is theirs."""
    return Caller(recurring.created_by, "", recurring.company_id, Role.MEMBER, sees_company=True)
