"""Amounts and dates are read back as they were written, whatever the country's way of writing them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.extraction.values.dates import find_dates
from chalicelib.extraction.values.numbers import decimal_mark, find_numbers, parse_digits
from samples.model import Numbers, format_number

AMOUNTS = st.decimals(min_value="0.01", max_value="99999999.99", places=2)
DATES = st.dates(date(1990, 1, 1), date(2090, 12, 31))
MARKS = {Numbers.COMMA: ",", Numbers.POINT: ".", Numbers.SPACE: ",", Numbers.APOSTROPHE: "."}


@given(AMOUNTS, st.sampled_from(Numbers))
def test_an_amount_is_read_back_in_every_notation(amount: Decimal, numbers: Numbers) -> None:
    found = find_numbers(f"EUR {format_number(amount, numbers)}")
    assert [parse_digits(number.digits, MARKS[numbers]) for number in found] == [amount]


@given(st.lists(AMOUNTS, min_size=1), st.sampled_from([Numbers.COMMA, Numbers.POINT]))
def test_the_decimal_mark_is_told_by_the_documents_own_amounts(amounts: list[Decimal], numbers: Numbers) -> None:
    text = " | ".join(format_number(amount, numbers) for amount in amounts)
    assert decimal_mark(find_numbers(text)) == MARKS[numbers]


@pytest.mark.parametrize(
    ("text", "amount"),
    [("-5,00", "-5.00"), ("5,00-", "-5.00"), ("(5.00)", "-5.00"), ("− 5,00", "-5.00"), ("5,00", "5.00")],
)
def test_a_negative_amount_is_known_by_sign_or_parentheses(text: str, amount: str) -> None:
    (number,) = find_numbers(text)
    value = parse_digits(number.digits, None)
    assert (-value if number.negative else value) == Decimal(amount)


@given(DATES, st.sampled_from(["%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d", "%Y/%m/%d", "%d. %m. %Y"]))
def test_a_numeric_date_is_read_back_day_first(day: date, form: str) -> None:
    (found,) = find_dates(day.strftime(form))
    assert found.read(day_first=True) == day


@given(DATES)
def test_a_month_first_date_is_read_back_where_months_come_first(day: date) -> None:
    (found,) = find_dates(day.strftime("%m/%d/%Y"))
    assert found.read(day_first=False) == day


@pytest.mark.parametrize(
    "text",
    ["3 March 2024", "March 3, 2024", "3. März 2024", "3 mars 2024", "3 maart 2024", "3 de marzo de 2024",
     "3 marca 2024",
     "3. marts 2024",
     "3. maaliskuuta 2024", "3. března 2024",
     "2024年3月3日",
     "03-Mar-2024",
     "3 de março de 2024",
     "2024. március 3.", "2024. márc. 3-án", "3 martie 2024", "3. ožujka 2024.", "3 Mart 2024", "3 ΜΑΡΤΊΟΥ 2024",
     "3 Μαρτίου 2024", "3 март 2024 г.", "3. marec 2024", "3. märts 2024", "2024 m. kovo 3 d.", "2024. gada 3. martā",
     "令和6年3月3日"],
)  # fmt: skip
def test_month_names_are_known_in_every_language(text: str) -> None:
    (found,) = find_dates(text)
    assert found.read(day_first=True) == date(2024, 3, 3)


@pytest.mark.slow
@settings(max_examples=50)
@given(st.text(max_size=100))
def test_any_text_is_searched_without_error(text: str) -> None:
    for number in find_numbers(text):
        parse_digits(number.digits, None)
    find_dates(text)
