"""Dates whose years are counted otherwise than in the Gregorian calendar: Thai, Japanese, Taiwanese and Persian ones.

A Thai year is 543 ahead (2567 is 2024); years of Japan's emperors (令和6年, R6.5.6) and of the Republic of China
(民國113年) begin anew with each; months and days are the Gregorian ones. The Persian year begins with spring. Dates of
the Islamic lunar calendar depend on when the moon was seen: they are not converted.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

BUDDHIST = 543  # years that Thailand's calendar is ahead
FIRST_BUDDHIST, LAST_BUDDHIST = 2500, 2650  # years that no other calendar's invoices have
MINGUO = 1911
ERAS = {"民國": MINGUO, "民国": MINGUO, "令和": 2018, "平成": 1988, "昭和": 1925}
_ERA_LETTERS = {"R": 2018, "H": 1988, "S": 1925, "令": 2018, "平": 1988, "昭": 1925}
_KANJI = {**{digit: str(number) for number, digit in enumerate("〇一二三四五六七八九")}, "零": "0", "元": "1"}
_THAI_MONTHS = (
    ("มกราคม", "ม.ค."), ("กุมภาพันธ์", "ก.พ."), ("มีนาคม", "มี.ค."), ("เมษายน", "เม.ย."), ("พฤษภาคม", "พ.ค."),
    ("มิถุนายน", "มิ.ย."), ("กรกฎาคม", "ก.ค."), ("สิงหาคม", "ส.ค."), ("กันยายน", "ก.ย."), ("ตุลาคม", "ต.ค."),
    ("พฤศจิกายน", "พ.ย."), ("ธันวาคม", "ธ.ค."),
)  # fmt: skip
_THAI = {name: number for number, names in enumerate(_THAI_MONTHS, 1) for name in names}
_PERSIAN_MONTHS = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
)  # fmt: skip
FIRST_PERSIAN, NEW_YEAR = 1400, dt.date(2021, 3, 21)
_NUMBER = rf"(?:\d{{1,3}}|[{''.join(_KANJI)}十]{{1,4}})"
_ERA = re.compile(
    rf"({'|'.join(ERAS)})\s*({_NUMBER})\s*年\s*({_NUMBER})\s*月\s*({_NUMBER})\s*日?"
    rf"|({'|'.join(ERAS)})\s*(\d{{1,3}})\s?[./-]\s?(\d{{1,2}})\s?[./-]\s?(\d{{1,2}})(?!\d)"
)
_SHORT_ERA = re.compile(r"(?<![A-Za-z0-9])([RHS令平昭])\s?(\d{1,2})([./-])(\d{1,2})\3(\d{1,2})(?![\d.])")
_BARE_MINGUO = re.compile(r"(?<![\d./-])(1\d{2})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_MINGUO_NUMERIC = re.compile(r"(?<![\w./-])(1\d{2})([./-])(\d{1,2})\2(\d{1,2})(?![\w/-]|\.\d)")
_THAI_DATE = re.compile(rf"(\d{{1,2}})\s*({'|'.join(map(re.escape, _THAI))})\s*(?:พ\.?ศ\.?\s*)?(\d{{4}}|\d{{2}})(?!\d)")
_PERSIAN = re.compile(r"(?<!\d)(1[34]\d{2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{1,2})(?!\d)")
_PERSIAN_WORDED = re.compile(rf"(\d{{1,2}})\s*({'|'.join(_PERSIAN_MONTHS)})\s*(1[34]\d{{2}})")
_PERSIAN_LETTERS = re.compile("[پچژگ\u06cc\u06a9]")  # letters that Persian writes and Arabic does not

Found = tuple[int, int, dt.date]


@lru_cache(maxsize=10_000)
def with_plain_digits(text: str) -> str:
    """The text with every script's digits as 0 to 9, letter for letter.

    >>> with_plain_digits("٠٦/٠٥/٢٠٢٤ ๖ พ.ค. ２０２４")
    '06/05/2024 6 พ.ค. 2024'
    """
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in text)


def gregorian_year(year: int) -> int:
    """A year as our calendar has it, where it can only be a Buddhist one.

    >>> gregorian_year(2567), gregorian_year(2024)
    (2024, 2024)
    """
    return year - BUDDHIST if FIRST_BUDDHIST <= year <= LAST_BUDDHIST else year


def dates_of_other_calendars(text: str, languages: Sequence[str] = ()) -> Iterator[Found]:
    """Dates with years of other calendars: where each stands, and what it is.

    >>> [str(date) for _, _, date in dates_of_other_calendars("令和六年五月六日 R6.5.6 民國113/05/06 平成元年1月8日")]
    ['2024-05-06', '2024-05-06', '2024-05-06', '1989-01-08']
    >>> [str(date) for _, _, date in dates_of_other_calendars("6 พฤษภาคม 2567, 6 พ.ค. 67")]
    ['2024-05-06', '2024-05-06']
    >>> [str(date) for _, _, date in dates_of_other_calendars("113年5月6日, 113.05.06", ["zh"])]
    ['2024-05-06', '2024-05-06']
    >>> list(dates_of_other_calendars("113.05.06"))
    []
    >>> [str(date) for _, _, date in dates_of_other_calendars("تاریخ فاکتور: ۱۴۰۳/۰۲/۱۷")]
    ['2024-05-06']
    """
    if text.isascii() and not {"zh", "ja"}.intersection(languages[:2]):
        return
    end = 0
    for found in sorted((*_eras(text, languages), *_thai_dates(text), *_persian_dates(text))):
        if found[0] >= end:  # "民國114年5月12日" also ends like a date without an era
            yield found
            end = found[1]


def _eras(text: str, languages: Sequence[str]) -> Iterator[Found]:
    for match in _ERA.finditer(text):
        era, *parts = (part for part in match.groups() if part)
        yield from _dated(match, ERAS[era], *map(_value, parts))
    for match in _SHORT_ERA.finditer(text) if "ja" in languages[:2] or not text.isascii() else ():
        yield from _dated(match, _ERA_LETTERS[match[1]], int(match[2]), int(match[4]), int(match[5]))
    for match in _BARE_MINGUO.finditer(text):
        yield from _dated(match, MINGUO, *map(int, match.groups()))
    if "zh" in languages[:1]:
        for match in _MINGUO_NUMERIC.finditer(text):
            yield from _dated(match, MINGUO, int(match[1]), int(match[3]), int(match[4]))


def _dated(match: re.Match[str], before: int, year: int, month: int, day: int) -> Iterator[Found]:
    try:
        yield match.start(), match.end(), dt.date(before + year, month, day)
    except ValueError:
        return


def _value(written: str) -> int:
    """A number in digits or in Chinese ones.

    >>> _value("6"), _value("十五"), _value("二十一"), _value("一一三"), _value("元")
    (6, 15, 21, 113, 1)
    """
    if "十" not in written:
        return int("".join(_KANJI.get(letter, letter) for letter in written))
    tens, _, ones = written.partition("十")
    return 10 * int(_KANJI.get(tens, "1")) + int(_KANJI.get(ones, "0"))


def _thai_dates(text: str) -> Iterator[Found]:
    for match in _THAI_DATE.finditer(text):
        year = int(match[3]) + (FIRST_BUDDHIST if len(match[3]) == 2 else 0)  # noqa: PLR2004 - two digits
        yield from _dated(match, 0, gregorian_year(year), _THAI[match[2]], int(match[1]))


def _persian_dates(text: str) -> Iterator[Found]:
    plain = with_plain_digits(text)
    if not _PERSIAN_LETTERS.search(plain):
        return
    for match in _PERSIAN.finditer(plain):
        yield from _persian(match, int(match[1]), int(match[2]), int(match[3]))
    for match in _PERSIAN_WORDED.finditer(plain):
        yield from _persian(match, int(match[3]), _PERSIAN_MONTHS.index(match[2]) + 1, int(match[1]))


def _persian(match: re.Match[str], year: int, month: int, day: int) -> Iterator[Found]:
    """A Persian date: 33 years have 8 leap days, which agrees with the observed calendar from 1178 to 1633."""
    if not (1 <= month <= 12 and 1 <= day <= (31 if month <= 6 else 30)):  # noqa: PLR2004 - the calendar's own figures
        return
    leaps = sum(_has_leap_day(past) for past in range(FIRST_PERSIAN, year))
    leaps -= sum(_has_leap_day(past) for past in range(year, FIRST_PERSIAN))
    of_year = 31 * (month - 1) + day - 1 if month <= 7 else 186 + 30 * (month - 7) + day - 1  # noqa: PLR2004
    date = NEW_YEAR + dt.timedelta(days=365 * (year - FIRST_PERSIAN) + leaps + of_year)
    yield match.start(), match.end(), date


def _has_leap_day(year: int) -> bool:
    """Whether a Persian year ends with a thirtieth day.

    >>> [year for year in range(1395, 1410) if _has_leap_day(year)]
    [1395, 1399, 1403, 1408]
    """
    return (25 * year + 11) % 33 < 8  # noqa: PLR2004 - the calendar's own figures
