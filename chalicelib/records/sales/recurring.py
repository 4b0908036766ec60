"""Recurring invoices: which day comes next, and where each stands. docs/sales.md has the table.

A day that is past when a recurring invoice begins, or while it is paused, makes no invoice. One on which nothing ran
does: it is made up for. `done_on` is the last day that was made or skipped, and no day up to it comes again, whatever
becomes of the schedule.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from chalicelib.errors import WrongStep
from chalicelib.json_data import JsonObject
from chalicelib.records.sales.schedule import Schedule

MAX_RECURRING = 500  # of a company


class RecurringMode(StrEnum):
    """What is made on each day."""

    DRAFT = "draft"
    ISSUE = "issue"


class RecurringState(StrEnum):
    """Where a recurring invoice stands."""

    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"


class RecurringStep(StrEnum):
    """What somebody does with it."""

    PAUSE = "pause"
    RESUME = "resume"
    SKIP = "skip"


STEPS: Mapping[tuple[RecurringState, RecurringStep], RecurringState] = {
    (RecurringState.ACTIVE, RecurringStep.PAUSE): RecurringState.PAUSED,
    (RecurringState.ACTIVE, RecurringStep.SKIP): RecurringState.ACTIVE,
    (RecurringState.PAUSED, RecurringStep.RESUME): RecurringState.ACTIVE,
}
"""The steps that there are, all others are refused; where no day is left, it has ended instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurring:
    """A recurring invoice: its form as JSON, its days, and what became of them. `version` grows with every change.

    `next_on` is the day that is made next, None where there is none; `made` how many were made. `last_id` is what was
    made last, an invoice or, where `last_problem` says why it could not be issued or drafts are wanted, a draft.
    """

    company_id: str
    recurring_id: str
    name: str
    created_by: str
    created_at: datetime
    updated_at: datetime
    form: JsonObject
    mode: RecurringMode
    schedule: Schedule
    language: str | None = None
    state: RecurringState = RecurringState.ACTIVE
    next_on: date | None = None
    done_on: date | None = None
    made: int = 0
    last_id: str | None = None
    last_kind: RecurringMode | None = None
    last_problem: str | None = None
    version: int = 1

    def is_due(self, today: date) -> bool:
        """Tell whether its day has come."""
        return self.state is RecurringState.ACTIVE and self.next_on is not None and self.next_on <= today

    @property
    def awaited_on(self) -> date | None:
        """The day on which it is looked at again."""
        return self.next_on if self.state is RecurringState.ACTIVE else None


def set_out(recurring: Recurring, today: date) -> Recurring:
    """Return it with its next day by its schedule: today or later, and none that was made or skipped."""
    earliest = max(today, recurring.done_on + timedelta(days=1)) if recurring.done_on else today
    return _at(recurring, recurring.schedule.position_from(earliest))


def take_step(recurring: Recurring, step: RecurringStep, today: date) -> Recurring:
    """Return it after somebody's step; raise `WrongStep` where there is no such step."""
    following = STEPS.get((recurring.state, step))
    if following is None:
        raise WrongStep(recurring.state, step)
    if step is RecurringStep.SKIP:
        return _passed(recurring)
    moved = replace(recurring, state=following)
    return set_out(moved, today) if step is RecurringStep.RESUME else moved


def after_making(recurring: Recurring, kind: RecurringMode, made_id: str, problem: str | None) -> Recurring:
    """Return it once its day was made: as what, under which id, and why it is a draft, where it should be issued."""
    passed = _passed(recurring)
    return replace(passed, made=passed.made + 1, last_id=made_id, last_kind=kind, last_problem=problem)


def _passed(recurring: Recurring) -> Recurring:
    assert recurring.next_on is not None  # noqa: S101 - for the type checker: an active one has a next day
    position = recurring.schedule.position_from(recurring.next_on + timedelta(days=1))
    return _at(replace(recurring, done_on=recurring.next_on), position)


def _at(recurring: Recurring, position: int) -> Recurring:
    day = recurring.schedule.day(position)
    if day is None:
        return replace(recurring, next_on=None, state=RecurringState.ENDED)
    ended = recurring.state is RecurringState.ENDED  # another schedule gives it days again
    return replace(recurring, next_on=day, state=RecurringState.ACTIVE if ended else recurring.state)
