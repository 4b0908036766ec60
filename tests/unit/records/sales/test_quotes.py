"""Quotes as in docs/sales.md: every step that there is, and the refusal of every other one."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import product

import pytest

from chalicelib.errors import WrongStep
from chalicelib.records.sales.quotes import STEPS, Quote, QuoteState, QuoteStep, state_after

AT = datetime(2026, 3, 1, tzinfo=UTC)
LAST, LATER = date(2026, 3, 31), date(2026, 4, 1)
QUOTE = Quote(
    company_id="c",
    quote_id="q",
    number="Q-1",
    created_by="ann",
    created_at=AT,
    updated_at=AT,
    content={},
    customer="A",
    currency="EUR",
    total=Decimal(1),
    issue_date=date(2026, 3, 1),
    valid_until=LAST,
)


def in_state(state: QuoteState) -> tuple[Quote, date]:
    """Return a quote, and a day on which it is in a state."""
    if state is QuoteState.EXPIRED:
        return QUOTE, LATER
    return replace(QUOTE, state=state), LAST


@pytest.mark.parametrize(("state", "step"), STEPS)
def test_a_step_of_a_quote(state: QuoteState, step: QuoteStep) -> None:
    quote, today = in_state(state)
    assert state_after(quote, step, today) is STEPS[state, step]


@pytest.mark.parametrize(("state", "step"), sorted(set(product(QuoteState, QuoteStep)) - set(STEPS)))
def test_a_refused_step_of_a_quote(state: QuoteState, step: QuoteStep) -> None:
    quote, today = in_state(state)
    with pytest.raises(WrongStep, match=f"It is {state}"):
        state_after(quote, step, today)


def test_the_tests_have_all_steps_and_all_refusals() -> None:
    assert (len(STEPS), len(QuoteState) * len(QuoteStep)) == (9, 20)


@pytest.mark.parametrize("state", [QuoteState.ACCEPTED, QuoteState.DECLINED, QuoteState.INVOICED])
def test_what_was_decided_does_not_expire(state: QuoteState) -> None:
    assert replace(QUOTE, state=state).state_on(LATER) is state


def test_an_open_one_expires_after_its_last_day() -> None:
    assert [QUOTE.state_on(day) for day in (LAST, LATER)] == [QuoteState.OPEN, QuoteState.EXPIRED]
