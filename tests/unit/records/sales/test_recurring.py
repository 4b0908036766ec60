"""Recurring invoices as in docs/sales.md: their days, every step that there is, the refusal of every other one."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.errors import WrongStep
from chalicelib.records.companies import Company
from chalicelib.records.sales.calendar import day_of
from chalicelib.records.sales.recurring import (
    STEPS,
    Recurring,
    RecurringMode,
    RecurringState,
    RecurringStep,
    after_making,
    set_out,
    take_step,
)
from chalicelib.records.sales.schedule import Rhythm, Schedule

AT = datetime(2026, 1, 1, tzinfo=UTC)
ACTIVE, PAUSED, ENDED = RecurringState
PAUSE, RESUME, SKIP = RecurringStep
QUARTER = timedelta(minutes=15)


def recurring(
    today: date, rhythm: Rhythm = Rhythm.MONTHLY, first_on: date = date(2026, 1, 31), **days: Any
) -> Recurring:
    made = Recurring(
        company_id="c",
        recurring_id="r",
        name="n",
        created_by="ann",
        created_at=AT,
        updated_at=AT,
        form={},
        mode=RecurringMode.DRAFT,
        schedule=Schedule(rhythm=rhythm, first_on=first_on, **days),
    )
    return set_out(made, today)


def in_state(state: RecurringState) -> Recurring:
    made = recurring(date(2026, 1, 1), last_on=date(2026, 4, 30))
    return replace(made, state=state, next_on=None if state is ENDED else made.next_on)


def made_on(found: Recurring) -> Recurring:
    return after_making(found, RecurringMode.DRAFT, "d", None)


@pytest.mark.parametrize(
    ("rhythm", "every", "first_on", "days"),
    [
        (Rhythm.DAILY, 1, "2026-02-27", ["2026-02-27", "2026-02-28", "2026-03-01"]),
        (Rhythm.DAILY, 10, "2026-12-28", ["2026-12-28", "2027-01-07", "2027-01-17"]),
        (Rhythm.WEEKLY, 2, "2026-03-27", ["2026-03-27", "2026-04-10", "2026-04-24"]),
        (Rhythm.MONTHLY, 1, "2026-01-31", ["2026-01-31", "2026-02-28", "2026-03-31"]),
        (Rhythm.MONTHLY, 3, "2026-11-30", ["2026-11-30", "2027-02-28", "2027-05-30"]),
        (Rhythm.YEARLY, 1, "2028-02-29", ["2028-02-29", "2029-02-28", "2030-02-28"]),
    ],
)
def test_the_days_of_a_schedule(rhythm: Rhythm, every: int, first_on: str, days: list[str]) -> None:
    schedule = Schedule(rhythm=rhythm, every=every, first_on=date.fromisoformat(first_on))
    assert [str(schedule.day(position)) for position in range(3)] == days


def test_a_schedule_ends_by_day_by_number_or_with_the_calendar() -> None:
    daily = Schedule(rhythm=Rhythm.DAILY, first_on=date(2026, 1, 1))
    assert replace(daily, times=2).day(2) is None
    assert replace(daily, last_on=date(2026, 1, 2)).day(2) is None
    assert replace(daily, first_on=date.max).day(1) is None
    assert Schedule(rhythm=Rhythm.YEARLY, first_on=date(9999, 1, 1)).day(1) is None


@given(
    rhythm=st.sampled_from(Rhythm),
    every=st.integers(1, 366),
    first_on=st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    earliest=st.dates(date(2000, 1, 1), date(2200, 1, 1)),
)
def test_the_first_day_that_is_not_before_another(rhythm: Rhythm, every: int, first_on: date, earliest: date) -> None:
    schedule = Schedule(rhythm=rhythm, every=every, first_on=first_on)
    position = schedule.position_from(earliest)
    day = schedule.day(position)
    assert day is not None
    assert day >= earliest
    before = schedule.day(position - 1) if position else None
    assert before is None or before < earliest


def test_days_that_are_past_when_it_begins_make_nothing() -> None:
    assert recurring(date(2026, 3, 5)).next_on == date(2026, 3, 31)
    assert recurring(date(2026, 3, 5), times=2).state is ENDED


@pytest.mark.parametrize(("state", "step"), STEPS)
def test_a_step(state: RecurringState, step: RecurringStep) -> None:
    assert take_step(in_state(state), step, date(2026, 1, 1)).state is STEPS[state, step]


@pytest.mark.parametrize(("state", "step"), sorted(set(product(RecurringState, RecurringStep)) - set(STEPS)))
def test_a_refused_step(state: RecurringState, step: RecurringStep) -> None:
    with pytest.raises(WrongStep, match=f"It is {state}"):
        take_step(in_state(state), step, date(2026, 1, 1))


def test_the_tests_have_all_steps_and_all_refusals() -> None:
    assert (len(STEPS), len(RecurringState) * len(RecurringStep)) == (3, 9)


def test_a_skipped_day_is_left_out_and_after_the_last_it_has_ended() -> None:
    found = recurring(date(2026, 1, 1), times=2)
    once = take_step(found, SKIP, date(2026, 1, 1))
    assert (once.next_on, once.done_on, once.made) == (date(2026, 2, 28), date(2026, 1, 31), 0)
    twice = take_step(once, SKIP, date(2026, 1, 1))
    assert (twice.next_on, twice.state, twice.awaited_on) == (None, ENDED, None)


def test_a_pause_makes_nothing_and_days_that_went_by_do_not_come_again() -> None:
    paused = take_step(recurring(date(2026, 1, 1)), PAUSE, date(2026, 1, 1))
    assert not paused.is_due(date(2027, 1, 1))
    assert paused.awaited_on is None
    resumed = take_step(paused, RESUME, date(2026, 3, 31))
    assert (resumed.next_on, resumed.is_due(date(2026, 3, 31))) == (date(2026, 3, 31), True)
    late = take_step(in_state(PAUSED), RESUME, date(2026, 6, 1))
    assert late.state is ENDED


def test_a_day_that_was_made_does_not_come_again_by_another_schedule() -> None:
    made = made_on(recurring(date(2026, 1, 31)))
    daily = replace(made, schedule=Schedule(rhythm=Rhythm.DAILY, first_on=date(2026, 1, 1)))
    assert set_out(daily, date(2026, 1, 31)).next_on == date(2026, 2, 1)
    ended = made_on(recurring(date(2026, 1, 31), times=1))
    assert ended.state is ENDED
    assert set_out(replace(ended, schedule=daily.schedule), date(2026, 1, 31)).state is ACTIVE


def test_days_on_which_nothing_ran_are_made_up_for() -> None:
    found, days = recurring(date(2026, 1, 1), Rhythm.WEEKLY, date(2026, 1, 1)), []
    while found.is_due(date(2026, 1, 31)):
        days.append(found.next_on)
        found = made_on(found)
    assert days == [date(2026, 1, day) for day in (1, 8, 15, 22, 29)]


@pytest.mark.parametrize(
    ("zone", "begin"),
    [
        ("Europe/Berlin", date(2026, 3, 15)),
        ("Europe/Berlin", date(2026, 10, 10)),
        ("America/Santiago", date(2026, 8, 20)),
        ("Australia/Lord_Howe", date(2026, 3, 20)),
        ("Asia/Beirut", date(2026, 3, 15)),
    ],
)
def test_a_month_over_a_change_of_summer_time_has_each_day_once(zone: str, begin: date) -> None:
    """The clock runs every quarter of an hour; in Santiago and Beirut the change takes midnight itself away."""
    company = Company(company_id="c", name="C", created_at=AT, profile={"time_zone": zone})
    instant = datetime(begin.year, begin.month, begin.day, tzinfo=UTC) - timedelta(days=1)
    found, made = recurring(begin, Rhythm.DAILY, begin, times=31), []
    while found.state is ACTIVE:
        if found.is_due(day_of(company, instant)):
            made.append((found.next_on, day_of(company, instant), day_of(company, instant - QUARTER)))
            found = made_on(found)
        instant += QUARTER
    days = [begin + timedelta(days=number) for number in range(31)]
    assert made == [(day, day, day - timedelta(days=1)) for day in days]
