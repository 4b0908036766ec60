"""Dates in years of other calendars."""

import datetime as dt

import pytest

from chalicelib.extraction.reading.reader import read
from chalicelib.extraction.result import FieldName
from chalicelib.extraction.values.dates import find_dates
from tests.unit.extraction.drawn import JAPAN, TAIWAN, Row, draw

DAY = dt.date(2024, 5, 6)


@pytest.mark.parametrize(
    "printed",
    ["06/05/2567", "2567-05-06", "6 May 2567", "6 May B.E. 2567", "6 พฤษภาคม 2567", "6 พ.ค. 2567", "๖ พ.ค. ๒๕๖๗",
     "令和6年5月6日", "令和 6 年 5 月 6 日", "令和六年五月六日", "令6.5.6", "令和6.5.6",
     "民國113年5月6日", "中華民國 113 年 05 月 06 日", "民國113/05/06", "113年5月6日", "۱۴۰۳/۰۲/۱۷ تاریخ فاکتور",
     "17 اردیبهشت 1403 فاکتور گ", "٠٦/٠٥/٢٠٢٤"],
)  # fmt: skip
def test_a_year_of_another_calendar_is_understood(printed: str) -> None:
    assert [date.read(day_first=True) for date in find_dates(printed)] == [DAY]


@pytest.mark.parametrize("printed", ["R6.5.6", "R06/05/06"])
def test_a_letter_stands_for_an_era_on_japanese_pages_only(printed: str) -> None:
    assert [date.read(day_first=True) for date in find_dates(printed, ["ja"])] == [DAY]
    assert DAY not in [date.read(day_first=True) for date in find_dates(printed, ["en"])]


@pytest.mark.parametrize("printed", ["113.05.06", "R12.50", "A6.5.6", "2567", "99/05/2567 x", "1445/10/27"])
def test_other_numbers_are_no_dates(printed: str) -> None:
    assert find_dates(printed) == []


def test_a_thai_invoice_has_its_dates_in_our_years() -> None:
    rows: list[Row] = [
        "Kranich Co., Ltd.",
        "10110 Bangkok",
        "TAX INVOICE",
        "Invoice No: 17",
        "Invoice Date: 06/05/2567",
    ]
    fields = read(draw([*rows, "Due date: 05/06/2567", "Total: THB 1,070.00"])).fields
    assert [fields[name].value for name in (FieldName.ISSUE_DATE, FieldName.DUE_DATE)] == ["2024-05-06", "2024-06-05"]


@pytest.mark.parametrize(
    ("font", "rows"),
    [
        (JAPAN, ["請求書", "請求書番号：17", "発行日：R6.5.6", "お支払期限：令和6年6月5日", "合計 ¥1,070"]),
        (TAIWAN, ["統一發票", "發票號碼：17", "發票日期：113/05/06", "付款期限：民國113年6月5日", "總計 NT$1,070"]),
    ],
)
def test_eastern_invoices_have_their_dates_in_our_years(font: str, rows: list[Row]) -> None:
    fields = read(draw(rows, font)).fields
    assert fields[FieldName.ISSUE_DATE].value == "2024-05-06"
